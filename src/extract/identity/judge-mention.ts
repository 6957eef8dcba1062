import type { IdentityTraits } from '../../domain/document.js';
import { frenchDate } from '../coded/dates.js';
import { farApart, type Comparison } from './compare-traits.js';
import type { PatientMention } from './find-mentions.js';

export interface Judgement {
  readonly verdict: 'match' | 'doubt' | 'mismatch' | 'silent';
  /** False where only a name in passing supports it: it yields to any strong evidence. */
  readonly strong: boolean;
  readonly evidence: string;
}

/** A document presents its patient in its first lines. */
export const HEADER_LINES = 20;

/** "38" of a birth is 1938: nobody has a record before being born. */
const FIRST_UNBORN = 2030;
const birthOf = ({ birthDate = '', shortYear }: PatientMention): string =>
  shortYear && Number(birthDate.slice(0, 4)) >= FIRST_UNBORN ? `19${birthDate.slice(2)}` : birthDate;

/** What agrees and what differs, in French, for whoever must decide. */
function describe(mention: PatientMention, patient: IdentityTraits, comparison: Comparison, head: string): string {
  const parts: string[] = [];
  const names = mention.names.join(' ');
  const known = [patient.usedName ?? patient.birthName, ...patient.firstNames.slice(0, 1)].filter((name) => name !== undefined).join(' ');
  if (names !== '')
    parts.push(
      comparison.family === 'differs' || comparison.first === 'differs' ? `nom « ${names} » au lieu de « ${known} »` : `nom « ${names} »`,
    );
  if (comparison.birthName === 'differs')
    parts.push(`nom de naissance « ${mention.birthName ?? ''} » au lieu de « ${patient.birthName ?? ''} »`);
  if (mention.birthDate !== undefined && patient.birthDate !== undefined && comparison.birth !== 'unknown') {
    parts.push(
      comparison.birth === 'same'
        ? `naissance le ${frenchDate(patient.birthDate)}`
        : `naissance le ${frenchDate(birthOf(mention))} au lieu du ${frenchDate(patient.birthDate)}`,
    );
  }
  if (comparison.ins === 'differs' || comparison.ins === 'near') parts.push('INS différent');
  if (comparison.ins === 'same') parts.push('même INS');
  if (comparison.sex === 'differs') parts.push(`sexe ${mention.sex ?? ''} au lieu de ${patient.sex ?? ''}`);
  return `${head} : ${parts.join(', ')}.`;
}

/** "DUPONT Anne 34 ans 06/10/2026": a day on which the patient had the age written beside it is no birth. */
function isDayOfAct({ age, birthDate }: PatientMention, patient: IdentityTraits): boolean {
  if (age === undefined || age < 2 || birthDate === undefined || patient.birthDate === undefined) return false;
  const years = Number(birthDate.slice(0, 4)) - Number(patient.birthDate.slice(0, 4));
  return years === age || years === age + 1;
}

/**
 * Decides for one mention. Another person is recognised by names or birth date that no slip explains; one slip among
 * traits that agree is a doubt; a name in passing, without birth date, number or label, accuses nobody.
 */
export function judgeMention(mention: PatientMention, patient: IdentityTraits, compared: Comparison, ocr: boolean): Judgement {
  const comparison: Comparison = isDayOfAct(mention, patient) ? { ...compared, birth: 'unknown' } : compared;
  const { family, first, birthName, birth, ins, sex } = comparison;
  const say = (verdict: Judgement['verdict'], strong: boolean, head: string): Judgement => ({
    verdict,
    strong,
    evidence: describe(mention, patient, comparison, head),
  });
  const familyOk = family === 'same' || family === 'near';
  const firstOk = first === 'same' || first === 'near';
  const nameOk = familyOk && first !== 'differs';
  const stranger = family === 'differs' && !firstOk;
  const clearFirst =
    first === 'differs' &&
    mention.names.some(
      (name) =>
        name.length >= 3 &&
        patient.firstNames.every((known) => farApart(name, known, ocr)) &&
        ![patient.usedName, patient.birthName].some((known) => known !== undefined && !farApart(name, known, ocr)),
    );

  if (ins === 'same') {
    if (birth === 'differs' || (family === 'differs' && first === 'differs')) return say('doubt', true, 'Même INS mais traits différents');
    return say('match', true, 'Identité concordante');
  }
  if (ins === 'differs') {
    if (nameOk && (birth === 'same' || birth === 'unknown') && birthName !== 'differs')
      return say('doubt', true, 'Mêmes traits mais INS différent');
    if (family === 'unknown' && birth !== 'differs') return say('doubt', true, 'INS différent');
    return say('mismatch', true, 'Autre personne');
  }
  if (birth === 'same') {
    if (birthName === 'differs' && nameOk) return say('doubt', true, 'Nom de naissance différent');
    if (nameOk || family === 'unknown') return say('match', family !== 'unknown' || mention.birthLabelled, 'Identité concordante');
    if (familyOk && clearFirst)
      return say(ocr && mention.form === 'bare' ? 'doubt' : 'mismatch', true, 'Même naissance, autre prénom (jumeau possible)');
    if (familyOk) return say('doubt', true, 'Prénom différent');
    if (firstOk) return say('doubt', true, 'Nom différent, même prénom et même naissance');
    return say(mention.form === 'labelled' && mention.names.length >= 2 ? 'mismatch' : 'doubt', true, 'Autre nom, même date de naissance');
  }
  if (birth === 'near') {
    if (nameOk)
      return birthName === 'differs' || sex === 'differs'
        ? say('mismatch', true, 'Homonyme')
        : say(ocr && first === 'same' ? 'match' : 'doubt', true, ocr ? 'Identité concordante, date mal lue' : 'Date de naissance proche');
    if (family === 'unknown') return say(ocr ? 'match' : 'doubt', false, 'Date de naissance proche');
    return say('mismatch', true, 'Autre personne');
  }
  if (birth === 'differs') {
    if (mention.form === 'bare' && !mention.birthLabelled)
      return nameOk ? say('match', false, 'Nom concordant') : say('silent', false, 'Nom sans date de naissance');
    if (familyOk && firstOk) return say('mismatch', true, 'Homonyme');
    if (family === 'unknown') return say(mention.birthLabelled ? 'doubt' : 'silent', true, 'Autre date de naissance');
    if (familyOk) return say('mismatch', true, mention.child ? 'Enfant ou proche' : 'Proche ou homonyme');
    return say('mismatch', true, 'Autre personne');
  }
  // No birth date to compare.
  if (familyOk && firstOk) {
    if (birthName === 'differs') return say('mismatch', true, 'Homonyme');
    return say(sex === 'differs' && first === 'near' ? 'doubt' : 'match', mention.form !== 'bare', 'Nom concordant');
  }
  if (familyOk && first === 'unknown') {
    if (mention.child) return say('mismatch', true, 'Enfant ou nouveau-né du même nom');
    if (sex === 'differs') return say(mention.form === 'labelled' ? 'doubt' : 'silent', false, 'Même nom, autre civilité');
    return say('match', mention.form === 'labelled', 'Nom de famille concordant');
  }
  if (familyOk && clearFirst)
    return mention.form === 'labelled' || mention.child
      ? say('mismatch', true, 'Même nom, autre prénom')
      : mention.form === 'line'
        ? say('doubt', true, 'Même nom, autre prénom')
        : say('silent', false, 'Proche nommé');
  if (stranger && mention.form === 'labelled' && mention.names.length >= 2) return say('mismatch', true, 'Autre personne');
  if (stranger && mention.form === 'labelled' && mention.sex !== undefined) return say('doubt', true, 'Autre nom');
  // "Mme X Anne, 34 ans" in the head of a letter, and nothing more: enough, unless OCR may have made it of the patient's.
  if (stranger && mention.form === 'line' && mention.line <= HEADER_LINES) {
    const known = [patient.usedName, patient.birthName, ...patient.firstNames].filter((name) => name !== undefined);
    const clear = !ocr || mention.names.every((name) => known.every((own) => farApart(name, own, true)));
    return say(mention.names.length >= 2 && clear ? 'mismatch' : 'doubt', false, 'Autre nom');
  }
  return say('silent', false, 'Autre nom cité');
}
