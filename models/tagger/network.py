"""The encoder in torch, its weights taken from the ONNX graph that ../encoder/build.py writes, a head, and the way back to ONNX."""
import re
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from torch.nn import functional as F

sys.path.append(str(Path(__file__).parent.parent / "encoder"))
from corpora import FEATURES  # noqa: E402
from torch_encoder import Layer  # noqa: E402


def as_int8(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """A product whose factors are rounded as the exported int8 graph rounds them (activations over the batch, weights by output); the
    gradient passes as if nothing were rounded."""
    with torch.no_grad():
        low, high = (end.float() for end in x.aminmax())
        low, high = low.clamp(max=0), high.clamp(min=0)
        step = (high - low).clamp(min=1e-8) / 255
        zero = torch.round(-low / step)
        x_off = (torch.round(x.float() / step + zero).clamp(0, 255) - zero) * step - x
        scale = weight.abs().amax(1, keepdim=True) / 127
        w_off = torch.round(weight / scale) * scale - weight
    return F.linear(x + x_off.to(x.dtype), weight + w_off, bias)


class Body(nn.Module):
    """The encoder's embeddings and its lower layers. Token ids (batch, tokens) to states (batch, tokens, hidden)."""

    def __init__(self, encoder: Path, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        weights = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in onnx.load(encoder).graph.initializer}
        self.dropout, self.linear = dropout, F.linear
        for name in ("word", "pos", "lnw", "lnb"):
            self.register_parameter(name, nn.Parameter(weights[name]))
        self.layers = nn.ModuleList(Layer(weights, f"l{number}") for number in range(layers))

    def states(self, ids: torch.Tensor, attention: torch.Tensor | None, beside: torch.Tensor | None = None) -> list[torch.Tensor]:
        """After each layer. `attention` (batch, tokens) is 0 on padding; `beside` is added to the word embeddings."""
        x = F.embedding(ids, self.word) + self.pos[: ids.shape[1]]
        x = F.layer_norm(x if beside is None else x + beside, (x.shape[-1],), self.lnw, self.lnb, 1e-12)
        x = F.dropout(x, self.dropout, self.training)
        mask = None if attention is None else attention[:, None, None, :].bool()
        found = []
        for layer in self.layers:
            x = layer(x, mask, self.dropout, self.linear)
            found.append(x)
        return found


class Tagger(Body):
    """Three scores (outside, begin, inside) for each group and token. The word embeddings stay as they are: a small corpus spoils them."""

    def __init__(self, encoder: Path, groups: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__(encoder, layers, dropout)
        self.groups = groups
        self.word.requires_grad_(False)
        self.pos.requires_grad_(False)
        self.known = nn.Linear(FEATURES, self.word.shape[1], bias=False)
        self.head = nn.Linear(self.word.shape[1], groups * 3)
        nn.init.zeros_(self.known.weight)

    def forward(self, ids: torch.Tensor, attention: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        x = self.states(ids, attention, self.known(known))[-1]
        logits = self.linear(F.dropout(x, self.dropout, self.training), self.head.weight, self.head.bias)
        return logits.view(*ids.shape, self.groups, 3)


def export(tagger: Tagger, encoder: Path, single: Path, quantised: Path) -> None:
    """The encoder's own graph with the trained weights, the input `known` (batch, tokens, FEATURES; zeros where no lexicon is asked) and the
    head: `logits` (batch, tokens, 3 × groups). Then its dynamic int8 form."""
    model = onnx.load(encoder)
    graph, depth = model.graph, len(tagger.layers)
    # The upper layers go, and with them the norm whose output bears the graph's own name.
    below = lambda name: not name.startswith("last_hidden_state") and (not (match := re.match(r"l(\d+)\.", name)) or int(match[1]) < depth)
    for kept in (graph.node, graph.initializer):
        for item in [item for item in kept if not below(item.name)]:
            kept.remove(item)
    top = graph.node[-1]
    state = {name: value.detach().float().numpy() for name, value in tagger.state_dict().items()}
    for tensor in graph.initializer:
        name = tensor.name
        if name in state:
            values = state[name]
        elif name.startswith("l") and name[1].isdigit():
            layer, rest = name.split(".", 1)
            values = state[f"layers.{layer[1:]}.{rest.replace('.', '_')}"]
            if rest.endswith(".w"):
                values = values.T
        else:
            continue
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), name))
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(state["head.weight"].T), "head.w"))
    graph.initializer.append(numpy_helper.from_array(state["head.bias"], "head.b"))
    graph.node.append(helper.make_node("MatMul", [top.output[0], "head.w"], ["head_mm"], name="head_MatMul"))
    graph.node.append(helper.make_node("Add", ["head_mm", "head.b"], ["logits"], name="head_Add"))
    # What the lexicons say joins the word embeddings, before the positions. Seven numbers a token: not worth rounding.
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(state["known.weight"].T), "known.w"))
    first = next(index for index, node in enumerate(graph.node) if "we" in node.output)
    graph.node.insert(first + 1, helper.make_node("MatMul", ["known", "known.w"], ["known_mm"], name="known_MatMul"))
    graph.node.insert(first + 2, helper.make_node("Add", ["we", "known_mm"], ["told"], name="known_Add"))
    for node in list(graph.node)[first + 3 :]:
        for number, name in enumerate(node.input):
            if name == "we":
                node.input[number] = "told"
    graph.input.append(helper.make_tensor_value_info("known", TensorProto.FLOAT, ["batch", "sequence", FEATURES]))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "sequence", tagger.groups * 3]))
    onnx.save(model, single)
    quantize_dynamic(
        single,
        quantised,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=["known_MatMul"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
