import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';
import { dated, days, ofThePaper, timelineOf, type Part } from '../../fakes/timeline-of.js';

describe('what a source dates without its being an event', () => {
  const act = (label: string, date: string): Part => ({
    kind: 'procedure',
    label,
    importance: 2,
    origin: 'rule:dated-event',
    ...dated(date),
  });
  const illness = (label: string, date: string, importance: 1 | 2 | 3 = 2): Part => ({
    kind: 'condition',
    label,
    importance,
    ...dated(date),
  });
  const stop = (date: string): Part => ({
    kind: 'medication',
    label: 'ramipril',
    importance: 3,
    status: 'stopped',
    medication: { dci: 'ramipril', event: 'stopped' },
    ...dated(date),
  });

  it.each<[string, string, Part, boolean]>([
    ['a year reckoned from an age', "Appendicectomie à l'âge de 14 ans", act('Appendicectomie', '1994'), false],
    ['a year that is written', 'Appendicectomie à 14 ans, en 1994', act('Appendicectomie', '1994'), true],
    ['a lasting illness by its age', 'Diabète à 16 ans', { ...illness('Diabète', '1996', 3), concept: 'diabete-type-1' }, true],
    ['several episodes', 'Deux chutes en six mois (décembre, 2 mars)', illness('Deux chutes', '2026-03-02'), false],
    ['one fall', 'Chute le 2 mars', illness('Chute', '2026-03-02'), true],
    ['an illness had twice', 'Paludisme 2 fois (2018, 05/2019)', act('Paludisme 2 fois', '2019-05'), false],
    ['two devices', 'Deux stents en mai 2019', act('Deux stents', '2019-05'), true],
    ['what a report compares with', 'Comparaison : 11/09/2024', act('Examen de comparaison : mammographie', '2024-09-11'), false],
    ['sessions that end', 'Orthophonie terminée en décembre 2024', act('Orthophonie', '2024-12'), false],
    ['two retentions', 'Deux rétentions aiguës (14 janvier 2020, 30 août 2021)', act('Deux rétentions aiguës', '2021-08-30'), false],
    ['a skin test on a card', 'IDR 1993 positive 9 mm', act('IDR', '1993'), false],
    ['a skin test of a day', 'IDR du 12/03/2025 : 18 mm', act('IDR', '2025-03-12'), true],
    ['what led to a paper', 'Indication : polygraphie du 08/12/2022, IAH 9', act('Polygraphie', '2022-12-08'), false],
    ['an operation that led to it', 'Motif : prothèse de hanche du 08/12/2022', act('Prothèse de hanche', '2022-12-08'), true],
    [
      'a habit given up long ago',
      'Tabac sevré en 1998',
      { kind: 'lifestyle', label: 'Tabac : arrêt', concept: 'mode-de-vie-tabac', importance: 2, ...dated('1998') },
      false,
    ],
    ['rest', "AT jusqu'au 15/06", act('AT', '2026-06-15'), false],
    ['an artery named like a rest', 'Atteinte carotidienne opérée en mai 2019', act('Atteinte carotidienne opérée', '2019-05'), true],
    ['what is better since a stop', "Toux moindre depuis l'arrêt du ramipril, vu le 17/06", stop('2026-06-17'), true],
    ['the same, no day behind', "Vu le 17/06, toux moindre depuis l'arrêt du ramipril", stop('2026-06-17'), false],
    ['a stop with its month', "Mieux depuis l'arrêt du ramipril en février 2024", stop('2024-02'), true],
  ])('%s: %s', (_, sentence, part, told) => {
    expect(days(sentence, part).includes(part.date ?? '')).toBe(told);
  });

  it.each<[string, string, Part, boolean]>([
    ['the symptom that brought in', 'Brûlures depuis le 25/10', illness('Brûlures', '2026-10-25'), false],
    ['an illness of a day', 'Urticaire le 25/10', illness('Urticaire', '2026-10-25'), true],
    ['the same of two months before', 'Brûlures depuis le 25/08', illness('Brûlures', '2026-08-25'), true],
    ['a drug paused for the act', 'Ramipril arrêté depuis 3 jours', stop('2026-10-25'), false],
    ['a drug stopped on a day', 'Ramipril arrêté le 25/10', stop('2026-10-25'), true],
    ['what was added below', 'Histologie (03/11/2026) : adénome', illness('Adénome', '2026-11-03'), false],
  ])('of the days around its paper, %s: %s', (_, sentence, part, told) => {
    expect(days(sentence, part).includes(part.date ?? '')).toBe(told);
  });

  it('tells the pause of a blood thinner with the act that it was for', () => {
    const paused = (words: string, ...more: readonly Part[]): readonly string[] => {
      const made = new FakeDossier().document('a', '2026-10-28', 'Courrier', `${words}. Conisation le 28/09. Reprise d’Apixaban.`);
      made.drug('a', words, { dci: 'apixaban', atc: 'B01AF02', event: 'stopped' }, { importance: 3, ...dated('2026-09-23') });
      for (const part of more) made.fact('a', 'Conisation le 28/09', part);
      return [...timelineOf(made).keys()];
    };
    const conisation = act('Conisation', '2026-09-28');
    expect(paused('Apixaban suspendu le 23/09', conisation)).not.toContain('2026-09-23');
    expect(paused('Apixaban suspendu le 23/09')).toContain('2026-09-23');
    expect(paused('Apixaban suspendu le 23/09, hémorragie', conisation)).toContain('2026-09-23');
    expect(paused('Apixaban arrêté le 23/09', conisation)).toContain('2026-09-23');
  });

  it('tells no dose that was left out', () => {
    const dose = (words: string): readonly string[] => [
      ...timelineOf(
        new FakeDossier()
          .document('a', '2026-10-28', 'Courrier', `${words}.`)
          .drug('a', words, { dci: 'sémaglutide', event: 'past' }, { importance: 2, ...dated('2026-10-21') }),
      ).keys(),
    ];
    expect(dose('Injection d’Ozempic le 21/10')).toContain('2026-10-21');
    expect(dose('Pas d’injection d’Ozempic le 21/10')).not.toContain('2026-10-21');
  });

  it('tells an operation on the day that its report gives in words', () => {
    const made = new FakeDossier()
      .document('a', '2021-10-07', 'Compte rendu opératoire', 'Intervention du 28 septembre 2021 - sédation\nCIN 3.', { type: '34874-8' })
      .fact('a', 'CIN 3', { kind: 'condition', label: 'CIN 3', importance: 3, ...ofThePaper('2021-10-07') });
    expect([...timelineOf(made).keys()]).toEqual(['2021-09-28']);
  });

  it('tells a log’s last day as its others, and never the month that it is in', () => {
    const made = new FakeDossier()
      .document('c', '2026-10-20', 'Carnet de vaccination', 'Grippe 20/10/2026\nNodule à revoir en octobre 2026', { type: '11369-6' })
      .fact('c', 'Grippe 20/10/2026', { kind: 'immunization', label: 'Grippe', ...dated('2026-10-20') })
      .fact('c', 'Nodule à revoir en octobre 2026', { kind: 'condition', label: 'Nodule', importance: 2, ...dated('2026-10') });
    expect([...timelineOf(made).keys()]).toEqual(['2026-10-20']);
  });
});
