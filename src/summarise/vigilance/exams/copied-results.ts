import { byTopics, perLists } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { MONTH, monthOf } from '../../../extract/text/date-words.js';
import { daysBetween } from '../../dates.js';
import { writeValue } from '../../templates.js';
import { canonicalNumber, fold, groupBy } from '../../text.js';
import { once, passagesSideBySide, readForGood, type Written } from '../passages.js';
import type { Sources } from '../../sources.js';
import { whoSays, type VigilanceInput } from '../warning.js';

/** Short names that letters give to what the laboratory writes in full. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/^hemoglobine(?! gly)/, 'hb|hemoglobine'],
  [/^(?:hba1c|hemoglobine gly)/, 'hba1c|hb ?a1c|hemoglobine glyquee'],
  [/^creatinin/, 'creat\\w*|creatininemie'],
  [/^ferritin/, 'ferritine|ferritinemie'],
  [/^(?:potassium|kaliemie)/, 'potassium|(?:hypo|hyper)?kaliemie|k\\+?'],
  [/^(?:sodium|natremie)/, 'sodium|(?:hypo|hyper)?natremie|na\\+?'],
  [/^plaquettes/, 'plaquettes|plq|plaq'],
  [/^leucocytes/, 'leucocytes|gb|leuco'],
  [/^(?:calcium|calcemie)/, 'calcium|calcemie'],
  [/^(?:albumine|albuminemie)/, 'albumine|albuminemie'],
  [/^(?:asat|tgo)/, 'asat|tgo'],
  [/^(?:alat|tgp)/, 'alat|tgp'],
  [/^(?:gamma|ggt)/, 'ggt|gamma ?gt'],
  [/^(?:lithium|lithiemie)/, 'lithium|lithiemie'],
  [/^(?:dfg|debit de filtration|ckd|mdrd)/, 'dfg\\w*|ckd ?epi|mdrd|clairance'],
  [/^(?:25 ?oh|vitamine d)/, 'vitamine d|25 ?oh\\w*'],
  [/^(?:ldl)/, 'ldl'],
  [/^(?:nt|bnp)/, '(?:nt ?pro ?)?bnp'],
  [/^(?:tsh)/, 'tsh\\w*'],
  [/^(?:psa)/, 'psa(?: total)?'],
  [/^(?:crp|proteine c)/, 'crp'],
  [/^(?:acide urique|uricemie)/, 'acide urique|uricemie'],
  [/^(?:magnesium)/, 'magnesium|magnesemie'],
  [/^(?:phosph?ore|phosphates?|phosphatemie)/, 'phosphore|phosphatemie'],
  [/^(?:inr)/, 'inr'],
  [/^(?:glycemie|glucose)(?: a jeun)?$/, 'glycemie(?: a jeun)?|gaj'],
];
/** Laboratories' day, in days before the letter that cites it without a date. */
const CITED_DAYS = 50;
/** The same where the letter names the day of the sample. */
const DATED_DAYS = 400;
/** "En avril", without its year. */
const YEAR_DAYS = 330;
const OTHER_MEASURE =
  /\b(?:ce jour|capillaire|dextro|controle (?:du|de|le)|hier|aux urgences|entree|sortie|contre|objectif|cible|seuil|si |en dessous|au dessous|inferieur|superieur|avant|initial\w*|nadir|maximum|max|pic)\b|[<>]/;
const speaks = once(
  /\b(?:hb|hemoglobine|hba1c|creat|ferritine|(?:hypo|hyper)?kaliemie|potassium|(?:hypo|hyper)?natremie|sodium|plaquettes|leuco|calc|albumin|asat|alat|ggt|gamma|lithi|dfg|ckd|vitamine|ldl|bnp|tsh|psa|crp|uri|inr|glycemie|gaj|gb|plq)/,
);
const TELLERS: ReadonlySet<string> = new Set(['letter', 'prescription', 'note', 'other', 'peripheral']);

/** By the place of its names in `SHORT`. */
const analytesOf = perFact(({ label }): readonly string[] =>
  SHORT.flatMap(([pattern], place) => (pattern.test(fold(label)) ? [String(place)] : [])),
);
const numbered = byTopics((fact: Fact) => (fact.kind === 'observation' && fact.value?.number !== undefined ? analytesOf(fact) : []));
const exact = byTopics((fact: Fact) =>
  fact.kind === 'observation' && fact.value?.number !== undefined && fact.value.comparator === undefined && !fact.qualifiers.family
    ? analytesOf(fact)
    : [],
);

/** How a letter tells a result, each analyte by its own names. */
const SAID = SHORT.map(
  ([, names]) =>
    new RegExp(
      String.raw`(?<![a-z0-9] ?)\b(?:${names})\b(?: (?:a|de|est|totale?|serique|us|encore|remontee?|revenue?|dosee?)\b)* ?[:=]? ?(?:a )?(\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,]*\d)(?! ?(?:x|mois|ans|jours|semaines|h\b))`,
    ),
);
interface Told {
  /** The place of its names in `SHORT`. */
  readonly analyte: string;
  readonly start: number;
  readonly end: number;
  readonly number: string;
}
const analytesTold = readForGood('analytes', (passage): readonly Told[] =>
  speaks(passage)
    ? SAID.flatMap((said, place): readonly Told[] => {
        const match = said.exec(passage.words);
        return match?.[1] === undefined
          ? []
          : [{ analyte: String(place), start: match.index, end: match.index + match[0].length, number: match[1] }];
      })
    : [],
);
const telling = byTopics((passage: Written) => (passage.date === undefined ? [] : analytesTold(passage).map(({ analyte }) => analyte)));

/** A result that a letter tells otherwise than the laboratory that it cites, where no other sample of the record bears its number. */
export function copiedOtherwise({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] {
  const [measured, known, told] = [exact(facts), numbered(facts), telling(passages)];
  return SHORT.flatMap((_, place): readonly Vigilance[] => {
    const [own, tellers] = [measured.get(String(place)), told.get(String(place))];
    return own === undefined || tellers === undefined
      ? []
      : toldOtherwise([tellers, own, known.get(String(place)) ?? []], String(place), sources);
  });
}

const toldOtherwise = perLists(
  (
    [tellers, results, known]: readonly [readonly Written[], readonly Fact[], readonly Fact[]],
    place: string,
    sources: Sources,
  ): readonly Vigilance[] => {
    const own = results.filter(({ documentId }) => sources.nature(documentId) === 'laboratory');
    const names = SHORT[Number(place)]?.[1] ?? '';
    for (const passage of own.length === 0 ? [] : tellers.toReversed()) {
      const said =
        sources.nature(passage.documentId) === 'laboratory' ? undefined : analytesTold(passage).find(({ analyte }) => analyte === place);
      if (said === undefined) continue;
      const told = Number(canonicalNumber(said.number));
      const source = citedBy(passage, said, own, sources);
      if (
        source?.value?.number === undefined ||
        alike(source.value.number, told) ||
        perDecilitre(names, source.value.number, told) ||
        unitsDiffer(source, passage.words, said)
      )
        continue;
      const day = source.date ?? sources.dateOf(source.documentId) ?? '';
      const elsewhere = known.some(
        (fact) =>
          fact.documentId !== passage.documentId &&
          fact.value?.number !== undefined &&
          alike(fact.value.number, told) &&
          // Where the letter dates what it cites, another time's result is no excuse.
          ((monthBefore(passage.words, said.start) === undefined && monthAfter(passage.words, said.end) === undefined) ||
            (fact.date ?? sources.dateOf(fact.documentId) ?? '').slice(0, 7) === day.slice(0, 7)),
      );
      if (elsewhere) continue;
      const item = passagesSideBySide({
        rule: 'vigilance:copied-otherwise',
        subject: source.label,
        sides: [{ says: said.number, passage }],
        factIds: [source.id],
        importance: 3,
      });
      return [
        {
          ...item,
          text: `${item.text}, ${writeValue(source.value)} (${whoSays(source, sources)})`,
          citations: [...item.citations, ...source.citations],
        },
      ];
    }
    return [];
  },
);

const DAYS = new RegExp(String.raw`\b(\d{1,2}) (\d{1,2})(?: (?:20)?\d\d)?\b|\b(\d{1,2})(?:er)? (${MONTH})`, 'g');
/** "L'hyperkaliémie de décembre dernier". */
const MONTH_TOLD = new RegExp(String.raw`\b(?:de|d|en|du mois de|fin|debut) (${MONTH})`);
const MONTH_REACH = 40;
const monthBefore = (words: string, at: number): string | undefined =>
  MONTH_TOLD.exec(words.slice(Math.max(0, at - MONTH_REACH), at).replace(/^.*\d/, ''))?.[1];
/** "PSA 3,1 ng/mL (labo de ville, avril)", "natrémie à 112 en juillet 2026". */
const MONTH_AFTER = new RegExp(String.raw`^[^.;\d]{0,40}?(?:\(| |, )(?:en |de |d |du mois de )?(${MONTH})(?: (20\d\d))?\b`);
const monthAfter = (words: string, at: number): readonly [month: string, year: string | undefined] | undefined => {
  const [, month, year] = MONTH_AFTER.exec(words.slice(at, at + MONTH_REACH * 2)) ?? [];
  return month === undefined ? undefined : [month, year];
};
const YEAR = /\b(?:19|20)\d\d\b/;
const MONTH_OR_YEAR = new RegExp(String.raw`\b(?:19|20)\d\d\b|\b${MONTH}`);

/** The result that the passage cites: of the day that it names, else the last one before it. */
function citedBy(passage: Written, { start, end }: Told, own: readonly Fact[], sources: VigilanceInput['sources']): Fact | undefined {
  const { date, words } = passage;
  if (date === undefined) return undefined;
  const on = (fact: Fact): string | undefined => fact.date ?? sources.dateOf(fact.documentId);
  const before = own.filter((fact) => {
    const day = on(fact);
    return day !== undefined && day.length >= 10 && daysBetween(day, date) >= 0;
  });
  const near = words.slice(Math.max(0, start - 70), end + 24);
  const days = [...near.matchAll(DAYS)];
  if (days.length > 0) {
    return before.findLast((fact) => {
      const [, month = '', day = ''] = (on(fact) ?? '').split('-');
      return (
        daysBetween(on(fact) ?? '', date) <= DATED_DAYS &&
        days.some(
          ([, d1, m1, d2, m2]) => Number(d1 ?? d2) === Number(day) && (m1 === undefined ? monthOf(m2 ?? '') : Number(m1)) === Number(month),
        )
      );
    });
  }
  // Right before the result, with no other number between: "l'hyperkaliémie de décembre dernier (K 4,7)".
  const month = monthBefore(words, start);
  if (month !== undefined && !YEAR.test(near)) {
    const own = before.filter(
      (fact) => Number((on(fact) ?? '').slice(5, 7)) === monthOf(month) && daysBetween(on(fact) ?? '', date) <= DATED_DAYS,
    );
    return new Set(own.map(on)).size === 1 ? own[0] : undefined;
  }
  const after = monthAfter(words, end);
  if (month === undefined && after !== undefined) {
    const [name, year] = after;
    const own = before.filter((fact) => {
      const day = on(fact) ?? '';
      if (Number(day.slice(5, 7)) !== monthOf(name)) return false;
      return year === undefined ? daysBetween(day, date) <= YEAR_DAYS : day.startsWith(year);
    });
    return new Set(own.map(on)).size === 1 ? own[0] : undefined;
  }
  if (OTHER_MEASURE.test(near) || MONTH_OR_YEAR.test(near)) return undefined;
  if (!TELLERS.has(sources.nature(passage.documentId))) return undefined;
  const last = before.filter((fact) => daysBetween(on(fact) ?? '', date) <= CITED_DAYS).at(-1);
  // Two samples of those weeks: which one is meant is not said.
  const rivals = groupBy(
    before.filter((fact) => daysBetween(on(fact) ?? '', date) <= CITED_DAYS),
    (fact) => on(fact) ?? '',
  );
  return rivals.size > 1 ? undefined : last;
}

/** Haemoglobin in g/dL beside g/L. */
const perDecilitre = (names: string, a: number, b: number): boolean => names.startsWith('hb|') && (alike(a * 10, b) || alike(a, b * 10));

/** Between the units that laboratories and letters use of one analyte: creatinine, glucose, cholesterol, calcium, urate, urea. */
const CONVERSIONS = [8.84, 88.4, 113, 5.55, 2.586, 3.87, 1.13, 2.5, 40, 5.95, 168, 16.65, 6.0, 11.3];

/** Rounded, or the same in a unit that is a power of ten of the other. */
function alike(a: number, b: number): boolean {
  if (a === b || Math.abs(a - b) / Math.max(a, b) < 0.02) return true;
  if (CONVERSIONS.some((factor) => [a / b, b / a].some((ratio) => Math.abs(ratio / factor - 1) < 0.03))) return true;
  return Math.round(a) === b || Math.round(b) === a || Number(a.toFixed(1)) === b;
}

const UNITS = /^ ?(?:%|[munpμ]?g|[munpμ]?mol|mui|ui|g\b|mm|fl)/;
/** A unit is written that is not the laboratory's. */
function unitsDiffer({ value }: Fact, words: string, { end }: Told): boolean {
  const after = words.slice(end).trim();
  const written = UNITS.exec(after)?.[0];
  return (
    written !== undefined &&
    value?.unit !== undefined &&
    !fold(value.unit).replace(/[µμ]/g, 'u').startsWith(written.trim().slice(0, 2).replace('μ', 'u'))
  );
}
