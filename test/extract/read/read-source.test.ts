import { afterAll, describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { readSource } from '../../../src/extract/read/read-source.js';
import { closeReadWorkers } from '../../../src/extract/read/worker-pool.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
afterAll(closeReadWorkers);

describe('readSource', () => {
  it.each([
    ['UTF-8 with a mark', utf8('\ufeffCréatinine 88 µmol/L')],
    ['Latin-1', Uint8Array.from(Buffer.from('Créatinine 88 µmol/L', 'latin1'))],
    ['UTF-16 with a mark', Uint8Array.from(Buffer.from('\ufeffCréatinine 88 µmol/L', 'utf16le'))],
    ['UTF-16 without', Uint8Array.from(Buffer.from('Créatinine 88 µmol/L', 'utf16le'))],
    ['RTF', utf8("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 Cr\\'e9atinine 88 \\u181?mol/L\\par}")],
    ['HTML', utf8('<html><head><title>x</title></head><body><p>Cr&eacute;atinine 88 &micro;mol/L</p></body></html>')],
  ])('reads %s alike', async (_, bytes) => {
    const [reading] = await readSource({ fileName: 'a.bin', bytes });
    expect(reading!.warnings).toEqual([]);
    expect(reading!.pages.map((page) => page.text)).toEqual(['Créatinine 88 µmol/L']);
  });

  it('starts a page at a form feed', async () => {
    const [reading] = await readSource({ fileName: 'a.txt', bytes: utf8('page une\fpage deux') });
    expect(reading!.pages.map((page) => [page.number, page.text])).toEqual([
      [1, 'page une'],
      [2, 'page deux'],
    ]);
  });

  it('takes pages pasted as pictures into a DOCX for documents of their own, and leaves logos', async () => {
    const picture = async (width: number, height: number) =>
      new Uint8Array(
        await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
          .png()
          .toBuffer(),
      );
    const bytes = zipSync({
      'word/document.xml': utf8('<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Voir le scan.</w:t></w:r></w:p></w:body></w:document>'),
      'word/media/image1.png': await picture(200, 80),
      'word/media/image2.png': await picture(1000, 1400),
    });
    const [letter, scan, ...others] = await readSource({ fileName: 'lettre.docx', bytes });
    expect(letter).toMatchObject({ pages: [{ text: 'Voir le scan.' }], needsOcr: [] });
    expect(scan).toMatchObject({ mediaType: 'image/png', parentId: letter!.id, needsOcr: [1], fileName: 'image-1.png' });
    expect(others).toEqual([]);
  });

  it('reads each document of an archive', async () => {
    const bytes = zipSync({ 'x/un.txt': utf8('Compte rendu un'), 'x/deux.txt': utf8('Compte rendu deux') });
    const readings = await readSource({ fileName: 'envoi.zip', bytes });
    expect(readings.map((reading) => reading.fileName)).toEqual(['un.txt', 'deux.txt']);
  });

  it.each([
    ['FRS-IN-002', new Uint8Array(0)],
    ['FRS-IN-009', Uint8Array.from({ length: 400 }, (_, index) => (index * 7919) % 256)],
    ['FRS-IN-003', utf8('%PDF-1.7\nnothing that follows')],
    ['FRS-IN-003', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3)],
    ['FRS-IN-006', zipSync({ 'bombe.txt': new Uint8Array(60_000_000) }, { level: 9 })],
  ])('answers %s and no exception', async (code, bytes) => {
    const [reading] = await readSource({ fileName: 'a', bytes });
    expect(reading!.warnings.map((warning) => warning.code)).toEqual([code]);
    expect(reading!.pages).toEqual([]);
  });
});
