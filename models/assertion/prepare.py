"""Cuts, tokenises and labels everything that train.py learns from and is measured on.

usage: python prepare.py OUT.npz --tokenizer tokenizer.json --repository ROOT --phrases PHRASES.jsonl [--new NEW.jsonl]
       --silver DOSSIERS.jsonl TEXTS.jsonl --sentences FILE… --test-sentences FILE…
PHRASES, NEW, DOSSIERS and TEXTS are what export-facts.ts writes; sentences are lines of `{ id, text, entities }` with qualifiers.

A sample is a text, its title before it most of the time, and spans: (first piece, last piece, question, answer, weight). A share of the
entities is swapped for others of their kind, so that the context is learnt and not the name.
"""
import argparse
import json
import random
import re
import unicodedata
from pathlib import Path

import numpy as np
from frames import Frames, unaccented, upper
from tokenizers import Tokenizer

QUESTIONS = ["present", "current", "done"]
KIND = {"condition": "C", "medication": "D", "procedure": "A", "device": "V", "immunization": "X"}
LIMIT, LONGEST = 440, 510
VARIANTS = 10
TEMPLATES = 20_000
"""The last two fifths may use every frame, the others only those written before an error of the rules was looked at."""
# A short course that is over by now was taken on the day it was written: nothing is taught of it.
COURSE = re.compile(r"^[^\n.;]{0,40}?\b\d+ ?(?:j|jrs?|jours?|sem|semaines?)\b|^[^\n.;]{0,30}\b(?:une prise|dose unique|prise unique)\b")
OTHERS = ("negated", "hypothetical", "family", "otherPerson", "instruction")


class Samples:
    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.ids, self.rows, self.groups, self.papers, self.variants, self.facts = [], [], [], [], [], []

    def add(self, group: str, paper: str, variant: int, title: str, text: str, spans: list[tuple]) -> None:
        for start, end in self.windows(text):
            inside = [(a - start, b - start, *rest) for a, b, *rest in spans if start <= a and b <= end]
            self.window(group, paper, variant, title, text[start:end], inside)

    def window(self, group: str, paper: str, variant: int, title: str, text: str, spans: list[tuple]) -> None:
        head = title + "\n" if title else ""
        whole = head + text
        encoding = self.tokenizer.encode(whole)
        tight = []
        for a, b in encoding.offsets:
            # A piece's offsets may hold the blank before it.
            while a < b and whole[a].isspace():
                a += 1
            tight.append((a, b))
        rows = []
        for a, b, question, answer, weight, *fact in spans:
            held = [i for i, (x, y) in enumerate(tight) if y > x and x < b + len(head) and a + len(head) < y]
            if held and held[-1] < LONGEST - 1:
                rows.append((len(self.ids), held[0], held[-1] + 1, question, answer, int(1000 * weight)))
                self.facts.append(fact[0] if fact else "")
        if not rows:
            return
        self.ids.append(np.array(encoding.ids[:LONGEST], np.uint16))
        self.rows += rows
        self.groups.append(group)
        self.papers.append(paper)
        self.variants.append(variant)

    def windows(self, text: str) -> list[tuple[int, int]]:
        """Whole lines or sentences up to LIMIT pieces."""
        ends = [b for _, b in self.tokenizer.encode(text, add_special_tokens=False).offsets]
        if len(ends) <= LIMIT:
            return [(0, len(text))]
        cuts = [m.end() for m in re.finditer(r"\n+|(?<=[.;!?])\s+", text)] + [len(text)]
        found, start = [], 0
        while start < len(text):
            first = int(np.searchsorted(ends, start, side="right"))
            most = ends[first + LIMIT] if first + LIMIT < len(ends) else len(text)
            end = max((cut for cut in cuts if start < cut <= most), default=most)
            found.append((start, end))
            start = end
        return found


def swapped(text: str, spans: list[tuple], facts: list[dict], share: float, frames: Frames) -> tuple[str, list[tuple]]:
    """Each entity, in `share` of the cases, replaced by another of its kind; the spans follow."""
    out, last, moved = "", 0, []
    for a, b, kind in sorted({(f["start"], f["end"], KIND[f["kind"]]) for f in facts if f["kind"] in KIND}):
        if a < last or frames.chance.random() >= share:
            continue
        word = frames.pick(kind)
        out += text[last:a]
        moved.append((a, b, len(out), len(out) + len(word)))
        out, last = out + (upper(word) if text[a:b].isupper() else word), b
    out += text[last:]
    kept = []
    for a, b, *rest in spans:
        shift, place = 0, None
        for x, y, nx, ny in moved:
            if x <= a and b <= y:
                place = (nx, ny)
            elif a < y and x < b:
                place = ()
            elif y <= a:
                shift = ny - y
        if place != ():
            kept.append((*(place or (a + shift, b + shift)), *rest))
    return out, kept


def gold_of(paper: dict) -> list[tuple]:
    """The expectations, on the words of the fact that holds them where there is one; what they contradict is left out."""
    answers: dict[tuple[int, int, int], set[int]] = {}
    for mark in paper["gold"]:
        if mark["q"] == "current" and mark["y"] == 0 and mark["never"] and COURSE.search(paper["text"][mark["end"] : mark["end"] + 60]):
            continue
        a, b = mark["start"], mark["end"]
        same = [f for f in paper["facts"] if f["start"] < b and a < f["end"] and f["q"] == mark["q"]]
        if same:
            a, b = same[0]["start"], same[0]["end"]
        answers.setdefault((a, b, QUESTIONS.index(mark["q"])), set()).add(mark["y"])
    return [(*key, next(iter(found)), 1.0) for key, found in answers.items() if len(found) == 1]


def add_papers(samples: Samples, papers: list[dict], frames: Frames, suffix: str) -> None:
    chance = frames.chance
    for paper in papers:
        name, gold = suffix + paper["id"], gold_of(paper)
        said = [(f["start"], f["end"], QUESTIONS.index(f["q"]), int(f["told"]), 0.2) for f in paper["facts"]]
        silver = [s for s in said if not any(g[0] < s[1] and s[0] < g[1] for g in gold)]
        for variant in range(VARIANTS if gold else 0):
            text, spans = paper["text"], gold if variant == 0 else gold + silver
            if variant > 1:
                text, spans = swapped(text, spans, paper["facts"], chance.choice([0.3, 0.6, 1.0]), frames)
            if variant and chance.random() < 0.12:
                text = upper(text)
            elif variant and chance.random() < 0.12:
                text = unaccented(text)
            samples.add("gold" + suffix, name, variant, "" if variant % 3 == 2 else paper["title"], text, spans)
        # Every fact, to judge the rules by.
        told = [(f["start"], f["end"], QUESTIONS.index(f["q"]), -1, 0.0, f["id"]) for f in paper["facts"]]
        samples.window("judge" + suffix, name, 0, paper["title"], paper["text"], told)


def add_silver(samples: Samples, file: Path, frames: Frames) -> None:
    for line in file.read_text().splitlines():
        paper = json.loads(line)
        spans = [(f["start"], f["end"], QUESTIONS.index(f["q"]), int(f["told"]), 0.25) for f in paper["facts"]]
        samples.add("silver", paper["id"], 0, paper["title"], paper["text"], spans)
        text, moved = swapped(paper["text"], spans, paper["facts"], 0.5, frames)
        samples.add("silver", paper["id"], 1, paper["title"], text, moved)


def add_sentences(samples: Samples, file: Path, group: str) -> None:
    for line in file.read_text().splitlines():
        one = json.loads(line)
        spans = []
        for entity in one.get("entities", []):
            said = entity.get("expected", entity)
            if entity.get("label", "finding") != "finding" and "expected" not in entity:
                continue
            said = {("hypothetical" if k == "hypothesis" else k): v for k, v in said.items()}
            # A suite that asks of one qualifier says nothing of the others.
            if "expected" in entity and not ({"negated", "hypothetical"} & said.keys() or any(said.get(k) for k in OTHERS)):
                continue
            spans.append((entity["start"], entity["end"], 0, int(not any(said.get(k) for k in OTHERS)), 1.0))
        for variant in range(2 if group == "sentence" else 1):
            samples.add(group, one["id"], variant, "", unaccented(one["text"]) if variant else one["text"], spans)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("out", type=Path)
    for name in ("tokenizer", "repository", "phrases"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--new", type=Path)
    for name in ("silver", "sentences", "test-sentences"):
        options.add_argument(f"--{name}", type=Path, nargs="*", default=[])
    given = options.parse_args()
    read = lambda file: [json.loads(line) for line in file.read_text().splitlines()] if file else []
    papers, new = read(given.phrases), read(given.new)
    frames = Frames(given.repository, random.Random(20261126), [paper["title"] for paper in papers])
    samples = Samples(Tokenizer.from_file(str(given.tokenizer)))
    add_papers(samples, papers, frames, "")
    add_papers(samples, new, frames, "-new")
    for file in given.silver:
        add_silver(samples, file, frames)
    for file in given.sentences:
        add_sentences(samples, file, "sentence")
    for file in given.test_sentences:
        add_sentences(samples, file, "test")
    for number in range(TEMPLATES):
        every = number >= 0.6 * TEMPLATES
        title, text, spans = frames.paper(every)
        samples.add("template-all" if every else "template", f"t{number}", 0, title if frames.chance.random() < 0.6 else "", text, spans)
    np.savez_compressed(
        given.out,
        flat=np.concatenate(samples.ids),
        lengths=np.array([len(ids) for ids in samples.ids], np.int32),
        rows=np.array(samples.rows, np.int32),
        group=np.array(samples.groups),
        paper=np.array(samples.papers),
        variant=np.array(samples.variants, np.int16),
        fact=np.array(samples.facts),
    )
    print({group: samples.groups.count(group) for group in sorted(set(samples.groups))})


if __name__ == "__main__":
    main()
