import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const LETTER = '11488-4';
const OPERATION = '34874-8';
const ENDOSCOPY = '18745-0';
const IMAGING = '18748-4';

const factsOf = (text: string, documentType: string): readonly Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    documentType,
    birthDate: '1961-09-30',
  });

/** Acts told as done: label and day. */
const done = (text: string, documentType = LETTER): readonly string[] =>
  factsOf(text, documentType)
    .filter(({ kind, status }) => kind === 'procedure' && status === 'past')
    .map(({ label, date }) => `${label}${date === undefined ? '' : ` ${date}`}`);

describe('an operation that a paper only names', () => {
  it.each([
    ['Chère Consœur,\n\nSplénectomie, vaccins à jour.', LETTER],
    ['Chère Consœur,\n\nHystérectomie : elle en parle avec tristesse.', LETTER],
    ['RÉSULTATS\nClips de cholécystectomie.', IMAGING],
    ['RÉSULTATS\nOvaires non vus, annexectomie.', IMAGING],
    ['EXAMEN\nCicatrice de sternotomie.', LETTER],
    ['RÉSULTATS\nProgression jusqu’à l’orifice appendiculaire (appendicectomie).', ENDOSCOPY],
  ])('does not take the day of the paper: %s', (text, type) => {
    expect(done(text, type).join()).not.toContain('2025-05-18');
  });

  it.each([
    ['GESTE\nRésection iléo-cæcale emportant 28 cm.', OPERATION, '2025-05-18'],
    ['Ce jour, exérèse en fuseau sous anesthésie locale.', LETTER, '2025-05-18'],
    ['Splénectomie le 14/09/2024.', LETTER, '2024-09-14'],
  ])('keeps the day where the paper tells of it: %s', (text, type, day) => {
    expect(done(text, type).join()).toContain(day);
  });
});

describe('an act that is none of the patient’s', () => {
  it.each([
    'Dr Églantine VIGOUR\nChirurgie de la cataracte et du segment antérieur\n30 boulevard Carnot\n81900 MONTARAGNE\n\nBonne vision.',
    'Subluxation à signaler à tout anesthésiste avant une intubation.',
    'Vu par le gériatre, passage EMG, pas de changement.',
    'Reçu le 12 OCT. 2026.',
    'À la déglutition, retard de déclenchement net.',
  ])('is not told: %s', (text) => {
    expect(done(text)).toEqual([]);
  });

  it('is told where the line is no head of a letter', () => {
    expect(done('Bonjour,\n\nElle a eu une chirurgie de la cataracte à droite en 2019.').join()).toContain('2019');
  });
});
