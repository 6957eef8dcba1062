import type { AccessState } from '../../domain/document.js';
import specialties from './vocabulary/author-specialties.json' with { type: 'json' };
import documentTypes from './vocabulary/document-types.json' with { type: 'json' };

const TYPES: Readonly<Record<string, string>> = documentTypes.types;
const SPECIALTIES: Readonly<Record<string, string>> = specialties.specialties;
/** Confidentiality codes of the national record (JDV_J08). */
const MASKS: Readonly<Record<string, AccessState>> = {
  MASQUE_PS: 'masked-from-professionals',
  INVISIBLE_PATIENT: 'invisible-to-patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'invisible-to-representatives',
};

/** French name of a document type (JDV_J07). */
export const documentTypeDisplay = (code: string): string | undefined => (Object.hasOwn(TYPES, code) ? TYPES[code] : undefined);

/** French name of an author's profession and specialty (JDV_J01). */
export const specialtyDisplay = (code: string): string | undefined => (Object.hasOwn(SPECIALTIES, code) ? SPECIALTIES[code] : undefined);

/** What a professional calls it: the profession of a doctor, the kind of diploma and the capitals inside say nothing more. */
const OF_DOCTORS = /^M[ée]decin (?:- |– )(?:(?:Qualifi[ée]e?|Sp[ée]cialiste) en )?/iu;
const DIPLOMA = / \((?:SM|CEX|C|CAPA|D[EN][QC]|OP|PAC|SCD|SI|SST)\)$/u;

/** "Médecin - Qualifié en Médecine Générale (SM)" → "Médecine générale"; what is not written in this way stays as it is. */
export function plainSpecialty(display: string): string {
  const bare = display.trim().replace(DIPLOMA, '');
  const name = bare.replace(OF_DOCTORS, '');
  if (name === '' || (name === bare && bare === display.trim())) return display;
  const small = name
    .replace(/(?<=.)\p{L}+/gu, (word) => (/^\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : word))
    .replace(/, opt /u, ', option ');
  return small.slice(0, 1).toUpperCase() + small.slice(1);
}

export const maskOf = (code: string): AccessState | undefined => (Object.hasOwn(MASKS, code) ? MASKS[code] : undefined);

/** Types a patient deposits in the national record themselves. */
export const isDepositedByPatient = (typeCode: string | undefined): boolean => /^DOCPAT\d+$/.test(typeCode ?? '');

/** A piece of metadata that a header states. */
export const described = <T>(value: T, reason: string, confidence = 1) => ({ value, source: 'header' as const, confidence, reason });

/** A LOINC display without its axes: "Hémoglobine [Masse/Volume] Sang ; Numérique" is said "Hémoglobine". */
export const shortDisplay = (display: string): string => display.replace(/\s*(\[| ; |:).*$/s, '').trim() || display.trim();
