import { describe, expect, it } from 'vitest';
import { rules, type Paper } from './rules-of-papers.js';

const opposed: readonly (readonly [rule: string, older: Paper, newer: Paper])[] = [
  [
    'vaccine-doses',
    ['2026-10-20', 'Sortie', 'Vaccins : grippe faite.'],
    ['2026-11-04', 'Pharmacie', 'Vaccin grippe commandé, pas encore fait.'],
  ],
  [
    'vaccine-doses',
    ['2024-03-01', 'Laboratoire', 'Ac anti-HBs : 4 UI/L (seuil 10)'],
    ['2025-03-01', 'Service de santé au travail', 'Infirmière protégée contre l’hépatite B.'],
  ],
  [
    'vaccine-doses',
    ['2025-06-02', 'Urgences', 'Plaie souillée. Vaccin antitétanique fait ce jour (REVAXIS).'],
    ['2026-03-02', 'Lettre', 'DTP : dernier rappel 2009.'],
  ],
  [
    'refused-and-done',
    ['2026-02-03', 'Dialyse', 'Transfusion proposée pour Hb 7,1 : refusée par la patiente.'],
    ['2026-02-20', 'Lettre de sortie', 'Elle avait été transfusée de deux culots le 3 février.'],
  ],
  [
    'refused-and-done',
    ['2026-01-12', 'Urologue', 'Biopsies proposées et déclinées par le patient.'],
    ['2026-03-12', 'Lettre', 'Il a eu des biopsies en janvier 2026, négatives.'],
  ],
  [
    'told-differently',
    ['2026-04-02', 'Endoscopie', 'Prochaine coloscopie dans 3 ans (avril 2029).'],
    ['2026-06-02', 'Lettre', 'Prochaine coloscopie en 2031.'],
  ],
  [
    'asked-not-done',
    ['2026-02-02', 'Gynécologue', 'Colposcopie dans 6 mois.'],
    ['2026-10-12', 'Lettre', 'La colposcopie n’a pas été faite.'],
  ],
  [
    'age-differs',
    ['2026-05-02', 'Urgences', 'Mme Durand Anne, née le 04/03/1955, 71 ans.'],
    ['2026-05-04', 'Radiologue', 'Patiente de 61 ans, toux.'],
  ],
  [
    'dates-differ',
    ['2018-05-14', 'Chirurgien', 'Cholécystectomie le 10 mai 2016.'],
    ['2024-03-01', 'Gastro', 'opérée de la vésicule en 2006'],
  ],
  [
    'dates-differ',
    ['2021-06-20', 'Anatomopathologie', 'Thyroïdectomie reçue le 10 juin 2021'],
    ['2026-01-05', 'Lettre', 'thyroïdectomisée en juin 2020'],
  ],
  ['dates-differ', ['2018-02-11', 'Rythmologue', 'Pacemaker posé le 07/02/2018'], ['2024-03-01', 'Urgences', 'PM depuis 2012']],
  ['dates-differ', ['2018-02-11', 'Rhumatologue', 'PR évoluant depuis 2011'], ['2024-03-01', 'Lettre', 'polyarthrite rhumatoïde de 2001']],
  [
    'smoking',
    ['2024-03-01', 'Pneumologue', 'Tabagisme actif à 20 cigarettes/j, 35 PA'],
    ['2025-02-01', 'Anesthésie', 'HTA : 0\nTabac : jamais'],
  ],
  [
    'smoking',
    ['2024-03-01', 'Cardiologue', 'Ancien fumeur (25 PA), sevré en 2015.'],
    ['2025-02-01', 'ORL', "N'a jamais touché une cigarette."],
  ],
  ['smoking', ['2024-03-01', 'Gynécologue', 'Tabac : 10 cigarettes par jour'], ['2024-05-01', 'Contraception', 'non-fumeuse, TA 11/7']],
  ['alcohol', ['2024-03-01', 'Addictologue', 'Alcoolisation quotidienne, 80 g/j'], ['2024-05-01', 'Bilan', 'Alcool : jamais']],
  [
    'exam-called-normal',
    ['2025-03-10', 'Coloscopie', 'Tumeur bourgeonnante du sigmoïde, biopsies'],
    ['2025-03-20', 'Lettre', 'coloscopie du 10/03 : RAS'],
  ],
  [
    'exam-called-normal',
    ['2025-03-10', 'EFR', 'VEMS 54 % : trouble ventilatoire obstructif'],
    ['2025-04-20', 'Travail', 'EFR normales, apte'],
  ],
  [
    'exam-called-normal',
    ['2025-03-10', 'Scanner cérébral', 'Hématome sous-dural droit de 11 mm'],
    ['2025-03-20', 'Sortie', 'TDM cérébrale sans anomalie'],
  ],
  [
    'side-written',
    ['2025-09-10', 'IRM', 'IRM du genou gauche\nRupture complète du LCA'],
    ['2025-09-20', 'Kiné', 'Rééducation du genou droit (rupture du LCA)'],
  ],
  [
    'side-written',
    ['2025-09-10', 'Urgences', 'Douleur poignet G\nRx : fracture du radius distal'],
    ['2025-09-12', 'Certificat', 'fracture du poignet droit le 10 septembre'],
  ],
  ['vaccine-denied', ['2022-03-30', 'Carnet', '12/03/2022 REPEVAX'], ['2024-04-12', 'Urgences', 'Plaie. Non vaccinée contre le tétanos.']],
  [
    'vaccine-doses',
    ['2025-01-10', 'Lettre', 'SHINGRIX fait. Tout est à jour.'],
    ['2026-02-12', 'Pharmacie', 'Shingrix : il manque la 2e injection.'],
  ],
  [
    'none-known-against-allergy',
    ['2023-03-01', 'Allergologue', 'Allergie au latex : bronchospasme'],
    ['2025-06-01', 'Bloc', 'Jeûne respecté\nRisque allergique : NON'],
  ],
  [
    'none-known-against-allergy',
    ['2023-03-01', 'Allergologue', 'Choc anaphylactique à l’amoxicilline'],
    ['2025-06-01', 'Note', 'Ne se connaît aucune allergie.'],
  ],
  [
    'class-denied',
    ['2025-10-30', 'Sortie', 'Xarelto 20 mg/j pour FA'],
    ['2025-11-12', 'Fiche dentaire', 'Anticoagulants / antiagrégants : aucun'],
  ],
  [
    'class-denied',
    ['2025-10-30', 'Rhumatologue', 'Prolia tous les 6 mois depuis 2023'],
    ['2025-11-12', 'Questionnaire', 'Bisphosphonates ou dénosumab : non'],
  ],
  [
    'family',
    ['2020-03-30', 'Gastro', 'mère décédée d’un cancer du côlon à 52 ans'],
    ['2024-04-12', 'Lettre', 'Pas de cancer colique dans la famille.'],
  ],
  [
    'family',
    ['2020-03-30', 'Cardiologue', 'Son frère est décédé subitement à 19 ans.'],
    ['2024-04-12', 'Sport', 'Hérédité : pas de mort subite dans la famille'],
  ],
  ['family', ['2020-03-30', 'Neurologue', 'Père atteint de maladie de Huntington.'], ['2024-04-12', 'Lettre', 'parents en bonne santé']],
  [
    'two-values-one-day',
    ['2026-03-30', 'Biologie', 'Ferritine : 9 µg/L (15 - 150)'],
    ['2026-04-21', 'Gastro', 'Biologie du 30/03 : ferritine 90.'],
  ],
  ['measure-differs', ['2026-03-30', 'Anesthésie', 'Taille 1,78 m Poids 82 kg'], ['2026-04-12', 'Bloc', '168 cm - 82 kg']],
  [
    'prescribed-after-stop',
    ['2026-04-21', 'Sortie', 'Tamsulosine et zolpidem supprimés, ne pas reprendre.'],
    ['2026-05-18', 'Ordonnance', 'Tamsulosine LP 0,4 mg 1 le soir'],
  ],
  [
    'grade-differs',
    ['2026-07-06', 'Stomathérapeute', 'Sacrum : escarre stade 3, sous-minée'],
    ['2026-07-07', 'Visite', 'Escarre sacrée stade 1 vue hier'],
  ],
  [
    'grade-differs',
    ['2019-03-30', 'Néphrologue', 'Glomérulonéphrite lupique classe III (PBR 2019)'],
    ['2025-04-12', 'Lettre', 'néphropathie lupique de classe V'],
  ],
  ['grade-differs', ['2025-03-30', 'Ergothérapeute', 'Barthel : 85/100 le 28/03'], ['2025-04-20', 'Sortie', 'Barthel du 28 mars à 35/100']],
  [
    'never-and-told',
    ['2023-02-07', 'Gynécologue', 'G4 P2 : deux accouchements (2011, 2014), une FCS'],
    ['2026-03-31', 'AMP', "Madame n'a jamais été enceinte."],
  ],
  [
    'refused-and-done',
    ['2025-03-30', 'Lettre', 'A donné son accord pour la biopsie.'],
    ['2025-04-05', 'Note', 'Ne veut plus de la biopsie.'],
  ],
  [
    'refused-and-done',
    ['2025-03-30', 'Lettre', 'La patiente refuse la coloscopie.'],
    ['2025-04-12', 'Lettre', 'Coloscopie faite le 20/03/2025.'],
  ],
  [
    'exam-against-report',
    ['2023-10-30', 'Coloscopie', 'Coloscopie totale, deux polypes'],
    ['2025-12-12', 'Lettre', 'Dernière coloscopie en 2015, à refaire.'],
  ],
  [
    'vaccine-doses',
    ['2024-09-03', 'Attestation', 'ROR : 2 doses (2000, 2001)'],
    ['2026-01-12', 'Certificat', 'ROR : une seule dose reçue, 2e à programmer'],
  ],
  [
    'trusted-person',
    ['2025-03-30', 'Sortie', 'Personne de confiance : sa fille, Mme Claire DURAND'],
    ['2025-06-05', 'EHPAD', 'Personne de confiance désignée : M. Paul DURAND'],
  ],
  [
    'none-known-against-allergy',
    ['2022-09-15', 'Anesthésie', 'Allergies : latex (œdème des lèvres, tests +) → salle sans latex'],
    ['2026-05-27', 'Bloc', 'Risque allergique : NON'],
  ],
];

const agreeing: readonly (readonly [what: string, older: Paper, newer: Paper])[] = [
  [
    'a vaccine waited for, then given',
    ['2026-10-20', 'Lettre', 'Vaccin grippe à faire.'],
    ['2026-11-04', 'Pharmacie', 'Vaccin grippe : fait ce jour.'],
  ],
  [
    'a refusal, then another mind',
    ['2026-01-12', 'Urologue', 'Biopsies déclinées par le patient.'],
    ['2026-06-12', 'Lettre', 'Il a eu des biopsies en mai 2026.'],
  ],
  [
    'a biopsy and its piece',
    ['2025-03-14', 'Biopsies', 'Biopsies prostatiques : Gleason 6 (3+3).'],
    ['2025-06-20', 'Pièce de prostatectomie', 'Gleason 7 (3+4) sur la pièce opératoire.'],
  ],
  [
    'the weekly sum of a dose',
    ['2026-04-13', 'Ordonnance', 'LEVOTHYROX 75 µg le matin.'],
    ['2026-06-09', 'Lettre', 'Elle prend 525 µg de lévothyroxine par semaine.'],
  ],
  [
    'a relative’s age',
    ['2026-05-02', 'Urgences', 'Mme Durand Anne, née le 04/03/1955, 71 ans.'],
    ['2026-05-04', 'Lettre', 'Sa fille, patiente de 45 ans, est suivie aussi.'],
  ],
  [
    'the examination after the one that was due',
    ['2025-04-02', 'Endoscopie', 'Prochaine coloscopie en avril 2026.'],
    ['2026-06-02', 'Lettre', 'Prochaine coloscopie en 2031.'],
  ],
  ['two strokes', ['2018-02-11', 'Neurologue', 'AVC sylvien le 03/04/2012'], ['2024-05-01', 'Lettre', 'AVC en avril 2020']],
  ['a knee on each side', ['2018-02-11', 'Lettre', 'PTG D 03/2017'], ['2024-03-01', 'Kiné', 'PTG gauche 2021']],
  [
    'about twenty years',
    ['2018-02-11', 'Lettre', 'cholécystectomie 2006'],
    ['2024-03-01', 'Kiné', "cholécystectomie il y a une vingtaine d'années"],
  ],
  [
    'another word of the sentence is dated',
    ['2018-02-11', 'Lettre', 'SEP depuis 2007'],
    ['2024-03-01', 'IRM', 'SEP, tériflunomide depuis 2024.'],
  ],
  [
    'a smoker who stopped',
    ['2024-03-01', 'Lettre', 'Tabac : 10 cigarettes par jour'],
    ['2025-05-01', 'Lettre', 'Tabac arrêté depuis janvier.'],
  ],
  ['a husband who smokes', ['2024-03-01', 'Lettre', 'Tabac 0'], ['2025-05-01', 'Lettre', 'Mari fumeur à la maison. Ne fume pas.']],
  [
    'what the report denies',
    ['2025-03-10', 'Mammographie', 'Absence de masse, de foyer de microcalcifications. ACR 2'],
    ['2025-05-10', 'Lettre', 'Mammographie de mars normale'],
  ],
  [
    'another examination',
    ['2022-03-10', 'Mammographie', 'Microcalcifications, ACR 4.'],
    ['2025-05-10', 'Lettre', "Mammographie d'avril 2025 normale"],
  ],
  ['another place', ['2025-03-10', 'IRM lombaire', 'Hernie discale L5-S1'], ['2025-03-20', 'Lettre', 'IRM cérébrale normale']],
  [
    'another fall',
    ['2023-09-10', 'Lettre', 'Fracture du poignet droit le 03/09/2023'],
    ['2025-10-12', 'Urgences', 'Chute hier, fracture du poignet gauche'],
  ],
  [
    'a dose given since',
    ['2022-03-30', 'Carnet', 'Prevenar 20 à faire'],
    ['2024-04-12', 'Urgences', 'Vaccins à jour, Prevenar fait en juin 2022'],
  ],
  [
    'pollens are no drug',
    ['2022-03-01', 'Lettre', 'Allergie aux graminées (rhinite)'],
    ['2025-06-01', 'Urgences', 'Allergies médicamenteuses : aucune'],
  ],
  [
    'a drug stopped before',
    ['2024-10-30', 'Sortie', 'Xarelto arrêté ce jour après 6 mois.'],
    ['2025-11-12', 'Fiche', 'Anticoagulants : aucun'],
  ],
  [
    'two names of one illness',
    ['2020-03-30', 'Lettre', 'père : IDM à 48 ans'],
    ['2024-04-12', 'Anesthésie', 'père coronarien à 48 ans, mère HTA'],
  ],
  [
    'an ulcer that heals',
    ['2025-03-30', 'Plaies', 'Talon droit : escarre de stade 4'],
    ['2025-09-02', 'EHPAD', 'escarre talon droit, stade 2'],
  ],
  [
    'a titration',
    ['2025-10-30', 'Psychiatre', 'sertraline 25 mg 7 jours puis 50 mg'],
    ['2025-12-12', 'Lettre', 'Traitement : sertraline 50 mg'],
  ],
  ['a birth since', ['2020-03-30', 'Gynécologue', 'Nulligeste.'], ['2024-04-12', 'Maternité', 'A accouché le 10/04/2024.']],
  [
    'a mind that changed and says so',
    ['2025-03-30', 'Lettre', 'Refuse la coloscopie.'],
    ['2025-04-12', 'Lettre', 'Coloscopie finalement acceptée.'],
  ],
  ['another unit', ['2026-03-30', 'Biologie', 'Hémoglobine : 13,2 g/dL'], ['2026-04-12', 'Lettre', 'Bio du 30/03 : Hb 132']],
];

describe('what two papers cannot both say', () => {
  it.each(opposed)('%s: %s, %s', (rule, older, newer) => {
    expect(rules(older, newer)).toContain(rule);
  });
});

describe('what only looks like a contradiction', () => {
  it.each(agreeing)('%s', (_what, older, newer) => {
    expect(rules(older, newer)).toEqual([]);
  });
});
