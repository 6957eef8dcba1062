import { candidateAt } from './value-candidate.js';
import type { Candidate } from './value-candidate.js';
import { analyteById, unitFits } from './value-lexicon.js';
import type { Analyte, AnalyteMention } from './value-lexicon.js';

type Side = 'd' | 'g';

/** One of two values of a paired organ. */
export interface SidedValue {
  readonly analyte: Analyte;
  readonly candidate: Candidate;
  /** Said with the label, where the side has no analyte of its own. */
  readonly site?: 'droite' | 'gauche';
}

const SIDE = String.raw`(?:a |(?:du |le )?cote |(?:de l'|l')?oeil )?(od|og|droite?|gauche|d|g)\b\.?`;
/** "corrigée : ", "de cheville ", " (mmHg) ": what may stand between a name and its first side or number. */
const LEAD = String.raw`^[\s:=,–-]*(?:(?:[a-z'-]+|\([a-z/ ]+\))\s*[:=]?\s*){0,4}?`;
const NUMBER_AHEAD = String.raw`[\s:=]*(?:a |de )?(?=[<>]?\s?\d)`;
/** "P2 avec +1,25 (-0,50 à 90°)": the print read and the glass worn, behind an eye's acuity. */
const GLASS = String.raw`(?:\s*p ?\d{1,2}\b)?(?:\s*(?:avec|sc\b|ac\b|sans correction))?(?:\s*[+-] ?\d{1,2}(?:[.,]\d{1,2})?)?`;
const SEPARATOR = String.raw`${GLASS}\s*(?:\([^()]{0,40}\)\s*)?(?:[,;/|–-]|et|vs|contre|puis)?\s*(?:de |a )?`;
const SIDE_FIRST = new RegExp(`${LEAD}${SIDE}${NUMBER_AHEAD}`);
const SIDE_NEXT = new RegExp(`^${SEPARATOR}${SIDE}${NUMBER_AHEAD}`);
const NUMBER_FIRST = new RegExp(String.raw`${LEAD}(?=[<>]?\s?\d)`);
const SIDE_BEHIND = new RegExp(String.raw`^\s*\(?${SIDE}\)?`);
const NUMBER_NEXT = new RegExp(String.raw`^${SEPARATOR}(?=[<>]?\s?\d)`);
const NAMED_SIDE = /(?:^|\s)(od|og|droite?|gauche|d|g)$/;
const REACH = 60;

const sideOf = (word: string): Side => (/^o?d/.test(word) ? 'd' : 'g');

/**
 * "IPS D 0,62 / G 0,97", "AV OD 8/10 OG 6/10", "0,58 à droite, 0,81 à gauche", "22 dB D et 18 dB G": the two values of a paired organ, each
 * under its side. Empty where the text gives one value, or none.
 */
export function readSidedPair(text: string, folded: string, mention: AnalyteMention, end: number): readonly SidedValue[] {
  const named = NAMED_SIDE.exec(folded.slice(mention.start, mention.end))?.[1];
  const base = analyteById(mention.analyte.id.replace(/-o?[dg]$/, '')) ?? mention.analyte;
  const limit = Math.min(end, mention.end + REACH + 40);
  const numberOf = (at: number, side: Side): SidedValue | undefined => {
    const own = analyteById(`${base.id}-o${side}`) ?? analyteById(`${base.id}-${side}`);
    const analyte = own ?? base;
    const candidate = candidateAt(text, folded, at, analyte, limit);
    if (candidate === undefined || candidate.end > limit || !isOf(analyte, candidate)) return undefined;
    return { analyte, candidate, ...(own === undefined ? { site: side === 'd' ? 'droite' : 'gauche' } : {}) };
  };
  const ahead = folded.slice(mention.end, limit);
  const first = named === undefined ? SIDE_FIRST.exec(ahead) : new RegExp(`^${NUMBER_AHEAD}`).exec(ahead);
  if (first !== null) {
    const side = sideOf(named ?? first[1] ?? 'd');
    const one = numberOf(mention.end + first[0].length, side);
    const next = one === undefined ? null : SIDE_NEXT.exec(folded.slice(one.candidate.end, limit));
    if (one !== undefined && next?.[1] !== undefined && sideOf(next[1]) !== side) {
      const other = numberOf(one.candidate.end + next[0].length, sideOf(next[1]));
      if (other !== undefined) return [one, other];
    }
  }
  const bare = NUMBER_FIRST.exec(ahead);
  if (bare === null || named !== undefined) return [];
  const at = mention.end + bare[0].length;
  const rough = candidateAt(text, folded, at, analyteById(`${base.id}-od`) ?? base, limit);
  const behind = rough === undefined ? null : SIDE_BEHIND.exec(folded.slice(rough.end, limit));
  if (rough === undefined || behind?.[1] === undefined) return [];
  const one = numberOf(at, sideOf(behind[1]));
  const gap = NUMBER_NEXT.exec(folded.slice(rough.end + behind[0].length, limit));
  if (one === undefined || gap === null) return [];
  const from = rough.end + behind[0].length + gap[0].length;
  const second = candidateAt(text, folded, from, one.analyte, limit);
  const last = second === undefined ? null : SIDE_BEHIND.exec(folded.slice(second.end, limit));
  if (last?.[1] === undefined || sideOf(last[1]) === sideOf(behind[1])) return [];
  const other = numberOf(from, sideOf(last[1]));
  return other === undefined ? [] : [one, other];
}

const isOf = (analyte: Analyte, { unit, over, number }: Candidate): boolean => {
  if (analyte.kind === 'text' || analyte.kind === 'bp') return false;
  if (unit !== undefined) return unitFits(analyte, unit.unit);
  const { plausible } = analyte;
  return (
    (over !== undefined && analyte.units.has(over)) ||
    (plausible !== undefined ? number.number >= plausible[0] && number.number <= plausible[1] : analyte.kind === 'measure')
  );
};
