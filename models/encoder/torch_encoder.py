"""The encoder in torch, its weights taken from the ONNX graph that build.py writes, and the way back to that graph."""
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F
from write_onnx import quantise

HEADS = 12
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
VECTORS = ("aw", "ab", "ow", "ob")


class Layer(nn.Module):
    def __init__(self, weights: dict[str, torch.Tensor], name: str) -> None:
        super().__init__()
        for tensor in MATRICES:
            # The graph multiplies by (in, out).
            self.register_parameter(tensor + "_w", nn.Parameter(weights[f"{name}.{tensor}.w"].T.contiguous()))
            self.register_parameter(tensor + "_b", nn.Parameter(weights[f"{name}.{tensor}.b"]))
        for tensor in VECTORS:
            self.register_parameter(tensor, nn.Parameter(weights[f"{name}.{tensor}"]))

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None, dropout: float, linear=F.linear) -> torch.Tensor:
        batch, length, hidden = x.shape
        split = lambda y: y.view(batch, length, HEADS, hidden // HEADS).transpose(1, 2)
        q, k, v = (split(linear(x, getattr(self, p + "_w"), getattr(self, p + "_b"))) for p in "qkv")
        context = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(batch, length, hidden)
        drop = lambda y: F.dropout(y, dropout, self.training)
        x = F.layer_norm(x + drop(linear(context, self.ao_w, self.ao_b)), (hidden,), self.aw, self.ab, 1e-12)
        inner = linear(F.gelu(linear(x, self.fi_w, self.fi_b)), self.fo_w, self.fo_b)
        return F.layer_norm(x + drop(inner), (hidden,), self.ow, self.ob, 1e-12)


class Encoder(nn.Module):
    """Token ids (batch, tokens) to unit vectors (batch, hidden): the mean over the attention mask, then the L2 norm.

    Word and position embeddings and the layers below `first` stay as they are.
    """

    def __init__(self, graph: Path, first: int, dropout: float = 0.1) -> None:
        super().__init__()
        weights = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in onnx.load(graph).graph.initializer}
        depth = 1 + max(int(found[1]) for name in weights if (found := re.match(r"l(\d+)\.", name)))
        self.first, self.dropout = first, dropout
        for name in ("word", "pos", "lnw", "lnb"):
            self.register_parameter(name, nn.Parameter(weights[name], requires_grad=False))
        self.layers = nn.ModuleList(Layer(weights, f"l{number}") for number in range(depth))
        for layer in self.layers[:first]:
            layer.requires_grad_(False)

    def forward(self, ids: torch.Tensor, attention: torch.Tensor) -> torch.Tensor:
        mask = attention[:, None, None, :].bool()
        with torch.no_grad():
            x = F.embedding(ids, self.word) + self.pos[: ids.shape[1]]
            x = F.layer_norm(x, (x.shape[-1],), self.lnw, self.lnb, 1e-12)
            for layer in self.layers[: self.first]:
                x = layer(x, mask, 0.0)
        for layer in self.layers[self.first :]:
            x = layer(x, mask, self.dropout)
        weight = attention[:, :, None].to(x.dtype)
        return F.normalize(((x * weight).sum(1) / weight.sum(1)).float(), dim=-1)


def export(state: dict[str, torch.Tensor], graph: Path, single: Path, quantised: Path) -> None:
    """The graph of `graph` with the weights of `state`, in single precision, then its dynamic int8 form."""
    model = onnx.load(graph)
    for tensor in model.graph.initializer:
        found = re.match(r"l(\d+)\.(\w+)(?:\.(w|b))?$", tensor.name)
        if found is None:
            continue
        layer, name, part = found.groups()
        values = state[f"layers.{layer}.{name}" + (f"_{part}" if part else "")].detach().float().numpy()
        tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values.T if part == "w" else values), tensor.name))
    onnx.save(model, single)
    quantise(single, quantised)
