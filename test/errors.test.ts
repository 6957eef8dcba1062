import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError, ERRORS } from '../src/errors.js';

const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'errors.md'), 'utf8');
const row = (code: string, { status, message, remedy }: { status: number; message: string; remedy: string }): string =>
  `| ${code} | ${status} | ${message} | ${remedy} |`;

describe('the catalogue of errors', () => {
  it('is the one that docs/errors.md lists, row by row', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| FRS-'));
    expect(rows).toEqual(Object.entries(ERRORS).map(([code, entry]) => row(code, entry)));
  });

  it('says in French what happened and what to do', () => {
    for (const { message, remedy } of Object.values(ERRORS)) {
      expect(message).toMatch(/^[A-ZÀÉ].*\.$/u);
      expect(remedy).toMatch(/^[A-ZÀÉ].*\.$/u);
    }
  });

  it('carries its code, its status and a detail', () => {
    const error = new AppError('FRS-IN-004', { detail: 'a.pdf' });
    expect(error).toMatchObject({ code: 'FRS-IN-004', status: 422, detail: 'a.pdf' });
    expect(error.message).toContain('a.pdf');
  });
});
