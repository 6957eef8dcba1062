import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.js';
import type { Fact } from '../../../src/domain/fact.js';
import { extractFacts } from '../../../src/extract/understand.js';

const read = (text: string, written = '2026-11-12'): readonly Fact[] => {
  const document = {
    id: 'd',
    pages: [{ number: 1, text, source: 'plain', positions: [], furniture: [] }],
    metadata: { actDate: { value: written, source: 'text', confidence: 1 } },
  } as unknown as Document;
  return extractFacts(document, { patient: { firstNames: [], birthDate: '1961-09-30' }, entries: [] });
};

/** The drugs of a text with what happens to them and when. */
const drugs = (text: string, written?: string): readonly string[] =>
  read(text, written).flatMap((fact) =>
    fact.medication === undefined ? [] : [`${fact.medication.event} ${fact.label} ${fact.date ?? '-'}`],
  );

describe('a file of dated notes', () => {
  const FILE = `CABINET MÉDICAL - EXTRAIT DES CONSULTATIONS

04.03.2025 : rechute de tristesse depuis novembre, arrêt de travail trois semaines. Reprise SERTRALINE 50.
17.06.2025 : mieux, poursuite. Dort bien, mange bien (dit-elle à sa fille)
02/09/25  somnolente, vision floue sous prégabaline -> STOP prégabaline, relais DULOXETINE 30.
14/10/25  début OZEMPIC 0,25, prévenue des nausées.
04.11.2025 : 3 kg en moins, stop METFORMINE.

Prochain rendez-vous dans un mois.`;

  it.each([
    'started sertraline 2025-03-04',
    'stopped prégabaline 2025-09-02',
    'started duloxétine 2025-09-02',
    'started sémaglutide 2025-10-14',
    'stopped metformine 2025-11-04',
  ])('%s', (expected) => {
    expect(drugs(FILE)).toContain(expected);
  });

  it('is no table, no list of appointments', () => {
    expect(drugs('12/03/2025 RAMIPRIL\n13/04/2025 RAMIPRIL\n14/05/2025 RAMIPRIL\n')).not.toContain('started ramipril 2025-03-12');
    const ahead = FILE.replaceAll('2025', '2027').replaceAll('/25', '/27');
    expect(drugs(ahead).some((said) => said.includes('2027-03-04'))).toBe(false);
  });
});

describe('where an entry begins and ends', () => {
  it('ends with its item in the list of a report', () => {
    const said = drugs(`Résumé
- 04/04/2026 : première cure.
- 12/05/2026 : cyphoplastie sans suite.
- Neuropathie : prégabaline 75 mg débutée ce jour.

Sortie
RAMIPRIL 5 mg le matin`);
    expect(said).toContain('started prégabaline 2026-11-12');
    expect(said.some((one) => one.endsWith('ramipril 2026-11-12'))).toBe(true);
  });

  it('reads days without a year, three at least', () => {
    const file = `Cahier de transmissions, feuille tirée le 12/11/2026
23/10 matin retour à domicile, mirtazapine 15 commencée.
26/10  TA 122/66, pds 51,2
09/11  Dr L. au tel : STOP mirtazapine (somnolence).`;
    expect(drugs(file)).toContain('stopped mirtazapine 2026-11-09');
    expect(drugs(file.replace(/26\/10.*\n/, ''))).not.toContain('stopped mirtazapine 2026-11-09');
  });

  it('reads a day whose hour stands behind it', () => {
    const file = `Cahier de transmissions, feuille tirée le 12/11/2026
23/10 20h Katia IDE : mirtazapine 15 commencée.
26/10 Lucile : TA 122/66, pds 51,2
09/11 17h30 Dr L. au tel : STOP mirtazapine (somnolence).
11/11 Katia : dort mieux.`;
    expect(drugs(file)).toContain('stopped mirtazapine 2026-11-09');
  });

  it('counts from the day of the entry, not from that of the print', () => {
    const file = `Dossier édité le 03/09/2026
10/01/20  LAROXYL arrêté par elle en décembre (bouche sèche).
15/12/2025 a arrêté LYRICA seul la semaine passée, va bien.
01/07/2026 tremble, TERALITHE débuté à 1,5 cp à partir du 07/07.`;
    expect(drugs(file)).toEqual(
      expect.arrayContaining(['stopped amitriptyline 2019-12', 'stopped prégabaline 2025-12-08', 'started lithium 2026-07-07']),
    );
  });
});

describe('what else a note tells', () => {
  const FILE = `Dossier édité le 20/10/2026
16/10/2025 visite à domicile. Zopiclone arrêté après la chute du 12/09 (pas de fracture).
08/12/25 Bio ok. Échographie du foie 02/12 : stéatose légère.
24/03/26 Trelegy à la place d'Anoro, VEMS 54 %. Potassium 5,9 le 20/03.
13/10/26 Vaxigrip fait ce jour, deltoïde gauche. Fracture du poignet il y a deux mois.
20/10/26 lombalgie idem.`;
  const days = (kind: Fact['kind'], name: RegExp): readonly (string | undefined)[] =>
    read(FILE, '2026-10-20').flatMap((fact) => (fact.kind === kind && name.test(fact.label) ? [fact.date] : []));

  it('is counted from the day of the note, not from that of the print', () => {
    expect(days('condition', /chute/i)).toEqual(['2025-09-12']);
    expect(days('condition', /stéatose/i)).toEqual(['2025-12-02']);
    expect(days('observation', /potassium/i)).toEqual(['2026-03-20']);
    expect(days('immunization', /gripp/i)).toEqual(['2026-10-13']);
    expect(days('condition', /fracture du poignet/i)).toEqual(['2026-08']);
  });
});

describe('a book of days without their year', () => {
  it('opens a note where its line wraps behind a full one, and behind the name of a weekday', () => {
    const book = `Cahier de transmissions, feuille tirée le 12/11/2026 pour les remplaçantes du cabinet de la rue
30/10 kinésithérapie, première séance, fatiguée
09/11 Dr L. au téléphone : STOP mirtazapine (somnolence). La psychologue continue de venir le jeudi
10/11 urines fortes, pas de brûlure. On surveille. Vaccin grippe fait ce matin, chute dans la chambre ce
soir sans blessure`;
    const facts = read(book);
    expect(facts.find(({ kind }) => kind === 'immunization')?.date).toBe('2026-11-10');
    expect(facts.find(({ label }) => /chute/i.test(label))?.date).toBe('2026-11-10');
    expect(drugs(book)).toContain('stopped mirtazapine 2026-11-09');
  });

  it('may name the weekday', () => {
    const school = `Infirmerie, cahier de l'année
lun 05/10 boite encore, dispense de sport
jeu 15/10 douleur de jambe, DOLIPRANE donné, bouillotte
ven 06/11 STOP VENTOLINE selon la mère, va bien`;
    expect(drugs(school)).toContain('stopped salbutamol 2026-11-06');
  });

  it('is no table of measures, no range of days', () => {
    const table = `Relevé de novembre
02/11  104/60  78,4
05/11  102/58  78,2
09/11  106/62  78,9 arrêt de RAMIPRIL demandé`;
    expect(drugs(table)).not.toContain('stopped ramipril 2026-11-09');
  });
});

describe('what a note gives', () => {
  const FILE = `Cabinet, export du 10/03/2026
16/10/2025 visite. Grippe haute dose + covid faits. Sommeil moyen, se plaint.
11/11/2025 Prevenar 20 + Boostrix. Va bien, poursuite du traitement.
18/12/2025 Shingrix 1. Tétanos à jour, ROR 2 doses dans l'enfance.
30/01/2026 asthénie. -> TARDYFERON 80/j (ferritine 14 en août). Bio dans quelques jours.
05/02/2026 Si fièvre -> DOLIPRANE 1 g. Sinon rien de nouveau à dire.`;

  it('are the vaccines of its sentence, not those that are in order', () => {
    const given = read(FILE, '2026-03-10').flatMap(({ kind, label, date }) => (kind === 'immunization' ? [`${label} ${date ?? '-'}`] : []));
    expect(given).toEqual(
      expect.arrayContaining([
        'Vaccin antigrippal 2025-10-16',
        'Vaccin Covid-19 2025-10-16',
        'Vaccin antipneumococcique 2025-11-11',
        'Vaccin dTcaP 2025-11-11',
        'Vaccin tétanos -',
        'Vaccin ROR -',
      ]),
    );
  });

  it('is the drug behind an arrow, dated by the note and not by a measure in brackets', () => {
    const said = drugs(FILE, '2026-03-10');
    expect(said).toContain('started sulfate ferreux 2026-01-30');
    expect(said.some((one) => one.startsWith('started paracétamol'))).toBe(false);
  });
});

describe('the day of a specimen', () => {
  const HEAD = 'ANATOMIE ET CYTOLOGIE PATHOLOGIQUES\nM. DURAND Paul 30/06/1954\n';
  it.each([
    ['Prélèvement du 08/06/2026, biopsie transthoracique (Dr N.)', '2026-06-08 Biopsie transthoracique'],
    ['Prélevé le : 21/05/2026   Reçu le : 22/05/2026', '2026-05-21 Prélèvement'],
    ['Prélèvement : 07/10/2026 Réponse : 14/10/2026', '2026-10-07 Prélèvement'],
    ['Prélevé le 14.09.2026 par le Dr S.\nNature : exérèse cutanée de la tempe', '2026-09-14 Exérèse cutanée de la tempe'],
    ['Prélèvement du 11/06/2026 : ponction-biopsie hépatique échoguidée', '2026-06-11 Ponction-biopsie hépatique échoguidée'],
  ])('%s', (line, expected) => {
    const [fact] = read(`${HEAD}${line}\n\nConclusion : inflammation chronique.`).filter(({ origin }) => origin === 'rule:specimen');
    expect(`${fact?.date ?? ''} ${fact?.label ?? ''}`).toBe(expected);
  });

  it('is told of no laboratory sheet', () => {
    expect(read('BIOCHIMIE\nPrélèvement du 08/06/2026\nSodium 139').some(({ origin }) => origin === 'rule:specimen')).toBe(false);
  });
});

describe('the day on which a drug begins or ends', () => {
  // Written on 12 November 2026.
  it.each([
    ['TRAITEMENT DE SORTIE\nRIFINAH 300/150 : 2 comprimés le matin, à partir du 04/12/2026', '2026-12-04'],
    ['Je débute OMNITROPE 0,5 mg par jour, première injection le 5 décembre 2026.', '2026-12-05'],
    ['Je démarre STELARA : perfusion de 260 mg le 20 novembre en hôpital de jour.', '2026-11-20'],
    ['Je passe HUMIRA à 40 mg toutes les semaines, première injection hebdomadaire le jeudi 19 novembre.', '2026-11-19'],
    ['La DEPAKINE a été arrêtée comme prévu le 4 octobre 2026.', '2026-10-04'],
    ['J’arrête donc le lithium, en deux paliers, fin le 30 novembre 2026.', '2026-11-30'],
    ['La maman me dit avoir cessé le SERETIDE en juillet.', '2026-07'],
    ['Elle reconnaît avoir arrêté d’elle-même le KARDEGIC en mai.', '2026-05'],
    ['Zopiclone arrêté après la chute du 12/09 (pas de fracture).', '2026-09-12'],
    ['CORDARONE\nVous l’avez arrêtée le 21 octobre sur l’avis du cardiologue.', '2026-10-21'],
    ['Traitement : ELIQUIS 5 mg. Tu l’as arrêté le 3 novembre avant la coloscopie.', '2026-11-03'],
  ])('%s %s', (text, date) => {
    expect(drugs(`Cher confrère,\n\n${text}`).some((said) => said.endsWith(` ${date}`))).toBe(true);
  });

  it('is not the day since which a complaint lasts', () => {
    expect(drugs('Patient traité par HUMIRA, pour un œil rouge depuis trois jours.')).not.toContain('listed adalimumab 2026-11-09');
  });
});
