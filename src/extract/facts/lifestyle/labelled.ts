import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/lifestyle-labels.json' with { type: 'json' };
import { OF_DRIVING } from './guards.js';
import type { Topic } from './topics.js';
import { HABITS, isHabitTopic, saysOf, TOPICS } from './topics.js';

/** A line, or a part of one, whose words before the colon name its topic: "Toilette : aide du bas, AVS 1 h". */
export interface Labelled extends Range {
  readonly topic: Topic;
  /** Behind the colon. */
  readonly said: Range;
}

type Labels = readonly { readonly topic: Topic; readonly pattern: RegExp }[];

const labelsOf = (entries: Readonly<Record<string, readonly string[]>>): Labels =>
  Object.entries(entries).flatMap(([id, words]) =>
    TOPICS.filter((topic) => topic.id === id).map((topic) => ({ topic, pattern: new RegExp(`^(?:${words.join('|')})$`) })),
  );

const LABELS = labelsOf(vocabulary.labels);
const OF_A_CHILD = labelsOf(vocabulary.child);

/** A label with its colon, where a line, a column or a part begins. */
const HEAD = /(?:^|[;.,|]\s?|\s{3,}|\t|\s[-•/]\s)\s?(?:[-•*]\s?)?([a-z][a-z'/ -]{1,36}?)\s*(?:\([^()]{1,24}\)\s?)?:(?!\d)\s*/g;
/** Labels inside an answer: "Tabac : oui   Quantité : 20 cig/j   Depuis : 1990". */
const DETAIL =
  /^(?:quantite|pa|nb|nombre|nombre de \w+|depuis|duree|date|date d'arret|arret|si oui|cig|cigarettes?|type|frequence|sevre|combien|lequel|laquelle|lesquels|precisez|preciser|details?|consommation|p-a|ua|verres?)$/;
/** "Domicile : 12 rue des Lilas": where letters go. */
const ADDRESS = /\b(?:rue|avenue|boulevard|bd|allee|impasse|chemin|\d{5})\b/;
const NOTHING = /^[\s.…_?/-]*$/;
const DRUG_DOSE = /\d ?(?:mg|µg|gouttes|cp)\b/;
const TREATED: ReadonlySet<string> = new Set(['sommeil', 'aides-infirmier']);

/** What the lines of a sentence say behind the label of a topic; `minor` where the patient is a child. */
export const labelledIn = (flat: string, sentence: Range, minor: boolean): readonly Labelled[] => {
  const text = flat.slice(sentence.start, sentence.end);
  if (!text.includes(':')) return [];
  const heads = [...text.matchAll(HEAD)].map((match) => {
    const word = (match[1] ?? '').trim();
    const at = match.index + match[0].indexOf(match[1] ?? '');
    return { word, start: sentence.start + at, end: sentence.start + match.index + match[0].length, comma: match[0].startsWith(',') };
  });
  const labels = minor ? [...OF_A_CHILD, ...LABELS] : LABELS;
  const known = heads.map(({ word }) => labels.find(({ pattern }) => pattern.test(word))?.topic);
  return heads.flatMap((head, index): readonly Labelled[] => {
    const topic = known[index];
    if (topic === undefined) return [];
    const next = heads.findIndex((other, at) => at > index && !DETAIL.test(other.word) && (!other.comma || known[at] !== undefined));
    const end = endOf(flat, topic, head.end, next < 0 ? sentence.end : (heads[next]?.start ?? sentence.end));
    const said = flat.slice(head.end, end);
    if (NOTHING.test(said) || ADDRESS.test(said) || (TREATED.has(topic.id) && DRUG_DOSE.test(said))) return [];
    if (topic.id === 'conduite' && head.word === 'conduite' && !OF_DRIVING.test(said)) return [];
    // "Toxiques : tabac 20 PA, alcool": several habits, each told apart.
    if (isHabitTopic(topic) && HABITS.some((other) => other.label !== topic.label && saysOf(other, said))) return [];
    return [{ topic, start: head.start, end, said: { start: head.end, end } }];
  });
};

/** Up to the semicolon behind which another matter is told, without the mark or the gap that ends it. */
const endOf = (flat: string, topic: Topic, from: number, to: number): number => {
  let end = to;
  for (let at = flat.indexOf(';', from); at >= 0 && at < end; at = flat.indexOf(';', at + 1)) {
    const part = flat.slice(at + 1, flat.indexOf(';', at + 1) < 0 ? end : Math.min(end, flat.indexOf(';', at + 1)));
    if (TOPICS.some((other) => other.label !== topic.label && saysOf(other, part))) end = at;
  }
  while (end > from && /[\s;,|/•-]/.test(flat.charAt(end - 1))) end -= 1;
  return end;
};
