import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { multiplyDossier } from '../../eval/generate/multiply-dossier.js';
import { loadDossier } from '../../eval/gold.js';
import { typedDocument, typedSummary } from '../../eval/typed-document.js';
import { PACKAGE_ROOT } from '../../src/config.js';
import { extractFacts } from '../../src/extract/understand.js';
import { synthesisCore } from '../../src/summarise/summarise.js';
import { answerPages, recallAnswers, type AnsweredPage } from '../../src/summarise/vigilance/answered-pages.js';

const DOCUMENTS = 24;

const listed = loadDossier(join(PACKAGE_ROOT, 'eval', 'corpus', 'x03'));
const patient = { firstNames: [], birthDate: listed.listing.patient.birthDate };
const held = multiplyDossier(listed, DOCUMENTS).map(({ name, title, text, date }) => {
  const document = typedDocument({ id: name, title, text, date });
  return { document, summary: typedSummary(document), facts: extractFacts(document, { patient, entries: [] }) };
});

/** Runs of regular expressions: what a synthesis reads, whatever the machine. */
function runsOf(present: typeof held): number {
  const byId = new Map(present.map((one) => [one.summary.id, one]));
  const input = {
    patient,
    documents: present.map(({ summary }) => summary),
    facts: present.flatMap(({ facts }) => facts),
    pages: (id: string, page: number) => byId.get(id)?.document.pages[page - 1],
    referenceDate: '2026-11-16',
  };
  const exec = vi.spyOn(RegExp.prototype, 'exec');
  synthesisCore(input);
  const runs = exec.mock.calls.length;
  exec.mockRestore();
  return runs;
}

describe('what a synthesis reads', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is little where the store kept the answers of each document, less for one more, and next to nothing again', () => {
    const [added, ...before] = structuredClone(held);
    if (added === undefined) throw new Error('no document');
    const unknown = runsOf(structuredClone(before));
    for (const { document } of before) {
      const kept = JSON.stringify(answerPages(document.id, structuredClone(document.pages)));
      recallAnswers(document.id, document.pages, JSON.parse(kept) as AnsweredPage[]);
    }
    expect(runsOf(before)).toBeLessThan(0.4 * unknown);
    expect(runsOf([added, ...before])).toBeLessThan(0.1 * unknown);
    expect(runsOf([added, ...before])).toBeLessThan(0.04 * unknown);
  });
});
