import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { eventLabel } from '../../../src/extract/facts/events/event-label.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const factsOf = (text: string, birthDate = '1961-09-30'): Fact[] =>
  extractClinicalFacts(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }, birthDate > '2010'), {
    documentId: 'd',
    documentDate: '2025-05-18',
    birthDate,
  });
const told = (text: string, kind: Fact['kind'], birthDate?: string): string[] =>
  factsOf(text, birthDate)
    .filter((fact) => fact.kind === kind && fact.status !== 'absent')
    .map((fact) => `${fact.label}${fact.status === 'suspected' || fact.status === 'ruled-out' ? ` (${fact.status})` : ''}`);
const CHILD = '2018-03-14';

describe('what words take away from the patient', () => {
  it.each<[string, Fact['kind'], string[], string?]>([
    // A word of tears is no drain, a rhesus no hormone receptor, a slough no pressure sore, a growth of a germ no loneliness.
    ['Elle pleure en séance.', 'device', []],
    ['Drain pleural en place.', 'device', ['Drain pleural en place']],
    ['Hématologie : groupe O Rh positif.', 'condition', []],
    ['Carcinome du sein, RH positifs.', 'condition', ['Carcinome du sein', 'RH positifs']],
    ['PANTOPRAZOLE 40 mg, 4 semaines (chute d’escarre).', 'condition', []],
    ['Escarre sacrée stade 2.', 'condition', ['Escarre sacrée stade 2']],
    ['Pseudomonas dans l’ECBC (premier isolement).', 'condition', []],
    ['Isolement social marqué.', 'condition', ['Isolement social marqué']],
    ['Situation stable mais aidante fragile.', 'condition', []],
    ['Essai abandonné (somnolence, chute de tête).', 'condition', ['Somnolence']],
    ['Chute dans l’escalier.', 'condition', ['Chute dans l’escalier']],
    // What a vaccine is against.
    ['14/10/2024 Grippe (Vaxigrip) + covid faits.', 'condition', []],
    ['Vaccin grippe fait bras G. Covid : pas aujourd’hui, la fille préfère attendre.', 'condition', []],
    ['Vaccination contre l’hépatite B commencée ; hépatite A : première injection faite en mars.', 'condition', []],
    ['Hépatite A en 2003, guérie.', 'condition', ['Hépatite A']],
    // What was feared, and whose it is.
    ['La surdité que laissait craindre la maternité est écartée : PEA normaux.', 'condition', ['Surdité (ruled-out)']],
    ['La fracture que montrait la radio est consolidée.', 'condition', ['Fracture']],
    ['La maman confond les carnets : l’allergie au lait était celle de Noémie, guérie à 3 ans.', 'allergy', []],
    ['La maman confond les carnets : l’allergie au lait était celle de Noémie, guérie à 3 ans.', 'family-history', []],
    ['Mère 31 ans, G1P2, hypothyroïdie, asthme, tabac arrêté au début de la grossesse.', 'lifestyle', [], CHILD],
    ['Grossesse gémellaire bichoriale. Ex-prématuré de 28 SA.', 'pregnancy', ['Grossesse de la mère : gémellaire bichoriale'], CHILD],
    ['Grossesse gémellaire bichoriale.', 'pregnancy', ['Grossesse gémellaire bichoriale']],
    ['Une surveillance des effets : il doit surveiller : achats, grignotages, somnolence.', 'condition', []],
    [
      'Son mari reçoit des coups la nuit, elle se débat : trouble du comportement en sommeil paradoxal.',
      'condition',
      ['Trouble du comportement en sommeil paradoxal'],
    ],
    ['Sa femme est asthmatique, elle a une BPCO.', 'condition', []],
    ['Une soeur opérée du sein à 44 ans.', 'family-history', ['Sœur : opérée du sein à 44 ans']],
    ['Liste d’Aurélie, la maman de Salomé.\nMa mère a fait une phlébite.', 'family-history', ['Grand-mère : phlébite'], CHILD],
    ['Liste d’Aurélie, la maman de Salomé.\nMon frère est asthmatique.', 'family-history', ['Oncle : asthmatique'], CHILD],
    ['Ma mère a fait une phlébite.', 'family-history', ['Mère : phlébite']],
    // The heading of a test, and what one has and leaves alone.
    ['TUBERCULOSE - QuantiFERON-TB Gold Plus\nPrélèvement du 14/03/2024 : NEGATIF', 'condition', []],
    ['Tuberculose pulmonaire, traitée.', 'condition', ['Tuberculose pulmonaire']],
    ['Kyste du foie, à ne pas ponctionner.', 'condition', ['Kyste du foie']],
    ['Rougeur ischion G stade 1, décharge 2 h.', 'condition', ['Rougeur ischion G stade 1']],
    ['Inhalations silencieuses sur les liquides.', 'condition', ['Inhalations silencieuses sur les liquides']],
    // Offered, not done; to be taken out, and still there.
    ['Pompe à baclofène expliquée le 05/11 ; les parents ne sont pas prêts.', 'device', ['Pompe à baclofène (suspected)'], CHILD],
    ['Pompe à baclofène posée le 05/11/2024.', 'device', ['Pompe à baclofène posée']],
    ['Ablation de la plaque entre 18 et 24 mois si tout est consolidé.', 'procedure', []],
    ['La gastrostomie : la patiente, à qui j’en parle, fait non de la tête.', 'procedure', []],
    // Kept for a need that did not come.
    ['Allergie vérifiée : ioméprol NON utilisé.', 'lifestyle', []],
  ])('%j: %s', (text, kind, labels, birthDate) => {
    expect(told(text, kind, birthDate)).toEqual(labels);
  });

  it('gives a drug that is "pas pour elle" to somebody else', () => {
    for (const text of [
      'Moi je prends de la sertraline, ce n’est pas pour elle, la boîte est dans le même sac.',
      'Tramadol du 03/06 = ordonnance de M. Ponthoreau, pas d’elle.',
    ])
      expect(factsOf(text).filter((fact) => fact.kind === 'medication' && !fact.qualifiers.otherPerson)).toEqual([]);
    expect(factsOf('Elle prend de la sertraline, ce n’est pas facile pour elle.').some((fact) => fact.qualifiers.otherPerson)).toBe(false);
  });

  it('names an event without what a letter says to its reader, and no reason in figures', () => {
    expect(eventLabel('Tu te souviens que les premiers spasmes dataient')).toBe('Les premiers spasmes');
    expect(eventLabel('Intervention : pourcentage de migration passé de 31 %')).toBeUndefined();
    expect(eventLabel('Intervention : pose d’une endoprothèse')).toBe('Intervention : pose d’une endoprothèse');
    expect(eventLabel('Depuis la fracture')).toBeUndefined();
    expect(eventLabel('Mme Durand O., ch. 241, les Hauts')).toBeUndefined();
  });

  it('dates what is planned and not done on the day that passed', () => {
    expect(factsOf('Zolédronate : prévu en avril, non fait (pas de dentiste).').map(({ date }) => date)).toContain('2025-04');
    expect(factsOf('Coloscopie prévue en avril.').map(({ date }) => date)).toContain('2026-04');
  });

  it('gives a day the year that its sentence has just given to the month', () => {
    const dates = factsOf('Pneumopathie en janvier 2023, inaugurée par un état de mal convulsif le 18/01.').map(({ date }) => date);
    expect(dates).toContain('2023-01-18');
    const other = factsOf('Pneumopathie en mars 2023. État de mal convulsif le 18/01.').map(({ date }) => date);
    expect(other).toContain('2025-01-18');
  });
});
