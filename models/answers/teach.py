"""Teaches a reader of answers: of each sentence of a passage, whether it answers a question by itself.

usage: python teach.py OUT.pt --encoder MODEL.onnx --tokenizer tokenizer.json --questions QUESTIONS.jsonl… [--drills DRILLS.jsonl…]
       [--asked ASKED.jsonl… --answers OUT.json] [--layers 12] [--epochs 6] [--first 2] [--rate 3e-4] [--tokens 16384] [--device cuda] [--seed 7]
       [--from RUN.pt… --frozen 2]
QUESTIONS and ASKED are what export-questions.ts writes, DRILLS what export-drills.ts does: `--first` epochs are of these alone, and a share of
them stays in each that follows. MODEL gives the first weights: the encoder as shipped, or the reader of contexts; `--from` goes on from what this script
wrote (of several runs, their mean), and `--frozen` lower layers stay as they are.

What is read: the question, what stands beside a passage, the passage, each after the mark that ends the one before. The answer of a sentence
is the mean over its pieces. Every passage with an answer or a near miss is read in each epoch, and as many of the others as `--others`.
"""
import argparse
import json
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parent.parent / "assertion"))
from network import Descent, Reader, mean_of, save  # noqa: E402

BEGIN, PADDING, END, LONGEST = 0, 1, 2, 510
SMOOTHING, POSITIVE, KEPT = 0.01, 3.0, 0.12
QUESTION_PIECES, BESIDE_PIECES = 80, 60


def unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


class Windows:
    """A question with one of its passages, and the pieces of each of its sentences."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer, self.known = tokenizer, {}

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        if text not in self.known:
            found = self.tokenizer.encode(text, add_special_tokens=False)
            tight = []
            for a, b in found.offsets:
                while a < b and text[a].isspace():
                    a += 1
                tight.append((a, b))
            self.known[text] = (found.ids, tight)
        return self.known[text]

    def of(self, question: str, passage: dict) -> tuple[np.ndarray, list[tuple]]:
        """Ids, and rows of (first piece, last piece, answer, weight, number of the sentence)."""
        asked, _ = self.pieces(question)
        beside, _ = self.pieces(passage["beside"])
        ids, _ = self.pieces(passage["text"])
        before = [BEGIN, *asked[:QUESTION_PIECES], END, *beside[:BESIDE_PIECES], END]
        whole = [*before, *ids][:LONGEST] + [END]
        # A passage is read with many questions: where its sentences stand is told once.
        if "held" not in passage:
            passage["held"] = list(self.held(passage))
        rows = [(first + len(before), min(last + len(before), len(whole) - 1), *rest) for first, last, *rest in passage["held"] if first + len(before) < len(whole) - 1]
        return np.array(whole, np.int64), rows

    def held(self, passage: dict):
        """(first piece, last piece, answer, weight, number) of each sentence, from the first piece of the text."""
        _, offsets = self.pieces(passage["text"])
        for number, (start, end, answer, weight) in enumerate(passage["sentences"]):
            held = [i for i, (x, y) in enumerate(offsets) if y > x and x < end and start < y]
            if held:
                yield held[0], held[-1] + 1, answer, weight, number


def batches(lengths: np.ndarray, most: int, chance: np.random.Generator) -> list[list[int]]:
    """Windows of near lengths together, in a random order."""
    found: list[list[int]] = [[]]
    for index in np.argsort(lengths + chance.random(len(lengths)) * 12):
        if found[-1] and (len(found[-1]) + 1) * lengths[index] > most:
            found.append([])
        found[-1].append(int(index))
    return [found[place] for place in chance.permutation(len(found))]


def stacked(windows: list[tuple], device: str) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, attention, and of each sentence (row, first, last, answer, weight)."""
    longest = -(-max(len(ids) for ids, _ in windows) // 16) * 16
    ids, attention = np.full((len(windows), longest), PADDING), np.zeros((len(windows), longest), bool)
    for place, (own, _) in enumerate(windows):
        ids[place, : len(own)], attention[place, : len(own)] = own, True
    rows = [(place, *row[:4]) for place, (_, found) in enumerate(windows) for row in found]
    return torch.from_numpy(ids).to(device), torch.from_numpy(attention).to(device), torch.tensor(rows, dtype=torch.float32, device=device)


def scores(logits: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    sums = torch.cat([torch.zeros_like(logits[:, :1]), logits], 1)[..., 0].cumsum(1)
    at, first, last = rows[:, 0].long(), rows[:, 1].long(), rows[:, 2].long()
    return (sums[at, last] - sums[at, first]) / (last - first)


def drawn(questions: list[dict], others: int, windows: Windows, chance: np.random.Generator) -> list[tuple]:
    """One epoch's windows."""
    found = []
    for one in questions:
        turn = chance.random()
        question = one["question"]
        if turn < 0.1:
            question = unaccented(question)
        elif turn < 0.2:
            question = question.lower().rstrip(" ?")
        told = [it for it in one["passages"] if any(answer or weight == 1 for _, _, answer, weight in it["sentences"])] if one["answerable"] else []
        kept = {id(it) for it in told}
        rest = [it for it in one["passages"] if id(it) not in kept]
        # What the index puts first is what will be asked in earnest.
        weights = np.array([1 / (2 + (it["rank"] if it["rank"] >= 0 else 30)) for it in rest])
        number = min(len(rest), others if one["answerable"] else others + 3)
        more = [] if number == 0 else chance.choice(len(rest), number, replace=False, p=weights / weights.sum())
        found += [windows.of(question, it) for it in [*told, *(rest[place] for place in more)]]
    return [it for it in found if it[1]]


def read(files: list[Path]) -> list[dict]:
    found = [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]
    for one in found:
        one["answerable"] = any(answer for it in one["passages"] for _, _, answer, _ in it["sentences"])
    return found


def answers_of(net: Reader, questions: list[dict], windows: Windows, most: int, device: str) -> dict[str, list[list[float]]]:
    """Of each question, a probability by passage and sentence."""
    asked = [(one["id"], number, *windows.of(one["question"], it)) for one in questions for number, it in enumerate(one["passages"])]
    found = {one["id"]: [[0.0] * len(it["sentences"]) for it in one["passages"]] for one in questions}
    asked = [it for it in asked if it[3]]
    with torch.inference_mode(), torch.autocast(device, torch.bfloat16):
        for batch in batches(np.array([len(it[2]) for it in asked]), most, np.random.default_rng(0)):
            ids, attention, rows = stacked([asked[index][2:] for index in batch], device)
            told = torch.sigmoid(scores(net(ids, attention).float(), rows)).tolist()
            places = [(asked[index][0], asked[index][1], row[4]) for index in batch for row in asked[index][3]]
            for (name, number, sentence), value in zip(places, told):
                found[name][number][sentence] = round(value, 4)
    return found


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    for name in ("encoder", "tokenizer"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--questions", type=Path, nargs="+", required=True)
    for name in ("drills", "asked"):
        options.add_argument(f"--{name}", type=Path, nargs="*", default=[])
    options.add_argument("--answers", type=Path)
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--others", type=int, default=6)
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--first", type=int, default=0, help="epochs of drills alone")
    options.add_argument("--rate", type=float, default=3e-4)
    options.add_argument("--tokens", type=int, default=16384)
    options.add_argument("--device", default="cpu", help="cuda where there is one")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--from", dest="runs", type=Path, nargs="*", default=[])
    options.add_argument("--frozen", type=int, default=0)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    chance = np.random.default_rng(given.seed)
    windows = Windows(Tokenizer.from_file(str(given.tokenizer)))
    questions = read(given.questions)
    print(len(questions), "questions", sum(one["answerable"] for one in questions), "answerable", flush=True)

    net = Reader(given.encoder, given.layers, 1).to(given.device)
    if given.runs:
        net.load_state_dict(mean_of(given.runs), strict=False)
    else:
        with torch.no_grad():
            net.head.weight.normal_(0, 0.02)
            net.head.bias.fill_(-2.5)
    for value in (*(value for layer in net.layers[: given.frozen] for value in layer.parameters()), *((net.lnw, net.lnb) if given.frozen else ())):
        value.requires_grad_(False)
    descent = Descent(net, given.rate)
    began = time.monotonic()
    drills = read(given.drills)
    # Of all that is drilled, each epoch draws as much as keeps names and plain turns in mind.
    some = lambda share: [drills[place] for place in chance.choice(len(drills), int(share * len(drills)), replace=False)]
    epochs = given.first + given.epochs
    for epoch in range(epochs):
        net.train()
        lost = []
        sample = drawn(some(1) if epoch < given.first else questions + some(KEPT), given.others, windows, chance)
        plan = batches(np.array([len(ids) for ids, _ in sample]), given.tokens, chance)
        for place, batch in enumerate(plan):
            ids, attention, rows = stacked([sample[index] for index in batch], given.device)
            # A processor multiplies in single precision faster.
            with torch.autocast(given.device, torch.bfloat16, enabled=given.device != "cpu"):
                logits = net(ids, attention)
            score, answer = scores(logits.float(), rows), rows[:, 3]
            weight = rows[:, 4] * (1 + (POSITIVE - 1) * answer)
            loss = F.binary_cross_entropy_with_logits(score, answer * (1 - 2 * SMOOTHING) + SMOOTHING, reduction="none")
            loss = (loss * weight).sum() / weight.sum()
            descent.down(loss, (epoch + place / len(plan)) / epochs)
            lost.append(loss.detach())
        print("epoch", epoch, f"loss {float(torch.stack(lost).mean()):.4f}", round(time.monotonic() - began), "s", flush=True)
    descent.settle()
    save(net, given.out)
    if given.answers:
        given.answers.write_text(json.dumps(answers_of(net, read(given.asked), windows, 4 * given.tokens, given.device)))


if __name__ == "__main__":
    main()
