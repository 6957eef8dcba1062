import { extractClinicalFacts } from '../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';

/** The labels of the allergies and intolerances that the rules read in one page. */
export const allergiesOf = (text: string): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter((fact) => fact.kind === 'allergy')
    .map((fact) => fact.label);
