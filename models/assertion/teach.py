"""Teaches the reader of contexts, from its own weights, to tell what is denied and what is supposed, what readers judged of dossiers, and
what becomes of each drug.

usage: python teach.py OUT.pt --reader ../frise-assertion-fr/onnx/model_quantized.onnx --tokenizer ../multilingual-e5-small-fr/tokenizer.json
       --marked MARKED.jsonl… --full FULL.jsonl… [--judged JUDGED.jsonl] [--marks MARKS.jsonl…] [--fold 0 --asked FILE.jsonl… --answers OUT.json] [--epochs 6] [--seed 7]
MARKED: case reports `{ id, text, entities, stretches }` in which every denied or supposed event is marked and nothing else, and, in `stretches`
where somebody marked them, what tells antecedents or a relative's illness; FULL: every entity stands with
its qualifiers; JUDGED: what export-facts.ts writes of eval/corpus/judged; MARKS: papers `{ id, title, text, marks: [[start, end, letters]] }`, the
letters those of eval/corpus/marks/README.md (a paper of a dossier without its title and text). `--fold N` leaves a quarter of the marked reports and of the
dossiers out; `--asked` are lines `{ id, title, text, spans }` whose
answers are written afterwards. What the reader already answers is kept: on every piece its older answers stay near those of
the weights it starts from.
"""
import argparse
import json
import re
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from batches import Batches
from network import QUESTIONS, Descent, Reader, save
from prepare import Samples
from tokenizers import Tokenizer
from torch.nn import functional as F

PRESENT, CURRENT, DONE, NEGATED, HYPOTHETICAL, HISTORICAL, FAMILY, ENDED, DOSE = range(QUESTIONS)
QUALIFIERS = {"negated": NEGATED, "hypothetical": HYPOTHETICAL, "historical": HISTORICAL, "family": FAMILY}
FOLDS, SMOOTHING, KEPT = 4, 0.02, 0.05
WORD = re.compile(r"[^\W\d_]{4,}")
# Words that are asked of no one: they carry the denial or the supposition themselves, or no event at all.
CUE = re.compile(
    r"(?:sans|avec|dans|pour|mais|aucune?|absence|absente?s?|negati\w+|négati\w+|jamais|suspicion|suspect\w*|possible\w*|probable\w*|probablement|"
    r"éventuel\w*|évoqu\w+|hypothèse\w*|cette|leur|elle|nous|vous|était|étaient|avait|avaient|même|aussi|très|plus|moins|entre|après|avant|depuis|ainsi|donc|puis|"
    r"alors|comme|chez|sous|vers|toute?s?|autres?|dont|faveur|recherche|risque|signes?|notion|arguments?|élimin\w+|écart\w+|exclu\w*|particularités?)$",
    re.I,
)
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
VERB = re.compile(r"\bn(?:e |['’])[^.;]{0,70}$")
# Why a judged mention is not so, and what that says of denial and supposition; the other reasons say nothing of either.
VERDICT = {"y": (0, 0), "d": (1, 0), "h": (0, 1)}
JUDGED = {"present": PRESENT, "current": CURRENT, "done": DONE}
# C taken, S ended, G given on the spot, N not taken, O something else: weights of the two answers. What is given for some hours is taken on its day.
TAKEN = {"C": 0.3, "S": 1.0, "N": 1.0, "O": 0.6}
OVER = {"C": 0.5, "S": 1.0, "G": 0.6, "N": 0.8, "O": 0.8}
# Y so, P so and over, D denied, H supposed or planned, F another's, X no such thing: what each says of a question, and nothing of the others.
SAID = {
    "Y": {"so": 1, NEGATED: 0, HYPOTHETICAL: 0, FAMILY: 0},
    "P": {NEGATED: 0, HYPOTHETICAL: 0, HISTORICAL: 1, FAMILY: 0},
    "D": {"so": 0, NEGATED: 1, HYPOTHETICAL: 0, FAMILY: 0},
    "H": {"so": 0, NEGATED: 0, HYPOTHETICAL: 1, FAMILY: 0},
    "F": {"so": 0, FAMILY: 1},
    "X": {"so": 0},
}
CORPUS = Path(__file__).parents[2] / "eval" / "corpus"


def in_fold(name: str, fold: int) -> bool:
    return zlib.crc32(name.split("/")[0].encode()) % FOLDS == fold


def marked_spans(text: str, entities: list[dict], stretches: list[dict] | None) -> list[tuple]:
    """The marks, and every word far from them as told; nothing of antecedents and relatives where nobody marked them."""
    kinds = () if stretches is None else ("historical", "family")
    spans, near = [], []
    within = lambda a, b, kind: int(any(it[kind] and it["start"] <= a and b <= it["end"] for it in stretches))
    for it in entities:
        a, b = it["start"], it["end"]
        spans += [(a, b, NEGATED, int(it["negated"]), 1.0), (a, b, HYPOTHETICAL, int(it["hypothetical"]), 1.0)]
        spans += [(a, b, QUALIFIERS[kind], within(a, b, kind), 0.5) for kind in kinds]
        # What goes on after a mark ("pas d'adénopathie cervicale") is denied with it or not: not asked.
        after = re.match(r"(?:\s+[^\s,.;:()]+){0,3}", text[b:])
        # Nor the verb between the two halves of a negation ("n'a pas objectivé de métastase").
        before = VERB.search(text[:a])
        near.append((before.start() if before else a, b + (after.end() if after else 0)))
    for word in WORD.finditer(text):
        a, b = word.span()
        if CUE.match(word.group()):
            continue
        if not any(x < b and a < y for x, y in near):
            spans += [(a, b, NEGATED, 0, 0.15), (a, b, HYPOTHETICAL, 0, 0.15)]
        for kind in kinds:
            told = within(a, b, kind)
            spans.append((a, b, QUALIFIERS[kind], told, 0.4 if told else 0.1))
    return spans


def full_spans(entities: list[dict]) -> list[tuple]:
    spans = []
    for it in entities:
        said = it.get("expected", it)
        for name, question in QUALIFIERS.items():
            if isinstance(said.get(name), bool):
                spans.append((it["start"], it["end"], question, int(said[name]), 1.0))
    return spans


def judged_spans(gold: list[dict]) -> list[tuple]:
    spans = []
    for it in gold:
        # One in ten is not so: what is not so weighs more.
        spans.append((it["start"], it["end"], JUDGED[it["q"]], int(it["verdict"] == "y"), 0.3 if it["verdict"] == "y" else 1.0))
        if it["verdict"] in VERDICT:
            for question, answer in zip((NEGATED, HYPOTHETICAL), VERDICT[it["verdict"]]):
                spans.append((it["start"], it["end"], question, answer, 0.1 if it["verdict"] == "y" else 1.0))
    return spans


def drug_spans(a: int, b: int, letter: str) -> list[tuple]:
    taken = [(a, b, CURRENT, int(letter == "C"), TAKEN[letter])] if letter in TAKEN else []
    return [*taken, (a, b, ENDED, int(letter == "S"), OVER[letter])]


def event_spans(a: int, b: int, kind: str, letter: str) -> list[tuple]:
    so = PRESENT if kind == "p" else DONE
    spans = [(a, b, so if question == "so" else question, answer, 1.0 if answer or question == "so" else 0.5) for question, answer in SAID[letter].items()]
    return [*spans, (a, b, DONE, 1, 1.0)] if kind == "a" and letter == "P" else spans


def mark_spans(marks: list[list], text: str) -> list[tuple]:
    spans = []
    for a, b, letters, *_ in marks:
        if letters.startswith("D"):
            spans.append((a, b, DOSE, int(letters == "DN"), 1.0))
        else:
            spans += (drug_spans if len(letters) == 1 else event_spans)(a, b, *letters)
    # Where doses are marked they all are: the other numbers are none.
    if any(letters.startswith("D") for _, _, letters, *_ in marks):
        numbers = (number.span() for number in NUMBER.finditer(text))
        spans += [(a, b, DOSE, 0, 0.3) for a, b in numbers if not any(x < b and a < y for x, y, *_ in marks)]
    return spans


def paper_of(one: dict) -> tuple[str, str]:
    """Title and text, of the corpus where the line does not hold them."""
    if "text" in one:
        return one.get("title", ""), one["text"]
    dossier, name = one["id"].split("/")
    documents = json.loads((CORPUS / dossier / "dossier.json").read_text())["documents"]
    title = next(it["title"] for it in documents if it["id"] == name)
    return title, (CORPUS / dossier / "texts" / f"{name}.txt").read_text()


def read(files: list[Path]) -> list[dict]:
    return [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    for name in ("reader", "tokenizer"):
        options.add_argument(f"--{name}", type=Path, required=True)
    for name in ("marked", "full", "judged", "marks", "asked"):
        options.add_argument(f"--{name}", type=Path, nargs="*", default=[])
    options.add_argument("--answers", type=Path)
    options.add_argument("--fold", type=int, default=-1)
    options.add_argument("--every", type=int, default=1, help="one judged page of so many")
    options.add_argument("--reports", type=int, default=1, help="one marked report of so many")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--tokens", type=int, default=4096)
    options.add_argument("--device", default="cpu", help="cuda where there is one")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    chance = np.random.default_rng(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))

    samples = Samples(tokenizer)
    kept = lambda files: [one for one in read(files) if not in_fold(one["id"], given.fold)]
    for number, one in enumerate(kept(given.marked)[:: given.reports]):
        spans = marked_spans(one["text"], one["entities"], one.get("stretches"))
        samples.add("marked", one["id"], 0, "Cas clinique" if number % 2 else "", one["text"], spans)
    for one in kept(given.full):
        # Where every event is marked, what is not asked of the others is learnt: twice.
        for _ in range(2):
            samples.add("full", one["id"], 0, "", one["text"], full_spans(one["entities"]))
    for number, one in enumerate(kept(given.judged)):
        if number % given.every:
            continue
        spans = judged_spans(one["gold"])
        for start, end in samples.windows(one["text"]):
            inside = [(a - start, b - start, *rest) for a, b, *rest in spans if start <= a and b <= end]
            # Where all is so, it teaches what the reader knows.
            if any(question in JUDGED.values() and answer == 0 for _, _, question, answer, _ in inside):
                samples.window("judged", one["id"], 0, one["title"], one["text"][start:end], inside)
    for number, one in enumerate(kept(given.marks)):
        title, text = paper_of(one)
        # What was written to be marked, twice: it holds what dossiers hold seldom.
        for turn in range(2 if "text" in one else 1):
            samples.add("marks", one["id"], turn, "" if (number + turn) % 4 == 3 else title, text, mark_spans(one["marks"], text))
    data = Batches(samples.ids, samples.rows, given.tokens, chance)
    print({group: samples.groups.count(group) for group in sorted(set(samples.groups))}, "pieces", int(data.lengths.sum()), flush=True)

    net, before = Reader(given.reader).to(given.device), Reader(given.reader).eval().to(given.device)
    descent = Descent(net, given.rate)
    steps, began = len(data.drawn(np.arange(len(samples.ids)))) * given.epochs, time.monotonic()
    for epoch in range(given.epochs):
        net.train()
        lost = []
        for batch in data.drawn(np.arange(len(samples.ids))):
            ids, attention = (part.to(given.device) for part in data.pieces(batch))
            with torch.autocast(given.device, torch.bfloat16):
                logits = net(ids, attention)
                with torch.no_grad():
                    older = before(ids, attention)[..., : before.known].float()
            logits = logits.float()
            score, numbers = data.spans(batch, logits)
            answer = torch.from_numpy(data.rows[numbers, 4]).float().to(given.device) * (1 - 2 * SMOOTHING) + SMOOTHING
            weight = torch.from_numpy(data.rows[numbers, 5]).float().to(given.device) / 1000
            loss = (F.binary_cross_entropy_with_logits(score, answer, reduction="none") * weight).sum() / weight.sum()
            loss = loss + KEPT * ((logits[..., : before.known] - older) ** 2)[attention].mean()
            descent.down(loss, descent.step / steps)
            lost.append(loss.detach())
        print("epoch", epoch, f"loss {float(torch.stack(lost).mean()):.4f}", round(time.monotonic() - began), "s", flush=True)
    descent.settle()
    save(net, given.out)

    if given.answers:
        asked = Samples(tokenizer)
        for number, one in enumerate(read(given.asked)):
            every = [(it["start"], it["end"], question, 0, 1.0, f"{number}:{place}:{question}") for place, it in enumerate(one["spans"]) for question in range(QUESTIONS)]
            asked.add("asked", one["id"], 0, one.get("title", ""), one["text"], every)
        data, found = Batches(asked.ids, asked.rows, 4 * given.tokens, chance), {}
        with torch.inference_mode(), torch.autocast(given.device, torch.bfloat16):
            for batch in data.drawn(np.arange(len(asked.ids))):
                score, numbers = data.spans(batch, net(*(part.to(given.device) for part in data.pieces(batch))).float())
                for number, value in zip(numbers, torch.sigmoid(score).tolist()):
                    found[asked.facts[number]] = round(value, 4)
        given.answers.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
