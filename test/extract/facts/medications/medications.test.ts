import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { extractImmunizations } from '../../../../src/extract/facts/immunizations/immunization-extract.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { extractValues } from '../../../../src/extract/facts/values/value-extract.js';

const context = { documentId: 'd', documentDate: '2024-03-20', birthDate: '1960-05-01' };

function facts(text: string): Fact[] {
  return extractMedications(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), context);
}

/** "event substance dose" of each mention. */
const read = (text: string): string[] =>
  facts(text).map(({ label, medication }) => [medication?.event, label, medication?.dose].filter((part) => part !== undefined).join(' '));

const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  [
    "J'arrête ce jour le ticagrélor, sans relais, et l'aspirine 75 mg est poursuivie.",
    ['stopped ticagrélor', 'continued acide acétylsalicylique 75 mg'],
  ],
  ['Candésartan porté de 8 à 16 mg ce jour.', ['changed candésartan 16 mg']],
  ['Je réduis le bisoprolol de 5 à 2,5 mg par jour.', ['changed bisoprolol 2,5 mg par jour']],
  ["J'augmente le LASILIX à 120 mg.", ['changed furosémide 120 mg']],
  ["J'ajoute l'ézétimibe 10 mg par jour.", ['started ézétimibe 10 mg']],
  ['La toux fait incriminer le ramipril, que je remplace par le candésartan 8 mg.', ['stopped ramipril', 'started candésartan 8 mg']],
  ["Le COAPROVEL a été arrêté et remplacé par l'amlodipine.", ['stopped irbésartan + hydrochlorothiazide', 'started amlodipine']],
  ["NOVORAPID (a remplacé l'Humalog en octobre 2023), environ 38 U/j.", ['started insuline asparte 38 U', 'stopped insuline lispro']],
  ['Elle ne prend plus la metformine depuis deux mois.', ['stopped metformine']],
  ["L'UVEDOSE n'est plus prise.", ['stopped colécalciférol']],
  [
    'Ne pas reprendre : ESIDREX, AMLOR, codéine, tramadol.',
    ['stopped hydrochlorothiazide', 'stopped amlodipine', 'stopped codéine', 'stopped tramadol'],
  ],
  ["La sertraline lui a été proposée, elle l'a refusée.", ['refused sertraline']],
  ["Elle n'a pas pris l'azithromycine prescrite.", ['not-taken azithromycine']],
  ['Si le LDL reste haut, nous ajouterons la rosuvastatine.', ['proposed rosuvastatine']],
  ["L'ustékinumab pourrait être envisagé en cas d'échec.", ['proposed ustékinumab']],
  ["PAS D'AINS.", ['contraindicated AINS']],
  [
    "L'azathioprine (pancréatite), l'infliximab (anaphylaxie) et le métronidazole lui sont interdits.",
    ['contraindicated azathioprine', 'contraindicated infliximab', 'contraindicated métronidazole'],
  ],
  ["Ne pas arrêter l'aspirine.", ['continued acide acétylsalicylique']],
  ['Aspirine 250 mg IV, héparine 5 000 UI en bolus.', ['administered acide acétylsalicylique 250 mg', 'administered héparine 5 000 UI']],
  ['Poursuite de la sertraline au moins 12 mois.', ['continued sertraline']],
  [
    'Traitement : KARDEGIC 75 mg, TAHOR 40, BISOPROLOL 2,5 x2.',
    ['listed acide acétylsalicylique 75 mg', 'listed atorvastatine 40', 'listed bisoprolol 2,5'],
  ],
  ["J'avais proposé de la colestyramine en septembre ; il l'a interrompue au bout de trois semaines.", ['stopped colestyramine']],
  // No drug that somebody takes.
  ['Potassium 4,4 mmol/L, fer sérique bas.', []],
  ['E. coli résistant au cotrimoxazole.', []],
  ['Récepteurs aux estrogènes positifs.', []],
  ['Dosage de la digoxine demandé.', []],
];

describe('drugs in sentences', () => {
  for (const [sentence, expected] of SENTENCES)
    it(sentence, () => {
      expect(read(sentence)).toEqual(expected);
    });

  it('keeps why and when a drug was stopped', () => {
    const [stopped] = facts('Donépézil arrêté en septembre 2023 pour bradycardie.');
    expect(stopped).toMatchObject({ status: 'stopped', date: '2023-09', medication: { event: 'stopped', reason: 'bradycardie' } });
  });

  it("leaves a relative's treatment to the relative", () => {
    expect(facts('Sa mère est traitée par Levothyrox 100 µg.')[0]?.qualifiers.family).toBe(true);
  });
});

const PRESCRIPTION = `Docteur Hélène BODINIER
Médecine générale

ORDONNANCE BIZONE

PRESCRIPTIONS RELATIVES AU TRAITEMENT DE L'AFFECTION DE LONGUE DURÉE

KARDEGIC 75 mg, sachet (acide acétylsalicylique)
    1 sachet par jour, le midi
HUMALOG 100 UI/mL flacon (insuline lispro)
    18 unités par jour dans la pompe

QSP 1 mois, à renouveler 5 fois

PRESCRIPTIONS SANS RAPPORT AVEC L'AFFECTION DE LONGUE DURÉE

1) UVEDOSE 100 000 UI ampoule : 1 ampoule par mois
2) DOLIPRANE 1000 mg
   1 cp si douleur, maximum 3 par jour
AMOXICILLINE 1 g : 1 cp matin et soir pendant 7 jours
`;

describe('prescriptions', () => {
  it('reads drug, strength, dose, frequency, duration and the supply written once for the block', () => {
    const rows = facts(PRESCRIPTION).map(({ label, medication: m }) => [
      m?.event,
      label,
      m?.brand,
      m?.strength,
      m?.dose,
      m?.frequency,
      m?.durationDays,
      m?.renewals,
    ]);
    expect(rows).toEqual([
      ['prescribed', 'acide acétylsalicylique', 'KARDEGIC', '75 mg', '1 sachet', 'par jour, le midi', 180, 5],
      ['prescribed', 'insuline lispro', 'HUMALOG', '100 UI/mL', '18 unités', 'par jour', 180, 5],
      ['prescribed', 'colécalciférol', 'UVEDOSE', '100 000 UI', '1 ampoule', 'par mois', undefined, undefined],
      ['prescribed', 'paracétamol', 'DOLIPRANE', '1000 mg', '1 cp', 'si douleur, maximum 3 par jour', undefined, undefined],
      ['prescribed', 'amoxicilline', undefined, '1 g', '1 cp', 'matin et soir', 7, undefined],
    ]);
  });

  it('cites the lines of the drug', () => {
    expect(facts(PRESCRIPTION)[0]?.citations[0].quote).toBe(
      'KARDEGIC 75 mg, sachet (acide acétylsalicylique)\n    1 sachet par jour, le midi',
    );
  });

  it('tells the list at entry from the discharge list', () => {
    const text =
      "COMPTE RENDU D'HOSPITALISATION\n\nTRAITEMENT À L'ENTRÉE\nAMLOR 5 mg : 1 le matin\n\nTRAITEMENT DE SORTIE\nBISOPROLOL 5 mg : 1 comprimé le matin\n";
    expect(read(text)).toEqual(['listed amlodipine 5 mg', 'discharge bisoprolol 1 comprimé']);
  });
});

describe('names that the public base no longer holds', () => {
  it.each([
    ['AZANTAC 150', 'ranitidine'],
    ['Édoxaban 60 mg', 'édoxaban'],
    ['MYOLASTAN le soir', 'tétrazépam'],
    ['EXFORGE 10/160', 'amlodipine + valsartan'],
    ['ROHYPNOL 1 au coucher', 'flunitrazépam'],
    ['Pioglitazone 30 mg', 'pioglitazone'],
  ])('%j is %s', (text, label) => {
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    expect(extractMedications(analysis, { documentId: 'd', documentDate: '2010-10-01' }).map((fact) => fact.label)).toEqual([label]);
  });
});

describe('how it is taken', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['Stalevo 7-11-15-19 / Modopar LP', undefined, '7-11-15-19'],
    ['GUTRON 2,5 : 8-12-16', '2,5', '8-12-16'],
    ['NOVORAPID 8-10-12 UI', '8-10-12 UI', undefined],
    ['LANTUS 0-0-18', '0-0-18', undefined],
    ['SINEMET 100 2-1-2', '100', '2-1-2'],
    ['LASILIX 40 : 1-1/2-0', '40', '1-1/2-0'],
    ['Délivrances des 12 derniers mois : CIRCADIN x8.', undefined, undefined],
  ])('%j', (text, dose, frequency) => {
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    const [fact] = extractMedications(analysis, { documentId: 'd', documentDate: '2026-10-01' });
    expect([fact?.medication?.dose, fact?.medication?.frequency, fact?.date]).toEqual([dose, frequency, '2026-10-01']);
  });
});

describe('every fact', () => {
  const LINES = [
    'KARDEGIC 75 mg : 1 sachet par jour',
    'Hémoglobine ..... 12,1  L  g/dL  13 - 17   12,6 (01/02/23)',
    'TA 148/88, FC 72, poids 70 kg.',
    'SHINGRIX (1)   14/10/2025   lot 8N4TX',
    "Œdèmes : j'arrête l'amlodipine 5 mg, relais par le périndopril.",
    'Résultat   Unité   Ant. 12/06/2023',
    'QSP 3 mois',
    'LDL 0,71 (0,58 en juin 2025) ; créatinine 91…',
    '\u00a0\u2009ﬁn “K” 4,4 — 25-OH-D 64 nmol/L',
    '',
  ];

  it('quotes the page verbatim, whatever the order of its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        const analysis = analysePage('d', { number: 3, text, source: 'plain', positions: [], furniture: [] });
        for (const extract of [extractMedications, extractValues, extractImmunizations])
          for (const fact of extract(analysis, context))
            for (const { span, quote } of fact.citations)
              if (span.page !== 3 || text.slice(span.start, span.end) !== quote || quote === '') return false;
        return true;
      }),
      { numRuns: 120 },
    );
  });
});
