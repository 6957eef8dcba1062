import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';
import type { Fact } from '../../../src/domain/fact.js';

const factsOf = (text: string, specialty?: string): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2024-05-20',
    birthDate: '1966-02-03',
    ...(specialty === undefined ? {} : { specialty }),
  });

/** "condition active 2012 | Hypertension artérielle" for facts of the kinds asked. */
const told = (text: string, kinds: readonly string[], specialty?: string): string[] =>
  factsOf(text, specialty)
    .filter((fact) => kinds.includes(fact.kind))
    .map(
      (fact) =>
        `${fact.kind} ${fact.status}${fact.date === undefined || fact.dateSource === 'document' ? '' : ` ${fact.date}`} | ${fact.label}`,
    );

describe('conditions, acts and devices', () => {
  it.each<[string, string[]]>([
    ['ANTÉCÉDENTS\nHTA depuis 2012.', ['condition active 2012 | Hypertension artérielle']],
    ['ANTÉCÉDENTS\nAppendicectomie à 14 ans.', ['procedure past 1980 | Appendicectomie']],
    ['CONCLUSION\nFracture du col fémoral gauche, Garden IV.', ['condition active | Fracture du col fémoral gauche, Garden IV']],
    [
      'CONCLUSION\nTendinopathie du supra-épineux droit avec fissuration partielle.',
      ['condition active | Tendinopathie du supra-épineux droit avec fissuration partielle'],
    ],
    ['CONCLUSION\nAdénocarcinome du sigmoïde pT3N1.', ['condition active | Adénocarcinome du sigmoïde pT3N1']],
    ["EXAMEN\nPas d'embolie pulmonaire.", ['condition absent | Embolie pulmonaire']],
    [
      'ANTÉCÉDENTS\nDT2, SAHOS sévère depuis 2015.',
      ['condition active | Diabète de type 2', "condition active 2015 | Syndrome d'apnées du sommeil sévère"],
    ],
    ['ANTÉCÉDENTS\nLobectomie supérieure droite le 12/04/2021.', ['procedure past 2021-04-12 | Lobectomie supérieure droite']],
    ["J'ai fait arrêter l'ibuprofène pour le rein et le saignement.", []],
    // What a calculator foretells happened to nobody, and its term is no age.
    ['CONCLUSION\nFRAX : fracture majeure 22 %, fracture de hanche 9 %.', []],
    ["CONCLUSION\nRisque à 10 ans d'infarctus du myocarde : 8 %.", []],
    ['CONCLUSION\nEn rémission.', []],
    ['CONCLUSION\nUne seule valeur suffit au diagnostic de diabète gestationnel.', []],
    ['CONCLUSION\nFacteur V Leiden : absence de mutation.', ['condition ruled-out | Facteur V Leiden']],
    ['CONCLUSION\nToxo nég   Rubéole +   sérologie CMV : négative', []],
    [
      'Visite chez Mme D.\n\nLison, née le 14/09/2019 à 33 SA. Hernie ombilicale. Reflux gastro-œsophagien.\n\nElle souffre de lombalgies chroniques.',
      ['condition active | Lombalgies chroniques'],
    ],
    ["CONCLUSION\nLe terme d'ostéoporose ne peut être retenu.", ['condition ruled-out | Ostéoporose']],
    ["CONCLUSION\nPas de contrôle sauf signes d'hypertension intracrânienne.", []],
    ['CONCLUSION\nPanel gènes épilepsie prélevé.', []],
    [
      "CONCLUSION\nÉpaississement discret d'un feuillet de la valve.",
      ["condition active | Épaississement discret d'un feuillet de la valve"],
    ],
    ['CONCLUSION\nValvulation pulmonaire percutanée.', ['procedure past | Valvulation pulmonaire percutanée']],
    [
      // Neither heading nor verb: small words in a row end the letterhead.
      'CHU des Tilleuls - Neurologie\nDr A. B., praticien hospitalier\n\nAucune crise depuis le début du printemps, soit six mois, sous traitement bien pris.\nRectocolite hémorragique.',
      ['condition active | Rectocolite hémorragique'],
    ],
    ['CONCLUSION\nCarence en vitamine D.', ['condition active | Carence en vitamine D']],
    ['CONCLUSION\nDr Yvon KERMADEC - Gastro-entérologue - RPPS 10000000001', []],
    ['12 rue de la Grippe, 29000 QUIMPER', []],
    ['EXAMEN\nCharge en fibrillation atriale inférieure à 2 %.', ['condition active | Fibrillation atriale']],
    ['Je lui ai parlé du dépistage du cancer bronchique.', []],
    ['CONCLUSION\nPerte de poids indispensable.', []],
    ['Une glycémie à la limite du diabète.', []],
    ['CONCLUSION\nRisques expliqués (endophtalmie, décollement de rétine).', []],
    ['Fibrillation atriale. Conversion spontanée.', ['condition active | Fibrillation atriale']],
    ['Il prend tous les matins un café et se souhaite bonne suite.', []],
    ['CONCLUSION\nHyperkaliémie sévère à 6,8 mmol/L.', ['condition active | Hyperkaliémie sévère à 6,8 mmol/L']],
    ['CONCLUSION\nBradycardie sinusale à 42/min.', ['condition active | Bradycardie sinusale à 42/min']],
    ['CONCLUSION\nHyponatrémie à 121 sous diurétique.', ['condition active | Hyponatrémie à 121']],
    ["La dernière injection d'anti-TNF date du 29 janvier.", []],
    [
      "Le diagnostic de lupus, auquel vous aviez pensé devant les antinucléaires, n'est pas retenu.",
      ['condition absent | Lupus érythémateux systémique'],
    ],
    ['Son beau-père, qui vit sous le même toit, est traité pour une tuberculose pulmonaire.', []],
    ["Je rappelle que toute douleur abdominale fébrile doit faire suspendre l'injection.", []],
    ['ANTÉCÉDENTS\nSpondylectomie en 2001.', ['procedure past 2001 | Spondylectomie']],
  ])('%j', (text, expected) => {
    expect(told(text, ['condition', 'procedure', 'device'])).toEqual(expected);
  });

  it('reads an ambiguous abbreviation only where the specialty or the words around decide', () => {
    expect(told('Mme X. RA serré.', ['condition'], 'cardiologie')).toEqual(['condition active | Rétrécissement aortique serré']);
    expect(told('Mme X. RA vue hier.', ['condition'], 'rhumatologie')).toEqual([]);
  });

  it('keeps the side and the code', () => {
    const [fact] = factsOf('CONCLUSION\nGonarthrose droite.');
    expect(fact).toMatchObject({ laterality: 'right', code: { code: 'M17' } });
  });

  it('leaves kin, other people and advice out of the patient', () => {
    const text =
      'Sa mère est diabétique. Consulter en urgence si fièvre ou douleur thoracique. Son voisin a une tuberculose. Un autre élève est épileptique.';
    expect(told(text, ['condition'])).toEqual([]);
  });
});

describe('allergies', () => {
  it.each<[string, string[]]>([
    [
      'Allergies : pénicilline (urticaire), latex.',
      ['allergy active | Allergie : Pénicilline — urticaire', 'allergy active | Allergie : Latex'],
    ],
    ['Fièvre au long cours sous anti-TNF.', []],
    ["ALLERGIES\nL'ordonnance de septembre porte JEXT 300 : trop fort pour 23 kg.", []],
    ['ALLERGIES : aucune connue', ['allergy absent | Aucune allergie connue']],
    ["Pas d'allergie connue.", ['allergy absent | Aucune allergie connue']],
    ["Pas d'allergie à la pénicilline.", ['allergy ruled-out | Allergie à la pénicilline écartée']],
    ['Toux sous ramipril.', ['allergy active | Intolérance : Ramipril — toux']],
    ['Ne supporte pas la codéine (vomissements).', ['allergy active | Intolérance : Codéine — vomissements']],
    ['Métronidazole contre-indiqué.', ['allergy active | Contre-indication : métronidazole, à ne pas donner']],
    ["Suspicion d'allergie à l'amoxicilline.", ['allergy suspected | Allergie suspectée : Amoxicilline']],
    ['Il ne prend pas de statine.', []],
    ["Aucune allergie connue, elle a reçu de l'amoxicilline sans problème.", ['allergy absent | Aucune allergie connue']],
    ["Céfazoline 2 g (absence d'allergie aux bêta-lactamines).", ['allergy ruled-out | Allergie aux bêta-lactamines écartée']],
    ['FA paroxystique sous ELIQUIS, interrompu 48 heures avant.', []],
    [
      'Amlodipine arrêtée en mars pour œdèmes des membres inférieurs, relais périndopril.',
      ['allergy active 2024-03 | Intolérance : Amlodipine — œdèmes des membres inférieurs'],
    ],
    ['Intolérance à la codéine, le paracétamol doit être limité à 3 g.', ['allergy active | Intolérance : Codéine']],
    [
      'Allergies : pénicilline, iode ?',
      ['allergy active | Allergie : Pénicilline', 'allergy suspected | Allergie suspectée : Produits de contraste iodés'],
    ],
    ['Soeur : allergie à la pénicilline.', []],
    ['Pas de contre-indication au propofol.', []],
    ['ALLERGIES\nToux sous ramipril, remplacé à l’époque par le losartan.', ['allergy active | Intolérance : Ramipril — toux']],
    ["Il n'y a plus de contre-indication à l'aspirine.", []],
    [
      "Contre-indication à l'aspirine depuis l'hémorragie.",
      ['allergy active | Contre-indication : aspirine (acide acétylsalicylique), à ne pas donner'],
    ],
    ['ALLERGIES\nPénicilline : œdème de Quincke', ['allergy active | Allergie : Pénicilline — œdème de Quincke']],
    // A denial is about what follows it, and about what stands before only where nothing follows.
    [
      'ALLERGIE céfazoline (carte) - PAS la pénicilline',
      ['allergy active | Allergie : Céfazoline', 'allergy ruled-out | Allergie écartée : Pénicilline'],
    ],
    [
      'ALLERGIES\nAllergique aux AINS mais pas à l’aspirine.',
      ['allergy active | Allergie : AINS', 'allergy ruled-out | Allergie écartée : Aspirine (acide acétylsalicylique)'],
    ],
    [
      'Allergie à la pénicilline (urticaire) et au latex, non aux sulfamides.',
      [
        'allergy active | Allergie : Pénicilline — urticaire',
        'allergy active | Allergie : Latex',
        'allergy ruled-out | Allergie écartée : Sulfamides',
      ],
    ],
    ['Il n’est plus allergique à la pénicilline depuis le test de 2024.', ['allergy ruled-out 2024 | Allergie écartée : Pénicilline']],
    ['Hypersensibilité à l’aspirine : NON.', ['allergy ruled-out | Allergie écartée : Aspirine (acide acétylsalicylique)']],
    ['ALLERGIES\nAspirine pas d’allergie', ['allergy ruled-out | Allergie écartée : Aspirine (acide acétylsalicylique)']],
  ])('%j', (text, expected) => {
    expect(told(text, ['allergy'])).toEqual(expected);
  });
});

describe('family, habits, pregnancies, plans', () => {
  it.each<[string, string[]]>([
    [
      'ANTÉCÉDENTS FAMILIAUX\nPère : AVC ischémique à 70 ans, décédé à 74 ans.',
      ['family-history unknown | Père : accident vasculaire cérébral ischémique (à 70 ans, décès à 74 ans)'],
    ],
    [
      'Dans la famille, sa grand-mère paternelle a eu un cancer du sein à 62 ans (âge à vérifier auprès du père).',
      ['family-history unknown | Grand-mère paternelle : cancer du sein (à 62 ans)'],
    ],
    ['Dans la famille, selon sa mère, un oncle est mort de leucémie.', ['family-history unknown | Oncle : leucémie']],
    [
      'Dans la famille, sa sœur est suivie pour une rectocolite hémorragique.',
      ['family-history unknown | Sœur : rectocolite hémorragique'],
    ],
    [
      "Sa nièce (fille de sa sœur) a été opérée d'un cancer de l'ovaire à 44 ans.",
      ["family-history unknown | Nièce : cancer de l'ovaire (à 44 ans)"],
    ],
    ['Son neveu de 12 ans, le fils de sa sœur, est suivi pour une épilepsie.', ['family-history unknown | Neveu : épilepsie']],
    ['ANTÉCÉDENTS FAMILIAUX\nRecherche BRCA1/2 non réalisée.', []],
    ["Aucune mutation BRCA n'est connue dans la famille.", ["family-history absent | Pas d'antécédent familial de mutation BRCA"]],
    [
      "Institutrice, pas d'exposition au plomb.",
      ['lifestyle active | Profession : institutrice', "lifestyle active | Exposition : institutrice, pas d'exposition au plomb"],
    ],
    ["À l'étage supérieur de l'abdomen : vésicule absente.", []],
    ['MODE DE VIE : agricultrice.', ['lifestyle active | Profession : agricultrice']],
    ['Vit au 3e étage sans ascenseur.', ['lifestyle active | Mode de vie : vit au 3e étage sans ascenseur']],
    ['Pas de conduite automobile dans les 24 heures.', []],
    [
      "Je lui ai demandé avec insistance d'arrêter de fumer.",
      ["lifestyle active | Tabac : je lui ai demandé avec insistance d'arrêter de fumer"],
    ],
    ['MODE DE VIE\nA recommencé à fumer en juin 2023.', ['lifestyle active 2023-06 | Tabac : a recommencé à fumer en juin 2023']],
    ['MODE DE VIE\nTabac sevré en 2012 (12 PA).', ['lifestyle past 2012 | Ancien fumeur (tabac sevré) : tabac sevré en 2012 (12 PA)']],
    [
      'MODE DE VIE\nTabac 40 PA actif, OH sevré depuis 2016.',
      ['lifestyle active | Tabac 40 PA actif', 'lifestyle past 2016 | Alcool sevré : OH sevré depuis 2016'],
    ],
    ['Elle est G3P2, enceinte de 24 SA.', ['pregnancy active | Gestité, parité : elle est G3P2, enceinte de 24 SA']],
    ['CONDUITE À TENIR\nContrôle dans 6 mois.', ['plan active 2024-11 | Contrôle dans 6 mois']],
    ['La patiente refuse la dialyse.', ['directive active | La patiente refuse la dialyse']],
    ['Personne de confiance : sa fille.', ['directive active | Personne de confiance : sa fille']],
    ['Il ne souhaite ni intubation ni massage.', ['directive active | Il ne souhaite ni intubation ni massage']],
    ['Le patient souhaite que tout soit fait.', ['directive active | Le patient souhaite que tout soit fait']],
    ['LATA ?', []],
    [
      'CENTRE HOSPITALIER DE X\nMES VOLONTÉS - directives anticipées\n\n1 - Intubation : [ ] oui  [X] non',
      ['directive active | Intubation : [ ] oui [X] non'],
    ],
    // "Marie F." signs; a relative's home is told of no patient; a score is no plan.
    ['24/06 Marie F. : pansement refait.', []],
    ['La sœur a une thyroïdite ; je précise qu’elle vit en Vendée.', ['family-history unknown | Sœur : thyroïdite']],
    ['CAT                           26                     19\nTUG                           14 s                   11 s', []],
    ['CONCLUSION\nCoronaires saines.\nColoscopie à 1 an.', ['plan active | Coloscopie à 1 an']],
    ['ATCD\nAmygdalectomie à 5 ans.', []],
    ['Rééducation acceptée malgré un refus initial.', []],
    // A paper of wishes: line by line, what is ticked or answered.
    [
      'MES VOLONTÉS - directives anticipées\n\n1 - Réanimation cardiaque : [ ] oui  [X] non\n2 - Dialyse : [ ] oui [ ] non\n3 - Défibrillateur : je le garde.',
      ['directive active | Réanimation cardiaque : [ ] oui [X] non', 'directive active | Défibrillateur : je le garde'],
    ],
    [
      'Sa sœur a une thyroïdite ; ses résultats ont été classés par erreur dans son dossier.',
      ['family-history unknown | Sœur : thyroïdite'],
    ],
  ])('%j', (text, expected) => {
    expect(told(text, ['family-history', 'lifestyle', 'pregnancy', 'plan', 'directive'])).toEqual(expected);
  });

  it('never affirms what is refused', () => {
    expect(
      factsOf('Il refuse la sertraline.')
        .filter((fact) => fact.kind === 'directive')
        .every((fact) => fact.qualifiers.negated),
    ).toBe(true);
  });
});

describe('findings', () => {
  it('names the examination that a conclusion concludes', () => {
    const page = {
      number: 1,
      text: "IRM de l'épaule droite\n\nCONCLUSION\nArthropathie acromio-claviculaire modérée.",
      source: 'plain' as const,
      positions: [],
      furniture: [],
    };
    const facts = extractClinicalFacts(analysePage('d', page), { documentId: 'd', documentType: '18748-4', documentDate: '2024-05-20' });
    expect(facts.filter((fact) => fact.kind === 'observation').map((fact) => fact.label)).toEqual([
      "IRM de l'épaule droite : Arthropathie acromio-claviculaire modérée",
    ]);
  });

  it('says first that a drug is not taken', () => {
    expect(
      factsOf("Elle ne prend plus l'ézétimibe depuis deux mois.").some((fact) => fact.label.startsWith('Inobservance (ézétimibe)')),
    ).toBe(true);
  });
});

it('quotes the page, whatever the page', () => {
  const pieces = fc.constantFrom(
    'HTA',
    'ATCD :',
    '\n',
    '. ',
    'allergie à la',
    'pénicilline',
    'père',
    'cancer du côlon',
    'à 58 ans',
    'refuse',
    'é',
    '\u0301',
    '  ',
    'si fièvre',
    'CONCLUSION',
    '12/04/2021',
    'G2P1',
    ';',
    '(',
    ')',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const text = parts.join(' ');
      for (const fact of factsOf(text)) {
        for (const { span, quote } of fact.citations) expect(quote).toBe(text.slice(span.start, span.end));
      }
    }),
    { numRuns: 60 },
  );
});

describe('blood group', () => {
  it.each<[string, string[]]>([
    ['Groupe sanguin ABO RH1 : O  RH:-1 (négatif)', ['Groupe sanguin O rhésus négatif']],
    ['Groupe O NEG, RAI nég.', ['Groupe sanguin O rhésus négatif']],
    ['Groupe : A POSITIF', ['Groupe sanguin A rhésus positif']],
    ['Garçon, 3 290 g, Apgar 9-10, groupe O positif.', []],
    ['Conjoint groupe AB négatif.', []],
    ['Conjoint : Yann K., 37 ans, asthmatique, groupe A Rh positif', []],
    ["Gpe : O POSITIF (déclaré par le conjoint), donc pas d'anti-D", ['Groupe sanguin O rhésus positif']],
    ['Elle fait partie du groupe à risque.', []],
  ])('%j', (text, expected) => {
    expect(factsOf(text).flatMap(({ origin, label }) => (origin === 'rule:blood-group' ? [label] : []))).toEqual(expected);
  });
});

describe('a day of the stay', () => {
  it('dates a bare day by the stay that holds it once', () => {
    const analysis = analysePage('d', {
      number: 1,
      text: 'COMPTE RENDU D’HOSPITALISATION du 28/10/2023 au 10/11/2023\nColoscopie du 6 : trois angiodysplasies. Césarienne du 12 : sans objet.',
      source: 'plain',
      positions: [],
      furniture: [],
    });
    const facts = extractClinicalFacts(analysis, {
      documentId: 'd',
      documentDate: '2023-11-10',
      stay: { entry: '2023-10-28', exit: '2023-11-10' },
    });
    const dateOf = (word: string) => facts.find((fact) => fact.kind === 'procedure' && fact.label.startsWith(word))?.date;
    expect(dateOf('Coloscopie')).toBe('2023-11-06');
    expect(dateOf('Césarienne')).not.toBe('2023-11-12');
  });
});

describe('harms, beliefs and things brought', () => {
  const told = (text: string, kind: Fact['kind']): string[] =>
    factsOf(text)
      .filter((fact) => fact.kind === kind)
      .map((fact) => `${fact.status} | ${fact.label}`);

  it.each<[string, Fact['kind'], string[]]>([
    [
      'Védolizumab 300 mg : réaction à la deuxième perfusion (urticaire, malaise), arrêté depuis.',
      'allergy',
      ['active | Intolérance : Védolizumab — urticaire, malaise'],
    ],
    [
      'Elle a des œdèmes, une échographie sans anomalie ; j’incrimine l’amlodipine.',
      'allergy',
      ['active | Intolérance : Amlodipine — œdèmes'],
    ],
    ['Il se croit allergique à la lidocaïne.', 'allergy', ['suspected | Allergie suspectée : Lidocaïne']],
    ['En cas d’asthme, apporter sa chambre d’inhalation aux séances.', 'device', []],
    ['Une sarcoïdose a été écartée à la biopsie.', 'condition', ['ruled-out | Sarcoïdose']],
    ['Un lymphome doit être éliminé.', 'condition', ['suspected | Lymphome']],
    ['Hématome sous-dural ?', 'condition', ['suspected | Hématome sous-dural']],
    ['Il ne s’agit pas d’une maladie de Crohn.', 'condition', ['ruled-out | Maladie de Crohn']],
    ['Il ne s’agit pas d’une\nmaladie de Crohn.', 'condition', ['ruled-out | Maladie de Crohn']],
    ['Son mari, lui, a une hépatite C.', 'condition', []],
    ['Une coronarographie n’est pas souhaitable à cet âge.', 'procedure', ['absent | Coronarographie']],
    ['Fièvre et toux, © embolie pulmonaire.', 'condition', ['active | Fièvre', 'active | Toux', 'absent | Embolie pulmonaire']],
  ])('%j', (text, kind, expected) => {
    expect(told(text, kind)).toEqual(expected);
  });
});
