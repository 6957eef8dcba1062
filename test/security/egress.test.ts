import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const GUARD = join(ROOT, 'src', 'security', 'egress-guard.cjs');
/** TEST-NET-1 and the documentation prefix: no machine answers there, were a packet to leave. */
const [OUTSIDE, OUTSIDE6] = ['192.0.2.1', '2001:db8::1'];

const PROBE = `
import net from 'node:net'; import http from 'node:http'; import dgram from 'node:dgram'; import dns, { lookup } from 'node:dns'; import { Worker } from 'node:worker_threads';
const told = {};
const tell = (name, promise) => promise.then(() => { told[name] = 'open'; }, (error) => { told[name] = (error.cause ?? error).code ?? String(error); });
const connect = (...args) => new Promise((resolve, reject) => { const socket = net.connect(...args); socket.on('connect', () => { socket.destroy(); resolve(); }).on('error', reject); });
const inWorker = (code, options) => new Promise((resolve, reject) => new Worker(code, { eval: true, ...options }).on('message', (code) => reject({ code })).on('error', reject));
const attempt = "require('node:net').connect(80, '${OUTSIDE}').on('error', (error) => require('node:worker_threads').parentPort.postMessage(error.code))";
const server = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1');
await new Promise((resolve) => server.on('listening', resolve));
await Promise.all([
  tell('tcp', connect(80, '${OUTSIDE}')), tell('tcp6', connect(80, '${OUTSIDE6}')), tell('mapped', connect(80, '::ffff:${OUTSIDE}')),
  tell('options', connect({ port: 80, host: '${OUTSIDE}' })), tell('name', connect(80, 'example.org')),
  tell('fetch', fetch('http://${OUTSIDE}/')), tell('https', fetch('https://${OUTSIDE}/')),
  tell('http', new Promise((resolve, reject) => http.get('http://${OUTSIDE}/', resolve).on('error', reject))),
  tell('lookup', new Promise((resolve, reject) => lookup('example.org', (error) => (error ? reject(error) : resolve())))),
  tell('resolve', dns.promises.resolve4('example.org')), tell('resolver', new dns.promises.Resolver().resolve4('example.org')),
  tell('udp', (async () => { const socket = dgram.createSocket('udp4'); try { socket.send('x', 9, '${OUTSIDE}'); } finally { socket.close(); } })()),
  tell('worker', inWorker(attempt, { execArgv: [] })),
  tell('nested', inWorker("const { Worker, parentPort } = require('node:worker_threads'); new Worker(" + JSON.stringify(attempt) + ", { eval: true }).on('message', (code) => parentPort.postMessage(code))")),
  tell('listening', new Promise((resolve, reject) => { const open = net.createServer().listen(0, '0.0.0.0', () => open.close(resolve)); open.on('error', reject); })),
  tell('loopback', connect(server.address().port, '127.0.0.1')), tell('localhost', connect({ port: server.address().port })),
]);
server.close();
console.log(JSON.stringify(told));
`;

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'frise-egress-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('nothing leaves the machine', () => {
  it('refuses every way out, in workers too, and leaves the loopback open', async () => {
    writeFileSync(join(folder, 'probe.mjs'), PROBE);
    const { stdout, stderr } = await run(process.execPath, ['--require', GUARD, join(folder, 'probe.mjs')]);
    expect(stderr).toBe('');
    const { loopback, localhost, listening, ...ways } = JSON.parse(stdout) as Record<string, string>;
    expect([loopback, localhost, listening]).toEqual(['open', 'open', 'open']);
    expect(Object.keys(ways)).toHaveLength(14);
    expect([...new Set(Object.values(ways))]).toEqual(['FRS-SY-003']);
  });

  it('lets through the private addresses that a site lists with their ports, and nothing else', async () => {
    const asked: [string, number][] = [
      ['10.0.3.7', 8000],
      ['::ffff:10.0.3.7', 8000],
      ['fd00::7', 443],
      ['FD00:0::7', 443],
      ['10.0.3.7', 8001],
      ['10.0.3.8', 8000],
      ['192.0.2.1', 80],
      ['example.org', 443],
      ['127.0.0.1', 1],
    ];
    const script = `const { mayConnect, readAllowed } = require(${JSON.stringify(GUARD)}); const net = require('node:net');
      const list = process.env.FRISE_ALLOWED_SERVERS; process.env.FRISE_ALLOWED_SERVERS = '10.0.3.8:8000';
      net.connect(8001, '10.0.3.7').on('error', (error) => console.log(JSON.stringify({ code: error.code, rejected: readAllowed(list).rejected, may: ${JSON.stringify(asked)}.map(([host, port]) => mayConnect(host, port)) })));`;
    const list = '10.0.3.7:8000, [fd00::7]:443,192.0.2.1:80,example.org:443,10.0.3.9,10.0.3.9:0';
    const { stdout } = await run(process.execPath, ['-e', script], { FRISE_ALLOWED_SERVERS: list });
    expect(JSON.parse(stdout)).toEqual({
      code: 'FRS-SY-003',
      rejected: ['192.0.2.1:80', 'example.org:443', '10.0.3.9', '10.0.3.9:0'],
      may: [true, false, true, true, false, false, false, false, true],
    });
  });

  const namespaces = spawnSync('unshare', ['-rn', 'true']).status === 0;
  if (!namespaces) console.warn('SKIPPED: no network namespaces here (unshare -rn): the product was not run unplugged.');

  it.skipIf(!namespaces)('the product reads and answers with no network at all', { timeout: 300_000 }, async () => {
    const documents = join(folder, 'documents');
    mkdirSync(documents);
    writeFileSync(
      join(documents, 'lettre.txt'),
      'Compte rendu de consultation du 03/03/2024\n\nHypertension artérielle traitée par ramipril 5 mg le matin.\nAllergie à la pénicilline.\n',
    );
    const args = ['-rn', process.execPath, join(ROOT, 'bin', 'frise.js'), 'summarise', documents, '--on', '2026-11-16', '--json'];
    const { code, stdout, stderr } = await run('unshare', args, { FRISE_HOME: join(folder, 'home') });
    expect([code, stderr.includes('Erreur')]).toEqual([0, false]);
    expect(stdout).toContain('ramipril');
  });
});
