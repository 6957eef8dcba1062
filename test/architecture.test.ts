import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/** Each room may import from itself and from the rooms to its left. */
const ORDER = ['domain', 'errors', 'extract', 'index', 'summarise', 'store', 'security', 'config', 'pipeline', 'api', 'cli', 'main'];

/** A heavy package has one owner, so that replacing it touches one file. */
const OWNERS: Record<string, RegExp> = {
  'tesseract.js': /^extract\/read\/tesseract-js-/,
  'pdf-parse': /^extract\/read\/pdf-parse-/,
  '@embedpdf/pdfium': /^extract\/read\/pdfium/,
  'hnswlib-node': /^index\/hnswlib-/,
  'onnxruntime-node': /^(extract|index)\/.*onnx/,
  '@xenova/transformers': /^(index|summarise|extract)\/.*(transformers|embed-worker)/,
  'better-sqlite3-multiple-ciphers': /^store\/sqlite-/,
  pg: /^store\/postgres-/,
  'graphile-worker': /^store\/postgres-/,
  fastify: /^api\//,
  '@fastify/session': /^api\/access\//,
  'openid-client': /^security\/openid-client-/,
  'hash-wasm': /^security\/hash-wasm-/,
};

const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !entry.parentPath.includes(join('api', 'page')))
  .map((entry) => relative(SRC, join(entry.parentPath, entry.name)));

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '');
}

function room(file: string): string {
  return file.split('/')[0]!.replace(/\.ts$/, '');
}

const edges = files.flatMap((file) =>
  importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => [file, relative(SRC, resolve(SRC, dirname(file), target)).replace(/\.js$/, '.ts')] as const),
);

describe('the house', () => {
  it('knows every room', () => {
    expect([...new Set(files.map(room))].filter((name) => !ORDER.includes(name))).toEqual([]);
  });

  it('imports only from the left, and never from eval or test', () => {
    const wrong = edges.filter(([from, to]) => to.startsWith('..') || ORDER.indexOf(room(to)) > ORDER.indexOf(room(from)));
    expect(wrong.map(([from, to]) => `${from} → ${to}`)).toEqual([]);
  });

  it('has no cycle', () => {
    const next = new Map<string, string[]>();
    for (const [from, to] of edges) next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return [];
      for (const target of next.get(file) ?? []) {
        const cycle = visit(target, [...path, file]);
        if (cycle.length > 0) return cycle;
      }
      done.add(file);
      return [];
    };
    expect(files.flatMap((file) => visit(file, []))).toEqual([]);
  });

  it('gives each heavy package one kind of owner', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => OWNERS[target] !== undefined && !OWNERS[target]!.test(file))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no barrel and no file that scrolls for ever', () => {
    expect(files.filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual([]);
    const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });

  it('has the domain lean on zod alone', () => {
    const foreign = files
      .filter((file) => room(file) === 'domain')
      .flatMap((file) => importsOf(file).filter((target) => !target.startsWith('.') && target !== 'zod'));
    expect(foreign).toEqual([]);
  });
});
