import type { Fact, FactStatus } from '../../domain/fact.js';
import type { Range, SectionKind } from '../text/analysis.js';
import { actLabel, headedByIllness } from './act-label.js';
import { isAnyAct, isOfBefore, isSpecialtyLine } from './act-of-before.js';
import { isExplained, isPlaceOf, isPlannedAct, isPrescribed, undone } from './act-verdict.js';
import type { Concept, ConceptMatch } from './clinical-vocabulary.js';
import { BROUGHT, CHECKED, PUT_IN, TAKEN_OUT, TAKEN_OUT_AFTER, THEN_PUT_IN, THOUGHT_OF } from './device-words.js';
import { dateFor, dayToCome } from './dating.js';
import { onDayOfAct } from './own-date.js';
import { isRuleOfReading } from './foreseen.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { clauseOf, factOf, qualificationOf } from './page-reading.js';
import { governedMeasure } from './governed-measure.js';
import { labelOf } from './phrase.js';
import { isAskedAbout, isRecalled } from './topics.js';
import { isPaperOfWishes } from './wishes.js';
import { OWN_DATE, datedFor, extraOf } from './concept-parts.js';

const NO_ACTS: ReadonlySet<SectionKind> = new Set(['prescription', 'immunizations', 'allergies', 'family-history', 'laboratory']);
/** Documents that report one act: operation, imaging, endoscopy, pathology. */
export const ACT_REPORTS: ReadonlySet<string> = new Set([
  '34874-8',
  '18748-4',
  '11526-1',
  '18745-0',
  '28570-0',
  '11505-5',
  '18842-5',
  '60591-5',
]);
const OPERATION_REPORT = '34874-8';
const DETAIL: ReadonlySet<SectionKind> = new Set(['examination', 'results', 'imaging', 'pathology', 'technique', 'body']);
/** Tests and plain visits are told everywhere: alone they are detail. */
const PLAIN_ACT =
  /^(?:hospitalisation|consultation|ecg|scanner|tdm|irm|radiographie|radio|echographie|biopsies?|chirurgie|imagerie|infiltration|ponction|reduction|drainage|immobilisation|incision|suture|operation|hemocultures?|ecbu|bu|bandelette-urinaire|pansement|perfusion|rp|plaque|vis|drain|canne|electrocardiogramme|tomodensitometrie|anesthesie-generale|rx|fo|uscanner|arret-de-travail|lunettes|lentilles|attelle|monofilament|consultation-dietetique|hemostase|bloc-operatoire|intervention-chirurgicale|vaccination|psychotherapie|exerese|sedation|lavage-articulaire)$/;
/** Endings that name an operation by themselves. */
const OPERATION = /(?:ectomie|plastie|tomie|pexie|rraphie|desis)$/;

/** Where one is cared for or looked at, and what a laboratory does with a specimen: asked for they are a plan, done they are no act of the patient's. */
const NO_ACT_OF_ITS_OWN = /^(?:had|hdj|smr|ssr|imagerie|immunohistochimie)$/;

/** The allowance of dependent people, not adapted physical activity. */
const ALLOWANCE = /\b(?:gir|aggir|allocation|equipe apa|dossier apa|plan d'aide|aides? a domicile|departement)\b/;

/** Told from before: no act of the day. */
const REPORTED_ACT = /\b(?:avait|avaient|ayant|avez|rappel\w*|autrefois|jadis|dernier|derniere|precedent\w*|avant|lors de|anterieur\w*)\b/;

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

/** The act, the plan or the device that a mention tells; undefined where it tells none of the patient. */
export const actFact = (reading: PageReading, sentenced: Sentenced, match: ConceptMatch, phrase: Range): Fact | undefined => {
  const { analysis, flat, context } = reading;
  const kind = sentenced.section?.kind;
  if (kind !== undefined && NO_ACTS.has(kind)) return undefined;
  const qualification = undone(flat, sentenced.sentence, phrase, qualificationOf(reading, match));
  const { family, otherPerson, instruction, negated, hypothetical: doubtful, historical } = qualification.qualifiers;
  const { concept } = match;
  const device = concept.kind === 'device';
  const before = flat.slice(sentenced.sentence.start, phrase.start);
  const offered = doubtful || (device && isExplained(flat, sentenced.sentence, match));
  const hypothetical = offered && !(device && THEN_PUT_IN.test(flat.slice(match.end, sentenced.sentence.end)));
  if (family || otherPerson || instruction || isAskedAbout(flat, sentenced.sentence, phrase) || isRuleOfReading(sentenced.folded))
    return undefined;
  // "Complications exposées : embolisation de la prothèse": what may come is no act that somebody thinks of.
  const doubts = qualification.cues.filter((cue) => cue.qualifier === 'hypothetical');
  if (doubtful && hypothetical && doubts.length > 0 && doubts.every(({ rule }) => rule === 'risk')) return undefined;
  if (
    concept.kind === 'procedure' &&
    (isPlaceOf(flat, sentenced.sentence, phrase) ||
      isAnyAct(flat, sentenced.sentence, phrase) ||
      isSpecialtyLine(analysis, phrase, concept))
  )
    return undefined;
  // "Intubation : [ ] oui [X] non": chosen beforehand, not done.
  if (concept.kind === 'procedure' && isPaperOfWishes(analysis.folded)) return undefined;
  if (device && (BROUGHT.test(before) || THOUGHT_OF.test(before))) return undefined;
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
  if (!planned && !negated && !hypothetical && NO_ACT_OF_ITS_OWN.test(concept.id)) return undefined;
  const told =
    planned || (concept.kind === 'device' && hypothetical)
      ? dateFor(reading, sentenced.sentence, phrase, { future: true })
      : onDayOfAct(
          reading,
          kind,
          concept.kind === 'device' && CHECKED.test(before)
            ? {}
            : datedFor(
                reading,
                sentenced,
                phrase,
                !historical &&
                  !(concept.kind === 'procedure' && isOfBefore(flat, sentenced, phrase, concept, context.documentType)) &&
                  isActOfDocument(context.documentType, concept, sentenced, kind) &&
                  (plain ||
                    ACT_REPORTS.has(context.documentType ?? '') ||
                    !(isRecalled(flat, sentenced.sentence, phrase) || headedByIllness(reading, sentenced.sentence, phrase))),
                { act: true },
              ),
        );
  const removed =
    device &&
    // "Ablation de la plaque entre 18 et 24 mois": it is still there.
    ((TAKEN_OUT.test(analysis.folded.slice(sentenced.sentence.start, phrase.start)) &&
      !isPlannedAct(flat, sentenced.sentence, phrase, kind)) ||
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
    extra: {
      ...extraOf(concept, text, analysis.folded.slice(phrase.start, phrase.end)),
      ...(negated ? {} : governedMeasure({ text: analysis.page.text, flat }, match, phrase, sentenced.sentence)),
    },
  });
};

/** A prosthesis put in is an act and a thing that stays. */
export const deviceLeft = (fact: Fact, concept: Concept): Fact[] =>
  concept.leavesDevice && fact.kind === 'procedure' && fact.status === 'past'
    ? [{ ...fact, id: `${fact.id.slice(0, 14)}dv`, kind: 'device', status: 'active' }]
    : [];
