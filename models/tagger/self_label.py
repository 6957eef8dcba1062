"""Labels case reports by a first tagger and the product's lexicons, for train.py --silver.

usage: python self_label.py --model OUT/model_quantized.onnx --tokenizer ENC/tokenizer.json --spans SPANS.jsonl --out SILVER.jsonl
SPANS.jsonl is what lexicon-spans.ts writes. A span stands where the tagger is sure (0.9), or where a lexicon finds it and the tagger names
nothing of another group there; nothing is taught where the tagger hesitates.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
from corpora import GROUPS, Text, windows
from decode import predict
from tokenizers import Tokenizer

SURE = 0.9
TAUGHT = ["DISO", "CHEM", "PROC", "ANAT"]


def session(path: Path, threads: int = 1):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    loaded = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda ids, mask: loaded.run(None, {"input_ids": ids, "attention_mask": mask})[0]


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    for name in ("model", "tokenizer", "spans", "out"):
        options.add_argument(f"--{name}", type=Path, required=True)
    options.add_argument("--every", type=int, default=8, help="one window in so many is labelled")
    given = options.parse_args()
    tokenizer = Tokenizer.from_file(str(given.tokenizer))
    documents = []
    for line in map(json.loads, given.spans.read_text().splitlines()):
        document = Text(line["text"], [tuple(span) for span in line["spans"]], frozenset(TAUGHT))
        documents += [window for _, window in windows(document, tokenizer, 126)]
    documents = documents[:: given.every]
    crosses = lambda a, b: a[0] < b[1] and b[0] < a[1]
    lines = []
    for document, found in zip(documents, predict(documents, tokenizer, session(given.model))):
        spans, doubtful = [], []
        for start, end, group, sure in found:
            if group in TAUGHT:
                (spans if sure >= SURE else doubtful).append((start, end, group))
        for known in document.spans:
            if known[2] not in TAUGHT or any(crosses(known, span) for span in spans):
                continue
            # The lexicon's own limits are not the tagger's: a longer span that hesitates is kept rather than cut.
            longer = [span for span in doubtful if span[2] == known[2] and crosses(known, span)]
            spans += longer or [known]
        doubtful = [span for span in doubtful if span not in spans]
        lines.append(json.dumps({"text": document.text, "spans": spans, "doubtful": doubtful, "known": TAUGHT}, ensure_ascii=False))
    given.out.write_text("\n".join(lines) + "\n")
    print(len(lines), "windows", sum(len(json.loads(line)["spans"]) for line in lines), "spans")
