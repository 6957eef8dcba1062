import type { Range } from '../../text/analysis.js';
import type { AnalyteMention, UnitMatch } from './value-lexicon.js';
import { unitAt } from './value-lexicon.js';

export interface Stage extends Range {
  readonly number?: number;
  readonly unit?: UnitMatch;
}

const LEAD = String.raw`^[\s:=(]*(?:(?:score|stade|classe|classee?|grade|type|est|a|de|etait|cotee?|estimee?|en|modifiee?|la|le|l'|groupe|palier|actuel(?:le)?|:)\s*)*`;
const ROMAN: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };
const PATTERNS: Readonly<Partial<Record<AnalyteMention['analyte']['kind'], RegExp>>> = {
  roman: new RegExp(String.raw`${LEAD}((?:iv|i{1,3}|v|[0-6])(?:[abc+](?![a-z]))?)(?![a-z\d,.]|\s?\/\d)`),
  tnm: new RegExp(
    String.raw`${LEAD}([ypcr]{0,2}t(?:is|x|[0-4])[a-d]?(?:\([a-z]+\))?\s?[ypc]?n[x0-3][a-c]?(?:mi|\(sn\))?(?:\s?[pc]?m[x01][a-c]?)?)`,
  ),
  gleason: new RegExp(
    String.raw`${LEAD}((?:[6-9]|10)(?:\s?\(\s?[3-5]\s?\+\s?[3-5]\s?\))?|[3-5]\s?\+\s?[3-5](?:\s?=\s?(?:[6-9]|10))?)(?![\d/])`,
  ),
  acr: new RegExp(String.raw`${LEAD}((?:bi-?rads |acr |[a-d] ?\/? ?)?[0-6][abc]?)(?![\d/])`),
  gold: new RegExp(String.raw`${LEAD}((?:iv|i{1,3}|[1-4])(?:\s?[abe](?![a-z]))?|[abe](?![a-z']))(?![a-z\d/])`),
  rutgeerts: new RegExp(String.raw`${LEAD}(i[0-4][ab]?)(?![a-z\d])`),
  risk: /^[\s:=(]*(?:(?:combine|integre|estime|calcule|de|du|est|a|t21|trisomie|21|premier|1er|trimestre|faible|eleve|:)\s*)*((?:<|>)?\s?1\s?(?:\/|sur|pour|:)\s?\d[\d ]{0,7}\d)(?![\d/])/,
  child: new RegExp(String.raw`${LEAD}([abc]\s?\(?(?:[5-9]|1[0-5])?\)?)(?![a-z\d])`),
};
const BEFORE: Readonly<Record<string, RegExp>> = {
  roman: /(?:stade|classe|grade|type)\s+((?:iv|i{1,3}|v|[1-4])(?:[abc](?![a-z]))?)\s*(?:de la |de |selon (?:la )?|\()?\s*$/,
  rutgeerts: /\b(i[0-4][ab]?)\s*(?:de |selon |\()?\s*$/,
};
const METAVIR = /^[\s:=(]*(?:score\s*)?((?:a[0-3]\s?f[0-4])|(?:f[0-4](?:\s?a[0-3])?))/;
const PRESSURE =
  /^(?:\s|:|=|,(?= ?a )|\b(?:est|etait|a|de|ce|jour|du|au|aux|deux|bras|repos|couchee?|assise?|debout|cabinet|en|moyenne|gauche|droite?|bd|bg|mesuree?|controlee?|dans|les|limites|stable|normale|elevee?|encore|toujours|reste|entree|l'|arterielle|max|min|maximale|moy|g|d)\b|\d{1,2} (?:mesures?|prises?),?|\d{1,2} ?min\b)*(\d{2,3})\s?(?:\/|-)\s?(\d{2,3})(?![\d/])/;
/** "Tension basse ce mardi 27/10 : 95/50": the day between the name and the figures. */
const DAY_BETWEEN = /^[\s,]*(?:(?:ce|le|du|au) )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\s*[:=]/;
const PRESSURE_CM = /^(?:\s|:|=|\b(?:est|etait|a|de)\b)*(\d{1,2}(?:[.,]\d)?)\s?\/\s?(\d{1,2}(?:[.,]\d)?)(?![\d/])/;
const GESTATION = /^[\s:=]*(?:(?:de|a|est)\s*)*(\d{1,2}\s?sa(?:\s?(?:\+|et)\s?\d(?:\s?j(?:ours?)?)?)?)(?![a-z])/;

const SCALE_OF_BOXES = /^[\s:=(]*(?:[a-z]{3,12} ?: ?)?(?:(?:\[ ?x? ?\]|[☐☒]) ?\d{1,2}(?![\d.,/])\s*){2,}/;
/** "OMS : [ ] 0 [ ] 1 [X] 2": the figure behind the one ticked box. */
const readTicked = (scale: string, from: number): Stage | null => {
  const ticked = [...scale.matchAll(/(?:\[ ?x ?\]|☒) ?(\d{1,2})/g)];
  const [only] = ticked;
  if (only?.[1] === undefined || ticked.length > 1) return null;
  const end = from + only.index + only[0].length;
  return { start: end - only[1].length, end, number: Number(only[1]) };
};

/**
 * A stage, a class, a pressure or a term: what is not a plain number. The first figure counts where there are two; null where a scale of
 * boxes leaves the answer open.
 */
export function readStage(text: string, folded: string, mention: AnalyteMention, end: number, floor: number): Stage | undefined | null {
  const { kind, id } = mention.analyte;
  const after = folded.slice(mention.end, Math.min(end, mention.end + 70));
  const boxes = SCALE_OF_BOXES.exec(after);
  if (boxes !== null) return readTicked(boxes[0], mention.end);
  if (kind === 'bp') return readPressure(text, folded, mention, after);
  if (kind === 'ga') return group(GESTATION.exec(after), mention.end);
  if (id === 'metavir') return group(METAVIR.exec(after), mention.end);
  const pattern = PATTERNS[kind];
  if (pattern === undefined) return undefined;
  const behind = group(pattern.exec(after), mention.end);
  if (behind !== undefined && !(kind === 'acr' && /^[a-d]$/.test(folded.slice(behind.start, behind.end).trim())))
    return withNumber(behind, folded);
  const before = BEFORE[kind]?.exec(folded.slice(Math.max(floor, mention.start - 40), mention.start));
  if (before?.[1] === undefined) return undefined;
  const start =
    Math.max(floor, mention.start - 40) +
    before.index +
    before[0].indexOf(before[1], before[0].search(/\s/) < 0 ? 0 : kind === 'roman' ? before[0].search(/\s/) : 0);
  return withNumber({ start, end: start + before[1].length }, folded);
}

function group(match: RegExpExecArray | null, offset: number): Stage | undefined {
  if (match?.[1] === undefined) return undefined;
  const start = offset + match.index + match[0].lastIndexOf(match[1]);
  return { start, end: start + match[1].trimEnd().length };
}

function withNumber(stage: Stage, folded: string): Stage {
  const written = folded.slice(stage.start, stage.end);
  const roman = ROMAN[/^[iv]+/.exec(written)?.[0] ?? ''];
  const digits = /^(?:i)?(\d+)/.exec(written.replace(/^(?:bi-?rads |acr )/, ''));
  const number = /^i\d/.test(written) ? undefined : (roman ?? (digits?.[1] === undefined ? undefined : Number(digits[1])));
  return number === undefined ? stage : { ...stage, number };
}

function readPressure(text: string, folded: string, mention: AnalyteMention, after: string): Stage | undefined {
  const day = DAY_BETWEEN.exec(after)?.[0].length ?? 0;
  if (day > 0) return readPressure(text, folded, { ...mention, end: mention.end + day }, after.slice(day));
  const full = PRESSURE.exec(after);
  if (
    full?.[1] !== undefined &&
    full[2] !== undefined &&
    Number(full[1]) >= 50 &&
    Number(full[1]) <= 300 &&
    Number(full[2]) >= 20 &&
    Number(full[2]) < Number(full[1])
  ) {
    const end = mention.end + full[0].length;
    const unit = unitAt(text, folded, end + (folded[end] === ' ' ? 1 : 0), mention.analyte);
    const start = mention.end + full[0].search(/\d{2,3}\s?[/-]\s?\d{2,3}$/);
    return { start, end: unit?.end ?? end, number: Number(full[1]), ...(unit === undefined ? {} : { unit }) };
  }
  const short = PRESSURE_CM.exec(after);
  if (short?.[1] === undefined || short[2] === undefined) return undefined;
  const high = Number(short[1].replace(',', '.'));
  const low = Number(short[2].replace(',', '.'));
  if (high < 6 || high > 28 || low < 3 || low >= high) return undefined;
  const start = mention.end + short[0].lastIndexOf(short[1], short[0].length - short[2].length - 1);
  return { start, end: mention.end + short[0].length, number: high };
}
