import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { extractClinicalFacts } from '../../../src/extract/facts/clinical-facts.js';
import { extractImmunizations } from '../../../src/extract/facts/immunizations/immunization-extract.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const CONTEXT = { documentId: 'd', documentDate: '2026-11-06', birthDate: '1953-02-11' };
const pageOf = (text: string) =>
  analysePage('d', { number: 1, text: `Consultation.\n\n${text}`, source: 'plain', positions: [], furniture: [] });
const factsOf = (text: string): Fact[] => extractClinicalFacts(pageOf(text), CONTEXT);
const told = (text: string, kind: Fact['kind']): string[] =>
  factsOf(text)
    .filter((fact) => fact.kind === kind && fact.status !== 'absent')
    .map((fact) => fact.label);

describe('what a text defines, foresees or weighs', () => {
  it.each([
    'Récidive biochimique si PSA > nadir + 2 ng/mL.',
    'La rechute biochimique se définit par un PSA supérieur au nadir + 2.',
    'Insuffisance rénale modérée si DFG < 60.',
    'Hypoglycémie en cas de glycémie < 0,70 g/L.',
    'Conduite en cas de : fièvre -> NFS ; chute avec choc crânien -> 15',
    'Éviter la flexion de plus de 90° pendant 6 semaines (luxation).',
    'Un essai de baclofène a été envisagé puis écarté (somnolence).',
    'La rivastigmine serait possible, prudence avec la bradycardie.',
    'Cela relève de la maladie neurologique.',
    'Poids 66 kg (72 avant la fracture).',
    'J’ai relu avec lui les toxicités tardives : urinaire grade 1.',
  ])('no condition: %j', (text) => {
    expect(told(text, 'condition')).toEqual([]);
  });

  it.each<[string, string]>([
    ['Dyspnée si marche > 500 m.', 'Dyspnée'],
    ['Éviter les AINS (insuffisance rénale chronique).', 'Insuffisance rénale chronique'],
    ['Éviter les AINS (ulcère gastrique en 2008).', 'Ulcère gastrique'],
    ['Tamsulosine arrêtée (hypotension).', 'Hypotension'],
    ['Conduite à tenir : la pneumopathie est traitée par Augmentin.', 'Pneumopathie'],
    ['Lésion du ménisque interne.', 'Lésion du ménisque interne'],
  ])('a condition: %j', (text, label) => {
    expect(told(text, 'condition')).toEqual([label]);
  });

  it.each(['Un score de 8 ou plus aurait relevé du haut risque.', 'Un PSA supérieur à 10 aurait justifié une scintigraphie osseuse.'])(
    'no finding: %j',
    (text) => {
      expect(factsOf(`CONCLUSION\n${text}`)).toEqual([]);
    },
  );

  it.each([
    'Gastrostomie : il a dit non dans ses directives.',
    'Dialyse : refus.',
    'Chirurgie bariatrique : elle ne la souhaite pas.',
    'Une pompe a été évoquée : il n’en veut pas.',
  ])('an act declined is not done: %j', (text) => {
    expect([...told(text, 'procedure'), ...told(text, 'plan'), ...told(text, 'device')]).toEqual([]);
  });

  it('keeps an act whose next step alone is refused', () => {
    expect(told('Mastectomie gauche en 2015, refus de la reconstruction.', 'procedure')).toEqual(['Mastectomie gauche']);
  });
});

describe('what belongs to somebody near', () => {
  it.each([
    'Vit avec sa femme Monique (rétrécissement aortique, fatigue).',
    'À savoir : vit avec sa femme Monique\n(rétrécissement aortique, fatigue).',
    'La fille se dit fatiguée et cherche une solution.',
    'Son épouse paraît déprimée.',
  ])('not the patient’s: %j', (text) => {
    expect(told(text, 'condition')).toEqual([]);
  });

  it.each<[string, string]>([
    ['Arrive de chez sa fille en VSL, calme, fatigué.', 'Fatigué'],
    ['La patiente est fatiguée.', 'Fatiguée'],
  ])('the patient’s: %j', (text, label) => {
    expect(told(text, 'condition')).toEqual([label]);
    expect(told(text, 'family-history')).toEqual([]);
  });

  it('leaves the kin at the next line of a note', () => {
    const facts = factsOf('Fam: père AVC, frère K prostate.\nVit seul, chutes répétées.\nVu ce jour.');
    expect(facts.filter((fact) => fact.qualifiers.family).map((fact) => fact.familyMember)).toEqual(['père', 'frère']);
  });
});

describe('what a date in a bracket or beside a measure says', () => {
  it.each<[string, string | undefined]>([
    ['Antécédents : cancer de la prostate (PSA 0,24 en septembre).', undefined],
    ['Diabète de type 2, HbA1c 8,2 % en mars 2024.', undefined],
    ['Diabète de type 2 depuis 2010, HbA1c 8,2 % en mars 2024.', '2010'],
    ['Anémie (Hb 8,7 le 10/03/2026).', '2026-03-10'],
    ['Cancer du sein (2015), CA 15-3 à 22 en mars 2026.', '2015'],
  ])('%j: %s', (text, date) => {
    expect(factsOf(text).find((fact) => fact.kind === 'condition')?.date).toBe(date);
  });

  it('looks ahead past what a bracket says by the way', () => {
    const text = 'À prévoir : TEP le 3/12, rappel tétanos (dernier 2008), Shingrix.';
    expect(factsOf(text).find((fact) => fact.kind === 'plan')?.date).toBe('2026-12-03');
    expect(extractImmunizations(pageOf(text), CONTEXT).map((fact) => fact.status)).toEqual(['unknown', 'unknown']);
  });
});

describe('where a name ends', () => {
  it.each<[string, string]>([
    ['Constipation calmée par le macrogol.', 'Constipation'],
    ['Hallucinations visuelles favorisées par l’amantadine.', 'Hallucinations visuelles'],
    ['Syndrome parkinsonien induit par le neuroleptique.', 'Syndrome parkinsonien induit par le neuroleptique'],
    ['Pneumopathie évoquée le 13, non confirmée.', 'Pneumopathie'],
    ['État confusionnel hyperactif pendant quatre jours.', 'État confusionnel hyperactif'],
  ])('%j', (text, label) => {
    expect(
      factsOf(text)
        .filter((fact) => fact.kind === 'condition')
        .map((fact) => fact.label),
    ).toEqual([label]);
  });
});

describe('what is told by the way', () => {
  it.each<[string, string | undefined]>([
    ["Cancer de prostate : radiothérapie et trois ans d'hormones, en rémission.", undefined],
    ['Densitométrie souhaitable sous hormonothérapie.', undefined],
    ['Hormonothérapie : leuproréline (22,5 mg trimestriel), première injection le 12/09/2019.', '2019-09-12'],
  ])('the day of an act in %j: %s', (text, date) => {
    expect(factsOf(text).find((fact) => fact.kind === 'procedure')?.date).toBe(date);
  });

  it.each([
    'Une boîte de NUROFEN demandée par la fille : refusée (ulcère).',
    'ALD refusée par le médecin conseil.',
    'À ce jour marche 60 m avec déambulateur et surveillance.',
  ])('neither a wish nor a plan: %j', (text) => {
    expect([...told(text, 'directive'), ...told(text, 'plan')]).toEqual([]);
  });

  it('has no illness in the bracket of a forbidden drug', () => {
    expect(told('ALLERGIES   LATEX - ASPIRINE (ulcère)', 'condition')).toEqual([]);
  });

  it('takes no dose of vaccine from who doubts it', () => {
    expect(
      extractImmunizations(pageOf('Vaccin tétanos ok 2019?? (pas de trace).'), CONTEXT).map(({ status, date }) => [status, date]),
    ).toEqual([['unknown', undefined]]);
  });

  it('parts the entries of a log that open with hyphened days', () => {
    const facts = factsOf('05-02-2026 allergo : latex négatif -> pas d’allergie au latex (fait? non)\n16-02-2026 bio : RAS, fatigue.');
    expect(facts.find((fact) => fact.kind === 'condition')?.date).toBe('2026-02-16');
  });
});

describe('what is possible, what happens to others, what is done every so often', () => {
  const affirmed = (text: string): string[] =>
    factsOf(text)
      .filter(({ kind, status }) => (kind === 'condition' || kind === 'procedure') && (status === 'active' || status === 'past'))
      .map(({ label }) => label);
  it.each([
    'Séquelles possibles : cécité, surdité, épilepsie.',
    'Évolutions redoutées : cirrhose, carcinome hépatocellulaire.',
    'Une hypothyroïdie peut se voir sous lithium.',
    'Des calculs rénaux pouvaient s’observer avec cet antirétroviral.',
    'Collègue de fonderie reconnu pour un mésothéliome en 2015.',
    'Suivi : densitométrie tous les 3 ans, EFR tous les ans.',
  ])('is not the patient’s: %j', (text) => expect(affirmed(text)).toEqual([]));

  it('an operation is of the illness beside it', () => {
    expect(affirmed('Antécédents : lithiase vésiculaire, hernie inguinale droite opérée en 1998.')).not.toContain(
      'Cholécystectomie : lithiase vésiculaire',
    );
    expect(affirmed('Antécédents : lithiase vésiculaire opérée en 1998.')).toContain('Cholécystectomie : lithiase vésiculaire');
  });
});
