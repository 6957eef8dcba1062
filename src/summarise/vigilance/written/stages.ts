import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument } from '../../per-document.js';
import { groupBy } from '../../text.js';
import { ROMAN } from '../grades.js';
import { once, passagesSideBySide, readOnce, saidBy, type Written } from '../passages.js';
import { KIN } from '../told/claim.js';
import { areTwoSpecimens } from '../specimens.js';
import { tellsDay, toldDates } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

interface Scale {
  readonly name: string;
  /** What the words are about, and the stage, in either order; the stage is the group that matched. */
  readonly patterns: readonly RegExp[];
  /** How long a stage holds, in days; told of one specimen, it holds for ever. */
  readonly days: number | 'specimen';
  /** Told of several places: both papers must name the same one. */
  readonly places?: RegExp;
}

const N = '(iv|i{1,3}|[1-5])';
const r = (pattern: string): RegExp => new RegExp(pattern);
const SCALES: readonly Scale[] = [
  {
    name: 'Escarre',
    days: 12,
    places: /\b(sacr|fess|talon|ischi|troch|malleol|occip|coude)/,
    patterns: [
      r(String.raw`\bescarres?\b[^.;]{0,30}?\b(?:stade|grade|categorie|st) ?${N}\b`),
      r(String.raw`\b(?:stade|grade|categorie) ${N}\b[^.;]{0,24}\bescarres?\b`),
    ],
  },
  {
    name: 'BPCO',
    days: 250,
    patterns: [
      r(String.raw`\b(?:bpco|bronchopneumopathie)\b[^.;]{0,40}?\b(?:stade|gold|grade)(?: gold)? ?:? ?${N}\b`),
      r(String.raw`\bgold ?${N}\b`),
    ],
  },
  {
    name: 'Cirrhose (Child-Pugh)',
    days: 60,
    patterns: [r(String.raw`\bchild(?: pugh)? ?:? ?(?:classe |stade |score )?([abc]) ?\d{0,2}\b`)],
  },
  {
    name: 'Néphropathie lupique',
    days: 'specimen',
    patterns: [
      r(
        String.raw`\b(?:nephropathie|nephrite|glomerulonephrite|gn|atteinte renale)\b[^.;]{0,12}\blupi\w+\b[^.;]{0,16}?\b(?:de )?classe (iv|v|i{1,3}|[1-6])\b`,
      ),
      r(String.raw`\bclasse (iv|v|i{1,3}|[1-6])\b[^.;]{0,30}\b(?:isn|rps|lupi\w+)`),
    ],
  },
  {
    name: 'Fibrose hépatique',
    days: 300,
    patterns: [r(String.raw`\b(?:metavir|fibro ?scan|fibro ?test|fibrose)\b[^.;]{0,30}?\bf ?([0-4])\b`)],
  },
  {
    name: 'Maladie de Parkinson (Hoehn et Yahr)',
    days: 250,
    patterns: [r(String.raw`\bhoehn(?: et| &)? yahr\b ?:? ?(?:stade |a )?${N}\b`)],
  },
  {
    name: 'Dyspnée (NYHA)',
    days: 20,
    patterns: [
      r(String.raw`\b(?:nyha|classe fonctionnelle) ?:? ?(?:stade |classe )?${N}\b`),
      r(String.raw`\b(?:stade|classe) ${N} (?:de la )?nyha\b`),
    ],
  },
  {
    name: 'Artérite (Leriche)',
    days: 60,
    patterns: [r(String.raw`\b(?:aomi|arterite|arteriopathie|leriche)\b[^.;]{0,40}?\bstade ${N}\b`)],
  },
  { name: 'Œsophagite', days: 100, patterns: [r(String.raw`\b(?:oesophagite|los angeles)\b[^.;]{0,30}?\b(?:grade|stade) ([a-d])\b`)] },
  { name: 'Reflux vésico-urétéral', days: 120, patterns: [r(String.raw`\b(?:reflux vesico \w+|rvu)\b[^.;]{0,40}?\bgrade ${N}\b`)] },
  {
    name: 'Prolapsus',
    days: 250,
    patterns: [r(String.raw`\b(?:prolapsus|cystocele|hysterocele|rectocele)\b[^.;]{0,24}?\b(?:grade|stade) ${N}\b`)],
  },
  { name: 'Brûlure', days: 12, patterns: [r(String.raw`\bbrulures?\b[^.;]{0,40}?\b([1-3])(?:er|e|eme|nd)? degre\b`)] },
  { name: 'Myélome (ISS)', days: 'specimen', patterns: [r(String.raw`\bmyelome\b[^.;]{0,40}?\b(?:iss|stade) ?${N}\b`)] },
  { name: 'Leucémie (Binet)', days: 250, patterns: [r(String.raw`\b(?:llc|binet)\b[^.;]{0,30}?\b(?:binet|stade) ([abc])\b`)] },
  {
    name: 'Barthel',
    days: 6,
    patterns: [
      r(
        String.raw`\bbarthel\b[^.;\d]{0,40}?(?:du \d{1,2} (?:\d{1,2}|[a-z]+)(?: \d{4})?,? )?(?:[:=a] ?)?(?<!du )\b(\d{1,3})(?: (?:sur )?100)?\b(?! (?:\d|jan|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec))`,
      ),
    ],
  },
];
const GLEASON = /\bgleason\b[^.;\d]{0,20}(?:(\d) ?\+ ?(\d)|(10|[6-9]))/;
const speaks = once(/\b(?:stade|grade|gold|classe|child|categorie|degre|barthel|gleason|nyha|metavir|fibro\w*|hoehn|st|iss|binet)\b/);

interface Staged {
  readonly scale: Scale;
  readonly stage: string;
  readonly shown: string;
  readonly place: string;
}

const specimen: Scale = { name: 'Score de Gleason', days: 'specimen', patterns: [] };

const stagesOf = readOnce((passage): readonly Staged[] => {
  if (!speaks(passage) || KIN.test(passage.words)) return NOTHING;
  const { words } = passage;
  const found = SCALES.flatMap((scale): readonly Staged[] => {
    for (const pattern of scale.patterns) {
      const match = pattern.exec(words);
      const written = match?.[1];
      if (match === null || written === undefined || /\b(?:pas|sans|risque|prevention|si)\b[^.;]{0,12}$/.test(words.slice(0, match.index)))
        continue;
      return [{ scale, stage: ROMAN[written] ?? written, shown: written.toUpperCase(), place: scale.places?.exec(words)?.[1] ?? '' }];
    }
    return [];
  });
  const [, first, second, whole] = GLEASON.exec(words) ?? [];
  const sum = whole ?? (first === undefined ? undefined : String(Number(first) + Number(second)));
  return sum === undefined ? found : [...found, { scale: specimen, stage: sum, shown: sum, place: '' }];
});
const NOTHING: readonly Staged[] = [];
/** What says itself that it moved. */
const MOVED =
  /\b(?:aggrav\w+|amelior\w+|evolu\w+|progress\w+|passee?|desormais|bourgeonn\w+|cicatris\w+|regress\w+|initialement|avant|contre)\b/;

interface Told extends Staged {
  readonly passage: Written;
}

const toldIn = perDocument((own: readonly Written[]) =>
  own.flatMap((passage) => stagesOf(passage).map((one): Told => ({ ...one, passage }))),
);

/** A stage, a grade or a class of one thing, told otherwise by two papers of the time for which it holds. */
export function writtenStages({ passages }: VigilanceInput): readonly Vigilance[] {
  return [...groupBy(toldIn(passages), ({ scale }) => scale.name).values()].flatMap((members): readonly Vigilance[] => {
    for (const newer of members.toReversed()) {
      const older = members.findLast((one) => differ(one, newer, members));
      if (older === undefined) continue;
      return [
        passagesSideBySide({
          rule: 'vigilance:grade-differs',
          subject: `${newer.scale.name}, stades différents`,
          sides: [older, newer].map((one) => ({
            says: one.shown,
            passage: one.passage,
            also: members
              .filter(({ stage }) => stage === one.stage)
              .map(({ passage }) => passage)
              .slice(0, 3),
          })),
          importance: 2,
        }),
      ];
    }
    return [];
  });
}

function differ(older: Told, newer: Told, members: readonly Told[]): boolean {
  const [from, to] = [older.passage.date, newer.passage.date];
  if (older.stage === newer.stage || older.passage.documentId === newer.passage.documentId || from === undefined || to === undefined)
    return false;
  if (
    compareDates(from, to) > 0 ||
    (older.place !== '' && newer.place !== '' && older.place !== newer.place) ||
    MOVED.test(newer.passage.words) ||
    areTwoSpecimens(saidBy(older.passage), saidBy(newer.passage))
  )
    return false;
  // A paper that tells both knows both.
  if (members.some((one) => one.passage.documentId === newer.passage.documentId && one.stage === older.stage)) return false;
  if (members.some((one) => one.passage.documentId === older.passage.documentId && one.stage === newer.stage)) return false;
  return newer.scale.days === 'specimen' || daysBetween(from, to) <= newer.scale.days || cites(newer, older);
}

/** "Le Barthel du 12 août": the day is that of the older paper, or of the passage that tells it. */
const cites = (newer: Told, older: Told): boolean => {
  const days = toldDates(newer.passage.words, newer.passage.date).filter(({ day }) => day !== undefined);
  const own = toldDates(older.passage.words, older.passage.date).filter(({ day }) => day !== undefined);
  return days.some(
    (day) =>
      tellsDay(day, older.passage.date) ||
      own.some((other) => other.year === day.year && other.month === day.month && other.day === day.day),
  );
};
