import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractMedications } from '../../../../src/extract/facts/medications/medication-extract.js';

/** Sentences written for this test: none comes from a dossier. */
const facts = (text: string, documentDate = '2024-03-20'): Fact[] => {
  const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
  return extractMedications(analysis, documentContext([analysis], { documentId: 'd', documentDate, birthDate: '1951-08-02' }));
};
const read = (text: string): string[] => facts(text).map(({ label, medication }) => `${medication?.event ?? ''} ${label}`);

const EVENTS: readonly (readonly [string, readonly string[]])[] = [
  // Switches in prose: the first is stopped, the second begun, whatever the date.
  ['Passage de PREVISCAN à ELIQUIS en mars 2023.', ['stopped fluindione', 'started apixaban']],
  ["Substitution du losartan par l'amlodipine.", ['stopped losartan', 'started amlodipine']],
  ['CRESTOR remplacé en 2023 par TAHOR.', ['stopped rosuvastatine', 'started atorvastatine']],
  // A bracket behind the last of a list is of the last; "mois" is no plural.
  [
    'Traitement XARELTO 20, laroxyl, imovane (arrêté par lui depuis 3 mois)',
    ['listed rivaroxaban', 'listed amitriptyline', 'stopped zopiclone'],
  ],
  ['LASILIX 40 mg (pas le 20, je ne l’ai jamais pris).', ['changed furosémide']],
  // What ends is another, and what is refused is more of it.
  ["À l'arrêt de l'inducteur le tacrolimus va remonter en deux semaines.", ['listed tacrolimus']],
  ['Ne veut pas augmenter la sertraline.', ['continued sertraline']],
  ['Elle refuse la sertraline.', ['refused sertraline']],
  // Ways of ending.
  ['Le patient a cessé de lui-même son atorvastatine depuis six mois.', ['stopped atorvastatine']],
  ['Sevré du LEXOMIL depuis janvier.', ['stopped bromazépam']],
  ['Ablation de MIRENA le 4 mars.', ['stopped lévonorgestrel (DIU)']],
  ['Fin du TAMOXIFENE en juin 2023 après cinq ans.', ['stopped tamoxifène']],
  ['Intolérance à la metformine (diarrhée), non reprise.', ['stopped metformine']],
  ['Vomissements sous tramadol : arrêté le 02/03, à ne plus prescrire.', ['stopped tramadol']],
  [
    "Je lui ai fait arrêter les deux : l'ibuprofène pour le rein, le millepertuis à cause de l'interaction.",
    ['stopped ibuprofène', 'stopped millepertuis'],
  ],
  ['K 2,9 -> FLORINEF NPP, DIFFU-K 10 j.', ['stopped fludrocortisone', 'listed chlorure de potassium']],
  ['FLORINEF : ne plus prendre.', ['stopped fludrocortisone']],
  ['Mélatonine : non poursuivie, aucune différence.', ['stopped mélatonine']],
  ['VESICARE : à abandonner au profit de BETMIGA 50 mg.', ['stopped solifénacine', 'started mirabégron']],
  ['MANTADIX : on l’enlève.', ['stopped amantadine']],
  ['VESICARE : à enlever si confusion.', ['listed solifénacine']],
  ['On met fin au ramipril le 3 mars 2024.', ['stopped ramipril']],
  ['AUGMENTIN fini le 12/03.', ['stopped amoxicilline + acide clavulanique']],
  ["J'ai ramené l'ENTRESTO à 24/26 matin et soir.", ['changed sacubitril + valsartan']],
  // What must not be stopped goes on.
  ["L'aspirine ne doit pas être interrompue.", ['continued acide acétylsalicylique']],
  ['Le bisoprolol ne doit jamais être arrêté brutalement.', ['continued bisoprolol']],
  ['Le ticagrélor ne devra pas être suspendu avant un an.', ['continued ticagrélor']],
  ["L'apixaban ne doit en aucun cas être interrompu.", ['continued apixaban']],
  ["Le clopidogrel n'a pas été arrêté.", ['continued clopidogrel']],
  ['La rosuvastatine ne doit pas être reprise.', ['stopped rosuvastatine']],
  // A pronoun of the next sentence takes up its only drug.
  ["Toux sous ramipril 5 mg. Je l'arrête ce jour.", ['listed ramipril', 'stopped ramipril']],
  ['TA 152/90 sous amlodipine 5 mg. Je la passe à 10 mg.', ['listed amlodipine', 'changed amlodipine']],
  ['Il prend du tramadol. Il a arrêté de fumer en 2019.', ['continued tramadol']],
  ["Sous méthotrexate 15 mg. Je l'ai revu le 3 mars.", ['listed méthotrexate']],
  // What a sentence bans by its name is not the drug of the sentence before.
  [
    "COVERSYL diminué de 5 à 2,5 mg ce jour. Ne pas réintroduire d'amlodipine ni de diurétique thiazidique.",
    ['changed périndopril', 'stopped amlodipine', 'not-taken diurétique thiazidique'],
  ],
  // Not begun, for a day that has not come, a level, a course that is over.
  ["LOVENOX : j'ai la boîte mais pas commencé.", ['not-taken énoxaparine']],
  ['Facteur V Leiden : LOVENOX 4000 UI dès que le test sera positif.', ['proposed énoxaparine']],
  ['Calcitonine 2 ng/L, normale.', []],
  ['Il a cessé de fumer sous CHAMPIX.', ['listed varénicline']],
  ['Goutte cédée sous prednisone 20 mg 5 jours (04 au 08/07), terminée.', ['stopped prednisone']],
  ['STILNOX réclamé : non.', ['refused zolpidem']],
  ['INIPOMP non poursuivi.', ['stopped pantoprazole']],
  ['OGAST non reconduit à la sortie.', ['stopped lansoprazole']],
  // What is told how to be taken shares no ban with the name before it; a denied replacement bans nothing.
  ["Ne pas prendre d'ibuprofène, paracétamol max 3 g.", ['contraindicated ibuprofène', 'listed paracétamol']],
  ["Aucun anticoagulant direct ne pourra remplacer l'AVK.", ['not-taken anticoagulant oral direct']],
  ['Sortie sans traitement antalgique (tramadol 50 mg).', ['not-taken tramadol']],
  ['Le fébuxostat pourrait être essayé à distance.', ['proposed fébuxostat']],
  // A drug named as the reason is not what is forbidden.
  ["PAS D'AINS (stent + clopidogrel).", ['contraindicated AINS', 'listed clopidogrel']],
  [
    'Les triptans sont contre-indiqués chez cette coronarienne sous aspirine.',
    ['contraindicated triptan', 'listed acide acétylsalicylique'],
  ],
  [
    'Éviter les bêtabloquants (propranolol, sotalol) chez cet asthmatique.',
    ['contraindicated bêtabloquant', 'contraindicated propranolol', 'contraindicated sotalol'],
  ],
  // A decision after a colon, and "idem"; what is dated is the asking, not the stop.
  [
    'DÉCISIONS\n- COVERSYL : arrêt.\n- SERESTA : arrêt, déjà demandé en décembre ; idem IXPRIM.',
    ['stopped périndopril', 'stopped oxazépam', 'stopped paracétamol + tramadol'],
  ],
  ["L'ELIQUIS, en pause depuis le 5, n'est pas repris.", ['stopped apixaban']],
  ["PRAVASTATINE 20 mg le soir, à la place de l'atorvastatine.", ['prescribed pravastatine', 'stopped atorvastatine']],
  ["L'allopurinol peut continuer puisque l'IMUREL est arrêté depuis 2023.", ['listed allopurinol', 'stopped azathioprine']],
  ['COLCHICINE : à bannir désormais.', ['contraindicated colchicine']],
  [
    'Sortie : JEXT 150 µg, remplaçant ANAPEN, AERIUS sirop 5 mL, VENTOLINE.',
    ['discharge adrénaline', 'stopped adrénaline', 'discharge desloratadine', 'discharge salbutamol'],
  ],
  // What a bracket says stays in it.
  [
    "Pris : ENVARSUS 2 mg (le pharmacien a refusé de délivrer l'ADVAGRAF), CORTANCYL 5 mg le matin.",
    ['refused tacrolimus', 'refused tacrolimus', 'listed prednisone'],
  ],
  // What is stopped is the habit; the drug helps.
  ['Arrêt du tabac : NICOPATCHLIB 14 mg, un patch par jour, prescrit.', ['started nicotine']],
  // A result of the laboratory under the name of a salt.
  ['Potassium 5,4 : je débute LOKELMA 5 g, un sachet par jour.', ['started cyclosilicate de zirconium']],
  // A pronoun speaks of the sentence's matter.
  [
    'Tadalafil : association dangereuse avec le Corvasal rappelée, elle promet de ne plus en prendre.',
    ['stopped tadalafil', 'listed molsidomine'],
  ],
  [
    'La nifédipine a provoqué des œdèmes majeurs et interagit avec son itraconazole : ne pas la\nreprendre.',
    ['stopped nifédipine', 'listed itraconazole'],
  ],
  ["Le LYRICA n'a pas été repris après la chute.", ['stopped prégabaline']],
  ['Le tramadol ne doit plus jamais être represcrit.', ['stopped tramadol']],
  ['PLUS DE STILNOX.', ['stopped zolpidem']],
  ['Jeter le TOPALGIC qui reste à la maison.', ['stopped tramadol']],
  ['Pas de contre-indication au propofol.', ['proposed propofol']],
  ["Il n'est pas allergique à la pénicilline (TAZOCILLINE en 2023).", ['proposed pénicilline', 'proposed pipéracilline + tazobactam']],
  ["Acquisition avant et après injection d'OMNIPAQUE.", ['administered iode']],
  ['Proscrire les benzodiazépines.', ['contraindicated benzodiazépine']],
  ["L'allergie à la pénicilline est écartée après tests.", []],
  // Held back around an act, put off, not indicated: no stop.
  ['PRADAXA suspendu 48 heures avant la coloscopie puis repris le lendemain.', ['listed dabigatran étexilate']],
  ["Ne pas faire la perfusion d'ACLASTA de mars avant l'avis du dentiste.", ['proposed acide zolédronique']],
  ['Si la clairance passe sous 30, seuil au-dessous duquel la metformine est contre-indiquée, me prévenir.', ['proposed metformine']],
  ["La sulfasalazine n'a pas sa place ici.", ['not-taken sulfasalazine']],
  // One drug in the place of another.
  ['Switch sertraline → venlafaxine 75 mg ce jour.', ['stopped sertraline', 'started venlafaxine']],
  ['Previscan arrêté en mai, relais par Eliquis 5 mg x 2.', ['stopped fluindione', 'started apixaban']],
  ['La fluoxétine est abandonnée au profit de la mirtazapine.', ['stopped fluoxétine', 'started mirtazapine']],
  ['À la demande de sa famille et devant ces malaises, tu as arrêté\nXATRAL le 4 février.', ['stopped alfuzosine']],
  ["Il n'a\npas pris la roxithromycine prescrite.", ['not-taken roxithromycine']],
  // What gives way, in other words.
  ['Relais du LOVENOX par XARELTO 15 mg x 2 ce jour.', ['stopped énoxaparine', 'started rivaroxaban']],
  ['Crampes sous CRESTOR 10 : passage à EZETROL 10 mg.', ['stopped rosuvastatine', 'started ézétimibe']],
  ["J'ai substitué le TEGRETOL par du KEPPRA 500 x 2.", ['stopped carbamazépine', 'started lévétiracétam']],
  ["Depuis l'introduction de l'amlodipine, œdèmes : je l'arrête ce jour.", ['stopped amlodipine']],
  ["L'EFFEXOR a cédé la place au ZOLOFT 50 mg.", ['stopped venlafaxine', 'started sertraline']],
  ['XANAX diminué progressivement puis stoppé en avril.', ['stopped alprazolam']],
  ['CORTANCYL 20 mg jusqu’au 30 juin puis arrêt.', ['listed prednisone']],
  ['ELIQUIS interrompu du 3 au 6 mars pour une coloscopie, repris depuis.', ['listed apixaban']],
  ['Molécules déjà essayées : METHOTREXATE, ARAVA (diarrhées).', ['past méthotrexate', 'past léflunomide']],
  ["Après échec de l'HUMIRA, ENBREL 50 mg par semaine.", ['past adalimumab', 'listed étanercept']],
  ['NOCTAMIDE 1 mg | le soir | ARRÊT (chutes)', ['stopped lormétazépam']],
  ['TRAITEMENTS ARRÊTÉS PENDANT LE SÉJOUR\nCORDARONE 200 (bradycardie)\nALDACTONE 25', ['stopped amiodarone', 'stopped spironolactone']],
  // Kept up, as a proposal or by its rhythm; given once is not kept up.
  ['Nous proposons la poursuite du METHOTREXATE 20 mg par semaine.', ['continued méthotrexate']],
  ['Injection de PROLIA tous les 6 mois, dernière le 12/01.', ['continued dénosumab']],
  ['A reçu 6 perfusions de REMICADE toutes les 8 semaines.', ['administered infliximab']],
  ['Sous pompe depuis 2023, NOVORAPID, débit de base 18 UI, bolus avant les repas.', ['listed insuline asparte']],
  ['Insertion d’un NEXPLANON ce jour.', ['started étonogestrel']],
  ['Cystite traitée par MONURIL en février, guérie.', ['past fosfomycine']],
  // A dose put right, a condition that is no need, a need that is no condition.
  ['ELIQUIS 2,5 mg x 2 (et non 5 mg).', ['changed apixaban']],
  ['LAMICTAL 100 x 2, en cas d’échec : TEGRETOL.', ['prescribed lamotrigine', 'proposed carbamazépine']],
  ['Spironolactone 25 mg si la kaliémie le permet.', ['proposed spironolactone']],
  ['DUPIXENT en attente d’accord.', ['proposed dupilumab']],
  ['Revoir dans un mois. Paracétamol si besoin.', ['listed paracétamol']],
  // Held back for an operation, counted, checked: no stop.
  ['Metformine stop 48 h. Irbésartan stop la veille.', ['listed metformine', 'listed irbésartan']],
  ['OZEMPIC arrêté une semaine avant.', ['listed sémaglutide']],
  ["METFORMINE 1000 mg x 2 : il n'en a jamais pris trois.", ['prescribed metformine']],
  [
    'Elle prend bien : LEVOTHYROX 150 depuis le 11, SERTRALINE 75, KARDEGIC 160.',
    ['continued lévothyroxine', 'continued sertraline', 'continued acide acétylsalicylique'],
  ],
  ['DEROXAT 20 mg : décroissance à débuter en janvier si elle reste stable.', ['prescribed paroxétine']],
  // Prose that wraps is no list.
  ['Pour mémoire, une urticaire généralisée est survenue en 2016 sous\nRULID, sans gravité.', ['past roxithromycine']],
  // Off the list, not needed any more, deprescribed, thrown away, paused, weaned.
  ["L'ézétimibe est rayé de l'ordonnance.", ['stopped ézétimibe']],
  ["L'oméprazole n'est plus justifié.", ['stopped oméprazole']],
  ['Déprescription ce jour : alfuzosine, bétahistine.', ['stopped alfuzosine', 'stopped bétahistine']],
  ['Non repris à la sortie : nicorandil, ivabradine.', ['stopped nicorandil', 'stopped ivabradine']],
  ['Elle a laissé tomber la colchicine en février.', ['stopped colchicine']],
  ['Ciclosporine en pause depuis le 2 mars (zona).', ['stopped ciclosporine']],
  ['Clonazépam : sevrage obtenu le 12 février 2024.', ['stopped clonazépam']],
  ['Le losartan prend le relais du captopril.', ['listed losartan', 'stopped captopril']],
  ['On troque la simvastatine contre la rosuvastatine 5 mg.', ['stopped simvastatine', 'started rosuvastatine']],
  ['Le fils demande l’arrêt du tramadol : fait.', ['stopped tramadol']],
  ['Le fils demande l’arrêt du tramadol : à rediscuter.', ['listed tramadol']],
  ['Nous convenons de passer à la warfarine 5 mg.', ['started warfarine']],
  ['On pourrait passer à la warfarine 5 mg.', ['proposed warfarine']],
  ['Topiramate et propranolol successivement essayés, inefficaces.', ['past topiramate', 'past propranolol']],
  ['Prednisone 40 mg 5 jours et amoxicilline 7 jours, terminés le 11/03.', ['stopped prednisone', 'stopped amoxicilline']],
  // At a standstill, a course over, a chain of doses that ends, weaned; changed for another.
  ['Clobazam : à l’arrêt depuis janvier.', ['stopped clobazam']],
  ['Prégabaline 75 x2 → 25 x2 → stop hier.', ['stopped prégabaline']],
  ['Oxazépam : diminution débutée en octobre, terminée le 3 mars 2024.', ['stopped oxazépam']],
  ['Imatinib 400 mg, objectif atteint : fin de traitement ce jour.', ['stopped imatinib']],
  ['24 mois de raloxifène révolus.', ['stopped raloxifène']],
  ['Elle a rangé la sertraline dans un tiroir.', ['stopped sertraline']],
  ['Fluindione convertie en apixaban 5 mg x2.', ['stopped fluindione', 'started apixaban']],
  ['Lixisénatide, relais du liraglutide.', ['listed lixisénatide', 'stopped liraglutide']],
  ['Énoxaparine 6000 x2, relais par warfarine récusé.', ['continued énoxaparine', 'not-taken warfarine']],
  ['Captopril arrêté 36 h avant la première prise de sacubitril/valsartan.', ['stopped captopril', 'listed sacubitril + valsartan']],
  ['Captopril arrêté 36 h avant la coloscopie.', ['listed captopril']],
  ['J’ai donc suspendu, avec son accord, la rosuvastatine.', ['stopped rosuvastatine']],
  ['Étanercept, puis progression.', ['past étanercept']],
  ['Doxycycline prise à l’adolescence.', ['past doxycycline']],
  ['Furosémide 40 : c’était le traitement de sa mère.', ['not-taken furosémide']],
  ['Suggestions : arrêt du zolpidem.', ['listed zolpidem']],
  ['Inchangés : bisoprolol 2,5, ezetrol.', ['continued bisoprolol', 'continued ézétimibe']],
  ['Je propose le létrozole 2,5 mg, ordonnance remise ce jour.', ['started létrozole']],
  ['UTROGESTAN 100 le soir, à débuter ce jour.', ['started progestérone']],
  ['Sémaglutide 1 mg, palier 1,7 refusé.', ['listed sémaglutide']],
  // Behind a dotted leader or a label, in speech, and what is put before others to decide.
  ['oxybutynine ......... supprimée (confusion)', ['stopped oxybutynine']],
  ['XALACOM : stopper (rougeur).', ['stopped timolol + latanoprost']],
  ['[RAYÉ] sotalol 80 mg', ['stopped sotalol']],
  ['Étanercept suspendu depuis le 2 mars, reprise envisagée en mai.', ['stopped étanercept']],
  ['Ramipril 5, éplérénone 25 => STOP les deux.', ['stopped ramipril', 'stopped éplérénone']],
  ['Montélukast pris deux mois l’an dernier.', ['past montélukast']],
  ['L’ustékinumab est soumis à l’avis du pneumologue.', ['proposed ustékinumab']],
  ['Je ne reconduis ni le néfopam ni la prégabaline.', ['stopped néfopam', 'stopped prégabaline']],
  ['Nous avons déprescrit le zolpidem d’abord, puis la prégabaline.', ['stopped zolpidem', 'stopped prégabaline']],
  ['Sous insuline IV continue.', ['listed insuline']],
  // Within a stay or a visit, and left there.
  ['Énoxaparine et kétoprofène pendant le séjour uniquement.', ['administered énoxaparine', 'administered kétoprofène']],
  ['Héparine 100 UI/kg pendant le geste.', ['administered héparine']],
  ['ATROPINE 1 mg IV x1.', ['administered atropine']],
  ['Furosémide 40 mg IV les 48 premières heures, relais per os 20 mg.', ['changed furosémide']],
  // Thought of, kept in reserve, given up.
  ['Gliclazide 60 (arrêt), apixaban 5 mg.', ['stopped gliclazide', 'listed apixaban']],
  ["L'amiodarone 200 mg n'a pas été barrée de la liste.", ['listed amiodarone']],
  ['Prenait une pilule (JASMINE) jusqu’au diagnostic.', ['past drospirénone + éthinylestradiol']],
  ['Rituximab en réserve.', ['proposed rituximab']],
  ['Donépézil : abstention (bradycardie).', ['not-taken donépézil']],
  ['Fébuxostat jamais acheté.', ['not-taken fébuxostat']],
  ['Profenid pas délivré.', ['not-taken kétoprofène']],
  ['Lamotrigine 150 matin et soir, votre ordonnance du 12/10 non délivrée.', ['prescribed lamotrigine']],
  ['Périndopril non pris le matin de l’intervention.', ['listed périndopril']],
];

describe('what happens to a drug', () => {
  for (const [sentence, expected] of EVENTS)
    it(sentence.replace('\n', ' ⏎ '), () => {
      expect(read(sentence)).toEqual(expected);
    });
});

describe('taken, without a dose', () => {
  const active = (text: string): string[] => facts(text).flatMap(({ label, status }) => (status === 'active' ? [label] : []));
  it('where something is kept by it', () => expect(active('HTA équilibrée sous losartan.')).toEqual(['losartan']));
  it.each([
    'Obésité majorée sous olanzapine.',
    'Diarrhée déclenchée sous metformine.',
    'Pneumopathie sous méthotrexate : arrêt définitif.',
  ])('not where it harmed: %s', (text) => expect(active(text)).toEqual([]));
});

describe('doses, periods and ends', () => {
  const told = (text: string): Record<string, unknown> => {
    const [fact] = facts(text);
    const { dose, strength, frequency, durationDays } = fact?.medication ?? {};
    return { event: fact?.medication?.event, dose, strength, frequency, durationDays, date: fact?.date, endDate: fact?.endDate };
  };
  it('keeps the new dose of a change', () => {
    expect(told('KEPPRA ramené de 1000 à 500 mg.')).toMatchObject({ event: 'changed', dose: '500 mg' });
    expect(told('Ramipril porté de 5 à 10 mg ce jour.')).toMatchObject({ event: 'changed', dose: '10 mg' });
    expect(told('Furosémide diminué de 40 à 20 mg par jour.')).toMatchObject({ event: 'changed', dose: '20 mg par jour' });
    expect(told("L'intervalle d'ENTYVIO est raccourci à toutes les 4 semaines.").event).toBeDefined();
  });
  it('ends a course where the text ends it', () => {
    expect(told('AUGMENTIN 1 g x 3, 7 jours.')).toMatchObject({ durationDays: 7 });
    expect(told("AUGMENTIN 1 g : 1 cp x 3 jusqu'au 28/03/2024 inclus")).toMatchObject({ endDate: '2024-03-28' });
    expect(told('INNOHEP 0,4 mL par jour, 35 jours')).toMatchObject({ durationDays: 35 });
    expect(told('Méthotrexate de 2014 à 2019, bien toléré.')).toMatchObject({ event: 'past', date: '2014', endDate: '2019' });
    expect(told('Infliximab de juin 2012 à juin 2018, perte de réponse.')).toMatchObject({ date: '2012-06', endDate: '2018-06' });
    expect(told('COPAXONE 10/2012-02/2014 : lipoatrophie.')).toMatchObject({ date: '2012-10', endDate: '2014-02' });
    expect(told("Elle a été sous tamoxifène jusqu'en 2021.")).toMatchObject({ event: 'past', endDate: '2021' });
  });
  it('reads the steps of a taper as one rhythm, and its last step as going on', () => {
    expect(told('CORTANCYL 20 mg le matin pendant 1 semaine puis 15 mg 1 semaine puis 10 mg jusqu’au rendez-vous')).toMatchObject({
      strength: '20 mg',
      durationDays: undefined,
    });
    expect(told('ALLOPURINOL 100 mg 1/j pendant 2 semaines puis 200 mg/j')).toMatchObject({
      frequency: '1/j pendant 2 semaines puis 200 mg/j',
      durationDays: undefined,
    });
    expect(told('SOLUPRED 60 mg pendant 5 jours puis 40 mg pendant 5 jours puis 20 mg pendant 5 jours')).toMatchObject({
      durationDays: 15,
    });
    expect(told('GENOTONORM 0,6 mg, 6 jours sur 7')).toMatchObject({ durationDays: undefined });
    expect(told('LOVENOX 0,6 x 2 pendant 10 jours')).toMatchObject({ strength: '0,6', durationDays: 10 });
  });
  it('dates a stop by its own words, not by the start', () => {
    expect(told('Anastrozole, débuté en juin 2017 pour cinq ans, arrêté en juillet 2022.')).toMatchObject({
      event: 'stopped',
      date: '2022-07',
    });
  });
  it('dates a stop told below a later day than the paper from that day', () => {
    const added = facts('AVENANT du 18/07/2024 : tendinopathie. TAVANIC arrêté le 17/07.');
    expect(added.find((fact) => fact.medication?.event === 'stopped')?.date).toBe('2024-07-17');
    expect(told('Décider de la reprise du ramipril (suspendu le 14/07).').date).toBe('2023-07-14');
  });
  it('reads a ceiling with the rhythm, whole conditions, thousands', () => {
    expect(told('DAFALGAN 500 mg\n  1 gélule si douleur, sans dépasser 6 par jour')).toMatchObject({
      dose: '1 gélule',
      frequency: 'si douleur, sans dépasser 6 par jour',
    });
    expect(told('FUROSÉMIDE 40 mg : 2 le matin')).toMatchObject({ strength: '40 mg', frequency: '2 le matin' });
    expect(told('LASILIX 40 | 2 matin, 1 midi |')).toMatchObject({ strength: '40', frequency: '2 matin, 1 midi' });
    expect(told('Eliquis 5 matin et soir')).toMatchObject({ strength: '5', frequency: 'matin et soir' });
    expect(facts('On garde la dapagliflozine et 80 mg de furosémide.').map((fact) => fact.medication?.dose)).toEqual([undefined, '80 mg']);
    expect(facts('Rechute sous 15 mg de prednisone.').map((fact) => fact.medication?.dose)).toEqual([undefined]);
    expect(told('ZYMAD 50 000 : 1 ampoule par mois')).toMatchObject({ strength: '50 000', dose: '1 ampoule' });
    expect(told('Périndopril 5 mg maintenu. Si le\npotassium monte, me rappeler.')['frequency']).toBeUndefined();
    expect(told('Apixaban : pas de réduction (68 ans, 77 kg).')['durationDays']).toBeUndefined();
  });
});

describe('classes and lists', () => {
  it('says a class stop of the one drug of the page that belongs to it', () => {
    const found = facts('Guérison en un mois sous SOLUPRED 20 mg.\n\nLes corticoïdes sont arrêtés depuis le 2 mars.');
    expect(found.find((fact) => fact.label === 'prednisolone' && fact.medication?.event === 'stopped')).toMatchObject({
      date: '2024-03-02',
    });
  });
  it("does not stop an implant with the pill's stop", () => {
    const found = facts('Pilule arrêtée en 2018 pour migraine. Nexplanon posé en 2020.');
    expect(found.filter((fact) => fact.label === 'étonogestrel').map((fact) => fact.medication?.event)).not.toContain('stopped');
  });
  it('marks a copied list as told, and its lines as listed', () => {
    const found = facts('TRAITEMENT EN COURS (recopié de la fiche de la famille)\n  INEXIUM 20 mg   1\n  TRIATEC 5 mg   1');
    expect(found.map((fact) => [fact.label, fact.medication?.event, fact.qualifiers.reported])).toEqual([
      ['ésoméprazole', 'listed', true],
      ['ramipril', 'listed', true],
    ]);
  });
  it('takes a letter that speaks of a prescription for a letter', () => {
    const page = analysePage('d', {
      number: 1,
      text: 'Cher confrère,\nIl va bien et votre\nordonnance de mai indique 5 mg, ce que je corrige.\n',
      source: 'plain',
      positions: [],
      furniture: [],
    });
    expect(documentContext([page], { documentId: 'd' }).prescription).toBeUndefined();
  });
});

describe('what is taken, though no dose is written', () => {
  const active = (text: string): string[] => facts(text).flatMap(({ label, status }) => (status === 'active' ? [label] : []));
  for (const [sentence, expected] of [
    ['FA permanente, bien tolérée sous bisoprolol et apixaban.', ['bisoprolol', 'apixaban']],
    ['SEP stable sous ocrélizumab depuis 2021.', ['ocrélizumab']],
    ['HTA équilibrée par périndopril.', ['périndopril']],
    ['Lymphocytes 0,9 G/L sous TECFIDERA.', ['fumarate de diméthyle']],
    // What came under it may have ended it.
    ['Carcinome bronchique stade IV, sous osimertinib depuis 02/2024.', ['osimertinib']],
    ['Toux sous ramipril.', []],
    ['Deux enfants sous énoxaparine (2009, 2011).', []],
    ['Pneumopathie traitée par amoxicilline.', []],
    ['Bientôt sous tofacitinib.', []],
  ] as const)
    it(sentence, () => {
      expect(active(sentence)).toEqual(expected);
    });
});

describe('a sentence that names no drug', () => {
  it('stops as many drugs of the sentence before as it counts, and no other number of them', () => {
    const both = facts('Hyponatrémie sous indapamide et sertraline. Les deux molécules ont été arrêtées le 12/03/2024.');
    expect(both.filter(({ status }) => status === 'stopped').map(({ label, date }) => [label, date])).toEqual([
      ['indapamide', '2024-03-12'],
      ['sertraline', '2024-03-12'],
    ]);
    expect(
      facts('Hyponatrémie sous indapamide. Les deux molécules ont été arrêtées.').filter(({ status }) => status === 'stopped'),
    ).toEqual([]);
  });
  it('stops the drug of the sentence before ahead of another one, and takes a dose back', () => {
    const [, stop] = facts('Éruption au 5e jour de l’allopurinol. Stop le 12/03/2024, fébuxostat 80 mg ce jour.').filter(
      ({ label }) => label === 'allopurinol',
    );
    expect([stop?.status, stop?.date]).toEqual(['stopped', '2024-03-12']);
    expect(facts('Vertiges sous venlafaxine 150 mg. => retour à 75 mg.').at(-1)?.medication).toMatchObject({
      event: 'changed',
      dose: '75 mg',
    });
  });
});

it('reads the strengths of a combination with a unit each, and so much a day without a unit', () => {
  expect(facts('JANUMET 50 mg/1000 mg : 1 matin 1 soir')[0]?.medication?.strength).toBe('50 mg/1000 mg');
  expect(facts('ADCIRCA 40/j')[0]?.medication?.strength).toBe('40');
  expect(facts('NOVORAPID 6-8-6')[0]?.medication?.dose).toBe('6-8-6');
});
