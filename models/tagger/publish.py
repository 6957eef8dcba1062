"""Puts an exported tagger where the product reads it: ../frise-tagger-fr, its prints in ../manifest.json.

usage: python publish.py OUT/model_quantized.onnx
"""
import json
import sys
from pathlib import Path

from corpora import GROUPS

sys.path.append(str(Path(__file__).parent.parent))
from ship import MANIFEST, MODELS, ship  # noqa: E402

ID = "frise-tagger-fr"

if __name__ == "__main__":
    home = MODELS / ID
    home.mkdir(parents=True, exist_ok=True)
    (home / "config.json").write_text(json.dumps({"encoder": "multilingual-e5-small-fr", "labels": GROUPS}, indent=2) + "\n")
    manifest = json.loads(MANIFEST.read_text())
    manifest["models"][ID] = {
        "task": "token-classification",
        "licence": "MIT (weights); trained on QUAERO French Medical Corpus (Névéol et al. 2014, GFDL), FRASIMED (Zaghir et al. 2024, CC BY 4.0), case reports of the Pan African Medical Journal (CC BY 4.0), names of the Base de données publique des médicaments (Licence Ouverte)",
        "origin": "the lower six layers of multilingual-e5-small (as multilingual-e5-small-fr packs it), pre-trained further on French clinical text, taught by five teachers of twelve layers, with a head for each group and an input for what the lexicons know",
        "made": "models/tagger/README.md",
        "maxTokens": 512,
        "tokenizer": "multilingual-e5-small-fr/tokenizer.json",
        "variant": "onnx/model_quantized.onnx: int8, dynamic, per channel",
        "files": {"config.json": {}, "onnx/model_quantized.onnx": {}},
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    ship(ID, Path(sys.argv[1]))
