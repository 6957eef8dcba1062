import { findConcepts } from '../../src/extract/facts/clinical-vocabulary.js';
import { findDrugs } from '../../src/extract/facts/medications/medication-lexicon.js';
import { analysePage } from '../../src/extract/text/analyse-page.js';
import { findDates } from '../../src/extract/text/dates.js';
import { qualify } from '../../src/extract/text/qualify.js';
import type { NeutralDocument } from './jsonl.js';
import type { TaskResult } from './qualifiers.js';
import { typedPage } from '../typed-document.js';

/** The rules alone, on plain texts: sections, sentences, drugs, problems, seven qualifiers for each, dates. One thread, one warm-up pass of a tenth of the texts. */
export const speedTask = (documents: readonly NeutralDocument[]): TaskResult => {
  const reference = { documentDate: '2020-06-30' };
  let entities = 0;
  const read = (text: string): void => {
    const analysis = analysePage('document', typedPage(text));
    findDates(analysis, reference);
    for (const range of [...findConcepts(analysis), ...findDrugs(analysis.folded)]) {
      qualify(analysis, range, { reference });
      entities += 1;
    }
  };
  for (const document of documents.slice(0, Math.ceil(documents.length / 10))) read(document.text);
  entities = 0;
  const began = performance.now();
  for (const document of documents) read(document.text);
  const seconds = (performance.now() - began) / 1000;
  const characters = documents.reduce((sum, document) => sum + document.text.length, 0);
  return {
    report: [
      `${String(documents.length)} documents of ${(characters / documents.length).toFixed(0)} characters, ${String(entities)} entities qualified`,
    ],
    figures: { documentsPerSecond: documents.length / seconds, charactersPerSecond: characters / seconds },
    predictions: [],
    misses: [],
  };
};
