"""From scores to spans, and spans against a gold."""
from collections import Counter

import numpy as np
from corpora import FEATURES, GROUPS, Text, known_bits, longest, tight, windows

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


def features(bits: np.ndarray) -> np.ndarray:
    """The network's input `known` for tokens of which the lexicons were asked: (..., tokens) to (..., tokens, FEATURES)."""
    said = (bits[..., None] >> np.arange(FEATURES - 1, dtype=np.uint8)) & 1
    return np.concatenate([said, np.ones((*bits.shape, 1), np.uint8)], -1).astype(np.float32)


def predict(documents: list[Text], tokenizer, run, lean: bool, limit: int = 200, batch_tokens: int = 4096) -> list[list[Span]]:
    """`run(ids, mask, known)` gives the scores of a padded batch; `lean`: the lexicons speak. One list of spans for each document."""
    jobs = []
    for number, document in enumerate(documents):
        for start, window in windows(document, tokenizer, limit):
            jobs.append((number, start, window, tokenizer.encode(window.text)))
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
        known = np.zeros((len(batch), length, FEATURES), np.float32)
        for row, (_, _, window, encoding) in enumerate(batch):
            own = encoding.ids[:length]
            ids[row, : len(own)], mask[row, : len(own)] = own, 1
            if lean:
                known[row, : len(own)] = features(known_bits(tight(window.text, encoding.offsets[:length]), window.told))
        logits = run(ids, mask, known)
        for row, (number, start, window, encoding) in enumerate(batch):
            offsets = encoding.offsets[:length]
            for a, b, group, sure in spans_of(window.text, offsets, logits[row, : len(offsets)]):
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
