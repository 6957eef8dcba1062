import type { Device, Patient } from 'fhir/r4.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { Synthesis } from '../../domain/synthesis.js';
import { UNKNOWN_DATE } from './systems.js';

const GENDER = { M: 'male', F: 'female', U: 'unknown' } as const;

/** Identity as the dossier has it; what is not known is left out or said to be unknown. */
export function patientResource(id: string | undefined, traits: IdentityTraits): Patient {
  const { insMatricule, insOid, birthName, usedName, firstNames, birthDate, sex } = traits;
  const official = birthName ?? usedName;
  return {
    resourceType: 'Patient',
    ...(id === undefined ? {} : { id }),
    // Without its OID a number is not told from another: NIR, NIA and test numbers look alike.
    ...(insMatricule === undefined || insOid === undefined
      ? {}
      : { identifier: [{ use: 'official' as const, system: `urn:oid:${insOid}`, value: insMatricule }] }),
    name:
      official === undefined
        ? [{ extension: UNKNOWN_DATE.extension ?? [] }]
        : [
            { use: 'official', family: official, ...given(firstNames), text: [official, ...firstNames].join(' ') },
            ...(usedName === undefined || usedName === official
              ? []
              : [{ use: 'usual' as const, family: usedName, ...given(firstNames.slice(0, 1)) }]),
          ],
    ...(sex === undefined ? {} : { gender: GENDER[sex] }),
    ...(birthDate === undefined ? { _birthDate: UNKNOWN_DATE } : { birthDate }),
  };
}

const given = (names: readonly string[]): { given?: string[] } => (names.length === 0 ? {} : { given: [...names] });

/** The author of what a machine wrote is a device, with its version and its models. */
export function authorDevice({ provenance }: Synthesis): Device {
  return {
    resourceType: 'Device',
    deviceName: [{ name: 'Frise', type: 'model-name' }],
    type: { text: 'Logiciel de synthèse de documents médicaux' },
    version: [{ value: provenance.version }],
    note: provenance.models.map(({ id, sha256 }) => ({ text: `Modèle ${id}, SHA-256 ${sha256}` })),
  };
}
