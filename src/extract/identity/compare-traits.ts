import type { PartialDate } from '../../domain/citation.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { PatientMention } from './find-mentions.js';
import { hasValidInsKey, insAgreesWith } from './ins.js';
import { bestNameMatch, compareNames, editDistance, ocrShape, plainName } from './names.js';

type Agreement = 'same' | 'near' | 'differs' | 'unknown';

/** How one mention compares with the dossier's patient, trait by trait. */
export interface Comparison {
  readonly family: Agreement;
  readonly first: Agreement;
  readonly birthName: Agreement;
  readonly birth: Agreement;
  readonly ins: Agreement;
  readonly sex: Agreement;
}

function compareDates(written: PartialDate, known: PartialDate, shortYear: boolean): Agreement {
  if (written === known || (known.length < 10 && written.startsWith(known))) return 'same';
  if (shortYear && written.slice(2) === known.slice(2)) return 'same';
  const a = written.replace(/-/g, '');
  const b = known.replace(/-/g, '');
  if (a.length !== b.length) return 'differs';
  const slips = [...a].filter((digit, index) => digit !== b[index] && !(shortYear && index < 2)).length;
  if (slips <= 1) return 'near';
  // Day and month swapped, or two neighbouring digits.
  if (written.slice(0, 4) === known.slice(0, 4) && written.slice(5, 7) === known.slice(8) && written.slice(8) === known.slice(5, 7))
    return 'near';
  return 'differs';
}

function compareIns(written: string, known: string): Agreement {
  const length = Math.min(written.length, known.length, 15);
  const a = written.slice(0, length);
  const b = known.slice(0, length);
  if (a === b) return 'same';
  // A key that fails is a number misread or mistyped: it proves nobody's identity.
  const slips = [...a].filter((digit, index) => digit !== b[index]).length;
  if (slips <= 2 && !hasValidInsKey(written)) return 'near';
  return hasValidInsKey(written) ? 'differs' : slips <= 4 ? 'near' : 'unknown';
}

function compareTokens(names: readonly string[], patient: IdentityTraits, ocr: boolean): { family: Agreement; first: Agreement } {
  const families = [patient.usedName, patient.birthName].filter((name) => name !== undefined).filter((name) => name !== '');
  const level = (match: ReturnType<typeof compareNames>): Agreement =>
    match === 'exact' || match === 'part' ? 'same' : match === 'near' ? 'near' : 'differs';
  const rank: readonly Agreement[] = ['same', 'near', 'differs'];
  const better = (a: Agreement, b: Agreement): boolean => rank.indexOf(a) < rank.indexOf(b);
  let family: Agreement = families.length === 0 ? 'unknown' : 'differs';
  let used: readonly number[] = [];
  // A family name may be written in several words: try every run of one to three.
  for (let length = 1; length <= Math.min(3, names.length); length++) {
    for (let start = 0; start + length <= names.length; start++) {
      const written = names.slice(start, start + length).join(' ');
      const indices = Array.from({ length }, (_, offset) => start + offset);
      for (const known of families) {
        const found = level(compareNames(written, known, ocr));
        // An initial is a first name's.
        if (found !== 'differs' && plainName(written).length >= 2 && better(found, family)) {
          family = found;
          used = indices;
        }
      }
    }
  }
  const rest = names.filter((name, index) => !used.includes(index) && plainName(name).length >= 1);
  const others = rest.filter((name) => !families.some((known) => compareNames(name, known, ocr) !== 'differs'));
  if (others.length === 0 || patient.firstNames.length === 0)
    return {
      family,
      first:
        rest.length > others.length && patient.firstNames.some((known) => rest.some((name) => compareNames(name, known, ocr) === 'exact'))
          ? 'same'
          : 'unknown',
    };
  const joined = [...others, others.join(' ')];
  const firsts = joined.map((name) => level(bestNameMatch(name, patient.firstNames, ocr)));
  const first = rank.find((candidate) => firsts.includes(candidate)) ?? 'differs';
  // With a family name that is not the patient's, the only other word may be it: no first name was written.
  if (family === 'differs' && first === 'differs' && names.length === 1) return { family, first: 'unknown' };
  return { family, first };
}

/** Compares what a page says of its patient with the dossier's identity; a trait that either lacks is `unknown`. */
export function compareTraits(mention: PatientMention, patient: IdentityTraits, ocr: boolean): Comparison {
  const { family, first } =
    mention.names.length === 0 ? ({ family: 'unknown', first: 'unknown' } as const) : compareTokens(mention.names, patient, ocr);
  const birthKnown = [patient.birthName, patient.usedName].filter((name) => name !== undefined);
  const birthName: Agreement =
    mention.birthName === undefined || patient.birthName === undefined
      ? 'unknown'
      : bestNameMatch(mention.birthName, birthKnown, ocr) === 'differs'
        ? 'differs'
        : 'same';
  const birth =
    mention.birthDate === undefined || patient.birthDate === undefined
      ? 'unknown'
      : compareDates(mention.birthDate, patient.birthDate, mention.shortYear);
  const ins = mention.ins === undefined || patient.insMatricule === undefined ? 'unknown' : compareIns(mention.ins, patient.insMatricule);
  const sex =
    mention.sex === undefined || patient.sex === undefined || patient.sex === 'U'
      ? 'unknown'
      : mention.sex === patient.sex
        ? 'same'
        : 'differs';
  return { family, first, birthName, birth, ins, sex };
}

/** Whether two names are so far apart that no slip explains it; a recognised text may lose half of a short name. */
export function farApart(written: string, known: string, ocr: boolean): boolean {
  const [a, b] = ocr ? [ocrShape(plainName(written)), ocrShape(plainName(known))] : [plainName(written), plainName(known)];
  return editDistance(a, b) > Math.max(2, Math.min(a.length, b.length) * (ocr ? 0.5 : 0.4));
}

/** What an INS itself says against its bearer: a failing key, or a sex or month of birth that it contradicts. */
export function insWarning(matricule: string, patient: IdentityTraits): string | undefined {
  if (matricule.length === 15 && !hasValidInsKey(matricule)) return "clé de l'INS incorrecte";
  return insAgreesWith(matricule, patient) ? undefined : "l'INS contredit le sexe ou la date de naissance";
}
