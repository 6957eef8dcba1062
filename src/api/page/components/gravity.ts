import type { Synthesis } from '../client.js';

type Vigilance = Synthesis['vigilance'][number];

/** Warnings of one gravity: those that stand open, and the rest. */
export interface Gravity {
  readonly title: string;
  readonly open: readonly Vigilance[];
  readonly folded: readonly Vigilance[];
}

interface Rank {
  readonly title: string;
  /** Lines that stand open. */
  readonly shown: number;
  readonly has: (item: Vigilance) => boolean;
}

/** What may harm today. */
const SAFETY =
  /^vigilance:(?:allerg|none-known|refuted-allergy|noted-allergy|association|class-denied|kidney-limit|bleeding|blood-group|benign-and-malignant)/;
/** What is taken, and how much of it. */
const DRUGS = /^vigilance:(?:dose|listed-after|stopped|prescribed|two-brands|replaced-brand|written-and-denied|lengths-differ)/;

/** The gravest first; a line stands under the first that has it. */
const RANKS: readonly Rank[] = [
  { title: 'Sécurité, allergies', shown: 4, has: ({ rule, importance }) => importance > 1 && SAFETY.test(rule) },
  { title: 'Médicaments', shown: 3, has: ({ rule, importance }) => importance > 1 && DRUGS.test(rule) },
  {
    title: 'Identité, lecture',
    shown: 2,
    has: ({ kind, rule }) => kind === 'identity' || kind === 'unread' || /:low-confidence/.test(rule),
  },
  { title: 'Résultats, côtés, dates', shown: 3, has: ({ importance }) => importance > 1 },
  { title: 'Écarts mineurs', shown: 0, has: () => true },
];

/** The warnings by gravity, each in one place; those of a gravity as the synthesis orders them. A gravity without any is left out. */
export function byGravity(warnings: readonly Vigilance[]): readonly Gravity[] {
  return RANKS.map(({ title, shown, has }) => {
    const own = warnings.filter((item) => RANKS.find((rank) => rank.has(item))?.has === has);
    const open = own.slice(0, shown);
    return { title, open, folded: own.slice(open.length) };
  }).filter(({ open, folded }) => open.length + folded.length > 0);
}
