"""Puts trained weights where the product reads them: ../frise-answers-fr, in int8, its prints in ../manifest.json.

usage: python publish.py WEIGHTS.pt… ENC/onnx/model.onnx OUT_DIR      (of several weights, their mean)
ENC is what ../encoder/build.py writes: the graph is taken from it, every weight from the reader and the encoder as shipped.
"""
import hashlib
import json
import shutil
import sys
from pathlib import Path

import torch

sys.path.append(str(Path(__file__).parent.parent / "assertion"))
from network import Reader, export  # noqa: E402

ID = "frise-answers-fr"
MODELS = Path(__file__).parent.parent

if __name__ == "__main__":
    *weights, graph, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    runs = [torch.load(one, map_location="cpu") for one in weights]
    layers = 1 + max(int(name.split(".")[1]) for name in runs[0] if name.startswith("layers."))
    reader = Reader(MODELS / "multilingual-e5-small-fr" / "onnx" / "model_quantized.onnx", layers, 1)
    reader.load_state_dict({name: torch.stack([run[name].float() for run in runs]).mean(0) for name in runs[0]}, strict=False)
    reader.eval()
    export(reader, graph, out / "model.onnx", out / "model_quantized.onnx")
    home = MODELS / ID
    (home / "onnx").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(out / "model_quantized.onnx", home / "onnx" / "model_quantized.onnx")
    manifest = json.loads((MODELS / "manifest.json").read_text())
    for name, file in manifest["models"][ID]["files"].items():
        data = (home / name).read_bytes()
        file.update({"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    (MODELS / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print({name: file["bytes"] for name, file in manifest["models"][ID]["files"].items()})
