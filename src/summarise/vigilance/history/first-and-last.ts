import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { perDocument } from '../../per-document.js';
import { compareDates, frenchDate } from '../../dates.js';
import { capitalise, groupBy } from '../../text.js';
import { once, passagesSideBySide, readOnce, saying, type Written } from '../passages.js';
import { termsIn } from '../same-words.js';
import { clauseAround, KIN } from '../told/claim.js';
import { asPartialDate, mayBeSame, toldDates, type ToldDate } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** What comes again and again in an illness or its treatment: it has one first time, and at any moment one last time. */
const COMES_AGAIN =
  'crise|poussee|episode|chute|malaise|hospitalisation|exacerbation|rechute|recidive|accident|migraine|lucarne|syncope|convulsion|perfusion|injection|cure|transfusion|saignee|seance|dialyse|infiltration|ivt|regles|menstruation|grossesse|fausse couche|accouchement|cigarette|verre|joint|consommation|prise|symptomes?|signes?|manifestations?|colique|embolie|phlebite|infarctus|avc|ait|pneumopathie|pyelonephrite|hemorragie|decompensation|tentative|implantation|ponction|biopsie|chimiotherapie|radiotherapie|tonico clonique|cgtc|choc|reaction';
const NAMED = new RegExp(
  String.raw`\b(premiere?s?|1re|1ere|1er|1ers|derniere?s?) (?:(?:grande?|vraie|veritable|seule) )?(${COMES_AGAIN})s?\b((?: (?!(?:en|le|a|au|il|elle|etait|remonte|date|est|depuis|vers|du|par|et|ou|sous|avec|avant|apres|chez|qui|que|survenue?|faite?|realisee?|recue?|mi|debut|fin|dans)\b)[a-z]{2,}){0,4})`,
  'g',
);
const speaks = once(
  new RegExp(String.raw`\b(?:premiere?s?|1re|1ere|1er|1ers|derniere?s?) (?:(?:grande?|vraie|veritable|seule) )?(?:${COMES_AGAIN})s?\b`),
);
/** Between the name and its date: nothing that is of something else. */
const JOINS = /^[^.;|\d]{0,48}$/;
const ANOTHER =
  /\b(?:puis|ensuite|sauf|prochaine?|premiere?s?|derniere?s?|controle|naissance|ans apres|apres (?:la|le|l|son|sa|ses)|avant (?:la|le|l|son|sa|ses)|depuis|sous)\b/;
const PLANNED = /\b(?:prevue?s?|programmee?s?|a venir|sera|seront|aura)\b/;
const SMALL = /^(?:de|d|du|des|la|le|les|l|un|une|son|sa|ses)$/;

interface Told {
  readonly isFirst: boolean;
  readonly noun: string;
  /** Which of them, where it is told: "généralisée", "natalizumab". */
  readonly kind: readonly string[];
  readonly date: ToldDate;
  readonly passage: Written;
}

const toldOf = perDocument((own: readonly Written[], born?: number): readonly Told[] =>
  own.flatMap((passage) =>
    KIN.test(passage.words.replace(/\benfants?\b/g, ' '))
      ? []
      : [...passage.words.matchAll(NAMED)].flatMap((match): readonly Told[] => {
          const [start, end] = [match.index, match.index + match[0].length];
          const { words } = passage;
          const date = toldDates(words, passage.date, born).find((one) => one.start >= end) ?? ageInMonths(words, end, born);
          if (date === undefined) return [];
          const between = words.slice(end, date.start);
          const around = clauseAround(words, start, end);
          if (
            !JOINS.test(between) ||
            ANOTHER.test(between) ||
            PLANNED.test(between) ||
            /\b(?:pas|sans|aucune?|jamais)\b/.test(around.before.slice(-20))
          )
            return [];
          const kind = (match[3] ?? '').split(' ').filter((word) => word.length > 3 && !SMALL.test(word));
          const noun = (match[2] ?? '')
            .replace(/s$/, '')
            .replace(/^(?:cgtc|convulsion|tonico clonique)$/, 'crise')
            .replace(/^choc$/, 'reaction');
          return [{ isFirst: /^(?:p|1)/.test(match[1] ?? ''), noun, kind, date, passage }];
        }),
  ),
);

/** "À 18 mois", of a child. */
function ageInMonths(words: string, from: number, born: number | undefined): ToldDate | undefined {
  const match = born === undefined ? null : /\ba (?:l age de )?(\d{1,2}) mois\b/.exec(words.slice(from));
  if (match === null || born === undefined) return undefined;
  const start = from + match.index;
  return { start, end: start + match[0].length, year: born + Math.floor(Number(match[1]) / 12), give: 1 };
}

/** One first crisis, one first injection, and the last one that a paper could know of: told with two dates by two papers. */
export function firstAndLast({ passages, patient }: VigilanceInput): readonly Vigilance[] {
  const born = patient.birthDate === undefined ? undefined : Number(patient.birthDate.slice(0, 4));
  const told = toldOf(saying(passages, speaks), born);
  return [...groupBy(told, ({ isFirst, noun }) => `${isFirst ? 'première' : 'dernière'} ${noun}`)].flatMap(
    ([name, members]): readonly Vigilance[] => {
      const ordered = members.toSorted((a, b) => compareDates(a.passage.date, b.passage.date));
      const newer = ordered.findLast((one) => ordered.some((other) => contradicts(other, one)));
      const older = ordered.findLast((one) => newer !== undefined && contradicts(one, newer));
      if (newer === undefined || older === undefined) return [];
      const agreeing = (one: Told): readonly Written[] =>
        members.filter(({ date }) => mayBeSame(date, one.date)).map(({ passage }) => passage);
      return [
        passagesSideBySide({
          rule: 'vigilance:dates-differ',
          subject: `${capitalise(name)}, dates différentes`,
          sides: [older, newer].map((one) => ({ says: saysOf(one), passage: one.passage, also: agreeing(one).slice(0, MOST_CITED) })),
          importance: 2,
        }),
      ];
    },
  );
}
const MOST_CITED = 3;
const saysOf = ({ date }: Told): string => `${date.give > 0 ? 'vers ' : ''}${frenchDate(asPartialDate(date))}`;

/** `older` was written first, or the same day. */
function contradicts(older: Told, newer: Told): boolean {
  if (older.passage.documentId === newer.passage.documentId || compareDates(older.passage.date, newer.passage.date) > 0) return false;
  if (mayBeSame(older.date, newer.date) || !mayBeOneKind(older, newer)) return false;
  if (newer.noun === 'reaction' && !namesIn(older.passage).some((name) => namesIn(newer.passage).includes(name))) return false;
  if (newer.isFirst) return true;
  // The last one that the newer paper knows of lies before the one that the older paper knew, or before it was written.
  const [then, now] = [asPartialDate(older.date), asPartialDate(newer.date)];
  const { date: writtenOn } = older.passage;
  return compareDates(now, then) < 0 || (writtenOn !== undefined && compareDates(lastDay(now), writtenOn) < 0);
}
const lastDay = (date: PartialDate): PartialDate => date + '-12-31'.slice(date.length === 4 ? 0 : date.length === 7 ? 3 : 6);

/** "Crise" and "crise tonico-clonique"; what two drugs or places tell apart are two. */
function mayBeOneKind({ kind: a, noun }: Told, { kind: b }: Told): boolean {
  if (a.length === 0 || b.length === 0) return !NEEDS_ITS_KIND.test(noun) || a.length === b.length;
  return a.some((word) => b.some((other) => word.slice(0, STEM) === other.slice(0, STEM)));
}
/** What a reaction is to. */
const namesIn = readOnce(({ words }): readonly string[] =>
  termsIn(words.replace(/\b(?:premiere?|reactions?|chocs?|graves?|severes?|anaphyla\w+|allergi\w+|age)\b/g, ' ')).map(({ name }) => name),
);
const NEEDS_ITS_KIND =
  /^(?:perfusion|injection|cure|prise|seance|infiltration|consommation|implantation|biopsie|ponction|symptome|signe|manifestation|accident|episode|hospitalisation)$/;
const STEM = 5;
