import { Command } from 'commander';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addAccessCommands } from '../../src/cli/access-commands.js';
import { limitOf } from '../../src/cli/audit-retention.js';
import { addStorageCommands } from '../../src/cli/storage-commands.js';
import { textsFor } from '../../src/cli/texts.js';
import { readConfig } from '../../src/config.js';
import { openStorage } from '../../src/store/open-storage.js';
import { Habilitation } from '../../src/security/habilitation.js';

const ROOT = join(import.meta.dirname, '..', '..');
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'frise-access-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a command in this process; what it prints. Throws what it throws. */
async function run(...args: string[]): Promise<string> {
  const program = new Command('frise').exitOverride();
  const texts = textsFor([], {});
  const read = () => readConfig({ FRISE_HOME: home });
  addStorageCommands(program, texts, read);
  addAccessCommands(program, texts, read);
  let printed = '';
  const catchIn = (stream: NodeJS.WriteStream) => vi.spyOn(stream, 'write').mockImplementation((text) => ((printed += String(text)), true));
  const spies = [catchIn(process.stdout), catchIn(process.stderr)];
  try {
    await program.parseAsync(args, { from: 'user' });
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return printed;
}

function frise(input: string, ...args: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'frise.js'), ...args], {
      env: { ...process.env, FRISE_HOME: home, LANG: 'fr_FR.UTF-8', LC_ALL: '' },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdin.end(input);
    child.on('close', (code) => resolve({ code, said }));
  });
}

describe('the accounts of a site', { timeout: 300_000 }, () => {
  it('are made with a password that no list of processes shows, listed, shut and removed', async () => {
    const short = await frise('court\n', 'accounts', 'add', 'martin', '--name', 'Dr Martin', '--profession', '10');
    expect([short.code, short.said]).toEqual([1, expect.stringContaining('FRS-IN-011') as string]);
    const made = await frise(
      'Une phrase assez longue\n',
      'accounts',
      'add',
      'martin',
      '--name',
      'Dr Martin',
      '--profession',
      '10',
      '--rpps',
      '810000000001',
    );
    expect(made.code).toBe(0);
    expect(await run('accounts', 'list')).toBe('martin · Dr Martin · Professionnel de santé · Médecin\n');
    await run('accounts', 'disable', 'martin');
    expect(await run('accounts', 'list')).toMatch(/fermé/);
    await run('accounts', 'enable', 'martin');
    await expect(run('accounts', 'disable', 'personne')).rejects.toMatchObject({ code: 'FRS-IN-012' });
    await expect(run('accounts', 'add', 'x', '--name', 'X', '--role', 'roi')).rejects.toMatchObject({ code: 'FRS-IN-011' });
    await run('accounts', 'remove', 'martin');
    expect(await run('accounts', 'list')).toBe('');
  });

  it('are needed to be reached from elsewhere', async () => {
    const { code, said } = await frise('', 'serve', '--host', '0.0.0.0', '--port', '0');
    expect([code, said]).toEqual([1, expect.stringContaining('frise accounts add') as string]);
  });
});

describe('the keys of practice software', () => {
  it('are shown once, listed without their secret, and withdrawn', async () => {
    const key = (
      await run('api-keys', 'add', '--label', 'Logiciel', '--for', '810000000001:10:Dr Martin', '--scopes', 'read, deposit')
    ).trim();
    expect(key).toMatch(/^frise_[0-9a-f]{16}_/);
    const listed = await run('api-keys', 'list');
    expect(listed).toMatch(/Logiciel · read,deposit · Dr Martin · jusqu'au \d{4}-\d{2}-\d{2}/);
    expect(listed).not.toContain(key.slice(23));
    await run('api-keys', 'revoke', key.split('_')[1]!);
    expect(await run('api-keys', 'list')).toBe('');
    for (const wrong of [
      ['--scopes', 'tout'],
      ['--days', '4000'],
      ['--days', 'x'],
    ])
      await expect(run('api-keys', 'add', '--label', 'L', '--for', '1', ...wrong)).rejects.toMatchObject({ code: 'FRS-IN-011' });
  });
});

describe('the care team of a dossier', () => {
  it('is told where the dossier was read from a folder', async () => {
    const { store } = await openStorage(readConfig({ FRISE_HOME: home }));
    await store.openDossier('d1');
    await store.close();
    await run('team', 'set', 'd1', '810000000001', '--attending', '--name', 'Dr Martin');
    await run('team', 'set', 'd1', 'petit');
    expect(await run('team', 'list', 'd1')).toBe('810000000001 · Dr Martin · médecin traitant\npetit\n');
    await run('team', 'remove', 'd1', '10000000001');
    expect(await run('team', 'list', 'd1')).toBe('petit\n');
    await expect(run('team', 'set', 'd9', 'petit')).rejects.toMatchObject({ code: 'FRS-IN-012' });
  });
});

describe('the audit', () => {
  it('is purged before a day of the calendar, and says that it was', async () => {
    expect(limitOf('2026-11-01', undefined, new Date('2026-11-25')).toISOString()).toBe('2026-11-01T00:00:00.000Z');
    expect(limitOf(undefined, 365, new Date('2026-11-25')).toISOString()).toBe('2025-11-25T00:00:00.000Z');
    for (const wrong of ['2026-02-30', 'hier', '2027-01-01']) expect(() => limitOf(wrong, undefined, new Date('2026-11-25'))).toThrow();
    await expect(run('audit', 'purge')).rejects.toMatchObject({ code: 'FRS-IN-011' });
    expect(await run('audit', 'purge', '--before', '2020-01-01')).toBe('0 lignes oubliées.\n');
    expect(await run('audit', 'verify')).toMatch(/chaîne intacte/);
  });
});

describe('the habilitation table', () => {
  it('to fill in is one that holds, and grants nothing that the site has not written', async () => {
    const table = Habilitation.parse(JSON.parse(await run('habilitation', 'template')));
    expect(table.grants['10']).toBe('every');
    expect(Object.values(table.grants).filter((grant) => grant !== 'every' && grant.length > 0)).toEqual([]);
    expect(Object.keys(table.grants)).toEqual(expect.arrayContaining(['21', '40', '50', '60', '70']));
  });
});
