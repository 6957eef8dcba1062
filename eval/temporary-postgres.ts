import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of the server's programs, the newest first, or undefined where PostgreSQL is not installed. */
export function postgresPrograms(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** For `describe.skipIf`: says once, loudly, that nothing of PostgreSQL is tried here. */
export function postgresAbsent(): boolean {
  const absent = postgresPrograms() === undefined;
  if (absent) console.warn('SKIPPED: no PostgreSQL here (Debian package "postgresql"): what runs on it was not tried.');
  return absent;
}

/** The server refuses to run as root: it then runs as its own user, or as nobody. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout));
    if (uid !== undefined && uid > 0 && gid !== undefined) return { uid, gid };
  }
  throw new Error('no user to run PostgreSQL as');
}

/** A cluster of its own in a temporary folder, reached through a local socket; `dispose` stops it and removes it. */
export class TemporaryPostgres {
  /** Data files and log. */
  readonly data: string;
  readonly #folder: string;
  readonly #programs: string;
  readonly #user = unprivileged();
  readonly #password = randomBytes(12).toString('hex');
  readonly #settings: string;

  /** `durable: false` leaves out the syncs: for tests that no power cut can reach. */
  constructor({ durable = false }: { readonly durable?: boolean } = {}) {
    const programs = postgresPrograms();
    if (programs === undefined) throw new Error('PostgreSQL is not installed');
    this.#programs = programs;
    this.#folder = mkdtempSync(join(tmpdir(), 'frise-pg-'));
    this.data = join(this.#folder, 'data');
    // Others reach the socket; the password file and the data stay their owner's.
    chmodSync(this.#folder, 0o755);
    const passwordFile = join(this.#folder, 'password');
    writeFileSync(passwordFile, this.#password, { mode: 0o600 });
    for (const path of [this.#folder, passwordFile])
      if (this.#user.uid !== undefined) chownSync(path, this.#user.uid, this.#user.gid ?? -1);
    this.#settings = `-c listen_addresses='' -c unix_socket_directories='${this.#folder}' -c shared_buffers=64MB -c max_connections=200 ${durable ? '' : '-c fsync=off'}`;
    this.#run('initdb', [
      '-D',
      this.data,
      '-U',
      'frise',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-k',
      '-N',
      '-E',
      'UTF8',
      '--locale',
      'C.UTF-8',
    ]);
    this.start();
  }

  start(): void {
    this.#run('pg_ctl', ['start', '-w', '-D', this.data, '-l', join(this.#folder, 'log'), '-o', this.#settings]);
  }

  /** `immediate` is what a crash does: no checkpoint, the log is replayed at the next start. */
  stop(mode: 'fast' | 'immediate' = 'fast'): void {
    this.#run('pg_ctl', ['stop', '-w', '-m', mode, '-D', this.data]);
  }

  url(database: string, password = this.#password): string {
    return `postgres://frise:${password}@localhost/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  /** Its address; the owner of all in it is the role that connects. */
  async createDatabase(): Promise<string> {
    const name = `t${randomBytes(6).toString('hex')}`;
    await this.query('postgres', `CREATE DATABASE ${name}`);
    return this.url(name);
  }

  async query(database: string, text: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: database.includes('://') ? database : this.url(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** Once no other session of the database is left. */
  async settled(url: string): Promise<void> {
    const text =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
    while ((await this.query(url, text)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  dispose(): void {
    spawnSync(join(this.#programs, 'pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', this.data], { ...this.#user, stdio: 'ignore' });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, args: readonly string[]): void {
    execFileSync(join(this.#programs, program), args, { ...this.#user, cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
