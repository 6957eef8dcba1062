#!/usr/bin/env python3
"""Render a written dossier into the files that a deposit really holds.

usage: render.py DOSSIER_DIR OUT_DIR [--no-metadata]

DOSSIER_DIR holds dossier.json, texts/<id>.txt and, for coded documents, structured/<id>.json (see ../README.md).
OUT_DIR receives one file a document, named after its id, and metadata.json: the patient, and for each file the title,
type, date and author, as a practice software would send them along (--no-metadata leaves it out).

Media:
  pdf      PDF with a text layer            scan    image-only PDF, as a flatbed scanner makes it
  photo    JPEG of a page held in the hand  txt     the text itself
  cda-n1   CDA R2 level 1, PDF inside       cda-n3  CDA R2 level 3, narrative and coded entries

Needs: Python 3.9+, reportlab, pillow, numpy, opencv-python-headless; pdftoppm (poppler-utils); the DejaVu fonts
(FONT_DIR in the environment says where, if not in the usual place). The same input gives the same output.
"""
import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import cv2
import numpy as np
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

# ---------------------------------------------------------------------------------------------- pages

FONT_DIR = os.environ.get("FONT_DIR", "/usr/share/fonts/truetype/dejavu")
FONTS = {"sans": "DejaVuSans", "serif": "DejaVuSerif", "mono": "DejaVuSansMono",
         "sans-bold": "DejaVuSans-Bold", "serif-bold": "DejaVuSerif-Bold", "mono-bold": "DejaVuSansMono-Bold"}
WIDTH, HEIGHT = A4
MARGIN = 52
# layout: font family, size, number of columns, frame around the page
LAYOUTS = {"letter": ("serif", 10, 1, False), "prescription": ("sans", 10.5, 1, False), "form": ("sans", 9.5, 1, True),
           "lab": ("mono", 8, 1, False), "two-column": ("serif", 9, 2, False)}


def load_fonts():
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(Path(FONT_DIR, file + ".ttf"))))


def is_heading(line):
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 3 and all(c == c.upper() for c in letters) and not line.startswith(" ")


def is_table_row(line):
    return "...." in line or " | " in line or "   " in line.strip()


def wrapped(line, font, size, width):
    """Break one line of text at spaces; a continued line keeps the indent of its first."""
    indent = line[: len(line) - len(line.lstrip())]
    rows, row = [], ""
    for word in line.split():
        longer = f"{row} {word}" if row else indent + word
        if row and pdfmetrics.stringWidth(longer, font, size) > width:
            rows.append(row)
            row = indent + word
        else:
            row = longer
    return rows + [row]


def make_pdf(text, layout, title):
    family, size, columns, frame = LAYOUTS.get(layout, LAYOUTS["letter"])
    gap, leading = 20, size * 1.36
    width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    page.setTitle(title)
    for sheet in text.split("\f"):
        column, y, open_page = 0, HEIGHT - MARGIN, True
        if frame:
            page.rect(MARGIN - 14, MARGIN - 14, WIDTH - 2 * MARGIN + 28, HEIGHT - 2 * MARGIN + 28)
        for line in sheet.strip("\n").split("\n"):
            font = f"{family}-bold" if is_heading(line) else family
            if family == "mono" and is_table_row(line):  # a table row never wraps: it shrinks
                line_size = min(size, size * width / max(1.0, pdfmetrics.stringWidth(line, font, size)))
                rows = [line]
            else:
                line_size, rows = size, wrapped(line, font, size, width)
            for row in rows:
                if y < MARGIN:
                    column, y = column + 1, HEIGHT - MARGIN
                    if column == columns:
                        page.showPage()
                        column = 0
                page.setFont(font, line_size)
                page.drawString(MARGIN + column * (width + gap), y, row)
                y -= leading
        page.showPage()
    page.save()
    return out.getvalue()


def rasterise(pdf, dpi):
    """Pages of a PDF as grey images."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in.pdf").write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", f"{folder}/in.pdf", f"{folder}/p"], check=True)
        return [cv2.imread(str(f), cv2.IMREAD_GRAYSCALE) for f in sorted(Path(folder).glob("p*.png"))]


def flatbed(page, rng):
    """What a scanner does: a slight tilt, a grey cast, soft edges, grain and dust."""
    h, w = page.shape
    tilt = cv2.getRotationMatrix2D((w / 2, h / 2), float(rng.uniform(-1.1, 1.1)), 1)
    page = cv2.warpAffine(page, tilt, (w, h), flags=cv2.INTER_LINEAR, borderValue=255)
    page = cv2.GaussianBlur(page, (3, 3), 0.6).astype(np.float32) * 0.965
    page += rng.normal(0, 5.0, page.shape)
    page = np.clip(page, 0, 255).astype(np.uint8)
    for _ in range(45):
        at = (int(rng.integers(0, w)), int(rng.integers(0, h)))
        cv2.circle(page, at, int(rng.integers(1, 3)), int(rng.integers(30, 150)), -1)
    return page


def handheld(page, rng):
    """What a phone does: perspective on a table top, uneven warm light, a soft shadow, grain, slight blur."""
    h, w = page.shape
    corner = lambda: float(rng.uniform(0.004, 0.03))
    square = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
    seen = np.float32([[w * corner(), h * corner()], [w * (1 - corner()), h * corner()],
                       [w * (1 - corner()), h * (1 - corner())], [w * corner(), h * (1 - corner())]])
    page = cv2.warpPerspective(page, cv2.getPerspectiveTransform(square, seen), (w, h), borderValue=118).astype(np.float32)
    light = np.linspace(0.80, 1.0, w)[None, :] * np.linspace(1.0, 0.88, h)[:, None]
    shade = np.ones((h, w), np.float32)
    cv2.ellipse(shade, (int(w * 0.95), int(h * 0.92)), (int(w * 0.4), int(h * 0.16)), -18, 0, 360, 0.82, -1)
    shade = cv2.GaussianBlur(cv2.resize(shade, (w // 8, h // 8)), (31, 31), 0)
    page *= light * cv2.resize(shade, (w, h))
    page = cv2.GaussianBlur(page + rng.normal(0, 5, page.shape), (3, 3), 0.8)
    warm = np.stack([page * 0.93, page * 0.985, page], axis=-1)  # blue, green, red
    return np.clip(warm, 0, 255).astype(np.uint8)


def jpeg(image, quality):
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return data.tobytes()


def images_pdf(images, quality):
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=A4, invariant=1)
    for image in images:
        page.drawImage(ImageReader(io.BytesIO(jpeg(image, quality))), 0, 0, WIDTH, HEIGHT)
        page.showPage()
    page.save()
    return out.getvalue()


# ------------------------------------------------------------------------------------------------ CDA

LOINC, ACT, SEX, NORMALITY = "2.16.840.1.113883.6.1", "2.16.840.1.113883.5.4", "2.16.840.1.113883.5.1", "2.16.840.1.113883.5.83"
CIS, ATC, CIM10, EDQM = "1.2.250.1.213.2.3.1", "2.16.840.1.113883.6.73", "2.16.840.1.113883.6.3", "0.4.0.127.0.16.1.1.2.1"
RPPS, STRUCTURE, PROFESSION, ASIP = "1.2.250.1.71.4.2.1", "1.2.250.1.71.4.2.2", "1.2.250.1.213.1.1.4.5", "1.2.250.1.213.1.1.4.12"
TYPES = {"11502-2": "CR d'examens biologiques", "34112-3": "CR hospitalier", "18748-4": "CR d'imagerie médicale",
         "57833-6": "Prescription de produits de santé", "11488-4": "CR ou fiche de consultation",
         "11369-6": "Historique des vaccinations", "34874-8": "CR opératoire", "11526-1": "CR d'anatomie et de cytologie pathologiques",
         "34878-9": "CR de passage aux urgences", "AUTRE": "Autre document", "CERT_DECL": "Certificat, déclaration"}
INTERPRETATION = {"N": "Normal", "H": "Anormalement haut", "L": "Anormalement bas"}
MODELS = {  # templateIds of the document
    "lab": ["1.3.6.1.4.1.19376.1.3.3", ("1.2.250.1.213.1.1.1.55", "2024.01")],
    "prescription": ["1.3.6.1.4.1.19376.1.9.1.1.1", "1.3.6.1.4.1.19376.1.5.3.1.1.1", ("1.2.250.1.213.1.1.1.39", "2024.01")],
    "immunization": ["1.3.6.1.4.1.19376.1.5.3.1.1.18.1.2", ("1.2.250.1.213.1.1.1.37", "2023.01")],
}


def el(name, content="", **attributes):
    """One XML element. Trailing _ is dropped from attribute names, xsi_type becomes xsi:type; None leaves one out."""
    attrs = "".join(f" {k.rstrip('_').replace('xsi_', 'xsi:')}={quoteattr(str(v))}" for k, v in attributes.items() if v is not None)
    if isinstance(content, (list, tuple)):
        content = "".join(content)
    return f"<{name}{attrs}>{content}</{name}>" if content else f"<{name}{attrs}/>"


def code(value, display, system=LOINC, name="code", inner="", **more):
    return el(name, inner, code=value, displayName=display, codeSystem=system, **more)


def templates(*roots):
    return "".join(el("templateId", root=r) if isinstance(r, str) else el("templateId", root=r[0], extension=r[1]) for r in roots)


def ref(target):
    return el("reference", value="#" + target)


def original(target):
    return el("originalText", ref(target))


def day(iso):
    return iso.replace("-", "")


def stable(*parts):
    """The same parts always give the same identifier."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(parts))).upper()


def number(*parts, digits=12):
    return int(hashlib.sha256("/".join(parts).encode()).hexdigest()[:14], 16) % 10 ** digits


def moment(iso):
    return f"{day(iso)}120000{'+0200' if '04' <= iso[5:7] <= '10' else '+0100'}"


def person_of(doc, text, structured):
    """Author of a CDA: from the structured description, else from the names and the RPPS number the text shows."""
    if structured and structured.get("author"):
        return structured["author"]
    shown = re.search(r"RPPS\s*:?\s*(\d{11})", text)
    given, _, family = doc["author"]["name"].rpartition(" ")
    return {"rpps": shown.group(1) if shown else f"1{number(doc['author']['name'], digits=10):010d}", "given": given, "family": family,
            "specialty": None, "specialtyDisplay": doc["author"].get("specialty")}


def practitioner(p, tag="assignedPerson"):
    return el(tag, el("name", [el("given", escape(p.get("given") or "")), el("family", escape(p["family"])), el("suffix", "DR")]))


def profession(p):
    if p.get("specialty"):
        return code(p["specialty"], p["specialtyDisplay"], PROFESSION)
    return el("code", original_text(p["specialtyDisplay"]), nullFlavor="OTH") if p.get("specialtyDisplay") else ""


def original_text(text):
    return el("originalText", escape(text))


def header(dossier, doc, text, structured):
    patient, model = dossier["patient"], (structured or {}).get("model")
    loinc = doc.get("loinc") or "AUTRE"
    system = LOINC if loinc[0].isdigit() else ASIP
    author, now = person_of(doc, text, structured), moment(doc["date"])
    identity = el("id", root=RPPS, extension="8" + author["rpps"])
    place = [el("id", root=STRUCTURE, extension=f"1{number(doc.get('organisation') or 'cabinet', digits=9):09d}"),
             el("name", escape(doc.get("organisation") or ""))]
    unique = f"1.2.250.1.999.1.{number(dossier['id'], doc['id'], patient['insMatricule'])}"
    name = [el("family", escape(patient["birthName"]), qualifier="BR"), el("given", escape(" ".join(patient["firstNames"]))),
            el("given", escape(patient["firstNames"][0]), qualifier="BR"), el("family", escape(patient["usedName"]), qualifier="CL"),
            el("given", escape(patient["firstNames"][0]), qualifier="CL")]
    birthplace = el("birthplace", el("place", el("addr", el("county", patient["birthPlaceCode"])))) if patient.get("birthPlaceCode") else ""
    start, end = day(doc["date"]), None
    if model == "prescription":
        start, end = (day(d) for d in structured["validity"])
    elif model == "lab":
        start, end = structured["sampled"], now
    who = [identity, profession(author)]
    prescriber = (structured or {}).get("prescriber")
    return "".join([
        el("realmCode", code="FR"), el("typeId", root="2.16.840.1.113883.1.3", extension="POCD_HD000040"),
        templates("2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", *MODELS.get(model, ["1.3.6.1.4.1.19376.1.2.20"])),
        el("id", root=unique), code(loinc, TYPES.get(loinc, doc["title"]), system), el("title", escape(doc["title"])),
        el("effectiveTime", value=now), code("N", "Normal", "2.16.840.1.113883.5.25", "confidentialityCode"), el("languageCode", code="fr-FR"),
        el("setId", root=unique), el("versionNumber", value="1"),
        el("recordTarget", el("patientRole", [
            el("id", root=patient["insOid"], extension=patient["insMatricule"]),
            el("patient", [el("name", name), code(patient["sex"], {"F": "Féminin", "M": "Masculin"}.get(patient["sex"], "Inconnu"), SEX, "administrativeGenderCode"),
                           el("birthTime", value=day(patient["birthDate"])), birthplace])])),
        el("author", [el("time", value=now), el("assignedAuthor", [*who, practitioner(author), el("representedOrganization", place)])]),
        el("custodian", el("assignedCustodian", el("representedCustodianOrganization", place))),
        el("legalAuthenticator", [el("time", value=now), el("signatureCode", code="S"), el("assignedEntity", [*who, practitioner(author), el("representedOrganization", place)])]),
        el("participant", [templates("1.3.6.1.4.1.19376.1.3.3.1.6"), el("time", el("high", value=start), xsi_type="IVL_TS"),
                           el("associatedEntity", [el("id", root=RPPS, extension="8" + prescriber["rpps"]), practitioner(prescriber, "associatedPerson")],
                              classCode="PROV")], typeCode="REF") if prescriber else "",
        el("documentationOf", el("serviceEvent", [code(loinc, TYPES.get(loinc, doc["title"]), system),
                                                  el("effectiveTime", [el("low", value=start), el("high", value=end) if end else ""]),
                                                  el("performer", el("assignedEntity", [*who, practitioner(author), el("representedOrganization", place)]), typeCode="PRF")])),
        el("componentOf", el("encompassingEncounter", [el("effectiveTime", el("low", value=day(doc["date"]))),
                                                       el("location", el("healthCareFacility", code("SA07", "Cabinet individuel", "1.2.250.1.71.4.2.4")))])),
    ])


def cda(head, body):
    spaces = 'xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:pharm="urn:ihe:pharm:medication"'
    xml = f"<ClinicalDocument {spaces}>{head}{el('component', body)}</ClinicalDocument>"
    root = ET.fromstring(xml)  # well formed, or stop here
    for prefix, uri in {"": "urn:hl7-org:v3", "xsi": "http://www.w3.org/2001/XMLSchema-instance", "pharm": "urn:ihe:pharm:medication"}.items():
        ET.register_namespace(prefix, uri)
    for paragraph_free in root.iter():
        if paragraph_free.text is not None and not paragraph_free.text.strip():
            paragraph_free.text = None
    if hasattr(ET, "indent"):
        ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def level1(dossier, doc, text, pdf):
    content = el("text", base64.b64encode(pdf).decode(), mediaType="application/pdf", representation="B64")
    return cda(header(dossier, doc, text, None), el("nonXMLBody", content))


class Narrative:
    """A section's narrative: the lines of the text file, each with an ID that coded entries point to.

    A run of lines with " | " becomes a table, its first line the head; any other line a paragraph.
    """

    def __init__(self, prefix, lines):
        self.cells, self.lines, self.parts, table = {}, {}, [], []
        for i, line in enumerate(lines, 1):
            if " | " in line:
                table.append((f"{prefix}-{i}", line))
            else:
                self._close(table)
                table = []
                self.lines[line] = f"{prefix}-{i}"
                self.parts.append(el("paragraph", el("content", escape(line), ID=f"{prefix}-{i}")))
        self._close(table)

    def _close(self, table):
        if not table:
            return
        row = lambda key, line, tag: el("tr", [el(tag, el("content", escape(cell.strip()), ID=f"{key}-{n}")) for n, cell in enumerate(line.split(" | "), 1)], ID=key)
        head = el("thead", row(*table[0], "th"))
        self.parts.append(el("table", [head, el("tbody", [row(key, line, "td") for key, line in table[1:]])], border="0"))
        self.cells.update({line: key for key, line in table[1:]})

    def row(self, start):
        """ID of the row that starts with these cells."""
        found = [key for line, key in self.cells.items() if line == start or line.startswith(start + " | ")]
        if len(found) != 1:
            raise SystemExit(f"structured description: {len(found)} rows start with {start!r}")
        return found[0]

    def line(self, start):
        found = [key for line, key in self.lines.items() if line.startswith(start)]
        if len(found) != 1:
            raise SystemExit(f"structured description: {len(found)} lines start with {start!r}")
        return found[0]

    def xml(self):
        return el("text", self.parts)


def quantity(name, value, unit, **more):
    return el(name, value=f"{value:g}", unit=unit, **more)


def lab_value(e):
    if "bound" in e:  # "< 4": an interval open below
        return el("value", quantity("high", e["bound"]["high"], e["bound"]["unit"], inclusive="false"), xsi_type="IVL_PQ")
    if "coded" in e:
        return code(e["coded"]["code"], e["coded"]["display"], e["coded"]["codeSystem"], "value", xsi_type="CD")
    return quantity("value", e["value"], e["unit"], xsi_type="PQ")


def lab_observation(e, narrative, sampled):
    key = narrative.row(e["row"])
    test = code(e["code"], e["display"], inner=original(f"{key}-1"))
    earlier = [el("entryRelationship", el("observation", [code(e["code"], e["display"]), el("statusCode", code="completed"),
                                                          el("effectiveTime", value=day(p["date"])), quantity("value", p["value"], e["unit"], xsi_type="PQ")],
                                          classCode="OBS", moodCode="EVN"), typeCode="REFR") for p in e.get("previous", [])]
    limits = [quantity(side, e[side], e["unit"]) for side in ("low", "high") if side in e]
    interval = el("referenceRange", el("observationRange", [el("value", limits, xsi_type="IVL_PQ"), code("N", "Normal", NORMALITY, "interpretationCode")],
                                       classCode="OBS", moodCode="EVN.CRT"), typeCode="REFV") if limits else ""
    flag = code(e["interpretation"], INTERPRETATION[e["interpretation"]], NORMALITY, "interpretationCode") if "interpretation" in e else ""
    return el("entryRelationship", el("observation", [
        templates("1.3.6.1.4.1.19376.1.3.1.6", "1.2.250.1.213.1.1.3.80"), test, el("text", ref(key)), el("statusCode", code="completed"),
        el("effectiveTime", value=sampled), lab_value(e), flag, *earlier, interval], classCode="OBS", moodCode="EVN"), typeCode="COMP")


def lab_section(section, narrative, structured, seed):
    act = el("act", [code(section["code"], section["display"]), el("statusCode", code="completed"),
                     *[lab_observation(e, narrative, structured["sampled"]) for e in section["entries"]]], classCode="ACT", moodCode="EVN")
    entry = el("entry", templates("1.3.6.1.4.1.19376.1.3.1", "1.2.250.1.213.1.1.3.21") + act, typeCode="DRIV")
    inside = el("section", [templates("1.3.6.1.4.1.19376.1.3.3.2.2", "1.2.250.1.213.1.1.2.71"), code(section["code"], section["display"]), narrative.xml(), entry])
    return el("section", [templates("1.3.6.1.4.1.19376.1.3.3.2.1", "1.2.250.1.213.1.1.2.70"), code(section["code"], section["display"]),
                          el("title", escape(section["title"])), el("component", inside)])


def product(e, key, lot=None, substance=False):
    kinds = [el("pharm:asSpecializedKind", el("pharm:generalizedMedicineClass", [
        code(e["atc"], e["substance"], ATC, "pharm:code"), el("pharm:name", escape(e["substance"]))], classCode="MMAT"), classCode="GRIC")] if substance else []
    label = [original(key), code(e["atc"], e.get("substance", e["name"]), ATC, "translation")]
    return el("consumable", el("manufacturedProduct", [
        templates("2.16.840.1.113883.10.20.1.53", "1.3.6.1.4.1.19376.1.5.3.1.4.7.2", "1.2.250.1.213.1.1.3.43"),
        el("manufacturedMaterial", [code(e["cis"], e["name"], CIS, inner="".join(label)), el("name", escape(e["name"])),
                                    el("lotNumberText", escape(lot)) if lot else "", *kinds])], classCode="MANU"))


def prescription_entry(e, narrative, structured, seed):
    key = narrative.row(e["row"])
    frequency = []
    if "period" in e:
        value, unit = e["period"]
        frequency = [el("effectiveTime", el("period", el("translation", original(f"{key}-3")), value=value, unit=unit), xsi_type="PIVL_TS", operator="A")]
    dose = e["dose"]
    amount = el("doseQuantity", [quantity(side, dose["value"], dose["unit"]) for side in ("low", "high")])
    most = el("maxDoseQuantity", [el("numerator", value=e["maxPerDay"]), el("denominator", value=1, unit="d")]) if "maxPerDay" in e else ""
    need = el("precondition", el("criterion", el("text", ref(f"{key}-3")))) if e.get("asNeeded") else ""
    return el("entry", el("substanceAdministration", [
        templates("2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.7", "1.3.6.1.4.1.19376.1.9.1.3.2", "1.2.250.1.213.1.1.3.83",
                  "1.3.6.1.4.1.19376.1.9.1.3.6", "1.3.6.1.4.1.19376.1.5.3.1.4.7.1"),
        el("id", root=stable(*seed, e["row"])), code("DRUG", "Médicament", ACT), el("text", ref(key)), el("statusCode", code="completed"),
        el("effectiveTime", [el("low", value=day(e["start"])), el("high", value=day(e["end"]))], xsi_type="IVL_TS"), *frequency,
        el("repeatNumber", value=e.get("repeat", 0)), code("20053000", "Voie orale", EDQM, "routeCode"), amount, most,
        product(e, f"{key}-1", substance=True), need], classCode="SBADM", moodCode="INT"))


def vaccination_entry(e, narrative, structured, seed):
    key = narrative.row(e["row"])
    kind = ("BOOSTER", "Rappel") if e.get("booster") else ("INITIMMUNIZ", "1ère série vaccinante")
    by = e.get("performer")
    performer = el("performer", el("assignedEntity", [el("id", root=RPPS, extension="8" + by["rpps"]), practitioner(by)]), typeCode="PRF") if by else ""
    rank = el("entryRelationship", el("observation", [
        templates("2.16.840.1.113883.10.20.1.46", "1.2.250.1.213.1.1.3.82"), code("30973-2", "Rang de la vaccination"),
        el("statusCode", code="completed"), el("value", xsi_type="INT", value=e["rank"])], classCode="OBS", moodCode="EVN"), typeCode="SUBJ") if "rank" in e else ""
    reaction = ""
    if "reaction" in e:
        at = narrative.line(e["reaction"]["text"])
        reaction = el("entryRelationship", el("observation", [
            templates("2.16.840.1.113883.10.20.1.28", "2.16.840.1.113883.10.20.1.54", "1.3.6.1.4.1.19376.1.5.3.1.4.5", "1.2.250.1.213.1.1.3.37"),
            el("id", root=stable(*seed, e["row"], "reaction")), code("418799008", "symptôme rapporté par le patient ou le répondant", "2.16.840.1.113883.6.96"),
            el("text", ref(at)), el("statusCode", code="completed"), el("effectiveTime", el("low", value=day(e["date"]))),
            code(e["reaction"]["code"], e["reaction"]["display"], CIM10, "value", inner=original(at), xsi_type="CD")],
            classCode="OBS", moodCode="EVN"), typeCode="CAUS", inversionInd="false")
    return el("entry", el("substanceAdministration", [
        templates("2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.12", "1.2.250.1.213.1.1.3.45"),
        el("id", root=stable(*seed, e["row"])), code(*kind, ACT), el("text", ref(f"{key}-2")), el("statusCode", code="completed"),
        el("effectiveTime", value=day(e["date"])), code("20035000", "Voie intramusculaire", EDQM, "routeCode"),
        product(e, f"{key}-2", e.get("lot")), performer, rank, reaction],
        classCode="SBADM", moodCode="EVN", negationInd=str(bool(e.get("negated"))).lower()))


def vital_signs(section, narrative, date, seed):
    signs = [el("component", el("observation", [
        templates("2.16.840.1.113883.10.20.1.31", "1.3.6.1.4.1.19376.1.5.3.1.4.13", "1.3.6.1.4.1.19376.1.5.3.1.4.13.2", "1.2.250.1.213.1.1.3.50"),
        el("id", root=stable(*seed, e["row"])), code(e["code"], e["display"]), el("text", ref(narrative.row(e["row"]))), el("statusCode", code="completed"),
        el("effectiveTime", value=day(date)), quantity("value", e["value"], e["unit"], xsi_type="PQ")], classCode="OBS", moodCode="EVN"), typeCode="COMP")
        for e in section["entries"]]
    return el("entry", el("organizer", [
        templates("2.16.840.1.113883.10.20.1.32", "2.16.840.1.113883.10.20.1.35", "1.3.6.1.4.1.19376.1.5.3.1.4.13.1", "1.2.250.1.213.1.1.3.49"),
        el("id", root=stable(*seed, "vitals")), code("85353-1", "Signes vitaux"), el("statusCode", code="completed"), el("effectiveTime", value=day(date)), *signs],
        classCode="CLUSTER", moodCode="EVN"))


SECTIONS = {"prescription": (["1.3.6.1.4.1.19376.1.9.1.2.1", "1.2.250.1.213.1.1.2.171"], prescription_entry),
            "immunization": (["2.16.840.1.113883.10.20.1.6", "1.3.6.1.4.1.19376.1.5.3.1.3.23", "1.2.250.1.213.1.1.2.147"], vaccination_entry)}
COMMENT = ["2.16.840.1.113883.10.12.201", "1.3.6.1.4.1.19376.1.4.1.2.16", "1.2.250.1.213.1.1.2.73"]
VITALS = ["2.16.840.1.113883.10.20.1.16", "1.3.6.1.4.1.19376.1.5.3.1.3.25", "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.2", "1.2.250.1.213.1.1.2.75"]


def sections_of(text, titles):
    """The lines under each section title, in the order of the text."""
    parts, current = {}, None
    for line in text.strip("\n").split("\n"):
        if line in titles:
            current = parts.setdefault(line, [])
        elif current is None:
            raise SystemExit(f"line before the first section title: {line!r}")
        elif line.strip():
            current.append(line)
    return parts


def level3(dossier, doc, text, structured):
    seed, model, components = (dossier["id"], doc["id"]), structured["model"], []
    parts = sections_of(text, [s["title"] for s in structured["sections"]])
    for n, section in enumerate(structured["sections"], 1):
        narrative = Narrative(f"s{n}", parts[section["title"]])
        kind = section.get("kind") or model
        if kind == "lab":
            components.append(el("component", lab_section(section, narrative, structured, seed)))
            continue
        if kind == "comment":
            roots, entries = COMMENT, []
        elif kind == "vitals":
            roots, entries = VITALS, [vital_signs(section, narrative, doc["date"], seed)]
        else:
            roots, make = SECTIONS[kind]
            entries = [make(e, narrative, structured, seed) for e in section["entries"]]
        components.append(el("component", el("section", [
            templates(*roots), el("id", root=stable(*seed, section["title"])), code(section["code"], section["display"]),
            el("title", escape(section["title"])), narrative.xml(), *entries])))
    return cda(header(dossier, doc, text, structured), el("structuredBody", components))


def check_level3(xml, text):
    """The narrative says what the text file says, and every reference finds its target."""
    root, ns = ET.fromstring(xml), "{urn:hl7-org:v3}"
    said = "".join("".join(part.itertext()) for s in root.iter(f"{ns}section") for part in s if part.tag in (f"{ns}title", f"{ns}text"))
    plain = lambda s: re.sub(r"[\s|]+", "", s)
    assert plain(said) == plain(text), "the narrative differs from the text file"
    ids = {e.get("ID") for e in root.iter() if e.get("ID")}
    lost = [e.get("value") for e in root.iter(f"{ns}reference") if e.get("value", "#")[1:] not in ids]
    assert not lost, f"references without a target: {lost}"


# --------------------------------------------------------------------------------------------- dossier

def render(folder, out, with_metadata=True):
    dossier = json.loads((folder / "dossier.json").read_text("utf8"))
    out.mkdir(parents=True, exist_ok=True)
    metadata = []
    for doc in dossier["documents"]:
        text = (folder / "texts" / f"{doc['id']}.txt").read_text("utf8")
        rng = np.random.default_rng(number(dossier["id"], doc["id"]))
        medium, suffix = doc["medium"], ".pdf"
        if medium == "txt":
            suffix, data = ".txt", text.encode("utf8")
        elif medium == "cda-n3":
            structured = json.loads((folder / "structured" / f"{doc['id']}.json").read_text("utf8"))
            suffix, data = ".xml", level3(dossier, doc, text, structured)
            check_level3(data, text)
        else:
            data = make_pdf(text, doc.get("layout", "letter"), doc["title"])
            if medium == "cda-n1":
                suffix, data = ".xml", level1(dossier, doc, text, data)
            elif medium == "scan":
                data = images_pdf([flatbed(p, rng) for p in rasterise(data, 200)], 55)
            elif medium == "photo":
                shots = [handheld(p, rng) for p in rasterise(data, 220)]
                suffix, data = (".jpg", jpeg(shots[0], 72)) if len(shots) == 1 else (".pdf", images_pdf(shots, 72))
            elif medium != "pdf":
                raise SystemExit(f"{doc['id']}: unknown medium {medium!r}")
        (out / f"{doc['id']}{suffix}").write_bytes(data)
        metadata.append({"file": f"{doc['id']}{suffix}", "title": doc["title"], "type": doc.get("loinc") or "AUTRE", "date": doc["date"],
                         "author": doc["author"], "organisation": doc.get("organisation")})
    if with_metadata:
        (out / "metadata.json").write_text(json.dumps({"patient": dossier["patient"], "documents": metadata}, ensure_ascii=False, indent=1) + "\n", "utf8")
    print(f"{dossier['id']}: {len(metadata)} files in {out}")


def main(arguments):
    folders = [a for a in arguments if not a.startswith("--")]
    if len(folders) != 2:
        raise SystemExit(__doc__)
    load_fonts()
    render(Path(folders[0]), Path(folders[1]), "--no-metadata" not in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
