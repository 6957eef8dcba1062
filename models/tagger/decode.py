"""From scores to spans, and spans against a gold."""
from collections import Counter

import numpy as np
from corpora import GROUPS, Text, longest, windows

Span = tuple[int, int, str, float]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def best_path(scores: np.ndarray) -> list[int]:
    """Viterbi over (tokens, 3): "inside" may not follow "outside" or open."""
    total, back = scores[0].copy(), []
    total[2] = -np.inf
    for row in scores[1:]:
        # to outside: from any; to begin: from any; to inside: from begin or inside
        anywhere = int(total.argmax())
        inside = 1 if total[1] >= total[2] else 2
        back.append((anywhere, anywhere, inside))
        total = np.array([total[anywhere] + row[0], total[anywhere] + row[1], total[inside] + row[2]])
    state = int(total.argmax())
    path = [state]
    for step in reversed(back):
        state = step[state]
        path.append(state)
    return path[::-1]


KNOWN, UNKNOWN = 6.0, 2.0
"""Added to the scores of what a lexicon finds, and to "outside" where it finds nothing: chosen on QUAERO's development half."""
HINTED = ("DISO", "CHEM", "PROC")


def hint(text: str, offsets: list[tuple[int, int]], logits: np.ndarray, known: list[tuple[int, int, str]]) -> np.ndarray:
    """The scores once the lexicons have spoken."""
    hinted = logits.reshape(len(offsets), -1, 3).copy()
    for number, group in enumerate(GROUPS):
        if group not in HINTED:
            continue
        hinted[:, number, 0] += UNKNOWN
        for a, b, _ in (span for span in known if span[2] == group):
            first = True
            for i, (x, y) in enumerate(offsets):
                while x < y and text[x].isspace():
                    x += 1
                if y > x and x < b and a < y:
                    hinted[i, number, 0] -= UNKNOWN
                    hinted[i, number, 1 if first else 2] += KNOWN
                    first = False
    return hinted.reshape(len(offsets), -1)


def spans_of(text: str, offsets: list[tuple[int, int]], logits: np.ndarray, groups: list[str] = GROUPS) -> list[Span]:
    """Spans of every group, snapped to whole words, with the mean probability of their tokens' labels."""
    kept = [i for i, (a, b) in enumerate(offsets) if b > a]
    if not kept:
        return []
    scores = log_softmax(logits[kept].reshape(len(kept), -1, 3))
    found: list[Span] = []
    for number, group in enumerate(groups):
        path = best_path(scores[:, number])
        index = 0
        while index < len(path):
            if path[index] == 0:
                index += 1
                continue
            last = index
            while last + 1 < len(path) and path[last + 1] == 2:
                last += 1
            start, end = offsets[kept[index]][0], offsets[kept[last]][1]
            while start < end and text[start].isspace():
                start += 1
            while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
                start -= 1
            while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                end += 1
            while end > start and text[end - 1] in ".,;:":
                end -= 1
            sure = float(np.exp([scores[i, number, path[i]] for i in range(index, last + 1)]).mean())
            if end > start:
                found.append((start, end, group, sure))
            index = last + 1
    return found


def predict(documents: list[Text], tokenizer, run, known=None, limit: int = 200, batch_tokens: int = 4096) -> list[list[Span]]:
    """`run(ids, mask)` gives the scores of a padded batch; `known`, what the lexicons find in each document. One list of spans for each."""
    jobs = []
    for number, document in enumerate(documents):
        for start, window in windows(document, tokenizer, limit):
            jobs.append((number, start, window.text, tokenizer.encode(window.text)))
    jobs.sort(key=lambda job: len(job[3].ids))
    found: list[list[Span]] = [[] for _ in documents]
    at = 0
    while at < len(jobs):
        batch = [jobs[at]]
        while at + len(batch) < len(jobs) and len(jobs[at + len(batch)][3].ids) * (len(batch) + 1) <= batch_tokens:
            batch.append(jobs[at + len(batch)])
        at += len(batch)
        length = min(512, max(len(job[3].ids) for job in batch))
        ids = np.ones((len(batch), length), np.int64)
        mask = np.zeros((len(batch), length), np.int64)
        for row, job in enumerate(batch):
            own = job[3].ids[:length]
            ids[row, : len(own)], mask[row, : len(own)] = own, 1
        logits = run(ids, mask)
        for row, (number, start, text, encoding) in enumerate(batch):
            offsets = encoding.offsets[:length]
            scores = logits[row, : len(offsets)]
            if known is not None:
                scores = hint(text, offsets, scores, [(a - start, b - start, g) for a, b, g in known[number]])
            for a, b, group, sure in spans_of(text, offsets, scores):
                found[number].append((start + a, start + b, group, sure))
    return found


def flat(spans: list[Span], groups: list[str]) -> list[tuple[int, int, str]]:
    return longest([(a, b, g) for a, b, g, _ in spans if g in groups])


def score(documents: list[Text], found: list[list[tuple[int, int, str]]], groups: list[str]) -> dict[str, dict[str, float]]:
    """Strict precision, recall and F1 by group and over all; gold and found both flat, longest spans."""
    right, wanted, given = Counter(), Counter(), Counter()
    for document, spans in zip(documents, found):
        gold = set(longest([s for s in document.spans if s[2] in groups]))
        for counter, items in ((right, gold & set(spans)), (wanted, gold), (given, set(spans))):
            for _, _, group in items:
                counter[group] += 1
                counter["all"] += 1
    figures = {}
    for group in [*groups, "all"]:
        if wanted[group]:
            precision, recall = right[group] / max(1, given[group]), right[group] / wanted[group]
            figures[group] = {"p": precision, "r": recall, "f1": 2 * right[group] / (wanted[group] + given[group]), "gold": wanted[group]}
    return figures
