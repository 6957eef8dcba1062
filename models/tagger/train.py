"""Trains the clinical French tagger and exports it.

usage: python train.py --encoder ENC/onnx/model.onnx --tokenizer ENC/tokenizer.json --data SHARED/data/ner --out OUT [--minutes 14]
       [--silver SILVER.jsonl] [--start CHECKPOINT]
ENC is what ../encoder/build.py writes. Seeds are fixed; a run that reaches its minutes ends early, its learning rate
brought down in time.
"""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from corpora import GROUPS, IGNORED, QUAERO, Text, as_written, encode, read_corpus, windows
from decode import flat, predict, score
from network import Tagger, export
from tokenizers import Tokenizer
from torch.nn import functional as F

SEED = 20261125
LIMIT = 128
BATCH_TOKENS = 1024
HELD_OUT = 60
"""The last documents of FRASIMED's diseases are for measuring."""


def batches(items: list[tuple[list[int], list[list[int]]]], chance: random.Random):
    """Of like lengths, so that little is spent on padding; in an order of their own."""
    order = sorted(items, key=lambda item: len(item[0]) + chance.random() * 8)
    groups, batch = [], []
    for item in order:
        if batch and (len(batch) + 1) * len(item[0]) > BATCH_TOKENS:
            groups.append(batch)
            batch = []
        batch.append(item)
    groups.append(batch)
    chance.shuffle(groups)
    return groups


def tensors(batch):
    length = max(len(ids) for ids, _ in batch)
    ids = torch.ones(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.long)
    labels = torch.full((len(batch), length, len(GROUPS)), IGNORED)
    for row, (own, rows) in enumerate(batch):
        ids[row, : len(own)] = torch.tensor(own)
        mask[row, : len(own)] = 1
        labels[row, : len(own)] = torch.tensor(rows).T
    return ids, mask, labels


def read_silver(path: Path) -> list[Text]:
    """What self_label.py wrote: spans, and the places where nothing is taught."""
    return [
        Text(line["text"], [tuple(s) for s in line["spans"]], frozenset(line["known"]), [tuple(s) for s in line["doubtful"]], "SILVER")
        for line in map(json.loads, path.read_text().splitlines())
    ]


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("encoder", "tokenizer", "data", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--silver", type=Path)
    options.add_argument("--start", type=Path)
    options.add_argument("--layers", type=int, default=6, help="of the encoder's twelve; the upper ones go")
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--rate", type=float, default=4e-4)
    options.add_argument("--distemist", type=int, default=40, help="windows of FRASIMED's diseases an epoch")
    options.add_argument("--cantemist", type=int, default=10, help="windows of FRASIMED's tumours an epoch")
    options.add_argument("--silvers", type=int, default=0, help="windows of silver an epoch")
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(given.threads)
    chance = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(given.tokenizer))

    cut = lambda texts: [window for text in texts for _, window in windows(text, tokenizer, LIMIT - 2)]
    quaero = cut(read_corpus(given.data / "quaero-train.jsonl", QUAERO))
    distemist = cut(read_corpus(given.data / "frasimed-distemist-600.jsonl", ["disease"])[:-HELD_OUT])
    cantemist = cut(chance.sample(read_corpus(given.data / "frasimed-cantemist.jsonl", ["morphology"], {"morphology-onco": "morphology"}), 300))
    cantemist = [window for window in cantemist if window.spans]
    silver = cut(read_silver(given.silver)) if given.silver else []
    dev = read_corpus(given.data / "quaero-dev.jsonl", QUAERO)
    print("windows", len(quaero), len(distemist), len(cantemist), len(silver), flush=True)

    tagger = Tagger(given.encoder, len(GROUPS), given.layers)
    if given.start:
        tagger.load_state_dict(torch.load(given.start))
    rated = [
        # The lower the layer, the less it moves.
        *({"params": list(layer.parameters()), "scale": 0.9 ** (len(tagger.layers) - 1 - n)} for n, layer in enumerate(tagger.layers)),
        {"params": list(tagger.head.parameters()), "scale": 3.0},
    ]
    optimiser = torch.optim.AdamW([{**group, "lr": given.rate * group["scale"]} for group in rated], weight_decay=0.01, betas=(0.9, 0.98))

    def epoch_items():
        chosen = [
            *quaero,
            *chance.sample(distemist, min(given.distemist, len(distemist))),
            *chance.sample(cantemist, min(given.cantemist, len(cantemist))),
            *chance.sample(silver, min(given.silvers, len(silver))),
        ]
        return [encode(as_written(window, chance), tokenizer, LIMIT + 64) for window in chosen]

    steps = len(batches(epoch_items(), chance)) * given.epochs
    began = time.monotonic()

    def rate(step: int) -> float:
        """Up over the first twentieth, then down to nothing as the steps or the minutes run out, whichever comes first."""
        done = max(step / steps, (time.monotonic() - began) / (given.minutes * 60))
        return min(1.0, (step + 1) / (0.05 * steps)) * max(0.01, 1 - done)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)

    def run(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            return tagger(torch.from_numpy(ids), torch.from_numpy(mask)).float().numpy()

    def measure() -> dict:
        tagger.eval()
        return score(dev, [flat(spans, QUAERO) for spans in predict(dev, tokenizer, run)], QUAERO)

    began, step = time.monotonic(), 0
    for epoch in range(given.epochs):
        tagger.train()
        total, seen = 0.0, 0
        for batch in batches(epoch_items(), chance):
            ids, mask, labels = tensors(batch)
            with torch.autocast("cpu", torch.bfloat16):
                logits = tagger(ids, mask)
            loss = F.cross_entropy(logits.float().reshape(-1, 3), labels.reshape(-1), ignore_index=IGNORED, reduction="sum") / mask.sum()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, seen, step = total + float(loss.detach()) * int(mask.sum()), seen + int(mask.sum()), step + 1
            if step % 20 == 0:
                print(f"  step {step}/{steps} {time.monotonic() - began:.0f} s", flush=True)
            if time.monotonic() - began > given.minutes * 60:
                break
        spent = time.monotonic() - began
        print(f"epoch {epoch + 1} step {step}/{steps} loss {total / seen:.4f} tokens {seen} {spent:.0f} s", flush=True)
        if spent > given.minutes * 60:
            break
        if epoch % 3 == 2 or epoch == given.epochs - 1:
            print("  dev", {g: round(100 * f["f1"], 1) for g, f in measure().items()}, flush=True)
            torch.save(tagger.state_dict(), given.out / "checkpoint.pt")
    torch.save(tagger.state_dict(), given.out / "checkpoint.pt")
    figures = measure()
    (given.out / "dev.json").write_text(json.dumps(figures, indent=1))
    print("dev", {g: round(100 * f["f1"], 1) for g, f in figures.items()})
    tagger.eval()
    export(tagger, given.encoder, given.out / "model.onnx", given.out / "model_quantized.onnx")


if __name__ == "__main__":
    main()
