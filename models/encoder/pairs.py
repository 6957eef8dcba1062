"""Mines pairs (query, passage) to tune the encoder on, from licensed texts and the product's vocabularies. No written dossier is read.

usage: python pairs.py --texts TEXT.jsonl… --vocabulary ../../src/extract/vocabulary --out PAIRS.jsonl [--pairs 10000]
TEXT.jsonl: lines of `{ id, text }` (case reports of the Pan African Medical Journal, FRASIMED, QUAERO's leaflets).

A line of PAIRS.jsonl: `{ kind, query, passage, text (id), asked (concepts of the query), held (concepts of the passage) }`. Kinds:
- named: a concept by another of its names, or a question about it, and a passage that names it;
- course: what a case came for (a symptom, a disease) and a later passage of that case (examination, act, drug) that does not repeat it;
- heading: a heading or a leaflet's question and what stands under it;
- synonym: two names of one concept, a narrower concept and its parent, a brand or a class and its substance.
"""
import argparse
import json
import random
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SEED = 20261125
PASSAGE = (60, 260)
"""Characters of a passage: one to three sentences."""
WORD = re.compile(r"[^\W_]+")
LONGEST = 6
"""Words of the longest name looked for."""

# Written for Frise: how a doctor asks, by what is asked about. The bare name is half of what is drawn.
ASKED = {
    "problem": ["{}", "{}", "{}", "antécédent de {}", "suivi de {}", "{} : quel traitement ?", "Le patient a-t-il une {} ?", "avis pour {}", "{} depuis quand ?", "Date de {} ?"],
    "symptom": ["{}", "{}", "{}", "consultation pour {}", "{} : bilan fait ?", "le patient se plaint de {}"],
    "procedure": ["{}", "{}", "Résultat de {} ?", "compte rendu de {}", "Que montre {} ?", "Date de {} ?", "{} déjà faite ?"],
    "device": ["{}", "{}", "porteur de {}", "{} : pose et surveillance"],
    "drug": ["{}", "{}", "traitement par {}", "Quelle dose de {} ?", "Pourquoi {} a-t-il été arrêté ?", "tolérance de {}", "sous {}"],
    "analyte": ["{}", "{}", "Dernière valeur de {} ?", "résultat {}", "{} anormale ?", "dosage {}"],
    "allergen": ["allergie à {}", "Le patient est-il allergique à {} ?", "réaction à {}"],
}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("’", "'").replace("œ", "oe"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    return WORD.findall(fold(text))


@dataclass
class Concept:
    id: str
    group: str
    names: list[str]
    parents: list[str]


def read_concepts(folder: Path) -> dict[str, Concept]:
    concepts: dict[str, Concept] = {}
    for file in sorted(folder.glob("*.json")):
        content = json.loads(file.read_text())
        for entry in content.get("entries", []):
            if not isinstance(entry, dict) or "label" not in entry:
                continue
            kind = file.stem.split("-")[0]
            group = {"problems": "problem", "procedures": "procedure", "devices": "device", "allergens": "allergen"}.get(kind)
            if group is None:
                continue
            if group == "problem" and file.stem == "problems-symptoms":
                group = "symptom"
            ambiguous = set(entry.get("ambiguous", []))
            names = [name for name in [entry["label"], *entry.get("synonyms", [])] if name not in ambiguous] or [entry["label"]]
            parent = entry.get("isA", [])
            concepts[f"{group}:{entry['id']}"] = Concept(f"{group}:{entry['id']}", group, names, [parent] if isinstance(parent, str) else parent)
        for entry in content.get("analytes", []):
            id = f"analyte:{entry['id']}"
            concepts[id] = Concept(id, "analyte", [entry["label"], *entry["terms"]], [])
    drugs = json.loads((folder / "drugs.json").read_text())
    labels = [(substance.split(";") + [""])[:2] for substance in drugs["substances"]]
    for label, atc in labels:
        id = f"drug:{atc or label}"
        concepts.setdefault(id, Concept(id, "drug", [label], []))
    for kind in ("d", "b", "c"):
        for term in drugs["terms"][kind].split("|"):
            name, index = term.rsplit(":", 1)
            label, atc = labels[int(index.split(",")[0])]
            concept = concepts[f"drug:{atc or label}"]
            if name not in map(fold, concept.names):
                concept.names.append(name)
    return concepts


def names_of(concepts: dict[str, Concept]) -> dict[tuple[str, ...], str]:
    """Folded words to concept; a name of two concepts, or of fewer than four letters, names none."""
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for concept in concepts.values():
        for name in concept.names:
            key = tuple(words(name))
            if 0 < len(key) <= LONGEST and len("".join(key)) >= 4:
                found[key].add(concept.id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def concepts_in(text: str, names: dict[tuple[str, ...], str]) -> list[str]:
    tokens, found, at = words(text), [], 0
    while at < len(tokens):
        for length in range(LONGEST, 0, -1):
            concept = names.get(tuple(tokens[at : at + length]))
            if concept is not None:
                found.append(concept)
                at += length - 1
                break
        at += 1
    return list(dict.fromkeys(found))


def passages_of(text: str, chance: random.Random) -> list[str]:
    text = re.sub(r"\s+([.,;)])", r"\1", re.sub(r"\s*([’'])\s*", r"\1", re.sub(r"[ \t]+", " ", text)))
    sentences = [s.strip() for line in text.split("\n") for s in re.split(r"(?<=[.!?;])\s+(?=[A-ZÉÈÀÂÎ])", line) if s.strip()]
    passages, held = [], ""
    for sentence in sentences:
        limit = chance.choice((110, 180, PASSAGE[1]))
        if held and len(held) + len(sentence) > limit:
            passages.append(held)
            held = ""
        held = f"{held} {sentence}".strip()[: PASSAGE[1]]
    return [passage for passage in [*passages, held] if len(passage) >= PASSAGE[0]]


def headings_of(text: str) -> list[tuple[str, str]]:
    """A line in capitals, or a question on a line of its own, with what follows it."""
    lines = [line.strip() for line in text.split("\n")]
    found = []
    for at, line in enumerate(lines[:-1]):
        asked = re.sub(r"\s*([’'])\s*", r"\1", line)
        if 6 < len(asked) < 80 and (asked.isupper() or asked.endswith("?")):
            body = " ".join(lines[at + 1 : at + 4])[: PASSAGE[1]]
            if len(body) > PASSAGE[0]:
                found.append((asked.capitalize() if asked.isupper() else asked, body))
    return found


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=Path, nargs="+", required=True)
    options.add_argument("--vocabulary", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--pairs", type=int, default=10000)
    given = options.parse_args()
    chance = random.Random(SEED)
    concepts = read_concepts(given.vocabulary)
    names = names_of(concepts)

    def ask(id: str, beside: str) -> str:
        """A name that the passage does not hold where there is one, bare or within a question."""
        concept, said = concepts[id], fold(beside)
        usable = [name for name in concept.names if len(name) >= 3]
        others = [name for name in usable if fold(name) not in said]
        name = chance.choice(others if others and chance.random() < 0.75 else usable or concept.names)
        name = name if name.isupper() else name[:1].lower() + name[1:]
        return chance.choice(ASKED[concept.group]).format(name)

    pairs: dict[str, list[dict]] = defaultdict(list)
    for file in given.texts:
        for line in map(json.loads, file.read_text().splitlines()):
            text, source = line["text"], str(line["id"])
            passages = passages_of(text, chance)
            held = [concepts_in(passage, names) for passage in passages]
            for passage, ids in zip(passages, held):
                for id in chance.sample(ids, min(2, len(ids))):
                    pairs["named"].append({"query": ask(id, passage), "passage": passage, "text": source, "asked": [id], "held": ids})
            first = [id for ids in held[:2] for id in ids if concepts[id].group in ("symptom", "problem")]
            for passage, ids in list(zip(passages, held))[2:]:
                telling = [id for id in ids if concepts[id].group in ("procedure", "drug", "analyte", "problem")]
                came_for = [id for id in dict.fromkeys(first) if id not in ids][:3]
                if telling and came_for:
                    chosen = chance.sample(came_for, min(len(came_for), chance.choice((1, 1, 2))))
                    query = ", ".join(ask(id, passage) if n == 0 else concepts[id].names[0].lower() for n, id in enumerate(chosen))
                    pairs["course"].append({"query": query, "passage": passage, "text": source, "asked": chosen, "held": ids})
            for heading, body in headings_of(text):
                pairs["heading"].append({"query": heading, "passage": body, "text": source, "asked": [f"heading:{fold(heading)}"], "held": [f"heading:{fold(heading)}"]})
    for concept in concepts.values():
        if len(concept.names) > 1:
            one, other = chance.sample(concept.names, 2)
            pairs["synonym"].append({"query": one, "passage": other, "text": concept.id, "asked": [concept.id], "held": [concept.id]})
        for parent in concept.parents:
            above = concepts.get(f"{concept.group}:{parent}") or concepts.get(f"problem:{parent}")
            if above is not None:
                pairs["synonym"].append({"query": chance.choice(above.names), "passage": chance.choice(concept.names), "text": concept.id, "asked": [above.id], "held": [concept.id, above.id]})

    # No concept and no heading may crowd out the others.
    share = {"named": 0.5, "course": 0.22, "heading": 0.03, "synonym": 0.25}
    chosen: list[dict] = []
    for kind, part in share.items():
        chance.shuffle(pairs[kind])
        count: dict[str, int] = defaultdict(int)
        kept = []
        for pair in pairs[kind]:
            count[pair["asked"][0]] += 1
            if count[pair["asked"][0]] <= (12 if kind == "heading" else 25):
                kept.append({"kind": kind, **pair})
        chosen += kept[: round(part * given.pairs)]
        print(kind, "mined", len(pairs[kind]), "kept", min(len(kept), round(part * given.pairs)))
    chance.shuffle(chosen)
    given.out.write_text("".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in chosen))


if __name__ == "__main__":
    main()
