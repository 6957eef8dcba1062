import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analysePage } from '../../../src/extract/text/analyse-page.js';
import { pageOf } from './marked.js';

const sentencesOf = (text: string): string[] => {
  const analysis = pageOf(text);
  return analysis.sentences.map((sentence) => text.slice(sentence.start, sentence.end));
};

const kindOf = (text: string, needle: string): string | undefined => {
  const analysis = pageOf(text);
  const at = text.indexOf(needle);
  const sentence = analysis.sentences.find((item) => item.start <= at && at < item.end);
  return analysis.sections[sentence?.section ?? -1]?.kind;
};

describe('sentences', () => {
  it('stand in order inside the page and never overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'É', ' ', '\n', '.', ':', '-', '1', '?', '\t', 'ATCD : ') }), (text) => {
        let last = 0;
        for (const sentence of pageOf(text).sentences) {
          expect(sentence.start).toBeGreaterThanOrEqual(last);
          expect(sentence.end).toBeGreaterThan(sentence.start);
          last = sentence.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('go on where the next line opens a bracket', () => {
    expect(sentencesOf("Sa femme est morte en un mois, intubée et sédatée\n(cancer du pancréas, 2021), il n'en veut pas.")).toHaveLength(1);
    expect(sentencesOf('Personne de confiance : sa fille.\n(tél. au dossier)')).toHaveLength(2);
  });

  it('end at no cry inside a bracket', () => {
    expect(sentencesOf('Contrôle 2027 (CR jamais reçu ! à demander) donc à jour. Va bien ! Revient en mai.')).toEqual([
      'Contrôle 2027 (CR jamais reçu ! à demander) donc à jour.',
      'Va bien !',
      'Revient en mai.',
    ]);
  });

  it('go on from line to line of a narrow column, also through a line with a colon', () => {
    const letter = [
      'Il vient pour un avis sur sa broncho-pneumopathie,',
      'connue depuis huit ans et stable sous traitement.',
      'EFR : VEMS 0,98 L, rapport VEMS sur CVF à',
      'quarante, sans réversibilité. L’indication de longue',
      'durée est formelle : concentrateur, quinze heures',
      'par jour. Il a cessé de fumer le 3 septembre',
      '2022, sans reprise. Il marche chaque jour avec sa',
      'fille et dort bien.',
    ].join('\n');
    const told = sentencesOf(letter);
    expect(told).toContain('L’indication de longue\ndurée est formelle : concentrateur, quinze heures\npar jour.');
    expect(told).toContain('Il a cessé de fumer le 3 septembre\n2022, sans reprise.');
    // A list of short lines stays a list.
    expect(sentencesOf('Bisoprolol 5\n2022 : infarctus\nTabac sevré')).toHaveLength(3);
  });

  it('do not end at abbreviations, decimal points, initials or wraps of the layout', () => {
    expect(sentencesOf('Vu par le Dr. Martin et M. J.-P. Durand. TSH à 2.5 puis 3,1 mUI/L. Revu.')).toEqual([
      'Vu par le Dr. Martin et M. J.-P. Durand.',
      'TSH à 2.5 puis 3,1 mUI/L.',
      'Revu.',
    ]);
    expect(
      sentencesOf('Le patient présente depuis trois semaines une douleur du genou droit\nsans épanchement ni fièvre.\nIl va mieux.'),
    ).toHaveLength(2);
  });

  it('keep each item of a list and each row of a table apart', () => {
    expect(sentencesOf('- HTA\n- diabète\nSodium ......... 139   mmol/L\nPotassium ...... 4,1   mmol/L')).toHaveLength(4);
  });

  it('leave furniture out', () => {
    const text = 'CHU de Dijon\nToux sèche.';
    const analysis = analysePage('doc', { number: 1, text, source: 'plain', positions: [], furniture: [{ start: 0, end: 12 }] });
    expect(analysis.sentences.map((sentence) => text.slice(sentence.start, sentence.end))).toEqual(['Toux sèche.']);
  });
});

describe('sections', () => {
  const note =
    'ATCD :\n- HTA\nAllergies : aucune\nFam : père IDM à 70 ans\n\nTTT HABITUEL (ordonnance non vue) :\nKARDEGIC 75\n\nCCL : angor stable.\n\nBien amicalement,\nDr X';

  it.each([
    ['HTA', 'history'],
    ['aucune', 'allergies'],
    ['père', 'family-history'],
    ['KARDEGIC', 'current-medications'],
    ['angor', 'conclusion'],
    ['Dr X', 'signature'],
  ])('%s stands in %s', (needle, kind) => {
    expect(kindOf(note, needle)).toBe(kind);
  });

  it('a heading inside a line opens its own', () => {
    expect(kindOf('Tabac : 30 PA, actif    Allergies : pénicilline', 'pénicilline')).toBe('allergies');
  });
});

describe('chapters of a letter by organ', () => {
  it('close a chapter of results that tells in sentences, and the letterhead', () => {
    const text = [
      'CHU DU LITTORAL - HÉPATOLOGIE',
      'BILAN ANNUEL',
      '',
      'FOIE',
      'Trois ans de recul, pas de décompensation.',
      '',
      'VIROLOGIE',
      'Charge virale indétectable depuis deux ans.',
      '',
      'RÉNAL',
      'La fonction rénale reste stable, sans protéinurie.',
    ].join('\n');
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    const kindAt = (words: string): string | undefined =>
      analysis.sections.find((section) => section.start <= text.indexOf(words) && text.indexOf(words) < section.end)?.kind;
    expect([kindAt('Trois ans'), kindAt('Charge virale'), kindAt('La fonction')]).toEqual(['body', 'laboratory', 'body']);
  });

  it('leave the chapters of a laboratory report in it', () => {
    const text = ['BIOCHIMIE', 'Sodium ......... 139 mmol/L', '', 'PROTÉINES SPÉCIFIQUES', 'Albumine ....... 38 g/L'].join('\n');
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    expect(analysis.sections.filter((section) => section.end > section.start).map((section) => section.kind)).not.toContain('body');
  });
});
