import type { PartialDate } from '../../domain/citation.js';
import type { RoledDate } from './date-roles.js';
import type { DateRole, DocumentTypeEntry } from './vocabulary/document-types.js';

export interface ChosenDate {
  readonly date: PartialDate;
  readonly confidence: number;
  readonly reason: string;
}

const ROLE_NAMES: Readonly<Record<DateRole, string>> = {
  birth: 'naissance',
  prior: 'examen antérieur',
  future: 'rendez-vous',
  sampling: 'prélèvement',
  exam: 'examen',
  intervention: 'intervention',
  'stay-start': 'entrée',
  'stay-end': 'sortie',
  arrival: 'arrivée',
  session: 'séance',
  consultation: 'consultation',
  title: 'titre',
  established: 'établissement du relevé',
  reported: 'compte rendu',
  written: 'lieu et date',
  dated: 'date du document',
  printed: 'édition',
  validated: 'validation',
  received: 'réception',
  request: 'demande',
  dose: 'dernière vaccination',
  unknown: 'date sans indice',
};

/** Roles a document gives to itself wherever they stand on the page. */
const ANYWHERE: readonly DateRole[] = ['validated', 'printed', 'established', 'dose'];
const WRITTEN: readonly DateRole[] = ['written', 'dated', 'established', 'reported', 'validated', 'printed', 'title'];

function pick(dates: readonly RoledDate[], role: DateRole): RoledDate | undefined {
  const same = dates.filter((date) => date.role === role && (date.inHeader || ANYWHERE.includes(role)) && date.date.length === 10);
  if (role === 'stay-end') return same.at(-1);
  if (role === 'dose') return same.sort((a, b) => a.date.localeCompare(b.date)).at(-1);
  return same.find((date) => date.inHeader) ?? same[0];
}

/**
 * The date of the act: the first role of the type's list that the document gives a date to. A birth date, a prior
 * examination or an appointment is never chosen. `latest` bounds what a document may claim (the day it was deposited).
 */
export function chooseActDate(dates: readonly RoledDate[], entry: DocumentTypeEntry): ChosenDate | undefined {
  const births = new Set(dates.filter((date) => date.role === 'birth').map((date) => date.date));
  const usable = dates.filter((date) => !births.has(date.date) && date.role !== 'prior' && date.role !== 'future');
  for (const [rank, role] of entry.act.entries()) {
    const found = pick(usable, role);
    if (found === undefined) continue;
    const confidence = role === 'unknown' ? 0.4 : Math.max(0.6, 0.96 - rank * 0.04);
    return { date: found.date, confidence, reason: `${ROLE_NAMES[role]}${found.cue === '' ? '' : ` (« ${found.cue.trim()} »)`}` };
  }
  // Nothing in the header: the latest full date that the document knows is the closest to its own.
  const latest = usable
    .filter((date) => date.date.length === 10)
    .sort((a, b) => a.date.localeCompare(b.date))
    .at(-1);
  return latest === undefined ? undefined : { date: latest.date, confidence: 0.3, reason: 'date la plus récente du texte' };
}

/** The date of writing; absent where the document gives none of its own. */
export function chooseWrittenDate(dates: readonly RoledDate[]): ChosenDate | undefined {
  const births = new Set(dates.filter((date) => date.role === 'birth').map((date) => date.date));
  const usable = dates.filter((date) => !births.has(date.date));
  for (const [rank, role] of WRITTEN.entries()) {
    const found = pick(usable, role);
    if (found !== undefined) return { date: found.date, confidence: Math.max(0.6, 0.95 - rank * 0.05), reason: ROLE_NAMES[role] };
  }
  return undefined;
}
