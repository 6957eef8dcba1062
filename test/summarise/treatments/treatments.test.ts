import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';

const current = (dossier: FakeDossier): readonly string[] =>
  dossier.summarise().treatments.current.map((one) => `${one.label} ${one.dose ?? ''}`.trim());
const stopped = (dossier: FakeDossier): readonly string[] => dossier.summarise().treatments.stopped.map((one) => one.label);

describe('current treatments', () => {
  it('counts silence up to the record’s last paper, and says how old the mention is', () => {
    const dossier = new FakeDossier()
      .document('a', '2023-01-18', 'Consultation de cardiologie', 'Introduction d’ELIQUIS 5 mg x2.')
      .drug('a', 'Introduction d’ELIQUIS 5 mg x2', { dci: 'apixaban', brand: 'ELIQUIS', strength: '5 mg', event: 'started' });
    expect(current(dossier)).toEqual(['apixaban 5 mg']);
    expect(dossier.summarise().treatments.current[0]?.note).toBe('dernière mention le 18/01/2023');
    // Two years of later letters that never name it are another matter.
    dossier.document('b', '2025-09-20', 'Consultation de rhumatologie', 'Lombalgies.');
    expect(current(dossier)).toEqual([]);
  });

  it('tells no stop of what was never taken', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-05-18', 'Consultation', 'Acitrétine jamais donnée.')
      .drug('a', 'Acitrétine jamais donnée', { dci: 'acitrétine', event: 'not-taken' });
    expect([current(dossier), stopped(dossier)]).toEqual([[], []]);
  });

  it('takes back what was prescribed in another’s stead, and tells no stop of it', () => {
    const prescribed = (quote: string): FakeDossier =>
      new FakeDossier()
        .document('a', '2023-01-18', 'Consultation de cardiologie', 'Introduction d’ELIQUIS 5 mg x2.')
        .document('b', '2023-02-13', 'Consultation', quote)
        .drug('a', 'Introduction d’ELIQUIS 5 mg x2', { dci: 'apixaban', brand: 'ELIQUIS', strength: '5 mg', event: 'started' })
        .drug(
          'b',
          quote,
          { dci: 'apixaban', brand: 'ELIQUIS', event: 'not-taken' },
          { status: 'absent', qualifiers: { otherPerson: true } },
        );
    const anothers = prescribed('Ordonnance du 18 : l’ELIQUIS est celui de sa sœur, elle ne l’a pas pris.');
    expect([current(anothers), stopped(anothers)]).toEqual([[], []]);
    // Near miss: a box of a relative's says nothing of the patient's own.
    expect(current(prescribed('ELIQUIS : boîte de sa sœur, rendue.'))).toEqual(['apixaban 5 mg']);
  });

  it('holds a stop against a list copied later in an emergency record', () => {
    const dossier = new FakeDossier()
      .document('a', '2024-03-26', 'Courrier cardiologue', 'J’arrête ce jour le ticagrélor, aspirine 75 mg poursuivie.')
      .document('b', '2025-01-19', 'Passage aux urgences', 'TTT : BRILIQUE 90 x2, KARDEGIC 75')
      .drug('a', 'arrête ce jour le ticagrélor', { dci: 'ticagrélor', event: 'stopped' })
      .drug('a', 'aspirine 75 mg poursuivie', { dci: 'acide acétylsalicylique', strength: '75 mg', event: 'continued' })
      .drug('b', 'BRILIQUE 90 x2', { dci: 'ticagrélor', brand: 'BRILIQUE', event: 'listed' })
      .drug('b', 'KARDEGIC 75', { dci: 'acide acétylsalicylique', brand: 'KARDEGIC', event: 'listed' });
    expect(current(dossier)).toEqual(['acide acétylsalicylique 75 mg']);
    expect(stopped(dossier)).toEqual(['ticagrélor']);
    expect(dossier.summarise().vigilance.map((item) => item.rule)).toContain('vigilance:listed-after-stop');
  });

  it('takes up again what is prescribed after a stop, and follows the last dose', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-05-18', 'Ordonnance', 'EZETIMIBE 10 mg\nCANDESARTAN 8 mg')
      .document(
        'b',
        '2026-10-06',
        'Consultation de cardiologie',
        'Ne prend plus l’ézétimibe : reprise de l’ézétimibe 10 mg. Candésartan porté de 8 à 16 mg ce jour.',
      )
      .drug('a', 'EZETIMIBE 10 mg', { dci: 'ézétimibe', strength: '10 mg', event: 'prescribed' })
      .drug('a', 'CANDESARTAN 8 mg', { dci: 'candésartan', strength: '8 mg', event: 'prescribed' })
      .drug('b', 'Ne prend plus l’ézétimibe', { dci: 'ézétimibe', event: 'not-taken' })
      .drug('b', 'reprise de l’ézétimibe 10 mg', { dci: 'ézétimibe', strength: '10 mg', event: 'started' })
      .drug('b', 'Candésartan porté de 8 à 16 mg', { dci: 'candésartan', strength: '16 mg', event: 'changed' });
    expect(current(dossier)).toEqual(['candésartan 16 mg', 'ézétimibe 10 mg']);
    expect(stopped(dossier)).toEqual([]);
  });

  it('ends a course with its duration, and never lists a proposal, a refusal, a relative’s drug or one dose given', () => {
    const dossier = new FakeDossier()
      .document(
        'a',
        '2026-02-01',
        'Ordonnance',
        'PIVMECILLINAM 400 mg 5 jours. Mère sous levothyrox. Statine proposée, refusée. Céfazoline 2 g au bloc. METFORMINE 500 mg',
      )
      .drug('a', 'PIVMECILLINAM 400 mg 5 jours', { dci: 'pivmécillinam', event: 'prescribed', durationDays: 5 })
      .drug('a', 'levothyrox', { dci: 'lévothyroxine', event: 'listed' }, { qualifiers: { family: true } })
      .drug('a', 'Statine proposée', { dci: 'atorvastatine', event: 'proposed' })
      .drug('a', 'Céfazoline 2 g', { dci: 'céfazoline', event: 'administered' })
      .drug('a', 'METFORMINE 500 mg', { dci: 'metformine', event: 'prescribed' }, { qualifiers: { negated: true } });
    expect(current(dossier)).toEqual([]);
    expect(stopped(dossier)).toContain('pivmécillinam');
  });

  it('says both doses when two documents differ, and averages nothing', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-10-13', 'Ordonnance', 'SPECIAFOLDINE 0,4 mg')
      .document('b', '2026-10-13', 'Courrier diabétologie', 'Acide folique 5 mg/j')
      .drug('a', 'SPECIAFOLDINE 0,4 mg', { dci: 'acide folique', strength: '0,4 mg', event: 'prescribed' })
      .drug('b', 'Acide folique 5 mg/j', { dci: 'acide folique', strength: '5 mg', event: 'listed' });
    const conflict = dossier.summarise().vigilance.find((item) => item.rule.startsWith('vigilance:dose'));
    expect(conflict?.text).toMatch(/0,4 mg.*5 mg|5 mg.*0,4 mg/);
    expect(new Set(conflict?.citations.map((citation) => citation.span.documentId))).toEqual(new Set(['a', 'b']));
  });

  it('believes the dose that a letter puts right, and ends what an event ends', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-10-13', 'Ordonnance', 'JEXT 300')
      .document('b', '2026-11-03', 'Consultation d’allergologie', 'JEXT 300 : trop fort pour 23 kg. JEXT 150, deux stylos.')
      .document('c', '2026-08-20', 'Lettre de liaison', 'LOVENOX 0,6 jusqu’à deux INR supérieurs à 2')
      .drug('a', 'JEXT 300', { dci: 'adrénaline', brand: 'JEXT', strength: '300', event: 'prescribed' })
      .drug('b', 'JEXT 300 : trop fort pour 23 kg', { dci: 'adrénaline', brand: 'JEXT', strength: '300', event: 'listed' })
      .drug('b', 'JEXT 150, deux stylos', { dci: 'adrénaline', brand: 'JEXT', strength: '150', event: 'listed' })
      .drug('c', 'LOVENOX 0,6 jusqu’à deux INR supérieurs à 2', {
        dci: 'énoxaparine',
        brand: 'LOVENOX',
        strength: '0,6',
        duration: 'jusqu’à deux INR supérieurs à 2',
        event: 'discharge',
      });
    expect(current(dossier)).toEqual(['adrénaline 150']);
    expect(dossier.summarise().treatments.stopped).toMatchObject([{ label: 'énoxaparine', reason: 'durée prescrite écoulée' }]);
    expect(dossier.summarise().treatments.stopped[0]?.date).toBeUndefined();
  });

  it('orders a stop told by its month after what was prescribed in that month, and takes an injection that is late for no stop', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-09-08', 'Ordonnance', 'ACIDE FOLIQUE 0,4 mg\nPROLIA 60 mg, 1 injection tous les 6 mois\nSERTRALINE 50 mg')
      .document(
        'b',
        '2026-11-10',
        'Lettre',
        'Acide folique terminé en septembre. La piqûre de Prolia pas faite. Elle a arrêté la sertraline.',
      )
      .document('c', '2026-11-13', 'Consultation', 'Elle prend bien : sertraline 75.')
      .drug('a', 'ACIDE FOLIQUE 0,4 mg', { dci: 'acide folique', strength: '0,4 mg', event: 'prescribed' })
      .drug('a', 'PROLIA 60 mg, 1 injection tous les 6 mois', { dci: 'dénosumab', brand: 'PROLIA', strength: '60 mg', event: 'prescribed' })
      .drug('a', 'SERTRALINE 50 mg', { dci: 'sertraline', strength: '50 mg', event: 'prescribed' })
      .drug('b', 'Acide folique terminé en septembre', { dci: 'acide folique', event: 'past' }, { date: '2026-09', dateSource: 'text' })
      .drug(
        'b',
        'La piqûre de Prolia pas faite',
        { dci: 'dénosumab', brand: 'PROLIA', event: 'not-taken' },
        { qualifiers: { negated: true } },
      )
      .drug('b', 'Elle a arrêté la sertraline', { dci: 'sertraline', event: 'stopped' })
      .drug('c', 'Elle prend bien : sertraline 75', { dci: 'sertraline', strength: '75', event: 'continued' });
    expect(current(dossier)).toEqual(['dénosumab 60 mg', 'sertraline 75']);
    expect(stopped(dossier)).toContain('acide folique');
  });

  it('dates a stop by itself, not by the day on which it was refused before', () => {
    const made = new FakeDossier()
      .document('a', '2023-06-20', 'Consultation', 'Sildénafil demandé, non prescrit.', { type: '11488-4' })
      .drug('a', 'Sildénafil demandé, non prescrit', { dci: 'sildénafil', event: 'not-taken' }, { status: 'absent' })
      .document('b', '2026-10-06', 'Consultation', 'A pris du sildénafil cet été. Sildénafil : arrêt.', { type: '11488-4' })
      .drug('b', 'A pris du sildénafil cet été', { dci: 'sildénafil', event: 'listed' }, { status: 'unknown' })
      .drug('b', 'Sildénafil : arrêt', { dci: 'sildénafil', event: 'stopped' });
    expect(made.summarise().treatments.stopped.find(({ label }) => label === 'sildénafil')?.date).toBe('2026-10-06');
  });

  it('drops what the latest complete list no longer holds', () => {
    const names = ['a1', 'b2', 'c3', 'd4'].map((name) => `molécule${name}`);
    const dossier = new FakeDossier()
      .document('a', '2022-01-01', 'Ordonnance', 'risédronate 35 mg')
      .document('b', '2026-10-01', 'Ordonnance', names.join('\n'));
    dossier.drug('a', 'risédronate 35 mg', { dci: 'risédronate', event: 'prescribed' });
    for (const name of names) dossier.drug('b', name, { dci: name, event: 'prescribed' });
    expect(current(dossier)).toEqual(names);
  });

  it('takes the last dose of an injection for no end, and no older dose for the present one', () => {
    const injected = new FakeDossier()
      .document('a', '2025-01-09', 'Consultation', 'PROLIA 60 mg tous les six mois.')
      .document('b', '2025-07-10', 'Consultation', 'PROLIA à jour, faite en juillet.')
      .document('c', '2026-02-10', 'Consultation', 'PROLIA 60 mg tous les six mois.')
      .drug('a', 'PROLIA 60 mg tous les six mois', {
        dci: 'dénosumab',
        brand: 'PROLIA',
        atc: 'M05BX04',
        dose: '60 mg',
        frequency: 'tous les six mois',
        event: 'prescribed',
      })
      .drug(
        'b',
        'PROLIA à jour, faite en juillet',
        { dci: 'dénosumab', brand: 'PROLIA', atc: 'M05BX04', event: 'past' },
        { status: 'past' },
      )
      .drug('c', 'PROLIA 60 mg tous les six mois', {
        dci: 'dénosumab',
        brand: 'PROLIA',
        atc: 'M05BX04',
        dose: '60 mg',
        frequency: 'tous les six mois',
        event: 'listed',
      });
    expect(injected.summarise().treatments.current[0]?.since).toBe('2025-01-09');
    const lowered = new FakeDossier()
      .document('a', '2026-03-17', 'Consultation', 'ELIQUIS 2,5 mg matin et soir.')
      .document('b', '2026-04-03', 'Bilan', 'ELIQUIS 5 mg : dose d’avant mars. Non délivré à cette dose.')
      .drug('a', 'ELIQUIS 2,5 mg matin et soir', {
        dci: 'apixaban',
        brand: 'ELIQUIS',
        dose: '2,5 mg',
        frequency: 'matin et soir',
        event: 'prescribed',
      })
      .drug('b', 'ELIQUIS 5 mg : dose d’avant mars', { dci: 'apixaban', brand: 'ELIQUIS', dose: '5 mg', event: 'prescribed' });
    expect(lowered.summarise().treatments.current[0]?.dose).toBe('2,5 mg, matin et soir');
  });
});
