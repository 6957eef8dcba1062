import type { Command } from 'commander';
import { existsSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { limitOf, purgeAudit } from './audit-retention.js';
import { LOCAL } from '../security/access.js';
import type { AuditAction } from '../security/audit-entry.js';
import { AuditLog } from '../security/audit-log.js';
import type { DossierStore } from '../store/dossier-store.js';
import { loadMasterKey, parseKey } from '../store/keys.js';
import { openStorage, type Storage } from '../store/open-storage.js';
import { backUp, restore } from '../store/sqlite-backup.js';
import { keyFingerprint, rotateKeyFile, rotateMasterKey } from '../store/sqlite-rotate-keys.js';
import type { ServiceStore } from '../store/service-store.js';
import type { CliTexts } from './texts.js';

/** The audit of a site, under a key of its own that the store keeps wrapped. */
export function auditOf({ audit, auditKey, services }: Storage): AuditLog {
  return new AuditLog(audit, auditKey, services);
}

/** Opens what is kept, without models, for as long as the action takes. */
export async function withAudit<T>(
  config: Config,
  action: (log: AuditLog, services: ServiceStore, store: DossierStore) => Promise<T>,
): Promise<T> {
  const storage = await openStorage(config);
  try {
    const log = auditOf(storage);
    try {
      return await action(log, storage.services, storage.store);
    } finally {
      await log.close();
    }
  } finally {
    await storage.store.close();
  }
}

/** How many lines the audit holds. Throws FRS-AC-003 where one does not hold. */
export function verifyAudit(config: Config): Promise<number> {
  return withAudit(config, async (log) => {
    const { lines, faults } = await log.verify();
    if (faults[0] !== undefined) throw new AppError('FRS-AC-003', { detail: faults[0].message });
    return lines;
  });
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const done = (config: Config, action: AuditAction): Promise<void> =>
  withAudit(config, (log) => log.record({ at: new Date().toISOString(), actor: LOCAL.actor, action, outcome: 'done' }));

/** `frise keys|backup|restore|audit`: what whoever keeps the store does with it. */
export function addStorageCommands(program: Command, texts: CliTexts, readConfig: () => Config): void {
  const keys = program.command('keys').description(texts.keys);
  keys
    .command('rotate')
    .description(texts.keysRotate)
    .action(async () => {
      const config = readConfig();
      await done(await rotate(config), 'rotate-keys');
    });
  program
    .command('backup')
    .description(texts.backup)
    .argument('<file>', texts.backupFile)
    .action(async (file: string) => {
      const config = readConfig();
      requireStore(config);
      const { dossiers, originals } = backUp(config.home, loadMasterKey(config.masterKey), resolve(file));
      await done(config, 'backup');
      say(`Sauvegarde écrite : dossiers ${dossiers}, originaux ${originals}. La clé maîtresse n'y est pas : gardez-la ailleurs.`);
    });
  program
    .command('restore')
    .description(texts.restore)
    .argument('<file>', texts.backupFile)
    .action(async (file: string) => {
      const config = readConfig();
      if (config.databaseUrl !== undefined) requireStore(config);
      // A key made now would open nothing.
      if (config.masterKey.value === undefined && config.masterKey.command === undefined && !existsSync(config.masterKey.file))
        throw new AppError('FRS-ST-001', { detail: `placez d'abord la clé de la sauvegarde dans ${config.masterKey.file}` });
      const { dossiers, originals } = await restore(config.home, loadMasterKey(config.masterKey), resolve(file));
      await done(config, 'restore');
      say(`Sauvegarde restaurée et vérifiée : dossiers ${dossiers}, originaux ${originals}.`);
    });
  const audit = program.command('audit').description(texts.audit);
  audit
    .command('verify')
    .description(texts.auditVerify)
    .option('--head <mark>', texts.auditHead)
    .action(({ head }: { head?: string }) => withAudit(readConfig(), (log) => verify(log, head)));
  audit
    .command('export')
    .description(texts.auditExport)
    .action(() =>
      withAudit(readConfig(), async (log) => {
        for await (const line of log.export()) writeSync(1, line);
      }),
    );
  audit
    .command('purge')
    .description(texts.auditPurge)
    .option('--before <date>', texts.auditBefore)
    .action(({ before }: { before?: string }) => {
      const config = readConfig();
      return withAudit(config, async (log) => say(`${await purgeAudit(log, limitOf(before, config.access.auditDays))} lignes oubliées.`));
    });
}

function requireStore(config: Config): void {
  if (config.databaseUrl !== undefined)
    throw new AppError('FRS-IN-011', { detail: 'avec PostgreSQL : pg_dump, puis une copie de FRISE_FILES (docs/postgresql.md)' });
  if (!existsSync(join(config.home, 'frise.db'))) throw new AppError('FRS-IN-001', { detail: config.home });
}

/** The configuration under which the store opens from now on. */
async function rotate(config: Config): Promise<Config> {
  const { masterKey, nextMasterKey, home, databaseUrl, files } = config;
  if (databaseUrl === undefined) requireStore(config);
  if (databaseUrl === undefined && masterKey.value === undefined && masterKey.command === undefined) {
    const { oldKeyFile } = rotateKeyFile(home, masterKey.file);
    say(
      `Nouvelle clé maîtresse en place. L'ancienne, seule à ouvrir les sauvegardes antérieures, est dans ${oldKeyFile} : mettez-la ailleurs.`,
    );
    return config;
  }
  if (nextMasterKey === undefined)
    throw new AppError('FRS-IN-011', { detail: 'donnez la nouvelle clé dans FRISE_NEXT_MASTER_KEY, 64 chiffres hexadécimaux' });
  const next = parseKey(nextMasterKey);
  if (databaseUrl === undefined) rotateMasterKey(home, loadMasterKey(masterKey), next);
  else await (await import('../store/postgres-rotate-keys.js')).rotatePostgresKeys(databaseUrl, files, loadMasterKey(masterKey), next);
  say(`La base est sous la nouvelle clé (empreinte ${keyFingerprint(next)}) : donnez-la désormais à la place de l'ancienne.`);
  return { ...config, masterKey: { ...masterKey, value: nextMasterKey } };
}

async function verify(log: AuditLog, expectedHead: string | undefined): Promise<void> {
  const { lines, head, faults, clockWentBack } = await log.verify(expectedHead);
  if (clockWentBack.length > 0)
    say(`L'horloge a reculé avant les lignes ${clockWentBack.slice(0, 10).join(', ')} : le journal n'est pas en cause.`);
  const [fault] = faults;
  if (fault !== undefined) throw new AppError('FRS-AC-003', { detail: fault.message });
  process.stdout.write(`${lines} lignes, chaîne intacte.${head === undefined ? '' : ` Marque de fin : ${head}`}\n`);
}
