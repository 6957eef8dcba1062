import { describe, expect, it } from 'vitest';
import type { RankedDocument, Synthesis } from '../../src/domain/synthesis.js';
import { withDecisions, type StatementDecision } from '../../src/pipeline/statement-decisions.js';
import { natureOfReason } from '../../src/summarise/points/reason-nature.js';
import { withClauses } from '../../src/summarise/points/point.js';
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

function synthesis(reason: string | undefined, made = dossier()): Synthesis {
  const relevance: RankedDocument[] = made.documents.map(({ id }) => ({ documentId: id, score: 0.5, why: '' }));
  const scores = reason === undefined ? [] : scoreFacts(reason, made.facts, '2026-11-16');
  return made.summarise({
    ...(reason === undefined ? {} : { reason, factScores: new Map(scores.map(({ factId, score }) => [factId, score])) }),
    relevance,
  });
}

const points = (reason: string | undefined): readonly string[] => synthesis(reason).points.map(({ text }) => text);

describe('points to remember', () => {
  it.each([undefined, 'fatigue', "renouvellement d'ordonnance", 'douleur thoracique'])('are three to five, for %s', (reason) => {
    expect(points(reason).length).toBeGreaterThanOrEqual(3);
    expect(points(reason).length).toBeLessThanOrEqual(5);
  });

  it('for a prescription, tell what changed, what is abnormal and what is still written though stopped, before what goes on', () => {
    const told = points("renouvellement d'ordonnance");
    expect(told[0]).toMatch(/^(?:Traitements : )?Candésartan 16 mg/);
    expect(told.join('\n')).toMatch(/Potassium 5,6/);
    expect(told.join('\n')).toMatch(/Létrozole/);
    expect(told.join('\n').indexOf('Bisoprolol')).not.toBe(0);
  });

  it('tell several vaccines where they are the question, one at most elsewhere', () => {
    const made = (): FakeDossier =>
      dossier()
        .document('card', '2026-10-12', 'Carnet de vaccination', 'Priorix 05/09/2023\nBexsero 17/12/2024\nVaxigrip 21/10/2025')
        .fact('card', 'Priorix 05/09/2023', {
          kind: 'immunization',
          label: 'Vaccin rougeole Priorix',
          status: 'past',
          date: '2023-09-05',
          importance: 2,
        })
        .fact('card', 'Bexsero 17/12/2024', {
          kind: 'immunization',
          label: 'Vaccin méningocoque Bexsero',
          status: 'past',
          date: '2024-12-17',
          importance: 2,
        })
        .fact('card', 'Vaxigrip 21/10/2025', {
          kind: 'immunization',
          label: 'Vaccin grippe Vaxigrip',
          status: 'past',
          date: '2025-10-21',
          importance: 2,
        });
    const named = (reason: string): number =>
      ['Priorix', 'Bexsero', 'Vaxigrip'].filter((name) => synthesis(reason, made()).points.some(({ text }) => text.includes(name))).length;
    expect(named('mise à jour des vaccins')).toBe(3);
    expect(named('douleur thoracique')).toBeLessThanOrEqual(1);
  });

  it('tell allergies in one point, the one that kills first', () => {
    const allergies = points('asthme').filter((text) => text.startsWith('Allergie'));
    expect(allergies).toHaveLength(1);
    expect(allergies[0]).toMatch(/anaphylaxie.*Latex/);
  });

  it('tell what was stopped lately before what a new letter recalls of years ago, unless that is the question', () => {
    const made = (): FakeDossier => {
      const letter = 'Zopiclone arrêté le 02/02/2024. Oméprazole arrêté le 12/10/2026.';
      const two = dossier().document('recall', '2026-11-12', 'Courrier', letter);
      const stop = (quote: string, dci: string, date: string): FakeDossier =>
        two.drug('recall', quote, { dci, event: 'stopped' }, { importance: 2, date, dateSource: 'text' });
      stop('Zopiclone arrêté le 02/02/2024', 'zopiclone', '2024-02-02');
      return stop('Oméprazole arrêté le 12/10/2026', 'oméprazole', '2026-10-12');
    };
    const told = synthesis('crise de goutte', made())
      .points.map(({ text }) => text)
      .join('\n');
    expect(told).toContain('Oméprazole : arrêté (12/10/2026)');
    expect(told.indexOf('Oméprazole')).toBeLessThan(`${told}Zopiclone`.indexOf('Zopiclone'));
  });

  it('tell the blood group before an act', () => {
    const made = (): FakeDossier =>
      dossier().document('card', '2026-01-10', 'Carte', 'Groupe sanguin A rhésus positif').fact('card', 'Groupe sanguin A rhésus positif', {
        kind: 'observation',
        label: 'Groupe sanguin A rhésus positif',
        importance: 2,
      });
    const place = (reason: string): number =>
      synthesis(reason, made())
        .points.flatMap(({ clauses }) => clauses)
        .findIndex(({ text }) => text.startsWith('Groupe sanguin'));
    expect(place('avis préopératoire')).toBeGreaterThanOrEqual(0);
    expect(place('selles noires')).toBeGreaterThanOrEqual(0);
    expect(place('douleur thoracique')).toBe(-1);
  });

  it('tell both blood groups where two are written, never one alone', () => {
    const made = (): FakeDossier =>
      dossier()
        .document('card', '2026-01-10', 'Carte', 'Groupe sanguin A rhésus positif')
        .document('clinic', '2026-11-06', 'Courrier', 'Groupe sanguin O rhésus positif')
        .fact('card', 'Groupe sanguin A rhésus positif', {
          kind: 'observation',
          label: 'Groupe sanguin A rhésus positif',
          concept: 'groupe-sanguin:a+',
          importance: 2,
        })
        .fact('clinic', 'Groupe sanguin O rhésus positif', {
          kind: 'observation',
          label: 'Groupe sanguin O rhésus positif',
          concept: 'groupe-sanguin:o+',
          importance: 2,
        });
    const groups = synthesis('avis préopératoire', made())
      .points.flatMap(({ clauses }) => clauses)
      .map(({ text }) => text)
      .filter((text) => text.startsWith('Groupe sanguin'));
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatch(/A rhésus positif.*O rhésus positif/);
  });

  it('for a prescription, tell a drug of which two doses are written before one taken as needed', () => {
    const letter = 'Lévothyroxine 175 µg le matin. Paracétamol 1 g si douleur. Carmellose 1 goutte au besoin.';
    const made = dossier()
      .document('gp', '2026-10-28', 'Ordonnance', 'Lévothyroxine 125 µg le matin.')
      .document('endo', '2026-11-12', 'Courrier', letter);
    const dose = (document: string, quote: string, dci: string, written: string): FakeDossier =>
      made.drug(document, quote, { dci, event: 'listed', dose: written }, { importance: 3 });
    dose('gp', 'Lévothyroxine 125 µg le matin', 'lévothyroxine', '125 µg');
    dose('endo', 'Lévothyroxine 175 µg le matin', 'lévothyroxine', '175 µg');
    dose('endo', 'Paracétamol 1 g si douleur', 'paracétamol', '1 g si douleur');
    const told = synthesis("renouvellement d'ordonnance", made)
      .points.map(({ text }) => text)
      .join('\n');
    expect(told).toMatch(/Lévothyroxine 175/);
    expect(`${told}Paracétamol`.indexOf('Paracétamol')).toBeGreaterThan(told.indexOf('Lévothyroxine'));
  });

  it('read a driving licence that is renewed as no prescription', () => {
    expect(natureOfReason('renouvellement du permis poids lourd').renewal).toBe(false);
    expect(natureOfReason("renouvellement d'ordonnance").renewal).toBe(true);
    expect(natureOfReason('renouvellement').renewal).toBe(true);
    expect(natureOfReason('préparation de la prothèse de hanche').act).toBe(true);
    expect(natureOfReason('métrorragies au deuxième trimestre').bleeds).toBe(true);
    expect(natureOfReason('anémie').bleeds).toBe(false);
  });

  it('leave a birth of long ago to the history', () => {
    expect(points('fatigue').join('\n')).not.toContain('Accouchement');
  });

  it.each(['fatigue', "renouvellement d'ordonnance", 'douleur thoracique', 'avis préopératoire'])(
    'say in each clause what one line or one warning says, with its sources, for %s',
    (reason) => {
      const { points: told, sections, highlights } = synthesis(reason);
      expect(highlights).toEqual(told.map(({ id }) => id));
      const lines = new Map(sections.flatMap(({ statements }) => statements.map((line) => [line.id, line] as const)));
      expect(new Set(told.map(({ title }) => title)).size).toBe(told.length);
      for (const { text, title, clauses, citations } of told) {
        expect(text.startsWith(`${title} : `)).toBe(clauses.length > 1);
        expect(clauses.length).toBeLessThanOrEqual(7);
        expect(text.length).toBeLessThanOrEqual(400);
        for (const clause of clauses) {
          expect(text.toLowerCase()).toContain(clause.text.toLowerCase());
          expect(citations).toEqual(expect.arrayContaining(clause.citations));
          if (clause.statementId !== undefined) expect(clause.citations).toEqual(lines.get(clause.statementId)?.citations);
        }
      }
      expect(told.reduce((sum, { text, title }) => sum + text.replace(`${title} : `, '').length, 0)).toBeLessThanOrEqual(1150);
      const ids = told.flatMap(({ clauses }) => clauses.flatMap(({ statementId }) => statementId ?? []));
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('lose a clause that a person rejects, tell a corrected one in that person’s words, and go when nothing is left', () => {
    const made = synthesis('asthme');
    const [first] = made.points;
    const [clause, ...others] = first?.clauses ?? [];
    const decide = (id: string | undefined, decision: Omit<StatementDecision, 'by' | 'at' | 'seen'>): Synthesis => {
      const seen = made.sections.flatMap(({ statements }) => statements).find((line) => line.id === id)?.text ?? '';
      return withDecisions(made, new Map([[id ?? '', { by: 'Dr A', at: '2026-11-16T08:00:00Z', seen, ...decision }]]));
    };
    const rejected = decide(clause?.statementId, { verdict: 'rejected', reason: 'faux' });
    expect(rejected.points.flatMap(({ clauses }) => clauses)).not.toContainEqual(clause);
    expect(rejected.points.flatMap(({ clauses }) => clauses)).toEqual(expect.arrayContaining(others));
    expect(decide(clause?.statementId, { verdict: 'corrected', correction: 'mot juste' }).points[0]?.text).toContain(
      'ot juste (corrigé par Dr A)',
    );
    expect(withClauses(made.points, () => undefined)).toEqual([]);
  });

  it('has room for all places where no reason was given', () => {
    const places = dossier().summarise().points.length;
    expect(places).toBeGreaterThan(3);
  });
});
