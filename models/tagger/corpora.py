"""Reads the corpora that the tagger is trained and measured on, cuts them into windows, and labels their tokens.

A corpus that annotates some groups only says nothing of the others: their loss is masked (label -100). Every group has labels of its own
(0 outside, 1 begin, 2 inside), so that a site inside a disorder ("cancer du [sein]") is taught too.
"""
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

QUAERO = ["DISO", "CHEM", "PROC", "ANAT", "LIVB", "PHYS", "DEVI", "OBJC", "PHEN", "GEOG"]
GROUPS = [*QUAERO, "disease", "morphology"]
"""QUAERO's groups, and what the two FRASIMED corpora annotate: their own groups, because QUAERO's DISO holds symptoms and they do not."""
IGNORED = -100


@dataclass
class Text:
    text: str
    spans: list[tuple[int, int, str]]
    """(start, end, group), code points."""
    known: frozenset[str]
    """The groups that the corpus annotates."""
    doubtful: list[tuple[int, int, str]] = field(default_factory=list)
    """Where nothing is taught of a group."""
    corpus: str = ""


def read_corpus(path: Path, known: list[str], rename: dict[str, str] | None = None) -> list[Text]:
    texts = []
    for line in path.read_text().splitlines():
        document = json.loads(line)
        spans = [(e["start"], e["end"], (rename or {}).get(label := e.get("type") or e["label"], label)) for e in document["entities"]]
        texts.append(Text(document["text"], spans, frozenset(known), corpus=document.get("corpus", "")))
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
    return Text(document.text[start:end], inside(document.spans), document.known, inside(document.doubtful), document.corpus)


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
        return Text(text, window.spans, window.known, window.doubtful, window.corpus)
    moved = lambda spans: [(move[a], move[b], g) for a, b, g in spans]
    return Text(text, moved(window.spans), window.known, moved(window.doubtful), window.corpus)


def encode(window: Text, tokenizer, limit: int) -> tuple[list[int], list[list[int]]]:
    """Token ids, and for each group the label of each token."""
    encoding = tokenizer.encode(window.text)
    ids, offsets = encoding.ids[:limit], encoding.offsets[:limit]
    text = window.text
    # A piece's offsets may hold the blank before it.
    tight = []
    for a, b in offsets:
        while a < b and text[a].isspace():
            a += 1
        tight.append((a, b))
    labels = []
    for group in GROUPS:
        if group not in window.known:
            labels.append([IGNORED] * len(ids))
            continue
        row = [0 if b > a else IGNORED for a, b in tight]
        for a, b, g in window.doubtful:
            if g == group:
                for index, (x, y) in enumerate(tight):
                    if x < b and a < y:
                        row[index] = IGNORED
        for a, b, _ in longest([s for s in window.spans if s[2] == group]):
            first = True
            for index, (x, y) in enumerate(tight):
                if y > x and x < b and a < y:
                    row[index] = 1 if first else 2
                    first = False
        labels.append(row)
    return ids, labels
