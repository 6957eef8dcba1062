import type { IdentityTraits } from '../../domain/document.js';

/** NIR written in groups or in one run: sex, year, month, department (2A, 2B), commune, rank, key. */
const INS = /(?<![\d.,])([1-478]) ?(\d{2}) ?(\d{2}) ?(\d{2}|2[ab]) ?(\d{3}) ?(\d{3})(?:[ /-]{0,3}(\d{2}))?(?![\d,])/gi;

export interface WrittenIns {
  readonly start: number;
  readonly end: number;
  /** Without spaces; 13 characters where the key is not written. */
  readonly matricule: string;
}

/**
 * The key of a NIR or INS, its last two digits: 97 − (the first thirteen mod 97), Corsica's 2A and 2B counting as 19
 * and 18 (INSEE; INS reference, annex on the identity's key).
 *
 * @returns undefined where the thirteen characters are no NIR.
 */
export function insKey(matricule: string): string | undefined {
  const body = matricule.replace(/\s/g, '').slice(0, 13).toUpperCase().replace('2A', '19').replace('2B', '18');
  if (!/^\d{13}$/.test(body)) return undefined;
  return String(97n - (BigInt(body) % 97n)).padStart(2, '0');
}

export function hasValidInsKey(matricule: string): boolean {
  const compact = matricule.replace(/\s/g, '');
  return compact.length === 15 && insKey(compact) === compact.slice(13);
}

/**
 * Whether a matricule can belong to somebody of this sex and birth date. Months 20 to 42 and 50 and above are given
 * where the month of birth is unknown, sexes 7 and 8 to those who wait for their number: they contradict nothing.
 */
export function insAgreesWith(matricule: string, traits: Pick<IdentityTraits, 'birthDate' | 'sex'>): boolean {
  const compact = matricule.replace(/\s/g, '');
  const sex = { '1': 'M', '2': 'F', '3': 'M', '4': 'F', '7': 'M', '8': 'F' }[compact[0] ?? ''];
  if (sex !== undefined && (traits.sex === 'M' || traits.sex === 'F') && sex !== traits.sex) return false;
  if (traits.birthDate === undefined) return true;
  if (compact.slice(1, 3) !== traits.birthDate.slice(2, 4)) return false;
  const month = Number(compact.slice(3, 5));
  return traits.birthDate.length < 7 || month < 1 || month > 12 || month === Number(traits.birthDate.slice(5, 7));
}

/** Every NIR or INS of a text: fifteen characters, or thirteen where a label announces them. */
export function findIns(text: string): readonly WrittenIns[] {
  const found: WrittenIns[] = [];
  for (const match of text.matchAll(INS)) {
    const matricule = match[0].replace(/[\s/-]/g, '').toUpperCase();
    const label = text.slice(Math.max(0, match.index - 30), match.index);
    const labelled = /\b(ins|nir|n° ?(de )?s(écu|ecu|\.?s)|sécurité sociale|securite sociale|matricule|immatriculation)\b[^\d]*$/i.test(
      label,
    );
    if (matricule.length === 15 ? labelled || hasValidInsKey(matricule) : labelled && matricule.length === 13) {
      found.push({ start: match.index, end: match.index + match[0].length, matricule });
    }
  }
  return found;
}
