import { describe, expect, it } from 'vitest';
import { treatmentsOf, type Paper } from '../../fakes/treatments-of.js';

/** Papers written for this test: none comes from a dossier. */
function read(papers: readonly Paper[]): { readonly current: readonly string[]; readonly stopped: readonly string[] } {
  const { current, stopped } = treatmentsOf(papers);
  return { current: current.map(({ label }) => label), stopped: stopped.map(({ label }) => label) };
}

const ORDER: Paper = [
  '2026-06-02',
  'Ordonnance',
  `Dr A. MARTIN, médecin généraliste
ORDONNANCE
RAMIPRIL 5 mg : 1 cp le matin
METFORMINE 1000 mg : 1 cp matin et soir
ATORVASTATINE 20 mg : 1 cp le soir
APIXABAN 5 mg : 1 cp matin et soir
pour 3 mois, à renouveler 1 fois`,
];

describe('what a later sentence does to a renewed treatment', () => {
  it.each([
    'Scanner injecté prévu : metformine stop 48 h.',
    'Ramipril à arrêter la veille de l’anesthésie, apixaban arrêté 3 jours avant.',
    'Apixaban suspendu 48 h pour une extraction dentaire, repris ensuite.',
    'Gastro-entérite : ramipril suspendu pendant la diarrhée, reprise le 20/09.',
    'Sa fille demande l’arrêt de l’atorvastatine.',
    'Il aimerait arrêter la metformine, je l’ai rassuré.',
    'Arrêt de l’apixaban envisageable en 2028 si pas de récidive.',
    'Si le DFG passe sous 30, arrêter la metformine.',
    'N’a pas pris son apixaban ce matin.',
    'Ne pas arrêter l’apixaban avant l’avis du cardiologue.',
    'Faut-il arrêter l’atorvastatine à cet âge ?',
    'Pas d’arrêt de l’apixaban.',
  ])('keeps it: %s', (text) => {
    expect(read([ORDER, ['2026-09-15', 'Courrier de consultation', text]])).toEqual({
      current: ['apixaban', 'atorvastatine', 'metformine', 'ramipril'],
      stopped: [],
    });
  });

  it.each([
    'J’arrête ce jour l’atorvastatine (myalgies).',
    'Atorvastatine : STOP, CPK à 900.',
    'Myalgies sous atorvastatine : arrêt ce jour.',
    'Atorvastatine arrêtée en août par le patient lui-même.',
    'Ne prend plus l’atorvastatine depuis août.',
    'L’atorvastatine n’a pas été reprise.',
    'Arrêt de l’atorvastatine le 12/09 devant des myalgies, ne pas reprendre.',
    'Myalgies : suppression de l’atorvastatine.',
    'Il a stoppé de lui-même l’atorvastatine.',
    'Atorvastatine interrompue définitivement.',
    'Mal tolérée, l’atorvastatine est arrêtée.',
    'Le cardiologue demande l’arrêt de l’atorvastatine : fait.',
  ])('stops one drug and no other: %s', (text) => {
    expect(read([ORDER, ['2026-09-15', 'Courrier de consultation', text]])).toEqual({
      current: ['apixaban', 'metformine', 'ramipril'],
      stopped: ['atorvastatine'],
    });
  });

  it.each([
    'Atorvastatine remplacée par rosuvastatine 10 mg le soir.',
    'Switch atorvastatine → rosuvastatine 10 mg.',
    'Relais de l’atorvastatine par rosuvastatine 10 mg.',
    'J’arrête l’atorvastatine et je prescris rosuvastatine 10 mg le soir.',
    'Rosuvastatine 10 mg le soir à la place de l’atorvastatine.',
    'Passage de l’atorvastatine à la rosuvastatine 10 mg.',
  ])('replaces one drug by another: %s', (text) => {
    expect(read([ORDER, ['2026-09-15', 'Courrier de consultation', text]])).toEqual({
      current: ['apixaban', 'metformine', 'ramipril', 'rosuvastatine'],
      stopped: ['atorvastatine'],
    });
  });
  it.each([
    'Ramipril porté de 5 à 10 mg.',
    'Ramipril augmenté à 10 mg le matin.',
    'TRIATEC remplacé par RAMIPRIL BIOGARAN 5 mg (rupture de stock).',
    'Arrêt du ramipril 5 mg, remplacé par ramipril 10 mg.',
    'Stop ramipril 5 mg, mettre ramipril 10 mg 1 le matin.',
    'Je remplace le ramipril 5 mg par le ramipril 10 mg.',
  ])('changes a dose, a brand, a form: %s', (text) => {
    expect(read([ORDER, ['2026-09-15', 'Courrier de consultation', text]]).current).toContain('ramipril');
  });
});

describe('what was, and what is due', () => {
  const letter = (text: string): Paper => ['2026-09-15', 'Courrier de consultation', text];
  it.each([
    'Traitements reçus : alendronate 70 mg par semaine, acide zolédronique 5 mg trois perfusions.',
    'Traitements antérieurs : alendronate, acide zolédronique.',
    'TTT essayés : ALENDRONATE 70, ACLASTA 5 mg.',
    'Molécules déjà utilisées : alendronate 70 mg, ACLASTA.',
    'Alendronate du 1er septembre 2016 au 31 août 2021.',
    'ACLASTA fini depuis 2023.',
    'Cure de TARDYFERON terminée en mars.',
    'Amoxicilline 2 g une heure avant les soins dentaires.',
    'CLINDAMYCINE 600 avant tout geste dentaire.',
    'Prophylaxie de l’endocardite à vie : amoxicilline 2 g.',
    'NOVORAPID au dîner si les glycémies dépassaient 1,80.',
    'LOVENOX 4000 UI dès que le test sera positif.',
  ])('is not current: %s', (text) => {
    expect(read([letter(text)]).current).toEqual([]);
  });

  const prolia: Paper = ['2026-05-12', 'Ordonnance', 'ORDONNANCE\nPROLIA 60 mg : 1 injection sous-cutanée tous les 6 mois (novembre 2026)'];
  it.each([
    'Piqûre de PROLIA pas faite, infirmière absente.',
    'PROLIA non délivré par la pharmacie, rupture de stock.',
    'PROLIA pas encore faite.',
    'Injection de PROLIA en retard.',
    'A oublié son PROLIA.',
  ])('an injection that was missed goes on: %s', (text) => {
    expect(read([prolia, ['2026-11-10', 'Note infirmière', text]]).current).toEqual(['dénosumab']);
  });

  it('dates what a log says by its entries', () => {
    const log: Paper = [
      '2026-10-20',
      'Extrait du dossier médical',
      `12/01/2025 - début TARDYFERON 80 1/j, ctrl ferritine à 3 mois
14/03/2025 - selles noires : TARDYFERON arrêté.
20/10/2026 - renouvellement, RAMIPRIL 5 mg 1 le matin.`,
    ];
    expect(read([['2025-02-10', 'Ordonnance', 'ORDONNANCE\nTARDYFERON 80 mg : 1 cp par jour, 3 mois'], log])).toEqual({
      current: ['ramipril'],
      stopped: ['sulfate ferreux'],
    });
  });

  it('takes no wrapped prose for a log', () => {
    const [paper] = [
      letter('La réaction\ndu 21/03/2026 était la deuxième. La précédente, celle\ndu 02/05/2025 aussi. RAMIPRIL 5 mg le matin.'),
    ];
    expect(read([paper]).current).toEqual(['ramipril']);
  });

  it.each(['Prend bien KARDEGIC 160 mg le soir, pas l’ASPIRINE PROTECT 100 mg.', 'KARDEGIC 160 mg le soir ; ASPIRINE PROTECT arrêtée.'])(
    'of two brands the one that goes on is told: %s',
    (text) => {
      const orders: Paper = [
        '2026-09-01',
        'Ordonnance',
        'ORDONNANCE\nASPIRINE PROTECT 100 mg : 1 cp le soir\nKARDEGIC 160 mg : 1 sachet le soir',
      ];
      expect(read([orders, letter(text)]).current).toEqual(['acide acétylsalicylique']);
    },
  );

  it('holds a stop that a letter tells against a renewal copied meanwhile', () => {
    const papers: readonly Paper[] = [
      ['2025-10-02', 'Ordonnance', 'ORDONNANCE\nPREGABALINE 75 mg : 1 gél matin et soir'],
      ['2026-06-09', 'Ordonnance', 'ORDONNANCE\nLYRICA 75 mg : 1 gél matin et soir\nRAMIPRIL 5 mg : 1 cp le matin'],
      letter('La prégabaline a été arrêtée le 20/01/2026 (somnolence). RAMIPRIL 5 mg poursuivi.'),
    ];
    expect(read(papers)).toEqual({ current: ['ramipril'], stopped: ['prégabaline'] });
  });
});

describe('who prescribes what, and for how long', () => {
  const hospital = (date: string, text: string): Paper => [
    date,
    'Courrier de consultation',
    `CHU, Dr B. LENOIR\n\n${text}\n\nÀ revoir dans 6 mois.`,
  ];
  it.each([
    ['lévétiracétam', '2026-05-20', 'Traitement : KEPPRA 500 mg matin et soir, renouvelé pour 6 mois.'],
    ['bisoprolol', '2026-05-20', 'Je renouvelle le bisoprolol 2,5 mg le matin.'],
    ['méthylphénidate', '2026-03-20', 'CONCERTA LP 36 mg le matin, ordonnance sécurisée de 28 jours renouvelée.'],
    ['natalizumab', '2026-03-20', 'TYSABRI une perfusion toutes les 6 semaines en hôpital de jour, poursuivi.'],
    ['ocrélizumab', '2026-03-20', 'OCREVUS 600 mg tous les 6 mois, prochaine perfusion en novembre.'],
    ['fingolimod', '2026-03-20', 'GILENYA 0,5 mg par jour inchangé.'],
    ['adalimumab', '2026-03-20', 'HUMIRA 40 mg toutes les deux semaines, poursuivi.'],
    ['somatotropine', '2026-03-20', 'OMNITROPE 0,7 mg le soir, six jours sur sept.'],
    ['dupilumab', '2026-03-20', 'DUPIXENT 300 mg toutes les deux semaines : maintenu.'],
  ])('a list of the general practitioner without %s does not retire it', (name, date, text) => {
    expect(read([hospital(date, text), ORDER]).current).toContain(name);
  });

  it.each([
    'BISOPROLOL 2,5 mg : 1 cp le matin, qsp 1 mois',
    'METFORMINE 1000 mg matin et soir, 30 jours',
    'LEVOTHYROX 75 µg : 1 cp à jeun, 28 jours',
    'SERTRALINE 50 mg : 1 gél le matin, pour 1 mois',
    'CONCERTA LP 36 mg : 1 cp le matin, 28 jours',
    'KEPPRA 500 mg : 1 cp matin et soir, qsp un mois',
  ])('a month handed out is no end: %s', (line) => {
    expect(read([['2026-08-10', 'Ordonnance', `ORDONNANCE\n${line}`]]).current).toHaveLength(1);
  });

  it.each([
    'AMOXICILLINE 1 g matin et soir, 7 jours',
    'SOLUPRED 40 mg le matin pendant 5 jours',
    'IBUPROFENE 400 mg trois fois par jour, 5 jours',
    'LOVENOX 4000 UI par jour, 3 semaines',
    'CLOPIDOGREL 75 mg par jour, 1 mois',
    'OMEPRAZOLE 20 mg le soir, 4 semaines',
    'BISOPROLOL 2,5 mg le matin pendant 4 semaines',
    'TRAMADOL 50 mg si douleur, 10 jours',
  ])('a course ends: %s', (line) => {
    expect(read([['2026-08-10', 'Ordonnance', `ORDONNANCE\n${line}`]]).current).toEqual([]);
  });
});
