import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { readJsonl, type NeutralDocument } from '../jsonl.js';
import { readBrat, type BratFiles } from './brat.js';
import { readParhaf } from './parhaf.js';
import { readXmi } from './uima.js';

const KNOWN = new Set(['.jsonl', '.ann', '.txt', '.xmi', '.xml', '.json']);
const stem = (file: string): string => basename(file, extname(file));

/** A text without its `.ann` is a document without entities. */
const bratOf = (file: string): BratFiles => {
  const [text, ann] = ['.txt', '.ann'].map((extension) => file.slice(0, -extname(file).length) + extension) as [string, string];
  return { id: stem(file), text: readFileSync(text, 'utf8'), ann: existsSync(ann) ? readFileSync(ann, 'utf8') : '' };
};

/**
 * The documents of a corpus, from a file or a folder with what stands under it: neutral JSONL, brat (`.txt` beside `.ann`), E3C-style XMI
 * (`.xmi`, `.xml`), PARHAF-style JSON (`.json`). In the order of their names.
 */
export function readCorpus(path: string): NeutralDocument[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && KNOWN.has(extname(entry.name)))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path];
  const texts = new Set(files.filter((file) => ['.txt', '.ann'].includes(extname(file))).map((file) => file.slice(0, -4)));
  // Together, since what a flag means depends on the whole corpus.
  const brat = readBrat([...texts].map((file) => bratOf(`${file}.txt`)));
  const others = files.flatMap((file): NeutralDocument[] => {
    const extension = extname(file);
    if (extension === '.jsonl') return readJsonl(file);
    if (extension === '.json') return readParhaf(stem(file), JSON.parse(readFileSync(file, 'utf8')));
    return extension === '.xmi' || extension === '.xml' ? [readXmi(stem(file), readFileSync(file, 'utf8'))] : [];
  });
  if (brat.length + others.length === 0)
    throw new RangeError(`${path}: no document; a task takes ${[...KNOWN].join(', ')}, or a folder of them`);
  return [...brat, ...others];
}
