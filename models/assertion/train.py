"""Trains the reader of contexts on what prepare.py wrote, and judges the papers that it was not trained on.

usage: python train.py DATA.npz --encoder ../multilingual-e5-small-fr/onnx/model_quantized.onnx --out OUT.npz [--fold 0 | --every] [--seed 6]
       [--minutes 3.2] [--save]
`--fold` (0 to 4) leaves a fifth of the papers out and judges them; `--every` trains on all papers and all frames. The weights start from
the encoder as shipped, its int8 read back. Twelve such runs fit one GPU of 80 GB side by side.
"""
import argparse
import time
import zlib
from pathlib import Path

import numpy as np
import torch
from batches import Batches
from network import Descent, Reader, save
from torch.nn import functional as F

FOLDS = 5
SMOOTHING, EMA = 0.02, 0.997
SAMPLED = {"template": 3500, "template-all": 1200, "silver": 1000, "sentence": 400}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--fold", type=int, default=-1)
    options.add_argument("--every", action="store_true")
    options.add_argument("--save", action="store_true")
    options.add_argument("--seed", type=int, default=6)
    options.add_argument("--epochs", type=int, default=18)
    options.add_argument("--minutes", type=float, default=3.2)
    options.add_argument("--rate", type=float, default=3.5e-4)
    options.add_argument("--tokens", type=int, default=8192, help="of a batch, padding counted")
    given = options.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(given.seed)
    chance = np.random.default_rng(given.seed)

    data = np.load(given.data)
    flat, lengths, rows, group, paper, variant = (data[name] for name in ("flat", "lengths", "rows", "group", "paper", "variant"))
    windows = Batches(np.split(flat, np.cumsum(lengths)[:-1]), rows, given.tokens, chance)
    left_out = np.array([zlib.crc32(name.encode()) % FOLDS == given.fold for name in paper])
    gold = np.isin(group, ["gold", "gold-new"])

    def drawn() -> np.ndarray:
        """An epoch: two variants of each paper, and so many of the rest."""
        own: dict[str, list[int]] = {}
        for index in np.nonzero(gold & ~left_out)[0]:
            own.setdefault(paper[index], []).append(index)
        chosen = [index for variants in own.values() for index in chance.choice(variants, min(2, len(variants)), replace=False)]
        for name, most in SAMPLED.items():
            if name == "template-all" and not given.every:
                continue
            of = np.nonzero(group == name)[0]
            chosen += list(chance.choice(of, min(most, len(of)), replace=False))
        return np.array(chosen)

    def scores(batch: list[int]) -> tuple[torch.Tensor, np.ndarray]:
        """The mean score of each span for its question; the spans' rows."""
        ids, attention = windows.pieces(batch)
        with torch.autocast(device, torch.bfloat16):
            logits = net(ids.to(device), attention.to(device))
        return windows.spans(batch, logits.float())

    net = Reader(given.encoder).to(device)
    descent = Descent(net, given.rate)
    began, steps, done = time.monotonic(), 0, 0.0
    while done < 1:
        todo = windows.drawn(drawn())
        steps = steps or len(todo) * given.epochs
        net.train()
        for batch in todo:
            score, numbers = scores(batch)
            answer = torch.from_numpy(rows[numbers, 4].astype(np.float32)).to(device) * (1 - 2 * SMOOTHING) + SMOOTHING
            weight = torch.from_numpy(rows[numbers, 5].astype(np.float32) / 1000).to(device)
            loss = (F.binary_cross_entropy_with_logits(score, answer, reduction="none") * weight).sum() / weight.sum().clamp(min=1)
            done = max(descent.step / steps, (time.monotonic() - began) / (60 * given.minutes))
            descent.down(loss, done, EMA, every=5)
            if done >= 1 or descent.step >= steps:
                done = 1.0
                break
    descent.settle()
    judged = np.isin(group, ["judge", "judge-new", "gold", "gold-new"]) & (variant == 0) & (left_out | given.every)
    answers = np.full(len(rows), np.nan, np.float32)
    with torch.inference_mode():
        for batch in windows.drawn(np.nonzero(judged | (group == "test"))[0]):
            score, numbers = scores(batch)
            answers[numbers] = torch.sigmoid(score).cpu().numpy()
    kept = np.nonzero(~np.isnan(answers))[0]
    np.savez_compressed(given.out, rows=kept, answers=answers[kept].astype(np.float16))
    if given.save:
        save(net, given.out.with_suffix(".pt"))
    print(given.out, "steps", descent.step, "of", steps, f"loss {float(loss.detach()):.3f}", round(time.monotonic() - began), "s", device)


if __name__ == "__main__":
    main()
