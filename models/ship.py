"""Puts an exported graph where the product reads it, and the prints of a model's files in manifest.json: for each publish.py."""
import hashlib
import json
import shutil
from pathlib import Path

MODELS = Path(__file__).parent
MANIFEST = MODELS / "manifest.json"


def ship(name: str, graph: Path) -> None:
    home = MODELS / name
    (home / "onnx").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(graph, home / "onnx" / "model_quantized.onnx")
    manifest = json.loads(MANIFEST.read_text())
    files = manifest["models"][name]["files"]
    for path, file in files.items():
        data = (home / path).read_bytes()
        file.update({"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print({path: file["bytes"] for path, file in files.items()})
