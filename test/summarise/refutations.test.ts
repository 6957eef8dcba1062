import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { deniedByACaregiver, refutationHolds } from '../../src/summarise/refutations.js';

const plain = {
  negated: false,
  hypothetical: false,
  family: false,
  otherPerson: false,
  historical: false,
  reported: false,
  instruction: false,
};
const fact = (documentId: string, over: Partial<Fact> = {}, qualifiers: Partial<Fact['qualifiers']> = {}): Fact =>
  ({
    id: `${documentId}-1`,
    documentId,
    kind: 'device',
    label: 'Défibrillateur',
    status: 'active',
    ...over,
    qualifiers: { ...plain, ...qualifiers },
  }) as Fact;

const DATES: Readonly<Record<string, string>> = { form: '2024-10-22', letter: '2026-06-11', early: '2020-01-01', sheet: '2026-11-04' };
const sources = {
  dateOf: (id: string) => DATES[id],
  nature: (id: string) => (id === 'sheet' ? 'peripheral' : id === 'form' ? 'other' : 'letter'),
  hasManyLetters: true,
} as unknown as Parameters<typeof deniedByACaregiver>[2];
const denied = (documentId: string): Fact => fact(documentId, { status: 'absent' }, { negated: true });

describe('a device that one form says and a later letter denies', () => {
  it('is not there', () => {
    const said = fact('form');
    expect(deniedByACaregiver([said, denied('letter')], [said], sources)).toHaveLength(1);
  });
  it.each<[string, readonly Fact[], readonly Fact[]]>([
    ['a denial of before', [denied('early')], [fact('form')]],
    ['a sheet that copies', [denied('sheet')], [fact('form')]],
    ['a day on which it was put in', [denied('letter')], [fact('form', { date: '2024-03-02', dateSource: 'text' })]],
    ['two documents that say it', [denied('letter')], [fact('form'), fact('early')]],
  ])('%s leaves it', (_, denials, said) => {
    expect(deniedByACaregiver([...said, ...denials], said, sources)).toEqual([]);
  });
});

describe('an allergy that a notebook strikes out', () => {
  const peanut = (documentId: string, over: Partial<Fact> = {}): Fact => fact(documentId, { kind: 'allergy', label: 'Arachide', ...over });
  const refuted = (documentId: string): Fact => peanut(documentId, { status: 'ruled-out' });

  it('stands where two caregivers wrote it, whenever they did', () => {
    expect(refutationHolds(refuted('sheet'), [peanut('letter'), peanut('early')], sources)).toBe(false);
    expect(refutationHolds(refuted('sheet'), [peanut('letter')], sources)).toBe(true);
  });
  it('falls to one letter that clears it after them', () => {
    expect(refutationHolds(refuted('letter'), [peanut('early'), peanut('form')], sources)).toBe(true);
  });
});
