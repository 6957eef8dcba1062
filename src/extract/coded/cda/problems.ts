import type { Fact } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchDate } from '../dates.js';
import { hasWords } from '../fact-composer.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute, childrenNamed, textOf } from '../xml.js';
import { allergyStanding } from '../allergy-standing.js';
import type { EntryContext } from './entry-context.js';
import { baseFact, datesOf, hasTemplate, ownPassage } from './entry-context.js';
import { codeOf, labelOf, oneLine, originalText, valueOf } from './values.js';

const PROBLEM = ['1.3.6.1.4.1.19376.1.5.3.1.4.5', '1.2.250.1.213.1.1.3.37'];
const ALLERGY = ['1.3.6.1.4.1.19376.1.5.3.1.4.6', '1.2.250.1.213.1.1.3.41'];
const STATUS = ['1.3.6.1.4.1.19376.1.5.3.1.4.1.1', '1.2.250.1.213.1.1.3.30'];
const CERTAINTY = ['1.2.250.1.213.1.1.3.171'];
/** Past history and past surgery sections: what stands there is over unless its own status says otherwise. */
const PAST_SECTIONS = new Set(['11348-0', '47519-4', '10167-5', '8684-3']);

const STATUSES: Readonly<Record<string, string>> = clinicalCodes.statuses;
const CERTAINTIES: Readonly<Record<string, string>> = clinicalCodes.certainties;
const ABSENCES: Readonly<Record<string, string>> = clinicalCodes.absences;
const ABSENT_FINDINGS: Readonly<Record<string, string>> = clinicalCodes.absentFindings;

export const isProblem = (node: XmlElement): boolean => hasTemplate(node, ...PROBLEM);
export const isAllergy = (node: XmlElement): boolean => hasTemplate(node, ...ALLERGY);

function attributeCode(node: XmlElement, templates: readonly string[]): string | undefined {
  return allAt(node, 'entryRelationship', 'observation')
    .filter((each) => hasTemplate(each, ...templates))
    .map((each) => codeOf(at(each, 'value'))?.code)
    .find((each) => each !== undefined);
}

/** In a family history, "no known problem" speaks of the family. */
const ofFamily = (absence: string): string =>
  absence.startsWith("Pas d'information") ? "Pas d'information sur les antécédents familiaux" : 'Aucun antécédent familial connu';

const absenceOf = (code: string | undefined): string | undefined =>
  code === undefined ? undefined : (ABSENCES[code] ?? ABSENT_FINDINGS[code]);

/** A problem, symptom or diagnosis: negated where negationInd says so, absent where the code does. */
export function readProblem(node: XmlElement, context: EntryContext): void {
  const value = at(node, 'value');
  const code = codeOf(value);
  const own = ownPassage(node, context.resolve);
  const original = originalText(value, context.resolve);
  const family = context.relative !== undefined;
  const absent = absenceOf(code?.code) ?? absenceOf(codeOf(at(node, 'code'))?.code);
  const absence = absent !== undefined && family ? ofFamily(absent) : absent;
  const written = value === undefined ? undefined : valueOf(value, context.resolve, [])?.text;
  const label = oneLine(
    [absence, labelOf(value, context.resolve), written, own?.text, labelOf(at(node, 'code'), context.resolve)].find(
      (each) => each !== undefined && hasWords(each),
    ) ?? '',
  ).slice(0, 250);
  if (!hasWords(label)) return;
  const negated = absence !== undefined || attribute(node, 'negationInd') === 'true';
  const unknown = absence?.startsWith("Pas d'information") === true;
  const certainty = CERTAINTIES[attributeCode(node, CERTAINTY) ?? ''];
  const stated = STATUSES[attributeCode(node, STATUS) ?? ''];
  const past = context.section !== undefined && PAST_SECTIONS.has(context.section);
  const dates = datesOf(node);
  const status = unknown
    ? 'unknown'
    : negated
      ? 'absent'
      : (certainty ?? stated ?? (family ? 'unknown' : past ? 'past' : dates.endDate === undefined ? 'active' : 'resolved'));
  const qualifiers = {
    ...UNQUALIFIED,
    negated: negated && !unknown,
    historical: past && !negated,
    hypothetical: certainty === 'suspected',
    family,
  };
  const severity = allAt(node, 'entryRelationship', 'observation')
    .filter((each) => codeOf(at(each, 'code'))?.code === 'SEV')
    .map((each) => labelOf(at(each, 'value'), context.resolve))
    .find((each) => each !== undefined);
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: family ? 'family-history' : 'condition',
      label,
      status: status as Fact['status'],
      origin: `cda:${family ? 'family-history' : 'problem'}${absence === undefined ? '' : '-absence'}`,
      qualifiers,
      ...(context.relative === undefined ? {} : { familyMember: context.relative }),
      ...(code === undefined ? {} : { code }),
      ...(severity === undefined || absence !== undefined ? {} : { value: { text: severity } }),
      ...dates,
    }),
    passages: [original?.passage, own !== undefined && own.cells.length > 0 ? own : undefined, context.block.find(label), own],
    line: [
      negated && absence === undefined ? `Absence de : ${label}` : label,
      dates.date === undefined ? undefined : `depuis ${frenchDate(dates.date)}`,
    ]
      .filter((each) => each !== undefined)
      .join(', '),
  });
}

const INTOLERANCE = new Set(['235719002', '59037007', '782197009', '420134006', 'DINT', 'FINT', 'OINT', 'EINT', 'NAINT', '609433001']);

/** An allergy or intolerance: its agent, its reactions (MFST), its certainty. */
export function readAllergy(node: XmlElement, context: EntryContext): void {
  const { resolve } = context;
  const type = codeOf(at(node, 'code'));
  const value = at(node, 'value');
  const entity = allAt(node, 'participant')
    .filter((each) => attribute(each, 'typeCode') === 'CSM')
    .map((each) => at(each, 'participantRole', 'playingEntity'))
    .find((each) => each !== undefined);
  const agentCode = at(entity, 'code');
  const own = ownPassage(node, resolve);
  const absence = absenceOf(codeOf(value)?.code) ?? absenceOf(codeOf(agentCode)?.code) ?? absenceOf(type?.code);
  const agent = [originalText(agentCode, resolve)?.text, textOf(at(entity, 'name')), labelOf(agentCode, resolve)].find(
    (each) => each !== undefined && hasWords(each),
  );
  const described = labelOf(value, resolve) ?? labelOf(at(node, 'code'), resolve) ?? own?.text;
  const label = oneLine(absence ?? agent ?? described ?? '').slice(0, 200);
  if (!hasWords(label)) return;
  const negated = attribute(node, 'negationInd') === 'true';
  const reactions = childrenNamed(node, 'entryRelationship')
    .filter((link) => attribute(link, 'typeCode') === 'MFST')
    .flatMap((link) => childrenNamed(link, 'observation'))
    .filter((each) => attribute(each, 'negationInd') !== 'true')
    .flatMap((each) => labelOf(at(each, 'value'), resolve) ?? ownPassage(each, resolve)?.text ?? [])
    .map(oneLine);
  const code = agent === undefined ? codeOf(value) : codeOf(agentCode);
  const dates = datesOf(node);
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: 'allergy',
      label,
      origin: absence === undefined ? 'cda:allergy' : 'cda:allergy-absence',
      importance: 3,
      ...allergyStanding({
        absence,
        negated,
        certainty: CERTAINTIES[attributeCode(node, CERTAINTY) ?? ''],
        clinical: STATUSES[attributeCode(node, STATUS) ?? ''],
        intolerance: INTOLERANCE.has(type?.code ?? ''),
        reactions,
      }),
      ...(code === undefined ? {} : { code }),
      ...dates,
    }),
    passages: [originalText(agentCode, resolve)?.passage, originalText(value, resolve)?.passage, own, context.block.find(label)],
    line:
      absence ?? `${negated ? "Pas d'allergie : " : 'Allergie : '}${label}${reactions.length === 0 ? '' : ` (${reactions.join(' ; ')})`}`,
  });
}
