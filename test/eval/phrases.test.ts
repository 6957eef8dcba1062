import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPhrases } from '../../eval/phrases.js';

const FOLDER = new URL('../../eval/corpus/phrases/', import.meta.url);
const BOOKS = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

describe('the phrase books', () => {
  it.each(BOOKS)('%s: each paper stands once, is read before it is due, and asks for something', (book) => {
    const phrases = readPhrases(new URL(book, FOLDER).pathname);
    expect(new Set(phrases.map(({ id }) => id)).size).toBe(phrases.length);
    expect(phrases.filter(({ date, patient }) => date > '2026-11-16' || date < patient.birthDate)).toEqual([]);
    expect(phrases.filter(({ expect: expected, never }) => expected.length + never.length === 0)).toEqual([]);
  });

  it('no paper of an open half stands in a sealed one', () => {
    const texts = (half: string) =>
      BOOKS.filter((book) => book.includes(half)).flatMap((book) => readPhrases(new URL(book, FOLDER).pathname).map(({ text }) => text));
    const open = new Set(texts('.open.'));
    expect(texts('.sealed.').filter((text) => open.has(text))).toEqual([]);
    expect(open.size).toBe(860);
  });
});
