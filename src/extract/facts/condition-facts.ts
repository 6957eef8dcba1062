import type { Fact, FactStatus } from '../../domain/fact.js';
import type { Qualification, Range, SectionKind } from '../text/analysis.js';
import { isTurnedDown } from './act-verdict.js';
import type { Concept, ConceptMatch } from './clinical-vocabulary.js';
import {
  conditionStatus,
  doubted,
  endedBefore,
  isCalculated,
  isOfAnother,
  isOnlyARisk,
  isReasonToStop,
  isTarget,
  nextInList,
  unlikelyBehind,
} from './concept-status.js';
import { governedMeasure } from './governed-measure.js';
import { isForeseen, isRecalledOnly } from './foreseen.js';
import { isSerology } from './immunizations/immunity-facts.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf } from './page-reading.js';
import { isOnlyNamed, isRemark, isWatchedFor, NAMES_NOTHING } from './only-named.js';
import { labelOf } from './phrase.js';
import { isAskedFor, isTestedFor } from './topics.js';
import { isWishedFor } from './wishes.js';
import { OWN_DATE, PHRASE_REACH, datedFor, extraOf } from './concept-parts.js';

/** Lists of drugs and of numbers name diseases only as reasons and limits. */
const NO_CONDITIONS: ReadonlySet<SectionKind> = new Set([
  'prescription',
  'technique',
  'immunizations',
  'vital-signs',
  'allergies',
  'family-history',
]);
/** "Prescription : rééducation après AVC", "20 séances de kinésithérapie pour lombalgie": care is prescribed with its reason. */
const PRESCRIBED_CARE =
  /\b(?:reeducation|kine(?:sitherapie)?|masso-?kinesitherapie|orthophonie|seances? de|ergotherapie|soins infirmiers)\b/;
/** Words so general that only the words around make a fact of them. */
const GENERAL: ReadonlySet<string> = new Set(['symptomes', 'morphology']);

const importanceIn = (concept: Concept, status: FactStatus, section: SectionKind | undefined, label: string): 1 | 2 | 3 => {
  if (status === 'absent') return 1;
  if (status === 'ruled-out') return concept.importance === 3 ? 2 : 1;
  if (concept.class === 'morphology') return section === 'conclusion' || section === 'history' || section === 'surgical-history' ? 2 : 1;
  let importance = concept.importance;
  if ((section === 'conclusion' || section === 'pathology') && importance < 2 && label.length > 18) importance = 2;
  if (
    /\b(?:severe|grave|maligne?|aigue|metasta|terminal|stade [34iv]|majeure)\b/i.test(label.normalize('NFD').replace(/\p{M}/gu, '')) &&
    importance === 2
  )
    importance = 3;
  if (status === 'suspected' && importance === 3) return 2;
  return importance;
};

/** Born too early: dated by birth. */
const AT_BIRTH =
  /^(?:prematurite|naissance-prematuree|grand-prematurite|grande-prematurite|hypotrophie-neonatale|souffrance-foetale|ictere-neonatal|detresse-respiratoire-neonatale)/;
/** "Drépanocytose SS, diagnostiquée au dépistage néonatal". */
const SCREENED_AT_BIRTH =
  /^[ ,(]{0,2}(?:(?:diagnosti|decouver|reconnu|depist|trouv)\w* )?(?:(?:au|par le|lors du|sur le) depistage neonatal|(?:diagnosti|decouver|depist)\w* a la naissance)\b/;
/** "En rémission complète de son carcinome du sein, opéré en 2019": the day of the disease is not that of its end. */
const REMISSION = /^(?:en )?(?:tres bonne )?remission\b/;
const OF_THE_DISEASE = /\b(?:oper|trait|irradi|diagnosti|decouver|resequ|surven)\w*(?: en| le| depuis| au| debut| fin)* ?\(?$/;
const OF_WEIGHT = /^(?:denutrition|obesite|surpoids|maigreur)/;
/** What a laboratory defines begins on the day of its measure; other lasting illnesses do not. */
const BY_MEASURE = /emie|penie|cytose|carence|cytolyse|cholestase|aplasie|surcharge/;

const KNOWN =
  /\b(?:connu\w*|depuis|suivi\w*|ancien\w*|porteur|porteuse|atteinte? d|antecedents?|atcd|chez (?:une?|ce|cette|le|la)|en raison d\w+|compte tenu|du fait d\w+|score|chads?|cha2ds2\S*|ald|contexte)\b/;
const FOUND =
  /\b(?:diagnosti\w+|decouv\w+|conclu\w*|confirm\w+|reve\w+|objectiv\w+|retrouv\w+|montr\w+|evidence|au total|correspond\w*|donc|il s'agit|evo(?:que|quant|cat)\w*|compatible|en faveur|retenu\w*|retien\w*|retenons|etiologie|origine|en remission|apparu\w*|apparition|nouveau|nouvelle|survenu\w*|depist\w+|jamais ete|(?:oct|irm|tdm|scanner|echo\w*|ecg|holter|radio\w*|rx|fo|efr|eeg|emg|bilan|examen)\b[^.;:]{0,30}:)/;

/** "Convulsion fébrile à 14 mois", "le rhumatisme remontait à l'enfance": of an age of life, not of the paper's day. */
const OF_ANOTHER_AGE =
  /^(?: [a-z]+){0,2},? (?:a|vers|des) (?:l'age de )?(?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-huit|vingt) (?:mois|ans|semaines de vie|jours de vie)(?! (?:de (?:suivi|recul|traitement)|d'evolution|apres|plus tard))\b|^ ?(?:qui )?(?:lui |en )?remont(?:e|ait|ant|ent) (?:a|au)\b/;

/**
 * Whether a condition without a date of its own takes the document's. A chronic disease takes it where it is found: in a
 * conclusion, or where the words say so. What is told as known, as background or as past does not.
 */
const isOfDocument = (
  concept: Concept,
  folded: string,
  { sentence }: Sentenced,
  phrase: Range,
  kind: SectionKind | undefined,
  negated: boolean,
): boolean => {
  if (kind === undefined || (kind !== 'body' && !OWN_DATE.has(kind))) return false;
  const before = folded.slice(Math.max(sentence.start, phrase.start - 45), phrase.start);
  const after = folded.slice(phrase.end, Math.min(sentence.end, phrase.end + 40));
  if (!negated && OF_ANOTHER_AGE.test(after)) return false;
  const known = KNOWN.test(before) || /^[^,;.]{0,30}\b(?:connu\w*|depuis|suivi\w*|ancien\w*)\b/.test(after);
  if (negated) return true;
  if (!concept.chronic) return kind !== 'body' || (!known && !/\b(?:avait|avaient|jadis|autrefois)\b/.test(before));
  if (known || kind === 'reason' || kind === 'present-illness') return false;
  // "Dents : deux caries": the label of an examination.
  const labelled = /^[\s•*-]*[a-z][a-z' ]{2,24} ?: ?$/.test(folded.slice(sentence.start, phrase.start));
  return kind !== 'body' || labelled || FOUND.test(before) || FOUND.test(after);
};

/** "Premier épisode de" opens a history in a list and tells the news of the day in a conclusion: it dates nothing by itself. */
const isHistorical = ({ qualifiers, cues }: Qualification, folded: string): boolean =>
  qualifiers.historical && cues.some((cue) => cue.qualifier === 'historical' && !folded.startsWith('premier episode', cue.span.start));

const ADULT = 16;
/** Illnesses of a pregnancy: in the file of a small child they are the mother's. */
const OF_PREGNANCY =
  /^(?:preeclampsie|eclampsie|hellp-syndrome|diabete-gestationnel|rupture-prematuree-des-membranes|chorioamniotite|menace-d-accouchement-premature|placenta-praevia|hematome-retroplacentaire|hypertension-gravidique|cholestase-gravidique|hemorragie-de-la-delivrance|hemorragie-du-post-partum|grossesse-.*)$/;
const NO_MOTHER_YET = 11;
/** "Prééclampsie maternelle" in the file of a child: what the mother had. */
const isOfMother = ({ context, analysis }: PageReading, concept: Concept, phrase: Range): boolean => {
  if (context.birthDate === undefined || context.documentDate === undefined) return false;
  const age = Number(context.documentDate.slice(0, 4)) - Number(context.birthDate.slice(0, 4));
  return (
    (age < ADULT && /\bmaternel(?:le)?s?\b/.test(analysis.folded.slice(phrase.start, phrase.end + 12))) ||
    (age < NO_MOTHER_YET && OF_PREGNANCY.test(concept.id))
  );
};

/** "Troisième enfant mort-né": of its day, whenever it is recalled. */
const BORN_DEAD = /\bmorts?[- ]n[ée]/i;

/** Illnesses and states that bear the name of an act. */
const OF_AN_ACT = /^(?:greffe|transplant|prothese|amput)/;
/** "ALLERGIES   LATEX - ASPIRINE (ulcère)", "n'a pas supporté le KEPPRA (agressivité)": what a drug did, where it is told against it. */
const OF_ALLERGY =
  /^\W*(?:allergies?|intolerances?|contre-?indications?)\b[^.;]{0,60}\([^()]*$|\b(?:pas|plus|mal|non) (?:bien )?(?:support|toler)(?!ance)\w*[^.;()]{0,40}\([^()]*$/;

/** "Trouble du comportement en sommeil paradoxal, à ne pas traiter pour le moment": one has what is left alone. */
const NOT_TREATED = /^,? (?:a )?ne pas (?:traiter|operer|toucher|biopsier|ponctionner|inciser|percer|soigner|explorer)\b/;

/** The condition that a mention tells of the patient, also where it is denied; undefined where it tells none. `known`: what the page told before. */
export const conditionFact = (
  reading: PageReading,
  sentenced: Sentenced,
  match: ConceptMatch,
  phrase: Range,
  known: ReadonlySet<string>,
): Fact | undefined => {
  const { analysis, flat } = reading;
  const kind = sentenced.section?.kind;
  if (kind !== undefined && NO_CONDITIONS.has(kind) && !(kind === 'prescription' && PRESCRIBED_CARE.test(sentenced.folded)))
    return undefined;
  if (kind === 'laboratory' && sentenced.sentence.row && /\.{3,}|\d{2,}| {4,}\S/.test(sentenced.folded)) return undefined;
  const { concept } = match;
  if (OF_ALLERGY.test(flat.slice(sentenced.sentence.start, phrase.start))) return undefined;
  // Habits have their own rule; the name of a chapter is not a finding.
  const title = sentenced.section?.title;
  if (title !== undefined && match.start >= title.start && match.end <= title.end && !/:[^\n]/.test(sentenced.folded)) return undefined;
  if (concept.id === 'dependance-tabac' || isWishedFor(analysis.folded, sentenced.folded)) return undefined;
  if (
    isRemark(analysis.folded, sentenced, kind) ||
    isOfAnother(flat, sentenced.sentence, phrase) ||
    isOfMother(reading, concept, phrase) ||
    isOnlyNamed(flat, sentenced.sentence, phrase) ||
    isForeseen(flat, sentenced.sentence, { start: phrase.start, end: match.end }, concept.chronic) ||
    isRecalledOnly(flat, sentenced.sentence, phrase) ||
    isSerology(flat, match) ||
    (OF_AN_ACT.test(concept.id) && isTurnedDown(flat, sentenced.sentence, phrase)) ||
    isTestedFor(flat, match) ||
    isAskedFor(concept, flat, sentenced.sentence, match) ||
    isCalculated(flat, sentenced.sentence, phrase, match) ||
    (!concept.chronic && isWatchedFor(flat, sentenced.sentence, phrase)) ||
    (!concept.chronic && isReasonToStop(flat, sentenced.sentence, phrase)) ||
    isTarget(concept, flat, match, sentenced.folded)
  )
    return undefined;
  const qualification = doubted(
    flat,
    sentenced.sentence,
    phrase,
    qualificationOf(reading, { start: phrase.start, end: match.end }),
    !concept.chronic,
  );
  const { family, otherPerson, instruction, negated } = qualification.qualifiers;
  const toldAbout = instruction && !NOT_TREATED.test(flat.slice(phrase.end, sentenced.sentence.end));
  if (family || otherPerson || toldAbout || isOnlyARisk(qualification, phrase)) return undefined;
  const label = labelOf(analysis, match, negated ? match : phrase);
  if (GENERAL.has(concept.class === 'morphology' ? 'morphology' : concept.system) && negated) return undefined;
  const text = analysis.page.text.slice(phrase.start, phrase.end);
  // "Rémission", "carence": of what, only the words around say.
  if ((concept.system === 'symptomes' || concept.class === 'head') && text.split(/\s+/).length < 2) return undefined;
  if (concept.class === 'head' && NAMES_NOTHING.test(analysis.folded.slice(phrase.start, phrase.end))) return undefined;
  const behind = conceptsWithin(reading.concepts, { start: phrase.end, end: phrase.end + PHRASE_REACH });
  const read = conditionStatus(concept, qualification, flat, sentenced.sentence, phrase, kind, nextInList(flat, phrase, behind));
  const over = endedBefore(flat.slice(phrase.end, sentenced.sentence.end), reading.context.documentDate);
  const status = read === 'active' && (over || BORN_DEAD.test(text)) ? 'past' : read;
  const unlikely = status === 'suspected' ? unlikelyBehind(flat.slice(phrase.end, sentenced.sentence.end)) : 0;
  let importance = importanceIn(concept, status, kind, label);
  if (known.has(concept.id) && kind === 'body' && importance > 1 && !concept.chronic) importance = 1;
  return factOf(reading, {
    kind: 'condition',
    label: unlikely === 0 ? label : `${label}, peu probable`,
    rule: concept.class === 'morphology' ? 'condition-ending' : 'condition-lexicon',
    importance,
    status,
    citation: clauseOf(analysis, sentenced.sentence, { start: phrase.start, end: phrase.end + unlikely }),
    section: sentenced.section,
    qualification,
    dated:
      (AT_BIRTH.test(concept.id) || SCREENED_AT_BIRTH.test(flat.slice(phrase.end, sentenced.sentence.end))) &&
      reading.context.birthDate !== undefined
        ? { date: reading.context.birthDate, dateSource: 'text' }
        : datedFor(
            reading,
            sentenced,
            phrase,
            status !== 'past' &&
              !isHistorical(qualification, analysis.folded) &&
              isOfDocument(concept, flat, sentenced, phrase, kind, negated || qualification.qualifiers.hypothetical),
            {
              lasting: (concept.chronic && !BY_MEASURE.test(concept.id)) || OF_WEIGHT.test(concept.id),
              diagnosis: !negated,
              ...(REMISSION.test(analysis.folded.slice(phrase.start, phrase.end)) ? { unlike: OF_THE_DISEASE } : {}),
            },
          ),
    confidence: concept.class === 'morphology' ? 0.6 : match.approximate ? 0.75 : 0.9,
    extra: {
      ...extraOf(concept, text, analysis.folded.slice(phrase.start, phrase.end), flat.slice(phrase.end, phrase.end + 40)),
      ...(negated ? {} : governedMeasure({ text: analysis.page.text, flat }, match, phrase, sentenced.sentence)),
    },
  });
};
