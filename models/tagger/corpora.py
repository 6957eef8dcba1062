"""Reads the corpora that the tagger is trained and measured on, cuts them into windows, and labels their tokens.

A corpus that annotates some groups only says nothing of the others: their loss is masked (label -1). Every group has labels of its own
(0 outside, 1 begin, 2 inside), so that a site inside a disorder ("cancer du [sein]") is taught too.
"""
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

QUAERO = ["DISO", "CHEM", "PROC", "ANAT", "LIVB", "PHYS", "DEVI", "OBJC", "PHEN", "GEOG"]
GROUPS = [*QUAERO, "disease", "morphology"]
"""QUAERO's groups, and what the two FRASIMED corpora annotate: their own groups, because QUAERO's DISO holds symptoms and they do not."""
IGNORED = -1
TOLD = ["DISO", "CHEM", "PROC"]
"""The groups that the product's lexicons speak of, in the order of the network's input `known`."""
FEATURES = 2 * len(TOLD) + 1
"""Of each token: a name of the group begins, goes on, for each group told; then 1 wherever the lexicons were asked at all."""


@dataclass
class Text:
    text: str
    spans: list[tuple[int, int, str]]
    """(start, end, group), code points."""
    known: frozenset[str]
    """The groups that the corpus annotates."""
    told: list[tuple[int, int, str]] = field(default_factory=list)
    """What the lexicons find (lexicon-spans.ts)."""
    corpus: str = ""


def read_corpus(path: Path, known: list[str], rename: dict[str, str] | None = None, told: Path | None = None) -> list[Text]:
    """`told`: what lexicon-spans.ts wrote for the same documents."""
    texts = []
    for line in path.read_text().splitlines():
        document = json.loads(line)
        spans = [(e["start"], e["end"], (rename or {}).get(label := e.get("type") or e["label"], label)) for e in document["entities"]]
        texts.append(Text(document["text"], spans, frozenset(known), corpus=document.get("corpus", "")))
    if told:
        for text, line in zip(texts, told.read_text().splitlines(), strict=True):
            text.told = [tuple(span) for span in json.loads(line)["spans"]]
    return texts


def longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Flat: the longest first, what overlaps it left out; the first of equals."""
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


SENTENCE = re.compile(r"\n+|(?<=[.!?;])\s+(?=[A-ZÉÈÀÂÊÎÔÇ\"«(])")


def sentences(text: str) -> list[tuple[int, int]]:
    cuts, start = [], 0
    for match in SENTENCE.finditer(text):
        cuts.append((start, match.end()))
        start = match.end()
    cuts.append((start, len(text)))
    return [(a, b) for a, b in cuts if text[a:b].strip()]


def part(document: Text, start: int, end: int) -> Text:
    inside = lambda spans: [(a - start, b - start, g) for a, b, g in spans if start <= a and b <= end]
    return Text(document.text[start:end], inside(document.spans), document.known, inside(document.told), document.corpus)


def windows(document: Text, tokenizer, limit: int) -> list[tuple[int, Text]]:
    """Whole sentences together, up to `limit` tokens; (start in the document, window). A longer sentence stands alone."""
    found, start, end, count = [], None, 0, 0
    for a, b in sentences(document.text):
        size = len(tokenizer.encode(document.text[a:b], add_special_tokens=False).ids)
        if start is not None and count + size > limit:
            found.append((start, part(document, start, end)))
            start = None
        if start is None:
            start, count = a, 0
        end, count = b, count + size
    if start is not None:
        found.append((start, part(document, start, end)))
    return found


SPACED = re.compile(r" ([’',.;:)])|([’'(]) ")
UNACCENTED = str.maketrans("àâäéèêëîïôöùûüçÀÂÉÈÊËÎÔÙÛÇ", "aaaeeeeiioouuucAAEEEEIOUUC")


def as_written(window: Text, chance: random.Random) -> Text:
    """QUAERO comes with blanks around its marks ("l ’ eau ( 10 mg )"): half the time as people write; one time in ten without accents,
    one in twenty in capitals, as notes come."""
    text, move = window.text, None
    if window.corpus.startswith("QUAERO") and chance.random() < 0.5:
        gone = {m.start() if m.group(1) else m.end() - 1 for m in SPACED.finditer(text)}
        move, out = [], []
        for index, character in enumerate(text):
            move.append(len(out))
            if index not in gone:
                out.append(character)
        move.append(len(out))
        text = "".join(out)
    if chance.random() < 0.1:
        text = text.translate(UNACCENTED)
    elif chance.random() < 0.05 and len(text.upper()) == len(text):
        text = text.upper()
    if move is None:
        return Text(text, window.spans, window.known, window.told, window.corpus)
    moved = lambda spans: [(move[a], move[b], g) for a, b, g in spans]
    return Text(text, moved(window.spans), window.known, moved(window.told), window.corpus)


def tight(text: str, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece's offsets may hold the blank before it."""
    moved = []
    for a, b in offsets:
        while a < b and text[a].isspace():
            a += 1
        moved.append((a, b))
    return moved


def states(offsets: list[tuple[int, int]], spans: list[tuple[int, int, str]], group: str) -> list[int]:
    """0 outside, 1 begin, 2 inside; a token of no width is outside."""
    row = [0] * len(offsets)
    for a, b, _ in longest([span for span in spans if span[2] == group]):
        first = True
        for index, (x, y) in enumerate(offsets):
            if y > x and x < b and a < y:
                row[index] = 1 if first else 2
                first = False
    return row


def known_bits(offsets: list[tuple[int, int]], told: list[tuple[int, int, str]]) -> np.ndarray:
    """What the lexicons say of each token, two bits a group (begins, goes on)."""
    bits = np.zeros(len(offsets), np.uint8)
    for number, group in enumerate(TOLD):
        for index, state in enumerate(states(offsets, told, group)):
            if state:
                bits[index] |= state << (2 * number)
    return bits


def encode(window: Text, tokenizer, limit: int) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Token ids, labels (tokens, groups), and what the lexicons say (tokens)."""
    encoding = tokenizer.encode(window.text)
    ids, offsets = encoding.ids[:limit], tight(window.text, encoding.offsets[:limit])
    labels = np.full((len(ids), len(GROUPS)), IGNORED, np.int8)
    wide = np.array([b > a for a, b in offsets])
    for number, group in enumerate(GROUPS):
        if group in window.known:
            labels[wide, number] = np.array(states(offsets, window.spans, group), np.int8)[wide]
    return ids, labels, known_bits(offsets, window.told)
