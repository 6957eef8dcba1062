import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { SynthesisContract } from '../../src/summarise/contract.js';
import { renderMarkdown } from '../../src/summarise/exports/markdown.js';
import { renderPrintHtml } from '../../src/summarise/exports/print-html.js';
import { renderTerminal } from '../../src/summarise/exports/terminal.js';
import { orderForProfession, professionView } from '../../src/summarise/for-profession.js';
import { sinceLastVisit } from '../../src/summarise/since.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const dossier = new FakeDossier()
  .document('a', '2024-03-26', 'Courrier <b>', 'Stimulateur cardiaque. HTA')
  .document('b', '2026-10-14', 'Carnet de vaccination', 'VAXIGRIP 14/10/2026')
  .fact('a', 'Stimulateur cardiaque', { kind: 'device', importance: 3 })
  .fact('a', 'HTA', { kind: 'condition', label: 'Hypertension *artérielle*' })
  .fact('b', 'VAXIGRIP 14/10/2026', {
    kind: 'immunization',
    label: 'grippe',
    status: 'past',
    date: '2026-10-14',
    dateSource: 'text',
    immunization: { product: 'VAXIGRIP', targets: ['grippe'] },
  });
const synthesis = dossier.summarise({ models: [{ id: 'encodeur', sha256: 'a'.repeat(64) }] });

describe('exports', () => {
  it.each([
    ['terminal', renderTerminal(synthesis)],
    ['markdown', renderMarkdown(synthesis)],
    ['print', renderPrintHtml(synthesis)],
  ])('%s says that it is a draft, from which documents and models', (_name, text) => {
    expect(text).toContain('Brouillon produit automatiquement, à valider');
    expect(text).toContain('2 documents lus');
    expect(text).toContain('encodeur');
    expect(text).toContain('Stimulateur cardiaque');
    expect(text).toContain('(a.txt)');
  });
  it('lets no source become markup', () => {
    expect(renderPrintHtml(synthesis)).not.toContain('Courrier <b>');
    expect(renderMarkdown(synthesis)).toContain('\\*artérielle\\*');
    expect(renderPrintHtml(synthesis)).not.toMatch(/<script|https?:/);
  });
  it('orders the same lines for a radiologist, adding none', () => {
    const view = professionView('radiologist');
    if (view === undefined) throw new Error('no view');
    const sections = orderForProfession(synthesis, view);
    expect(sections.slice(0, 2).map((section) => section.code)).toEqual(['48765-2', '46264-8']);
    expect(sections.flatMap((section) => section.statements)).toHaveLength(
      synthesis.sections.flatMap((section) => section.statements).length,
    );
  });
  it('tells what a date leaves behind it', () => {
    const since = sinceLastVisit(synthesis, '2026-05-12');
    expect(since.documents).toEqual(['b']);
    expect(since.statements.map((statement) => statement.fact.kind)).toEqual(['immunization']);
  });
  it('proves the vaccine done this season, and knows nothing of what no document says', () => {
    const status = (word: string): string | undefined => synthesis.prevention.find((item) => item.label.startsWith(word))?.status;
    expect(status('Grippe')).toBe('done');
    expect(status('Zona')).toBe('unknown');
    expect(status('Dépistage du cancer du sein')).toBe('unknown');
  });
  it('says what a person corrected or rejected, and no more once the line has changed', () => {
    const judged = (outdated: boolean) => ({
      ...synthesis,
      sections: synthesis.sections.map((section) => ({
        ...section,
        statements: section.statements.map((statement) => ({
          ...statement,
          validation: {
            verdict: 'corrected' as const,
            correction: 'MOTS DE LA PERSONNE',
            by: 'local',
            at: '2026-11-16T08:00:00Z',
            outdated,
          },
        })),
      })),
    });
    expect(renderPrintHtml(judged(false))).toContain('MOTS DE LA PERSONNE (corrigé par local');
    expect(renderPrintHtml(judged(true))).not.toContain('MOTS DE LA PERSONNE');
  });

  it('keeps its contract', () => {
    expect(Object.keys(z.toJSONSchema(SynthesisContract).properties ?? {})).toMatchInlineSnapshot(`
      [
        "patient",
        "referenceDate",
        "reason",
        "since",
        "highlights",
        "sections",
        "treatments",
        "timeline",
        "series",
        "vigilance",
        "prevention",
        "relevance",
        "answers",
        "documents",
        "dropped",
        "provenance",
      ]
    `);
  });
});
