import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Sourced {
  readonly id?: string;
  readonly names?: readonly string[];
  readonly rule?: string;
  readonly source?: string;
  readonly reference?: { readonly title: string; readonly url: string };
  readonly references?: readonly { readonly title: string; readonly url: string }[];
  readonly unverified?: string | boolean;
}

const read = (file: string): Record<string, Sourced[]> & { readonly checkedOn: string } =>
  JSON.parse(readFileSync(new URL(`../../src/summarise/vocabulary/${file}`, import.meta.url), 'utf8')) as Record<string, Sourced[]> & {
    readonly checkedOn: string;
  };

describe('rules that are data', () => {
  it.each([
    ['prevention.json', ['vaccinations', 'screenings']],
    ['drug-classes.json', ['associations', 'renalLimits']],
  ])('%s says of each entry where it was checked, or that it was not', (file, lists) => {
    const data = read(file);
    expect(data.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const entry of lists.flatMap((list) => data[list] ?? [])) {
      const references = [...(entry.references ?? []), ...(entry.reference === undefined ? [] : [entry.reference])];
      expect(references.every(({ title, url }) => title !== '' && /^https?:\/\//.test(url))).toBe(true);
      expect(references.length > 0 || entry.unverified !== undefined, entry.id ?? entry.names?.[0]).toBe(true);
      expect((entry.rule ?? entry.source ?? '').length).toBeGreaterThan(10);
    }
  });
});
