import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SynthesisContract } from '../../src/summarise/contract.js';

const ROOT = join(import.meta.dirname, '..', '..');
const DEMO = join(ROOT, 'eval', 'corpus', 'demo', 'sources');

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function frise(...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'frise.js'), ...args], {
      env: { ...process.env, FRISE_HOME: join(home, 'store'), LANG: 'fr_FR.UTF-8', LC_ALL: '' },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

function folder(name: string, files: readonly string[] = []): string {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  for (const file of files) copyFileSync(join(DEMO, file), join(path, file));
  return path;
}

describe('frise', () => {
  it('prints the contract, and nothing else, on standard output', { timeout: 300_000 }, async () => {
    const directory = folder('good', ['doc-011.txt', 'doc-013.txt', 'doc-012.pdf', 'metadata.json']);
    const outcome = await frise(
      'summarise',
      directory,
      '--on',
      '2026-11-16',
      '--ask',
      'Quelle est la date de la prochaine éclipse ?',
      '--json',
    );
    expect(outcome.stderr).toContain('3 documents');
    const synthesis = SynthesisContract.parse(JSON.parse(outcome.stdout));
    expect(synthesis.documents.find(({ file }) => file === 'doc-012.pdf')?.status).toBe('quarantined');
    expect(synthesis.answers).toMatchObject([{ found: false }]);
    expect(JSON.stringify(synthesis.sections)).not.toContain('doc-012');
    expect(outcome.code).toBe(0);

    const again = await frise('summarise', directory, '--on', '2026-11-16', '--since', '2026-08-01', '--for', 'radiologue');
    expect(again.stdout).toContain('Brouillon produit automatiquement, à valider');
    expect(again.stderr).not.toContain('Indexation');
    expect(again.stdout).toContain('NOUVEAU DEPUIS LE 01/08/2026');
    const titles = [...again.stdout.matchAll(/^[A-ZÀ-Ý][A-ZÀ-Ý ]+$/gm)].map(([title]) => title);
    expect(titles.indexOf('ALLERGIES ET INTOLÉRANCES')).toBeLessThan(titles.indexOf('PROBLÈMES ACTIFS'));
  });

  it('says that no language model writes where none is configured, and knows its professions', { timeout: 300_000 }, async () => {
    const directory = folder('prose', ['doc-011.txt']);
    expect((await frise('summarise', directory, '--prose')).stderr).toContain('FRS-MD-001');
    expect((await frise('summarise', directory, '--for', 'astrologue')).stderr).toContain('sage-femme');
  });

  it('says which address another program holds', { timeout: 300_000 }, async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const outcome = await frise('serve', '--host', '127.0.0.1', '--port', String(port));
    other.close();
    expect(outcome.code).toBe(1);
    expect(outcome.stderr).toContain('FRS-SY-002');
    expect(outcome.stderr).toContain(String(port));
  });

  it('reads what it can and names the rest', { timeout: 300_000 }, async () => {
    const directory = folder('mixed', ['doc-011.txt']);
    writeFileSync(join(directory, 'vide.pdf'), '');
    writeFileSync(join(directory, 'gros.pdf'), '');
    truncateSync(join(directory, 'gros.pdf'), 300 * 1024 * 1024);
    const { code, stderr, stdout } = await frise('summarise', directory, '--on', '2026-11-16');
    expect(code).toBe(0);
    expect(stderr).toMatch(/vide\.pdf : .*FRS-IN-002/);
    expect(stderr).toMatch(/gros\.pdf : .*FRS-IN-005/);
    expect(stdout).toContain('2 non lus');
  });

  it('fails with a code and what to do where nothing can be read', { timeout: 300_000 }, async () => {
    const nothing = folder('nothing');
    const zero = folder('zero');
    writeFileSync(join(zero, 'a.pdf'), '');
    const outcomes = await Promise.all([
      frise('summarise', nothing, '--on', '2026-11-16'),
      frise('summarise', zero, '--on', '2026-11-16'),
      frise('summarise', nothing, '--on', '2026-02-30'),
      frise('summarise', join(home, 'absent'), '--on', '2026-11-16'),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(outcomes.map(({ stderr }) => /Erreur (FRS-[A-Z]+-\d+)/.exec(stderr)?.[1])).toEqual([
      'FRS-IN-001',
      'FRS-IN-010',
      'FRS-IN-008',
      'FRS-IN-001',
    ]);
    for (const { stdout } of outcomes) expect(stdout).toBe('');
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not read a folder', { timeout: 300_000 }, async () => {
    const closed = folder('closed');
    chmodSync(closed, 0o000);
    const { code, stderr } = await frise('summarise', closed, '--on', '2026-11-16');
    chmodSync(closed, 0o700);
    expect(code).toBe(1);
    expect(stderr).toContain('FRS-IN-007');
  });

  it('helps in French and in English, and finds nothing wrong with itself', { timeout: 300_000 }, async () => {
    const [french, english, doctor] = await Promise.all([frise('--help'), frise('--lang', 'en', '--help'), frise('doctor')]);
    expect(french.stdout).toContain('Poser une question à un dossier');
    expect(english.stdout).toContain('Ask a question of a folder');
    expect(doctor.stdout).not.toContain('✗');
    expect(doctor.stdout).toMatch(/multilingual-e5-small-fr, frise-assertion-fr, frise-answers-fr : fichiers complets/);
    expect(doctor.code).toBe(0);
  });
});
