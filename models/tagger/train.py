"""Trains a teacher or the student on what prepare.py made and pretrain.py began.

usage: python train.py --encoder ENC/onnx/model.onnx --base BASE.pt --prepared PREPARED --out OUT [--leave FOLD]
         teacher: --layers 12 --label
         student: --layers 6 --soft TEACHER... --steps 4000 --int8 0.4
         measured on the fold left out: --tokenizer ENC/tokenizer.json --data NER --told TOLD
A teacher learns the training half of QUAERO less one fold, and (--label) says what it thinks of the pool and of that fold. The student
learns the pool from the mean of its teachers, FRASIMED's own labels, and QUAERO: its labels, and in part what the teacher that had not
seen the fold thinks. The lexicons speak half the time to the student, so that it can do without them.
"""
import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from corpora import FEATURES, GROUPS, IGNORED, QUAERO, read_corpus
from decode import flat, predict, score
from network import Tagger, as_int8, export
from prepare import FOLDS
from tokenizers import Tokenizer
from torch.nn import functional as F

SEED = 20261126
SHOWN = ["DISO", "CHEM", "PROC", "ANAT"]
WIDE = len(QUAERO)


class Windows:
    """Padded windows on the device: `take` gives those of some rows, cut to the longest."""

    def __init__(self, path: Path, device: torch.device) -> None:
        arrays = np.load(path)
        self.length, self.of = arrays["length"], {name: arrays[name] for name in ("fold", "version") if name in arrays}
        self.taught = (arrays["labels"] >= 0).any((1, 2))
        self.device = device
        self.ids, self.labels, self.known = (torch.from_numpy(arrays[n].astype(t)).to(device) for n, t in (("ids", np.int32), ("labels", np.int8), ("known", np.uint8)))
        self.sizes = torch.from_numpy(self.length).to(device)
        self.soft: torch.Tensor | None = None

    def take(self, rows: np.ndarray, lean: float):
        # A multiple of eight, as the attention kernels like it.
        longest = min(self.ids.shape[1], -(-int(self.length[rows].max()) // 8) * 8)
        at = torch.from_numpy(rows).to(self.device)
        mask = torch.arange(longest, device=self.device) < self.sizes[at][:, None]
        asked = (torch.rand(len(rows), 1, 1, device=self.device) < lean).float()
        bits = (self.known[at, :longest, None] >> torch.arange(FEATURES - 1, device=self.device, dtype=torch.uint8)) & 1
        known = torch.cat([bits.float(), torch.ones(*bits.shape[:2], 1, device=self.device)], -1) * asked * mask[..., None]
        soft = None if self.soft is None else self.soft[at, :longest]
        return self.ids[at, :longest].long(), mask, known, self.labels[at, :longest].long(), soft


def batches(length: np.ndarray, rows: np.ndarray, tokens: int, chance: np.random.Generator) -> list[np.ndarray]:
    """Of like lengths, so that little is spent on padding; in an order of their own."""
    order = rows[np.argsort(length[rows] + chance.random(len(rows)) * 8)]
    found, start = [], 0
    for end in range(1, len(order) + 1):
        if end == len(order) or (end - start + 1) * length[order[end]] > tokens:
            found.append(order[start:end])
            start = end
    chance.shuffle(found)
    return found


def endless(make):
    while True:
        yield from make()


def hard_loss(logits: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return F.cross_entropy(logits.flatten(0, 2), labels.flatten(), ignore_index=IGNORED, reduction="sum") / mask.sum()


def soft_loss(logits: torch.Tensor, soft: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return -(soft.float() * F.log_softmax(logits, -1)).sum((2, 3)).mul(mask).sum() / mask.sum()


def probabilities(tagger: Tagger, windows: Windows, rows: np.ndarray) -> np.ndarray:
    """What a teacher thinks where the lexicons speak: (windows, tokens, groups of QUAERO, 3) in half precision."""
    found = torch.zeros(len(rows), windows.ids.shape[1], WIDE, 3, dtype=torch.float16, device=windows.device)
    order = np.argsort(windows.length[rows])
    with torch.inference_mode(), torch.autocast(windows.device.type, torch.bfloat16):
        for at in range(0, len(order), 256):
            part = order[at : at + 256]
            ids, mask, known, _, _ = windows.take(rows[part], 1.0)
            found[torch.from_numpy(part).to(windows.device), : ids.shape[1]] = tagger(ids, mask, known)[:, :, :WIDE].float().softmax(-1).half()
    return found.cpu().numpy()


def measure(tagger: Tagger, given, device: torch.device) -> None:
    """Strict F1 on the fold left out, flat, without the lexicons and with them."""
    documents = read_corpus(given.data / "quaero-train.jsonl", QUAERO, told=given.told / "quaero-train.jsonl")
    documents = [document for number, document in enumerate(documents) if number % FOLDS == given.leave]

    def run(ids: np.ndarray, mask: np.ndarray, known: np.ndarray) -> np.ndarray:
        ids, mask, known = (torch.from_numpy(x).to(device) for x in (ids, mask, known))
        with torch.inference_mode(), torch.autocast(device.type, torch.bfloat16):
            return tagger(ids, mask, known).float().flatten(2).cpu().numpy()

    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    for lean in (False, True):
        found = predict(documents, tokenizer, run, lean)
        for corpus in ("QUAERO", "QUAERO-EMEA", "QUAERO-MEDLINE"):
            chosen = [n for n, document in enumerate(documents) if document.corpus.startswith(corpus)]
            of = lambda groups: score([documents[n] for n in chosen], [flat(found[n], groups) for n in chosen], groups)
            four, every = of(SHOWN), of(QUAERO)
            cells = " ".join(f"{g} {100 * f['f1']:.1f}" for g, f in four.items())
            print(f"{given.out.name} fold {given.leave} {corpus} {'with lexicons' if lean else 'alone'}: {cells} ten {100 * every['all']['f1']:.1f}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("encoder", "base", "prepared", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    for name in ("tokenizer", "data", "told"):
        options.add_argument(f"--{name}", type=Path)
    options.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--leave", type=int, default=-1, help="the fold of QUAERO that is not learnt")
    options.add_argument("--label", action="store_true", help="say what it thinks, for a student")
    options.add_argument("--soft", type=Path, nargs="*", default=[], help="teachers' folders, the teacher of each fold")
    options.add_argument("--steps", type=int, default=700)
    options.add_argument("--seconds", type=float, default=1e9, help="the learning rate comes down in time")
    options.add_argument("--rate", type=float, default=3e-4)
    options.add_argument("--quaero", type=int, default=2048, help="pieces of a batch of QUAERO")
    options.add_argument("--pool", type=int, default=2048, help="pieces of a batch of the pool")
    options.add_argument("--every", type=int, default=1, help="steps between batches of QUAERO")
    options.add_argument("--own", type=float, default=0.3, help="weight, in QUAERO, of what the teacher thinks that had not seen it")
    options.add_argument("--lean", type=float, default=0.5, help="share of the windows where the lexicons speak")
    options.add_argument("--dropout", type=float, default=0.1)
    options.add_argument("--int8", type=float, default=0.0, help="share of the steps, the last, that round as the int8 graph does")
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED + given.seed)
    random.seed(SEED + given.seed)
    chance, device = np.random.default_rng(SEED + given.seed), torch.device(given.device)

    quaero, pool = Windows(given.prepared / "quaero.npz", device), Windows(given.prepared / "pool.npz", device)
    fold, version = quaero.of["fold"], quaero.of["version"]
    # Of the fold that is left out, the one teacher that has not seen it is the whole faculty.
    faculty = [path for number, path in enumerate(given.soft) if given.leave in (-1, number)]
    if faculty:
        pool.soft = sum(torch.from_numpy(np.load(path / "pool.npy")).to(device) / len(faculty) for path in faculty)
        quaero.soft = torch.zeros(*quaero.ids.shape, WIDE, 3, dtype=torch.float16, device=device)
        for number, path in enumerate(given.soft):
            quaero.soft[torch.from_numpy(np.flatnonzero(fold == number)).to(device)] = torch.from_numpy(np.load(path / "quaero.npy")).to(device)

    tagger = Tagger(given.encoder, len(GROUPS), given.layers, given.dropout)
    own = tagger.state_dict()
    tagger.load_state_dict({name: value for name, value in torch.load(given.base).items() if name in own}, strict=False)
    tagger.to(device)
    rated = [
        # The lower the layer, the less it moves.
        *({"params": list(layer.parameters()), "scale": 0.95 ** (len(tagger.layers) - 1 - n)} for n, layer in enumerate(tagger.layers)),
        {"params": [tagger.lnw, tagger.lnb], "scale": 0.5},
        {"params": [*tagger.head.parameters(), *tagger.known.parameters()], "scale": 3.0},
    ]
    optimiser = torch.optim.AdamW(
        [{**group, "lr": given.rate * group["scale"]} for group in rated], weight_decay=0.01, betas=(0.9, 0.98), fused=device.type == "cuda"
    )
    began = time.monotonic()
    share = lambda step: max(step / given.steps, (time.monotonic() - began) / given.seconds)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / (0.06 * given.steps)) * max(0.0, 1 - share(step)))

    turn = iter(range(10**9))
    of_quaero = endless(lambda: batches(quaero.length, np.flatnonzero((version == (next(turn) % (version.max() + 1))) & (fold != given.leave)), given.quaero, chance))
    wanted = np.arange(len(pool.length)) if faculty else np.flatnonzero(pool.taught)
    of_pool = endless(lambda: batches(pool.length, wanted, given.pool, chance))
    tagger.train()
    total, told, step = torch.zeros((), device=device), 0, 0
    began = time.monotonic()
    while share(step) < 1:
        loss = torch.zeros((), device=device)
        if given.int8 and share(step) > 1 - given.int8:
            tagger.linear = as_int8
        if step % given.every == 0:
            ids, mask, known, labels, soft = quaero.take(next(of_quaero), given.lean)
            with torch.autocast(device.type, torch.bfloat16):
                logits = tagger(ids, mask, known)
            logits = logits[:, :, :WIDE].float()
            hard = hard_loss(logits, labels, mask)
            loss = loss + (hard if soft is None else (1 - given.own) * hard + given.own * soft_loss(logits, soft, mask))
        if faculty or step % 4 == 1:
            ids, mask, known, labels, soft = pool.take(next(of_pool), given.lean)
            with torch.autocast(device.type, torch.bfloat16):
                logits = tagger(ids, mask, known)
            loss = loss + 0.5 * hard_loss(logits[:, :, WIDE:].float(), labels, mask)
            if soft is not None:
                loss = loss + soft_loss(logits[:, :, :WIDE].float(), soft, mask)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        total, step = total + loss.detach(), step + 1
        if step % 20 == 0:
            # Reading the loss waits for the device, so that the clock above tells its time.
            mean = float(total) / (step - told)
            if step % 500 == 0:
                print(f"{given.out.name} step {step} {time.monotonic() - began:.0f} s loss {mean:.4f}", flush=True)
            total, told = torch.zeros((), device=device), step
    tagger.eval()
    print(f"{given.out.name} {step} steps {time.monotonic() - began:.0f} s", flush=True)
    # The word embeddings are those of BASE.
    torch.save({name: value.cpu() for name, value in tagger.state_dict().items() if name != "word"}, given.out / "checkpoint.pt")
    if given.int8:
        export(tagger, given.encoder, given.out / "model.onnx", given.out / "model_quantized.onnx")
    if given.label:
        np.save(given.out / "pool.npy", probabilities(tagger, pool, np.arange(len(pool.length))))
        np.save(given.out / "quaero.npy", probabilities(tagger, quaero, np.flatnonzero(fold == given.leave)))
    if given.data and given.leave >= 0:
        measure(tagger, given, device)


if __name__ == "__main__":
    main()
