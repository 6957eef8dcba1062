import type { Dossier } from '../client.js';
import { frenchDate, insWritten, SEX } from '../format.js';

export interface Compared {
  readonly trait: string;
  readonly own: string | undefined;
  /** What the document says; undefined where it says nothing else. */
  readonly found: string | undefined;
  readonly differs: boolean;
}

const PART = /, (?=nom |naissance|prénom|INS |même INS|sexe)/;
const INSTEAD = / au lieu d(?:e|u) .*$/;

/**
 * "Autre personne : nom « A » au lieu de « B », naissance le 19/06/1951 au lieu du 09/06/1958, INS différent." put beside the dossier's own
 * traits. What is written otherwise stays whole in the summary.
 */
export function compare(said: string, patient: Dossier['patient']): { readonly summary: string; readonly rows: readonly Compared[] } {
  const own: readonly (readonly [string, string | undefined])[] = [
    ['Nom', [patient.usedName ?? patient.birthName, patient.firstNames[0]].filter((part) => part !== undefined).join(' ')],
    ['Nom de naissance', patient.birthName],
    ['Naissance', patient.birthDate === undefined ? undefined : frenchDate(patient.birthDate)],
    ['Sexe', patient.sex === undefined ? undefined : SEX[patient.sex]],
    ['INS', patient.insMatricule === undefined ? undefined : insWritten(patient.insMatricule)],
  ];
  const sentences = said.split(/(?<=\.)\s+(?=\p{Lu})/u);
  const telling =
    sentences.find((sentence) => sentence.split(/ : |, /).some((part) => traitOf(part.replace(/\.$/, '')) !== undefined)) ?? said;
  const around = sentences.filter((sentence) => sentence !== telling);
  const [head = '', ...parts] = telling.replace(/\.$/, '').split(' : ');
  const found = new Map<string, { readonly text: string; readonly differs: boolean }>();
  const left: string[] = [];
  for (const part of parts.join(' : ').split(PART)) {
    const trait = traitOf(part);
    if (trait === undefined) left.push(part);
    else
      found.set(trait, {
        text: INSTEAD.test(part)
          ? part.replace(INSTEAD, '').replace(/^(?:nom de naissance|nom|prénom|naissance(?: le)?|sexe) /, '')
          : part.replace(/^(?:nom de naissance|nom|prénom|naissance(?: le)?|sexe) /, ''),
        differs: INSTEAD.test(part) || part === 'INS différent',
      });
  }
  const rows = own
    .filter(([trait, value]) => (value !== undefined && value !== '') || found.has(trait))
    .map(([trait, value]) => ({
      trait,
      own: value,
      found: tidy(trait, found.get(trait)?.text),
      differs: found.get(trait)?.differs === true,
    }));
  const rest = left.filter((part) => part !== '').join(', ');
  const summary = [...around, `${head}${rest === '' ? '' : ` : ${rest}`}.`].join(' ');
  return { summary, rows: found.size === 0 ? [] : rows };
}

function traitOf(part: string): string | undefined {
  if (part.startsWith('nom de naissance')) return 'Nom de naissance';
  if (part.startsWith('nom ')) return 'Nom';
  if (part.startsWith('naissance')) return 'Naissance';
  if (part.startsWith('sexe')) return 'Sexe';
  return part === 'INS différent' || part === 'même INS' ? 'INS' : undefined;
}

/** "« ROUCHON »" → "ROUCHON", "F" → "femme", "INS différent" → "un autre". */
function tidy(trait: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (trait === 'INS') return text === 'même INS' ? 'le même' : 'un autre';
  return trait === 'Sexe' ? (SEX[text] ?? text) : text.replace(/^« ?(.*?) ?»$/, '$1');
}
