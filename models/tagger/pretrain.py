"""Goes on with the encoder on French clinical text: pieces are hidden and guessed, from the last layer and from the one at half depth.

usage: python pretrain.py --encoder ENC/onnx/model.onnx --prepared PREPARED --out BASE.pt [--seconds 60] [--device cuda]
The lower half is what ships, so it is taught to stand alone. The output embeddings are a copy that is left behind: pieces that the texts
lack keep the input embeddings they had. The vocabulary has no mark for "hidden": the unknown piece serves.
"""
import argparse
import time
from pathlib import Path

import numpy as np
import torch
from network import Body
from torch import nn
from torch.nn import functional as F

SEED = 20261126
LENGTH = 128
HIDDEN_SHARE = 0.2
UNKNOWN, START, SPECIAL = 3, 0, 4


class Guess(nn.Module):
    """States (pieces, hidden) to scores over the vocabulary, but for its last product."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.dense, self.norm = nn.Linear(hidden, hidden), nn.LayerNorm(hidden)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(F.gelu(self.dense(x)))


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("encoder", "prepared", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    options.add_argument("--layers", type=int, default=12)
    options.add_argument("--steps", type=int, default=4000)
    options.add_argument("--seconds", type=float, default=1e9, help="the learning rate comes down in time")
    options.add_argument("--batch", type=int, default=128, help=f"sequences of {LENGTH} pieces")
    options.add_argument("--rate", type=float, default=4e-4)
    given = options.parse_args()
    torch.manual_seed(SEED)
    device = torch.device(given.device)
    body = Body(given.encoder, given.layers).to(device)
    hidden, depths = body.word.shape[1], [given.layers // 2 - 1, given.layers - 1]
    guesses = nn.ModuleList(Guess(hidden) for _ in depths).to(device)
    out, bias = nn.Parameter(body.word.detach().clone()), nn.Parameter(torch.zeros(body.word.shape[0], device=device))
    slow = [body.word, body.pos, out]
    quick = [p for p in [*body.parameters(), *guesses.parameters(), bias] if not any(p is other for other in slow)]
    optimiser = torch.optim.AdamW(
        [{"params": quick, "lr": given.rate, "weight_decay": 0.01}, {"params": slow, "lr": given.rate / 2, "weight_decay": 0.0}],
        betas=(0.9, 0.98),
        fused=device.type == "cuda",
    )
    began = time.monotonic()
    share = lambda step: max(step / given.steps, (time.monotonic() - began) / given.seconds)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min(1.0, (step + 1) / 200) * max(0.0, 1 - share(step)))

    while not (given.prepared / "stream.npy").exists():
        time.sleep(0.2)
    stream = torch.from_numpy(np.load(given.prepared / "stream.npy").astype(np.int64)).to(device)
    count = int(LENGTH * HIDDEN_SHARE)
    offsets, body_length = torch.arange(LENGTH - 1, device=device), LENGTH - 1
    rows = torch.arange(given.batch, device=device)[:, None]
    body.train()
    total = torch.zeros(2, device=device)
    began, step = time.monotonic(), 0
    while share(step) < 1:
        at = torch.randint(len(stream) - body_length, (given.batch,), device=device)
        ids = F.pad(stream[at[:, None] + offsets], (1, 0), value=START)
        chosen = torch.rand(ids.shape, device=device).masked_fill(ids < SPECIAL, 2.0).topk(count, 1, largest=False).indices
        wanted = ids[rows, chosen]
        lot = torch.rand(wanted.shape, device=device)
        shown = torch.where(lot < 0.8, UNKNOWN, torch.where(lot < 0.9, torch.randint_like(wanted, SPECIAL, out.shape[0]), wanted))
        ids = ids.scatter(1, chosen, shown)
        with torch.autocast(device.type, torch.bfloat16):
            states = body.states(ids, None)
            losses = [
                F.cross_entropy(F.linear(guess(states[depth][rows, chosen].flatten(0, 1)), out, bias).float(), wanted.flatten())
                for guess, depth in zip(guesses, depths)
            ]
        optimiser.zero_grad(set_to_none=True)
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_([*quick, *slow], 1.0)
        optimiser.step()
        schedule.step()
        total += torch.stack(losses).detach()
        step += 1
        if step % 50 == 0:
            # Reading the loss waits for the device, so that the clock above tells its time.
            told = (total / 50).tolist()
            total.zero_()
            if step % 250 == 0:
                print(f"pretrain step {step} {time.monotonic() - began:.0f} s loss at half {told[0]:.3f} at full depth {told[1]:.3f}", flush=True)
    print(f"pretrain {step} steps {step * given.batch * LENGTH / 1e6:.1f} M pieces {time.monotonic() - began:.0f} s", flush=True)
    # The word embeddings on the grid of the exported int8 graph, so that what is learnt next is learnt upon it.
    with torch.no_grad():
        grid = body.word.abs().max() / 127
        body.word.copy_(torch.round(body.word / grid) * grid)
    partial = given.out.with_suffix(".partial")
    torch.save({name: value.detach().cpu() for name, value in body.state_dict().items()}, partial)
    partial.rename(given.out)


if __name__ == "__main__":
    main()
