import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { SynthesisContract } from '../../src/summarise/contract.js';
import { renderMarkdown } from '../../src/summarise/exports/markdown.js';
import { renderPrintHtml } from '../../src/summarise/exports/print-html.js';
import { renderTerminal } from '../../src/summarise/exports/terminal.js';
import { forProfession, orderForProfession, professionView } from '../../src/summarise/for-profession.js';
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
  it('knows a profession by its French name, and its words bring the lines and the series that hold them first', () => {
    const view = professionView('radiologue');
    expect(view?.id).toBe('radiologist');
    const values = ['HbA1c', 'Créatinine'].map((analyte) => ({ analyte, unit: '', points: [] }));
    expect(forProfession({ ...synthesis, series: values }, view!).series.map(({ analyte }) => analyte)).toEqual(['Créatinine', 'HbA1c']);
    expect(professionView('astrologue')).toBeUndefined();
  });
  it('prints what is new since the last visit where one is named', () => {
    const news = renderTerminal(dossier.summarise({ since: '2026-05-12' }));
    expect(news).toMatch(/NOUVEAU DEPUIS LE 12\/05\/2026\n {2}- Documents : Carnet de vaccination \(14\/10\/2026\)\n {2}- Vaccin/);
    expect(renderTerminal(dossier.summarise({ since: '2026-11-01' }))).toContain('rien dans les documents lus');
    expect(renderTerminal(synthesis)).not.toContain('NOUVEAU DEPUIS');
  });
  it.each([
    ['terminal', renderTerminal],
    ['markdown', renderMarkdown],
    ['print', renderPrintHtml],
  ])('%s says which sentences a model put into words, and how many were refused', (_name, render) => {
    const [line] = synthesis.sections.flatMap(({ statements }) => statements);
    const sentence = {
      text: 'Le patient présente une phrase.',
      statementIds: [line!.id],
      citations: line!.citations,
      by: 'model' as const,
    };
    const text = render({
      ...synthesis,
      prose: { sentences: [sentence], model: { id: 'petit', sha256: 'b'.repeat(64) }, fallbacks: { 'not-a-restatement': 2 } },
    });
    expect(text).toContain('Le patient présente une phrase.');
    expect(text).toMatch(/1 phrase mise en forme par petit, contrôlée mot à mot ; 2 refusées/);
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
        "news",
        "highlights",
        "prose",
        "sections",
        "treatments",
        "timeline",
        "otherDates",
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
