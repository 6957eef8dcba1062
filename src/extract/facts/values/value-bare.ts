import type { Range } from '../../text/analysis.js';

/** A measure that its unit alone names: a weight, a height, a pressure. */
export interface BareMeasure extends Range {
  readonly id: 'poids' | 'taille' | 'ta' | 'lesion';
  readonly label?: string;
  readonly written: Range;
  readonly number: number;
  /** Empty where the text writes none. */
  readonly unitText: string;
}

const WEIGHT =
  /(?<![\d,.+/-])(\d{1,3}(?:[.,]\d{1,2})?) ?kg\b(?!\s?(?:\/|en (?:un|une|deux|trois|six|\d)|d'|de (?:plus|moins|perte)|perdus?|repris|pris|depuis))/g;
const WEIGHT_CONTEXT =
  /(?:^|[,;:(–|-]|\bpoids[a-z' ]{0,20}|\bpese[a-z ]{0,16}|\bpesait|(?<!\b(?:de|entre) \d{1,3} )\ba|\bremontee? a|\bdescendue? a|\bstable a|\b[fhm]\b|ans|\bp(?:ds)?\.? ?:?|\d|\.)\s*$/;
const LOSS =
  /(?:perdu|perte|perdre|repris|pris|prise|gagne|gain|amaigri[a-z]*|maigri|grossi|plus|moins|limite|porter?|charges?|dose|par|environ|variation|objectif|cible|perd|baisse|hausse|<|>|manque|ecart)(?:\s(?:de|a|d'|encore|environ|pas))*\s*$/;
const HEIGHT = /(?<![\d,.])(?:([12]) ?m ?(\d{2})(?!\d)|([12][.,]\d{2}) ?m\b(?!\/|2|g|m)|(\d{2,3}(?:[.,]\d)?) ?cm\b)/g;
const PRESSURE = /(?<![\d/])(\d{2,3}) ?\/ ?(\d{2,3}) ?mm ?hg\b/g;
/** "Ce jour au cabinet : 156/90", "Moyenne calculée : 144/85": the moment or the posture names it. */
const POSED =
  /\b(?:cabinet|ce jour|moyennes?(?: [a-z]+){0,2}|matin|soir|debout|couchee?|assise?|bras (?:droit|gauche)|fin de seance|a 5 min)\s*[:=]\s*(\d{2,3})\/(\d{2,3})(?![/\d]|[.,]\d)(?=\s*(?:[,;.(\n]|mm|$))/g;
/** "Jour 144/91 ; nuit 121/72", of an ambulatory measure. */
const BY_PERIOD =
  /(?<![a-z])(?<!(?:seuils?|normes?|objectifs?|cibles?|limites?) (?:de |du |la |le )?)(?:jour|nuit|diurne|nocturne|24 ?h)\s*[:=]?\s*(?:a\s)?(\d{2,3})\/(\d{2,3})(?![/\d]|[.,]\d)/g;
const AMBULATORY = /\bmapa\b|ambulatoire|\b(?:moyenne|pa|ta)\b[^.;\n]{0,16}\b24 ?h\b/;
const LESION =
  /\b((?:micro-?)?nodules?|masse|kystes?|tumeur|lesions?|formation|polypes?|calculs?|anevrysmes?|anevrismes?|adenopathies?|ganglions?|myomes?|fibromes?|adenomes?|meningiome|angiomes?|hemangiomes?|metastases?|abces|collections?|hematomes?|epanchement|ulcerations?|papule|lipome|opacite|foyer|hernie|diverticule|thrombus|stenose)\b((?:\s?(?:n°\s?)?\d(?![\d.,]|\s?(?:mm|cm|x\b)))?[^.;:\d]{0,60}?(?:[^.;:\d\n]:\s*)?)(?:\b(?:de|a|mesurant|mesure|mesuree? a|jusqu'a|estimee? a|d'environ)\s)?(\d{1,3}(?:[.,]\d)?(?:\s?(?:x|sur|par)\s?\d{1,3}(?:[.,]\d)?){0,2}) ?(mm|cm|%)(?![a-z\d])/g;

/** "99,6 cm au début du traitement": of a day that is not told, and not of the letter's. */
const AT_ANOTHER_TIME =
  /^\s?(?:au (?:debut|depart|diagnostic)|a l'(?:origine|initiation|introduction)|le jour (?:de|du|d')|a (?:l'age de )?\d{1,2} ans\b|avant (?:le |la |l'|les |son |sa |tout(?:e)? )?[a-z]{4,}|initialement|alors\b)/;
/** "Poids de forme souhaité par la patiente : 75 kg", "premier bilan : 96 kg": hoped for, or of another day. */
const NOT_OF_TODAY =
  /\b(?:charges?|port d[e'u]|porter|soulev\w+|halteres?|souhaitee?|objectif|cible|ideal|de forme|visee?|theorique|maximal|a atteindre|contractualisee?|(?:1er|1ere|premiere?|precedente?|ancienne?|dernier) (?:bilan|consultation|visite|controle|pesee|mesure|poids))\b[^.;\n\d]{0,44}$/;
/** "À quatorze ans, 31 kg": of that age; of today's "14 ans, 31 kg". */
const AT_AN_AGE = /(?:^|[\s:;,.(])a (?:l'age de )?(?:\d{1,2}|[a-z-]{2,16}) ans,? ?(?:il |elle )?(?:pesait )?$/;
/** Weights and heights without a name, pressures with their unit, sizes of lesions. Linear in the text's length. */
export function findBareMeasures(folded: string, range: Range, anthropometry: boolean): BareMeasure[] {
  const text = folded.slice(range.start, range.end);
  const found: BareMeasure[] = [];
  const push = (
    id: BareMeasure['id'],
    start: number,
    end: number,
    written: Range,
    number: number,
    unitText: string,
    label?: string,
  ): void => {
    found.push({
      id,
      start: range.start + start,
      end: range.start + end,
      written: { start: range.start + written.start, end: range.start + written.end },
      number,
      unitText,
      ...(label === undefined ? {} : { label }),
    });
  };
  for (const match of text.matchAll(WEIGHT)) {
    const number = Number((match[1] ?? '').replace(',', '.'));
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    // "- 2 kg" is a loss; "née le 14/03/1999 - 60,5 kg" parts two items.
    if (/[+-] ?$/.test(before) && !/(?:\d{4}|ans|[fhm]) [-–] $/.test(before)) continue;
    if (
      number < 0.4 ||
      number > 350 ||
      AT_ANOTHER_TIME.test(text.slice(match.index + match[0].length)) ||
      LOSS.test(before) ||
      AT_AN_AGE.test(before) ||
      NOT_OF_TODAY.test(text.slice(Math.max(0, match.index - 64), match.index)) ||
      !(WEIGHT_CONTEXT.test(before) || anthropometry)
    )
      continue;
    push(
      'poids',
      match.index,
      match.index + match[0].length,
      { start: match.index, end: match.index + (match[1]?.length ?? 0) },
      number,
      'kg',
    );
  }
  const weighed = found.length > 0 || /\btaille\b|\bmesure\b|poids/.test(text);
  for (const match of text.matchAll(HEIGHT)) {
    const [whole, metres, centimetres, decimal, plain] = match;
    const number =
      metres !== undefined ? (Number(metres) * 100 + Number(centimetres)) / 100 : Number((decimal ?? plain ?? '').replace(',', '.'));
    const centi = plain !== undefined;
    if (
      !weighed ||
      (centi ? number < 40 || number > 225 : number < 1 || number > 2.25) ||
      /tour|perimetre|\btt\b|pc|sur|de long|ombilic|\+ ?$/.test(text.slice(Math.max(0, match.index - 22), match.index)) ||
      AT_ANOTHER_TIME.test(text.slice(match.index + whole.length))
    )
      continue;
    push(
      'taille',
      match.index,
      match.index + whole.length,
      { start: match.index, end: match.index + (plain?.length ?? whole.length) },
      number,
      centi ? 'cm' : 'm',
    );
  }
  for (const match of text.matchAll(PRESSURE)) {
    if (Number(match[2]) >= Number(match[1])) continue;
    const digits = match[0].search(/\s?mm/);
    push('ta', match.index, match.index + match[0].length, { start: match.index, end: match.index + digits }, Number(match[1]), 'mmHg');
  }
  for (const match of [
    ...text.matchAll(POSED),
    ...(AMBULATORY.test(folded.slice(Math.max(0, range.start - 300), range.end)) ? text.matchAll(BY_PERIOD) : []),
  ]) {
    const [whole, high = '', low = ''] = match;
    if (Number(high) < 80 || Number(high) > 260 || Number(low) < 35 || Number(high) - Number(low) < 15) continue;
    const end = match.index + whole.length;
    if (found.some(({ written }) => written.start === range.start + end - high.length - low.length - 1)) continue;
    push('ta', match.index, end, { start: end - high.length - low.length - 1, end }, Number(high), '');
  }
  for (const match of text.matchAll(LESION)) {
    const [whole, noun = '', middle = '', size = '', unit = ''] = match;
    if (
      (unit === '%') !== (noun === 'stenose') ||
      /\b(?:pas|sans|absence)\b|(?:plus|moins) (?:de )?$/.test(middle) ||
      /(?:pas de|sans|absence de|aucune?|ni) (?:[a-z]+ )?$/.test(text.slice(Math.max(0, match.index - 24), match.index))
    )
      continue;
    const end = match.index + whole.length;
    const start = end - whole.slice(whole.lastIndexOf(size)).length;
    push(
      'lesion',
      match.index,
      end,
      { start, end: start + size.length },
      Number(
        size
          .split(/[x]|sur|par/)[0]
          ?.trim()
          .replace(',', '.'),
      ),
      unit,
      noun,
    );
  }
  return found;
}
