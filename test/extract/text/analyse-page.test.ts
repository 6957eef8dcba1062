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

  it('go on where the layout had no room for the next word, whatever it looks like', () => {
    const letter = [
      'Examen : tremblement fin des mains, pas de confusion, pas de convulsion, pas de signe de',
      'PRES ; pas d’œdème ; greffon souple. Naissance à terme d’un garçon de 3 410 g, Apgar 7 puis',
      '9. Transfert en néonatologie sans attendre, avec une créatinine qui monte à 181 µmol/L (DFG',
      '33), un potassium à 4,9 mmol/L et une hémoglobine à 10,9 g/dL. Le médecin de garde note une',
      'hypothyroïdie induite par le lithium depuis trois ans et reconduit le lévothyrox sans y rien',
      'changer. Personne de confiance : sa sœur Delphine, divorcée depuis l’an dernier. Directives',
      'anticipées : rédigées en juin, au coffre. Méningite ou pneumopathie à virus : la patiente',
      'n’en a aucun signe ce jour.',
    ].join('\n');
    const told = sentencesOf(letter).map((sentence) => sentence.replaceAll('\n', ' '));
    for (const whole of [
      'Examen : tremblement fin des mains, pas de confusion, pas de convulsion, pas de signe de PRES ; pas d’œdème ; greffon souple.',
      'Naissance à terme d’un garçon de 3 410 g, Apgar 7 puis 9.',
      'Directives anticipées : rédigées en juin, au coffre.',
      'Méningite ou pneumopathie à virus : la patiente n’en a aucun signe ce jour.',
    ])
      expect(told).toContain(whole);
    expect(told.filter((sentence) => sentence.startsWith('33)'))).toEqual([]);
  });

  it('end with their line in a list of long entries, which no layout filled', () => {
    const list = [
      'AMLODIPINE 5 mg, un comprimé le matin pendant trois mois',
      'BISOPROLOL 2,5 mg, un comprimé le matin pendant trois mois',
      'ATORVASTATINE 40 mg, un comprimé le soir pendant trois mois',
      'METFORMINE 1000 mg, un comprimé matin et soir, trois mois',
      'PERINDOPRIL 4 mg, un comprimé le matin pendant trois mois',
    ];
    expect(sentencesOf(list.join('\n'))).toEqual(list);
    const log = [
      '12/03/2024 : renouvellement, va bien, tension à 13/8, revu dans',
      'trois mois. Pas de plainte, poids stable, marche chaque matin',
      '2024 fut calme ; vaccin fait',
    ];
    expect(
      sentencesOf(
        [...log, '14/06/2024 : toux sèche depuis huit jours, auscultation libre,', 'pas de fièvre, revient si besoin.'].join('\n'),
      ).some((s) => s.startsWith('14/06/2024')),
    ).toBe(true);
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
