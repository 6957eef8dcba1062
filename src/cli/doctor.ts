import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.js';
import { AppError } from '../errors.js';
import { ANSWERS_ID } from '../extract/answers/onnx-answers.js';
import { ASSERTION_ID } from '../extract/assertion/onnx-assertion.js';
import { verifyModel } from '../extract/runtime/model-files.js';
import { ENCODER_ID } from '../index/transformers-embedder.js';
import type { Storage } from '../store/open-storage.js';

export interface Check {
  readonly name: string;
  readonly run: () => Promise<string>;
}

export interface DoctorDeps {
  readonly config: Config;
  readonly verifyOcr: () => Promise<string>;
  readonly openStorage: () => Promise<Storage>;
  /** How many lines the audit holds, once verified. */
  readonly verifyAudit: () => Promise<number>;
}

/** What `frise doctor` looks at, in order; each check answers in French what holds, or throws an AppError that says what to do. */
export function doctorChecks({ config, verifyOcr, openStorage, verifyAudit }: DoctorDeps): Check[] {
  return [
    { name: 'Node.js', run: async () => checkNode(process.versions.node) },
    { name: 'Modèles', run: async () => `${(await verifyInstalled(config.models)).join(', ')} : fichiers complets, empreintes conformes` },
    { name: 'Reconnaissance de texte (français)', run: verifyOcr },
    { name: 'Dossier de stockage', run: async () => [...new Set([config.home, config.files])].map(checkHome).join(', ') },
    { name: 'Clé maîtresse', run: async () => checkKey(config) },
    { name: 'Base chiffrée', run: () => checkStore(openStorage) },
    { name: 'Horloge', run: () => checkClock(openStorage) },
    { name: 'Journal des accès', run: async () => `chaîne intacte, ${await verifyAudit()} lignes` },
    { name: 'Adresse de service', run: async () => `http://${config.host}:${config.port}` },
  ];
}

/** The encoder, and the readers without which the rules stand alone, where their folder is there. */
async function verifyInstalled(models: string): Promise<readonly string[]> {
  const installed = [ENCODER_ID, ...[ASSERTION_ID, ANSWERS_ID].filter((id) => existsSync(join(models, id)))];
  for (const id of installed) await verifyModel(models, id);
  return installed;
}

function checkNode(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new AppError('FRS-SY-001', { detail: `Node.js ${version} : 20.19 ou plus récent est nécessaire` });
  return version;
}

function checkHome(home: string): string {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new AppError('FRS-ST-002', { detail: home, cause });
  }
  return home;
}

function checkKey({ masterKey }: Config): string {
  if (masterKey.value !== undefined) return 'variable FRISE_MASTER_KEY';
  if (masterKey.command !== undefined) return 'commande FRISE_MASTER_KEY_COMMAND';
  if (!existsSync(masterKey.file)) return `${masterKey.file} : sera créée à la première utilisation`;
  if ((statSync(masterKey.file).mode & 0o077) !== 0)
    throw new AppError('FRS-ST-001', { detail: `${masterKey.file} : lisible par d'autres comptes, faites « chmod 600 »` });
  return `${masterKey.file} (dans ${dirname(masterKey.file)})`;
}

async function checkClock(openStorage: DoctorDeps['openStorage']): Promise<string> {
  return opened(openStorage, async ({ clockLagMs }) => {
    if (clockLagMs > 0) throw new AppError('FRS-ST-007', { detail: `${Math.ceil(clockLagMs / 60_000)} min` });
    return 'à l’heure de la dernière écriture ou après';
  });
}

async function checkStore(openStorage: DoctorDeps['openStorage']): Promise<string> {
  return opened(openStorage, async ({ store, describe, queue }) => {
    const kept = await describe();
    await store.check();
    const count = (await store.listDossiers()).length;
    const waiting = queue === undefined ? '' : `, ${await queue.pending()} en attente de lecture`;
    return `${kept}, intègre, ${count} dossier${count > 1 ? 's' : ''}${waiting}`;
  });
}

async function opened(openStorage: DoctorDeps['openStorage'], look: (storage: Storage) => Promise<string>): Promise<string> {
  const storage = await openStorage();
  try {
    return await look(storage);
  } finally {
    await storage.audit.close();
    await storage.store.close();
  }
}

/** Runs the checks and writes a line for each; true where all hold. */
export async function runDoctor(checks: readonly Check[], write: (line: string) => void): Promise<boolean> {
  let sound = true;
  for (const { name, run } of checks) {
    try {
      write(`✓ ${name} : ${await run()}`);
    } catch (error) {
      sound = false;
      const known = error instanceof AppError ? error : new AppError('FRS-SY-001', { cause: error });
      write(`✗ ${name} : ${known.message} ${known.remedy} [${known.code}]`);
    }
  }
  return sound;
}
