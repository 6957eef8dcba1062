import vocabulary from '../../vocabulary/lifestyle.json' with { type: 'json' };

/** One matter of how a patient lives. Topics of one label are kinds of one matter: each has a line of its own, the label is the reader's. */
export interface Topic {
  readonly id: string;
  readonly label: string;
  readonly importance: 1 | 2 | 3;
  readonly pattern: RegExp;
}

export const TOPICS: readonly Topic[] = vocabulary.topics.map(({ id, label, importance, patterns }) => ({
  id,
  label,
  importance: importance === 3 ? 3 : importance === 2 ? 2 : 1,
  pattern: new RegExp(patterns.join('|'), 'g'),
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
  'Droits et prestations',
  'Profession',
]);
export const isSocial = ({ label }: Topic): boolean => SOCIAL_LABELS.has(label);
export const SOCIAL_TOPICS: readonly Topic[] = TOPICS.filter(isSocial);

export const saysOf = (topic: Topic, folded: string): boolean => folded.search(topic.pattern) >= 0;
