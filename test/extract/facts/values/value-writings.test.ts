import { describe, expect, it } from 'vitest';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import type { FactContext } from '../../../../src/extract/facts/fact-builder.js';
import { extractValues } from '../../../../src/extract/facts/values/value-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { numberAt } from '../../../../src/extract/facts/values/value-tokens.js';

/** Each value of a letter or a note of 20 March 2026 as "label number unit day". */
function read(text: string, more: Partial<FactContext> = {}): string[] {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  const context = documentContext([analysis], { documentId: 'd', documentDate: '2026-03-20', birthDate: '1960-05-01', ...more });
  return extractValues(analysis, context).map(({ label, value, date, citations: [{ span, quote }] }) => {
    expect(text.slice(span.start, span.end)).toBe(quote);
    return [label, value?.text, value?.unit, date === '2026-03-20' ? undefined : date].filter((part) => part !== undefined).join(' ');
  });
}

describe('how doctors write values', () => {
  it.each<[string, string, readonly string[]]>([
    ['a day in the bracket of a value', 'Hb 9,1 (12/02), ferritine 31 (3/2)', ['Hémoglobine 9,1 2026-02-12', 'Ferritine 31 2026-02-03']],
    ['a molecular allergen', 'Ara h 2 à 27 kUA/L, Cor a 14 0,8', ['Ara h 2 27 kUA/L', 'Cor a 14 0,8']],
    ['two proteins of the brain', 'tau 688, P-tau 94', ['Protéine tau 688', 'Protéine tau phosphorylée 94']],
    ['a name with its bracket', 'Lp(a) 1,12 g/L', ['Lipoprotéine (a) 1,12 g/L']],
    ['a monoclonal peak', 'Myélome à IgG kappa. Pic 9,8 g/L.', ['Pic monoclonal 9,8 g/L']],
    ['a peak of sugar', 'HGPO faite. Pic 1,9 g/L à une heure.', []],
    [
      'viruses of their own',
      'ADN VHB 2,15 log UI/mL, ARN du VIH 40 copies/mL',
      ['ADN du virus B 2,15 log UI/mL', 'ARN du VIH 40 copies/mL'],
    ],
    ['metres in full', 'Marche de six minutes 402 mètres', ['Test de marche de 6 minutes 402 mètres']],
    ['an elided article behind a number', "TSH 4 l'an dernier", ['TSH 4 2025']],
    ['no day in the bracket of a score', 'EVA 6 (4/10)', ['EVA 6']],
    ['a notebook', 'Carnet :\n02/03  INR 1,8\n09/03  INR 2,4', ['INR 1,8 2026-03-02', 'INR 2,4 2026-03-09']],
    ['the day behind the entry', 'CRP 210 à l’entrée le 02/03 puis 44 le 08/03', ['CRP 210 2026-03-02', 'CRP 44 2026-03-08']],
    ['an operation of old dates no value', 'Goitre opéré en 2011 : TSH à 1,9 mUI/L', ['TSH 1,9 mUI/L']],
    [
      'a closing day without brackets',
      'Ferritine 8 et TSH 2,1 sur la prise de sang du 02/03/2026.',
      ['Ferritine 8 2026-03-02', 'TSH 2,1 2026-03-02'],
    ],
    ['a weight hoped for', 'Poids souhaité par la patiente : 62 kg', []],
    ['a weight at another age', 'Poids 24 kg (17 kg à 4 ans)', ['Poids 24 kg']],
    ['of another person', 'Son mari a une HbA1c à 8,2 %.', []],
    ['a tube kept warm', 'Température du prélèvement conforme (4 °C)', []],
    [
      'an organ measured',
      'La rate mesure 13 cm. Col utérin mesuré par voie vaginale à 34 mm.',
      ['Rate (flèche) 13 cm', 'Longueur du col 34 mm'],
    ],
    ['hours of one day', 'Troponine 12 ng/L à H0 puis 15 à H3', ['Troponine 12 ng/L', 'Troponine 15 ng/L']],
    ['both arms', 'TA G 132/74 - TA D 128/70', ['Pression artérielle 132/74', 'Pression artérielle 128/70']],
    [
      'eyes with their glass',
      'AV OD 8/10 P2 avec +1,50 (-0,25 à 80°) ; OG 5/10 P4',
      ['Acuité visuelle, œil droit 8 /10', 'Acuité visuelle, œil gauche 5 /10'],
    ],
    ['a power is no number', 'Culture : 10^5 UFC/mL', []],
    ['an entry of no known day', 'mMRC 1 (3 à l’entrée du programme)', ['mMRC 1']],
    [
      'a note in small letters',
      'hb 9.8 plq 120 crp 44 k 3.1 na 128 creat 140',
      ['Hémoglobine 9.8', 'Plaquettes 120', 'CRP 44', 'Potassium 3.1', 'Sodium 128', 'Créatinine 140'],
    ],
    ['a body surface cut by its column', 'DFG (CKD-EPI 2009)      46      mL/min/1,73      > 60', ['DFG estimé 46 mL/min/1,73']],
    ['a body surface cut by a scan', 'DFG estimé (CKD-EPI)      25 mL/min/1,7 73m?      > 60', ['DFG estimé 25 mL/min/1,73m²']],
    ['no stage in the name of a test', 'QuantiFERON-TB Gold In-Tube', []],
    ['giga per litre cut short', 'Hb 7,8 stable, rétic 312 G, LDH 540', ['Hémoglobine 7,8', 'Réticulocytes 312 G', 'LDH 540']],
    ['a journey to come', 'Destination : SÉNÉGAL    Du 14/02/2027 au 27/02/2027\n\nPoids déclaré : 68 kg', ['Poids 68 kg']],
    ['thousands before a comma', 'plaquettes 412 000, leucocytes 12 400/mm3', ['Plaquettes 412 000', 'Leucocytes 12 400 /mm3']],
    ['the number first', "88 000 plaquettes, 7,9 g d'hémoglobine", ['Plaquettes 88 000', 'Hémoglobine 7,9']],
    ['arrows: the last is the present one', 'créat 118 → 131 → 142', ['Créatinine 142']],
    ['dates in brackets, dashes between', 'PSA : 2,1 (2021) - 3,4 (2023)', ['PSA total 2,1 2021', 'PSA total 3,4 2023']],
    ['a series behind a colon', 'La créatinine monte lentement : 142 en 2021, 148 en 2022', ['Créatinine 142 2021', 'Créatinine 148 2022']],
    ['fractions of haemoglobin', 'Hb 8,9 g/dL, Hb S 74 %, HbF 19,6 %', ['Hémoglobine 8,9 g/dL', 'Hb S 74 %', 'Hb F 19,6 %']],
    ['à is no letter of a name', 'Hb à 8,9. HBA1c 7,2 %', ['Hémoglobine 8,9', 'HbA1c 7,2 %']],
    ['the name behind a number is no unit', 'Hb 10,6 PU/CU 21', ['Hémoglobine 10,6', 'Rapport protéines/créatinine urinaires 21']],
    ['T is a temperature or a height', 'T 37,4. TA 100/60, T 124,5.', ['Température 37,4', 'Pression artérielle 100/60', 'Taille 124,5']],
    [
      'an ultrasound of pregnancy',
      'BIP 78 mm, PC 282 mm, PA 265 mm, EPF 1540 g, risque T21 1/2400',
      [
        'Diamètre bipariétal 78 mm',
        'Périmètre céphalique fœtal 282 mm',
        'Périmètre abdominal fœtal 265 mm',
        'Estimation du poids fœtal 1540 g',
        'Risque de trisomie 21 1/2400',
      ],
    ],
    ['IgG 6,3, but toxo IgG positive', 'IgG 6,3, toxoplasmose IgG négative', ['IgG 6,3', 'Toxoplasmose IgG négative']],
    ['of which drug a level is', 'ENVARSUS 3 mg. T0 à 5,6', ['Tacrolimus 5,6']],
    ['a level of the drug just told', 'LAMICTAL 150 mg matin et soir, taux du 20 septembre 6,4 mg/L', ['Lamotrigine 6,4 mg/L 2025-09-20']],
    ['days before, in brackets', 'Hb 9,1 (10 jours avant)', ['Hémoglobine 9,1 2026-03-10']],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['a threshold of fever', 'Fièvre > 38,5 : consulter.'],
    ['T0 of a glucose test', 'HGPO du 3 mars (T0 0,94 - T60 1,98).'],
    ['"vs" in small letters', 'Calcul rénal (vs 5,8 en 2025).'],
  ])('reads none in %s', (_name, text) => {
    expect(read(text)).toEqual([]);
  });

  it('takes the number behind a vitamin for its dose in a prescription, for a result elsewhere', () => {
    expect(read('Vitamine B12 1000', { prescription: true })).toEqual([]);
    expect(read('la B12 à 231')).toEqual(['Vitamine B12 231']);
  });

  it('dates a paragraph by the day that opens it, to the next day told', () => {
    expect(read('Biologie du 24 mars 2009 : créatinine 168 µmol/L (98 en 2008), albumine 21 g/L. Hémoglobine 9,6 g/dL.')).toContain(
      'Hémoglobine 9,6 g/dL 2009-03-24',
    );
    expect(read('Biologie du 3 mars 2026 : CRP 12. Revue le 18 mars. Hémoglobine 9,6 g/dL.')).toContain('Hémoglobine 9,6 g/dL');
    expect(read('TSH du 24/08/2025 : 2,9\nPoids 72,5 kg')).toContain('Poids 72,5 kg');
  });

  it('dates what a hospital report measures by the entry, but what it tells of later', () => {
    const report = (text: string): string[] => read(`COMPTE RENDU D'HOSPITALISATION du 10/03/2026 au 20/03/2026\n\n${text}`);
    expect(report('EXAMENS : Hb 8,6, CRP 18.')).toEqual(['Hémoglobine 8,6 2026-03-10', 'CRP 18 2026-03-10']);
    expect(report('Évolution. Hb au plus bas 7,2.')).toEqual(['Hémoglobine 7,2']);
    expect(report('Poids de sortie 58 kg.')).toEqual(['Poids 58 kg']);
  });

  it('leaves a lesion its size, and an aorta its diameter too', () => {
    expect(read('Kyste du rein gauche de 22 mm.')).toEqual(['Kyste du rein gauche 22 mm']);
    expect(read("Anévrisme de l'aorte abdominale de 47 mm.")).toHaveLength(2);
  });

  it('reads a table of paired organs, each side under its name', () => {
    expect(read('                            Droite        Gauche\nArtère cérébrale moyenne    148           176')).toEqual([
      'Artère cérébrale moyenne droite (Doppler) 148',
      'Artère cérébrale moyenne gauche (Doppler) 176',
    ]);
  });

  it('gives a recalled T-score the day of its column', () => {
    expect(read('Site            DMO      T-score   Rappel 12/10/2021\nRachis L1-L4    0,928    -2,3      -2,6')).toEqual([
      'DMO (Rachis L1-L4) 0,928',
      'Densitométrie, T-score (Rachis L1-L4) -2,3',
      'Densitométrie, T-score (Rachis L1-L4) -2,6 2021-10-12',
    ]);
  });

  it('gives no measure the day of birth', () => {
    expect(read('DUPONT Jean 01/05/1960 65 ans Poids 82 kg')).toEqual(['Poids 82 kg']);
  });

  it('reads thousands whole, whatever stands behind', () => {
    for (const tail of ['', ',', ', puis', '.', ' /mm3']) expect(numberAt(`412 000${tail}`, 0)?.number).toBe(412_000);
    expect(numberAt('412 000,5', 0)?.number).not.toBe(412_000);
  });
});
