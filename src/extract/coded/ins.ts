import type { IdentityTraits } from '../../domain/document.js';
import { hasValidInsKey, insAgreesWith } from '../identity/ins.js';
import type { IdentityDoubt } from './coded-reading.js';

/** OIDs of the national identity: NIR, NIA, and both test ranges. */
const INS_OIDS = ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'] as const;

export const isInsOid = (oid: string | undefined): oid is (typeof INS_OIDS)[number] => INS_OIDS.some((known) => known === oid);

/** What in a header's identity does not hold together. */
export function doubtsOf(identity: IdentityTraits): IdentityDoubt[] {
  const doubts: IdentityDoubt[] = [];
  const { insMatricule } = identity;
  if (insMatricule === undefined) return doubts;
  if (!hasValidInsKey(insMatricule))
    doubts.push({ code: 'ins-key', message: "La clé de contrôle du matricule INS est fausse : l'identité est à vérifier." });
  // An INS keeps the traits registered at birth: a difference is worth a look, never a refusal. NIA and test ranges follow the same build.
  if (!insAgreesWith(insMatricule, identity)) {
    doubts.push({
      code: 'ins-birth',
      message: 'Le matricule INS ne concorde pas avec le sexe ou la date de naissance écrits dans le document.',
    });
  }
  return doubts;
}
