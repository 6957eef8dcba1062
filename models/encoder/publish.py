"""Puts a tuned encoder where the product reads it: ../multilingual-e5-small-fr, its prints in ../manifest.json.

usage: python publish.py OUT/model_quantized.onnx
"""
import hashlib
import json
import shutil
import sys
from pathlib import Path

ID = "multilingual-e5-small-fr"
MODELS = Path(__file__).parent.parent

if __name__ == "__main__":
    home = MODELS / ID
    shutil.copyfile(sys.argv[1], home / "onnx" / "model_quantized.onnx")
    manifest = json.loads((MODELS / "manifest.json").read_text())
    for name, file in manifest["models"][ID]["files"].items():
        data = (home / name).read_bytes()
        file.update({"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    (MODELS / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print({name: file["bytes"] for name, file in manifest["models"][ID]["files"].items()})
