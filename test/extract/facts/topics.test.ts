import { describe, expect, it } from 'vitest';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

/** Conditions and acts that a text says of the patient: label, and the date where there is one. */
const had = (text: string): readonly string[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate: '1961-09-30',
  })
    .filter(({ kind, status }) => (kind === 'condition' || kind === 'procedure') && status !== 'absent' && status !== 'ruled-out')
    .map(({ label, date }) => `${label}${date === undefined ? '' : ` ${date}`}`);

describe('a disease that is only talked about', () => {
  it.each([
    'HTA 0 : 112/68.',
    'Diabète non - cycles faits.',
    'Diabète : je confirme qu’il ne faut pas d’hyperglycémie provoquée.',
    'Thrombose : la fiche des urgences lui attribue la mutation du facteur V.',
    'Thrombose : sa mère et sa tante.',
    'Pour la prématurité, rien à signaler.',
    'Côté thrombose, RAS.',
    'Le bilan d’ostéoporose n’est pas utile à cet âge.',
    'La question d’une épilepsie ne se pose pas.',
    'Une échographie normale n’élimine pas toute malformation.',
    'Coqueluche : 2e trim.',
    'Grippe : hésite.',
    'Zona : à faire en pharmacie.',
    'Grippe faite en pharmacie.',
    'PCR coqueluche prélevée, en attente.',
    'PCR Covid en cours.',
    'TROD angine fait, résultat à suivre.',
    'Bilan : PTH, Ca, iono le 20/11.',
    'Le dépistage annuel de la rétinopathie est fait.',
    'Ces vitesses ne veulent pas dire que l’enfant a fait un accident cérébral.',
    'PCR VRS - Grippe A - Covid - Rhinovirus +',
    'Mme Lupus est venue.',
    'Ligue contre le cancer.',
    'Elle m’interroge sur un traitement adjuvant par immunothérapie.',
  ])('%s', (text) => {
    expect(had(text)).toEqual([]);
  });

  it.each([
    ['Asthme : ACT 24.', ['Asthme']],
    ['Asthme oui', ['Asthme']],
    ['HTA : 140/80 sous amlodipine.', ['Hypertension artérielle']],
    ['Diabète non insulino-dépendant.', ['Diabète non insulino-dépendant']],
    ['Zona intercostal droit : valaciclovir sept jours.', ['Zona intercostal droit 2025-05-18']],
  ])('but had: %s', (text, labels) => {
    expect(had(text)).toEqual(labels);
  });
});

describe('a word that has another sense where it stands', () => {
  it.each([
    'Hémostase à la pince bipolaire.',
    'Droitier ou gaucher : gaucher.',
    'RAC 3,6 mg/mmol sur échantillon.',
    'VG normal, Vmax IT 2,3 m/s.',
    'Cloison : SEP 9 mm.',
    'Les mesures demandent à être refaites.',
    'CAP appelé à 12 h 40 : lithiémie toutes les six heures.',
    'Formation stylo : à refaire.',
    'Kyste : VPP de cancer < 0,5 %.',
    'Lutenyl arrêté : alerte méningiome.',
    'Le sur-risque de cancer est à redire.',
    'Papille normale, @ vascularite, @ hyalite.',
  ])('%s', (text) => {
    expect(had(text)).toEqual([]);
  });

  it.each([
    ['Trouble bipolaire.', ['Trouble bipolaire']],
    ['Lésion (ulcérée, CIN3).', ['CIN3 2025-05-18']],
    ['Une patiente de 44 ans avec un lupus.', ['Lupus érythémateux systémique']],
    ['SEP rémittente.', ['Sclérose en plaques rémittente']],
    ['Asthme / drépanocytose SC / AVC ?', ['Asthme', 'Drépanocytose SC', 'Accident vasculaire cérébral 2025-05-18']],
  ])('but keeps it in %s', (text, labels) => {
    expect(had(text)).toEqual(labels);
  });
});

describe('somebody else’s illness', () => {
  it.each([
    'Loge 12 : autre enfant, même jour, hémophile, dossier vérifié.',
    'Camarade de classe (L.M.) épileptique : autre PAI.',
    'Dans le groupe, une patiente a témoigné de sa greffe rénale.',
    'Gêné par un voisin opéré d’une appendicite.',
  ])('%s', (text) => {
    expect(had(text)).toEqual([]);
  });
});

describe('an operation told by the way', () => {
  it.each([
    ['Ibuprofène : exclu par la sleeve.', ['Sleeve gastrectomie']],
    ['Diarrhées depuis sa cholécystectomie.', ['Diarrhées', 'Cholécystectomie']],
    ['Cholécystectomie réalisée ce jour.', ['Cholécystectomie 2025-05-18']],
  ])('%s', (text, labels) => {
    expect(had(text)).toEqual(labels);
  });
});
