"""Writes the encoder as an ONNX graph in single precision, its word embeddings cut to the kept pieces, and its int8 form."""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from weights import Weights

MICROSOFT = "com.microsoft"


class Graph:
    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=f"{output}_{operator}", domain=domain, **attributes))
        return output


def write_onnx(weights: Weights, kept: list[int], out: Path) -> None:
    hidden, graph = weights.hidden, Graph()
    words = weights.dequantised("emb.word").reshape(-1, hidden)[np.array(kept)]
    graph.node("Gather", [graph.constant("word", words), "input_ids"], "we")
    positions = weights.floats("emb.pos").reshape(-1, hidden) + weights.floats("emb.type").reshape(-1, hidden)[0]
    graph.constant("pos", positions)
    graph.node("Shape", ["input_ids"], "sh", start=1, end=2)
    graph.constant("zero", np.array([0], np.int64))
    graph.constant("zero_axis", np.array([0], np.int64))
    graph.node("Slice", ["pos", "zero", "sh", "zero_axis"], "pe")
    graph.node("Add", ["we", "pe"], "e0")

    def normalise(source: str, tensor: str, output: str, names: tuple[str, str]) -> str:
        scale, shift = graph.constant(names[0], weights.floats(f"{tensor}.w")), graph.constant(names[1], weights.floats(f"{tensor}.b"))
        return graph.node("LayerNormalization", [source, scale, shift], output, axis=-1, epsilon=1e-12)

    def linear(source: str, tensor: str, size_in: int, size_out: int, output: str) -> str:
        graph.constant(f"{tensor}.w", weights.dequantised(f"{tensor}.w").reshape(size_out, size_in).T.copy())
        graph.node("MatMul", [source, f"{tensor}.w"], f"{output}_mm")
        return graph.node("Add", [f"{output}_mm", graph.constant(f"{tensor}.b", weights.floats(f"{tensor}.b"))], output)

    state = normalise("e0", "emb.ln", "x0", ("lnw", "lnb"))
    graph.node("Cast", ["attention_mask"], "mask32", to=TensorProto.INT32)
    for number in range(weights.layers):
        layer = f"l{number}."
        for part in "qkv":
            linear(state, layer + part, hidden, hidden, layer + part)
        graph.node("MultiHeadAttention", [layer + "q", layer + "k", layer + "v", "", "mask32"], layer + "ctx", MICROSOFT, num_heads=weights.heads)
        linear(layer + "ctx", layer + "ao", hidden, hidden, layer + "ao")
        graph.node("Add", [layer + "ao", state], layer + "r1")
        attended = normalise(layer + "r1", layer + "aln", layer + "h", (layer + "aw", layer + "ab"))
        linear(attended, layer + "fi", hidden, weights.feed_forward, layer + "fi")
        graph.node("Gelu", [layer + "fi"], layer + "g", MICROSOFT)
        linear(layer + "g", layer + "fo", weights.feed_forward, hidden, layer + "fo")
        graph.node("Add", [layer + "fo", attended], layer + "r2")
        last = number == weights.layers - 1
        state = normalise(layer + "r2", layer + "oln", "last_hidden_state" if last else layer + "out", (layer + "ow", layer + "ob"))

    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"]) for name in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "sequence", hidden])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "e5", inputs, [output], graph.constants),
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)],
        producer_name="frise",
    )
    model.ir_version = 10
    onnx.save(model, out)


def quantise(single: Path, out: Path) -> None:
    """Dynamic int8, one scale by channel, of the products and of the word embeddings."""
    quantize_dynamic(
        single,
        out,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )
