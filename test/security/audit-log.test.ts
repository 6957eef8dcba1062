import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyRows } from '../../src/security/audit-chain.js';
import type { AuditEntry } from '../../src/security/audit-entry.js';
import { AuditLog } from '../../src/security/audit-log.js';
import type { AuditRow } from '../../src/store/audit-store.js';
import { SqliteAuditStore } from '../../src/store/sqlite-audit-store.js';
import { SqliteDossierStore } from '../../src/store/sqlite-dossier-store.js';

const MASTER = Buffer.alloc(32, 7);
const entry = (i: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: `2026-11-25T10:00:${String(i).padStart(2, '0')}.000Z`,
  actor: 'local',
  action: 'open',
  dossier: `d${i}`,
  outcome: 'done',
  ...more,
});

let home: string;
let store: SqliteDossierStore;
let key: Buffer;
let rows: SqliteAuditStore;
let log: AuditLog;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'frise-audit-'));
  store = new SqliteDossierStore(home, MASTER);
  key = store.serviceKey('audit');
  rows = new SqliteAuditStore(join(home, 'audit.db'), key);
  log = new AuditLog(rows, key, store.services);
  for (let i = 0; i < 6; i += 1) await log.record(entry(i));
});
afterEach(async () => {
  await log.close();
  await store.close();
  rmSync(home, { recursive: true });
});

async function lines(): Promise<AuditRow[]> {
  const all: AuditRow[] = [];
  for await (const row of rows.rows()) all.push(row);
  return all;
}

describe('the audit', () => {
  it('verifies what was written, across a restart and from two processes', async () => {
    const other = new AuditLog(new SqliteAuditStore(join(home, 'audit.db'), key), key, store.services);
    await other.record(entry(7));
    await log.record(entry(8));
    expect(await other.verify()).toMatchObject({ lines: 8, faults: [], clockWentBack: [] });
    await other.close();
  });

  it.each<[string, (all: AuditRow[]) => AuditRow[], number]>([
    ['changed', (all) => all.map((row, i) => (i === 2 ? { ...row, body: row.body.replace('"d2"', '"d3"') } : row)), 3],
    ['removed', (all) => all.filter((_, i) => i !== 2), 3],
    ['removed and renumbered', (all) => all.filter((_, i) => i !== 2).map((row, i) => ({ ...row, seq: i + 1 })), 3],
    ['moved', (all) => [all[0]!, all[2]!, all[1]!, ...all.slice(3)].map((row, i) => ({ ...row, seq: i + 1 })), 2],
    ['cut short', (all) => all.map((row, i) => (i === 5 ? { ...row, body: row.body.slice(0, 20) } : row)), 6],
    ['taken off the end', (all) => all.slice(0, 4), 5],
  ])('says which line was %s', async (_name, tamper, line) => {
    const all = await lines();
    const end = all.at(-1)!;
    const { faults } = await verifyRows(tamper(all), key, [end]);
    expect(faults[0]?.line).toBe(line);
  });

  it('shows the other lines where one was altered', async () => {
    const altered = {
      async *rows() {
        for (const row of await lines()) yield row.seq === 3 ? { ...row, body: '' } : row;
      },
      async *rowsBack() {
        for (const row of (await lines()).toReversed()) yield row.seq === 3 ? { ...row, body: '' } : row;
      },
    } as unknown as SqliteAuditStore;
    const shown = new AuditLog(altered, key, store.services);
    expect((await shown.entries({ limit: 10 })).map(({ seq }) => seq)).toEqual([6, 5, 4, 2, 1]);
    const exported: string[] = [];
    for await (const line of shown.export()) exported.push(line);
    expect(exported.map((line) => (JSON.parse(line) as { entry: unknown }).entry === null)).toEqual([
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
  });

  it('misses the lines taken off the end of the file itself', async () => {
    await log.close();
    rmSync(join(home, 'audit.db'));
    rows = new SqliteAuditStore(join(home, 'audit.db'), key);
    log = new AuditLog(rows, key, store.services);
    expect((await log.verify()).faults).toHaveLength(1);
  });

  it('holds against any single change', async () => {
    const all = await lines();
    const change = fc.tuple(fc.nat(5), fc.constantFrom('body', 'mark'), fc.nat(), fc.constantFrom('0', 'x', '"'));
    await fc.assert(
      fc.asyncProperty(change, async ([line, field, at, letter]) => {
        const text = all[line]![field as 'body' | 'mark'];
        const place = at % text.length;
        const changed = text.slice(0, place) + letter + text.slice(place + 1);
        const { faults } = await verifyRows(
          all.map((row, i) => (i === line ? { ...row, [field]: changed } : row)),
          key,
        );
        expect(faults.length > 0).toBe(changed !== text);
      }),
      { numRuns: 200 },
    );
  });

  it('tells a clock that went back from a log that was changed', async () => {
    await log.record(entry(2));
    expect(await log.verify()).toMatchObject({ faults: [], clockWentBack: [7] });
  });

  it('proves the past against a mark noted elsewhere', async () => {
    const { head } = await log.verify();
    await log.record(entry(9));
    expect((await log.verify(head)).faults).toEqual([]);
    expect((await log.verify('0'.repeat(64))).faults).toHaveLength(1);
  });

  it('exports JSON lines that say who, what, when', async () => {
    const exported: string[] = [];
    for await (const line of log.export()) exported.push(line);
    expect(exported).toHaveLength(6);
    expect(JSON.parse(exported[0]!)).toMatchObject({ seq: 1, entry: { actor: 'local', action: 'open', dossier: 'd0', outcome: 'done' } });
  });

  it('answers who did what to whose dossier, the latest first', async () => {
    await log.record(entry(7, { actor: 'durand', dossier: 'd1' }));
    await log.record(entry(8, { actor: 'accueil', onBehalfOf: 'durand', dossier: 'd1', action: 'deposit' }));
    expect((await log.entries({ dossier: 'd1', limit: 9 })).map(({ seq, actor }) => [seq, actor])).toEqual([
      [8, 'accueil'],
      [7, 'durand'],
      [2, 'local'],
    ]);
    expect(await log.entries({ actor: 'durand', action: 'open', limit: 9 })).toHaveLength(1);
    expect((await log.entries({ limit: 2, before: 5 })).map(({ seq }) => seq)).toEqual([4, 3]);
    expect(await log.entries({ from: '2026-11-25T10:00:03', to: '2026-11-25T10:00:04', limit: 9 })).toHaveLength(2);
  });
});

describe('a purge', () => {
  const before = new Date('2026-11-25T10:00:04.000Z');

  it('forgets what is older and leaves a chain that verifies, twice', async () => {
    const { head } = await log.verify();
    expect(await log.purge(before)).toBe(4);
    expect(await log.verify(head)).toMatchObject({ lines: 6, purged: 4, faults: [] });
    await log.record(entry(7));
    expect(await log.purge(new Date('2026-11-25T10:00:06.000Z'))).toBe(2);
    expect(await log.verify()).toMatchObject({ lines: 7, purged: 6, faults: [] });
    expect(await log.purge(before)).toBe(0);
    expect((await log.entries({ limit: 9 })).map(({ seq }) => seq)).toEqual([7]);
    expect(JSON.stringify(await lines())).not.toContain('"d0"');
  });

  it('of everything leaves a log that goes on', async () => {
    expect(await log.purge(new Date('2027-01-01T00:00:00Z'))).toBe(6);
    expect(await log.verify()).toMatchObject({ lines: 6, purged: 6, faults: [] });
    await log.record(entry(9));
    expect(await log.verify()).toMatchObject({ lines: 7, faults: [] });
  });

  it('is not to be feigned: a log shortened by hand, or a seal of another line, is a fault', async () => {
    const all = await lines();
    await log.purge(before);
    const [stub, ...rest] = await lines();
    const feigned = [
      all.slice(4),
      [{ ...all[3]!, body: '{"purgedBefore":"2026","seal":"00"}' }, ...all.slice(4)],
      [{ ...stub!, seq: 5, mark: all[4]!.mark }, ...rest.slice(1)],
      [{ ...stub!, body: stub!.body.replace('2026', '2027') }, ...rest],
    ];
    for (const rows of feigned) expect((await verifyRows(rows, key)).faults.length).toBeGreaterThan(0);
    expect((await verifyRows([stub!, ...rest.slice(1)], key)).faults[0]?.line).toBe(5);
  });

  it('refuses a log that was tampered with: it is evidence', async () => {
    await rows.cut({ ...(await lines())[2]!, body: '{}' });
    await expect(log.purge(before)).rejects.toMatchObject({ code: 'FRS-AC-003' });
  });
});
