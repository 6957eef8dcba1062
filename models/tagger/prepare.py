"""Makes what pretrain.py and train.py read of the corpora. No torch; all cores.

usage: python prepare.py --tokenizer ENC/tokenizer.json --data NER --told TOLD --texts MORE.jsonl... --bdpm CIS_COMPO_bdpm.txt --out PREPARED
TOLD holds what lexicon-spans.ts writes for each corpus of NER and each file of texts, under the same name.
- stream.npy: pieces of all texts, end to end, for masked-language training.
- quaero.npz: the training half's windows, VERSIONS times: as it stands first, then as people write (as_written) and with other names.
- pool.npz: windows of the other texts, with FRASIMED's own labels.
"""
import argparse
import json
import random
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from corpora import GROUPS, QUAERO, Text, as_written, encode, read_corpus, windows
from tokenizers import Tokenizer

SEED = 20261126
LIMIT = 128
LONGEST = 192
VERSIONS = 24
FOLDS = 5
HELD_OUT = 60
"""The last documents of FRASIMED's diseases are for measuring."""
TUMOURS = 600
"""Documents of FRASIMED's tumours in the pool; the stream has them all."""
END = 2


def other_names(window: Text, names: dict[str, list[str]], chance: random.Random) -> Text:
    """One name in five gives way to another of its group, where no other name crosses it."""
    text, spans, told, moved = window.text, [], [], 0
    lonely = [s for s in window.spans if s[2] in names and not any(o is not s and o[0] < s[1] and s[0] < o[1] for o in window.spans)]
    swapped = {s: chance.choice(names[s[2]]) for s in lonely if chance.random() < 0.2}
    if not swapped:
        return window
    edits = []
    for (a, b, group), name in sorted(swapped.items()):
        name = name.capitalize() if text[a].isupper() else name
        edits.append((a, b, name))
    shift = lambda at: at + sum(len(name) - (b - a) for a, b, name in edits if b <= at)
    for a, b, name in reversed(edits):
        text = text[:a] + name + text[b:]
    spans = [(shift(a), shift(a) + len(swapped[(a, b, g)]) if (a, b, g) in swapped else shift(b), g) for a, b, g in window.spans]
    # The lexicons have not read the new name: half the time they know it.
    told = [(shift(a), shift(b), g) for a, b, g in window.told if not any(x < b and a < y for x, y, _ in edits)]
    told += [(shift(a), shift(a) + len(name), g) for (a, b, g), name in swapped.items() if g != "ANAT" and chance.random() < 0.5]
    return Text(text, spans, window.known, told, window.corpus)


@cache
def tokenizer_of(path: Path) -> Tokenizer:
    return Tokenizer.from_file(str(path))


def rows(task: tuple[Path, list[Text]]) -> list[tuple[list[int], np.ndarray, np.ndarray]]:
    tokenizer = tokenizer_of(task[0])
    return [encode(window, tokenizer, LONGEST) for window in task[1]]


def cut(task: tuple[Path, list[Text]]) -> list[list[Text]]:
    tokenizer = tokenizer_of(task[0])
    return [[window for _, window in windows(document, tokenizer, LIMIT - 2)] for document in task[1]]


def spread(work, tokenizer: Path, items: list, pool) -> list:
    size = max(1, len(items) // 64)
    return [one for part in pool.imap(work, [(tokenizer, items[i : i + size]) for i in range(0, len(items), size)]) for one in part]


def padded(found: list[tuple[list[int], np.ndarray, np.ndarray]], groups: slice) -> dict[str, np.ndarray]:
    ids = np.ones((len(found), LONGEST), np.uint16)
    labels = np.full((len(found), LONGEST, len(GROUPS[groups])), -1, np.int8)
    known = np.zeros((len(found), LONGEST), np.uint8)
    for row, (own, own_labels, bits) in enumerate(found):
        ids[row, : len(own)], labels[row, : len(own)], known[row, : len(own)] = own, own_labels[:, groups], bits
    return {"ids": ids, "labels": labels, "known": known, "length": np.array([len(own) for own, _, _ in found], np.int32)}


def texts_of(path: Path, told: Path) -> list[Text]:
    spans = [json.loads(line)["spans"] for line in told.read_text().splitlines()]
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return [Text(line["text"], [], frozenset(), [tuple(s) for s in own]) for line, own in zip(lines, spans, strict=True)]


def main() -> None:
    options = argparse.ArgumentParser()
    for name in ("tokenizer", "data", "told", "bdpm", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--texts", type=Path, nargs="*", default=[])
    options.add_argument("--processes", type=int)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)
    read = lambda name, known, rename=None: read_corpus(given.data / f"{name}.jsonl", known, rename, given.told / f"{name}.jsonl")
    quaero = read("quaero-train", QUAERO)
    distemist = read("frasimed-distemist-600", ["disease"])[:-HELD_OUT]
    cantemist = read("frasimed-cantemist", ["morphology"], {"morphology-onco": "morphology"})
    chance.shuffle(cantemist)
    more = [text for path in given.texts for text in texts_of(path, given.told / path.name)]

    # Whole documents end to end, QUAERO's five times: it is what the tagger is measured on, and small.
    whole = [text.text for text in [*quaero * 5, *distemist, *cantemist, *more]]
    chance.shuffle(whole)
    stream = [np.array([*encoding.ids, END], np.uint16) for encoding in tokenizer_of(given.tokenizer).encode_batch(whole, add_special_tokens=False)]
    partial = given.out / "partial.npy"
    np.save(partial, np.concatenate(stream))
    partial.rename(given.out / "stream.npy")
    print("stream", sum(map(len, stream)), flush=True)

    substances = {line.split("\t")[3].strip().lower() for line in given.bdpm.read_text("latin-1").splitlines()}
    names = {
        "CHEM": sorted(name for name in substances if 3 < len(name) < 30 and "homéop" not in name and "(" not in name),
        "DISO": sorted({text.text[a:b].lower() for text in distemist for a, b, _ in text.spans if b - a < 40}),
    }
    with Pool(given.processes) as pool:
        documents = spread(cut, given.tokenizer, quaero, pool)
        plain = [(window, number % FOLDS) for number, own in enumerate(documents) for window in own]
        versions = [(window, fold, 0) for window, fold in plain]
        for version in range(1, VERSIONS):
            versions += [(as_written(other_names(window, names, chance), chance), fold, version) for window, fold in plain]
        arrays = padded(spread(rows, given.tokenizer, [window for window, _, _ in versions], pool), slice(0, len(QUAERO)))
        np.savez(given.out / "quaero.npz", **arrays, fold=np.array([f for _, f, _ in versions]), version=np.array([v for _, _, v in versions]))
        print("quaero", len(plain), "windows", int(arrays["length"][: len(plain)].sum()), "tokens", flush=True)
        others = [window for own in spread(cut, given.tokenizer, [*distemist, *cantemist[:TUMOURS], *more], pool) for window in own]
        arrays = padded(spread(rows, given.tokenizer, others, pool), slice(len(QUAERO), None))
        np.savez(given.out / "pool.npz", **arrays)
        print("pool", len(others), "windows", int(arrays["length"].sum()), "tokens", flush=True)


if __name__ == "__main__":
    main()
