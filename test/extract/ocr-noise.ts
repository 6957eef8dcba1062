const CONFUSIONS: Readonly<Record<string, string>> = {
  l: '1',
  i: 'l',
  o: '0',
  O: '0',
  e: 'c',
  c: 'e',
  é: 'e',
  è: 'e',
  m: 'rn',
  n: 'ri',
  '5': 'S',
  '0': 'O',
  '1': 'l',
  ',': '.',
  u: 'ii',
  h: 'b',
  t: 'l',
  a: 'o',
};

/** Text as a mediocre OCR would give it: about `rate` of its characters misread, the same way for the same seed. */
export function withOcrNoise(text: string, rate: number, seed = 1): string {
  let state = seed * 2654435761;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 4294967296;
  };
  return [...text]
    .map((char) => {
      const misread = CONFUSIONS[char];
      return misread !== undefined && next() < rate * 2 ? misread : char;
    })
    .join('');
}
