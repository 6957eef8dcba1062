"""Puts an exported tagger where the product reads it: ../frise-tagger-fr, its prints in ../manifest.json.

usage: python publish.py OUT/model_quantized.onnx
"""
import hashlib
import json
import shutil
import sys
from pathlib import Path

from corpora import GROUPS

ID = "frise-tagger-fr"
MODELS = Path(__file__).parent.parent

if __name__ == "__main__":
    home = MODELS / ID
    (home / "onnx").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sys.argv[1], home / "onnx" / "model_quantized.onnx")
    (home / "config.json").write_text(json.dumps({"encoder": "multilingual-e5-small-fr", "labels": GROUPS}, indent=2) + "\n")
    manifest = json.loads((MODELS / "manifest.json").read_text())
    manifest["models"][ID] = {
        "task": "token-classification",
        "licence": "MIT (weights); trained on QUAERO French Medical Corpus (Névéol et al. 2014, GFDL), FRASIMED (Zaghir et al. 2024, CC BY 4.0), case reports of the Pan African Medical Journal (CC BY 4.0), names of the Base de données publique des médicaments (Licence Ouverte)",
        "origin": "the lower six layers of multilingual-e5-small (as multilingual-e5-small-fr packs it), pre-trained further on French clinical text, taught by five teachers of twelve layers, with a head for each group and an input for what the lexicons know",
        "made": "models/tagger/README.md",
        "maxTokens": 512,
        "tokenizer": "multilingual-e5-small-fr/tokenizer.json",
        "variant": "onnx/model_quantized.onnx: int8, dynamic, per channel",
        "files": {
            name: {"bytes": (data := (home / name).read_bytes()).__len__(), "sha256": hashlib.sha256(data).hexdigest()}
            for name in ("config.json", "onnx/model_quantized.onnx")
        },
    }
    (MODELS / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print({name: file["bytes"] for name, file in manifest["models"][ID]["files"].items()})
