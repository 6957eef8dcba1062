import type { Fact, FactStatus } from '../../domain/fact.js';
import type { Range, SectionKind } from '../text/analysis.js';
import vocabulary from '../vocabulary/lifestyle.json' with { type: 'json' };
import { dateFor, documentDate } from './dating.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { factOf, qualificationOf, segmentOf, sentencesOf } from './page-reading.js';
import { lowerFirst, tidy } from './phrase.js';

interface Topic {
  readonly id: string;
  readonly label: string;
  readonly importance: 1 | 2 | 3;
  readonly pattern: RegExp;
}

const TOPICS: readonly Topic[] = vocabulary.topics.map((topic) => ({
  id: topic.id,
  label: topic.label,
  importance: topic.importance === 3 ? 3 : topic.importance === 2 ? 2 : 1,
  pattern: new RegExp(topic.pattern, 'g'),
}));
const SILENT: ReadonlySet<SectionKind> = new Set([
  'prescription',
  'current-medications',
  'discharge-medications',
  'admission-medications',
  'stopped-medications',
  'laboratory',
  'technique',
  'immunizations',
  'family-history',
  'allergies',
  'vital-signs',
  'pathology',
  'procedure',
]);
/** Outside their own section these words are told in passing. */
const WEAK_OUTSIDE: ReadonlySet<string> = new Set(['alimentation', 'activite', 'travail', 'sexualite', 'sommeil', 'exposition']);
const NEVER =
  /\b(?:jamais|non[- ]?fum|pas de tabac|0 tabac|tabac ?:? ?(?:0|non|neant|aucun|∅|-)|∅ tabac|aucun tabac|ne fume pas|pas d'alcool|alcool ?:? ?(?:0|non|neant|aucun|∅)|pas de (?:toxique|drogue|cannabis|consommation|stupefiant)|aucune? (?:consommation|toxique)|pas d'intoxication|sans tabagisme|oh ?:? ?(?:0|non)|toxiques? ?:? ?(?:0|non)|nie toute?|n'en consomme pas|ne boit pas|ne consomme pas)/;
const STOPPED =
  /\b(?:sevr\w+|arret(?:e|ee|s|es|er)?\b|stopp\w+|cess\w+|ex-?fum\w+|ancien\w* (?:fum|tabag|consom|alcool|ethyl)\w*|ne fume plus|a fume|n'a pas refume|abstinen\w+|fumait|buvait|interrompu|plus de tabac|ne boit plus)/;

/** "Arrêt du tabac du compagnon", "compagnon : fumeur": the habit of somebody else. */
const OF_ANOTHER =
  /\b(?:du|de (?:la|son|sa|ses)|chez (?:le|la|son|sa)|son|sa) (?:compagn(?:on|e)|conjointe?|maris?|epou(?:x|se)|mere|pere|entourage|fils|fille|parents?)\b|^\W*(?:compagn(?:on|e)|conjointe?|mari|epou(?:x|se)|mere|pere)\b[^.;]{0,40}(?::|fum|tabac)/;

/** "Pas de conduite automobile dans les 24 heures": advice after an act. */
const FOR_NOW =
  /\b(?:dans les|pendant(?: les)?|avant|durant) (?:\d+|vingt-quatre|quarante-huit|deux|trois|quelques) ?(?:premieres )?(?:h\b|heures|jours)/;

/** Habits that one sentence often lists: each then has its own words. */
const HABITS = TOPICS.filter((topic) => topic.id === 'tabac' || topic.id === 'alcool' || topic.id === 'substances');

/** Taken up again. */
const RESUMED =
  /\b(?:recommenc\w+|rechut\w+|a? ?repris (?:le tabac|la cigarette|de fumer|l'alcool|a fumer|a boire)|reprise (?:du tabac|de l'alcool|du tabagisme)|refume\b(?<!ne refume))/;
/** Asked for, aimed at or helped: the habit goes on. */
const TO_STOP =
  /\b(?:demand\w+|conseil\w+|recommand\w+|insist\w+|incit\w+|encourag\w+|souhait\w+|voudrait|veut|doit|devrait|faut|projet|motiv\w+|refuse|aide (?:a|pour)|essa\w+)\b[^.;]{0,40}\b(?:arret\w*|sevr\w+|cess\w+|stopp\w+)|\b(?:arret|sevrage)\b[^.;]{0,30}\b(?:souhait\w*|conseill\w*|recommand\w*|propos\w*|imperatif|indispensable|a (?:envisager|discuter|poursuivre|reparler)|en cours|nicop\w+|nicor\w+|patchs?|substitut\w*|champix|vareniclin\w*)/;

const statusOf = (topic: Topic, folded: string): FactStatus => {
  if (topic.id !== 'tabac' && topic.id !== 'alcool' && topic.id !== 'substances') return 'active';
  if (RESUMED.test(folded) || (TO_STOP.test(folded) && !/\b(?:depuis|en (?:19|20)\d\d|il y a)\b/.test(folded))) return 'active';
  if (STOPPED.test(folded)) return 'past';
  return NEVER.test(folded) ? 'absent' : 'active';
};

const STATES: Readonly<Record<string, Partial<Record<FactStatus, string>>>> = {
  tabac: { past: 'Ancien fumeur (tabac sevré)', absent: 'Non fumeur (tabac 0)', active: 'Tabac' },
  alcool: { past: 'Alcool sevré', absent: "Pas d'alcool", active: 'Alcool' },
  substances: { past: 'Substances : sevré', absent: 'Pas de substance', active: 'Substances' },
};

/** The topic first, then the record's own words. */
/** The heading that opens the line is not what it says. */
const HEADING =
  /^\s*[-•*]?\s*(?:mode de vie|contexte social|habitus|profession|métier|situation (?:familiale|professionnelle|sociale))\s*:\s*/iu;

const titled = (topic: Topic, status: FactStatus, text: string): string => {
  const head = STATES[topic.id]?.[status] ?? topic.label;
  return new RegExp(`^${head.slice(0, 4)}`, 'i').test(text) && status === 'active' ? text : `${head} : ${lowerFirst(text)}`;
};

const MAX_SEGMENT = 220;

/** The words about one topic: the sentence where it is short, else the commas around, opened while they belong together. */
const stretchOf = (reading: PageReading, { sentence }: Sentenced, match: Range): Range => {
  const said = reading.analysis.folded.slice(sentence.start, sentence.end);
  if (HABITS.filter((topic) => said.search(topic.pattern) >= 0).length > 1) return segmentOf(reading.analysis, sentence, match, ',;.');
  const bySemicolon = segmentOf(reading.analysis, sentence, match, ';');
  if (bySemicolon.end - bySemicolon.start <= 110) return bySemicolon;
  let range = segmentOf(reading.analysis, bySemicolon, match, ',');
  // Quantities and dates in the next segment or in brackets go with it.
  for (let turn = 0; turn < 2 && range.end < bySemicolon.end; turn += 1) {
    const next = segmentOf(reading.analysis, bySemicolon, { start: range.end + 1, end: range.end + 2 }, ',');
    if (
      next.end - range.start > MAX_SEGMENT ||
      !/\d|arret|sevr|depuis|stop|cess|derniere/.test(reading.analysis.folded.slice(next.start, next.end))
    )
      break;
    range = { start: range.start, end: next.end };
  }
  return range;
};

/** Tobacco, alcohol, substances, home, work, autonomy, driving, diet, legal protection: what the record says, in its own words. */
export const lifestyleFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  for (const sentenced of sentencesOf(reading)) {
    const { section, sentence } = sentenced;
    if (section !== undefined && SILENT.has(section.kind)) continue;
    const own = section?.kind === 'lifestyle' || section?.kind === 'history';
    const told = new Set<string>();
    for (const topic of TOPICS) {
      for (const found of sentenced.folded.matchAll(topic.pattern)) {
        const match = { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length };
        const stretch = stretchOf(reading, sentenced, match);
        const key = `${topic.id}:${stretch.start}`;
        if (told.has(key)) continue;
        const qualification = qualificationOf(reading, match);
        const { family, otherPerson, instruction, hypothetical } = qualification.qualifiers;
        if (family || otherPerson || instruction || (hypothetical && !own)) continue;
        const folded = reading.analysis.folded.slice(stretch.start, stretch.end);
        told.add(key);
        const said = statusOf(topic, folded);
        const habit = topic.id === 'tabac' || topic.id === 'alcool' || topic.id === 'substances';
        if (habit && OF_ANOTHER.test(folded)) continue;
        const status = habit && said === 'active' && qualification.qualifiers.negated ? 'absent' : said;
        if (topic.id === 'travail' && section?.kind === 'plan') continue;
        if (FOR_NOW.test(folded) || (section?.title !== undefined && stretch.end <= section.title.end)) continue;
        const text = tidy(reading.analysis.page.text.slice(stretch.start, stretch.end).replace(HEADING, ''));
        const written = dateFor(reading, sentence, match);
        const fact = factOf(reading, {
          kind: 'lifestyle',
          label: titled(topic, status, text),
          rule: `lifestyle-${topic.id}`,
          importance: WEAK_OUTSIDE.has(topic.id) && !own ? 1 : topic.importance,
          status,
          citation: stretch,
          section,
          qualification: { qualifiers: { ...qualification.qualifiers, negated: status === 'absent' }, cues: qualification.cues },
          dated: written.date === undefined && status !== 'past' ? documentDate(reading) : written,
          confidence: own ? 0.9 : 0.75,
          extra: { concept: `mode-de-vie-${topic.id}` },
        });
        if (fact !== undefined) facts.push(fact);
      }
    }
  }
  return facts;
};
