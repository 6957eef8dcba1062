import type { Synthesis } from '../../src/domain/synthesis.js';
import { documentContext } from '../../src/extract/facts/document-context.js';
import { extractMedications } from '../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { FakeDossier } from './fake-dossier.js';

/** Date, title, text. */
export type Paper = readonly [string, string, string];

/** The treatments of a dossier of such papers, read by the rules and reconciled. */
export function treatmentsOf(papers: readonly Paper[]): Synthesis['treatments'] {
  const dossier = new FakeDossier();
  papers.forEach(([date, title, text], index) => {
    const id = `d${index}`;
    dossier.document(id, date, title, text);
    const analysis = analysePage(id, { number: 1, text, source: 'plain', positions: [], furniture: [] });
    const context = documentContext([analysis], { documentId: id, documentDate: date, birthDate: '1955-04-02' });
    dossier.facts.push(...extractMedications(analysis, context));
  });
  return dossier.summarise().treatments;
}
