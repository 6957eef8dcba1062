import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';

const DAYS = ['2026-03-02', '2026-03-10'] as const;
const told = (older: string, newer: string, titles: readonly [string, string] = ['Lettre', 'Note']): readonly string[] =>
  [older, newer]
    .reduce((made, text, index) => made.document(`d${index}`, DAYS[index] ?? '', titles[index] ?? '', text), new FakeDossier())
    .summarise()
    .vigilance.filter(({ kind }) => kind === 'conflict')
    .map(({ text }) => text);

/** Sentences written for this test, in words that doctors use; two papers eight days apart. */
describe('things that two papers tell differently, chapter by chapter', () => {
  it.each<readonly [string, string, string]>([
    ['Personne de confiance', 'Personne de confiance : son fils Marc.', 'Sa fille Anne est sa personne de confiance.'],
    ['Aidant principal', 'Aidante principale : sa nièce.', 'Son épouse est son aidante.'],
    ['Autorité parentale', 'Autorité parentale conjointe.', 'Autorité parentale exclusive de la mère.'],
    ['Catégorie d’invalidité', 'Invalidité catégorie 1 depuis mars.', 'En invalidité de 2e catégorie.'],
    ['Régime d', 'Hospitalisé en SPDT.', 'Patient en hospitalisation libre.'],
    ['Rhésus', 'Groupe O négatif.', 'Groupe sanguin : O positif'],
    ['Chorionicité', 'Grossesse monochoriale.', 'Jumeaux, grossesse bichoriale.'],
    ['Placenta', 'Placenta praevia recouvrant.', 'Placenta normalement inséré.'],
    ['Contraception', 'Contraception : implant.', 'Contraception par stérilet.'],
    ['Rétrécissement aortique', 'Rétrécissement aortique serré.', 'Sténose aortique modérée.'],
    ['Coronaires', 'Coronarographie : lésions tritronculaires.', 'Coronaires saines.'],
    ['Anticoagulation', 'Sous apixaban au long cours.', 'Pas d’anticoagulant.'],
    ['Facteur V Leiden', 'Facteur V Leiden : absence de mutation.', 'Facteur V Leiden hétérozygote.'],
    ['Trouble bipolaire', 'Trouble bipolaire de type I.', 'Bipolaire type 2, stable.'],
    ['Sclérose en plaques, forme', 'SEP récurrente-rémittente.', 'Sclérose en plaques secondairement progressive.'],
    ['EGFR', 'EGFR muté (exon 19).', 'Absence de mutation EGFR.'],
    ['Gleason', 'Prostate : Gleason 3 + 3.', 'Adénocarcinome prostatique, Gleason 4+3.'],
    ['Dysplasie du polype', 'Adénome en dysplasie de bas grade.', 'Polype en dysplasie de haut grade.'],
    ['Métastases', 'Cancer non métastatique.', 'Métastases hépatiques connues.'],
    ['Vésicule', 'Cholécystectomie en 2011.', 'Échographie : vésicule alithiasique.'],
    ['Utérus', 'Hystérectomie totale en 2010.', 'Scanner : utérus de taille normale.'],
    ['Apnées du sommeil', 'SAOS sévère appareillé.', 'Syndrome d’apnées du sommeil modéré.'],
    ['Glaucome', 'Glaucome à angle ouvert.', 'Glaucome par fermeture de l’angle.'],
    ['Surdité, type', 'Surdité de transmission droite.', 'Surdité de perception.'],
    ['Abord pour la dialyse', 'Dialysé sur cathéter.', 'Dialyse sur FAV.'],
    ['Antibiogramme', 'Antibiogramme : ofloxacine résistant.', 'Germe sensible à l’ofloxacine.'],
    ['Texture', 'Alimentation mixée lisse.', 'Texture prescrite ce jour : normale.'],
    ['Lieu de vie', 'Vit seul au 4e étage.', 'Lieu de vie : chez sa fille, à la campagne.'],
    ['Voie d', 'Cholécystectomie par cœlioscopie.', 'Cholécystectomie par laparotomie.'],
    ['Pansement, rythme', 'Pansement un jour sur deux.', 'Pansement tous les jours par l’IDE.'],
    ['Boissons', 'Eau gélifiée pour toutes les boissons.', 'Eau plate autorisée.'],
    [
      'Fractures? |Fracture, traitement',
      'Fracture du poignet : traitement orthopédique.',
      'Fracture du poignet ostéosynthésée par plaque.',
    ],
    ['Périmètre de marche', 'Périmètre de marche 400 m.', 'Périmètre de marche : 150 m.'],
    ['NYHA', 'Dyspnée NYHA II.', 'Stade III de la NYHA, NYHA III.'],
    ['EU-TIRADS', 'Nodule EU-TIRADS 4.', 'Nodule classé EU-TIRADS 3.'],
    ['Barthel', 'Barthel 65/100.', 'Indice de Barthel à 85.'],
    ['Nodule \\(thyroid', 'Nodule thyroïdien de 14 mm.', 'Nodule thyroïdien mesurant 24 mm.'],
    ['Autosondages', 'Autosondages 5 par jour.', '3 autosondages par jour en pratique.'],
    ['Appui différé', 'Sans appui pendant six semaines.', 'Sans appui 3 semaines.'],
    ['Restriction hydrique', 'Restriction hydrique à 1,5 L.', 'Restriction hydrique : 1 L/j.'],
    ['Intervention prévue', 'Intervention prévue le 12/04/2026.', 'Intervention programmée le 19/04/2026.'],
    ['Terme prévu', 'Terme prévu le 01/09/2026.', 'DPA : 22/08/2026.'],
    ['Arrêt du tabac', 'Tabac arrêté en 2009.', 'Tabac sevré en 2015.'],
    ['Arrêt de l', 'Abstinent depuis mai 2021.', 'Alcool sevré 2018.'],
    ['Hémoglobine glyquée', 'HbA1c 7,2 %.', 'HbA1c à 8,1 %.'],
  ])('%s', (subject, older, newer) => {
    const found = told(older, newer);
    expect(found.filter((text) => new RegExp(`^(?:${subject})`).test(text)).length, found.join('\n')).toBeGreaterThanOrEqual(1);
  });

  it.each<readonly [string, string, string]>([
    ['mélanome', 'Mélanome de l’épaule droite opéré.', 'Mélanome de l’épaule gauche.'],
    ['hydrocèle', 'Hydrocèle gauche.', 'Hydrocèle droite à revoir.'],
    ['varicocèle', 'Cure de varicocèle gauche.', 'Varicocèle droite.'],
    ['pyéloplastie', 'Pyéloplastie droite dans l’enfance.', 'Pyéloplastie gauche.'],
  ])('the side of what no list holds: %s', (_, older, newer) => {
    expect(told(older, newer).some((text) => text.includes('côtés différents'))).toBe(true);
  });

  it.each<readonly [string, string, string]>([
    ['septoplastie', 'Septoplastie en 2008.', 'ATCD : septoplastie (2014).'],
    ['orchidopexie', '2011 : orchidopexie droite.', 'Orchidopexie droite en 2007.'],
    ['hallux', 'Cure d’hallux valgus droit en 2012.', 'Cure d’hallux valgus droit, 2017.'],
  ])('the year of what no list holds: %s', (_, older, newer) => {
    expect(told(older, newer).some((text) => /dates différentes|années différentes/.test(text))).toBe(true);
  });

  it.each<readonly [string, string, string]>([
    ['an act carried out since', 'Coloscopie demandée.', 'Coloscopie faite ce jour, normale.'],
    ['what is not there today', 'Prééclampsie en 2019.', 'Pas de prééclampsie ce jour.'],
    ['two places of the body', 'Fracture du poignet droit.', 'Fracture de la cheville gauche.'],
    ['two years of two acts', 'Polypectomie du sigmoïde en 2015.', 'Polypectomie du cæcum en 2021.'],
    ['another role', 'Personne de confiance : son fils.', 'Personne à prévenir : sa fille.'],
    ['a diagnosis ruled out', 'Maladie d’Alzheimer.', 'Pas d’argument pour une démence à corps de Lewy.'],
    ['a planned operation', 'Vésicule lithiasique.', 'Cholécystectomie prévue.'],
    ['a residual index', 'IAH initial 42/h.', 'IAH résiduel 3/h sous PPC.'],
    ['the end of an illness', 'Pancréatite en 2019.', 'Pancréatite guérie en 2020.'],
    ['equal months and days', 'Intervention prévue en avril 2026.', 'Intervention programmée le 19/04/2026.'],
  ])('leaves alone %s', (_, older, newer) => {
    expect(told(older, newer)).toEqual([]);
  });
});

describe('what a later paper does not know', () => {
  const found = (...papers: readonly (readonly [date: string, title: string, text: string])[]): readonly string[] =>
    papers
      .reduce((made, [date, title, text], index) => made.document(`d${index}`, date, title, text), new FakeDossier())
      .summarise()
      .vigilance.map(({ rule }) => rule);

  it('a day without its year is of the year of its paper', () => {
    const told = found(
      ['2026-09-10', 'Clinique', 'Ablation des fils : 24 septembre 2026.'],
      ['2026-09-11', 'Infirmière', 'Fils à enlever le 29 septembre.'],
    );
    expect(told).toContain('vigilance:told-differently');
  });

  it('a drug that is not to be given any more', () => {
    const paper = (ban: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2025-03-17', 'Courrier de cardiologie', ban)
        .document('b', '2026-07-21', 'Ordonnance', 'ALDACTONE 25 mg midi', { type: '57833-6' })
        .drug('b', 'ALDACTONE 25 mg midi', { dci: 'spironolactone', brand: 'ALDACTONE', event: 'prescribed', strength: '25 mg' })
        .summarise()
        .vigilance.map(({ rule }) => rule);
    expect(paper('Gynécomastie sous spironolactone. Ne plus lui en donner.')).toContain('vigilance:forbidden-and-given');
    expect(paper('Spironolactone à proscrire.')).toContain('vigilance:forbidden-and-given');
    expect(paper('Ne pas arrêter la spironolactone.')).not.toContain('vigilance:forbidden-and-given');
    expect(paper('Spironolactone bien supportée, jamais de gynécomastie.')).not.toContain('vigilance:forbidden-and-given');
  });

  it('a result copied otherwise', () => {
    const paper = (told: string): readonly string[] =>
      new FakeDossier()
        .document('a', '2026-03-30', 'Analyses', 'Ferritine : 9 µg/L', { type: '11502-2' })
        .document('b', '2026-04-21', 'Avis du gastro-entérologue', told, { type: '11488-4' })
        .fact('a', 'Ferritine : 9 µg/L', {
          kind: 'observation',
          label: 'Ferritine',
          value: { text: '9', number: 9, unit: 'µg/L' },
          date: '2026-03-30',
        })
        .summarise()
        .vigilance.map(({ rule }) => rule);
    expect(paper('Biologie du 30/03 : VGM 76, ferritine 90.')).toContain('vigilance:copied-otherwise');
    expect(paper('Biologie du 30/03 : VGM 76, ferritine 9.')).not.toContain('vigilance:copied-otherwise');
    expect(paper('Ferritine 90 le 12/01.')).not.toContain('vigilance:copied-otherwise');
  });
});
