import { describe, expect, it } from 'vitest';
import type { RankedDocument, Synthesis } from '../../src/domain/synthesis.js';
import { scoreFacts } from '../../src/index/relevance.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const LETTER = `Bisoprolol 2,5 mg le matin. Apixaban 5 mg matin et soir. Je passe le candésartan à 16 mg.
Létrozole arrêté. Allergie à la pénicilline, anaphylaxie. Allergie à l'iode écartée. Allergie au latex.
Accouchement en 2015. Potassium 5,6 mmol/L. Infarctus du myocarde. Asthme.`;

const drug = (dossier: FakeDossier, document: string, quote: string, dci: string, atc: string, event: 'listed' | 'changed' | 'stopped') =>
  dossier.drug(
    document,
    quote,
    { dci, atc, event, ...(event === 'stopped' ? {} : { dose: quote.match(/\d[\d,]* mg/)?.[0] ?? '' }) },
    { importance: 3 },
  );

function dossier(): FakeDossier {
  const made = new FakeDossier()
    .document('old', '2025-01-10', 'Courrier', LETTER)
    .document('new', '2026-11-02', 'Courrier', LETTER)
    .document('list', '2026-11-10', 'Courrier', 'Létrozole 2,5 mg le matin.');
  for (const document of ['old', 'new']) {
    drug(made, document, 'Bisoprolol 2,5 mg le matin', 'bisoprolol', 'C07AB07', 'listed');
    drug(made, document, 'Apixaban 5 mg matin et soir', 'apixaban', 'B01AF02', 'listed');
  }
  drug(made, 'new', 'Je passe le candésartan à 16 mg', 'candésartan', 'C09CA06', 'changed');
  drug(made, 'new', 'Létrozole arrêté', 'létrozole', 'L02BG04', 'stopped');
  drug(made, 'list', 'Létrozole 2,5 mg le matin', 'létrozole', 'L02BG04', 'listed');
  return made
    .fact('new', 'Allergie à la pénicilline, anaphylaxie', {
      kind: 'allergy',
      label: 'Pénicilline',
      importance: 3,
      allergy: { certainty: 'confirmed', reaction: 'anaphylaxie', intolerance: false },
    })
    .fact('new', 'Allergie au latex', {
      kind: 'allergy',
      label: 'Latex',
      importance: 3,
      allergy: { certainty: 'confirmed', intolerance: false },
    })
    .fact('old', 'Accouchement en 2015', {
      kind: 'pregnancy',
      label: 'Accouchement',
      status: 'past',
      importance: 3,
      date: '2015',
      dateSource: 'text',
    })
    .fact('new', 'Potassium 5,6 mmol/L', {
      kind: 'observation',
      label: 'Potassium',
      importance: 3,
      value: { text: '5,6', number: 5.6, unit: 'mmol/L', flag: 'H' },
      date: '2026-11-01',
      dateSource: 'text',
    })
    .fact('new', 'Infarctus du myocarde', { kind: 'condition', label: 'Infarctus du myocarde', concept: 'infarctus', importance: 3 })
    .fact('new', 'Asthme', { kind: 'condition', label: 'Asthme', importance: 3 });
}

function points(reason: string | undefined, made = dossier()): readonly string[] {
  const relevance: RankedDocument[] = made.documents.map(({ id }) => ({ documentId: id, score: 0.5, why: '' }));
  const scores = reason === undefined ? [] : scoreFacts(reason, made.facts, '2026-11-16');
  const synthesis: Synthesis = made.summarise({
    ...(reason === undefined ? {} : { reason, factScores: new Map(scores.map(({ factId, score }) => [factId, score])) }),
    relevance,
  });
  const lines = synthesis.sections.flatMap(({ statements }) => statements);
  return synthesis.highlights.map((id) => lines.find((line) => line.id === id)?.text ?? '');
}

describe('points to remember', () => {
  it.each([undefined, 'fatigue', "renouvellement d'ordonnance", 'douleur thoracique'])('are three to five, for %s', (reason) => {
    expect(points(reason).length).toBeGreaterThanOrEqual(3);
    expect(points(reason).length).toBeLessThanOrEqual(5);
  });

  it('for a prescription, tell what changed, what is abnormal and what is still written though stopped, before what goes on', () => {
    const told = points("renouvellement d'ordonnance");
    expect(told[0]).toMatch(/^Candésartan 16 mg/);
    expect(told.join('\n')).toMatch(/Potassium 5,6/);
    expect(told.join('\n')).toMatch(/Létrozole/);
    expect(told.join('\n')).not.toMatch(/Bisoprolol/);
  });

  it('hold one allergy at most, the one that kills', () => {
    const allergies = points('asthme').filter((text) => text.startsWith('Allergie'));
    expect(allergies).toHaveLength(1);
    expect(allergies[0]).toContain('anaphylaxie');
  });

  it('leave a birth of long ago to the history', () => {
    expect(points('fatigue').join('\n')).not.toContain('Accouchement');
  });
});
