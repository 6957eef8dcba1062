import { describe, expect, it } from 'vitest';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { extractValues } from '../../../../src/extract/facts/values/value-extract.js';

const LABORATORY = '11502-2';

/** Values of a page as "label number unit date"; the document is of 2024-03-20 and its date is left out. */
function read(text: string, documentType?: string): string[] {
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  const context = {
    documentId: 'd',
    documentDate: '2024-03-20',
    birthDate: '1960-05-01',
    ...(documentType === undefined ? {} : { documentType }),
  };
  return extractValues(analysePage('d', page), context).map((fact) => {
    const { span, quote } = fact.citations[0];
    expect(text.slice(span.start, span.end)).toBe(quote);
    return [fact.label, fact.value?.text, fact.value?.unit, fact.date === '2024-03-20' ? undefined : fact.date]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

describe('an earlier value on a line of its own', () => {
  it.each<[string, string[]]>([
    [
      'Ferritine 812 µg/L\nAntériorité (06/2023) : 640 µg/L\n12/01/2023 : 512',
      ['Ferritine 812 µg/L', 'Ferritine 640 µg/L 2023-06', 'Ferritine 512 µg/L 2023-01-12'],
    ],
    ['TSH 5,9 mUI/L\nHistorique :\n10/2023 -> 2,9', ['TSH 5,9 mUI/L', 'TSH 2,9 mUI/L 2023-10']],
    // A time, an appointment, a dose: nothing of what was measured above.
    ['TSH 5,9 mUI/L\nProchain contrôle 12/06/2024 : 8h30', ['TSH 5,9 mUI/L']],
    ['Ferritine 812 µg/L\n12/01/2024 : 2 perfusions de fer', ['Ferritine 812 µg/L']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
    expect(read(text, LABORATORY)).toEqual(expected);
  });
});

describe('days of values', () => {
  it.each<[string, string[]]>([
    ['Ferritine 40 µg/L, K 4,1 (labo du 12/03).', ['Ferritine 40 µg/L 2024-03-12', 'Potassium 4,1 2024-03-12']],
    ['Hb 9,3 / Plq 122 (NFS d’hier).', ['Hémoglobine 9,3 2024-03-19', 'Plaquettes 122 2024-03-19']],
    ['NT-proBNP 2 210 (il y a un an 840).', ['NT-proBNP 2 210', 'NT-proBNP 840 2023']],
    ['CRP 12 (janv. 2024 : 48).', ['CRP 12', 'CRP 48 2024-01']],
    ['Lympho 41 (il y a 6 mois GB 44,9) ; Hb 12,7.', ['Lymphocytes 41', 'Leucocytes 44,9 2023-09', 'Hémoglobine 12,7']],
    ['Acide urique 392 µmol/L (cible < 360), était à 540 en janvier.', ['Acide urique 392 µmol/L', 'Acide urique 540 µmol/L 2024-01']],
    ['Dernière rechute il y a 14 mois\nEDSS 2,5', ['EDSS 2,5']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('what a number is of', () => {
  it.each<[string, string[]]>([
    ['CRP 188 > 96 > 41', ['CRP 41']],
    ['CVF 2,11 L soit 71 %', ['CVF 2,11 L', 'CVF 71 %']],
    ['TSH 2,1. Ce jour au cabinet : 156/90', ['TSH 2,1', 'Pression artérielle 156/90']],
    ['Tension basse ce mardi 12/03 : 95/50', ['Pression artérielle 95/50 2024-03-12']],
    ['Poids + 4 kg à 91', ['Poids 91']],
    ['Poids de naissance 3 150 g', ['Poids de naissance 3 150 g 1960-05-01']],
    ['Rein droit : kyste de 22 mm', ['Rein droit : Kyste 22 mm']],
    ['Flexion 105°, extension -5°', ['Flexion 105 °', 'Extension -5 °']],
    // Of another, of a rule, of a drug.
    ['Sa voisine, GIR 2, a la même aide', []],
    ['Deux critères : poids > 60, créat < 133', []],
    ['DOLIPRANE 500 MG 1 MATIN', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('results side by side', () => {
  it.each<[string, string[]]>([
    ['EPC : NON DÉTECTÉ      ERV : NON DÉTECTÉ', ['EPC (portage) NON DÉTECTÉ', 'ERV (portage) NON DÉTECTÉ']],
    ['Recherche Shigella : absence - Yersinia : absence', ['Recherche Shigella absence', 'Yersinia absence']],
    ['Numération : monocytes 0,6 G/L', ['Monocytes 0,6 G/L']],
    ['NT-proBNP\nValeur : 3 412 pg/mL', ['NT-proBNP 3 412 pg/mL']],
    ['Conclusion : absence de germe', []],
  ])('%j', (text, expected) => {
    expect(read(text, LABORATORY)).toEqual(expected);
  });
});

describe('paired organs', () => {
  it.each<[string, string[]]>([
    ['IPS D 0,62 / G 0,97', ['Index de pression systolique (droite) 0,62', 'Index de pression systolique (gauche) 0,97']],
    ['IPS : 0,58 à droite, 0,81 à gauche', ['Index de pression systolique (droite) 0,58', 'Index de pression systolique (gauche) 0,81']],
    ['PIO OD 16 OG 18', ['Pression intraoculaire, œil droit 16', 'Pression intraoculaire, œil gauche 18']],
    ['AV OD 8/10 OG 6/10', ['Acuité visuelle, œil droit 8 /10', 'Acuité visuelle, œil gauche 6 /10']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('lines of a form', () => {
  it.each<[string, string[]]>([
    ['PSA indiqué par le prescripteur : 8,3', ['PSA total 8,3']],
    ['Lobe droit : 48 x 17 x 15 mm', ['Lobe droit 48 x 17 x 15 mm']],
    ['Compréhension de phrases : 12/20', ['Compréhension de phrases 12 /20']],
    // A drug, a page, a session, an objective.
    ['Sérum glucosé : 5 %\nPage : 1/4\nSéance : 12/20\nObjectif de perte : 5 %', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('reads the numbers of a row as its headings say', () => {
    expect(read('            Théo    Mesuré   %\nVEMS (L)    3,10    1,42     46')).toEqual(['VEMS 1,42 L', 'VEMS 46 %']);
    expect(read('                       g/L      mmol/L\nLDL-cholestérol        1,64     4,24')).toEqual([
      'LDL-cholestérol 1,64 g/L',
      'LDL-cholestérol 4,24 mmol/L',
    ]);
  });
});
