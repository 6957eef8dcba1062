import type { PageAnalysis, Range } from '../text/analysis.js';
import type { Concept } from './clinical-vocabulary.js';
import type { Sentenced } from './page-reading.js';

/*
 * Acts that a paper names without being the paper of the day on which they were done: what an operation left, operations of before,
 * the specialty under a doctor's name.
 */

/** "Clips de cholécystectomie", "cicatrice de sternotomie", "orifice appendiculaire (appendicectomie)": what is seen is what the act left. */
const TRACE_OF =
  /\b(?:clips?|agrafes?|cicatrices?|moignons?|loges?|stigmates?|orifices?|materiels?|vis|plaques?|clous?|anastomoses?|sequelles?|remaniements?|aspects?|etat|status|statut|montage|bouton|sonde|lit|incisions?) (?:[a-z]+(?:aire|ale|al|ique|oire)s? )?(?:\(|(?:post[ -]?)?(?:de |d'|du )(?:la |l'|une? )?)$/;
const IN_BRACKETS = /\($/;
const BRACKET_ENDS = /^[^()]{0,20}\)/;

/** Names of acts that cut, graft, remove or put in. */
const OPERATION =
  /(?:ectomie|plastie|[^a]tomie|stomie|pexie|rraphie|desis|osteosynthese|arthrodese|amputation|cesarienne|greffe|transplantation|sleeve|bypass|pontage|prothese|exerese|resection|conisation|remplacement-valvulaire|rvao?|tavi|chirurgie|cure-d|cure-de)(?:-|s?$)|^(?:cesarienne|autogreffe|allogreffe|greffe|transplantation|prothese|exerese|resection|chirurgie|cure|sleeve|bypass|pontage)\b/;
const NO_OPERATION = /^(?:thoracotomie-exploratrice|phlebotomie|trache?otomie)$/;
/** Papers of a place where one operates or examines what was removed: operation, stay, emergencies, endoscopy, pathology. */
const OPERATES: ReadonlySet<string> = new Set(['34874-8', '34112-3', '34878-9', '18745-0', '28570-0', '11504-8', '11526-1']);
/** The same by the head of a page, where the deposit names no kind of paper. */
const HEAD_OF_ONE =
  /\b(?:operatoire|hospitalisation|hospitalier|accouchement|urgences|endoscop\w*|coloscop\w*|anatomie|anatomo\w*|cytopatholog\w*|bloc|maternite)\b/;
const HEAD = 500;
const DONE_TODAY =
  /\b(?:ce jour|ce matin|aujourd'hui|hier|en consultation|au cabinet|au fauteuil|sous (?:anesthesie|al\b|ag\b|lidocaine|xylocaine)|on (?:a )?(?:pratique|realise|procede)|j'ai (?:pratique|realise|fait|procede)|(?:acte|geste|intervention|realise|effectue|pratique|procede)e?s?\b)/;

const isTraceOf = (folded: string, sentence: Range, phrase: Range): boolean =>
  TRACE_OF.test(folded.slice(Math.max(sentence.start, phrase.start - 60), phrase.start));

/** Whether an act is one of before: a trace, an aside in brackets, an operation in a paper of those who neither operate nor keep in. */
export const isOfBefore = (
  folded: string,
  { sentence, section }: Sentenced,
  phrase: Range,
  concept: Concept,
  documentType: string | undefined,
): boolean => {
  const before = folded.slice(Math.max(sentence.start, phrase.start - 60), phrase.start);
  const after = folded.slice(phrase.end, sentence.end);
  if (isTraceOf(folded, sentence, phrase)) return true;
  const operation = OPERATION.test(concept.id) && !NO_OPERATION.test(concept.id);
  if (!operation) return false;
  if (IN_BRACKETS.test(before) && BRACKET_ENDS.test(after)) return true;
  return (
    section?.kind !== 'procedure' &&
    !OPERATES.has(documentType ?? '') &&
    !((documentType === undefined || documentType === 'AUTRE') && HEAD_OF_ONE.test(folded.slice(0, HEAD))) &&
    !DONE_TODAY.test(folded.slice(Math.max(sentence.start, phrase.start - 60), Math.min(sentence.end, phrase.end + 60)))
  );
};

const DOCTOR_LINE = /^\W*(?:dr|docteur|pr|professeur|mme|m\.|mr)\b/;
const ADDRESS =
  /\b(?:tel|telephone|fax|rpps|finess|adeli|secretariat|rdv|courriel|conventionnee?)\b|\b\d{5} [a-z]|\b0\d(?:[ .]?\d\d){4}\b|\b(?:rue|avenue|av|boulevard|bd|place|chemin|route|allee|quai|impasse|esplanade)\b|@/;
const OF_THE_HEAD = 900;

/** "Dr Églantine V. / Chirurgie de la cataracte et du segment antérieur / 30 boulevard…": what a doctor does, in the head of a letter. */
export const isSpecialtyLine = ({ page, folded }: PageAnalysis, phrase: Range, concept: Concept): boolean => {
  if (page.number !== 1 || phrase.start > OF_THE_HEAD || !OPERATION.test(concept.id)) return false;
  // Lines as they stand on the paper: the folded text joins a line to the one that it seems to go on from.
  const start = page.text.lastIndexOf('\n', phrase.start - 1) + 1;
  const end = page.text.indexOf('\n', phrase.end);
  const line = folded.slice(start, end < 0 ? undefined : end);
  if (/[\d:]/.test(line)) return false;
  const above = folded.slice(page.text.lastIndexOf('\n', start - 2) + 1, start);
  return DOCTOR_LINE.test(above) || (end >= 0 && ADDRESS.test(folded.slice(end + 1, page.text.indexOf('\n', end + 1))));
};

/** "À signaler à tout anesthésiste avant une intubation", "en vue d'une éventuelle greffe": an act that may once be. */
const BEFORE_ANY =
  /\b(?:avant|lors d'|en cas d'|en vue d'|pour|a) ?(?:toute|tout|une? eventuel(?:le)?|une? prochaine?) $|\bavant (?:une?|d'autres) $/;
/** "Avant une intubation en 2019 il…": a day says that it was. */
const SOME_DAY = /\b(?:19|20)\d\d\b|\d\/\d/;
export const isAnyAct = (folded: string, sentence: Range, phrase: Range): boolean =>
  BEFORE_ANY.test(folded.slice(Math.max(sentence.start, phrase.start - 40), phrase.start)) &&
  !SOME_DAY.test(folded.slice(phrase.start, Math.min(sentence.end, phrase.end + 30)));
