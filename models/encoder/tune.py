"""Tunes the encoder on the pairs of pairs.py, by contrast, and exports it.

usage: python tune.py --encoder ENC/onnx/model.onnx --tokenizer ENC/tokenizer.json --pairs PAIRS.jsonl --out OUT [--minutes 40]
ENC is what build.py writes. Seeds are fixed; a run that reaches its minutes ends early, its learning rate brought down in time.

Each batch is made of pairs that BM25 confuses: a seed, then the pairs whose passage holds the words of the queries already there without
naming what they ask for. So every other passage of the batch is a negative, many of them hard, at no further cost. A passage that names
what a query asks for, or is of the same text, is no negative of it.
"""
import argparse
import json
import math
import random
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from pairs import words
from tokenizers import Tokenizer
from torch.nn import functional as F
from torch_encoder import Encoder, export

SEED = 20261125
QUERY_TOKENS, PASSAGE_TOKENS = 24, 72
TEMPERATURE = 0.05
HARD = 0.5
"""Share of a batch drawn by BM25; the rest by chance."""
COMMON = 300
"""Passages that a word may stand in before it says too little to look others up by."""


def bm25_neighbours(pairs: list[dict], wanted: int = 12) -> list[list[int]]:
    """For each pair, those whose passages BM25 ranks first for its query and which do not name what it asks for."""
    bags = [Counter(words(pair["passage"])) for pair in pairs]
    mean = sum(sum(bag.values()) for bag in bags) / len(bags)
    postings: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for word in bag:
            postings[word].append(number)
    neighbours = []
    for number, pair in enumerate(pairs):
        scores: dict[int, float] = defaultdict(float)
        for word in set(words(pair["query"])):
            found = postings.get(word, ())
            if len(word) < 3 or len(found) > COMMON:
                continue
            rarity = math.log(1 + (len(pairs) - len(found) + 0.5) / (len(found) + 0.5))
            for other in found:
                count = bags[other][word]
                scores[other] += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * sum(bags[other].values()) / mean))
        asked = set(pair["asked"])
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)
        neighbours.append([other for other in ranked[: 6 * wanted] if other != number and not asked & set(pairs[other]["held"])][:wanted])
    return neighbours


def batches(pairs: list[dict], neighbours: list[list[int]], size: int, chance: random.Random) -> list[list[int]]:
    """Every pair once. Drawn by chance among a few hundred of like length, then by BM25 from what is there."""
    left = set(range(len(pairs)))
    order = sorted(left, key=lambda number: len(pairs[number]["passage"]) + chance.random() * 60)
    at, made = 0, []
    while left:
        batch: list[int] = []
        while left and len(batch) < size:
            near = [other for number in batch[-8:] for other in neighbours[number] if other in left]
            if near and chance.random() < HARD:
                chosen = near[0]
            else:
                while order[at] not in left:
                    at += 1
                chosen = order[at]
            left.discard(chosen)
            batch.append(chosen)
        made.append(batch)
    chance.shuffle(made)
    return made


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("encoder", "tokenizer", "pairs", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=40)
    options.add_argument("--epochs", type=int, default=1)
    options.add_argument("--first", type=int, default=6, help="the lowest layer that learns")
    options.add_argument("--rate", type=float, default=1e-4)
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--keep", type=float, default=1.0, help="share of what was learnt that is kept: the rest is the encoder as it was")
    options.add_argument("--state", type=Path, help="a checkpoint to export as it is, with --keep, instead of training")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    chance = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    pairs = [json.loads(line) for line in given.pairs.read_text().splitlines()]
    held_out, pairs = pairs[:512], pairs[512:]
    asked, held = [set(p["asked"]) for p in pairs], [set(p["held"]) for p in pairs]

    def tensors(texts: list[str], limit: int) -> tuple[torch.Tensor, torch.Tensor]:
        encoded = [encoding.ids if len(encoding.ids) <= limit else [*encoding.ids[: limit - 1], encoding.ids[-1]] for encoding in tokenizer.encode_batch(texts)]
        length = max(map(len, encoded))
        ids, mask = torch.ones(len(texts), length, dtype=torch.long), torch.zeros(len(texts), length, dtype=torch.long)
        for row, own in enumerate(encoded):
            ids[row, : len(own)], mask[row, : len(own)] = torch.tensor(own), 1
        return ids, mask

    encoder = Encoder(given.encoder, given.first)
    start = {name: value.clone() for name, value in encoder.state_dict().items()}

    def vectors(items: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
        with torch.autocast("cpu", torch.bfloat16):
            return (
                encoder(*tensors([f"query: {item['query']}" for item in items], QUERY_TOKENS)),
                encoder(*tensors([f"passage: {item['passage']}" for item in items], PASSAGE_TOKENS)),
            )

    def measure() -> str:
        """Of the pairs kept aside: how often a query's own passage comes first among 512."""
        encoder.eval()
        with torch.inference_mode():
            parts = [vectors(held_out[at : at + 64]) for at in range(0, len(held_out), 64)]
        similarity = torch.cat([q for q, _ in parts]) @ torch.cat([p for _, p in parts]).T
        ranks = (similarity > similarity.diagonal()[:, None]).sum(1)
        encoder.train()
        return f"first {100 * (ranks == 0).float().mean():.1f} %, in ten {100 * (ranks < 10).float().mean():.1f} %"

    if given.state:
        encoder.load_state_dict(torch.load(given.state))
        return finish(encoder, start, given)
    print("before", measure(), flush=True)
    neighbours = bm25_neighbours(pairs)
    print("hard neighbours by pair", np.mean([len(found) for found in neighbours]).round(1), flush=True)
    parameters = [parameter for parameter in encoder.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=given.rate, weight_decay=0.01)
    planned = [batch for _ in range(given.epochs) for batch in batches(pairs, neighbours, given.batch, chance)]
    began, losses = time.monotonic(), []
    for step, batch in enumerate(planned):
        done = max(step / len(planned), (time.monotonic() - began) / (given.minutes * 60))
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1.0, (step + 1) / (0.08 * len(planned))) * max(0.02, 1 - done)
        queries, passages = vectors([pairs[number] for number in batch])
        scores = queries @ passages.T / TEMPERATURE
        for row, number in enumerate(batch):
            for column, other in enumerate(batch):
                if row != column and (asked[number] & held[other] or pairs[number]["text"] == pairs[other]["text"]):
                    scores[row, column] = -1e4
        own = torch.arange(len(batch))
        loss = (F.cross_entropy(scores, own) + F.cross_entropy(scores.T, own)) / 2
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        losses.append(float(loss.detach()))
        if step % 20 == 19:
            print(f"step {step + 1}/{len(planned)} loss {np.mean(losses[-20:]):.3f} {time.monotonic() - began:.0f} s", flush=True)
        if step % 100 == 99:
            print("  aside", measure(), flush=True)
            torch.save(encoder.state_dict(), given.out / "checkpoint.pt")
    print("after", measure(), flush=True)
    torch.save(encoder.state_dict(), given.out / "checkpoint.pt")
    finish(encoder, start, given)


def finish(encoder: Encoder, start: dict[str, torch.Tensor], given: argparse.Namespace) -> None:
    state = {name: start[name] + given.keep * (value - start[name]) for name, value in encoder.state_dict().items()}
    export(state, given.encoder, given.out / "model.onnx", given.out / "model_quantized.onnx")


if __name__ == "__main__":
    main()
