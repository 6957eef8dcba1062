import { expect, it } from 'vitest';
import { plainSpecialty } from '../../../src/extract/coded/terminology.js';

it.each([
  ['Médecin - Qualifié en Médecine Générale (SM)', 'Médecine générale'],
  ['Médecin - Spécialiste en Médecine Générale (SM)', 'Médecine générale'],
  ['Médecin - Anatomie et Cytologie pathologiques (SM)', 'Anatomie et cytologie pathologiques'],
  ['Médecin - Oncologie, opt radiothérapie (SM)', 'Oncologie, option radiothérapie'],
  ['Médecin - Allergologie (CAPA)', 'Allergologie'],
  ['Médecin', 'Médecin'],
  ['Pharmacien titulaire d’officine', 'Pharmacien titulaire d’officine'],
  ['ORL (CHU de Nantes)', 'ORL (CHU de Nantes)'],
  ['', ''],
])('%s is called %s', (display, name) => {
  expect(plainSpecialty(display)).toBe(name);
});
