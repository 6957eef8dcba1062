"""Short papers made of the clauses in frames/: `<D0>` is a drug that is not taken, `<C1>` a problem that is the patient's, `{d}` a day.

C a condition, D a drug, A an act, V a device, X a vaccine; 1 or 0 is the answer. `(a|b|)` is a choice. A frame that holds a line of
seen.txt was written after an error of the rules had been looked at, and so was all of later.txt: those are left out of measures.
"""
import glob
import json
import random
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent / "frames"
QUESTION_OF = {"C": 0, "D": 1, "A": 2, "V": 2, "X": 2}
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
PART = re.compile(r"(un~|ce~|le~|la~|son~|de~|d'~un~|du~|d'|l'|L'|d'~)?<([CDAVX])([01])>|\{(\w+)\}")
FEMININE = re.compile(r"(?:ite|ose|ie|ion|ance|ence|ure|eur|thèse|que|ée|elle|té|se|nce|ade|ine)s?$")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
DOSES = "5 mg|10 mg|20 mg|40|75|100 mg|1 g|500|2,5|850 mg|50 µg|80|1 000 mg|0,4 ml|25|10 gouttes|16 UI|150".split("|")
TIMES = "1/j|x2/j|matin et soir|1-0-1|1-0-0|0-0-1|le soir|1 cp le matin|au coucher|3 fois par jour|2 cp matin|1 jour sur deux|par semaine|x3|1 matin".split("|")
OPENINGS = ["Cher confrère,\n", "Chère Consœur,\n", "ANTÉCÉDENTS\n", "TRAITEMENT\n", "Conclusion : ", "CONCLUSION\n", "Motif : suivi.\n", "Évolution : ", "Au total :\n", "Examen : ", "Plan :\n", "CAT : "]


def unaccented(text: str) -> str:
    """Of the same length, or as it was."""
    bare = "".join(unicodedata.normalize("NFD", c)[0] if unicodedata.normalize("NFD", c)[0].isascii() else c for c in text)
    return bare if len(bare) == len(text) else text


def upper(text: str) -> str:
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


class Frames:
    def __init__(self, repository: Path, chance: random.Random, titles: list[str]) -> None:
        self.chance, self.titles = chance, titles
        lines = lambda name: [line for line in (HERE / f"{name}.txt").read_text().splitlines() if line.strip() and not line.startswith("# ")]
        seen = lines("seen")
        self.frames = [
            (frame, name, name == "later" or any(part in frame for part in seen))
            for name in ("problems", "drugs", "acts", "later")
            for frame in lines(name)
        ]
        folder = repository / "src" / "extract" / "vocabulary"
        entries = lambda pattern: [entry for file in sorted(glob.glob(str(folder / pattern))) for entry in json.loads(Path(file).read_text())["entries"]]
        small = lambda label: label if label[:2].isupper() else label[0].lower() + label[1:]
        names = lambda pattern, most: [n for e in entries(pattern) if e.get("class") != "risk" for n in [small(e["label"]), *e["synonyms"][:most]]]
        vaccines = json.loads((folder / "vaccines.json").read_text())["vaccines"]
        terms = json.loads((folder / "drugs.json").read_text())["terms"]
        drugs = [name for code in "bd" for term in terms[code].split("|") if len(name := term.rsplit(":", 1)[0]) > 3 and len(name.split()) <= 2]
        self.names = {
            "C": names("problems*.json", 3),
            "A": names("procedures.json", 2),
            "V": names("devices.json", 2),
            "X": [n for v in vaccines for n in [*(p[0].upper() + p[1:] for p in v["products"][:4]), *v["diseases"][:2]]],
            "D": drugs,
        }
        self.common = (HERE / "common-drugs.txt").read_text().strip().split(",")

    def pick(self, kind: str) -> str:
        if kind != "D":
            name = self.chance.choice(self.names[kind])
            return name if len(name) < 60 else self.chance.choice(self.names[kind])
        name = self.chance.choice(self.common if self.chance.random() < 0.6 else self.names["D"])
        written = self.chance.random()
        return name.upper() if written < 0.3 else name[0].upper() + name[1:] if written < 0.65 else name.lower()

    def day(self, year: int | None = None) -> str:
        year, day, month = year or self.chance.randint(2012, 2026), self.chance.randint(1, 28), self.chance.randint(1, 12)
        name = MONTHS[month - 1]
        return self.chance.choice(
            [f"{day:02}/{month:02}/{year}", f"{day:02}/{month:02}/{year % 100:02}", f"{day:02}/{month:02}", f"{day:02}.{month:02}.{year}", f"{day} {name} {year}", f"{day} {name}"]
        )

    def month(self) -> str:
        name, year = self.chance.choice(MONTHS), self.chance.randint(2008, 2026)
        return self.chance.choice([name, f"{name} {year}", f"{name} {year}", f"{self.chance.randint(1, 12):02}/{year}", "l'automne", f"janv. {year}", f"l'été {year}", f"début {year}", f"fin {year}"])

    def word(self, name: str) -> str:
        chance = self.chance
        match name:
            case "d":
                return self.day()
            case "df":
                return self.day(chance.choice([2026, 2027]))
            case "m":
                return self.month()
            case "mf":
                return chance.choice([*MONTHS, "automne", "2027", "mars 2027", "septembre prochain", "rentrée"])
            case "y":
                return str(chance.randint(1975, 2026))
            case "n":
                return str(chance.randint(2, 12))
            case "k":
                return str(chance.randint(1, 9))
            case "dose":
                return chance.choice(DOSES)
            case "freq":
                return chance.choice(TIMES)
            case "P":
                return chance.choice("ABCDEFGHJKLMNPRSTV") + chance.choice([".", "...", "artin", "urand", "oreau"])
            case _:
                return "".join(chance.choice("ABCDEFG0123456789") for _ in range(6))

    def clause(self, frame: str) -> tuple[str, list[tuple]]:
        while found := CHOICE.search(frame):
            frame = frame[: found.start()] + self.chance.choice(found.group(1).split("|")) + frame[found.end() :]
        out, spans, last = "", [], 0
        for part in PART.finditer(frame):
            out, last = out + frame[last : part.start()], part.end()
            if part.group(4):
                out += self.word(part.group(4))
                continue
            kind, name = part.group(2), self.pick(part.group(2))
            she, vowel = bool(FEMININE.search(name.split()[0].lower())), unicodedata.normalize("NFD", name)[0].lower() in "aeiouhy"
            before = part.group(1) or ""
            article = "l'" if vowel else "la " if she else "le "
            out += {
                "un~": "une " if she else "un ",
                "ce~": "cette " if she else "cet " if vowel else "ce ",
                "d'~un~": "d'une " if she else "d'un ",
                "le~": article,
                "la~": article,
                "l'": article,
                "L'": "L'" if vowel else article,
                "son~": "son " if vowel or not she else "sa ",
                "du~": "de l'" if vowel else "de la " if she else "du ",
                "": "",
            }.get(before, "d'" if vowel else "de ")
            if part.start() == 0 and not before and self.chance.random() < 0.8:
                name = name[0].upper() + name[1:]
            spans.append((len(out), len(out) + len(name), QUESTION_OF[kind], int(part.group(3)), 0.5))
            out += name
        return out + frame[last:], spans

    def paper(self, every: bool) -> tuple[str, str, list[tuple]]:
        chance = self.chance
        of = chance.choice([None, None, "problems", "drugs", "acts"])
        pool = [frame for frame, name, seen in self.frames if (every or not seen) and (of in (None, name) or chance.random() < 0.15)]
        text, spans, between = chance.choice(OPENINGS) if chance.random() < 0.25 else "", [], chance.choice(["\n", "\n", " ", "mixed"])
        count = chance.choice([1, 2, 3, 3, 4, 5, 6, 7])
        for number in range(count):
            clause, found = self.clause(chance.choice(pool))
            spans += [(a + len(text), b + len(text), *rest) for a, b, *rest in found]
            text += clause
            if number < count - 1:
                mark = chance.choice(["\n", " ", " "]) if between == "mixed" else between
                text += (chance.choice([".", " ;", ","]) if mark == " " and not re.search(r"[.?!;»]$", clause) else "") + mark
        written = chance.random()
        return chance.choice(self.titles), upper(text) if written < 0.08 else unaccented(text) if written < 0.18 else text, spans
