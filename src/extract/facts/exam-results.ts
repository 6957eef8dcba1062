import type { Fact } from '../../domain/fact.js';
import { UNQUALIFIED } from '../../domain/fact.js';
import type { Range, SectionKind } from '../text/analysis.js';
import exams from '../vocabulary/exams.json' with { type: 'json' };
import { dateFor } from './dating.js';
import { ownDate } from './own-date.js';
import type { PageReading, Sentenced } from './page-reading.js';
import { conceptsWithin, factOf, qualificationOf, sentencesOf } from './page-reading.js';
import { isPlannedAct } from './act-verdict.js';
import { tidy } from './phrase.js';

interface Exam {
  readonly id: string;
  readonly importance: 1 | 2;
  readonly pattern: RegExp;
}

const EXAMS: readonly Exam[] = exams.exams.map(({ id, importance, pattern }) => ({
  id,
  importance: importance === 2 ? 2 : 1,
  pattern: new RegExp(`\\b(?:${pattern})\\b`),
}));

/** Sections where an examination is asked for, dosed or described piece by piece. */
const SILENT: ReadonlySet<SectionKind> = new Set([
  'prescription',
  'plan',
  'technique',
  'immunizations',
  'allergies',
  'family-history',
  'current-medications',
  'discharge-medications',
  'admission-medications',
  'stopped-medications',
]);
/** "ETT : …", "Scanner du 12 mars : …", "L'IRM cérébrale de juin (CH) : …". */
const LEAD = String.raw`^[\s•*–-]*(?:\d{1,2}[).] ?)?(?:(?:le )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})? ?[:–-]? ?(?=[a-z]))?(?:(?:(?:examens?(?: complementaires?| paracliniques?)?|bilans?(?: initial| complementaire| para-?clinique)?|imagerie|explorations?|paraclinique|biologie|resultats?|cote [a-z]+|au plan [a-z]+) ?: ?|l'|le |la |les |une? |des |mon |son |sa |ma |votre |ce(?:tte)? |deux |nouvelle? |derniere? |resultats? (?:de la |de l'|du |des |d'une? )|controle (?:par |de |d'|du )?|conclusion (?:de la |de l'|du )|cultures? (?:de |du |des |d')|au |a la |a l'))*`;
/** A verb of showing, or a judgement at the end of what is said of the examination. */
const SHOWS =
  /\b(?:montr\w+|retrouv\w+|met(?:tait|tent)? en evidence|mis en evidence|objectiv\w+|revel\w+|conclu\w*|confirm\w+|elimin\w+|ecart\w+|not(?:e|ait)|vo(?:it|yait)|mesur\w+|decri\w+|trouv\w+|suspect\w+|evoqu\w+|normal(?:e|es|aux)?|negati(?:f|ve|fs|ves)|neg|positi(?:f|ve|fs|ves)|rassurant\w*|inchangee?s?|stables?|satisfaisant\w*|evocat\w+|compatibles?|en faveur|sans (?:anomalie|particularite|lesion|argument|signe|recidive)|\bras\b|pathologiques?|perturbee?s?|anormal(?:e|es|aux)?|steriles?|contributi(?:f|ve))/;
const COLON = /^[^:.;\n]{0,64}: ?\S/;
/** "N'a pas mis en évidence de FA", "ne montre aucun nodule", "pas de lésion suspecte": what was looked for, under whatever name, is not there. */
const SHOWS_NOTHING =
  /^[^.;]{0,60}?(?:(?:\bn'|\bne )[a-z ']{1,24}\b(?:pas|aucune?|ni|jamais)\b|: ?(?:pas d|absence d|aucune?\b|sans |ni )|\b(?:sans|absence d|pas d)['e ]{1,2}[a-z]+)(?![^.;]*\b(?:mais|en revanche|par contre|cependant|toutefois)\b)/;
/** A box to tick, a request, a date to come: no result yet. */
const NO_RESULT =
  /☐|☒|\[ ?[x ]?\]|_{3}|\.{4}|\b(?:a (?:faire|prevoir|programmer|refaire|demander|realiser|discuter|recontroler|controler)|en attente|en cours|a venir|prevue?s?|programmee?s?|demandee?s?|souhaitee?|non (?:faite?s?|realisee?s?|disponibles?|fournie?s?)|pas (?:encore )?(?:faite?s?|realisee?s?)|rdv|rendez-vous|sera\b|seront\b|resultats? a|appeler (?:le )?(?:15|112|samu)|rappeler si|voir (?:le |son )?(?:compte|cr\b)|cf\b|ci-joint\w*|en annexe)\b/;
/** "HGPO à 24-28 SA : IMC, mère": between two terms an examination is due. */
const WHEN_DUE = /^ (?:a |entre |vers )?\d{1,2} ?(?:-|–|a|et) ?\d{1,2} ?(?:sa|semaines|ans|mois)\b/;
/** An everyday tracing that shows something. */
const TELLING =
  /\b(?:qtc?\b[^.;,]{0,12}\d{3}|bloc|bb[gd]|b\.?b\.?[gd]\.?|bav|sus-?decal\w*|sous-?decal\w*|fibrillation|flutter|f\.?a\.?|acfa|onde q|hvg|hypertrophie|preexcitation|ischemi\w+|repolarisation|bradycardie|tachycardie|pause|extrasystol\w+|esv|brugada|electro-?entrain\w+)\b/;
const NARROWED = /\b(?:stenose|carotide|coronaire|artere|iva|circonflexe|tronc commun|fevg|fe)\b[^.;,]{0,30}\b\d{1,3} ?%/;
/** Rows of figures belong to the tables. */
const ROW = /\S {4,}\S/;
const LONGEST = 230;

/** The clause that holds the examination and its result, cut at a semicolon, then at a sentence's length. */
const stretchOf = (folded: string, sentence: Range): Range => {
  if (sentence.end - sentence.start <= LONGEST) return sentence;
  const semicolon = folded.indexOf(';', sentence.start + 12);
  if (semicolon > 0 && semicolon < Math.min(sentence.end, sentence.start + LONGEST)) return { start: sentence.start, end: semicolon };
  const cut = Math.max(folded.lastIndexOf(', ', sentence.start + LONGEST), folded.lastIndexOf(') ', sentence.start + LONGEST) + 1);
  return { start: sentence.start, end: cut > sentence.start + 40 ? cut : folded.lastIndexOf(' ', sentence.start + LONGEST) };
};

const OPENING = EXAMS.map((exam) => ({ exam, opens: new RegExp(`(?<lead>${LEAD})(?:${exam.pattern.source})`) }));

/** Which examination a stretch of words opens with, where the first word of its name stands and where the name ends. */
export const examOpening = (
  folded: string,
): { readonly id: string; readonly importance: 1 | 2; readonly word: Range; readonly end: number } | undefined => {
  for (const { exam, opens } of OPENING) {
    const found = opens.exec(folded);
    if (found === null) continue;
    const start = found.groups?.['lead']?.length ?? 0;
    const length = /^[a-z0-9-]+/.exec(folded.slice(start))?.[0].length ?? 1;
    return { id: exam.id, importance: exam.importance, word: { start, end: start + length }, end: found[0].length };
  }
  return undefined;
};

const resultOf = (reading: PageReading, { sentence, section, folded }: Sentenced): Fact | undefined => {
  if (section === undefined || SILENT.has(section.kind) || ROW.test(folded.trim())) return undefined;
  const exam = examOpening(folded);
  if (exam === undefined) return undefined;
  // "Gêne respiratoire : …": a complaint, and no gene.
  if (/^g[êÊ]ne/iu.test(reading.analysis.page.text.slice(sentence.start + exam.word.start, sentence.start + exam.word.end)))
    return undefined;
  const stretch = stretchOf(reading.flat, sentence);
  const said = reading.flat.slice(sentence.start + exam.end, stretch.end);
  const speaks = COLON.test(said) ? said.slice(said.indexOf(':') + 1).trim().length > 2 : SHOWS.test(said);
  if (!speaks || WHEN_DUE.test(said) || NO_RESULT.test(folded.slice(0, stretch.end - sentence.start))) return undefined;
  const name = { start: sentence.start + exam.word.start, end: sentence.start + exam.word.end };
  const { family, otherPerson, instruction } = qualificationOf(reading, name).qualifiers;
  if (family || otherPerson || instruction || isPlannedAct(reading.flat, sentence, name, section.kind)) return undefined;
  const conditions = conceptsWithin(reading.concepts, stretch).filter((match) => match.concept.kind === 'condition');
  const doubts = conditions.map((match) => qualificationOf(reading, match).qualifiers);
  if (doubts.some((flags) => flags.otherPerson) || /\bmaternel(?:le)?s?\b/.test(said)) return undefined;
  // "Sans resténose, carotide droite 40 %": how narrow something is, is shown.
  const denied = conditions.length === 0 ? SHOWS_NOTHING.test(said) : doubts.every((flags) => flags.negated) && !NARROWED.test(said);
  const written = dateFor(reading, sentence, name, { act: true });
  return factOf(reading, {
    kind: 'observation',
    label: tidy(reading.analysis.page.text.slice(stretch.start, stretch.end).replace(/^\s*(?:\d{1,2}[).-]|[-•*])\s*/, '')),
    rule: 'exam-result',
    importance: exam.importance === 2 || TELLING.test(folded) ? 2 : 1,
    status: denied ? 'absent' : conditions.length > 0 && doubts.every((flags) => flags.hypothetical) ? 'suspected' : 'active',
    citation: stretch,
    section,
    qualification: { qualifiers: { ...UNQUALIFIED, negated: denied }, cues: [] },
    dated: written.date === undefined ? ownDate(reading, section, sentence.start) : written,
    confidence: 0.8,
    extra: { concept: `examen:${exam.id}` },
  });
};

/**
 * Examinations told with their result outside their own report: "Biopsie du 18 février : pas de rejet", "les cultures du LBA sont
 * négatives", "l'IRM de mars montre deux lésions nouvelles". One fact a sentence, in the record's words; what is asked for, planned or
 * ticked is none.
 */
export const examResultFacts = (reading: PageReading): Fact[] =>
  sentencesOf(reading).flatMap((sentenced) => {
    const fact = resultOf(reading, sentenced);
    return fact === undefined ? [] : [fact];
  });
