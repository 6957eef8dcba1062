import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexicon, stem } from '../../../src/extract/facts/lexicon.js';
import { fold } from '../../../src/extract/text/fold.js';

const lexicon = new Lexicon([
  { terms: ['Cancer du sein', 'néoplasie du sein'], value: 'sein' },
  { terms: ['Cancer'], value: 'cancer' },
  { terms: ['Insuffisance cardiaque'], value: 'ic' },
  { terms: ['Hypertension artérielle', 'HTA'], value: 'hta' },
  { terms: ['Hypotension'], value: 'hypo' },
  { terms: ['Périartérite noueuse', 'PAN'], value: 'pan' },
  { terms: ['Œdème des membres inférieurs'], value: 'omi' },
  { terms: ['SCA ST+'], value: 'st+' },
  { terms: ['Sténose de la carotide'], value: 'stenose' },
  { terms: ['Toux'], value: 'toux' },
]);
const found = (text: string): string[] =>
  lexicon.find(text, fold(text)).map(({ start, end, value }) => `${value}=${text.slice(start, end)}`);

describe('Lexicon', () => {
  it.each([
    ['cancers des seins', ['sein=cancers des seins']],
    ['cancer sein', ['sein=cancer sein']],
    ['un cancer, le sein droit', ['cancer=cancer']],
    ['HTA et hta', ['hta=HTA', 'hta=hta']],
    ['un pan de mur', []],
    ['une PAN', ['pan=PAN']],
    ['oedemes des membres inférieurs', ['omi=oedemes des membres inférieurs']],
    ['insuffisance\ncardiaque', ['ic=insuffisance\ncardiaque']],
    ['insuffisance\n\ncardiaque', []],
    ['insufisance cardiaque', ['ic=insufisance cardiaque']],
    ['hypotension', ['hypo=hypotension']],
    ['hypertensin', []],
    ['SCA ST+', ['st+=SCA ST+']],
    ['sténose serrée de la carotide', ['stenose=sténose serrée de la carotide']],
    ['tous les jours', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('gives ordered ranges that never overlap, whatever the text', () => {
    const words = fc.constantFrom('cancer', 'du', 'sein', 'HTA', 'insuffisance', 'cardiaque', ',', '\n', 'œdème', 'É');
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const text = parts.join(' ');
        let end = 0;
        for (const match of lexicon.find(text, fold(text))) {
          expect(match.start).toBeGreaterThanOrEqual(end);
          expect(match.end).toBeGreaterThan(match.start);
          end = match.end;
        }
      }),
    );
  });

  it.each([
    ['renaux', 'renal'],
    ['coronariennes', 'coronarien'],
    ['osseuse', 'osseux'],
    ['operees', 'opere'],
  ])('%s and %s have one stem', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });
});
