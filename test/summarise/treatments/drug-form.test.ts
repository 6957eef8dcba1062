import { expect, test } from 'vitest';
import { treatmentsOf } from '../../fakes/treatments-of.js';

const formOf = (...lines: string[]): string | undefined => {
  const { current, stopped } = treatmentsOf(
    lines.map((line, at) => [`2026-0${at + 1}-05`, 'Lettre de consultation', `Traitement :\n${line}\n`]),
  );
  return [...current, ...stopped][0]?.form;
};

test.each([
  ['TIMOPTOL 0,5 % matin et soir', 'collyre'],
  ['EXELON patch 9,5 mg/24 h, un par jour', 'patch'],
  ['PENTASA suppositoires, un le soir', 'suppositoire'],
  ['COLIMYCINE 2 MUI x 2 en aérosol', 'aérosol'],
  ['dexaméthasone collyre, 1 goutte x 4', 'collyre'],
  ['TROPHICREME le soir', 'vaginal'],
])('what is neither swallowed nor injected bears its form: %s', (line, form) => {
  expect(formOf(line)).toBe(form);
});

test.each([['AMLOR 5 mg le matin'], ['PREVISCAN 20 mg, un quart le soir'], ['LOVENOX 4000 UI par jour']])('%s has none', (line) => {
  expect(formOf(line)).toBeUndefined();
});

test('two forms of one drug are told as neither', () => {
  expect(formOf('KETUM gel 2 fois par jour', 'PROFENID 100 mg matin et soir')).toBeUndefined();
});
