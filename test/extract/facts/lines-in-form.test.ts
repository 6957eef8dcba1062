import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typedDocument, typeOf } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';

interface Listing {
  readonly patient: Parameters<typeof extractFacts>[1]['patient'];
  readonly documents: readonly { readonly id: string; readonly title: string; readonly date?: string; readonly type: string }[];
}

/** Ends that ask for another word, whatever the line; written apart from the rule that takes them off. */
const CUT =
  /(?:^|[\s'’(])(?:de|du|des|d['’]|le|la|les|l['’]|un|une|et|ou|qu['’]|que|qui|puisqu['’]?|car|ni|dont|où|au|aux|à|est|sont|ont|il faudra|je vous demande)$/u;
const NAMED = new Set(['condition', 'procedure', 'device']);

/** How a label fails its form; undefined where it is plain. The name of a fact, never its source's other words. */
const fault = (kind: string, label: string): string | undefined => {
  if (CUT.test(label)) return 'cut';
  if (/^[\s.,;:!)\]»•|]/u.test(label)) return 'begins with a mark';
  if ((label.match(/«/gu) ?? []).length !== (label.match(/»/gu) ?? []).length) return 'quotation left open';
  if (NAMED.has(kind) && /\bnée? (?:le )?\d{2}[/.]\d{2}/u.test(label)) return 'identity';
  if (kind === 'lifestyle' && /^[^:]{2,40} : (?:car|ni|que|qu['’]|dont|donc|qui) ?/iu.test(label)) return 'begins in the middle';
  if (NAMED.has(kind) && /(?<!\p{L})(\p{L}{4,}) \1(?!\p{L})/iu.test(label)) return 'said twice';
  return undefined;
};

describe('every line that the rules read from the corpus is in form', () => {
  it.each(['q02', 'u08', 't02', 'x05', 'v04'])('%s', (id) => {
    const folder = join(import.meta.dirname, '../../../eval/corpus', id);
    const { patient, documents } = JSON.parse(readFileSync(join(folder, 'dossier.json'), 'utf8')) as Listing;
    const faults = documents.flatMap((listed) => {
      const text = readFileSync(join(folder, 'texts', `${listed.id}.txt`), 'utf8');
      const document = typedDocument(
        { id: listed.id, title: listed.title, text, ...(listed.date === undefined ? {} : { date: listed.date }) },
        typeOf(listed.type),
      );
      return extractFacts(document, { patient, entries: [] })
        .filter(({ kind }) => kind !== 'medication' && kind !== 'immunization')
        .flatMap(({ kind, label, origin }) => {
          const why = fault(kind, label);
          return why === undefined ? [] : [`${listed.id} ${origin} ${why}: ${label}`];
        });
    });
    expect(faults).toEqual([]);
  });
});
