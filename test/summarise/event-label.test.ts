import { describe, expect, it } from 'vitest';
import type { Fact, Medication } from '../../src/domain/fact.js';
import { inSmallLetters } from '../../src/summarise/text.js';
import { distinct, inFewWords, labelUnder, shortLabel } from '../../src/summarise/timeline/event-label.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const QUOTE = 'Ce que dit la source.';
const fact = (label: string, kind: Fact['kind'] = 'condition'): Fact =>
  new FakeDossier().document('a', '2026-01-01', 'Courrier', QUOTE).fact('a', QUOTE, { kind, label }).facts[0] as Fact;
const drug = (medication: Partial<Medication>): Fact =>
  new FakeDossier().document('a', '2026-01-01', 'Courrier', QUOTE).drug('a', QUOTE, { event: 'listed', ...medication }).facts[0] as Fact;

describe('a fact in a few words', () => {
  it.each([
    [
      'Projet de grossesse : OBJET : Mme X, 27 ans, G0P0, vient parler de son projet avec son compagnon',
      'pregnancy',
      'Projet de grossesse',
    ],
    ['Grossesse : 12 SA', 'pregnancy', 'Grossesse : 12 SA'],
    ['Conclusion : SAOS sévère', 'observation', 'SAOS sévère'],
    ['Au total : pas d’argument pour une embolie', 'observation', 'pas d’argument pour une embolie'],
    ['ANGIOPLASTIE', 'procedure', 'angioplastie'],
    ['Allergie : Amoxicilline', 'allergy', 'Allergie : Amoxicilline'],
    ['Implant NEXPLANON', 'device', 'Implant NEXPLANON'],
  ] as const)('%s', (label, kind, told) => expect(shortLabel(fact(label, kind))).toBe(told));

  it('tells what is taken, not what a millilitre holds', () => {
    expect(shortLabel(drug({ dci: 'insuline asparte', strength: '100 unités/mL', dose: '38 U/j' }))).toBe('insuline asparte 38 U/j');
    expect(shortLabel(drug({ dci: 'insuline glargine', strength: '100 unités/mL' }))).toBe('insuline glargine');
    expect(shortLabel(drug({ dci: 'ramipril', strength: '5 mg' }))).toBe('ramipril 5 mg');
  });

  it.each([
    ['L’apixaban a été repris le 12 mars à 5 mg.', "reprise d'apixaban"],
    ['Reprise de l’apixaban ce jour.', "reprise d'apixaban"],
    ['Début de l’apixaban ce jour ; le bisoprolol est repris.', "début d'apixaban"],
  ])('%s', (quote, label) => {
    const facts = new FakeDossier()
      .document('a', '2026-01-01', 'Courrier', quote)
      .drug('a', quote, { event: 'started', dci: 'apixaban' }).facts;
    expect(shortLabel(facts[0] as Fact)).toBe(label);
  });

  it('says a document’s title once', () => {
    const found = fact('Échographie abdominale : stéatose de grade 2', 'observation');
    expect(labelUnder('Échographie abdominale', found)).toBe('stéatose de grade 2');
    expect(labelUnder('Courrier', found)).toBe('Échographie abdominale : stéatose de grade 2');
    expect(labelUnder('Allergie', fact('Allergie : Amoxicilline', 'allergy'))).toBe('Allergie : Amoxicilline');
  });
});

describe('what several facts tell', () => {
  it('is told once of a drug that ends, and of each that does', () => {
    const stop = (dci: string, brand?: string): Fact => drug({ dci, event: 'stopped', ...(brand === undefined ? {} : { brand }) });
    expect(distinct([stop('atorvastatine'), stop('atorvastatine', 'TAHOR'), stop('ramipril')]).map(shortLabel)).toEqual([
      "arrêt d'atorvastatine (TAHOR)",
      'arrêt de ramipril',
    ]);
    const dose = (amount: string): Fact => drug({ dci: 'lamotrigine', event: 'changed', dose: amount });
    expect(distinct([dose('50 mg'), dose('100 mg')])).toHaveLength(2);
  });

  const told = (...labels: readonly string[]): string[] => distinct(labels.map((label) => fact(label))).map(shortLabel);

  it('is told once, by the fuller name', () => {
    expect(told('Infarctus', 'Goutte', 'Infarctus inférieur')).toEqual(['Infarctus inférieur', 'Goutte']);
    expect(told('Ventilation auto', 'Ventilation autopilotée')).toEqual(['Ventilation autopilotée']);
  });

  it('stays two where words differ, sides among them', () => {
    expect(told('Fracture gauche', 'Fracture droite')).toHaveLength(2);
    expect(told('Diabète de type 1', 'Diabète de type 2')).toHaveLength(2);
  });

  it('keeps figures apart, whatever their name', () => {
    const two = [drug({ dci: 'ramipril', strength: '5 mg' }), drug({ dci: 'ramipril', strength: '10 mg' })];
    expect(distinct(two)).toHaveLength(2);
  });
});

describe('capitals', () => {
  it.each([
    ['Résection ILÉO-caecale', 'Résection iléo-caecale'],
    ["IRM DE L'épaule", "IRM de l'épaule"],
    ['Fracture du col GAUCHE, GARDEN IV', 'Fracture du col gauche, garden IV'],
    ['IAH et SAHOS, BPCO, HBPM', 'IAH et SAHOS, BPCO, HBPM'],
    ['Nodule TIRADS 4, EUTIRADS 3', 'Nodule TIRADS 4, EUTIRADS 3'],
    ['Score CHA2DS2-VASc à 3', 'Score CHA2DS2-VASc à 3'],
  ])('%s', (written, shown) => expect(inSmallLetters(written)).toBe(shown));
});

describe('how a smoker stands', () => {
  const told = (quote: string, status: Fact['status'], dateSource: Fact['dateSource']): string =>
    shortLabel(
      new FakeDossier()
        .document('a', '2026-01-01', 'Courrier', quote)
        .fact('a', quote, { kind: 'lifestyle', label: quote, concept: 'mode-de-vie-tabac', status, date: '2026-01-01', dateSource })
        .facts[0] as Fact,
    );
  it.each([
    ['Tabac : 8 par jour', 'active', 'document', 'Tabac actif'],
    ['A repris le tabac en juin', 'active', 'text', 'Tabac repris'],
    ['Ancien fumeur, 30 PA', 'past', 'document', 'Tabac sevré'],
    ['Tabac arrêté ce jour', 'past', 'document', 'Arrêt du tabac'],
  ] as const)('%s', (quote, status, dateSource, label) => expect(told(quote, status, dateSource)).toBe(label));
});

describe('several facts in a few words', () => {
  it('names drugs that end or begin together as one of them, three at most', () => {
    const stopped = ['ticagrélor', 'pantoprazole', 'ramipril', 'amlodipine'].map((dci) => drug({ dci, event: 'stopped' }));
    const { words, told } = inFewWords(
      [...stopped, drug({ dci: 'ézétimibe', event: 'started', dose: '10 mg' }), fact('Goutte'), fact('Zona')],
      3,
      shortLabel,
    );
    expect(words).toBe("arrêt de ticagrélor, pantoprazole et ramipril, début d'ézétimibe 10 mg, Goutte");
    expect(told).toHaveLength(5);
  });

  it('tells one illness once where it is abbreviated or shares half of its words, and two of other figures apart', () => {
    const ill = (label: string, concept: string): Fact => ({ ...fact(label), concept });
    const names = (facts: readonly Fact[]): readonly string[] => distinct(facts).map(({ label }) => label);
    expect(names([ill('Syndrome d’apnées du sommeil sévère', 'saos'), ill('SAOS appareillé', 'saos')])).toHaveLength(1);
    expect(names([ill('Ulcère gastrique', 'ulcere'), ill('Ulcère gastrique hémorragique', 'ulcere')])).toHaveLength(1);
    expect(names([ill('Polype de 4 mm', 'polype'), ill('Polype de 12 mm', 'polype')])).toHaveLength(2);
    expect(names([ill('Fracture du poignet', 'fracture'), ill('Tassement de T12', 'fracture')])).toHaveLength(2);
  });
});
