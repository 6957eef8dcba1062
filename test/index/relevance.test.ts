import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/domain/document.js';
import { UNQUALIFIED } from '../../src/domain/fact.js';
import type { Fact } from '../../src/domain/fact.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { caresFor, topicsOf } from '../../src/index/reasons.js';
import problems from '../../src/extract/vocabulary/problems.json' with { type: 'json' };
import { drugFeatures } from '../../src/index/relevance-drugs.js';
import { documentFeatures } from '../../src/index/relevance-features.js';
import { kindsAsked, rankDocuments, scoreFacts } from '../../src/index/relevance.js';
import vocabulary from '../../src/index/vocabulary/reasons.json' with { type: 'json' };
import { HashEmbedder, makeDocument } from './helpers.js';

const entriesOf = (reason: string): readonly string[] => topicsOf(reason).entries;

function fact(id: string, kind: Fact['kind'], label: string, more: Partial<Fact> = {}): Fact {
  return {
    id,
    documentId: 'd',
    kind,
    label,
    status: 'active',
    qualifiers: UNQUALIFIED,
    cues: [],
    importance: 2,
    origin: 'test',
    confidence: 1,
    citations: [{ span: { documentId: 'd', page: 1, start: 0, end: 1 }, quote: 'x' }],
    ...more,
  };
}

describe('reasons', () => {
  it('are understood through their synonyms, and only through them', () => {
    expect(entriesOf('essoufflement depuis une semaine')).toContain('dyspnee');
    expect(entriesOf("Renouvellement d'ordonnance")).toEqual(['renouvellement']);
    expect(entriesOf('AVIS PREOPERATOIRE (hernie)')).toContain('preoperatoire');
    expect(entriesOf('certificat de sport (reprise du vélo)')).toEqual(['sport']);
    expect(entriesOf('question diverse')).toEqual([]);
    expect(entriesOf('suivi psychologique de la grossesse')).toEqual(expect.arrayContaining(['grossesse', 'depression']));
    expect(entriesOf('suivi de grossesse')).toEqual(['grossesse']);
    expect(entriesOf('fièvre et signes urinaires')).toEqual(expect.arrayContaining(['fievre', 'urinaire']));
    expect(entriesOf('signes méningés')).not.toContain('urinaire');
    expect(entriesOf('suivi')).toEqual(['annuel']);
    expect(entriesOf("suivi de l'ostéoporose")).toEqual(['osteoporose']);
    expect(entriesOf('rattrapage vaccinal')).toEqual(['vaccination']);
    // A diabetic foot is diabetes; diabetes is no diabetic foot.
    expect(entriesOf('équilibre du diabète')).toEqual(['diabete']);
    expect(entriesOf('pied diabétique')).toEqual(expect.arrayContaining(['diabete', 'plaie']));
    expect(entriesOf('conduite à tenir')).toEqual([]);
    // What is renewed may be anything else than a prescription.
    expect(entriesOf('renouvellement du permis de conduire')).toEqual(['conduite']);
    expect(entriesOf('renouvellement de la RQTH')).toEqual(['social']);
    expect(entriesOf('renouvellement du traitement')).toEqual(['renouvellement']);
    expect(entriesOf('Renouvellement')).toEqual(['renouvellement']);
    // A metal plate is no rash; a swollen toe is no arthritis under biologics.
    expect(entriesOf("consultation d'anesthésie avant ablation de la plaque de hanche")).not.toContain('allergie');
    expect(entriesOf('plaques après un repas')).toContain('allergie');
    expect(entriesOf('crise de goutte')).toEqual(['goutte']);
    expect(entriesOf('fausse route et encombrement fébrile')).toEqual(['deglutition']);
    expect(entriesOf("baisse de vision d'un œil")).toEqual(['vision']);
    expect(entriesOf('transplantation hépatique')).toContain('greffe-foie');
    expect(entriesOf('transplantation rénale')).not.toContain('greffe-foie');
    expect(entriesOf('projet de soins et désaccord de la famille')).toEqual(['volontes']);
    // A patient's words.
    expect(entriesOf('selles noires')).toEqual(expect.arrayContaining(['saignement', 'digestif']));
    expect(entriesOf('urines rouges')).toEqual(expect.arrayContaining(['saignement', 'urinaire']));
    expect(entriesOf('urines foncées')).not.toContain('saignement');
    expect(entriesOf('rougeur et gonflement du bras gauche')).toEqual(['membre-gonfle']);
    expect(entriesOf('douleur et gonflement du genou')).toEqual(['articulation']);
    expect(entriesOf('gonflement du ventre')).toEqual([]);
    expect(entriesOf('préparation de la prothèse de hanche')).toEqual(['preoperatoire']);
    expect(entriesOf('douleur sur prothèse de hanche')).not.toContain('preoperatoire');
    expect(entriesOf("distraction à l'école")).toContain('scolarite');
    expect(entriesOf('métrorragies au deuxième trimestre')).toEqual(expect.arrayContaining(['saignement', 'obstetrique']));
  });

  it('ask for kinds of facts, whatever their words', () => {
    expect(kindsAsked('fièvre').get('allergy')).toBe(1);
    expect(kindsAsked('projet de soins et directives').get('directive')).toBe(1);
    expect(kindsAsked('fièvre').get('directive')).toBeUndefined();
  });

  it('give a word to the longest trigger that holds it, and nothing to a word of many things', () => {
    const weight = (reason: string, topic: string): number => topicsOf(reason).topics.find(({ id }) => id === topic)?.weight ?? 0;
    expect(weight('fatigue au travail', 'work')).toBe(3);
    expect(weight('fatigue au travail', 'iron')).toBe(weight('fatigue', 'iron') / 2);
    expect(weight('extraction dentaire', 'antithrombotics')).toBe(3);
    expect(weight("une maladie dont le trouble n'est pas nommé", 'cognition')).toBe(0);
    expect(topicsOf("renouvellement d'ordonnance").kinds['imaging']).toBeLessThan(0);
    expect(topicsOf('douleur thoracique').kinds).toEqual({});
  });

  it('say what a recent document is worth, and what they are first of all about', () => {
    const recency = (reason: string): number => topicsOf(reason).recency;
    expect(recency("renouvellement d'ordonnance")).toBeGreaterThan(1);
    expect(recency('contraception')).toBeLessThan(1);
    expect(recency('une demande quelconque')).toBe(1);
    const weight = (reason: string, topic: string): number => topicsOf(reason).topics.find(({ id }) => id === topic)?.weight ?? 0;
    expect(weight('contraception du post-partum', 'gyneco')).toBe(3);
    expect(weight('contraception du post-partum', 'pregnancy')).toBeLessThan(weight('contraception et post-partum', 'pregnancy'));
    expect(weight('fatigue et anémie', 'iron')).toBe(3);
  });

  it('know their organ systems by the codes of the problems, and who looks after them', () => {
    const codes = new Set(problems.entries.map(({ system }) => system));
    for (const code of codes) expect(vocabulary.systems, code).toHaveProperty(code);
    for (const { systems } of vocabulary.reasons) for (const system of systems) expect(vocabulary.systems).toHaveProperty(system);
    expect(topicsOf('psoriasis du cuir chevelu').systems).toContain('dermatologie');
    expect(caresFor('Hépato-gastro-entérologie', topicsOf('maladie de Crohn').systems)).toBe(true);
    expect(caresFor('Ophtalmologie', topicsOf('maladie de Crohn').systems)).toBe(false);
    expect(caresFor(undefined, ['cardiologie'])).toBe(false);
  });

  it('name topics that exist, and a source', () => {
    for (const { topics, source, triggers } of vocabulary.reasons) {
      expect(source).not.toBe('');
      expect(triggers.length).toBeGreaterThan(0);
      for (const topic of Object.keys(topics)) expect(vocabulary.topics).toHaveProperty(topic);
    }
    for (const topics of [...Object.values(vocabulary.systems).map((system) => system.topics), vocabulary.always])
      for (const topic of Object.keys(topics)) expect(vocabulary.topics).toHaveProperty(topic);
  });
});

describe('an old allergy', () => {
  it('stands before an old letter that says as little else', () => {
    const old = [
      makeDocument('autre', ['Vue de contrôle sans particularité, correction inchangée.'], { type: '11488-4', date: '2016-02-01' }),
      makeDocument('allergie', ['Allergie à la pénicilline : choc anaphylactique.'], { type: '11488-4', date: '2012-02-01' }),
    ];
    const index = new DossierIndex('a', { modelId: 'none', dimension: 8 });
    for (const document of old) index.addDocument(document);
    const input = { reason: 'angine', documents: old, facts: [], index, queryVector: undefined, referenceDate: '2026-11-16' };
    expect(rankDocuments(input)[0]?.documentId).toBe('allergie');
  });
});

describe('the order of a dossier', () => {
  const documents = [
    makeDocument('vaccins', ['Rappel dTP fait.'], { type: '11369-6', date: '2026-10-01' }),
    makeDocument('cardio', ['Angor stable. ECG : onde Q. Échographie d’effort négative. Aspirine et atorvastatine poursuivies.'], {
      type: '11488-4',
      date: '2025-06-01',
      specialty: 'Cardiologie',
    }),
    makeDocument('peau', ['Naevus bénin.'], { type: '11488-4', date: '2026-09-01', specialty: 'Dermatologie' }),
    makeDocument('cardio-bis', ['Angor stable. ECG : onde Q. Échographie d’effort négative. Aspirine et atorvastatine poursuivies.'], {
      type: '11488-4',
      date: '2025-06-01',
    }),
    makeDocument('autre', ['Douleur thoracique, infarctus, angor.'], { type: '34112-3', date: '2026-11-01' }),
  ];
  const index = new DossierIndex('p', new HashEmbedder());
  for (const document of documents) index.addDocument(document);
  const rank = (reason: string): ReturnType<typeof rankDocuments> =>
    rankDocuments({
      reason,
      documents,
      facts: [],
      index,
      queryVector: undefined,
      referenceDate: '2026-11-16',
      duplicates: new Map([['cardio-bis', 'cardio']]),
      aside: new Set(['autre']),
    });

  it('holds every document once, best first, set-aside last, duplicates together', () => {
    const ranked = rank('douleur thoracique');
    expect(ranked.map(({ documentId }) => documentId)).toEqual(['cardio', 'cardio-bis', 'peau', 'vaccins', 'autre']);
    expect(ranked[0]?.why).toMatch(/coronaires/);
    expect(ranked.every(({ why }) => why !== '')).toBe(true);
    expect(rank('vaccination')[0]?.documentId).toBe('vaccins');
  });
});

describe('results out of range', () => {
  const both = ['normal', 'anormal'].map((id) =>
    makeDocument(id, ['Créatinine, potassium, sodium.'], { type: '34112-3', date: '2026-02-01' }),
  );
  const index = new DossierIndex('r', { modelId: 'none', dimension: 8 });
  for (const document of both) index.addDocument(document);
  const result = (documentId: string, flag: 'N' | 'H', more: Partial<Fact> = {}): Fact =>
    fact(`${documentId} ${flag}`, 'observation', 'Potassium', { documentId, value: { text: '5,8', flag }, ...more });
  const first = (reason: string, facts: readonly Fact[]): { readonly documentId: string; readonly why: string } | undefined =>
    rankDocuments({ reason, documents: both, facts, index, queryVector: undefined, referenceDate: '2026-11-16' })[0];

  it('count, and are told, where a renewal asks for the whole patient', () => {
    const told = first("renouvellement d'ordonnance", [result('normal', 'N'), result('anormal', 'H')]);
    expect(told?.documentId).toBe('anormal');
    expect(told?.why).toMatch(/résultats anormaux/);
  });

  it('are neither told of an organ that the reason names, nor taken from a relative', () => {
    expect(first('insuffisance rénale', [result('normal', 'N'), result('anormal', 'H')])?.why).not.toMatch(/anormaux/);
    const relative = { qualifiers: { ...UNQUALIFIED, family: true } };
    expect(first("renouvellement d'ordonnance", [result('normal', 'N'), result('anormal', 'H', relative)])?.why).not.toMatch(/anormaux/);
  });
});

describe('facts', () => {
  it('are ordered by the reason, and what never may be hidden stays on top', () => {
    const facts = [
      fact('hta', 'condition', 'Hypertension artérielle'),
      fact('angor', 'condition', 'Angor stable'),
      fact('apixaban', 'medication', 'apixaban', { medication: { dci: 'apixaban', atc: 'B01AF02', event: 'listed' } }),
      fact('aspirine', 'medication', 'acide acétylsalicylique', {
        medication: { dci: 'acide acétylsalicylique', atc: 'B01AC06', event: 'listed' },
        importance: 1,
      }),
      fact('pénicilline', 'allergy', 'pénicilline', { importance: 3 }),
      fact('naevus', 'condition', 'Naevus', { importance: 1 }),
    ];
    const scored = scoreFacts('douleur thoracique', facts, '2026-11-16');
    const score = (id: string): number => scored.find(({ factId }) => factId === id)?.score ?? 0;
    expect(score('angor')).toBeGreaterThan(score('hta'));
    expect(score('hta')).toBeGreaterThan(score('naevus'));
    expect(score('apixaban')).toBeGreaterThanOrEqual(0.9);
    expect(score('pénicilline')).toBeGreaterThanOrEqual(0.9);
    expect(score('aspirine')).toBeLessThan(0.9);
  });
});

describe('a reason in free words', () => {
  it('is understood by the organ that it names, where no entry knows it', () => {
    const { entries, systems, topics } = topicsOf('opacité pulmonaire découvert par hasard');
    expect(entries).toEqual([]);
    expect(systems).toContain('pneumologie');
    expect(topics.find(({ id }) => id === 'lung')?.weight).toBe(2);
    expect(topicsOf('crise convulsive').drugGroups).toContain('N03');
    expect(entriesOf('dégradation de la fonction du greffon')).toEqual(['greffe']);
    expect(entriesOf('croissance')).toEqual(['croissance']);
    expect(entriesOf('PAI à refaire')).toEqual(['pai']);
  });

  it('is not spoken of by what stands in any letter, even where it names it', () => {
    const both = [
      makeDocument('courant', ['Ordonnance. Posologie inchangée. Conduite à tenir : surveillance.'], {
        type: '11488-4',
        date: '2025-02-01',
      }),
      makeDocument('sujet', ['Scanner pulmonaire. Foyer du poumon, saturation basse.'], { type: '11488-4', date: '2025-02-01' }),
    ];
    const own = new DossierIndex('g', { modelId: 'none', dimension: 8 });
    for (const document of both) own.addDocument(document);
    const topics = topicsOf('opacité pulmonaire, ordonnance');
    expect(topics.entries).toEqual([]);
    const input = {
      reason: 'opacité pulmonaire',
      topics,
      documents: both,
      index: own,
      queryVector: undefined,
      referenceDate: '2026-11-16',
    };
    expect(documentFeatures(input).map(({ focus }) => focus)).toEqual([0, 1]);
  });

  it('puts a report that speaks of nothing else before a letter that says it among much', () => {
    const both = [
      makeDocument('lettre', [`Toux depuis dix jours.\n${'Le genou va bien. La vue baisse un peu. Le sommeil est bon. '.repeat(30)}`], {
        type: '11488-4',
        date: '2025-02-01',
      }),
      makeDocument('scanner', ['Scanner thoracique. Foyer du poumon droit, saturation basse.'], { type: '18748-4', date: '2025-02-01' }),
    ];
    const own = new DossierIndex('f', { modelId: 'none', dimension: 8 });
    for (const document of both) own.addDocument(document);
    const input = { reason: 'toux', documents: both, facts: [], index: own, queryVector: undefined, referenceDate: '2026-11-16' };
    expect(rankDocuments(input)[0]?.documentId).toBe('scanner');
  });

  it('sets the paper of an allergist, however old, before a newer letter that copies it', () => {
    const text = 'Allergie aux pénicillines : urticaire.';
    const both: readonly [Document, Document] = [
      makeDocument('allergologue', [text], { type: '11488-4', date: '2016-03-01', specialty: 'Allergologie' }),
      makeDocument('copie', [text], { type: '11488-4', date: '2018-03-01', specialty: 'Dermatologie' }),
    ];
    const own = new DossierIndex('a', { modelId: 'none', dimension: 8 });
    for (const document of both) own.addDocument(document);
    const input = {
      reason: 'avis préopératoire',
      documents: both,
      facts: [],
      index: own,
      queryVector: undefined,
      referenceDate: '2026-11-16',
    };
    expect(rankDocuments(input)[0]?.documentId).toBe('allergologue');
    const copies = [both[1], makeDocument('courrier', [text], { type: '11488-4', date: '2016-03-01', specialty: 'Gériatrie' })] as const;
    const others = new DossierIndex('b', { modelId: 'none', dimension: 8 });
    for (const document of copies) others.addDocument(document);
    expect(rankDocuments({ ...input, documents: copies, index: others })[0]?.documentId).toBe('copie');
  });
});

describe('the drugs of a document', () => {
  const dated = [
    makeDocument('debut', ['x'], { date: '2022-01-01' }),
    makeDocument('arret', ['x'], { date: '2024-01-01' }),
    makeDocument('reprise', ['x'], { date: '2026-10-01' }),
  ];
  const drug = (documentId: string, dci: string, atc: string, event: 'started' | 'stopped' | 'prescribed'): Fact =>
    fact(`${documentId}-${dci}`, 'medication', dci, { documentId, concept: `drug:${dci}`, medication: { dci, atc, event } });

  it('count where they treat what the reason is about, and where they are stopped for good', () => {
    const facts = [
      drug('debut', 'lamotrigine', 'N03AX09', 'started'),
      drug('arret', 'lamotrigine', 'N03AX09', 'stopped'),
      drug('arret', 'bisoprolol', 'C07AB07', 'stopped'),
      drug('reprise', 'bisoprolol', 'C07AB07', 'prescribed'),
    ];
    expect(Object.fromEntries(drugFeatures(facts, dated, ['N03'], '2026-11-16'))).toEqual({
      debut: { drugs: 0.5, stops: 0 },
      arret: { drugs: 0.5, stops: 0.5 },
    });
  });
});
