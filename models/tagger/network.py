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
from torch_encoder import Layer  # noqa: E402


class Tagger(nn.Module):
    """Three scores (outside, begin, inside) for each group and token. The word embeddings stay as they are: a small corpus spoils them."""

    def __init__(self, encoder: Path, groups: int, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        weights = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in onnx.load(encoder).graph.initializer}
        self.dropout, self.groups = dropout, groups
        self.word = nn.Parameter(weights["word"], requires_grad=False)
        self.pos = nn.Parameter(weights["pos"], requires_grad=False)
        self.lnw, self.lnb = nn.Parameter(weights["lnw"]), nn.Parameter(weights["lnb"])
        self.layers = nn.ModuleList(Layer(weights, f"l{number}") for number in range(layers))
        self.head = nn.Linear(self.word.shape[1], groups * 3)

    def forward(self, ids: torch.Tensor, attention: torch.Tensor) -> torch.Tensor:
        hidden = self.word.shape[1]
        x = F.layer_norm(F.embedding(ids, self.word) + self.pos[: ids.shape[1]], (hidden,), self.lnw, self.lnb, 1e-12)
        x = F.dropout(x, self.dropout, self.training)
        mask = attention[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, mask, self.dropout)
        logits = self.head(F.dropout(x, self.dropout, self.training))
        return logits.view(*ids.shape, self.groups, 3)


def export(tagger: Tagger, encoder: Path, single: Path, quantised: Path) -> None:
    """The encoder's own graph with the trained weights and the head: `logits` (batch, tokens, 3 × groups). Then its dynamic int8 form."""
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
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "sequence", tagger.groups * 3]))
    onnx.save(model, single)
    quantize_dynamic(
        single,
        quantised,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
