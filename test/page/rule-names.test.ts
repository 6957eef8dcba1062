import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORIGIN_NAMES, originName, RULE_NAMES, ruleName } from '../../src/api/page/rule-names.js';
import { ROOT } from '../api/support.js';

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));

/** Names as the code writes them: "merge:same-concept"; those made of a part are told by their beginning. */
const WRITTEN = /['"`]((?:merge|treatment|plan|series|vigilance|conclusion):[a-z-]+)/g;

describe('rule names', () => {
  const written = new Set(sources('src/summarise').flatMap((text) => [...text.matchAll(WRITTEN)].map(([, name]) => name ?? '')));

  it('finds the names that the code writes', () => expect(written.size).toBeGreaterThan(40));

  it.each([...written])('%s has a French name', (name) => {
    expect(RULE_NAMES[name], name).toMatch(/^[A-ZÀ-Ü«].*\.$/u);
    expect(ruleName(`${name}:detail`)).toBe(RULE_NAMES[name]);
  });

  it('names no rule that the code has lost', () => {
    // Made of a part, or by the page itself.
    const made = ['vigilance:failed', 'vigilance:quarantined', 'since:before'];
    expect(Object.keys(RULE_NAMES).filter((name) => !written.has(name) && !made.includes(name))).toEqual([]);
  });

  it('names what read a fact, each rule of reading by its beginning', () => {
    const origins = new Set(
      sources('src/extract/facts').flatMap((text) =>
        [...text.matchAll(/['"`]rule:([a-z-]+)/g), ...text.matchAll(/rule: ['`]([a-z-]{4,})/g)].map(([, name]) => name ?? ''),
      ),
    );
    expect(origins.size).toBeGreaterThan(15);
    for (const name of origins) expect(originName(`rule:${name}`), name).not.toBe(name);
    for (const name of Object.values(ORIGIN_NAMES)) expect(name).toMatch(/^[a-zà-ü]/);
    expect(originName('cda:3.1.6')).toContain('CDA');
  });

  it('leaves a rule that is a sentence as it is', () => expect(ruleName('tous les deux ans')).toBe('tous les deux ans'));
});
