"""Teaches the reader of contexts, from its own weights, to tell what is denied and what is supposed, and what readers judged of dossiers.

usage: python teach.py OUT.pt --reader ../frise-assertion-fr/onnx/model_quantized.onnx --tokenizer ../multilingual-e5-small-fr/tokenizer.json
       --marked MARKED.jsonl… --full FULL.jsonl… [--judged JUDGED.jsonl] [--fold 0 --asked FILE.jsonl… --answers OUT.json] [--epochs 6] [--seed 7]
MARKED: case reports `{ id, text, entities, stretches }` in which every denied or supposed event is marked and nothing else, and, in `stretches`
where somebody marked them, what tells antecedents or a relative's illness; FULL: every entity stands with
its qualifiers; JUDGED: what export-facts.ts writes of eval/corpus/judged. `--fold N` leaves a quarter of the marked reports and of the
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
from network import LAYERS, QUESTIONS, Reader
from prepare import Samples
from tokenizers import Tokenizer
from torch.nn import functional as F

OLDER = 3
PRESENT, CURRENT, DONE, NEGATED, HYPOTHETICAL, HISTORICAL, FAMILY = range(QUESTIONS)
QUALIFIERS = {"negated": NEGATED, "hypothetical": HYPOTHETICAL, "historical": HISTORICAL, "family": FAMILY}
FOLDS, SMOOTHING, EMA, KEPT = 4, 0.02, 0.995, 0.05
WORD = re.compile(r"[^\W\d_]{4,}")
# Words that are asked of no one: they carry the denial or the supposition themselves, or no event at all.
CUE = re.compile(
    r"(?:sans|avec|dans|pour|mais|aucune?|absence|absente?s?|negati\w+|négati\w+|jamais|suspicion|suspect\w*|possible\w*|probable\w*|probablement|"
    r"éventuel\w*|évoqu\w+|hypothèse\w*|cette|leur|elle|nous|vous|était|étaient|avait|avaient|même|aussi|très|plus|moins|entre|après|avant|depuis|ainsi|donc|puis|"
    r"alors|comme|chez|sous|vers|toute?s?|autres?|dont|faveur|recherche|risque|signes?|notion|arguments?|élimin\w+|écart\w+|exclu\w*|particularités?)$",
    re.I,
)
VERB = re.compile(r"\bn(?:e |['’])[^.;]{0,70}$")
# Why a judged mention is not so, and what that says of denial and supposition; the other reasons say nothing of either.
VERDICT = {"y": (0, 0), "d": (1, 0), "h": (0, 1)}
JUDGED = {"present": PRESENT, "current": CURRENT, "done": DONE}


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


def read(files: list[Path]) -> list[dict]:
    return [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]


class Batches:
    """Windows in batches of near lengths, and the mean answer of each span."""

    def __init__(self, samples: Samples, most: int, chance: np.random.Generator) -> None:
        self.samples, self.most, self.chance = samples, most, chance
        self.rows = np.array(samples.rows, np.int64)
        self.lengths = np.array([len(ids) for ids in samples.ids])
        self.of: list[list[int]] = [[] for _ in samples.ids]
        for number, row in enumerate(self.rows):
            self.of[row[0]].append(number)

    def drawn(self, chosen: np.ndarray) -> list[list[int]]:
        found: list[list[int]] = [[]]
        for index in chosen[np.argsort(self.lengths[chosen] + self.chance.random(len(chosen)) * 12)]:
            if found[-1] and (len(found[-1]) + 1) * self.lengths[index] > self.most:
                found.append([])
            found[-1].append(index)
        return [found[place] for place in self.chance.permutation(len(found))]

    def pieces(self, batch: list[int]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = -(-int(max(self.lengths[batch])) // 16) * 16
        ids, attention = np.ones((len(batch), longest), np.int64), np.zeros((len(batch), longest), bool)
        for place, index in enumerate(batch):
            ids[place, : self.lengths[index]] = self.samples.ids[index]
            attention[place, : self.lengths[index]] = True
        return torch.from_numpy(ids), torch.from_numpy(attention)

    def spans(self, batch: list[int], logits: torch.Tensor) -> tuple[torch.Tensor, np.ndarray]:
        asked = [(place, number) for place, index in enumerate(batch) for number in self.of[index]]
        numbers = np.array([number for _, number in asked])
        own = torch.from_numpy(self.rows[numbers])
        sums = torch.cat([torch.zeros_like(logits[:, :1]), logits], 1).cumsum(1)
        at, first, last, question = torch.tensor([place for place, _ in asked]), own[:, 1], own[:, 2], own[:, 3]
        return (sums[at, last, question] - sums[at, first, question]) / (last - first), numbers


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    for name in ("reader", "tokenizer"):
        options.add_argument(f"--{name}", type=Path, required=True)
    for name in ("marked", "full", "judged", "asked"):
        options.add_argument(f"--{name}", type=Path, nargs="*", default=[])
    options.add_argument("--answers", type=Path)
    options.add_argument("--fold", type=int, default=-1)
    options.add_argument("--every", type=int, default=1, help="one judged page of so many")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--tokens", type=int, default=4096)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    chance = np.random.default_rng(given.seed)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))

    samples = Samples(tokenizer)
    kept = lambda files: [one for one in read(files) if not in_fold(one["id"], given.fold)]
    for number, one in enumerate(kept(given.marked)):
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
            if any(question < OLDER and answer == 0 for _, _, question, answer, _ in inside):
                samples.window("judged", one["id"], 0, one["title"], one["text"][start:end], inside)
    data = Batches(samples, given.tokens, chance)
    print({group: samples.groups.count(group) for group in sorted(set(samples.groups))}, "pieces", int(data.lengths.sum()), flush=True)

    net, before = Reader(given.reader), Reader(given.reader).eval()
    rated = [
        *({"params": list(layer.parameters()), "lr": given.rate * 0.9 ** (LAYERS - 1 - n)} for n, layer in enumerate(net.layers)),
        {"params": [*net.head.parameters(), net.lnw, net.lnb], "lr": given.rate * 3},
    ]
    optimiser = torch.optim.AdamW(rated, weight_decay=0.01, betas=(0.9, 0.98))
    rates = [part["lr"] for part in optimiser.param_groups]
    moving = [value for value in net.parameters() if value.requires_grad]
    mean = [value.detach().clone() for value in moving]
    steps, step, began = len(data.drawn(np.arange(len(samples.ids)))) * given.epochs, 0, time.monotonic()
    for epoch in range(given.epochs):
        net.train()
        lost = []
        for batch in data.drawn(np.arange(len(samples.ids))):
            ids, attention = data.pieces(batch)
            with torch.autocast("cpu", torch.bfloat16):
                logits = net(ids, attention)
                with torch.no_grad():
                    older = before(ids, attention)[..., :OLDER].float()
            logits = logits.float()
            score, numbers = data.spans(batch, logits)
            answer = torch.from_numpy(data.rows[numbers, 4]).float() * (1 - 2 * SMOOTHING) + SMOOTHING
            weight = torch.from_numpy(data.rows[numbers, 5]).float() / 1000
            loss = (F.binary_cross_entropy_with_logits(score, answer, reduction="none") * weight).sum() / weight.sum()
            loss = loss + KEPT * ((logits[..., :OLDER] - older) ** 2)[attention].mean()
            done = step / steps
            for part, rate in zip(optimiser.param_groups, rates):
                part["lr"] = rate * min(1, (step + 1) / 60) * max(0.02, 1 - done)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            lost.append(float(loss.detach()))
            torch._foreach_lerp_(mean, [value.detach() for value in moving], 1 - min(EMA, (step + 1) / (step + 50)))
        print("epoch", epoch, f"loss {np.mean(lost):.4f}", round(time.monotonic() - began), "s", flush=True)
    with torch.no_grad():
        for value, kept in zip(moving, mean):
            value.copy_(kept)
    net.eval()
    torch.save({name: value.half() for name, value in net.state_dict().items() if name not in ("word", "pos")}, given.out)

    if given.answers:
        asked = Samples(tokenizer)
        for number, one in enumerate(read(given.asked)):
            every = [(it["start"], it["end"], question, 0, 1.0, f"{number}:{place}:{question}") for place, it in enumerate(one["spans"]) for question in range(QUESTIONS)]
            asked.add("asked", one["id"], 0, one.get("title", ""), one["text"], every)
        data, found = Batches(asked, 4 * given.tokens, chance), {}
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for batch in data.drawn(np.arange(len(asked.ids))):
                score, numbers = data.spans(batch, net(*data.pieces(batch)).float())
                for number, value in zip(numbers, torch.sigmoid(score).tolist()):
                    found[asked.facts[number]] = round(value, 4)
        given.answers.write_text(json.dumps(found))


if __name__ == "__main__":
    main()
