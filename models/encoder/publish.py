"""Puts a tuned encoder where the product reads it: ../multilingual-e5-small-fr, its prints in ../manifest.json.

usage: python publish.py OUT/model_quantized.onnx
"""
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent))
from ship import ship  # noqa: E402

if __name__ == "__main__":
    ship("multilingual-e5-small-fr", Path(sys.argv[1]))
