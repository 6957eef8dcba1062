import type { Fact, Value } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import type { ConceptMatch } from './clinical-vocabulary.js';
import { findDrugs } from './medications/medication-lexicon.js';

const N = String.raw`\d{1,3}(?: \d{3})+(?![\d,.])|\d{1,4}(?:[.,]\d{1,2})?`;
/** One number, "6 à 9", "89 à 78", "8 x 40". */
const NUMBERS = String.raw`(?:${N})(?: ?(?:x|a|-) ?(?:${N})){0,2}`;
/** What leads from a name to its measure: "de 8 kg", "à 84 %", ": 7 mm", ", de 9 mm", "inchangé à 11 mm", "mesure toujours 6 mm", "est à 68 mg/g". */
const LED = String.raw`(?:,? ?(?:qui )?(?:mesur(?:e|ee?s?|ant|ait|ent)|estimee?s?|evaluee?s?|chiffree?s?|stables?|inchangee?s?|toujours|actuellement|est|etait|reste|passee?)(?= )){0,3} ?(?:(?:,? ?(?:de|d'|a|jusqu'a)|:|=|,) ?)?(?:environ |pres de )?`;
const PLAIN = String.raw` ?(?:(?:de|d'|a|:|=) ?)?(?:environ )?`;

const SIZES = 'mm|cm';
const OF_CONDITION = String.raw`${SIZES}|%|mg\/mmol|mg\/g|g\/24 ?h|g\/g|g\/j|[gm]g?\/d?l|[mµ]?mol\/l|ui\/l|ml|cc|°(?! ?c?\d)|\/(?:min|mn|h|j)|bpm|ms|mmhg|db|\/10`;
const OF_ACT = String.raw`${SIZES}|gy|gbq|mbq|u|ui|unites|mg|g|µg|ml|l|seances`;
const OF_DEVICE = String.raw`${SIZES}|ch|fr|mah|gauge`;
const ENDED = String.raw`(?![a-z0-9/'’])(?! ?(?:x|\*) ?\d)`;

const AFTER: Readonly<Record<'condition' | 'procedure' | 'device', RegExp>> = {
  condition: new RegExp(`^(${LED})(${NUMBERS}) ?(${OF_CONDITION})${ENDED}`),
  procedure: new RegExp(`^(${PLAIN}|, ?(?=${NUMBERS} ?(?:gy|gbq|mbq)))(${NUMBERS}) ?(${OF_ACT})${ENDED}`),
  device: new RegExp(String.raw`^(${PLAIN}| ?\( ?)(${NUMBERS}) ?(${OF_DEVICE})${ENDED}`),
};
/** "1,1 GBq d'iode 131", "600 mL d'hémopéritoine". */
const BEFORE = new RegExp(String.raw`(?<![\d.,/])(${NUMBERS}) ?(gbq|mbq|gy|ml) (?:de |d')$`);
/** "À 6 cm de la marge anale" is where it lies; "5 % de risque" what may come; "à 40 mg/j" a dose. */
const ELSEWHERE = /^ ?(?:de |du |des |d'|sous |au |en dessous|par rapport|plus tard|depuis)/;
const NO_SHARE = /^ par \p{L}|^ ?(?:de |du |des |d')(?:la )?(?:risques?|chances?|cas|patients?|nuits?|temps|masse|predit\w*|theorique)/u;
/** A loss or a gain is of kilograms: beside another finding they are what the patient weighs. */
const WEIGHED = /^(?:amaigriss|perte|prise|deperdition|surcharge|retention|oedeme)/;
const KILOGRAMS = new RegExp(String.raw`^( (?:de |d'|: ?)?(?:environ )?)(-? ?${NUMBERS}) ?(kg|kilos?)${ENDED}`);
const FEVER = /^(?:fievre|febrile|febri|hyperthermi)/;
const DEGREES = /^(,? ?(?:a |: ?)?)((?:3[6-9]|4[0-2])(?:[.,°] ?\d)?)( ?°c?)?(?![\d/])/;
const PRESSURE = /^(?:hypotension|hypertension|hta\b|tension)/;
const PRESSURES =
  /^( ?(?:a |: ?)?\(?)(\d{2,3}\/\d{2,3}(?: (?:couchee?|assise?|allongee?)(?:,| puis| et) \d{2,3}\/\d{2,3} debout)?)(?![\d/])/;
/** "FA 76/min" is a pulse of that day, "bradycardie à 42/min" the finding. */
const OF_RATE = /cardi|palpit|rapide|pnee|trembl/;
/** Lying and standing: one pressure says nothing of it. */
const ORTHOSTATIC = /orthostat|debout/;
/** "Cystites récidivantes, 4 sur les douze derniers mois": how many in how long. */
const OFTEN =
  /^(,? ?:? ?)((?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:en|sur|par) (?:les |l')?(?:une? |deux |trois |quatre |cinq |six |douze |\d{1,2} )?(?:derniere?s? )?(?:mois|ans?|annees?|semaines?))(?![a-z])/;
/** "(monofilament 2/6)", "(Maddrey 38)", "(lithiémie 1,94 mmol/L, …)". */
const BRACKET = /^ ?\(([^()]{3,70})\)/;
const SCORED =
  /^(?!.*\b(?:ans?|mois|semaines?|jours?|19\d\d|20\d\d|lot|voir|cf|ref|dr|mg\/j|j\d|c\d|le|du|en|depuis|puis|sa|non|1er|[a-z]*janv[a-z]*|fevr?[a-z]*|mars|avr[a-z]*|mai|juin|juil[a-z]*|aout|sept[a-z]*|oct[a-z]*|nov[a-z]*|dec[a-z]*)\b)(?=[^/]*[a-z]{2})(?:[^\d]{0,24}[ <>=-])?(?:\d{1,3}\/(?!0)\d{1,3}|\d{1,4}(?:[.,]\d{1,2})?)(?: ?(?:mm|cm|%|mg\/l|g\/l|g\/dl|mmol\/l|µmol\/l|mg\/mmol|ui\/l|mui\/l|mmhg|db|µg\/l|ng\/ml|kg|points?))?(?![\da-z/])[^\d]{0,12}$/;
/** "Protéinurie au-dessus de 0,5 g/g": a threshold; a birth's grams are the child's. */
const NAMES_ANOTHER = /(?:au-dess[uo]us|seuil|superieure?|inferieure?)$|^(?:accouch|avb\b|naissance|cesarienne)/;
const MEASURED = /\d ?(?:mm|cm|%|kg|gy|gbq|mg|g\/|ml|°|mmol|µmol|\/min|bpm)(?![a-z])/;

/**
 * The measure that a name governs in its clause, right behind it ("désaturation | à 84 %", "amaigrissement | de 8 kg", "BOTOX | 100 U"), in
 * its bracket, or before it ("1,1 GBq d'|iode 131"); none where the phrase holds one already.
 */
export const governedMeasure = (
  { text, flat }: { readonly text: string; readonly flat: string },
  { concept }: ConceptMatch,
  phrase: Range,
  sentence: Range,
): Pick<Fact, 'value'> => {
  const { kind } = concept;
  if (kind !== 'condition' && kind !== 'procedure' && kind !== 'device') return {};
  const name = flat.slice(phrase.start, phrase.end);
  if (MEASURED.test(name) || NAMES_ANOTHER.test(name)) return {};
  const after = flat.slice(phrase.end, Math.min(sentence.end, phrase.end + 90));
  const weighed = WEIGHED.test(name) ? KILOGRAMS.exec(after) : null;
  const special = weighed ?? (FEVER.test(name) ? DEGREES.exec(after) : PRESSURE.test(name) ? PRESSURES.exec(after) : null);
  const found = special ?? (kind === 'condition' ? OFTEN.exec(after) : null) ?? AFTER[kind].exec(after);
  if (found !== null) {
    const [whole, led = '', numbers = '', unit = ''] = found;
    const rest = after.slice(whole.length);
    const placed = special === null && /\ba ?$/.test(led) && (unit === 'mm' || unit === 'cm') && ELSEWHERE.test(rest);
    const half = special !== null && ORTHOSTATIC.test(name) && !numbers.includes('debout');
    const rate = /^\/m|^bpm/.test(unit) && !OF_RATE.test(name);
    if (!placed && !half && !rate && !NO_SHARE.test(rest)) {
      const at = phrase.end + led.length;
      const end = phrase.end + whole.length;
      return { value: valueOf(text.slice(at, at + numbers.length), text.slice(end - unit.length, end).trim()) };
    }
    return {};
  }
  const before = kind === 'device' ? null : BEFORE.exec(flat.slice(Math.max(sentence.start, phrase.start - 30), phrase.start));
  if (before !== null) {
    const at = phrase.start - before[0].length;
    const written = text.slice(at, phrase.start);
    const numbers = written.slice(0, before[1]?.length ?? 0);
    return { value: valueOf(numbers, written.slice(numbers.length).trim().split(' ')[0] ?? '') };
  }
  const bracket = kind === 'condition' ? BRACKET.exec(after)?.[1] : undefined;
  const [item = ''] = (bracket ?? '').split(/, | ; /);
  if (item === '' || item.length > 34 || !SCORED.test(item) || findDrugs(item).length > 0) return {};
  const start = phrase.end + after.indexOf(item);
  return { value: { text: text.slice(start, start + item.length).replace(/\s+/g, ' ') } };
};

const valueOf = (written: string, unit: string): Value => {
  const text = written.replace(/\s+/g, ' ').trim();
  const number = Number(text.replace(/(?<=\d) (?=\d{3})/g, '').replace(',', '.'));
  return { text, ...(Number.isNaN(number) ? {} : { number }), ...(unit === '' ? {} : { unit: unit.replace(/\s+/g, ' ') }) };
};
