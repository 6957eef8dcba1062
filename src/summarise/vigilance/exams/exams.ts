import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { COUNT, numberOf } from '../../../extract/text/number-words.js';
import { compareDates, daysBetween, frenchDate } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { among } from '../../per-document.js';
import { writeValue } from '../../templates.js';
import { fold } from '../../text.js';
import { once, passagesOf, passagesSideBySide, type Written } from '../passages.js';
import { sideBySide, type VigilanceInput } from '../warning.js';

/** Below this, in percent, a glycated haemoglobin does not go with a diabetes that nobody treats (WHO: diabetes from 6,5 %). */
const NORMAL_HBA1C = 6.1;
/** A lower number is another unit or another thing. */
const LEAST_HBA1C = 3;
const NEAR_DAYS = 500;
/** Noted in more papers than these, it is known. */
const MOST_PAPERS = 2;

const diabetes = among(
  (fact: Fact) =>
    fact.kind === 'condition' &&
    /^diabete(?:-de-type|$)/.test(fact.concept ?? '') &&
    isAffirmed(fact) &&
    !fact.qualifiers.family &&
    !fact.qualifiers.otherPerson,
);
const glycated = among(
  (fact: Fact) =>
    fact.kind === 'observation' &&
    fact.value?.number !== undefined &&
    !fact.qualifiers.family &&
    /^(?:hba1c|hemoglobine glyquee)/.test(fold(fact.label)),
);

/** Diabetes noted in one paper, a normal HbA1c in another, and no drug for it. */
export function diabetesWithoutSugar({ facts, histories, sources }: VigilanceInput): readonly Vigilance[] {
  const noted = diabetes(facts);
  const last = noted.at(-1);
  if (
    last === undefined ||
    new Set(noted.map(({ documentId }) => documentId)).size > MOST_PAPERS ||
    histories.some(({ atc, events }) => atc?.startsWith('A10') === true && events.some(({ act }) => act === 'take'))
  )
    return [];
  const on = sources.dateOf(last.documentId);
  const near = glycated(facts).filter((fact) => {
    const measured = fact.date ?? sources.dateOf(fact.documentId);
    return (
      on !== undefined && measured !== undefined && fact.documentId !== last.documentId && Math.abs(daysBetween(measured, on)) <= NEAR_DAYS
    );
  });
  const rate = near.at(-1);
  if (rate?.value === undefined || near.some(({ value }) => (value?.number ?? 0) >= NORMAL_HBA1C || (value?.number ?? 0) < LEAST_HBA1C))
    return [];
  return [
    sideBySide({
      rule: 'vigilance:ruled-out-and-stated',
      subject: 'Diabète',
      sides: [
        { says: 'affirmé', fact: last, also: noted.slice(0, -1) },
        { says: `HbA1c ${writeValue(rate.value)}`, fact: rate, also: near.slice(0, -1) },
      ],
      importance: 2,
      sources,
    }),
  ];
}

/** Examinations by the words of a report's title, and of what speaks of them. */
const NAMED: readonly (readonly [string, RegExp, string])[] = [
  ['coloscopie', /\bcoloscopie\b/, 'coloscopie'],
  ['gastroscopie', /\bgastroscopie|fibroscopie (?:gastrique|oeso)|\bfogd\b|endoscopie haute/, 'gastroscopie|fogd|fibroscopie gastrique'],
  ['mammographie', /\bmammograph/, String.raw`mammo\w*|mammographie`],
  ['frottis', /\bfrottis|cytologie cervic|\bhpv\b/, 'frottis|fcv|fcu'],
  ['fond d’œil', /\bfond d ?(?:e l )?oeil|retinograph|retinopathie diab|\bretinien/, 'fond d oeil|fo|retinographie|fond de l oeil'],
  [
    'échographie cardiaque',
    /\bechocardio|echographie cardiaque|\bett\b|echo coeur/,
    'ett|echo(?:graphie)? cardiaque|echocardiographie|echo coeur',
  ],
  ['IRM', /\birm\b/, 'irm'],
  ['scanner', /\bscanner|\btdm\b/, 'scanner|tdm'],
  ['ostéodensitométrie', /densitometrie|\bdmo\b/, 'osteo ?densitometrie|densitometrie|dmo'],
  ['polysomnographie', /polysomno|polygraphie/, 'polysomnographie|polygraphie'],
  ['épreuve d’effort', /epreuve d effort/, 'epreuve d effort'],
];
const EXAMS = NAMED.map(([name, title, words]) => ({
  name,
  title,
  /** "Moins d'un an". */
  span: new RegExp(String.raw`\b(?:${words})\b[^.;]{0,24}?(?:(?:de |datant de |date de )?moins d(?:e|u)? ?|< ?)(${COUNT}) ?(ans?|mois)\b`),
  /** "Pas de mammographie depuis trois ans", "dernière coloscopie en 2015". */
  last: new RegExp(
    String.raw`\b(?:pas (?:eu |fait |passe |realise )*d(?:e)? (?:${words})(?: de controle)? depuis|derni(?:er|ere) (?:${words})(?: \w+)? ?:? ?(?:en|date de|remonte a|faite? en|il y a)?) (?:(?:[a-z]+ )?((?:19|20)\d\d)\b|(${COUNT}) (ans|mois)\b)`,
  ),
  never: new RegExp(
    String.raw`\bjamais (?:eu )?de (?:${words})\b|\b(?:${words}) ?: ?jamais\b|\b(?:toujours refuse|jamais (?:voulu|accepte|eu|fait|passe|realise))(?: (?:faire|de|d|la|le|l|une?))* (?:${words})\b|\b(?:${words})\b[^.;]{0,20}\b(?:jamais (?:ete )?(?:faite?|realisee?|passee?)|toujours refusee?)`,
  ),
}));
type Exam = (typeof EXAMS)[number];
const speaksOfSpan = once(/\bmoins d(?:e|u|un)?\b|< ?\d|< ?un an/);
const speaksOfNever = once(
  /\bpas (?:eu |fait |passe )?d(?:e)? \w+ depuis|\bdern(?:ier|iere)\b|\bjamais de\b|: ?jamais\b|\b(?:jamais|toujours) (?:ete |eu |refuse|voulu|accepte|fait|passe|realise)|\bn a jamais\b/,
);
const spansSpoken = among((one: Written) => speaksOfSpan(one) || speaksOfNever(one));
const GIVE_DAYS = 12;
const LINES = 6;

/** "Fond d'œil de moins d'un an" when the last is older; "n'a jamais fait de coloscopie" when its report is there. */
export function examsAgainstReports({ passages, documents }: VigilanceInput): readonly Vigilance[] {
  const spoken = spansSpoken(passages);
  if (spoken.length === 0) return [];
  const papers = documents
    .filter((one) => one.date !== undefined && (one.status === 'read' || one.status === 'ocr'))
    .toSorted((a, b) => compareDates(a.date, b.date))
    .map(({ id, date, title }) => ({ id, date, title: fold(title) }));
  return EXAMS.flatMap((exam): readonly Vigilance[] => {
    const last = papers.findLast((one) => exam.title.test(one.title));
    if (last?.date === undefined) return [];
    const { date, id } = last;
    const said = spoken.findLast((one) => one.documentId !== id && (isOlder(one, exam, date) || isDenied(one, exam, date)));
    const [first, ...rest] = linesOf(passages, id, exam.title);
    if (said === undefined || first === undefined) return [];
    return [
      passagesSideBySide({
        rule: 'vigilance:exam-against-report',
        subject: `Examen (${exam.name})`,
        sides: [
          { says: `fait, ${frenchDate(date)}`, passage: first, also: rest },
          { says: isDenied(said, exam, date) ? 'dit jamais ou plus tôt' : 'dit plus récent', passage: said },
        ],
        importance: 2,
      }),
    ];
  });
}

/** The lines of the report that name the examination or its day, else the first ones. */
const linesOf = (passages: readonly Written[], id: string, title: RegExp): readonly Written[] => {
  const own = passagesOf(passages, id);
  const named = own.filter(({ words }) => /\bdate (?:de l )?examen|\bexamen du\b|\bprochain/.test(words) || title.test(words));
  return [...new Set([...named, ...own])].slice(0, LINES);
};

function isOlder(one: Written, { span }: Exam, on: string): boolean {
  if (!speaksOfSpan(one) || one.date === undefined) return false;
  const match = span.exec(one.words);
  if (match?.[1] === undefined) return false;
  const count = numberOf(match[1]) ?? Number.NaN;
  return daysBetween(on, one.date) > count * (match[2]?.startsWith('an') === true ? 365 : 30) + GIVE_DAYS;
}

/** The last one is told to be older than its report. */
function isOlderThan(one: Written, { last }: Exam, on: string): boolean {
  if (one.date === undefined || /\b(?:normale?|avant|precedent|pathologique)\b/.test(one.words)) return false;
  const match = last.exec(one.words);
  if (match === null) return false;
  const [, year, count, unit] = match;
  if (year !== undefined) return Number(on.slice(0, 4)) > Number(year);
  const number = numberOf(count ?? '');
  return number !== undefined && daysBetween(on, one.date) < number * (unit === 'ans' ? 365 : 30) - GIVE_LONG_DAYS;
}
const GIVE_LONG_DAYS = 120;

const isDenied = (one: Written, exam: Exam, on: string): boolean =>
  speaksOfNever(one) &&
  one.date !== undefined &&
  compareDates(on, one.date) < 0 &&
  (isOlderThan(one, exam, on) || exam.never.test(one.words));
