"""Puts trained weights of a reader where the product reads them: ../frise-assertion-fr or ../frise-answers-fr, in int8, its prints in ../manifest.json.

usage: python publish.py ID WEIGHTS.pt… ENC/onnx/model.onnx OUT_DIR      (of several weights, their mean)
ENC is what ../encoder/build.py writes: the graph is taken from it, every weight from the reader and the encoder as shipped.
"""
import sys
from pathlib import Path

import torch
from network import Reader, export

sys.path.append(str(Path(__file__).parent.parent))
from ship import MODELS, ship  # noqa: E402

if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    *weights, graph, out = map(Path, rest)
    out.mkdir(parents=True, exist_ok=True)
    runs = [torch.load(one, map_location="cpu") for one in weights]
    layers = 1 + max(int(key.split(".")[1]) for key in runs[0] if key.startswith("layers."))
    reader = Reader(MODELS / "multilingual-e5-small-fr" / "onnx" / "model_quantized.onnx", layers, len(runs[0]["head.bias"]))
    reader.load_state_dict({key: torch.stack([run[key].float() for run in runs]).mean(0) for key in runs[0]}, strict=False)
    reader.eval()
    export(reader, graph, out / "model.onnx", out / "model_quantized.onnx")
    ship(name, out / "model_quantized.onnx")
