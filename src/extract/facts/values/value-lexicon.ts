import { ABBREVIATIONS } from '../../text/sentences.js';
import { fold } from '../../text/fold.js';
import type { Range } from '../../text/analysis.js';
import analyteFile from '../../vocabulary/analytes.json' with { type: 'json' };
import unitFile from '../../vocabulary/units.json' with { type: 'json' };

/** How a measure's value is written: a number with its unit, a score over its maximum, a stage in Roman figures… */
type AnalyteKind =
  | 'lab'
  | 'vital'
  | 'bp'
  | 'score'
  | 'measure'
  | 'signed'
  | 'roman'
  | 'tnm'
  | 'gleason'
  | 'acr'
  | 'gold'
  | 'rutgeerts'
  | 'child'
  | 'text'
  | 'risk'
  | 'ga';

export interface Analyte {
  readonly id: string;
  /** The usual French name. */
  readonly label: string;
  /** What the label abbreviates. */
  readonly fullName?: string;
  readonly kind: AnalyteKind;
  readonly importance: number;
  /** Units it is written in → LOINC code where certain, else ''. */
  readonly units: ReadonlyMap<string, string>;
  /** Values that a bare number, without unit, may take. */
  readonly plausible?: readonly [number, number];
  /** It is also given as a drug: beside it a bare number may be a dose. */
  readonly alsoGiven?: true;
}

export interface AnalyteMention extends Range {
  readonly analyte: Analyte;
}

interface RawAnalyte {
  readonly id: string;
  readonly label: string;
  readonly fullName?: string;
  readonly kind: string;
  readonly importance: number;
  readonly units?: Readonly<Record<string, string | undefined>>;
  readonly plausible?: readonly number[];
  readonly alsoGiven?: boolean;
  readonly terms: readonly string[];
}

const WORD = /[a-z0-9βγ]+/g;
/** Short names that are also words or other abbreviations: met in capitals only, or as written here. */
const MIXED_CASE = new Set(
  'Kt/V,KT/V,tTG,QTc,IgG,IgA,IgM,Hb,Na,Ht,pH,Cl,Ca,Tg,Mg,Li,Plq,Plt,Sat,Alb,Pds,PaO2,pO2,HbS,HbF,HbA,HbC,Hb S,Hb F,Hb A,Hb C,HB S,HB F,HB C,Tsh,Crp,Ldl,Hdl,Psa,Inr,Dfg,Cv,Ta,Fc,Fr,Gly,Bip,Lcc,Hu,Gb,Gr,Vgm,Lp(a,Tau,Pic'.split(
    ',',
  ),
);
/** Those that a note typed in small letters bears too, right before a number: "plq 468 crp 188 fc 112". */
const LOWER_CASE = new Set(
  'plq,plt,pq,hb,gb,gr,vgm,pnn,pne,crp,pct,inr,dfg,ldl,hdl,tg,ggt,pal,ldh,cpk,tsh,t4l,t3l,pth,bnp,psa,rac,cst,na,k,ca,ta,pa,fc,fr,imc,bmi,pds,sat,hgt,gly,act,eva,iah,mms,gir,gds,mna,qtc,bip,lcc,hu,pc,dep,alb,ast,alt,tau,lp(a'.split(
    ',',
  ),
);
const BEFORE_NUMBER = /^ ?[:=]? ?\d/;
const SHORT = 3;

/** "K3,9", "Na138", "CRP45", "TA130/80": a name that its number touches. "CA125", "T4", "K2", "grade GR3" are names. */
const GLUED =
  /^(na|cl|hb|crp|inr|tsh|gb|plq|plt|pnn|creat|uree|fc|sat|dfg|ldl|hdl|psa|bnp|cpk|ldh|pouls|poids|hba1c)(\d{2,4})$|^(hb|k|inr|tsh|gb|pnn|psa|ldl|ph)(\d{1,2})$|^(ta|pa)(\d{2,3})$/;
const gluedName = (word: string, next: string): string | undefined => {
  const found = GLUED.exec(word);
  if (found === null) return undefined;
  if (found[1] !== undefined) return found[1];
  // One figure is part of a name unless decimals follow it.
  return found[3] !== undefined ? (/[.,]/.test(next) ? found[3] : undefined) : next === '/' ? found[5] : undefined;
};

interface Candidate {
  readonly words: readonly string[];
  readonly analyte: Analyte;
}

const candidates = new Map<string, Candidate[]>();
for (const raw of analyteFile.analytes as readonly RawAnalyte[]) {
  const analyte: Analyte = {
    id: raw.id,
    label: raw.label,
    ...(raw.fullName === undefined ? {} : { fullName: raw.fullName }),
    kind: raw.kind as AnalyteKind,
    importance: raw.importance,
    units: new Map(Object.entries(raw.units ?? {}).map(([unit, loinc]) => [unit, loinc ?? ''])),
    ...(raw.plausible === undefined ? {} : { plausible: [raw.plausible[0] ?? 0, raw.plausible[1] ?? 0] as const }),
    ...(raw.alsoGiven === true ? { alsoGiven: true as const } : {}),
  };
  for (const term of raw.terms) {
    const words = fold(term).match(WORD) ?? [];
    const first = words[0];
    if (first === undefined) continue;
    candidates.set(first, [...(candidates.get(first) ?? []), { words, analyte }]);
  }
}
for (const list of candidates.values()) list.sort((a, b) => b.words.length - a.words.length);

const byId = new Map<string, Analyte>();
for (const list of candidates.values()) for (const { analyte } of list) byId.set(analyte.id, analyte);

/** An analyte by its identifier in the vocabulary. */
export const analyteById = (id: string): Analyte | undefined => byId.get(id);

/** "CRP (protéine C réactive)" for the concept of an observation ("value:crp"); undefined where its label says all. */
export function analyteFullName(concept: string | undefined): string | undefined {
  const analyte = concept?.startsWith('value:') === true ? byId.get(concept.slice('value:'.length)) : undefined;
  return analyte?.fullName === undefined ? undefined : `${analyte.label} (${analyte.fullName})`;
}

/** The concept of a name that is an analyte's and nothing more, where it is written in one of its units or in none; undefined otherwise. */
export function conceptNamed(name: string, unit: string | undefined): string | undefined {
  const [only, ...others] = findAnalytes(name, fold(name), 0, name.length);
  const isWhole = only?.start === 0 && only.end === name.length && others.length === 0;
  return isWhole && (unit === undefined || unitFits(only.analyte, unit)) ? `value:${only.analyte.id}` : undefined;
}

/** The analytes, measures and scores named between two offsets, longest first, not overlapping. */
export function findAnalytes(text: string, folded: string, start: number, end: number): AnalyteMention[] {
  const words: { readonly text: string; readonly start: number }[] = [];
  WORD.lastIndex = start;
  for (let match = WORD.exec(folded); match !== null && match.index < end; match = WORD.exec(folded)) {
    const name = gluedName(match[0], folded.charAt(match.index + match[0].length));
    words.push({ text: name ?? match[0], start: match.index });
  }
  const mentions: AnalyteMention[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const first = words[i];
    if (first === undefined) continue;
    const found = candidates.get(first.text)?.find((candidate) => fits(candidate, words, i, folded, text));
    if (found === undefined) continue;
    const last = words[i + found.words.length - 1] ?? first;
    const end = last.start + last.text.length;
    // "Créat. 61 µmol/L": the full stop is the abbreviation's.
    const shortened = ABBREVIATIONS.has(last.text) && /^\.\s?:?\s?[<>≤≥]?\s?\d/.test(folded.slice(end, end + 8));
    mentions.push({ start: first.start, end: shortened ? end + 1 : end, analyte: found.analyte });
    i += found.words.length - 1;
  }
  return mentions;
}

function fits(
  candidate: Candidate,
  words: readonly { readonly text: string; readonly start: number }[],
  at: number,
  folded: string,
  text: string,
): boolean {
  for (let k = 0; k < candidate.words.length; k += 1) {
    const word = words[at + k];
    const previous = words[at + k - 1];
    if (word === undefined || word.text !== candidate.words[k]) return false;
    if (k === 0 || previous === undefined) continue;
    const gap = folded.slice(previous.start + previous.text.length, word.start);
    if (gap.length > 4 || /[\n;:]|\. /.test(gap)) return false;
  }
  const first = words[at];
  const last = words[at + candidate.words.length - 1];
  if (first === undefined || last === undefined) return false;
  const start = first.start;
  const end = last.start + last.text.length;
  if (candidate.words.join('').length > SHORT) return true;
  const written = text.slice(start, end);
  // "500 MG 1 MATIN": of magnesium only what a chemist writes.
  if (candidate.words[0] === 'mg') return written === 'Mg' && !/\d ?$/.test(folded.slice(Math.max(0, start - 2), start));
  if (MIXED_CASE.has(written)) return true;
  // "Hb à 9" and "HB A 9" hold a word that is no letter of a name.
  if (/\s/.test(written)) return false;
  return written === written.toUpperCase() || (LOWER_CASE.has(written) && BEFORE_NUMBER.test(folded.slice(end, end + 8)));
}

export interface UnitMatch extends Range {
  /** The vocabulary's spelling; the source's own where the vocabulary lacks it. */
  readonly unit: string;
  readonly ucum?: string;
}

const unitByWritten = new Map<string, { readonly unit: string; readonly ucum: string }[]>();
const patterns: string[] = [];
for (const { unit, ucum, written } of unitFile.units) {
  for (const form of written) {
    const plain = form.replace(/#.*$/, '');
    const key = plain.replace(/\\/g, '').replace(/ ?\? ?| |s\?$/g, '');
    unitByWritten.set(key, [...(unitByWritten.get(key) ?? []), { unit, ucum }]);
    patterns.push(plain.includes('\\') ? plain : plain.replace(/[.*+^$()[\]|]/g, '\\$&'));
  }
}
patterns.sort((a, b) => b.length - a.length);
const UNIT = new RegExp(
  String.raw`(?:${patterns.join('|')}|[a-zµ]{1,5}\/(?:\d{1,3} ?)?[a-z]{1,5}(?:\/[a-z0-9,]{1,6})?)(?![a-z0-9]|['’][a-z])`,
  'y',
);

/** "mL/min/1,73", "mL/min/1,7 73m?": the body surface that a scan or a narrow column cut is part of the unit, and no value. */
const SURFACE = /^ ?(?:\/|par|pour) ?1[.,] ?7 ?3?(?: ?7?3)?(?: ?m ?[²2?*°]?)?(?![a-z0-9])/;
const surfaceOf = (folded: string, at: number, unit: string): number =>
  /^ml\/mi?n$/.test(unit) ? (SURFACE.exec(folded.slice(at + unit.length, at + unit.length + 16))?.[0].length ?? 0) : 0;

/**
 * The unit written at `at`, if any. "G/L" is giga per litre and "g/L" grams: capitals decide where the analyte
 * allows both.
 */
export function unitAt(text: string, folded: string, at: number, analyte?: Analyte): UnitMatch | undefined {
  UNIT.lastIndex = at;
  const match = UNIT.exec(folded);
  if (match === null) return undefined;
  const surface = surfaceOf(folded, at, match[0]);
  const end = at + match[0].length + surface;
  // "312 G" of a count: giga per litre.
  const giga = text.slice(at, end) === 'G' && analyte?.units.has('G/L') === true ? unitByWritten.get('giga/l')?.[0] : undefined;
  if (giga !== undefined) return { start: at, end, ...giga };
  const known = unitByWritten.get(surface > 0 ? 'ml/min/1,73m2' : match[0].replace(/ /g, ''));
  if (known === undefined) return { start: at, end, unit: text.slice(at, end) };
  const allowed =
    known.find((form) => analyte?.units.has(form.unit)) ??
    (/^G/.test(text.slice(at, end)) ? known.find((form) => form.unit === 'G/L') : undefined) ??
    known[0];
  return allowed === undefined ? undefined : { start: at, end, ...allowed };
}

/** True where the analyte is measured in that unit, as far as the vocabulary knows. */
export function unitFits(analyte: Analyte, unit: string): boolean {
  return (
    analyte.units.has(unit) ||
    (unit === 'U/L' && analyte.units.has('UI/L')) ||
    (unit === 'UI/mL' && analyte.units.has('U/mL')) ||
    (unit === 'U/mL' && analyte.units.has('UI/mL'))
  );
}
