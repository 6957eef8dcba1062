import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';

const pair = (older: string, newer: string, dates: readonly [string, string] = ['2026-01-20', '2026-02-12']): readonly string[] =>
  new FakeDossier()
    .document('a', dates[0], 'Lettre', older)
    .document('b', dates[1], 'Note', newer)
    .summarise()
    .vigilance.filter(({ kind }) => kind === 'conflict')
    .map(({ text }) => text);

/** Sentences written for this test. */
describe('two papers on one thing', () => {
  it.each<readonly [string, string, string]>([
    ['Première poussee', 'Sclérose en plaques, première poussée en mars 2008.', 'SEP, première poussée en 2011.'],
    ['Dernière crise', 'Dernière CGTC le 14/09/2021. Conduit.', 'Sa dernière crise généralisée remonte à mars 2019.'],
    ['Dernière transfusion', 'Dernière transfusion le 03/01/2026.', 'La dernière transfusion date de 2022.'],
    [
      'Ovariectomie, dates différentes',
      'Service de gynécologie\nMme A., 54 ans, adressée par le Dr B. pour un kyste remanié\nAnnexectomie bilatérale, cœlioscopie, sans conversion, le 14/06/2019\nSortie à J1',
      'Antécédents : annexectomie bilatérale en 2014.',
    ],
    [
      'Maladie de Crohn, dates différentes',
      'CERTIFICAT\nMaladie motivant la demande : maladie de Crohn\nAnnée du diagnostic : 2009\nCanne : non',
      'Maladie de Crohn dont le diagnostic a été porté en juin 2014.',
    ],
    ['Côtés différents \\(poignet\\)', 'Léa s’est cassé le poignet gauche l’été dernier (03/07/2021).', 'Fracture poignet D 2021.'],
    [
      'Côtés différents \\(hémisphère',
      'Scanner : hypodensité sylvienne droite, thrombolyse faite.',
      'Infarctus sylvien gauche du 2 janvier.',
    ],
    ['Vaccin \\(pneumocoque\\)', 'Vaccin du pneumocoque proposé, refusé.', 'Vaccinée contre le pneumocoque cet hiver.'],
    ['Vaccin \\(zona\\)', 'SHINGRIX 1 fait le 12/01/2026, lot AB12.', 'N’a jamais été vaccinée contre le zona.'],
    ['Décision du patient \\(gastrostomie\\)', 'Elle refuse la gastrostomie.', 'La patiente souhaite une gastrostomie.'],
    ['Décision du patient \\(dialyse\\)', 'Je ne veux pas être dialysé.', 'Directives du 20/01/2026 : demande la dialyse si besoin.'],
    ['Antécédent familial', 'Tante maternelle : cancer du sein à 44 ans.', 'Sa mère : cancer du sein à 44 ans.'],
    [
      'Cures de chimiothérapie, au total',
      'Cinquième et dernière cure de FOLFOX ce jour.',
      'Chimiothérapie terminée en mars après huit cures de FOLFOX.',
    ],
    ['Enfants', 'Couple, trois enfants vivants.', 'Mère d’un seul enfant né en 2009.'],
  ])('%s', (subject, older, newer) => {
    const found = pair(older, newer);
    expect(
      found.some((text) => new RegExp(`^(?:${subject})`).test(text)),
      found.join('\n'),
    ).toBe(true);
  });

  it.each<readonly [string, string, string]>([
    ['a later last time', 'Dernière crise le 02/01/2026.', 'Dernière crise le 12/02/2026, à domicile.'],
    ['the last of another drug', 'Dernière perfusion de fer en janvier 2026.', 'Dernière perfusion de zolédronate en 2023.'],
    ['a first time under a drug', 'Première poussée en mars 2008.', 'Première poussée sous traitement en 2015.'],
    ['the beginning of care', 'Taille 170\nPathologie : maladie de Crohn\nDate de début des soins : 2022\nCanne : non', 'Crohn en 2014.'],
    ['the healthy side', 'Calcul du rein droit de 8 mm.', 'Rein gauche : kyste de 3 cm, pas de calcul. Calcul caliciel droit.'],
    ['the acuity of both eyes', 'DMLA de l’œil droit.', 'AV OD 4/10, OG 8/10. DMLA traitée par injections OD.'],
    ['what was accepted since', 'Vaccin grippe refusé.', 'Vaccin grippe fait le 10/02/2026, a finalement accepté.'],
    ['a course under way', 'Troisième cure de FOLFOX ce jour.', 'Fin de chimiothérapie après six cures.'],
    ['a mind that has changed', 'Elle refuse la coloscopie.', 'Elle accepte finalement la coloscopie.'],
    ['the wish of a relative', 'Ne souhaite pas de gastrostomie.', 'Sa fille souhaite une gastrostomie.'],
    ['an aunt by way of the father', 'Sœur du père : cancer du sein à 44 ans.', 'Tante paternelle : cancer du sein à 44 ans.'],
  ])('leaves alone %s', (_, older, newer) => {
    expect(pair(older, newer)).toEqual([]);
  });
});

it('takes one of two daily takes for no whole day', () => {
  const [half, whole] = ['Eliquis 2,5 x 2', 'ELIQUIS 5 mg : 8h, 20h'];
  const dossier = new FakeDossier()
    .document('a', '2026-10-26', 'Dossier de liaison', half)
    .document('b', '2026-11-06', 'Ordonnance', whole);
  const apixaban = { dci: 'apixaban', brand: 'ELIQUIS', atc: 'B01AF02' };
  dossier.drug('a', half, { ...apixaban, event: 'listed', strength: '2,5', dose: '2,5', frequency: 'x 2' });
  dossier.drug('b', whole, { ...apixaban, event: 'prescribed', strength: '5 mg', dose: '5 mg', frequency: '8h, 20h' });
  expect(dossier.summarise().vigilance.map(({ text }) => text)).toEqual([expect.stringContaining('doses différentes')]);
});

it('cites for a side told in two ways what either way found', () => {
  const papers: readonly (readonly [string, string, 'left' | 'right'])[] = [
    ['2019-03-28', 'Microbiopsie : carcinome infiltrant de type non spécifique du sein gauche.', 'left'],
    ['2026-02-17', 'K sein D 2019.', 'right'],
    ['2026-02-24', 'Cancer du sein gauche traité en 2019.', 'left'],
    ['2026-06-16', 'Mastectomie partielle côté gauche en 2019, rémission.', 'left'],
  ];
  const dossier = new FakeDossier();
  papers.forEach(([date, text, laterality], index) =>
    dossier.document(`d${index}`, date, 'Lettre', text).fact(`d${index}`, text, {
      kind: 'condition',
      label: `Cancer du sein ${laterality === 'left' ? 'gauche' : 'droit'}`,
      concept: 'cancer-du-sein',
      laterality,
      status: 'active',
      importance: 3,
      date: '2019',
      dateSource: 'text',
    }),
  );
  const conflicts = dossier.summarise().vigilance.filter(({ kind }) => kind === 'conflict');
  expect(conflicts).toHaveLength(1);
  expect(new Set(conflicts[0]?.citations.map(({ span }) => span.documentId))).toEqual(new Set(['d0', 'd1', 'd2', 'd3']));
});
