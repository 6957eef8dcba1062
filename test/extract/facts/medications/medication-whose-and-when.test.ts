import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

/** Papers written for this test: none comes from a dossier. */
const read = (text: string, written = '2026-09-15'): readonly Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  return extractMedications(analysis, documentContext([analysis], { documentId: 'd', documentDate: written, birthDate: '1955-04-02' }));
};
const told = (text: string): readonly string[] =>
  read(text).map(({ label, medication, qualifiers }) => `${qualifiers.otherPerson ? 'autre ' : ''}${medication?.event ?? ''} ${label}`);
const doses = (text: string): readonly string[] =>
  read(text).map(({ medication }) =>
    [medication?.strength, medication?.dose, medication?.frequency].map((part) => part ?? '-').join(' ; '),
  );

describe('what relatives, nurses and pharmacists say of a stop', () => {
  it.each([
    ['Circadin : je ne le donne plus depuis l’été, aucun effet.', 'stopped mélatonine'],
    ['Circadin : plus dans le semainier.', 'stopped mélatonine'],
    ['PREVISCAN : non délivrée depuis janvier 2025, ligne bloquée.', 'stopped fluindione'],
    ['Zyprexa est encore sur l’ordonnance d’hier. Pas donné.', 'stopped olanzapine'],
    ['TARDYFERON l’a constipée, elle l’a jeté au bout de huit jours.', 'stopped sulfate ferreux'],
    ['NICOPATCH : délivré, jamais posé.', 'not-taken nicotine'],
    ['L’EPIDYOLEX serait l’étape suivante : ni prescrit ni demandé.', 'not-taken cannabidiol'],
    ['La sertraline 50 mg prescrite en mars a été achetée mais pas avalée.', 'not-taken sertraline'],
    ['FORTIMEL prescrits en juin : n’en boit aucun.', 'not-taken complément nutritionnel oral'],
    ['Scopolamine patch si encombrement : NON chez elle (confusion).', 'contraindicated scopolamine'],
    // Near misses.
    ['PARACETAMOL : ne donne plus de soulagement.', 'listed paracétamol'],
    ['Le XANAX est toujours sur l’ordonnance, à poursuivre.', 'continued alprazolam'],
    ['- BETMIGA : à arrêter au test positif ; le reste sans changement.', 'listed mirabégron'],
    ['BETMIGA : stop au test +.', 'listed mirabégron'],
    ['ELIQUIS : la dose réduite n’est pas justifiée.', 'listed apixaban'],
    ['Repas : ne pas écraser le Modopar LP.', 'listed lévodopa + bensérazide'],
    ['COUMADINE arrêtée en mars. NE PAS ASSOCIER à l’apixaban.', 'listed apixaban'],
    ['IPP formellement contre-indiqués avec la rilpivirine.', 'listed rilpivirine'],
    ['IPP formellement contre-indiqués avec la rilpivirine.', 'contraindicated inhibiteur de la pompe à protons'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it('forbids nothing behind a semicolon that is told with its dose', () => {
    expect(told('Traitement : pas de furosémide ; TIXTAR 550 x2 ; DUPHALAC 2 à 3 sachets ; LOVENOX 6000 x2.')).toEqual([
      'not-taken furosémide',
      'listed rifaximine',
      'listed lactulose',
      'listed énoxaparine',
    ]);
    expect(told('Pas d’aspirine, ibuprofène, naproxène.')).toEqual([
      'not-taken acide acétylsalicylique',
      'not-taken ibuprofène',
      'not-taken naproxène',
    ]);
  });
});

describe('whose a drug is', () => {
  it.each([
    ['Tramadol du 03/06 = ordonnance de M. Durand, pas d’elle.', 'autre listed tramadol'],
    ['Moi je prends de la sertraline, ce n’est pas pour elle.', 'autre continued sertraline'],
    ['Seresta c’est à Jeanne, pas à moi !!', 'autre listed oxazépam'],
    ['Boîte de KESIMPTA vue dans le frigo = autre patiente box 5.', 'autre listed ofatumumab'],
    ['LEVOTHYROX 75 dans le sac : c’est celui de madame.', 'autre listed lévothyroxine'],
    ['A reçu à 19h les médic de Mme Durand Odette (Risperdal 1 mg + Kardegic 75).', 'autre listed rispéridone'],
    // Another's, and taken by the patient.
    ['Avoue avoir pris, en janvier, une dizaine de comprimés de zopiclone de son mari ; elle a cessé.', 'past zopiclone'],
    ['Insuffisance rénale sous IRBESARTAN pris de sa propre initiative (boîte de sa mère).', 'past irbésartan'],
    // Near misses.
    ['Traitement : KARDEGIC 75, TAHOR 40 ; pas d’allergie pour elle.', 'listed atorvastatine'],
    ['ELIQUIS 5 mg : c’est important pour elle.', 'listed apixaban'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it('leaves what the sentence before blames out of what the next one tells', () => {
    expect(
      told(
        'Mirtazapine : 7,5 mg depuis juillet. La sédation venait sans doute de la clozapine. L’humeur baisse.\n -> retour à 15 mg le 22/08.',
      ),
    ).not.toContain('changed clozapine');
    expect(told('Toux sous RAMIPRIL. Je le passe à 5 mg.')).toContain('changed ramipril');
  });
});

describe('what is written for a case that has not come', () => {
  it('takes nothing of prescriptions made ahead', () => {
    expect(
      told(`ORDONNANCE
TAHOR 40 mg 1 cp le soir

PRESCRIPTIONS ANTICIPEES (en cas de détresse respiratoire)
 - Morphine 2,5 mg SC, à renouveler une fois
Oxygène 2 L/min, si gêne

DOLIPRANE 1 g si douleur`),
    ).toEqual(['prescribed atorvastatine', 'proposed morphine', 'proposed oxygène', 'prescribed paracétamol']);
  });

  it('reads under its heading what is no longer taken', () => {
    expect(
      told(`A. CE QUI EST PRIS (vérifié au pilulier)
Apixaban 5 mg matin et soir

B. CE QUI NE L'EST PLUS, ET FIGURE ENCORE SUR L'ORDONNANCE DU 17/09
COUMADINE : signalé le 18/09.
METFORMINE : non délivrée.`),
    ).toEqual(['listed apixaban', 'stopped warfarine', 'stopped metformine']);
  });
});

describe('what is not begun, not given, or taken away', () => {
  it.each([
    ['ZOMETA 4 mg IV : PAS ENCORE FAIT. Repoussé à cause d’une extraction.', 'not-taken acide zolédronique'],
    ['Prolia 60 mg à voir avec le rhumatologue, bilan dentaire avant.', 'proposed dénosumab'],
    ['- FORXIGA : bonne indication, mais après l’ablation de la sonde.', 'proposed dapagliflozine'],
    ['- FORXIGA : discutée. Je la prescrirai à la prochaine visite.', 'proposed dapagliflozine'],
    ['CRESTOR 10                non délivrée', 'not-taken rosuvastatine'],
    ['La pommade VOLTARENE est encore dans l’armoire, reprise ce jour.', 'stopped diclofénac'],
    ['IMOVANE 7,5      au mari ; 0 prise ici                retiré', 'stopped zopiclone'],
    ['Pas de FLAMMAZINE, à arrêter ce jour (macération).', 'stopped sulfadiazine argentique'],
    ['ibuprofène + sleeve : contre-indiqué, à mon sens à retirer', 'stopped ibuprofène'],
    ['TIMOPTOL 0,5 matin et soir de mai à septembre 2020, arrêté, 16 depuis.', 'stopped timolol'],
    ['Première ligne en 2006 par COMBIVIR et KALETRA, quittée en février 2008.', 'stopped zidovudine + lamivudine'],
    ['MIRENA : laissé en place, fils coupés.', 'continued lévonorgestrel (DIU)'],
    ['Ordonnance du 14 : la METFORMINE est celle de sa sœur, elle ne l’a pas prise.', 'autre not-taken metformine'],
    // Near misses.
    ['Un essai de sevrage de la sertraline n’est pas à faire avant 2027.', 'listed sertraline'],
    ['Sevrage de la sertraline en 2021, elle va bien.', 'stopped sertraline'],
    ['AMLODIPINE 5 mg 1 cp le matin, à voir avec le cardiologue pour augmenter', 'prescribed amlodipine'],
    ['RAMIPRIL 5 mg le matin. Je le prescrirai pour trois mois.', 'prescribed ramipril'],
    ['Le VOLTARENE gel est dans l’armoire, repris ce jour pour la hanche.', 'started diclofénac'],
    ['Ramipril 5 mg                repris le 12/09', 'listed ramipril'],
    ['RAMIPRIL de mai à septembre, arrêté, TAHOR 20 depuis.', 'listed atorvastatine'],
    ['Ordonnance de KEPPRA et TAHOR, quittée la table à 20 h.', 'started lévétiracétam'],
    ['Calcium 1 cp par jour, à poursuivre', 'continued calcium'],
  ])('%s', (text, expected) => expect(told(text)).toContain(expected));

  it('takes what is to become normal in the blood for no drug', () => expect(told('Calcium et vitamine D à corriger avant.')).toEqual([]));

  it('dates a line of treatment by its end', () =>
    expect(
      read('Première ligne en septembre 2006 par COMBIVIR et KALETRA, quittée en février 2008 pour diarrhée.').map(({ date }) => date),
    ).toEqual(['2008-02', '2008-02']));
});

describe('how much, and when', () => {
  it.each([
    ['MODOPAR 125 mg : 7h 1 cp - 10h30 1 cp - 21h ½ cp, à l’heure', '125 mg ; 1 cp ; 7h 1 cp - 10h30 1 cp - 21h ½ cp'],
    ['MODOPAR 125 : 7h 1, 10h30 1, 14h 1, 21h ½.', '125 ; 125 ; 7h 1, 10h30 1, 14h 1, 21h ½'],
    ['CARVEDILOL 6,25 : un demi matin et soir', '6,25 ; 6,25 ; un demi matin et soir'],
    ['URBANYL 10 mg : 1/2 cp le matin, garder 1/2 cp le soir', '10 mg ; 1/2 cp ; le matin, garder 1/2 cp le soir'],
    ['AVLOCARDYL 40 matin+soir', '40 ; 40 ; matin+soir'],
    ['MODAMIDE 5 : ramené à 1 cp ; le reste idem', '5 ; 1 cp ; -'],
    ['KEPPRA 100 mg/ml : 4 ml matin et soir (41 mg/kg/j)', '100 mg/ml ; 4 ml ; matin et soir'],
    ['Irbésartan 150 mg : coupé en deux, donc 75 mg matin', '- ; 75 mg ; matin'],
    ['L-THYROXIN 75 + 1/2 cp de 25 = 87,5/j dès demain', '- ; 87,5/j ; /j'],
    ['Abasaglar 22 à 18, le soir', '18 ; 18 ; le soir'],
    // What was counted in the boxes, and what parts two drugs, is not taken.
    ['MODOPAR 125. Prend 4 par jour, 22 gélules en trop.', '125 ; 125 ; 4 par jour'],
    ['TARDYFERON 80 : 30 comprimés restants', '80 ; 80 ; -'],
    ['SMECTA 1 sachet, à 2 heures des autres', '- ; 1 sachet ; -'],
    ['TARDYFERON 80 mg, au moins 2 h avec le thé', '80 mg ; 80 mg ; -'],
    // Near misses.
    ['STALEVO 100 : 2 gélules à 8 h', '100 ; 2 gélules ; à 8 h'],
    ['DOLIPRANE 500 mg toutes les 6 h', '500 mg ; 500 mg ; toutes les 6 h'],
    ['NOVORAPID 4 a 6 u avant repas', '4 a 6 u ; 4 a 6 u ; repas'],
    ['KARDEGIC 75 a midi', '75 ; 75 ; a midi'],
    ['LANTUS 20 u à 22 h, glycémie à 7 h 1,20 g/L', '20 u ; 20 u ; à 22 h'],
    ['MODOPAR 62,5 : 7h-11h-15h', '62,5 ; 62,5 ; 7h-11h-15h'],
  ])('%s', (text, expected) => expect(doses(text)).toEqual([expected]));

  it('reads a long brand typed with one wrong letter where it is taken, and no word of the language', () => {
    expect(told('TTT : Levothirox 75 µg 1/j, AVLOCARDAL 40 x2')).toEqual(['listed lévothyroxine', 'listed propranolol']);
    expect(told('Le Levothirox a fait parler de lui. Prochaine consultation dans 3 mois, prostate 40 g.')).toEqual([]);
  });

  it('dates each by its own words', () => {
    const [one] = read('Le TECFIDERA, pris de janvier 2016 à juin 2018, a été stoppé pour une lymphopénie.');
    expect([one?.date, one?.endDate]).toEqual(['2018-06', '2018-06']);
    const [begun] = read('LOVENOX 6000 x2 débuté le 31/07/2026, une injection sur deux, repris à deux à compter du 20/09/2026');
    expect(begun?.date).toBe('2026-07-31');
    expect(read('Lignes : glatiramère / fingolimod / natalizumab (22/04/2021 - 20/02/2024).').map(({ endDate }) => endDate)).toEqual([
      undefined,
      undefined,
      '2024-02-20',
    ]);
  });

  it('reads the short names of notes where they are taken', () => {
    expect(told('Ttt : biso 2,5, metf 1000 x2, thyrox 75, amox 1 g x3, métha 40 mg/j')).toEqual([
      'listed bisoprolol',
      'listed metformine',
      'listed lévothyroxine',
      'listed amoxicilline',
      'listed méthadone',
    ]);
    expect(told('Antibiogramme : S amox, R lévoflo. Test à la métha : négatif.')).toEqual([]);
    expect(told('[X] une perfusion d’OCREVUS  [ ] retour TYSABRI  [ ] abstention')).toContain('proposed natalizumab');
  });

  it('takes a combination for one drug where its brand stands behind its parts', () => {
    expect(told('Uméclidinium/vilantérol/fluticasone (TRELEGY) 1 inh/j')).toEqual(['prescribed fluticasone + uméclidinium + vilantérol']);
  });
});

describe('what a line says of its own boxes, halves and courses', () => {
  it.each([
    ['ELIQUIS 5 mg\n1 matin et soir - ne plus utiliser les boîtes de 2,5', 'prescribed apixaban'],
    ['LANTUS : ne plus utiliser', 'contraindicated insuline glargine'],
    ['Pour la chirurgie : arrêt cinq jours avant, Lovenox à dose curative, reprise le soir.', 'proposed énoxaparine'],
    ['Il a fallu six mois de NÉO-MERCAZOLE, la TSH est normale.', 'past carbimazole'],
    ['La sitagliptine qu’il avait reçue quelques semaines en 2022 ne doit pas être associée à OZEMPIC.', 'past sitagliptine'],
    ['La sitagliptine qu’il avait reçue quelques semaines en 2022 ne doit pas être associée à OZEMPIC.', 'listed sémaglutide'],
    ['Le ramipril, qui la faisait tousser, a laissé la place à l’irbésartan en juin 2019.', 'stopped ramipril'],
  ])('%s', (text, expected) => {
    expect(told(text)).toContain(expected);
  });

  it('reads one tablet and a half', () => {
    expect(doses('LASILIX 40 mg : 1 comprimé et demi le matin')).toEqual(['40 mg ; 1 comprimé et demi ; le matin']);
    expect(doses('BISOPROLOL 5 mg : 1 cp 1/2 le matin')).toEqual(['5 mg ; 1 cp 1/2 ; le matin']);
  });
});
