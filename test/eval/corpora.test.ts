import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readBrat } from '../../eval/tasks/corpora/brat.js';
import { readParhaf } from '../../eval/tasks/corpora/parhaf.js';
import { readCorpus } from '../../eval/tasks/corpora/read-corpus.js';
import { readXmi } from '../../eval/tasks/corpora/uima.js';
import type { NeutralDocument } from '../../eval/tasks/jsonl.js';
import { runTask } from '../../eval/tasks/run-task.js';

/** A dose sign beyond the first plane: where code points and UTF-16 part. */
const TEXT = '💊 Pas de fièvre.\nDiabète depuis le 3 mai 2019, HTA du père.';
const words = (document: NeutralDocument): (readonly [string, string | undefined])[] =>
  (document.entities ?? []).map(({ start, end, label }) => [[...document.text].slice(start, end).join(''), label]);
const pointsOf = (needle: string): readonly [number, number] => {
  const start = [...TEXT.slice(0, TEXT.indexOf(needle))].length;
  return [start, start + [...needle].length];
};
const unitsOf = (needle: string): readonly [number, number] => [TEXT.indexOf(needle), TEXT.indexOf(needle) + needle.length];

const ann = (): string => {
  const span = (needle: string): string => pointsOf(needle).join(' ');
  return [
    `T1\tDISO ${span('fièvre')}\tfièvre`,
    'A1\tNegation T1',
    `T2\tDISO ${span('Diabète')}\tDiabète`,
    '#1\tAnnotatorNotes T2\tC0011849',
    `T3\tdate ${span('3 mai 2019')}\t3 mai 2019`,
    'A2\tValue T3 2019-05-03',
    `T4\tDISO ${span('HTA')};${span('père')}\tHTA père`,
    'A3\tFamily T4',
    'R1\tCauses Arg1:T1 Arg2:T2',
  ].join('\n');
};

const xmi = (): string => {
  const at = (needle: string): string => `begin="${unitsOf(needle)[0]}" end="${unitsOf(needle)[1]}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore" xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/><type:Sentence xmi:id="2" sofa="1" begin="0" end="10"/>
<custom:CLINENTITY xmi:id="3" sofa="1" ${at('fièvre')} entityID="C0015967"/>
<custom:EVENT xmi:id="4" sofa="1" ${at('fièvre')} polarity="NEG" contextualModality="ACTUAL" docTimeRel="OVERLAP"/>
<custom:EVENT xmi:id="5" sofa="1" ${at('Diabète')} polarity="POS" contextualModality="HEDGED"/>
<custom:TIMEX3 xmi:id="6" sofa="1" ${at('3 mai 2019')} timex3Class="DATE" value="2019-05-03"/>
<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${TEXT.replaceAll('\n', '&#10;')}"/>
</xmi:XMI>`;
};

const casJson = (): unknown => ({
  '%TYPES': {},
  '%FEATURE_STRUCTURES': [
    { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaString: TEXT },
    { '%ID': 2, '%TYPE': 'de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token', '@sofa': 1, begin: 0, end: 2 },
    {
      '%ID': 3,
      '%TYPE': 'webanno.custom.Span',
      '@sofa': 1,
      begin: unitsOf('fièvre')[0],
      end: unitsOf('fièvre')[1],
      LABEL: 'Infection',
      negation: true,
    },
  ],
});

describe('brat', () => {
  it('keeps the words, flags and their contrary, values, CUIs and broken spans', () => {
    const [document] = readBrat([{ id: 'a', text: TEXT, ann: ann() }]);
    expect(words(document!)).toEqual([
      ['fièvre', 'DISO'],
      ['Diabète', 'DISO'],
      ['3 mai 2019', 'date'],
      ['HTA du père', 'DISO'],
    ]);
    expect(document?.entities).toMatchObject([
      { negated: true, family: false },
      { negated: false, note: 'C0011849' },
      { value: '2019-05-03' },
      { negated: false, family: true, fragments: [pointsOf('HTA'), pointsOf('père')] },
    ]);
    expect(document?.entities?.[2]).not.toHaveProperty('negated');
  });
});

describe('XMI as in E3C', () => {
  it('turns offsets to code points and gives a clinical entity what the event on it says', () => {
    const document = readXmi('b', xmi());
    expect(document.text).toBe(TEXT);
    expect(words(document)).toEqual([
      ['fièvre', 'CLINENTITY'],
      ['fièvre', 'EVENT'],
      ['Diabète', 'EVENT'],
      ['3 mai 2019', 'DATE'],
    ]);
    expect(document.entities).toMatchObject([
      { negated: true, hypothetical: false, code: 'C0015967' },
      { negated: true, hypothetical: false },
      { negated: false, hypothetical: true },
      { value: '2019-05-03' },
    ]);
  });

  it('refuses a file without a text, and never follows an entity', () => {
    expect(() => readXmi('b', '<x/>')).toThrow(RangeError);
    expect(() => readXmi('b', `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x sofaString="&e;"/>`)).toThrow();
  });
});

describe('JSON as in PARHAF', () => {
  it('takes patients with documents, annotated reports as CAS, and rows of the tables', () => {
    const patients = [{ id: 'P7', documents: [{ type: 'CRH', header: 'Hôpital', text: 'Une.' }, { text: 'Deux.' }] }];
    expect(readParhaf('c', patients)).toEqual([
      { id: 'P7/1', text: 'Hôpital\nUne.' },
      { id: 'P7/2', text: 'Deux.' },
    ]);
    const [cas] = readParhaf('c', casJson());
    expect(words(cas!)).toEqual([['fièvre', 'Infection']]);
    expect(cas?.entities?.[0]).toMatchObject({ negated: true });
    const [start, end] = pointsOf('Diabète');
    const [row] = readParhaf('c', { report: 'R1', full_text: TEXT, spans: [{ begin: start, end, attribute_LABEL: 'Disorder' }] });
    expect(row).toMatchObject({ id: 'R1' });
    expect(words(row!)).toEqual([['Diabète', 'Disorder']]);
    expect(() => readParhaf('c', { name: 'x' })).toThrow(/^c: /);
  });
});

describe('a folder of them', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is measured as one corpus', async () => {
    folder = mkdtempSync(join(tmpdir(), 'frise-corpora-'));
    writeFileSync(join(folder, 'a.txt'), TEXT);
    writeFileSync(join(folder, 'a.ann'), ann());
    writeFileSync(join(folder, 'b.xmi'), xmi());
    writeFileSync(join(folder, 'c.json'), JSON.stringify(casJson()));
    expect(readCorpus(folder).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(readCorpus(join(folder, 'a.ann'))).toHaveLength(1);
    const out = join(folder, 'out.jsonl');
    const { figures } = await runTask({ task: 'qualifiers', data: folder, predictions: out });
    expect(figures['negated.f1']).toBe(1);
    expect(readCorpus(out)).toHaveLength(3);
    const dates = await runTask({ task: 'dates', data: join(folder, 'b.xmi') });
    expect(dates.figures).toMatchObject({ found: 1, right: 1 });
  });

  it('says what it takes where it finds nothing', () => {
    folder = mkdtempSync(join(tmpdir(), 'frise-corpora-'));
    expect(() => readCorpus(folder)).toThrow(/\.jsonl/);
  });
});
