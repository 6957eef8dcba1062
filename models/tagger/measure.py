"""Measures an exported tagger on QUAERO's development half and writes the figures into the model's card.

usage: python measure.py --model MODEL.onnx --tokenizer ENC/tokenizer.json --data NER --told TOLD [--card README.md]
TOLD/quaero-dev.jsonl is what lexicon-spans.ts writes for quaero-dev.jsonl. Strict: same limits, same group. Flat: the longest spans only.
"""
import argparse
import re
import time
from pathlib import Path

import onnxruntime
from corpora import QUAERO, longest, read_corpus
from decode import flat, predict, score
from prepare import HELD_OUT
from tokenizers import Tokenizer

SHOWN = ["DISO", "CHEM", "PROC", "ANAT"]
crosses = lambda a, b: a[0] < b[1] and b[0] < a[1]


def session(path: Path, threads: int):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    loaded = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda ids, mask, known: loaded.run(None, {"input_ids": ids, "attention_mask": mask, "known": known})[0]


def union(tagged, known, groups):
    """The tagger's spans, and the lexicons' where they touch none of them."""
    return longest([*tagged, *(span for span in known if span[2] in groups and not any(crosses(span, other) for other in tagged))])


def row(name: str, figures: dict) -> str:
    cells = [f"{100 * figures[g]['f1']:.1f}" if g in figures else "–" for g in [*SHOWN, "all"]]
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    for name in ("model", "tokenizer", "data", "told"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--card", type=Path)
    given = options.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    run = session(given.model, 2)
    dev = read_corpus(given.data / "quaero-dev.jsonl", QUAERO, told=given.told / "quaero-dev.jsonl")
    began = time.monotonic()
    spans = predict(dev, tokenizer, run, lean=False)
    seconds = time.monotonic() - began
    tokens = sum(len(tokenizer.encode(document.text).ids) for document in dev)
    known = [document.told for document in dev]
    hinted = predict(dev, tokenizer, run, lean=True)

    every = ["| strict F1, flat | DISO | CHEM | PROC | ANAT | these four |", "|---|---|---|---|---|---|"]
    for corpus in ("", "QUAERO-EMEA", "QUAERO-MEDLINE"):
        chosen = [i for i, document in enumerate(dev) if document.corpus.startswith(corpus)]
        part = [dev[i] for i in chosen]
        name = corpus.removeprefix("QUAERO-") or "both"
        of = lambda make: score(part, [make(i) for i in chosen], SHOWN)
        every.append(row(f"{name}: lexicons", of(lambda i: longest([s for s in known[i] if s[2] in SHOWN]))))
        every.append(row(f"{name}: tagger", of(lambda i: flat(spans[i], SHOWN))))
        every.append(row(f"{name}: tagger, then lexicons where it is silent", of(lambda i: union(flat(spans[i], SHOWN), known[i], SHOWN))))
        every.append(row(f"{name}: tagger told what the lexicons know", of(lambda i: flat(hinted[i], SHOWN))))
        every.append(row(f"{name}: the same, then lexicons for CHEM", of(lambda i: union(flat(hinted[i], SHOWN), known[i], ["CHEM"]))))
    whole = score(dev, [flat(found, QUAERO) for found in spans], QUAERO)
    lines = [*every, "", "All ten groups of QUAERO, tagger alone: " + ", ".join(f"{g} {100 * f['f1']:.1f}" for g, f in whole.items()) + "."]
    for low in (0.8, 0.9, 0.95):
        sure = [[s for s in found if s[3] >= low] for found in spans]
        figures = score(dev, [flat(found, SHOWN) for found in sure], SHOWN)
        lines.append(f"Spans of confidence {low} and above: DISO precision {100 * figures['DISO']['p']:.1f}, recall {100 * figures['DISO']['r']:.1f}; "
                     f"PROC precision {100 * figures['PROC']['p']:.1f}, recall {100 * figures['PROC']['r']:.1f}.")
    held = read_corpus(given.data / "frasimed-distemist-600.jsonl", ["disease"])[-HELD_OUT:]
    disease = score(held, [flat(found, ["disease"]) for found in predict(held, tokenizer, run, lean=False)], ["disease"])["disease"]
    lines.append(f"Diseases of {HELD_OUT} documents of FRASIMED kept aside: precision {100 * disease['p']:.1f}, recall {100 * disease['r']:.1f}, F1 {100 * disease['f1']:.1f}.")
    print("\n".join(lines))
    print(f"{tokens / seconds:.0f} tokens/s in Python, {given.model.stat().st_size / 1e6:.1f} MB")
    if given.card:
        text = given.card.read_text()
        block = "<!-- figures -->\n" + "\n".join(lines) + "\n<!-- /figures -->"
        given.card.write_text(re.sub(r"<!-- figures -->.*<!-- /figures -->", lambda _: block, text, flags=re.S))
