"""Puts trained weights of a reader where the product reads them: ../frise-assertion-fr or ../frise-answers-fr, in int8, its prints in ../manifest.json.

usage: python publish.py ID WEIGHTS.pt… ENC/onnx/model.onnx OUT_DIR      (of several weights, their mean)
ENC is what ../encoder/build.py writes: the graph is taken from it, every weight from the reader and the encoder as shipped.
"""
import sys
from pathlib import Path

from network import Reader, export, mean_of

sys.path.append(str(Path(__file__).parent.parent))
from ship import MODELS, ship  # noqa: E402

if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    *weights, graph, out = map(Path, rest)
    out.mkdir(parents=True, exist_ok=True)
    mean = mean_of(weights)
    layers = 1 + max(int(key.split(".")[1]) for key in mean if key.startswith("layers."))
    reader = Reader(MODELS / "multilingual-e5-small-fr" / "onnx" / "model_quantized.onnx", layers, len(mean["head.bias"]))
    reader.load_state_dict(mean, strict=False)
    reader.eval()
    export(reader, graph, out / "model.onnx", out / "model_quantized.onnx")
    ship(name, out / "model_quantized.onnx")
