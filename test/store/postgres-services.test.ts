import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresAbsent, TemporaryPostgres } from '../../eval/temporary-postgres.js';
import { AuditLog } from '../../src/security/audit-log.js';
import type { AuditRow } from '../../src/store/audit-store.js';
import { PostgresAuditStore } from '../../src/store/postgres-audit-store.js';
import { PostgresDossierStore } from '../../src/store/postgres-dossier-store.js';

describe.skipIf(postgresAbsent())('what stands beside the dossiers, on PostgreSQL', () => {
  let server: TemporaryPostgres;
  let files: string;
  let url: string;
  let store: PostgresDossierStore;
  beforeAll(async () => {
    server = new TemporaryPostgres();
    files = mkdtempSync(join(tmpdir(), 'frise-services-'));
    url = await server.createDatabase();
    store = await PostgresDossierStore.open(url, files, Buffer.alloc(32, 7));
  });
  afterAll(async () => {
    await store.close();
    server.dispose();
    rmSync(files, { recursive: true });
  });

  it('keeps accounts, keys and sessions by kind and name', async () => {
    const { services } = store;
    expect(await services.get('account', 'b')).toBeUndefined();
    for (const name of ['b', 'a', 'é']) await services.put('account', name, Buffer.from(name));
    await services.put('api-key', 'b', Buffer.from('other'));
    await services.put('account', 'b', Buffer.from('b2'));
    const listed = await services.list('account');
    expect(listed.map(({ key, value }) => [key, Buffer.from(value).toString()])).toEqual([
      ['a', 'a'],
      ['b', 'b2'],
      ['é', 'é'],
    ]);
    await services.remove('account', 'b');
    expect(await services.get('account', 'b')).toBeUndefined();
    expect(Buffer.from((await services.get('api-key', 'b'))!).toString()).toBe('other');
  });

  it('notes the clock, and says when it went back', async () => {
    await store.services.noteClock(new Date('2026-11-25T10:00:00Z'));
    await store.services.noteClock(new Date('2026-11-25T09:00:00Z'));
    expect(await store.services.clockLag(new Date('2026-11-25T09:30:00Z'))).toBe(30 * 60_000);
    expect(await store.services.clockLag(new Date('2026-11-25T10:00:01Z'))).toBe(0);
  });

  it('chains the lines of several writers, and names the first that does not hold', async () => {
    const key = await store.site.serviceKey('audit');
    const rows = new PostgresAuditStore(store.site.pool, key);
    const logs = [1, 2, 3].map(() => new AuditLog(new PostgresAuditStore(store.site.pool, key), key, store.services));
    const entry = (i: number) => ({
      at: `2026-11-25T10:00:${String(10 + i)}.000Z`,
      actor: 'local',
      action: 'open' as const,
      dossier: `d${i}`,
      outcome: 'done' as const,
    });
    await Promise.all(logs.flatMap((log, n) => [0, 1, 2].map((i) => log.record(entry(n * 3 + i)))));
    const [log] = logs as [AuditLog];
    expect(await log.verify()).toMatchObject({ lines: 9, faults: [] });
    const [forward, back]: [AuditRow[], AuditRow[]] = [[], []];
    for await (const row of rows.rows()) forward.push(row);
    for await (const row of rows.rowsBack()) back.push(row);
    expect(back.toReversed()).toEqual(forward);
    // Two lines exchange their bodies: neither opens in the other's place.
    await server.query(
      url,
      'UPDATE frise_audit.line AS l SET body = o.body FROM frise_audit.line AS o WHERE l.seq IN (4, 5) AND o.seq = 9 - l.seq',
    );
    expect((await log.verify()).faults[0]?.line).toBe(4);
    await server.query(url, 'DELETE FROM frise_audit.line WHERE seq >= 4');
    expect((await log.verify()).faults[0]?.line).toBe(4);
  });

  it('cuts what is no longer kept, and keeps the rest', async () => {
    const rows = new PostgresAuditStore(store.site.pool, await store.site.serviceKey('audit'));
    await rows.cut({ seq: 2, body: 'stub', mark: 'm' });
    const left: AuditRow[] = [];
    for await (const row of rows.rows()) left.push(row);
    expect(left.map(({ seq, body }) => [seq, seq === 2 ? body : ''])).toEqual([
      [2, 'stub'],
      [3, ''],
    ]);
  });
});
