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
const WEAK_OUTSIDE: ReadonlySet<string> = new Set([
  'alimentation',
  'activite',
  'profession',
  'travail',
  'sexualite',
  'sommeil',
  'exposition',
]);
const NEVER =
  /\b(?:jamais|non[- ]?fum|pas de tabac|0 tabac|tabac ?:? ?(?:0|non|neant|aucun|∅|-|rien|ras)|∅ tabac|aucun tabac|ne fume pas|pas d'alcool|alcool ?:? ?(?:0|non|neant|aucun|∅|rien|ras)|pas de (?:toxique|drogue|cannabis|consommation|stupefiant)|aucune? (?:consommation|toxique)|pas d'intoxication|sans tabagisme|oh ?:? ?(?:0|non)|toxiques? ?:? ?(?:0|non)|nie toute?|n'en consomme pas|ne boit pas|ne consomme pas)/;
const STOPPED =
  /\b(?:(?<!non |pas |mal )sevr\w+|arret(?:e|ee|s|es|er)?\b|stopp\w+|cess\w+|ex-?fum\w+|ancien\w* (?:fum|tabag|consom|alcool|ethyl)\w*|ne fume plus|derniere cigarette|a fume|n'a pas refume|abstinen\w+|fumait|buvait|interrompu|plus de tabac|ne boit plus)/;

/** "Arrêt du tabac du compagnon", "compagnon : fumeur": the habit of somebody else. */
const OF_ANOTHER =
  /\b(?:du|de (?:la|son|sa|ses)|chez (?:le|la|son|sa)|son|sa) (?:compagn(?:on|e)|conjointe?|maris?|epou(?:x|se)|mere|pere|entourage|fils|fille|parents?)\b|^\W*(?:compagn(?:on|e)|conjointe?|mari|epou(?:x|se)|mere|pere)\b[^.;]{0,40}(?::|fum|tabac)/;

/** "Pas de conduite automobile dans les 24 heures": advice after an act. */
const FOR_NOW =
  /\b(?:dans les|pendant(?: les)?|avant|durant) (?:\d+|vingt-quatre|quarante-huit|deux|trois|quelques) ?(?:premieres )?(?:h\b|heures|jours)/;

/** Where the person of the sentence works or what a paper speaks of is not where the patient lives. */
const NOT_LIVED =
  /\b(?:aide[- ]soignant|infirmi|medecin|ide\b|kine|travaill|campagne|secretaire|cadre|animat|salarie|employe|projet|demande|dossier|recherche|refus|craint|peur|souhait|veut|envisag|attente|inscri)[^,;]*$/;
/** "Le Dr X est à la retraite": the work of who is named. */
const OF_CAREGIVER = /\b(?:dr|pr|docteur|confreres?|consoeur|collegue|medecin traitant|interne)\b[^,;]*$/;
/** "Relevée par pompiers", "amené par les gendarmes", "vue avec l'assistante sociale": who did it, not who the patient is. */
const DONE_BY =
  /\b(?:par|avec|via|appel(?:le|e|er|ant)?|arrivee|intervention|transport|equipe|passage|avis|selon|aupres|contact\w*|prevenir|joindre) (?:(?:de |d'|des? |du |la |le |les |l'|un |une |son |sa |ses |aux? )*)$/;
/** "Technicien : K. M.", "commentaire du technicien": who wrote or measured. */
const WHO_WROTE = /\b(?:commentaires?|avis|nom|signature|vu) (?:du |de la |de l'|des )$/;
/** A ride on the machine of an exercise test, a class, a paper: no sport of the patient. */
const NOT_A_SPORT =
  /\b(?:ateliers?|paliers?|epreuve d'effort|demi-assis|ergocycle|cyclo-?ergometre|tapis roulant|watts?|certificat|dispense)\b/;
/** "Le fils vit à Toulouse", "sa mère est en EHPAD": how somebody else lives. */
const OF_KIN =
  /\b(?:fils|filles?|freres?|soeurs?|seurs?|meres?|peres?|maris?|epouse|epoux|conjointe?|compagn(?:on|e)|neveux?|nieces?|cousine?s?|voisine?s?|enfants|tante|oncle|petite?s?-\w+|belle?-\w+|amie?) (?:est |sont |qui |a ete |et \w+ )?$/;
/** "Vit chez sa mère", "habite avec son fils": who is named there is company. */
const DWELLS = /^(?:vi(?:t|vant|vait)|habit)/;
/** What a spouse's death makes of the patient: "son mari est décédé en janvier". */
const OF_SPOUSE = /^(?:(?:son|sa) |deces|mort|perte)/;
/** Who and where: each part of a sentence tells one of them. */
const SOCIAL: ReadonlySet<string> = new Set([
  'famille',
  'institution',
  'logement',
  'enfance',
  'aides',
  'autonomie',
  'profession',
  'travail',
]);
const SOCIAL_TOPICS = TOPICS.filter((topic) => SOCIAL.has(topic.id));

/** Habits that one sentence often lists: each then has its own words. */
const HABITS = TOPICS.filter((topic) => topic.id === 'tabac' || topic.id === 'alcool' || topic.id === 'substances');

/** Taken up again. */
const RESUMED =
  /\b(?:recommenc\w+|rechut\w+|a? ?repris (?:le tabac|la cigarette|de fumer|l'alcool|a fumer|a boire)|reprise (?:du tabac|de l'alcool|du tabagisme)|refume\b(?<!ne refume))/;
/** Asked for, aimed at or helped: the habit goes on. */
const TO_STOP =
  /\b(?:demand\w+|conseil\w+|recommand\w+|insist\w+|incit\w+|encourag\w+|souhait\w+|voudrait|veut|doit|devrait|faut|projet|motiv\w+|refuse|aide (?:a|pour)|essa\w+)\b[^.;]{0,40}\b(?:arret\w*|sevr\w+|cess\w+|stopp\w+)|\b(?:arret|sevrage)\b[^.;]{0,30}\b(?:souhait\w*|conseill\w*|recommand\w*|propos\w*|imperatif|indispensable|a (?:envisager|discuter|poursuivre|reparler)|en cours|nicop\w+|nicor\w+|patchs?|substitut\w*|champix|vareniclin\w*)/;

const statusOf = (topic: Topic, folded: string): FactStatus => {
  if (topic.id === 'sexualite') return /contracep|pilule|sterilet|implant|patch/.test(folded) && GIVEN_UP.test(folded) ? 'past' : 'active';
  if (topic.id !== 'tabac' && topic.id !== 'alcool' && topic.id !== 'substances') return 'active';
  if (RESUMED.test(folded) || (TO_STOP.test(folded) && !/\b(?:depuis|en (?:19|20)\d\d|il y a)\b/.test(folded))) return 'active';
  if (STOPPED.test(folded)) return 'past';
  return NEVER.test(folded) ? 'absent' : 'active';
};

/** A method taken in a time that is over, or given up. */
const GIVEN_UP =
  /\b(?:avait|avaient|ancienne|jusqu'en)\b|\b(?:arret\w+|interrompue?|retiree?|stoppee?)\b|\bde (?:19|20)\d\d a (?:19|20)\d\d\b/;

const STATES: Readonly<Record<string, Partial<Record<FactStatus, string>>>> = {
  tabac: { past: 'Ancien fumeur (tabac sevré)', absent: 'Non fumeur (tabac 0)', active: 'Tabac' },
  alcool: { past: 'Alcool sevré', absent: "Pas d'alcool", active: 'Alcool' },
  sexualite: { past: 'Contraception arrêtée' },
  substances: { past: 'Substances : sevré', absent: 'Pas de substance', active: 'Substances' },
};

/** The topic first, then the record's own words. */
/** The heading that opens the line is not what it says. */
const HEADING =
  /^\s*(?:\d{1,2}\s?[)./-](?!\d)\s*|[-•*]\s*)?(?:(?:mode de vie|contexte social|habitus|hdm|motif|profession|métier|situation (?:familiale|professionnelle|sociale))\s*:\s*)?/iu;

const titled = (topic: Topic, status: FactStatus, text: string): string => {
  const head = STATES[topic.id]?.[status] ?? topic.label;
  return new RegExp(`^${head.slice(0, 4)}`, 'i').test(text) && status === 'active' ? text : `${head} : ${lowerFirst(text)}`;
};

const MAX_SEGMENT = 220;

const saysOf = (topic: Topic, folded: string): boolean => folded.search(topic.pattern) >= 0;

/** "Veuve depuis mai, deux enfants, ancienne couturière, vit seule": the part of one topic, with the parts beside it that say more of the same or of none. */
const socialStretch = (reading: PageReading, topic: Topic, sentence: Range, match: Range): Range => {
  const { flat: folded } = reading;
  const marks = ',;.(';
  let range = segmentOf(reading.analysis, sentence, match, marks);
  // "Prend un antidépresseur depuis le décès de sa femme": the widowhood, not what came with it.
  if (OF_SPOUSE.test(folded.slice(match.start, match.end))) range = { start: match.start, end: range.end };
  for (let turn = 0; turn < 3 && range.end < sentence.end && folded.charAt(range.end) === ','; turn += 1) {
    const next = segmentOf(reading.analysis, sentence, { start: range.end + 1, end: range.end + 2 }, marks);
    const said = folded.slice(next.start, next.end);
    if (next.end - range.start > MAX_SEGMENT || OF_KIN.test(said.slice(0, Math.max(0, said.search(topic.pattern))))) break;
    if (
      !saysOf(topic, said) &&
      (SOCIAL_TOPICS.some((other) => saysOf(other, said)) || !/^ ?(?:depuis|dont|avec|au \d|\d+ ?(?:er|e|eme)\b)/.test(said))
    )
      break;
    range = { start: range.start, end: next.end };
  }
  return range;
};

/** The words about one topic: the sentence where it is short, else the commas around, opened while they belong together. */
const stretchOf = (reading: PageReading, topic: Topic, { sentence }: Sentenced, match: Range): Range => {
  if (SOCIAL.has(topic.id)) return socialStretch(reading, topic, sentence, match);
  const said = reading.flat.slice(sentence.start, sentence.end);
  if (HABITS.filter((topic) => said.search(topic.pattern) >= 0).length > 1) return segmentOf(reading.analysis, sentence, match, ',;.');
  const bySemicolon = segmentOf(reading.analysis, sentence, match, ';');
  if (bySemicolon.end - bySemicolon.start <= 110) return bySemicolon;
  let range = segmentOf(reading.analysis, bySemicolon, match, ',');
  // Quantities and dates in the next segment or in brackets go with it.
  for (let turn = 0; turn < 2 && range.end < bySemicolon.end; turn += 1) {
    const next = segmentOf(reading.analysis, bySemicolon, { start: range.end + 1, end: range.end + 2 }, ',');
    if (next.end - range.start > MAX_SEGMENT || !/\d|arret|sevr|depuis|stop|cess|derniere/.test(reading.flat.slice(next.start, next.end)))
      break;
    range = { start: range.start, end: next.end };
  }
  return range;
};

const CHILDHOOD = 18;
const SMOKES = /\bfum(?:e|ent|eur|euse|eurs|er)\b|\btabagi\w+|\bpassif\b/;

/** "Père fume au balcon" in the file of a child: the smoke that the child breathes. */
const passiveSmoking = (reading: PageReading, { section }: Sentenced, stretch: Range, ofAnother: boolean): Fact | undefined => {
  const { birthDate, documentDate: written } = reading.context;
  const folded = reading.flat.slice(stretch.start, stretch.end);
  if (birthDate === undefined || written === undefined || Number(written.slice(0, 4)) - Number(birthDate.slice(0, 4)) >= CHILDHOOD)
    return undefined;
  if (
    !(ofAnother || /\b(?:peres?|meres?|parents?|papa|maman|passif|foyer|domicile)\b/.test(folded)) ||
    !SMOKES.test(folded) ||
    NEVER.test(folded) ||
    STOPPED.test(folded)
  )
    return undefined;
  return factOf(reading, {
    kind: 'lifestyle',
    label: `Tabagisme passif : ${lowerFirst(tidy(reading.analysis.page.text.slice(stretch.start, stretch.end).replace(HEADING, '')))}`,
    rule: 'lifestyle-passif',
    importance: 2,
    status: 'active',
    citation: stretch,
    section,
    dated: documentDate(reading),
    extra: { concept: 'mode-de-vie-tabagisme-passif' },
  });
};

/** "Sa sœur a une thyroïdite ; je précise qu'elle vit en Vendée": the one whom the sentence began with. */
const KIN_FIRST =
  /^\W*(?:la |le |l'|sa |son |leur )?(?:petite?s?-)?(?:soeur|seur|frere|mere|pere|tante|oncle|cousine?|niece|neveu|grand-(?:mere|pere)|fille|fils)\b/;
const isOfNamedKin = (folded: string, sentence: Range, match: Range): boolean =>
  KIN_FIRST.test(folded.slice(sentence.start, match.start)) &&
  /\b(?:qu')?(?:elle|il) (?:y )?$/.test(folded.slice(sentence.start, match.start));

/** Tobacco, alcohol, substances, home, work, autonomy, driving, diet, legal protection: what the record says, in its own words. */
export const lifestyleFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  for (const sentenced of sentencesOf(reading)) {
    const { section, sentence } = sentenced;
    if (section !== undefined && SILENT.has(section.kind)) continue;
    const own = section?.kind === 'lifestyle' || section?.kind === 'history';
    const told: { readonly topic: string; readonly of: Range }[] = [];
    for (const topic of TOPICS) {
      for (const found of sentenced.folded.matchAll(topic.pattern)) {
        const match = { start: sentence.start + found.index, end: sentence.start + found.index + found[0].length };
        const stretch = stretchOf(reading, topic, sentenced, match);
        if (told.some(({ topic: id, of }) => id === topic.id && of.start <= stretch.start && stretch.end <= of.end)) continue;
        const lived = topic.id === 'institution' || topic.id === 'logement';
        if (lived && NOT_LIVED.test(reading.flat.slice(stretch.start, match.start))) continue;
        if (topic.id === 'profession' && OF_CAREGIVER.test(reading.flat.slice(stretch.start, match.start))) continue;
        const before = reading.flat.slice(Math.max(0, match.start - 30), match.start);
        if (topic.id === 'profession' && DONE_BY.test(before)) continue;
        if (topic.id === 'profession' && (WHO_WROTE.test(before) || /^technicienn?e? ?:/.test(reading.flat.slice(match.start)))) continue;
        // "Marie F." signs.
        if (topic.id === 'famille' && /^Maries?$/.test(reading.analysis.page.text.slice(match.start, match.end))) continue;
        if (lived && isOfNamedKin(reading.flat, sentence, match)) continue;
        if (topic.id === 'activite' && NOT_A_SPORT.test(reading.flat.slice(stretch.start, stretch.end))) continue;
        if (SOCIAL.has(topic.id) && OF_KIN.test(reading.flat.slice(stretch.start, match.start))) continue;
        const qualification = qualificationOf(reading, match);
        const { family, otherPerson, instruction, hypothetical } = qualification.qualifiers;
        const smokers = topic.id === 'tabac' ? passiveSmoking(reading, sentenced, stretch, family || otherPerson) : undefined;
        if (smokers !== undefined) {
          told.push({ topic: topic.id, of: stretch });
          facts.push(smokers);
          continue;
        }
        const ofPatient = (topic.id === 'famille' && OF_SPOUSE.test(found[0])) || DWELLS.test(found[0]);
        if (((family || otherPerson) && !ofPatient) || instruction || (hypothetical && (!own || lived))) continue;
        const folded = reading.flat.slice(stretch.start, stretch.end);
        told.push({ topic: topic.id, of: stretch });
        const said = statusOf(topic, folded);
        const habit = topic.id === 'tabac' || topic.id === 'alcool' || topic.id === 'substances';
        if (habit && OF_ANOTHER.test(folded)) continue;
        const status = habit && said === 'active' && qualification.qualifiers.negated ? 'absent' : said;
        if ((topic.id === 'profession' || topic.id === 'travail') && section?.kind === 'plan') continue;
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
