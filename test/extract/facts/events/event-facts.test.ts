import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** The affirmed, dated acts and events of a page, as "day label". */
const told = (text: string): string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter(
      ({ kind, dateSource, status }) => ['procedure', 'device', 'condition'].includes(kind) && dateSource === 'text' && status !== 'absent',
    )
    .map(({ date, label }) => `${date ?? ''} ${label}`)
    .toSorted();

const names = (text: string, expected: readonly (readonly [string, RegExp])[]): void => {
  const lines = told(text);
  for (const [date, words] of expected) expect(lines.some((line) => line.startsWith(date) && words.test(line))).toBe(true);
};

describe('each date of a sentence has its event', () => {
  it.each([
    ['Batterie du neurostimulateur changée le 04/11/2023.', [['2023-11-04', /changée/]]],
    ['Séjour en psychiatrie du 3 au 21/02/2024.', [['2024-02-03', /séjour/i]]],
    [
      'Césarienne en 1988 et 1991.',
      [
        ['1988', /césarienne/i],
        ['1991', /césarienne/i],
      ],
    ],
    [
      'Canal carpien opéré : D en 2009, G en 2011.',
      [
        ['2009', /canal carpien/i],
        ['2011', /canal carpien.*G/i],
      ],
    ],
    [
      'Une infiltration le 3 mars 2025, une seconde le 7 avril.',
      [
        ['2025-03-03', /infiltration/i],
        ['2025-04-07', /seconde.*infiltration/i],
      ],
    ],
    [
      'DIU au cuivre posé en 2016, retiré le 12/04/2021.',
      [
        ['2016', /DIU|dispositif/i],
        ['2021-04-12', /retiré/i],
      ],
    ],
    [
      'Fractures : cheville D 2012, T11 en novembre 2017.',
      [
        ['2012', /fractures.*cheville/i],
        ['2017-11', /T11/],
      ],
    ],
    ['Le patient a bénéficié, le 28 avril, d’une septoplastie.', [['2025-04-28', /septoplastie/i]]],
    [
      'ATCD chirurgicaux : vésicule 1999, sein droit (kyste) 2010.',
      [
        ['1999', /vésicule/i],
        ['2010', /sein droit/i],
      ],
    ],
    ['Avez-vous été transfusé(e) ? ☒ Oui ☐ Non   Année : 2003', [['2003', /transfusé/i]]],
    ['Scanner thoracique : nodule stable par rapport au 12/03/2023.', [['2023-03-12', /comparaison/i]]],
    ['Pontage le 14/06/2019 ; reprise au bloc à J5 pour hématome.', [['2019-06-19', /reprise/i]]],
    [
      'Hospitalisation le 28 avril 2025, biopsie le 29 (IFD +).',
      [
        ['2025-04-28', /hospitalisation/i],
        ['2025-04-29', /biopsie/i],
      ],
    ],
    [
      'Érysipèles : 2013, 2017, 2020.',
      [
        ['2017', /érysipèle/i],
        ['2020', /érysipèle/i],
      ],
    ],
    ['Nausées post-op en 97.', [['1997', /nausées/i]]],
    ['Kyste du genou, infiltré sous échographie en 2016.', [['2016', /kyste.*infiltré/i]]],
    ['Dupuytren bilatéral (opéré à gauche en juin 2021).', [['2021-06', /dupuytren.*opéré/i]]],
    ['Sciatique L5 (IRM le 12/03/2024), traitée.', [['2024-03-12', /sciatique.*IRM/i]]],
    ['Échographie rénale du mois d’avril 2024 normale.', [['2024-04', /^2024-04 Échographie rénale$/]]],
    ['Elle avait été hospitalisée en 2011.', [['2011', /^2011 Hospitalisation$/]]],
  ] as const)('%s', (text, expected) => {
    names(text, expected);
  });
});

describe('what did not happen has no event', () => {
  it.each([
    'La reprise chirurgicale prévue le 2 mai 2025 a été annulée.',
    'Hospitalisation programmée le 12/06/2025.',
    'Son frère a été hospitalisé en 2019.',
    'Il n’y a pas eu de transfusion en 2019.',
    'Changement de boîtier refusé en 2023.',
    'Courrier de sortie reçu le 12/03/2025.',
    'Le rivaroxaban inscrit aux urgences est stoppé depuis février.',
    'Consultation le 12/03/2025.',
    'Vaccin zona : 1re dose le 10/03/2025.',
    'Né le 30/09/1961.',
    'Date de l’intervention : 12/03/2025',
    'IPP : 0003311870 Séance du 12.03.25, box 4',
    'Tabac 20 PA, sevrage en 1998.',
    'IRM du 12/03/2025.',
    'La pose, qui aurait dû être faite en 2023, attend.',
    'Anti-TPO 587 (+) UI/mL < 34 412 (23/01/18)',
    'Je ne change rien à la cure en 2024.',
    'Il fumait, il l’a posée en 1998.',
    'Concentrateur fixe, mis en place à domicile le 04/11/2024.',
    'Quatre ligatures (une séance complémentaire en octobre 2023).',
    'Maçon en invalidité depuis 2020.',
    'Chocs historiques 1 (28/08/2022)',
    'Canicule, vu fils le 18/01/2025.',
    'À voir le 26 : résultat écho T2, moral, fer.',
    'Projet de grossesse, cycles 29 j le 18/01/2025.',
    'AT jusqu’au 15/01/2025.',
    'Alarme occlusion le 29/01/2025 à 14:52.',
    'Accouchement précédent : ☐ voie basse    Année : 2018',
    'Gêne depuis : environ 2014, fait répéter',
    'Deux postes non remplacés, un décès en salle de soins en septembre 2024.',
    'Accouchement précédent : ☒ césarienne ☐ voie basse Année : 2018',
    'En octobre 2021, après la conisation pour une CIN 3, le Myfortic était ramené à 360 mg.',
    'Alarme occlusion le 02/05.',
    '[X] ARN VHC + ALAT à S6 (28/04)',
  ])('%s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('takes nobody’s own words for the name of an act', () => {
    const lines = told('J’ai fait le frottis ce jour, le dernier datait de 2014. Or le Holter du 02/05/2025 montre une fibrillation.');
    expect(lines.filter((line) => /j’ai|j'ai|datait| or /i.test(line))).toEqual([]);
  });

  it('holds no bracket that another clause closes', () => {
    const lines = told('Suivie pour un Crohn (poussée en mars 2021 avec une fistule), abcès de la fesse en 2023.');
    expect(lines.every((line) => line.split('(').length === line.split(')').length)).toBe(true);
  });

  it('stops no illness and makes no examination relapse', () => {
    const lines = told('Infarctus inférieur en 2019, ex-fumeur (30 PA, arrêt en mars 2020). Lupus classe IV (PBR 2009), rechute 2011.');
    expect(lines.some((line) => /arrêt : infarctus|rechute : PBR/i.test(line))).toBe(false);
  });

  it('counts nothing in "en 10 séances"', () => {
    expect(told('Radiothérapie du rachis en 10 séances.').some((line) => /^(?:19|20)10/.test(line))).toBe(false);
  });
});

describe('an event is of its kind', () => {
  /** The kinds and statuses of what a page tells as dated events. */
  const kinds = (text: string): string[] =>
    extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
      documentId: 'd',
      documentDate: '2025-05-18',
      birthDate: '1961-09-30',
    })
      .filter(({ origin }) => origin === 'rule:dated-event')
      .map(({ kind, label }) => `${kind} ${label}`);

  it.each([
    ['Batterie du neurostimulateur changée le 04/11/2023.', /^procedure /],
    ['Chutes: ☐ non ☒ oui, la dernière en mars, sans gravité', /^condition Chutes/],
    ['Placement en foyer le 12/01/2024.', /^lifestyle /],
  ])('%s', (text, expected) => {
    expect(kinds(text).some((told) => expected.test(told))).toBe(true);
  });

  it('leaves out what did not happen', () => {
    expect(kinds('Dernières infections : aucune en 2024.')).toEqual([]);
  });

  it('leaves a turn of life to the line that tells how one lives', () => {
    expect(kinds('Situation familiale : divorce prononcé en mars 2023, deux enfants.')).toEqual([]);
    expect(kinds('Licencié pour inaptitude le 12/01/2024.')).toEqual([]);
    expect(kinds('Votre patiente, institutrice à la retraite, veuve en 2020, vit seule.')).toEqual([]);
  });
});
