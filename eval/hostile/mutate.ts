import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

const DOCX_BODY =
  '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Compte rendu</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>HbA1c</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>';
const HL7 =
  'MSH|^~\\&|LAB|SITE|DPI|SITE|202611160800||ORU^R01|1|P|2.5\rPID|1||123^^^ASIP-SANTE-INS-NIR||DUPONT^JEAN||19600101|M\rOBR|1||1|4548-4^HbA1c\rOBX|1|NM|4548-4^HbA1c||6.1|%|4-5.6|H|||F\r';
const FHIR = JSON.stringify({
  resourceType: 'Bundle',
  type: 'document',
  entry: [
    { resource: { resourceType: 'Observation', status: 'final', code: { text: 'HbA1c' }, valueQuantity: { value: 6.1, unit: '%' } } },
  ],
});
const FHIR_XML =
  '<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><entry><resource><Observation><status value="final"/><code><text value="HbA1c"/></code></Observation></resource></entry></Bundle>';

/** One sound file of every format read: those of the demonstration dossier, and small ones made here. */
export async function soundFiles(demoSources: string): Promise<Uint8Array[]> {
  const demo = readdirSync(demoSources)
    .filter((name) => /\.(?:pdf|xml|jpg|txt)$/u.test(name))
    .map((name) => new Uint8Array(readFileSync(join(demoSources, name))))
    .sort((a, b) => a.length - b.length);
  const page = sharp({ create: { width: 300, height: 400, channels: 3, background: '#ffffff' } });
  const [png, jpeg, tiff] = await Promise.all([
    page.clone().png().toBuffer(),
    page.clone().jpeg().toBuffer(),
    page.clone().tiff().toBuffer(),
  ]);
  const text = strToU8('Compte rendu de consultation\nHbA1c  6,1 %');
  return [
    ...demo,
    new Uint8Array(png),
    new Uint8Array(jpeg),
    new Uint8Array(tiff),
    zipSync({ 'word/document.xml': strToU8(DOCX_BODY), '[Content_Types].xml': strToU8('<Types/>') }),
    zipSync({ 'a.txt': text, 'b.pdf': demo[0]! }),
    zipSync({ 'IHE_XDM/SUBSET01/METADATA.XML': strToU8('<SubmitObjectsRequest/>'), 'IHE_XDM/SUBSET01/DOC.TXT': text }),
    strToU8('{\\rtf1\\ansi Compte rendu\\par HbA1c\\tab 6,1 %\\par}'),
    strToU8('<!doctype html><html><body><table><tr><td>HbA1c</td><td>6,1</td></tr></table></body></html>'),
    strToU8(HL7),
    strToU8(FHIR),
    strToU8(FHIR_XML),
    text,
  ];
}

/** One damage a file may come with: bits flipped, cut short, a part doubled, moved or filled, another file's part, noise behind a sound head. */
export function mutate(files: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = (limit: number): number => Math.floor(random() * limit);
  const file = files[pick(files.length)]!;
  const bytes = file.slice();
  switch (pick(7)) {
    case 0: {
      for (let count = 1 + pick(40); count > 0; count -= 1) bytes[pick(bytes.length)]! ^= 1 << pick(8);
      return bytes;
    }
    case 1:
      return bytes.subarray(0, pick(bytes.length));
    case 2: {
      const [from, length] = [pick(bytes.length), pick(2000)];
      return Uint8Array.from(
        [...bytes.subarray(0, from), ...bytes.subarray(Math.max(0, from - length), from), ...bytes.subarray(from)].slice(0, 2_000_000),
      );
    }
    case 3: {
      const [to, from] = [pick(bytes.length), pick(bytes.length)];
      bytes.copyWithin(to, from, Math.min(bytes.length, from + pick(4000)));
      return bytes;
    }
    case 4: {
      const from = pick(bytes.length);
      bytes.fill(pick(256), from, Math.min(bytes.length, from + pick(4000)));
      return bytes;
    }
    case 5: {
      const other = files[pick(files.length)]!;
      const from = pick(Math.min(bytes.length, other.length));
      bytes.set(other.subarray(from, Math.min(other.length, bytes.length, from + 8000)), from);
      return bytes;
    }
    default: {
      const noise = Uint8Array.from({ length: pick(20_000) }, () => pick(256));
      noise.set(bytes.subarray(0, Math.min(noise.length, 8 + pick(200))));
      return noise;
    }
  }
}
