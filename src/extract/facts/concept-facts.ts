import type { Fact, FactStatus } from '../../domain/fact.js';
import type { Qualification, Range, SectionKind } from '../text/analysis.js';
import { actLabel, headedByIllness } from './act-label.js';
import { isPlaceOf, isPlannedAct, isPrescribed, isTurnedDown, undone } from './act-verdict.js';
import type { Concept, ConceptMatch } from './clinical-vocabulary.js';
import {
  askedApart,
  conditionStatus,
  doubted,
  isCalculated,
  isOfAnother,
  isOnlyARisk,
  isReasonToStop,
  isTarget,
  nextInList,
  unlikelyBehind,
} from './concept-status.js';
import type { Dated } from './fact-builder.js';
import { BROUGHT, CHECKED, PUT_IN, TAKEN_OUT, TAKEN_OUT_AFTER, THEN_PUT_IN } from './device-words.js';
import { dateFor, dayToCome, onDayOfAct, ownDate, sectionDate } from './dating.js';
import { isForeseen, isRecalledOnly, isRuleOfReading } from './foreseen.js';
import { isSerology } from './immunizations/immunity-facts.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, conceptsWithin, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { isOnlyNamed, isRemark, isWatchedFor } from './only-named.js';
import { labelOf, lateralityOf, phraseOf } from './phrase.js';
import { isAskedAbout, isRecalled, isTestedFor } from './topics.js';
import { isPaperOfWishes, isWishedFor } from './wishes.js';

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
const NO_ACTS: ReadonlySet<SectionKind> = new Set(['prescription', 'immunizations', 'allergies', 'family-history', 'laboratory']);
/** What these say was found or done belongs to the document's own date. */
const OWN_DATE: ReadonlySet<SectionKind> = new Set([
  'conclusion',
  'laboratory',
  'examination',
  'results',
  'imaging',
  'course',
  'procedure',
  'pathology',
  'present-illness',
  'reason',
  'vital-signs',
]);
/** Documents that report one act: operation, imaging, endoscopy, pathology. */
const ACT_REPORTS: ReadonlySet<string> = new Set(['34874-8', '18748-4', '11526-1', '18745-0', '28570-0', '11505-5', '18842-5', '60591-5']);
const OPERATION_REPORT = '34874-8';
const DETAIL: ReadonlySet<SectionKind> = new Set(['examination', 'results', 'imaging', 'pathology', 'technique', 'body']);
/** Tests and plain visits are told everywhere: alone they are detail. */
const PLAIN_ACT =
  /^(?:hospitalisation|consultation|ecg|scanner|tdm|irm|radiographie|radio|echographie|biopsies?|chirurgie|imagerie|infiltration|ponction|reduction|drainage|immobilisation|incision|suture|operation|hemocultures?|ecbu|bu|bandelette-urinaire|pansement|perfusion|rp|plaque|vis|drain|canne|electrocardiogramme|tomodensitometrie|anesthesie-generale|rx|fo|uscanner|arret-de-travail|lunettes|lentilles|attelle|monofilament|consultation-dietetique|hemostase|bloc-operatoire|intervention-chirurgicale|vaccination|psychotherapie|exerese|sedation|lavage-articulaire)$/;
/** Endings that name an operation by themselves. */
const OPERATION = /(?:ectomie|plastie|tomie|pexie|rraphie|desis)$/;
const PHRASE_REACH = 160;
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

const codeOf = (concept: Concept): Pick<Fact, 'code'> =>
  concept.cim10 === undefined ? {} : { code: { system: '2.16.840.1.113883.6.3', code: concept.cim10, display: concept.label } };

/** "Scotome gauche puis droit", "tantôt à droite, tantôt à gauche": a side that changes is none. */
const OTHER_SIDE = /^[ ,]{1,2}(?:puis|ou|parfois|tantot|alternativement|voire|mais aussi|et parfois) (?:du cote |a )?(?:gauche|droite?)\b/;

const extraOf = (concept: Concept, text: string, folded: string, after = ''): Partial<Pick<Fact, 'concept' | 'code' | 'laterality'>> => {
  const laterality = OTHER_SIDE.test(after) ? undefined : lateralityOf(text, folded);
  return {
    ...(concept.class === 'morphology' ? {} : { concept: concept.id }),
    ...codeOf(concept),
    ...(laterality === undefined ? {} : { laterality }),
  };
};

/** Born too early: dated by birth. */
const AT_BIRTH =
  /^(?:prematurite|naissance-prematuree|grand-prematurite|grande-prematurite|hypotrophie-neonatale|souffrance-foetale|ictere-neonatal|detresse-respiratoire-neonatale)/;
const OF_WEIGHT = /^(?:denutrition|obesite|surpoids|maigreur)/;
/** What a laboratory defines begins on the day of its measure; other lasting illnesses do not. */
const BY_MEASURE = /emie|penie|cytose|carence|cytolyse|cholestase|aplasie|surcharge/;

const datedFor = (
  reading: PageReading,
  { sentence, section }: Sentenced,
  phrase: Range,
  own: boolean,
  governed: { readonly lasting?: boolean; readonly act?: boolean },
): Dated => {
  const written = dateFor(reading, sentence, phrase, governed);
  if (written.date !== undefined) return written;
  const titled = sectionDate(reading, section);
  if (titled.date !== undefined) return titled;
  return own ? ownDate(reading, section, phrase.start) : {};
};

const KNOWN =
  /\b(?:connu\w*|depuis|suivi\w*|ancien\w*|porteur|porteuse|atteinte? d|antecedents?|atcd|chez (?:une?|ce|cette|le|la)|en raison d\w+|compte tenu|du fait d\w+|score|chads?|cha2ds2\S*|ald|contexte)\b/;
const FOUND =
  /\b(?:diagnosti\w+|decouv\w+|conclu\w*|confirm\w+|reve\w+|objectiv\w+|retrouv\w+|montr\w+|evidence|au total|correspond\w*|donc|il s'agit|evo(?:que|quant|cat)\w*|compatible|en faveur|retenu\w*|retien\w*|retenons|etiologie|origine|en remission|apparu\w*|apparition|nouveau|nouvelle|survenu\w*|depist\w+|jamais ete|(?:oct|irm|tdm|scanner|echo\w*|ecg|holter|radio\w*|rx|fo|efr|eeg|emg|bilan|examen)\b[^.;:]{0,30}:)/;

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
  const known = KNOWN.test(before) || /^[^,;.]{0,30}\b(?:connu\w*|depuis|suivi\w*|ancien\w*)\b/.test(after);
  if (negated) return true;
  if (!concept.chronic) return kind !== 'body' || (!known && !/\b(?:avait|avaient|jadis|autrefois)\b/.test(before));
  if (known || kind === 'reason' || kind === 'present-illness') return false;
  // "Dents : deux caries": the label of an examination.
  const labelled = /^[\s•*-]*[a-z][a-z' ]{2,24} ?: ?$/.test(folded.slice(sentence.start, phrase.start));
  return kind !== 'body' || labelled || FOUND.test(before) || FOUND.test(after);
};

/** The allowance of dependent people, not adapted physical activity. */
const ALLOWANCE = /\b(?:gir|aggir|allocation|equipe apa|dossier apa|plan d'aide|aides? a domicile|departement)\b/;

/** Told from before: no act of the day. */
const REPORTED_ACT = /\b(?:avait|avaient|ayant|avez|rappel\w*|autrefois|jadis|dernier|derniere|precedent\w*|avant|lors de|anterieur\w*)\b/;

/** "Premier épisode de" opens a history in a list and tells the news of the day in a conclusion: it dates nothing by itself. */
const isHistorical = ({ qualifiers, cues }: Qualification, folded: string): boolean =>
  qualifiers.historical && cues.some((cue) => cue.qualifier === 'historical' && !folded.startsWith('premier episode', cue.span.start));

const ADULT = 16;
/** Illnesses of a pregnancy: in the file of a small child they are the mother's. */
const OF_PREGNANCY =
  /^(?:preeclampsie|eclampsie|hellp-syndrome|diabete-gestationnel|rupture-prematuree-des-membranes|chorioamniotite|menace-d-accouchement-premature|placenta-praevia|hematome-retroplacentaire|hypertension-gravidique|cholestase-gravidique|hemorragie-de-la-delivrance|hemorragie-du-post-partum)$/;
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

/** Illnesses and states that bear the name of an act. */
const OF_AN_ACT = /^(?:greffe|transplant|prothese|amput)/;
/** "ALLERGIES   LATEX - ASPIRINE (ulcère)", "n'a pas supporté le KEPPRA (agressivité)": what a drug did, where it is told against it. */
const OF_ALLERGY =
  /^\W*(?:allergies?|intolerances?|contre-?indications?)\b[^.;]{0,60}\([^()]*$|\b(?:pas|plus|mal|non) (?:bien )?(?:support|toler)(?!ance)\w*[^.;()]{0,40}\([^()]*$/;

const conditionFact = (
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
  if (family || otherPerson || instruction || isOnlyARisk(qualification, phrase)) return undefined;
  const label = labelOf(analysis, match, negated ? match : phrase);
  if (GENERAL.has(concept.class === 'morphology' ? 'morphology' : concept.system) && negated) return undefined;
  const text = analysis.page.text.slice(phrase.start, phrase.end);
  // "Rémission", "carence": of what, only the words around say.
  if ((concept.system === 'symptomes' || concept.class === 'head') && text.split(/\s+/).length < 2) return undefined;
  const behind = conceptsWithin(reading.concepts, { start: phrase.end, end: phrase.end + PHRASE_REACH });
  const status = conditionStatus(concept, qualification, flat, sentenced.sentence, phrase, kind, nextInList(flat, phrase, behind));
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
      AT_BIRTH.test(concept.id) && reading.context.birthDate !== undefined
        ? { date: reading.context.birthDate, dateSource: 'text' }
        : datedFor(
            reading,
            sentenced,
            phrase,
            status !== 'past' &&
              !isHistorical(qualification, analysis.folded) &&
              isOfDocument(concept, flat, sentenced, phrase, kind, negated || qualification.qualifiers.hypothetical),
            { lasting: (concept.chronic && !BY_MEASURE.test(concept.id)) || OF_WEIGHT.test(concept.id) },
          ),
    confidence: concept.class === 'morphology' ? 0.6 : match.approximate ? 0.75 : 0.9,
    extra: extraOf(concept, text, analysis.folded.slice(phrase.start, phrase.end), flat.slice(phrase.end, phrase.end + 40)),
  });
};

/** An act that a report tells as its own or that the day's letter says was done; a device only where it is put in. */
const isActOfDocument = (
  documentType: string | undefined,
  concept: Concept,
  { folded }: Sentenced,
  kind: SectionKind | undefined,
): boolean => {
  if (kind === undefined || kind === 'history' || kind === 'surgical-history' || kind === 'reason' || kind === 'present-illness')
    return false;
  const operation =
    documentType === OPERATION_REPORT && (kind === 'procedure' || kind === 'conclusion' || kind === 'body' || kind === 'header');
  if (concept.kind === 'device') return operation || PUT_IN.test(folded);
  if (documentType !== undefined && ACT_REPORTS.has(documentType)) return true;
  return OWN_DATE.has(kind) || (kind === 'body' && !REPORTED_ACT.test(folded));
};

const actFact = (reading: PageReading, sentenced: Sentenced, match: ConceptMatch, phrase: Range): Fact | undefined => {
  const { analysis, flat, context } = reading;
  const kind = sentenced.section?.kind;
  if (kind !== undefined && NO_ACTS.has(kind)) return undefined;
  const qualification = undone(flat, sentenced.sentence, phrase, qualificationOf(reading, match));
  const { family, otherPerson, instruction, negated, hypothetical: doubtful, historical } = qualification.qualifiers;
  const { concept } = match;
  const hypothetical = doubtful && !(concept.kind === 'device' && THEN_PUT_IN.test(flat.slice(match.end, sentenced.sentence.end)));
  if (family || otherPerson || instruction || isAskedAbout(flat, sentenced.sentence, phrase) || isRuleOfReading(sentenced.folded))
    return undefined;
  if (concept.kind === 'procedure' && isPlaceOf(flat, sentenced.sentence, phrase)) return undefined;
  // "Intubation : [ ] oui [X] non": chosen beforehand, not done.
  if (concept.kind === 'procedure' && isPaperOfWishes(analysis.folded)) return undefined;
  if (concept.kind === 'device' && BROUGHT.test(flat.slice(sentenced.sentence.start, phrase.start))) return undefined;
  if (concept.id === 'apa' && ALLOWANCE.test(sentenced.folded)) return undefined;
  // What an operation leaves in the body is told by its report.
  const left = concept.kind === 'device' && context.documentType === OPERATION_REPORT;
  const plain = (PLAIN_ACT.test(concept.id) && !left) || (concept.class === 'morphology' && !OPERATION.test(concept.id));
  const text = analysis.page.text.slice(phrase.start, phrase.end);
  if (plain && (negated || text.trim().split(/\s+/).length < 3)) return undefined;
  const toCome = negated || concept.kind !== 'procedure' ? {} : dayToCome(reading, sentenced.sentence, phrase);
  const planned =
    toCome.date !== undefined ||
    (!negated &&
      concept.kind === 'procedure' &&
      (isPlannedAct(flat, sentenced.sentence, phrase, kind) || isPrescribed(reading, sentenced, phrase)));
  const told =
    planned || (concept.kind === 'device' && hypothetical)
      ? dateFor(reading, sentenced.sentence, phrase, { future: true })
      : onDayOfAct(
          reading,
          kind,
          concept.kind === 'device' && CHECKED.test(flat.slice(sentenced.sentence.start, phrase.start))
            ? {}
            : datedFor(
                reading,
                sentenced,
                phrase,
                !historical &&
                  isActOfDocument(context.documentType, concept, sentenced, kind) &&
                  (plain ||
                    ACT_REPORTS.has(context.documentType ?? '') ||
                    !(isRecalled(flat, sentenced.sentence, phrase) || headedByIllness(reading, sentenced.sentence, phrase))),
                { act: true },
              ),
        );
  const removed =
    concept.kind === 'device' &&
    (TAKEN_OUT.test(analysis.folded.slice(sentenced.sentence.start, phrase.start)) ||
      TAKEN_OUT_AFTER.test(analysis.folded.slice(match.end, sentenced.sentence.end)));
  const done: FactStatus = removed ? 'stopped' : concept.kind === 'device' ? 'active' : 'past';
  const status: FactStatus = negated ? 'absent' : hypothetical ? 'suspected' : planned ? 'unknown' : done;
  const base =
    plain || (kind !== undefined && DETAIL.has(kind) && concept.kind === 'procedure' && concept.importance < 3)
      ? 1
      : left && concept.importance < 2
        ? 2
        : concept.importance;
  return factOf(reading, {
    kind: planned ? 'plan' : concept.kind,
    label: negated ? labelOf(analysis, match, match) : actLabel(reading, sentenced.sentence, match, phrase),
    rule: concept.class === 'morphology' ? 'procedure-ending' : `${concept.kind}-lexicon`,
    importance: negated ? 1 : base,
    status,
    citation: clauseOf(analysis, sentenced.sentence, phrase),
    section: sentenced.section,
    qualification,
    dated: { ...told, ...toCome },
    confidence: concept.class === 'morphology' ? 0.6 : 0.9,
    extra: extraOf(concept, text, analysis.folded.slice(phrase.start, phrase.end)),
  });
};

/** An act or a device named behind a phrase is no part of it. */
const actsAfter = (reading: PageReading, match: ConceptMatch): readonly ConceptMatch[] =>
  conceptsWithin(reading.concepts, { start: match.end + 1, end: match.end + PHRASE_REACH }).filter(
    (other) => other.concept.kind !== 'condition',
  );

/** A prosthesis put in is an act and a thing that stays. */
const deviceLeft = (fact: Fact, concept: Concept): Fact[] =>
  concept.leavesDevice && fact.kind === 'procedure' && fact.status === 'past'
    ? [{ ...fact, id: `${fact.id.slice(0, 14)}dv`, kind: 'device', status: 'active' }]
    : [];

/**
 * Conditions, acts and devices named on a page: one fact per mention, with the noun phrase that makes it precise.
 * What is said of kin, of other people or as advice is left to other rules or left out; what is denied is kept as absent.
 */
export const conceptFacts = (reading: PageReading): Fact[] => {
  const facts: Fact[] = [];
  const known = new Set<string>();
  let at = 0;
  for (const sentenced of sentencesOf(reading)) {
    const { sentence } = sentenced;
    while (at < reading.concepts.length && (reading.concepts[at]?.start ?? 0) < sentence.start) at += 1;
    let covered = -1;
    const datedBefore = new Map<string, Dated>();
    for (; at < reading.concepts.length; at += 1) {
      const match = reading.concepts[at];
      if (match === undefined || match.start >= sentence.end) break;
      const phrase = askedApart(reading.flat, match, phraseOf(reading.analysis, match, sentence, actsAfter(reading, match)));
      // "Fracture du col avec luxation": a general word inside a phrase already told is no second fact.
      if (match.start < covered && (match.concept.class === 'morphology' || match.concept.importance === 1)) continue;
      const read =
        match.concept.kind === 'condition'
          ? conditionFact(reading, sentenced, match, phrase, known)
          : actFact(reading, sentenced, match, phrase);
      if (read === undefined) continue;
      // "Il tousse depuis l'automne, une toux sèche": the same thing said again keeps its date.
      const before = datedBefore.get(match.concept.id);
      const fact = read.dateSource === 'text' || before === undefined ? read : { ...read, ...before };
      if (read.dateSource === 'text' && read.date !== undefined)
        datedBefore.set(match.concept.id, {
          date: read.date,
          dateSource: 'text',
          ...(read.endDate === undefined ? {} : { endDate: read.endDate }),
        });
      covered = Math.max(covered, phrase.end);
      facts.push(fact, ...deviceLeft(fact, match.concept));
      if (fact.status !== 'absent') known.add(match.concept.id);
    }
  }
  return facts;
};
