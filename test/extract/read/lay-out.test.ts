import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/extract/read/layout/lay-out.js';
import { straighten } from '../../../src/extract/read/layout/straighten.js';
import type { Word } from '../../../src/extract/read/layout/word.js';

const PAGE = { width: 600, height: 800 };
/** Words of a line set in a fixed pitch of 5 points, font size 10; `at` is the column of its first character. */
function line(text: string, y: number, at = 0, order = 0): Word[] {
  return [...text.matchAll(/\S+/gu)].map((match, index) => ({
    text: match[0],
    x0: 50 + (at + match.index) * 5,
    x1: 50 + (at + match.index + match[0].length) * 5,
    top: y - 9,
    bottom: y + 2,
    baseline: y,
    size: 10,
    order: order + index,
  }));
}
const laid = (words: readonly Word[]): string => layOut(words, PAGE).text;

describe('layOut', () => {
  it('keeps a row whole and its cells apart, whatever the order they were drawn in', () => {
    const rows = [
      'Sodium         139      mmol/L     136 - 145',
      'Potassium      4,4      mmol/L     3,4 - 4,5',
      'Créatinine     88       µmol/L     62 - 106',
    ];
    const byRow = rows.flatMap((row, index) => line(row, 100 + index * 14));
    const byColumn = [...byRow].sort((a, b) => a.x0 - b.x0).map((word, order) => ({ ...word, order }));
    expect(laid(byRow)).toBe(rows.join('\n'));
    expect(laid(byColumn)).toBe(rows.join('\n'));
  });

  // Running text made into a PDF keeps one blank between the items of a form.
  it.each([
    ['Stimulateur cardiaque [ ] Prothèse dentaire [X] haut', ['Stimulateur cardiaque [ ]', 'Prothèse dentaire [X] haut']],
    ['Continence : [ ] oui [X] protections Sonde urinaire [ ]', ['Continence : [ ] oui [X] protections', 'Sonde urinaire [ ]']],
    ['BMR connue [ ] Covid dans les 14 j [ ]', ['BMR connue [ ]', 'Covid dans les 14 j [ ]']],
    [
      'Vaccins : grippe 20/10/26 [X] Covid [ ] reporté Pneumo 14/11/24 [X]',
      ['Vaccins : grippe 20/10/26 [X]', 'Covid [ ] reporté', 'Pneumo 14/11/24 [X]'],
    ],
    [
      'Poumon : poumon de fermier Apnées du sommeil : [ ] oui [X] non Oxygène : [ ] oui [X] non',
      ['Poumon : poumon de fermier', 'Apnées du sommeil : [ ] oui [X] non', 'Oxygène : [ ] oui [X] non'],
    ],
    ['eczéma : [X] oui [ ] non se déplace : [ ] oui [X] non', ['eczéma : [X] oui [ ] non', 'se déplace : [ ] oui [X] non']],
    [
      'méningocoque C : [ ] fait [X] non fait méningocoque B : [ ] fait',
      ['méningocoque C : [ ] fait [X] non fait', 'méningocoque B : [ ] fait'],
    ],
    [
      'INDICATION : cirrhose Child [ ] A [X] B [ ] C MELD 15, 2 CHC',
      ['INDICATION : cirrhose', 'Child [ ] A [X] B [ ] C', 'MELD 15, 2 CHC'],
    ],
    [
      'Tabac : [X] non fumeuse [ ] fumeuse Alcool : [ ] jamais [X] parfois',
      ['Tabac : [X] non fumeuse [ ] fumeuse', 'Alcool : [ ] jamais [X] parfois'],
    ],
    ['ALIMENTATION Texture : ☒ normale ☐ mixée Régime : sans sel', ['ALIMENTATION', 'Texture : ☒ normale ☐ mixée', 'Régime : sans sel']],
    ['terme : [X] oui 32 SA poids : 1 240 g', ['terme : [X] oui 32 SA', 'poids : 1 240 g']],
  ])('sets the items of a form apart: %s', (text, items) => {
    expect(laid(line(text, 100)).split(/ {2,}/)).toEqual(items);
  });

  it.each([
    'Toilette [ ] seule [X] aide partielle [ ] aide totale',
    'Epilepsie traitée par [X] Keppra [ ] Lamictal sous surveillance du Dr Martin',
    '[X] Rachis : hernie discale opérée en 2014, pas de déficit',
    'Adressé par : [X] Mme Monique ROUCHET',
    'Tabac [x] oui 6/j [ ] non',
    'Sodium : 139 Potassium : 4,4',
    'Score OMS : [ ] 0 [X] 1 [ ] 2',
  ])('leaves one item whole: %s', (text) => {
    expect(laid(line(text, 100))).toBe(text);
  });

  it('reads the first column to its end before the second', () => {
    const left = [
      'Monsieur a été vu ce jour pour une',
      'douleur thoracique apparue il y a',
      'trois jours, sans irradiation, et',
      'cédant au repos en dix minutes. Il',
      'ne prend aucun traitement au long',
      'cours. Examen clinique normal ce',
      'jour. Électrocardiogramme sinusal',
      'sans trouble de repolarisation et',
    ];
    const right = [
      'sans modification récente. Un test',
      'est demandé en ambulatoire. Aucune',
      'allergie connue à ce jour. Tabac :',
      'sevré depuis deux ans. La tension',
      'est à 132/78. Les bruits du cœur',
      'sont réguliers, sans souffle. Pas',
      'de signe de décompensation. Mollets',
      'souples. Revu dans un mois.',
    ];
    const words = left.flatMap((text, index) => [
      ...line(text, 100 + index * 14, 0, index * 100),
      ...line(right[index]!, 103 + index * 14, 42, index * 100 + 50),
    ]);
    expect(laid(words)).toBe([...left, ...right].join('\n'));
  });

  it('leaves a form of pairs in rows', () => {
    const rows = [
      'Opérateur : Pr MARTIN Jean          Aides : Dr DURAND Paul, interne',
      'Anesthésiste : Dr PETIT Anne        Infirmière : C. ROUX-LAVAL',
      'Début : 08 h 52                     Fin : 11 h 04',
    ];
    expect(laid(rows.flatMap((row, index) => line(row, 100 + index * 14, 0, index * 20)))).toBe(rows.join('\n'));
  });

  it('parts paragraphs by a blank line', () => {
    expect(laid([...line('Un paragraphe sur', 100), ...line('deux lignes.', 114), ...line('Un autre.', 142)])).toBe(
      'Un paragraphe sur\ndeux lignes.\n\nUn autre.',
    );
  });

  it('gives each word its exact place in the text', () => {
    const word = fc.record({
      text: fc.stringMatching(/^[a-zéµ0-9,.]{1,9}$/u),
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 10, max: 780 }),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (items) => {
        const words = items.map(({ text, x, y }, order) => ({
          text,
          x0: x,
          x1: x + text.length * 5,
          top: y - 9,
          bottom: y + 2,
          baseline: y,
          size: 10,
          order,
        }));
        const { text, positions } = layOut(words, PAGE);
        expect(positions.map(({ start, end }) => text.slice(start, end)).sort()).toEqual(words.map((item) => item.text).sort());
        expect(text).not.toMatch(/\n{3,}/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe('straighten', () => {
  it('brings the cells of a leaning row to one line and keeps their true boxes', () => {
    const slope = 0.02;
    const cells = ['Sodium', 'mmol/L', '136-145'];
    const lines = Array.from({ length: 12 }, (_, row) =>
      cells.map((text, index) => {
        const [x, y] = [100 + index * 800, 200 + row * 45 + slope * (100 + index * 800)];
        const words = [0, 1, 2].map((part) => ({
          text: `${text}${String(part)}`,
          confidence: 0.9,
          x0: x + part * 130,
          y0: y - 30,
          x1: x + part * 130 + 110,
          y1: y,
        }));
        return { words, baseline: { x0: x, y0: y, x1: x + 400, y1: y + slope * 400 } };
      }),
    ).flat();
    const words = straighten(lines, { width: 2480, height: 3508 });
    expect(layOut(words, { width: 2480, height: 3508 }).text.split('\n')).toHaveLength(12);
    expect(words[0]!.box).toEqual({ x0: 100, top: lines[0]!.words[0]!.y0, x1: 210, bottom: lines[0]!.words[0]!.y1 });
  });
});
