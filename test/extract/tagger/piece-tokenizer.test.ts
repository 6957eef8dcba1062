import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { AutoTokenizer, env } from '@xenova/transformers';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../../src/config.js';
import { PieceTokenizer, type UnigramFile } from '../../../src/extract/tagger/piece-tokenizer.js';

const MODELS = join(PACKAGE_ROOT, 'models');
const ENCODER = 'multilingual-e5-small-fr';
const TEXTS = [
  'Patient de 67 ans, ATCD : HTA, DT2 sous metformine 1000 mg x 2/j.',
  "L'échographie retrouve une lésion de 12,5 × 8 mm (segment IV) ; β-HCG < 5 UI/L.",
  'PAS D’ALLERGIE CONNUE\nTension 148/88\t— fréquence 72/min…',
  'Trai\u0301te\u0301 par vanille \u00a0 5 µg/m² ½ cp ﬁbrinoge\u0300ne № 3, 你好 😀😀 fin',
  'œdème aigu du poumon, cœur ; « guillemets » ; 37,2 °C ; H₂O ; T4N0M0 ; e-mail@x.fr',
  'a´b ¨ c\u200bd \ufeffe',
];

describe('the tokenizer with offsets', () => {
  let mine: PieceTokenizer;
  let theirs: (text: string) => number[];

  beforeAll(async () => {
    env.allowRemoteModels = false;
    env.localModelPath = `${MODELS}/`;
    mine = new PieceTokenizer(JSON.parse(readFileSync(join(MODELS, ENCODER, 'tokenizer.json'), 'utf8')) as UnigramFile);
    const library = await AutoTokenizer.from_pretrained(ENCODER, { local_files_only: true });
    theirs = (text) => library.encode(text, { add_special_tokens: false });
  });

  it.each(TEXTS)('gives the ids of the library: %s', (text) => {
    expect(mine.encode(text).map((piece) => piece.id)).toEqual(theirs(text));
  });

  it('covers every character that is no blank, in order, within the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let at = 0;
        for (const piece of mine.encode(text)) {
          expect(piece.start).toBeGreaterThanOrEqual(0);
          expect(piece.end).toBeLessThanOrEqual(text.length);
          expect(piece.end).toBeGreaterThanOrEqual(piece.start);
          if (piece.end > piece.start) {
            expect(text.slice(at, Math.max(at, piece.start))).not.toMatch(/[a-z0-9]/i);
            at = Math.max(at, piece.end);
          }
        }
        expect(text.slice(at)).not.toMatch(/[a-z0-9]/i);
      }),
      { numRuns: 60 },
    );
  });

  it('points at the words that it cut', () => {
    const text = '  Une  hypothyroïdie,\n traite\u0301e.';
    const words = text.split(/\s+/).join('');
    expect(
      mine
        .encode(text)
        .map(({ start, end }) => text.slice(start, end))
        .join(''),
    ).toBe(words);
  });
});
