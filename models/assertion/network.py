"""The encoder's lower layers with one score for each question and piece, from the encoder as shipped and back to its int8 graph."""
import re
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parent.parent / "encoder"))
from torch_encoder import Layer  # noqa: E402
from write_onnx import quantise  # noqa: E402

LAYERS, QUESTIONS, DROPOUT = 6, 9, 0.1


def shipped_weights(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of an int8 graph as numbers."""
    tensors = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}
    found = {}
    for name, values in tensors.items():
        if name.endswith(("_scale", "_zero_point")):
            continue
        if not name.endswith("_quantized"):
            found[name] = torch.from_numpy(values.copy())
            continue
        base, along = name.removesuffix("_quantized"), lambda x: x if x.ndim == 0 else x[None] if len(x) == values.shape[1] else x[:, None]
        scale, zero = tensors[base + "_scale"].astype(np.float32), tensors[base + "_zero_point"].astype(np.float32)
        found[base] = torch.from_numpy(np.ascontiguousarray((values.astype(np.float32) - along(zero)) * along(scale)))
    return found


class Reader(nn.Module):
    """Token ids (batch, tokens) to scores (batch, tokens, outputs). Word and position embeddings stay as they are."""

    def __init__(self, encoder: Path, layers: int = LAYERS, outputs: int = QUESTIONS) -> None:
        super().__init__()
        weights = shipped_weights(encoder)
        self.word = nn.Parameter(weights["word"], requires_grad=False)
        self.pos = nn.Parameter(weights["pos"], requires_grad=False)
        self.lnw, self.lnb = nn.Parameter(weights["lnw"]), nn.Parameter(weights["lnb"])
        self.layers = nn.ModuleList(Layer(weights, f"l{number}") for number in range(layers))
        self.head = nn.Linear(self.word.shape[1], outputs)
        # A reader may already answer the first so many questions.
        self.known = min(outputs, weights["head.w"].shape[1]) if "head.w" in weights else 0
        if self.known:
            with torch.no_grad():
                self.head.weight[: self.known], self.head.bias[: self.known] = weights["head.w"].T[: self.known], weights["head.b"][: self.known]

    def forward(self, ids: torch.Tensor, attention: torch.Tensor) -> torch.Tensor:
        x = F.layer_norm(F.embedding(ids, self.word) + self.pos[: ids.shape[1]], self.lnw.shape, self.lnw, self.lnb, 1e-12)
        x = F.dropout(x, DROPOUT, self.training)
        for layer in self.layers:
            x = layer(x, attention[:, None, None, :].bool(), DROPOUT)
        return self.head(F.dropout(x, DROPOUT, self.training))


def optimiser_of(reader: Reader, rate: float) -> tuple[torch.optim.Optimizer, list[float]]:
    """AdamW and the highest rate of each of its groups: the lower the layer, the less it moves; the head moves most."""
    rated = [
        *({"params": list(layer.parameters()), "lr": rate * 0.9 ** (len(reader.layers) - 1 - n)} for n, layer in enumerate(reader.layers)),
        {"params": [*reader.head.parameters(), reader.lnw, reader.lnb], "lr": rate * 3},
    ]
    optimiser = torch.optim.AdamW(rated, weight_decay=0.01, betas=(0.9, 0.98))
    return optimiser, [part["lr"] for part in optimiser.param_groups]


class Descent:
    """Steps of a reader's weights, and their moving mean, which is what is kept in the end."""

    def __init__(self, reader: Reader, rate: float) -> None:
        self.reader, self.step = reader, 0
        self.optimiser, self.rates = optimiser_of(reader, rate)
        self.moving = [value for value in reader.parameters() if value.requires_grad]
        self.mean = [value.detach().clone() for value in self.moving]

    def down(self, loss: torch.Tensor, done: float, memory: float = 0.995, every: int = 1) -> None:
        """`done` is the share of the work behind; the mean keeps so much of itself a step, and follows each so many steps."""
        set_rates(self.optimiser, self.rates, self.step, done)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.reader.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % every == 0:
            kept = min(memory, (self.step + 1) / (self.step + 50)) ** every
            torch._foreach_lerp_(self.mean, [value.detach() for value in self.moving], 1 - kept)

    def settle(self) -> None:
        """The weights become their mean."""
        with torch.no_grad():
            for value, kept in zip(self.moving, self.mean):
                value.copy_(kept)
        self.reader.eval()


def save(reader: Reader, out: Path) -> None:
    """What publish.py takes: all but the embeddings, which stay as they are."""
    torch.save({name: value.half().cpu() for name, value in reader.state_dict().items() if name not in ("word", "pos")}, out)


def mean_of(runs: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of several runs, as `save` wrote them."""
    found = [torch.load(run, map_location="cpu") for run in runs]
    return {name: torch.stack([one[name].float() for one in found]).mean(0) for name in found[0]}


def set_rates(optimiser: torch.optim.Optimizer, rates: list[float], step: int, done: float) -> None:
    """The rates rise over sixty steps and fall with the share of the work that is done."""
    for part, rate in zip(optimiser.param_groups, rates):
        part["lr"] = rate * min(1, (step + 1) / 60) * max(0.02, 1 - done)


def export(reader: Reader, encoder: Path, single: Path, quantised: Path) -> None:
    """The encoder's single-precision graph with the trained weights and the head: `logits` (batch, tokens, outputs). Then int8."""
    model = onnx.load(encoder)
    graph = model.graph
    number = lambda name: int(found[1]) if (found := re.match(r"l(\d+)\.", name)) else -1
    depth = 1 + max(number(item.name) for item in graph.initializer)
    # The upper layers go, and with them the norm whose output bears the graph's own name.
    below = lambda name: number(name) < len(reader.layers) and (len(reader.layers) == depth or not name.startswith("last_hidden_state"))
    for kept in (graph.node, graph.initializer):
        for item in [item for item in kept if not below(item.name)]:
            kept.remove(item)
    top = graph.node[-1]
    state = {name: value.detach().float().numpy() for name, value in reader.state_dict().items()}
    for tensor in graph.initializer:
        found = re.match(r"l(\d+)\.(.+)$", tensor.name)
        name = tensor.name if found is None else f"layers.{found[1]}.{found[2].replace('.', '_')}"
        if name not in state:
            continue
        values = state[name].T if tensor.name.endswith(".w") else state[name]
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), tensor.name))
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(state["head.weight"].T), "head.w"))
    graph.initializer.append(numpy_helper.from_array(state["head.bias"], "head.b"))
    graph.node.append(helper.make_node("MatMul", [top.output[0], "head.w"], ["head_mm"], name="head_MatMul"))
    graph.node.append(helper.make_node("Add", ["head_mm", "head.b"], ["logits"], name="head_Add"))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "sequence", reader.head.out_features]))
    onnx.save(model, single)
    quantise(single, quantised)
