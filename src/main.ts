// First: nothing that follows may open a connection to another machine, not even while it loads.
import { mayConnect, readAllowed } from './security/egress-guard.cjs';
import { Command, Option } from 'commander';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessDeps } from './api/access/access-deps.js';
import { buildApp } from './api/app.js';
import { doctorChecks, runDoctor } from './cli/doctor.js';
import { addAccessCommands } from './cli/access-commands.js';
import { keepAuditFor } from './cli/audit-retention.js';
import { dossierIdOf, readDirectory } from './cli/dossier-of.js';
import { speakFrench } from './cli/french-commander.js';
import { ReaderProcess, serveReader } from './cli/reader-process.js';
import { addStorageCommands, auditOf, verifyAudit } from './cli/storage-commands.js';
import { speaksFrench, textsFor } from './cli/texts.js';
import { startWorker } from './cli/worker.js';
import { PACKAGE_ROOT, readConfig, type Config } from './config.js';
import { checkExposure, type AccessSettings } from './config/access-settings.js';
import { readWebhooks } from './config/webhook-settings.js';
import { AppError } from './errors.js';
import { OnnxAssertion } from './extract/assertion/onnx-assertion.js';
import { createNativeTesseractOcrEngine } from './extract/read/native-tesseract-ocr-engine.js';
import type { OcrEngine } from './extract/read/ocr-engine.js';
import { createTesseractJsOcrEngine } from './extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers } from './extract/read/worker-pool.js';
import { OnnxAnswers } from './extract/answers/onnx-answers.js';
import { TransformersEmbedder } from './index/transformers-embedder.js';
import { Pipeline, type SynthesisRequest } from './pipeline.js';
import { currentStamps } from './pipeline/stamps.js';
import { Accounts } from './security/accounts.js';
import { ApiKeys } from './security/api-keys.js';
import type { AuditLog } from './security/audit-log.js';
import { Gate } from './security/gate.js';
import { loadHabilitation } from './security/habilitation.js';
import { HashWasmPasswordHasher } from './security/hash-wasm-password-hasher.js';
import { OpenIdClientIdentityProvider } from './security/openid-client-identity-provider.js';
import type { ServiceStore } from './store/service-store.js';
import { openStorage, type Storage } from './store/open-storage.js';
import { toContract } from './summarise/contract.js';
import { renderMarkdown } from './summarise/exports/markdown.js';
import { renderPrintHtml } from './summarise/exports/print-html.js';
import { renderTerminal } from './summarise/exports/terminal.js';
import { forProfession, professionView } from './summarise/for-profession.js';
import type { LanguageModel } from './summarise/prose/language-model.js';
import { OpenAiLanguageModel } from './summarise/prose/openai-language-model.js';
import { TransformersLanguageModel } from './summarise/prose/transformers-language-model.js';
import { PROFESSIONS } from './summarise/vocabulary/professions.js';

const VERSION = (JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as { version: string }).version;
/** This very command line, for a process of its own. */
const COMMAND = join(PACKAGE_ROOT, 'bin', 'frise.js');
const DEMO = {
  directory: join(PACKAGE_ROOT, 'eval', 'corpus', 'demo', 'sources'),
  on: '2026-11-16',
  reason: 'douleur thoracique',
  dossierId: 'demo',
};

const today = (): string => new Date().toISOString().slice(0, 10);

interface Site {
  readonly pipeline: Pipeline;
  readonly storage: Storage;
  readonly audit: AuditLog;
}

interface Service extends Site {
  readonly access: AccessDeps;
}

/** None unless one is configured: its words are then asked for line by line with `--prose`. */
async function createLanguageModel({ languageModel }: Config): Promise<LanguageModel | undefined> {
  if (languageModel === undefined) return undefined;
  if ('folder' in languageModel) return TransformersLanguageModel.create(languageModel);
  if (readAllowed(process.env['FRISE_ALLOWED_SERVERS']).rejected.length > 0)
    throw new AppError('FRS-IN-011', { detail: 'FRISE_ALLOWED_SERVERS' });
  return OpenAiLanguageModel.create(languageModel, mayConnect);
}

const createOcr = ({ tesseract }: Config): OcrEngine =>
  tesseract === undefined ? createTesseractJsOcrEngine() : createNativeTesseractOcrEngine(tesseract);

/** The only place where adapters are constructed. */
async function openSite(config: Config): Promise<Site> {
  const languageModel = await createLanguageModel(config);
  const embedder = await TransformersEmbedder.create({ modelsDirectory: config.models });
  const assertion = await OnnxAssertion.createIfThere({ modelsDirectory: config.models });
  const answers = await OnnxAnswers.createIfThere({ modelsDirectory: config.models });
  const storage = await openStorage(config);
  const audit = auditOf(storage);
  const pipeline = new Pipeline({
    store: storage.store,
    audit,
    embedder,
    createOcr: async () => createOcr(config),
    stamps: currentStamps(import.meta.dirname),
    models: [embedder, assertion, answers].filter((model) => model !== undefined).map(({ modelId, sha256 }) => ({ id: modelId, sha256 })),
    ...(assertion === undefined ? {} : { assertion }),
    ...(answers === undefined ? {} : { answers }),
    ...(languageModel === undefined ? {} : { languageModel }),
    version: VERSION,
    now: () => new Date(),
  });
  return { pipeline, storage, audit };
}

async function createService(config: Config): Promise<Service> {
  const site = await openSite(config);
  const { services } = site.storage;
  return { ...site, access: accessDepsOf(config.access, services, site.audit, await site.storage.serviceKey('session')) };
}

function accessDepsOf(settings: AccessSettings, services: ServiceStore, audit: AuditLog, key: Uint8Array): AccessDeps {
  const { oidc, publicUrl, proxies } = settings;
  const clock = (): Date => new Date();
  const accounts = new Accounts(services, new HashWasmPasswordHasher(), clock);
  const apiKeys = new ApiKeys(services, clock);
  return {
    gate: new Gate({ accounts, apiKeys }, oidc !== undefined),
    accounts,
    apiKeys,
    services,
    secret: Buffer.from(key).toString('hex'),
    habilitation: loadHabilitation(settings.habilitation),
    careTeam: settings.careTeam,
    audit,
    clock,
    idleMs: settings.idleMs,
    longestMs: settings.longestMs,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(proxies === undefined ? {} : { proxies }),
    ...(oidc === undefined ? {} : { oidc: { provider: new OpenIdClientIdentityProvider(oidc), structures: oidc.structures } }),
  };
}

async function withPipeline<T>(action: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  const { pipeline } = await openSite(readConfig(process.env));
  try {
    return await action(pipeline);
  } finally {
    await pipeline.close();
    await closeReadWorkers();
  }
}

interface SummariseOptions {
  readonly on?: string;
  readonly reason?: string;
  readonly since?: string;
  readonly ask: readonly string[];
  readonly for?: string;
  readonly prose?: boolean;
  readonly json?: boolean;
  readonly full?: boolean;
  readonly html?: string;
  readonly markdown?: string;
}

function requestOf({ on, reason, since, ask, prose }: SummariseOptions): SynthesisRequest {
  return {
    referenceDate: on === undefined ? today() : checkedDate(on),
    ...(reason === undefined ? {} : { reason }),
    ...(since === undefined ? {} : { since: checkedDate(since) }),
    questions: ask,
    ...(prose === true ? { prose } : {}),
  };
}

/** A real day of the calendar: "2026-02-30" is refused. */
function checkedDate(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) throw new AppError('FRS-IN-008');
  return text;
}

async function summariseDirectory(directory: string, options: SummariseOptions): Promise<void> {
  const request = requestOf(options);
  if (options.prose === true && readConfig(process.env).languageModel === undefined)
    throw new AppError('FRS-MD-001', { detail: 'FRISE_LANGUAGE_MODEL' });
  await withPipeline(async (pipeline) => {
    const state = await readDirectory(pipeline, directory, dossierIdOf(directory));
    const view = options.for === undefined ? undefined : professionView(options.for);
    const made = await pipeline.synthesise(state, request);
    const synthesis = view === undefined ? made : forProfession(made, view);
    if (options.html !== undefined) writeFileSync(options.html, renderPrintHtml(synthesis));
    if (options.markdown !== undefined) writeFileSync(options.markdown, renderMarkdown(synthesis));
    const print =
      options.json === true
        ? JSON.stringify(toContract(synthesis, new Map(state.summaries.map((summary) => [summary.id, summary]))))
        : renderTerminal(synthesis, { full: options.full === true, width: Math.min(process.stdout.columns ?? 100, 120) });
    process.stdout.write(`${print}\n`);
  });
}

async function askDirectory(
  directory: string,
  question: string,
  options: { readonly json?: boolean; readonly on?: string },
): Promise<void> {
  const request = requestOf({ ...options, ask: [question] });
  await withPipeline(async (pipeline) => {
    const state = await readDirectory(pipeline, directory, dossierIdOf(directory));
    const synthesis = await pipeline.synthesise(state, request);
    const [answer] = toContract(synthesis, new Map(state.summaries.map((summary) => [summary.id, summary]))).answers;
    if (answer === undefined) throw new AppError('FRS-SY-001');
    if (options.json === true) process.stdout.write(`${JSON.stringify(answer)}\n`);
    else
      process.stdout.write(
        `${answer.text}\n${answer.citations.map(({ document, page, quote }) => `\n  ${document}, page ${page} : « ${quote.replace(/\s+/g, ' ')} »`).join('')}\n`,
      );
  });
}

async function serve({ pipeline, access, storage }: Service, config: Config, reader?: ReaderProcess): Promise<string> {
  const { tls, auditDays } = config.access;
  checkExposure(config.host, config.access, await access.gate.isClosed());
  const app = await buildApp({
    pipeline,
    queue: storage.queue,
    ...(reader === undefined ? {} : { reader }),
    access,
    ...(tls === undefined ? {} : { tls }),
    version: VERSION,
    pageDirectory: join(PACKAGE_ROOT, 'dist', 'page'),
    now: () => new Date(),
    logStream: process.stderr,
    webhooks: readWebhooks(process.env),
    requestsPerMinute: config.requestsPerMinute,
  });
  const address = await app.listen({ host: config.host, port: config.port }).catch((cause: unknown) => {
    const { syscall } = cause as NodeJS.ErrnoException;
    if (syscall === 'listen' || syscall === 'getaddrinfo')
      throw new AppError('FRS-SY-002', { detail: `${config.host}:${config.port}`, cause });
    throw cause;
  });
  void pipeline.warmUp();
  const purge = auditDays === undefined ? undefined : keepAuditFor(auditDays, access.audit);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    clearInterval(purge);
    void app
      .close()
      .then(() => reader?.close())
      .then(() => pipeline.close())
      .then(() => closeReadWorkers())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return address;
}

/** Reads for the site until it is told to stop. */
async function work(concurrency: number): Promise<void> {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) throw new AppError('FRS-IN-011', { detail: '--jobs' });
  const config = readConfig(process.env);
  if (config.databaseUrl === undefined)
    throw new AppError('FRS-IN-011', { detail: 'FRISE_DATABASE_URL : la base embarquée est lue par « frise serve »' });
  const { pipeline, storage } = await openSite(config);
  if (storage.queue === undefined) throw new AppError('FRS-SY-001');
  const log = (line: string): unknown => process.stderr.write(`${line}\n`);
  const { stop } = await startWorker({ pipeline, queue: storage.queue, source: import.meta.dirname, concurrency, log });
  log('Prêt à lire.');
  await new Promise<void>((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => resolve())));
  await stop();
  await pipeline.close();
  await closeReadWorkers();
}

async function demo(): Promise<void> {
  const config = readConfig(process.env);
  const service = await createService(config);
  const { pipeline } = service;
  const address = await serve(service, config);
  process.stderr.write(`Dossier de démonstration. Page : ${address}/?dossier=${DEMO.dossierId}&on=${DEMO.on}\n`);
  const print = async (state: Parameters<Pipeline['synthesise']>[0]): Promise<string> =>
    renderTerminal(await pipeline.synthesise(state, { referenceDate: DEMO.on, reason: DEMO.reason }), {
      width: Math.min(process.stdout.columns ?? 100, 120),
    });
  const state = await readDirectory(pipeline, DEMO.directory, DEMO.dossierId, {
    onFirstView: async (first) => {
      const { length } = first.summaries.filter(({ status }) => status === 'read');
      process.stderr.write(`\nPremière vue : ${length} documents lus, ouvrez la page ; les pages numérisées suivent.\n`);
    },
  });
  process.stdout.write(`${await print(state)}\n`);
  process.stderr.write(
    `\nPage : ${address}/?dossier=${DEMO.dossierId}&on=${DEMO.on}&reason=${encodeURIComponent(DEMO.reason)}\nCtrl-C pour terminer.\n`,
  );
}

function buildProgram(): Command {
  const texts = textsFor(process.argv, process.env);
  const program = new Command('frise')
    .description(texts.summary)
    .version(VERSION, '-V, --version', texts.version)
    .helpOption('-h, --help', texts.help);
  if (speaksFrench(process.argv, process.env)) speakFrench(program);
  program.addOption(new Option('--lang <fr|en>', 'langue de cette aide / language of this help').choices(['fr', 'en']));
  const on = (command: Command): Command => command.option('--on <date>', texts.on).option('--json', texts.json);
  const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

  program
    .command('import')
    .description(texts.import)
    .argument('<path...>', texts.paths)
    .option('--dossier <id>', texts.dossier)
    .action((paths: string[], { dossier }: { dossier?: string }) =>
      withPipeline(async (pipeline) => {
        for (const path of paths) await readDirectory(pipeline, path, dossier ?? dossierIdOf(path), { keepOthers: dossier !== undefined });
      }),
    );
  on(program.command('summarise').description(texts.summarise).argument('<directory>', texts.directory))
    .option('--reason <text>', texts.reason)
    .option('--since <date>', texts.since)
    .option('--ask <question>', texts.askOption, collect, [])
    .addOption(new Option('--for <profession>', texts.forProfession).choices(PROFESSIONS.map(({ name }) => name)))
    .option('--prose', texts.prose)
    .option('--full', texts.full)
    .option('--html <file>', texts.html)
    .option('--markdown <file>', texts.markdown)
    .action(summariseDirectory);
  on(program.command('ask').description(texts.ask).argument('<directory>', texts.directory).argument('<question>', texts.question)).action(
    askDirectory,
  );
  program
    .command('serve')
    .description(texts.serve)
    .option('--host <address>', texts.host)
    .option('--port <number>', texts.port)
    .action(async ({ host, port }: { host?: string; port?: string }) => {
      const config = readConfig({
        ...process.env,
        ...(host === undefined ? {} : { FRISE_HOST: host }),
        ...(port === undefined ? {} : { FRISE_PORT: port }),
      });
      process.stderr.write(`${await serve(await createService(config), config, new ReaderProcess(COMMAND))}\n`);
    });
  program.command('reader', { hidden: true }).action(async () => {
    const { pipeline } = await openSite(readConfig(process.env));
    serveReader(pipeline, async () => {
      await pipeline.close();
      await closeReadWorkers();
    });
  });
  program
    .command('worker')
    .description(texts.worker)
    .option('--jobs <number>', texts.workerJobs, '1')
    .action(({ jobs }: { jobs: string }) => work(Number(jobs)));
  program
    .command('erase')
    .description(texts.erase)
    .argument('<directory>', texts.directory)
    .action((directory: string) => withPipeline((pipeline) => pipeline.eraseDossier(dossierIdOf(directory))));
  program
    .command('doctor')
    .description(texts.doctor)
    .action(async () => {
      const config = readConfig(process.env);
      const checks = doctorChecks({
        config,
        verifyOcr: async () => {
          const engine = createOcr(config);
          await engine.close();
          return engine.name;
        },
        openStorage: () => openStorage(config),
        verifyAudit: () => verifyAudit(config),
      });
      if (!(await runDoctor(checks, (line) => process.stdout.write(`${line}\n`)))) process.exitCode = 1;
    });
  addStorageCommands(program, texts, () => readConfig(process.env));
  addAccessCommands(program, texts, () => readConfig(process.env));
  program.command('demo').description(texts.demo).action(demo);
  return program;
}

try {
  await buildProgram().parseAsync();
} catch (error) {
  const known = error instanceof AppError ? error : new AppError('FRS-SY-001', { cause: error });
  process.stderr.write(`Erreur ${known.code} : ${known.message} ${known.remedy}\n`);
  // A stack names files and functions, never what a document says.
  if (known.code === 'FRS-SY-001' && process.env['FRISE_DEBUG'] !== undefined) process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  await closeReadWorkers();
  // A server may be listening already: nothing keeps a command that failed alive.
  process.exit(1);
}
