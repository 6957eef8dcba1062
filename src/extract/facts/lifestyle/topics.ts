import vocabulary from '../../vocabulary/lifestyle.json' with { type: 'json' };

/** One matter of how a patient lives. Topics of one label are kinds of one matter: each has a line of its own, the label is the reader's. */
export interface Topic {
  readonly id: string;
  readonly label: string;
  readonly importance: 1 | 2 | 3;
  readonly pattern: RegExp;
  /** Each thing that it names is a line of its own: a walking stick beside a wheelchair, one right beside another. */
  readonly each: boolean;
}

export const TOPICS: readonly Topic[] = vocabulary.topics.map(({ id, label, importance, patterns, ...kind }) => ({
  id,
  label,
  importance: importance === 3 ? 3 : importance === 2 ? 2 : 1,
  pattern: new RegExp(patterns.join('|'), 'g'),
  each: 'each' in kind,
}));

/** Tobacco, alcohol, substances: what one has, had or never had. */
export const isHabitTopic = ({ id }: Topic): boolean => id === 'tabac' || id === 'alcool' || id.startsWith('substances');
/** Habits that one sentence often lists: each then has its own words. */
export const HABITS: readonly Topic[] = TOPICS.filter(isHabitTopic);

/** Who and where, with what help and on what means: each part of a sentence tells one of them. */
const SOCIAL_LABELS: ReadonlySet<string> = new Set([
  'Situation familiale',
  'Lieu de vie',
  'Mode de vie',
  'Garde et scolarité',
  'Accompagnement',
  'Développement',
  'Rééducations',
  'Aides',
  'Entourage',
  'Autonomie',
  'Aides techniques',
  'Chutes',
  'Continence',
  'Travail',
  'Couverture et prestations',
  'Profession',
]);
export const isSocial = ({ label }: Topic): boolean => SOCIAL_LABELS.has(label);
export const SOCIAL_TOPICS: readonly Topic[] = TOPICS.filter(isSocial);

export const saysOf = (topic: Topic, folded: string): boolean => folded.search(topic.pattern) >= 0;

/** What one line of the synthesis is about: the topic, with the thing named where each has its own. */
export const conceptOf = ({ id, each }: Topic, found: string): string =>
  each ? `mode-de-vie-${id}-${(NAMED.exec(found)?.[0] ?? /[a-z0-9]{2,}/.exec(found)?.[0] ?? '').replace(/s$/, '')}` : `mode-de-vie-${id}`;
/** The word of a phrase that says who or what: "lit médicalisé", "fille sur place". */
const NAMED =
  /\b(?:fille|fils|enfants|epouse|epoux|mari|conjointe?|compagne|compagnon|femme|niece|neveu|voisine?|soeur|frere|mere|pere|parents|aidante?|canne|deambulateur|rollator|bequille|fauteuil|lit|auditi\w+|prothese|appareil|orthophonie|ergotherapie|psychomotricite|invalidite|complementaire|ald|ipp|rente|sejour)/;

/** Where a child is kept and taught. */
export const [SCHOOL = TOPICS[0] as Topic] = TOPICS.filter(({ id }) => id === 'enfance');
