import type { Fact } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { frenchDate } from '../dates.js';
import { hasWords } from '../fact-composer.js';
import clinicalCodes from '../vocabulary/clinical-codes.json' with { type: 'json' };
import type { XmlElement } from '../xml.js';
import { allAt, at, attribute } from '../xml.js';
import type { EntryContext } from './entry-context.js';
import { baseFact, datesOf, hasTemplate, ownPassage } from './entry-context.js';
import { codeOf, labelOf, oneLine, originalText } from './values.js';

const ABSENCES: Readonly<Record<string, string>> = clinicalCodes.absences;
const RELATIVES: Readonly<Record<string, string>> = clinicalCodes.relatives;
/** Plan of care: what stands there is to come. */
const PLAN_SECTION = '18776-5';
/** Senders also write an absence in words, with a code of their own. */
const SAID_ABSENT = /^(aucune?|pas d[e'’])\b/i;
const PLANNED = new Set(['INT', 'PRMS', 'PRP', 'RQO', 'APT', 'ARQ', 'GOL']);

interface ActKind {
  readonly kind: Fact['kind'];
  readonly origin: string;
}

/** An act with a code and a date: a procedure, an encounter; planned ones become plans. */
function readAct(node: XmlElement, context: EntryContext, { kind, origin }: ActKind): void {
  const code = at(node, 'code');
  const own = ownPassage(node, context.resolve);
  const absence = ABSENCES[codeOf(code)?.code ?? ''];
  const label = oneLine(absence ?? labelOf(code, context.resolve) ?? own?.text ?? codeOf(code)?.code ?? '').slice(0, 250);
  if (!hasWords(label)) return;
  const planned = PLANNED.has(attribute(node, 'moodCode') ?? '') || context.section === PLAN_SECTION;
  const unknown = absence?.startsWith("Pas d'information") === true;
  const negated = !unknown && (absence !== undefined || attribute(node, 'negationInd') === 'true' || SAID_ABSENT.test(label));
  const dates = datesOf(node);
  const coded = codeOf(code);
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: planned ? 'plan' : kind,
      label,
      status: unknown || (planned && !negated) ? 'unknown' : negated ? 'absent' : 'past',
      origin: absence === undefined ? origin : `${origin}-absence`,
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(coded === undefined ? {} : { code: coded }),
      ...dates,
    }),
    passages: [originalText(code, context.resolve)?.passage, own, context.block.find(label)],
    line: `${label}${dates.date === undefined ? '' : `, le ${frenchDate(dates.date)}`}`,
  });
}

export const readProcedure = (node: XmlElement, context: EntryContext): void =>
  readAct(node, context, { kind: 'procedure', origin: 'cda:procedure' });
export const readEncounter = (node: XmlElement, context: EntryContext): void =>
  readAct(node, context, { kind: 'procedure', origin: 'cda:encounter' });

/** A medical device worn or implanted (FR-Dispositif-medical). */
export function readDevice(node: XmlElement, context: EntryContext): void {
  const device = allAt(node, 'participant', 'participantRole', 'playingDevice')[0];
  const code = at(device, 'code') ?? at(node, 'code');
  const own = ownPassage(node, context.resolve);
  const absence = ABSENCES[codeOf(at(node, 'code'))?.code ?? ''] ?? ABSENCES[codeOf(code)?.code ?? ''];
  const label = oneLine(absence ?? labelOf(code, context.resolve) ?? own?.text ?? codeOf(code)?.code ?? '').slice(0, 250);
  if (!hasWords(label)) return;
  const unknown = absence?.startsWith("Pas d'information") === true;
  const negated = !unknown && (absence !== undefined || attribute(node, 'negationInd') === 'true' || SAID_ABSENT.test(label));
  const coded = codeOf(code);
  const dates = datesOf(node);
  const requested = PLANNED.has(attribute(node, 'moodCode') ?? '');
  context.block.drafts.push({
    fact: baseFact(context, {
      kind: requested ? 'plan' : 'device',
      label,
      status: unknown || requested ? 'unknown' : negated ? 'absent' : 'active',
      origin: absence === undefined ? 'cda:device' : 'cda:device-absence',
      ...(negated ? { qualifiers: { ...UNQUALIFIED, negated } } : {}),
      ...(coded === undefined ? {} : { code: coded }),
      ...dates,
    }),
    passages: [originalText(code, context.resolve)?.passage, own, context.block.find(label)],
    line: `${label}${dates.date === undefined ? '' : `, depuis ${frenchDate(dates.date)}`}`,
  });
}

/** Whose history a family organizer tells, in French; "famille" where the source does not say. */
export function relativeOf(organizer: XmlElement): string | undefined {
  if (!hasTemplate(organizer, '1.3.6.1.4.1.19376.1.5.3.1.4.15', '1.2.250.1.213.1.1.3.59')) return undefined;
  const code = at(organizer, 'subject', 'relatedSubject', 'code');
  return RELATIVES[attribute(code, 'code') ?? ''] ?? attribute(code, 'displayName')?.toLowerCase() ?? 'famille';
}
