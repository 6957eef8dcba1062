import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { FakeDossier } from '../../fakes/fake-dossier.js';
import { dated, ofThePaper, timelineOf, type Part } from '../../fakes/timeline-of.js';

describe('a month or a year beside its days', () => {
  const act = (label: string, date: string): Part => ({ kind: 'procedure', label, importance: 3, ...dated(date) });
  const told = (...parts: readonly Part[]): readonly (readonly [string, string])[] =>
    [
      ...timelineOf(
        parts.reduce<FakeDossier>(
          (made, part, index) =>
            made.document(`d${index}`, `2026-0${index + 1}-01`, 'Courrier', `${part.label}.`).fact(`d${index}`, `${part.label}`, part),
          new FakeDossier(),
        ),
      ),
    ].filter(([date]) => !date.startsWith('2026-0'));

  it.each([
    ['the same act in other words', [act('Greffe', '2014'), act('Transplantation rénale', '2014-05-22')], ['2014-05-22']],
    ['a month within its year', [act('Rejet', '2016'), act('Rejet aigu', '2016-02')], ['2016-02']],
    ['another act of that year', [act('Coloscopie', '2014'), act('Transplantation rénale', '2014-05-22')], ['2014', '2014-05-22']],
    ['the same act of another year', [act('Greffe', '2013'), act('Transplantation rénale', '2014-05-22')], ['2013', '2014-05-22']],
  ])('%s', (_, parts, dates) => expect(told(...parts).map(([date]) => date)).toEqual(dates));

  it('keeps of it what no day tells', () => {
    const together = act('Zona', '2014');
    const made = new FakeDossier()
      .document('a', '2026-01-01', 'Courrier', 'Greffe. Zona.')
      .document('b', '2026-02-01', 'Courrier', 'Transplantation rénale.')
      .fact('a', 'Greffe', act('Greffe', '2014'))
      .fact('a', 'Zona', { ...together, kind: 'condition' })
      .fact('b', 'Transplantation rénale', act('Transplantation rénale', '2014-05-22'));
    expect(timelineOf(made).get('2014')).toBe('Zona');
  });

  it('tells the end of a drug that a list of a day still holds', () => {
    const made = new FakeDossier()
      .document('a', '2026-03-10', 'Ordonnance', 'Ramipril 5 mg', { type: '57833-6' })
      .document('b', '2026-09-02', 'Courrier', 'Ramipril arrêté en mars 2026.')
      .drug('a', 'Ramipril 5 mg', { dci: 'ramipril', event: 'prescribed' }, { importance: 3, ...ofThePaper('2026-03-10') })
      .drug('b', 'Ramipril arrêté en mars 2026', { dci: 'ramipril', event: 'stopped' }, { importance: 3, ...dated('2026-03') });
    expect([...timelineOf(made).keys()]).toContain('2026-03');
  });

  const ill = (label: string, concept: string, date: string): Part => ({
    kind: 'condition',
    label,
    concept,
    importance: 3,
    ...dated(date),
  });
  const stopped = (date: string, dateSource: Fact['dateSource'] = 'text'): Part => ({
    kind: 'medication',
    label: 'ramipril',
    importance: 3,
    status: 'stopped',
    medication: { dci: 'ramipril', event: 'stopped' },
    date,
    dateSource,
  });

  it.each<[string, readonly Part[], readonly string[]]>([
    [
      'the illness of which that day was a kind',
      [ill('Coronarien', 'cardiopathie-ischemique', '2023'), ill('Infarctus du myocarde', 'infarctus-myocarde', '2023-03-14')],
      ['2023-03-14'],
    ],
    [
      'a cancer of another organ',
      [
        ill('Cancer de la prostate', 'cancer', '2022'),
        ill('Carcinome épidermoïde de la tempe', 'carcinome-epidermoide-cutane', '2022-08-23'),
      ],
      ['2022', '2022-08-23'],
    ],
    [
      'an examination cut short, with its verdict',
      [act('Écho d’effort négative', '2025-02'), act('Échocardiographie d’effort', '2025-02-11')],
      ['2025-02-11'],
    ],
    [
      'an examination of another thing',
      [act('Échographie rénale', '2025-02'), act('Échocardiographie d’effort', '2025-02-11')],
      ['2025-02', '2025-02-11'],
    ],
    [
      'the other side',
      [
        { ...act('Cataracte', '2025-02'), laterality: 'left' },
        { ...act('Cataracte', '2025-02-11'), laterality: 'right' },
      ],
      ['2025-02', '2025-02-11'],
    ],
    [
      'another word for the same illness',
      [ill('Phlébite', 'phlebite-x', '2022-10'), ill('Thrombose veineuse', 'thrombose-x', '2022-10-18')],
      ['2022-10-18'],
    ],
  ])('tells %s', (_, parts, dates) => expect(told(...parts).map(([date]) => date)).toEqual(dates));

  it.each([
    ['the month after the letter that ended it', '2024-04', ['2024-03-26']],
    ['a month long after', '2024-08', ['2024-03-26', '2024-08']],
    ['the month before', '2024-02', ['2024-02', '2024-03-26']],
  ])('tells the end of a drug that is remembered in %s', (_, month, dates) => {
    const made = new FakeDossier()
      .document('a', '2024-03-26', 'Courrier', 'J’arrête ce jour le ramipril.', { type: '11488-4' })
      .document('b', '2026-02-01', 'Courrier', 'Ramipril arrêté depuis.', { type: '11488-4' })
      .fact('a', 'J’arrête ce jour le ramipril', stopped('2024-03-26', 'document'))
      .fact('b', 'Ramipril arrêté depuis', stopped(month));
    expect([...timelineOf(made).keys()].filter((date) => date.startsWith('2024'))).toEqual(dates);
  });

  it('adds what the few words of the day leave out', () => {
    const made = new FakeDossier()
      .document('a', '2026-01-01', 'Courrier', 'Angiodysplasies en novembre 2023.')
      .document('b', '2023-11-06', 'Coloscopie', 'Coloscopie totale. Angiodysplasies cæcales. Polype. Diverticules.', { type: '34874-8' })
      .fact('a', 'Angiodysplasies en novembre 2023', { ...ill('Angiodysplasies', 'angiodysplasie', '2023-11'), importance: 2 })
      .fact('b', 'Angiodysplasies cæcales', { ...ill('Angiodysplasies cæcales', 'angiodysplasie', '2023-11-06'), importance: 1 })
      .fact('b', 'Coloscopie totale', act('Geste long', '2023-11-06'))
      .fact('b', 'Polype', ill('Polype', 'polype', '2023-11-06'))
      .fact('b', 'Diverticules', ill('Diverticules', 'diverticules', '2023-11-06'));
    const days = timelineOf(made);
    expect(days.get('2023-11-06')).toMatch(/^Coloscopie : .*; angiodysplasies$/);
    expect(days.has('2023-11')).toBe(false);
  });
});
