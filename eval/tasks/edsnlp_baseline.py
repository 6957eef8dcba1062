"""EDS-NLP 0.23.0 on the same neutral JSONL, for the table beside ours. Python is for measuring only.

python eval/tasks/edsnlp_baseline.py FILE.jsonl [--speed TEXTS.jsonl]     (pip install edsnlp==0.23.0 in a virtual environment)
Gold spans are given to its qualifiers; its dates are found when they overlap a gold date. Offsets are code points.
"""
import json
import sys
import time

import edsnlp
import edsnlp.pipes as eds
from spacy.tokens import Span

FIELDS = {
    "negated": ("negation", ["negated", "negation"]),
    "hypothetical": ("hypothesis", ["hypothetical", "hypothesis"]),
    "family": ("family", ["family"]),
    "historical": ("history", ["historical", "history"]),
    "reported": ("reported_speech", ["reported", "reported_speech"]),
}


def pipeline():
    nlp = edsnlp.blank("eds")
    nlp.add_pipe(eds.normalizer())
    nlp.add_pipe(eds.sentences())
    nlp.add_pipe(eds.sections())
    nlp.add_pipe(eds.negation())
    nlp.add_pipe(eds.hypothesis())
    nlp.add_pipe(eds.family(use_sections=True))
    nlp.add_pipe(eds.history(use_sections=True))
    nlp.add_pipe(eds.reported_speech())
    nlp.add_pipe(eds.dates())
    return nlp


def gold_of(entity):
    expected = entity.get("expected") or {}
    out = {}
    for name, (_, fields) in FIELDS.items():
        for field in fields:
            value = expected.get(field, entity.get(field))
            if isinstance(value, bool):
                out[name] = value
    return out


def qualifiers(rows):
    nlp = pipeline()
    qualifying = [name for name in nlp.pipe_names if name in ("negation", "hypothesis", "family", "history", "reported_speech", "eds.negation", "eds.hypothesis", "eds.family", "eds.history", "eds.reported_speech")]
    counts = {name: [0, 0, 0, 0] for name in FIELDS}
    found = total = 0
    for row in rows:
        entities = row.get("entities") or []
        if not entities:
            continue
        with nlp.select_pipes(disable=qualifying):
            doc = nlp(row["text"])
        spans = []
        for entity in entities:
            span = doc.char_span(entity["start"], entity["end"], label="ent", alignment_mode="expand")
            spans.append(span)
        doc.spans["gold"] = [span for span in spans if span is not None]
        doc.ents = ()
        unique = []
        for span in spans:
            if span is not None and not any(span.start < other.end and other.start < span.end for other in unique):
                unique.append(span)
        doc.set_ents(unique)
        for name in qualifying:
            doc = nlp.get_pipe(name)(doc)
        dates = list(doc.spans.get("dates", [])) + list(doc.spans.get("durations", []))
        for entity, span in zip(entities, spans):
            if (entity.get("label") or entity.get("type")) == "date":
                total += 1
                found += any(date.start_char < entity["end"] and entity["start"] < date.end_char for date in dates)
            for name, gold in gold_of(entity).items():
                predicted = bool(span is not None and getattr(span._, FIELDS[name][0], False))
                counts[name][(0 if predicted else 2) if gold else (1 if predicted else 3)] += 1
    print("EDS-NLP", edsnlp.__version__)
    for name, (tp, fp, fn, tn) in counts.items():
        if tp + fp + fn + tn == 0:
            continue
        p = tp / (tp + fp) if tp + fp else 1
        r = tp / (tp + fn) if tp + fn else 1
        f = 2 * tp / (2 * tp + fp + fn) if tp else 0
        print(f"{name:13} {tp + fn:5} {100 * p:6.1f} {100 * r:6.1f} {100 * f:6.1f} {100 * (tp + tn) / (tp + fp + fn + tn):6.1f}")
    if total:
        print(f"dates found {100 * found / total:.1f} % of {total}")


def speed(rows, limit=200):
    nlp = pipeline()
    nlp.add_pipe(eds.drugs())
    texts = [row["text"] for row in rows][:limit]
    nlp(texts[0])
    began = time.perf_counter()
    for text in texts:
        nlp(text)
    spent = time.perf_counter() - began
    characters = sum(len(text) for text in texts)
    print(f"EDS-NLP {edsnlp.__version__}: {len(texts) / spent:.0f} documents/s, {characters / spent:.0f} characters/s, {characters / len(texts):.0f} characters each")


if __name__ == "__main__":
    load = lambda path: [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    if "--speed" in sys.argv:
        speed(load(sys.argv[sys.argv.index("--speed") + 1]))
    if len(sys.argv) > 1 and not sys.argv[1].startswith("--"):
        qualifiers(load(sys.argv[1]))
