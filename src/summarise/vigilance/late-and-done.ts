import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween, frenchDate } from '../dates.js';
import { once, passagesSideBySide, readForGood, type Written } from './passages.js';
import { KIN } from './told/claim.js';
import { asPartialDate, toldDates } from './told-dates.js';
import type { VigilanceInput } from './warning.js';
import { perDocument } from '../per-document.js';

/** What is done again at leisure, by how doctors write it, and the days within which it is not late (High authority of health, French programmes of screening). */
const EXAMS: readonly (readonly [name: string, words: string, days: number])[] = [
  ['coloscopie', 'coloscopie|colonoscopie|colo', 1825],
  ['gastroscopie', 'gastroscopie|fogd|fibroscopie(?: gastrique)?|endoscopie haute', 1095],
  ['mammographie', 'mammographie|mammo', 760],
  ['frottis', 'frottis|fcu|fcv|test hpv', 1825],
  ['test immunologique', 'test immunologique|fit|hemoccult|depistage colorectal', 760],
  ['fond d’œil', 'fond d ?(?:e l )?oeil|fo|retinographie', 760],
  ['ostéodensitométrie', 'osteo ?densitometrie|densitometrie|dmo', 1825],
  ['échographie cardiaque', 'ett|echo(?:graphie)? cardiaque|echocardiographie|echo coeur', 760],
  ['épreuve d’effort', 'epreuve d effort|test d effort', 760],
  ['bilan dentaire', 'bilan dentaire|consultation dentaire|panoramique dentaire|soins dentaires', 400],
  ['scanner thoracique', '(?:scanner|tdm) (?:thoracique|de controle)', 400],
  ['EFR', 'efr|spirometrie|explorations? fonctionnelles? respiratoires?', 760],
  ['polygraphie', 'polysomnographie|polygraphie', 1825],
  ['consultation d’ophtalmologie', 'ophtalmo(?:logue|logie)?|consultation d ophtalmo\\w*', 400],
  ['IRM', 'irm(?: de controle)?', 400],
];
const DONE = String.raw`(?:faite?s?|realisee?s?|effectuee?s?|pratiquee?s?|passee?s?|normale?s?|ok|ras)`;
const LATE = String.raw`(?:tres |toujours )?(?:en retard|non a jour|pas a jour|depassee?s?|oubliee?s?|jamais (?:ete )?${DONE}|toujours pas ${DONE}|pas (?:encore )?(?:ete )?${DONE}|non ${DONE}|reste a faire)`;
const speaks = once(new RegExp(String.raw`\b(?:${EXAMS.map(([, words]) => words).join('|')})\b`));
const matchers = EXAMS.map(([name, words, days]) => ({
  name,
  days,
  late: new RegExp(
    String.raw`\b(?:${words})\b(?: de (?:controle|depistage|surveillance))? ?:? ?\(?${LATE}\b(?! (?:contrairement|mais|malgre|non))|\b(?:retard de|n a (?:pas|jamais) (?:fait|passe|eu)|pas (?:fait|passe)) (?:la |le |sa |son |de |d |l )*(?:${words})\b`,
  ),
  done: new RegExp(
    String.raw`\b(?:${words})\b(?: de (?:controle|depistage|surveillance))? ?:? ?\(?(?:a ete )?(?:${DONE} )?(?:en |le |du |fin |debut )?$`,
  ),
}));

interface Told {
  readonly name: string;
  readonly late: boolean;
  /** Of what was done: its day. */
  readonly on?: string;
}

/** What a passage tells late or never done, and what it tells done on a month or a day. */
const toldIn = readForGood('late', (passage): readonly Omit<Told, 'on'>[] =>
  (speaks(passage) ? matchers : []).flatMap(({ name, late }) =>
    late.test(passage.words) && !/\b(?:donc )?(?:pas|plus) en retard\b/.test(passage.words) ? [{ name, late: true }] : [],
  ),
);

function doneIn(passage: Written): readonly Told[] {
  const dates = toldDates(passage.words, passage.date).filter(({ give }) => give === 0);
  return dates.flatMap((date) =>
    matchers
      .filter(({ done }) => done.test(passage.words.slice(Math.max(0, date.start - 60), date.start).replace(/[(:,]? ?$/, ' ')))
      .map(({ name }) => ({ name, late: false, on: asPartialDate(date) })),
  );
}

const about = (own: readonly Written[]): readonly Written[] =>
  own.filter((one) => one.date !== undefined && speaks(one) && !KIN.test(one.words));
const lateIn = perDocument((own: readonly Written[]) =>
  about(own).flatMap((passage) => toldIn(passage).map((told) => ({ ...told, passage }))),
);
const doneBy = perDocument((own: readonly Written[]) =>
  about(own).flatMap((passage) => doneIn(passage).map((told) => ({ ...told, passage }))),
);

/** An examination that one paper tells late or never done, and that another dates within the time that it holds. */
export function lateAndDone({ passages }: VigilanceInput): readonly Vigilance[] {
  const late = lateIn(passages);
  if (late.length === 0) return [];
  const done = doneBy(passages);
  return matchers.flatMap(({ name, days }): readonly Vigilance[] => {
    for (const one of late.filter((told) => told.name === name).toReversed()) {
      const { passage } = one;
      const before = done.filter(
        (told) =>
          told.name === name &&
          told.on !== undefined &&
          told.passage.documentId !== passage.documentId &&
          compareDates(told.on, passage.date) < 0 &&
          daysBetween(told.on, passage.date ?? told.on) <= days &&
          daysBetween(told.on, passage.date ?? told.on) > JUST_BEFORE_DAYS,
      );
      const last = before.at(-1);
      if (last?.on === undefined || done.some((told) => told.name === name && told.passage.documentId === passage.documentId)) continue;
      return [
        passagesSideBySide({
          rule: 'vigilance:late-and-done',
          subject: `Examen (${name})`,
          sides: [
            { says: `fait, ${frenchDate(last.on)}`, passage: last.passage, also: before.slice(-3, -1).map((told) => told.passage) },
            { says: 'dit en retard ou non fait', passage },
          ],
          importance: 2,
        }),
      ];
    }
    return [];
  });
}

/** Done so short before may not have been known. */
const JUST_BEFORE_DAYS = 20;
