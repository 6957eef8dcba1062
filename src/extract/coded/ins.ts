import type { IdentityTraits } from '../../domain/document.js';
import type { IdentityDoubt } from './coded-reading.js';

/** OIDs of the national identity: NIR, NIA, and both test ranges. */
export const INS_OIDS = ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'] as const;

export const isInsOid = (oid: string | undefined): oid is (typeof INS_OIDS)[number] => INS_OIDS.some((known) => known === oid);

/** True where the two last digits are 97 minus the remainder of the thirteen first by 97; Corsica's 2A and 2B count as 19 and 18. */
export function insKeyHolds(matricule: string): boolean {
  const match = /^(\d{5}(?:\d{2}|\d[AB]|2[AB])\d{6})(\d{2})$/.exec(matricule.replace(/\s/g, '').toUpperCase());
  if (match === null) return false;
  const body = (match[1] ?? '').replace('2A', '19').replace('2B', '18');
  return /^\d{13}$/.test(body) && 97n - (BigInt(body) % 97n) === BigInt(match[2] ?? '0');
}

/** What in a header's identity does not hold together. */
export function doubtsOf(identity: IdentityTraits): IdentityDoubt[] {
  const doubts: IdentityDoubt[] = [];
  const ins = identity.insMatricule?.replace(/\s/g, '');
  if (ins === undefined) return doubts;
  if (!insKeyHolds(ins))
    doubts.push({ code: 'ins-key', message: "La clé de contrôle du matricule INS est fausse : l'identité est à vérifier." });
  const sex = identity.sex === 'M' ? /^[137]/ : identity.sex === 'F' ? /^[248]/ : undefined;
  const birth = identity.birthDate;
  // An INS keeps the traits registered at birth: a difference is worth a look, never a refusal. NIA and test ranges follow the same build.
  const yearDiffers = birth !== undefined && ins.slice(1, 3) !== birth.slice(2, 4);
  const month = Number(ins.slice(3, 5));
  const monthDiffers = birth !== undefined && birth.length >= 7 && month >= 1 && month <= 12 && month !== Number(birth.slice(5, 7));
  if ((sex !== undefined && !sex.test(ins)) || yearDiffers || monthDiffers) {
    doubts.push({
      code: 'ins-birth',
      message: 'Le matricule INS ne concorde pas avec le sexe ou la date de naissance écrits dans le document.',
    });
  }
  return doubts;
}
