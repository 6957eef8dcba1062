/** "2024-03-12" → "12/03/2024", "2024-03" → "03/2024", "2024" → "2024": as precise as it is known. */
export function frenchDate(date: string): string {
  return date.split('-').reverse().join('/');
}

export function ageAt(birthDate: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase('fr') + text.slice(1);

/** "Lettre, 12/03/2024"; a title that bears its date once. */
export function titled({ title, date }: { readonly title: string; readonly date?: string | undefined }): string {
  return date === undefined || title.includes(frenchDate(date)) ? capitalised(title) : `${capitalised(title)}, ${frenchDate(date)}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count > 1 ? many : one}`;

/** "2 58 06 38 185 214 64", as a carte Vitale prints it; anything else as it is. */
export const insWritten = (matricule: string): string =>
  matricule.replace(/^(\d)(\d{2})(\d{2})(\d[\dAB])(\d{3})(\d{3})(\d{2})$/, (_, ...parts: string[]) => parts.slice(0, 7).join('\u00a0'));

export const SEX: Readonly<Record<string, string>> = { F: 'femme', M: 'homme' };
const MINOR: Readonly<Record<string, string>> = { F: 'fille', M: 'garçon' };

/** "femme", "garçon": as the age on that day has it. */
export const sexAt = (sex: string, birthDate: string | undefined, on: string): string | undefined =>
  (birthDate !== undefined && ageAt(birthDate, on) < 18 ? MINOR : SEX)[sex];

export const KIND_LABELS: Readonly<Record<string, string>> = {
  condition: 'Problème',
  medication: 'Traitement',
  observation: 'Résultat',
  procedure: 'Acte',
  allergy: 'Allergie',
  immunization: 'Vaccination',
  device: 'Dispositif',
  'family-history': 'Famille',
  lifestyle: 'Mode de vie',
  pregnancy: 'Grossesse',
  directive: 'Directive',
  plan: 'Suivi',
  encounter: 'Séjour, consultation',
  imaging: 'Imagerie',
  laboratory: 'Biologie',
  document: 'Document',
};

export const STATUS_LABELS: Readonly<Record<string, string>> = {
  read: 'lu',
  ocr: 'lu sur image',
  failed: 'non lu',
  quarantined: 'mis à part',
  duplicate: 'doublon',
  replaced: 'remplacé',
};

export const ACCESS_LABELS: Readonly<Record<string, string>> = {
  'masked-from-professionals': 'masqué aux professionnels',
  'invisible-to-patient': 'invisible au patient',
  'invisible-to-representatives': 'invisible aux représentants',
  archived: 'archivé',
  deprecated: 'obsolète',
  'patient-deposited': 'déposé par le patient',
};

/** "12/03/2024", "03/2024", "2024", also with dots, dashes or spaces, to the partial date of the same precision; undefined for anything else. */
export function partialDate(french: string): string | undefined {
  const parts = french.trim().split(/[/.\s-]+/);
  const [year = '', month, day] = parts.toReversed();
  if (parts.length > 3 || !/^\d{4}$/.test(year) || [month, day].some((part) => part !== undefined && !/^\d{1,2}$/.test(part)))
    return undefined;
  const date = [year, ...[month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))].join('-');
  const [, m = '01', d = '01'] = date.split('-');
  const real = new Date(Date.UTC(Number(year), Number(m) - 1, Number(d)));
  return real.getUTCMonth() === Number(m) - 1 && real.getUTCDate() === Number(d) ? date : undefined;
}
