import type { Page } from '../../domain/document.js';
import type { Range, SectionKind, SectionRange } from './analysis.js';
import type { Line } from './lines.js';
import { isMiddle } from './lines.js';
import vocabulary from './vocabulary/sections.json' with { type: 'json' };

const KIND_BY_TITLE = new Map<string, SectionKind>();
const LOINC_BY_KIND = new Map<SectionKind, string>();
for (const { kind, loinc, titles } of vocabulary.sections as readonly { kind: SectionKind; loinc?: string; titles: readonly string[] }[]) {
  if (loinc !== undefined) LOINC_BY_KIND.set(kind, loinc);
  for (const title of titles) KIND_BY_TITLE.set(title, kind);
}

/** The LOINC code of a kind of section, where the French CDA volets give one. */
export const sectionLoinc = (kind: SectionKind): string | undefined => LOINC_BY_KIND.get(kind);

interface Heading extends Range {
  readonly kind: SectionKind;
  /** Text follows on the same line. */
  readonly inline: boolean;
  /** No colon behind it: it holds for its line alone. */
  readonly bare?: boolean;
  readonly line: number;
}

const NUMBERING = /^(?:[-*•▪●►>]|#{1,4}|\d{1,2}(?:[.)°/]|\s?-)(?!\d)|[ivx]{1,4}(?:[.)]|\s?-)|[a-h][.)])\s*/;
const SALUTATION =
  /^(?:mon |ma |mes )?(?:cher|chere|chers|cheres)\b|^(?:madame|monsieur|docteur)(?: le docteur| la docteure?)?, ?$|^bonjour\b/;
const CLOSING =
  /^(?:(?:bien |tres |avec mes |avec mon )?(?:confraternellement|amicalement|cordialement|cordiales salutations|salutations|sinceres salutations|meilleurs? sentiments)|bien (?:a vous|a toi|confraternellement|amicalement|cordialement)|je vous prie d|veuillez (?:agreer|croire)|dans l'attente)|^(?:signe|valide) (?:electroniquement |par )/;
/** "ATCD : ", "Allergies: " inside a line, after a gap or a full stop. */
const INLINE = /(?<=^|[.;]\s|\s{2}|\t|\s-\s|\s\/\s)([a-z][a-z0-9 '()/.-]{1,40}?) ?:(?= |\t|$)/g;
/** Sections that a form gives one line each. */
const ONE_LINERS: ReadonlySet<SectionKind> = new Set([
  'family-history',
  'allergies',
  'lifestyle',
  'surgical-history',
  'obstetric-history',
  'vital-signs',
  'reason',
  'signature',
  'header',
]);

/** What is done on a day: an installation or a way in is not dated. */
const DATED_ACT = /^(?:interventions?|operations?|gestes?|actes?)\b/;

const kindOf = (title: string): SectionKind | undefined => {
  const key = title
    .replace(NUMBERING, '')
    .replace(/\s*\([^)]{0,120}\)/g, '')
    .replace(/[\s:.-]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const kind = KIND_BY_TITLE.get(key) ?? KIND_BY_TITLE.get(key.replace(/^(?:les |le |la |l'|ses )/, ''));
  if (kind !== undefined) return kind;
  // "CE QUI NE L'EST PLUS, ET FIGURE ENCORE SUR L'ORDONNANCE".
  const told = /^(ce qu[^,]{3,40}), (?:et|mais) /.exec(key)?.[1];
  if (told !== undefined) return KIND_BY_TITLE.get(told);
  // "Proposition de la RCP du 23/09/2025 :", "Intervention du 15/06/2022 (Dr B.)", but "Examen du 24/02/2026" is a line of the head.
  const undated = KIND_BY_TITLE.get(
    key.replace(
      / (?:(?:realisee?s? |effectuee?s? |pratiquee?s? )?(?:du|le)|en date du) \d{1,2}(?:er)?[/. ](?:\d{1,2}|[a-z]{3,9})[/. ]\d{2,4}$/,
      '',
    ),
  );
  return undated === 'plan' || (undated === 'procedure' && DATED_ACT.test(key)) ? undated : undefined;
};

/** Headings that notes write in capitals, without a colon. */
const ABBREVIATED = /^(?:[-*•] ?)?(?:(?:ATCDS?|HDM|HMA|TTT|TT|MDV|FDR(?:CV)?|DG|DIAG)(?=\s+[\p{L}\d])|Motif(?=\s+(?!d[eu']|de\b)\p{Ll}))/u;

/** A line that its comma or its bracket carries over to the next. */
const WRAPS = /[,;+/(-]$/;

/** "[ATCD] BPCO / HTA": the label of an entry in the software of a practice. */
const BRACKETED = /^\[([a-z][a-z .'/-]{1,30})\] ?:? ?/;

/** "ALLERGIES [X] pénicillines [ ] iode": a form's heading before its boxes; where the line ends with a box, each stands behind its name. */
const BEFORE_BOXES = /^(allergies?(?: [a-z]{4,16}){0,2}) (?=\[ ?x? ?\]|☐|☒)(?!.*(?:\[ ?x? ?\]|☐|☒)$)/;

const isUpper = (text: string): boolean => /[A-ZÀ-Þ]{3}/.test(text) && !/[a-zà-ÿ]{2}/.test(text);

/** "CAT   26   19", "CAT 18/40": the COPD assessment test, not what to do. */
const isScore = (content: string, end: number): boolean =>
  content.slice(0, end).trim() === 'cat' &&
  /^\s*[:=]?\s*\d{1,2}(?:\s*\/\s*40|\s*(?:->|→|\s)\s*\d{1,2})?\s*(?:[.;,]|$|\s{3})/.test(content.slice(end));

const headingsOfLine = (page: Page, folded: string, line: Line, index: number, out: Heading[]): void => {
  const content = folded.slice(line.start, line.end);
  if (!line.middle && (content.length <= 90 || content.replace(/\([^)]*\)/g, '').length <= 60)) {
    const whole = kindOf(content);
    if (whole !== undefined && (content.endsWith(':') || /^[A-ZÀ-Þ0-9]|^[-*•]/.test(page.text.slice(line.start)))) {
      out.push({ start: line.start, end: line.end, kind: whole, inline: false, line: index });
      return;
    }
  }
  const bracketed = BRACKETED.exec(content);
  const labelled = bracketed === null ? undefined : kindOf(bracketed[1] ?? '');
  if (bracketed !== null && labelled !== undefined) {
    const end = line.start + bracketed[0].length;
    out.push({ start: line.start, end, kind: labelled, inline: end < line.end, line: index });
    return;
  }
  const boxed = BEFORE_BOXES.exec(content);
  if (boxed !== null && kindOf(boxed[1] ?? '') === 'allergies') {
    out.push({ start: line.start, end: line.start + boxed[0].length, kind: 'allergies', inline: true, bare: true, line: index });
    return;
  }
  if (content.includes(':')) {
    INLINE.lastIndex = 0;
    for (let match = INLINE.exec(content); match !== null; match = INLINE.exec(content)) {
      const title = match[1] ?? '';
      const kind = kindOf(title);
      // "Directives" / "anticipées : rédigées": the middle of what the layout wraps.
      if (kind === undefined || (line.middle && match.index === 0)) continue;
      const start = line.start + match.index;
      const end = start + match[0].length;
      out.push({ start, end, kind, inline: end < line.end, line: index });
    }
    if (out.at(-1)?.line === index) return;
    // "ANTÉCÉDENTS (d'après classeur) : …" and "1. Examen : …" begin with blanks, numbers or brackets.
    if (line.middle) return;
    const colon = content.indexOf(':');
    const kind = colon <= 80 ? kindOf(content.slice(0, colon)) : undefined;
    if (kind !== undefined)
      out.push({ start: line.start, end: line.start + colon + 1, kind, inline: colon + 1 < content.length, line: index });
    return;
  }
  // "ATCD préma 35 SA", "TTT metformine": the abbreviation alone heads what follows it.
  const abbreviated = ABBREVIATED.exec(page.text.slice(line.start, line.end))?.[0];
  const short = abbreviated === undefined ? undefined : kindOf(content.slice(0, abbreviated.length));
  if (abbreviated !== undefined && short !== undefined && !isScore(content, abbreviated.length)) {
    out.push({ start: line.start, end: line.start + abbreviated.length, kind: short, inline: true, bare: true, line: index });
    return;
  }
  const opening = /^[a-z' ]{2,40}?(?= {2,}|\t)/.exec(content)?.[0];
  const raw = page.text.slice(line.start, line.end);
  if (opening !== undefined && isUpper(raw.slice(0, opening.length))) {
    const kind = kindOf(opening);
    if (kind !== undefined && !isScore(content, opening.length))
      out.push({ start: line.start, end: line.start + opening.length, kind, inline: true, line: index });
  }
};

/** An upper-case line that the vocabulary lacks still closes the section above it. */
const isUnknownHeading = (page: Page, lines: readonly Line[], index: number): boolean => {
  const line = lines[index];
  // A number before it makes an item of it, no row.
  if (line === undefined || line.blank || line.columns || (line.row && !line.item)) return false;
  const previous = lines[index - 1];
  const next = lines[index + 1];
  if (previous !== undefined && !previous.blank) return false;
  if (next === undefined || next.blank) return false;
  // "5. PROJET DE GROSSESSE", "2. TROUSSE D'URGENCE (vestiaire)".
  const text = page.text
    .slice(line.start, line.end)
    .replace(/\s*:$/, '')
    .replace(/^\d{1,2}[.)] ?/, '')
    .replace(/\s*\([^()]*\)$/, '');
  return text.length >= 4 && text.length <= 60 && isUpper(text) && !/\d/.test(text) && text.split(/\s+/).length <= 7;
};

const KEEPS_UNKNOWN: ReadonlySet<SectionKind> = new Set([
  'current-medications',
  'discharge-medications',
  'prescription',
  'admission-medications',
  'stopped-medications',
  'laboratory',
]);

/** A line that tells in sentences: words in a row, and a full stop or a line's length of them. */
const tells = (folded: string, line: Line | undefined): boolean => {
  if (line === undefined || line.row) return false;
  const content = folded.slice(line.start, line.end);
  return (
    /[a-z]{3,}(?:(?:, | ?[:;] | |')[a-z']+){3}/.test(content) &&
    (/[a-z)\d][.;] (?=\S)/.test(content) || content.length > 60 || /[a-z)]\.$/.test(content)) &&
    !/\b(?:tel|rpps|finess|rue|avenue|boulevard|cedex|docteur|dr|pr)\b/.test(content)
  );
};

/** Where the sentence that a line goes on with begins, no earlier than `from`: a section does not begin in the middle of it. */
const sentenceHead = (lines: readonly Line[], index: number, from: number): number => {
  let head = index;
  while (lines[head]?.middle === true && (lines[head - 1]?.start ?? -1) >= from) head -= 1;
  return lines[head]?.start ?? from;
};

/** Chapters of a laboratory report stay in it, unless they tell in sentences: "IMMUNOLOGIE", then "CARDIOVASCULAIRE", in a letter. */
const closes = (kind: SectionKind, folded: string, next: Line | undefined): boolean =>
  kind === 'laboratory' || kind === 'header' ? tells(folded, next) : !KEEPS_UNKNOWN.has(kind);

/**
 * Where each section begins and what it is about. A heading on its own line holds until the next one; a heading with
 * text behind it ("ATCD : …") holds until a blank line, a bullet or the next label, then the one above it goes on.
 */
export const findSections = (page: Page, folded: string, lines: readonly Line[]): readonly SectionRange[] => {
  const found: Heading[] = [];
  lines.forEach((line, index) => {
    if (!line.blank) headingsOfLine(page, folded, line, index, found);
  });
  const byLine = new Map<number, Heading[]>();
  for (const heading of found) byLine.set(heading.line, [...(byLine.get(heading.line) ?? []), heading]);

  const sections: { start: number; end: number; kind: SectionKind; title?: Range }[] = [];
  const open = (start: number, kind: SectionKind, title?: Range): void => {
    const last = sections.at(-1);
    if (last !== undefined) {
      last.end = start;
      if (last.start === start) sections.pop();
    }
    sections.push({ start, end: folded.length, kind, ...(title === undefined ? {} : { title }) });
  };

  let outer: { kind: SectionKind; title?: Range } = { kind: page.number === 1 && hasHeader(folded, lines) ? 'header' : 'body' };
  open(0, outer.kind);
  let inlineSince = -1;
  let bare = false;
  let measured = 0;
  lines.forEach((line, index) => {
    if (line.columns && MEASURED.test(folded.slice(line.start, line.end))) measured += 1;
    if (line.blank) {
      if (inlineSince >= 0 && inlineSince < index) {
        inlineSince = -1;
        open(line.start, outer.kind, outer.title);
      }
      return;
    }
    const content = folded.slice(line.start, line.end);
    const above = lines[index - 1];
    const before = above === undefined ? '' : folded.slice(above.start, above.end);
    const headings = byLine.get(index) ?? [];
    if (SALUTATION.test(content) && content.length < 60) {
      outer = { kind: 'body' };
      inlineSince = -1;
      open(line.end, 'body');
    } else if (CLOSING.test(content)) {
      outer = { kind: 'signature' };
      inlineSince = -1;
      open(line.start, 'signature');
      return;
    } else if (headings.length === 0 && isUnknownHeading(page, lines, index) && closes(outer.kind, folded, lines[index + 1])) {
      const title = { start: line.start, end: line.end };
      outer = { kind: 'body', title };
      inlineSince = -1;
      open(line.start, 'body', title);
    } else if (
      outer.kind === 'header' &&
      headings.length === 0 &&
      (isProse(content) ||
        (index > 0 && isNote(page.text.slice(line.start, line.end), content)) ||
        (TABLED.test(content) && !LETTERHEAD.test(content)))
    ) {
      outer = { kind: 'body' };
      open(sentenceHead(lines, index, sections.at(-1)?.start ?? 0), 'body');
    } else if (
      outer.kind === 'header' &&
      headings.length === 0 &&
      measured >= ENOUGH_ROWS &&
      !line.columns &&
      /[a-z]{3,} [a-z]{3,}/.test(content) &&
      !LETTERHEAD.test(content)
    ) {
      // What a laboratory writes below its rows is its comment, not its letterhead.
      outer = { kind: 'laboratory' };
      open(line.start, 'laboratory');
    } else if (
      inlineSince >= 0 &&
      headings.length === 0 &&
      ((bare && !WRAPS.test(before)) || endsInline(page, sections.at(-1)?.kind, line, content, before))
    ) {
      inlineSince = -1;
      open(line.start, outer.kind, outer.title);
    }
    for (const heading of headings) {
      const title = { start: heading.start, end: heading.end };
      if (heading.inline) {
        inlineSince = index;
        bare = heading.bare === true;
        // "HDM : …" at the beginning of a line is a section of its own rank: what follows it is not the one above.
        if (heading.start === line.start && !ONE_LINERS.has(heading.kind)) outer = { kind: 'body' };
      } else {
        outer = { kind: isChapterOfResults(heading, lines[index + 1], folded) ? 'laboratory' : heading.kind, title };
        inlineSince = -1;
      }
      open(heading.start, heading.inline ? heading.kind : outer.kind, title);
    }
    if (headings.length > 0 && headings.at(-1)?.inline === true && outer.kind === 'header') outer = { kind: 'body' };
  });
  return sections;
};

/** "Fam : père AVC, frère K prostate." / "Vit seul, PA 118/68.": under a label of its own line, what names no kin and opens a new sentence is the patient's. */
const KIN =
  /\b(?:peres?|meres?|maman|papa|soeurs?|seurs?|freres?|oncles?|tantes?|cousine?s?|grand[se]?|gd|parents?|fratrie|fils|filles?|enfants?|famil\w*|cote|branche|lignee|neveux?|nieces?|apparente\w*|jum\w+|genetique|consanguin\w*)\b/;
const SHORT_LINE = 60;
const leavesKin = (page: Page, line: Line, content: string, before: string): boolean =>
  !KIN.test(content) &&
  /^\P{L}*\p{Lu}/u.test(page.text.slice(line.start, line.end)) &&
  !WRAPS.test(before) &&
  (/[.!]\s*$/.test(before) || before.length < SHORT_LINE);

const endsInline = (page: Page, kind: SectionKind | undefined, line: Line, content: string, before: string): boolean =>
  !line.middle &&
  (line.item ||
    (kind === 'family-history' && leavesKin(page, line, content, before)) ||
    (/^[a-z][a-z0-9 '/()-]{1,30} ?:/.test(content) && !isMiddle(page.text.slice(line.start, line.end), content)) ||
    (kind !== undefined && ONE_LINERS.has(kind) && line.row));

/** "Madame X, 81 ans, venue avec sa fille, qu'elle désigne …": commas part a sentence about the patient. */
const TOLD_OF_PATIENT = /\b(?:venue?|vue?|recue?|adressee?|accompagnee?|consulte|presente|se plaint|designe)\b/;
const isProse = (content: string): boolean =>
  content.length > 60 &&
  ((/\b(?:est|a|ont|sont|presente|consulte|vient|je|nous|vous|j'ai|il|elle|etait|avait)\b/.test(content) &&
    /[a-z]{3,}(?: [a-z']+){6}/.test(content)) ||
    (TOLD_OF_PATIENT.test(content) && /[a-z]{3,}(?:,? [a-z']+){6}/.test(content)));

/** "PBR | 04/2009 | néphropathie": three cells of a table, which no letterhead has. */
const TABLED = /^[^|]*[a-z]{3}[^|]*\|[^|]+\|[^|]*/;

/** A row of results: a number with a unit, or the answer to a test. */
const MEASURED =
  /\d ?(?:[gmµunpk]{0,2}(?:g|l|mol|ui|u|eq)\/|%|fl\b|pg\b|g\/|t\/|giga|tera|\/mm3|mm\b)|\b(?:negati(?:f|ve)|positi(?:f|ve))s?\b|(?: {2}|\.)\d[\d,.]* .*\d ?- ?\d/;
const ENOUGH_ROWS = 3;
/** "ALLERGIE (ImmunoCAP)" above "IgE totales ..... 846 kU/L": a chapter of the laboratory, whose rows are no allergies. */
const isChapterOfResults = (heading: Heading, next: Line | undefined, folded: string): boolean =>
  heading.kind === 'allergies' && next !== undefined && !next.blank && MEASURED.test(folded.slice(next.start, next.end));

/** Who writes from where, for whom and how to reach them. */
const LETTERHEAD =
  /\b(?:service|unite|centre|pole|hopita\w+|hospitalier\w*|clinique|institut|departement|laboratoires?|cabinet|maison de sante|rue|avenue|boulevard|place|cedex|tel|telephone|fax|rpps|finess|adeli|secretariat|courriel|mail|chef|praticien|interne|docteur|dr|pr|destinataires?|copie|prescripteur|prescrit|demandeur|edite|imprime|page|dossier|nee? le|ins|nir|ipp|iep|adresse|ordre|agree|conventionne|assure|mutuelle)\b|@|www/;
/** "Aucune crise depuis le 17 février, soit deux ans. EEG : …", without a verb: most of its words are small ones, none is of a letterhead. */
const isNote = (written: string, content: string): boolean => {
  const words = written.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return content.length >= 45 && small >= 6 && small >= 0.65 * words.length && !LETTERHEAD.test(content);
};

/** "Vue chez le Dr Lamy", "PR 210 ms", "IVG à la clinique": named within a sentence, which heads no letter. */
const LED_TO =
  /(?:\b(?:a|au|aux|en|chez|par|avec|de|du|des|le|la|ce|son|sa|pour|dans|vers|via|et|cf|vue?|rdv|rendez-vous|avis)|'|[(,+]) ?$/;
const MEETING = /\b(?:rdv|rendez-vous|avis|vue?)\b/;
const HEAD_WORD = /\b(?:(tel|rpps|finess|docteur|dr|pr)|hopital|clinique|centre|cabinet|chu|ch|laboratoire|service|ehpad)\b/g;

/** Letters and reports open with addresses and identities; a bare note does not. */
const hasHeader = (folded: string, lines: readonly Line[]): boolean => {
  const reach = Math.min(400, lines.find((line) => folded.slice(line.start, line.end).length > 120)?.start ?? 400);
  return [...folded.slice(0, reach).matchAll(HEAD_WORD)].some(({ 0: word, 1: personal, index }) => {
    const before = folded.slice(folded.lastIndexOf('\n', index) + 1, index);
    if ((word === 'pr' || word === 'ch') && /^ ?[:=]? ?\d/.test(folded.slice(index + 2, index + 6))) return false;
    // "Secrétariat du Dr X" is four words long; "Colposcopie + biopsies chez le Dr Lamy" is a sentence.
    return personal !== undefined && MEETING.test(before) ? false : !LED_TO.test(before) || (personal !== undefined && before.length < 24);
  });
};
