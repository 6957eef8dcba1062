import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { createHash } from 'node:crypto';
import { AppError } from '../../errors.js';
import { readDeposit } from '../../extract/metadata/deposit.js';
import type { PersonalPipeline } from '../../pipeline/personal-pipeline.js';
import { admitFew } from '../admission.js';
import { Idempotency, IdempotencyHeaders, type Received } from '../idempotency.js';
import type { Processing } from '../processing.js';
import { BatchDeposit, Deposited, DossierParams } from '../schemas.js';

const METADATA = 'metadata.json';
/** Twenty documents of a practice, in base64. */
const BATCH_BYTES = 32 * 1024 * 1024;

/** Documents come in: as a form, or as one JSON for software that makes no forms. */
export const depositRoutes =
  (processing: Processing, now: () => Date): FastifyPluginAsyncZod =>
  async (app) => {
    const idempotency = new Idempotency(now);
    admitFew(app);
    const answer = (reply: FastifyReply, dossierId: string, replayed: boolean): void => {
      reply.header('location', `/api/v1/dossiers/${dossierId}/job`).header('retry-after', '1');
      if (replayed) reply.header('idempotency-replayed', 'true');
    };

    app.post(
      '/dossiers/:dossierId/documents',
      {
        schema: {
          operationId: 'deposit',
          summary: 'Déposer des documents',
          description:
            'Formulaire multipart : un ou plusieurs fichiers (archive XDM comprise), et au besoin metadata.json. Répond dès que les octets sont conservés ; la lecture se poursuit, « location » dit où en suivre l’avancement. Le même fichier déposé deux fois n’est gardé qu’une fois. Un fichier refusé est dit dans la réponse et n’empêche pas les autres.',
          tags: ['documents'],
          consumes: ['multipart/form-data'],
          params: DossierParams,
          headers: IdempotencyHeaders,
          response: { 202: Deposited },
        },
      },
      async (request, reply) => {
        const { dossierId } = request.params;
        if (!request.isMultipart()) throw new AppError('FRS-IN-011', { detail: 'multipart/form-data attendu' });
        const { pipeline } = request;
        const deposited = await idempotency.once(pipeline, dossierId, request.headers['idempotency-key'], (replay) =>
          receive({ pipeline, processing, dossierId, replay }, filesOf(request)),
        );
        answer(reply, dossierId, deposited.replayed);
        return reply.code(202).send(deposited.answer);
      },
    );

    app.post(
      '/dossiers/:dossierId/documents/batch',
      {
        bodyLimit: BATCH_BYTES,
        schema: {
          operationId: 'depositBatch',
          summary: 'Déposer un lot de documents en JSON',
          description:
            'Jusqu’à 20 documents en base64 avec ce que le logiciel en sait, et l’identité du patient : la même chose que le formulaire et son metadata.json.',
          tags: ['documents'],
          params: DossierParams,
          headers: IdempotencyHeaders,
          body: BatchDeposit,
          response: { 202: Deposited },
        },
      },
      async (request, reply) => {
        const { dossierId } = request.params;
        const { pipeline } = request;
        const deposited = await idempotency.once(pipeline, dossierId, request.headers['idempotency-key'], (replay) =>
          receive({ pipeline, processing, dossierId, replay }, filesOfBatch(request.body)),
        );
        answer(reply, dossierId, deposited.replayed);
        return reply.code(202).send(deposited.answer);
      },
    );
  };

/** As in a batch. */
const NAME_LENGTH = 200;

interface ReceivedFile {
  readonly file: string;
  /** Throws FRS-IN-005 past the limit, FRS-IN-011 where the file is cut. */
  readonly bytes: () => Promise<Buffer>;
}

interface Receiving {
  readonly pipeline: PersonalPipeline;
  readonly processing: Processing;
  readonly dossierId: string;
  /** The files were kept the first time that they came: they are only compared. */
  readonly replay: boolean;
}

/** Keeps one file before the next is received: two hundred large ones never stand in memory together. */
async function receive(
  { pipeline, processing, dossierId, replay }: Receiving,
  files: AsyncIterable<ReceivedFile>,
): Promise<Received<Deposited>> {
  const fingerprint = createHash('sha256');
  const documents: Deposited['documents'] = [];
  let refusal: AppError | undefined;
  try {
    for await (const { file, bytes: read } of files) {
      try {
        const bytes = await read();
        fingerprint.update(JSON.stringify([file, createHash('sha256').update(bytes).digest('hex')]));
        if (!replay) documents.push(await keepFile(pipeline, dossierId, file, bytes));
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error;
        refusal ??= error;
        documents.push({ file, accepted: false, code: error.code, message: `${error.message} ${error.remedy}` });
      }
    }
  } finally {
    // What was kept before the caller broke off is read all the same.
    if (documents.some(({ accepted }) => accepted)) processing.start(dossierId);
  }
  const done = { fingerprint: fingerprint.digest('hex') };
  if (replay) return { ...done, answer: undefined };
  if (!documents.some(({ accepted }) => accepted)) throw refusal ?? new AppError('FRS-IN-011', { detail: 'aucun fichier' });
  return { ...done, answer: { dossierId, job: `dossiers/${dossierId}/job`, documents } };
}

async function keepFile(
  pipeline: PersonalPipeline,
  dossierId: string,
  file: string,
  bytes: Buffer,
): Promise<Deposited['documents'][number]> {
  if (file === METADATA) {
    await pipeline.deposit(dossierId, [], readDeposit(bytes.toString('utf8')));
    return { file, accepted: true };
  }
  const [stored] = await pipeline.deposit(dossierId, [{ fileName: file, bytes }]);
  if (stored === undefined) throw new AppError('FRS-SY-001');
  return { file, sha256: stored.sha256, accepted: true };
}

/** The files of a form. Throws FRS-IN-011 where it breaks off, or holds more files than it may. */
async function* filesOf(request: FastifyRequest): AsyncGenerator<ReceivedFile> {
  try {
    for await (const part of request.files({ throwFileSizeLimit: false })) yield named(part);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('FRS-IN-011', { detail: 'formulaire interrompu, ou trop de fichiers', cause });
  }
}

/** A part that bears no name, or one that no store should keep, is refused by itself. */
function named(part: MultipartFile): ReceivedFile {
  const name = (part.filename as string | undefined) ?? '';
  if (name !== '' && name.length <= NAME_LENGTH) return { file: name, bytes: () => bytesOf(part) };
  const refused = async (): Promise<never> => {
    // Lets it go by: it need not be held to be refused.
    part.file.resume();
    throw new AppError('FRS-IN-011', { detail: name === '' ? 'fichier sans nom' : `nom de fichier de plus de ${NAME_LENGTH} caractères` });
  };
  return { file: name === '' ? 'sans nom' : name.slice(0, NAME_LENGTH), bytes: refused };
}

/** Throws FRS-IN-005 past the limit, once the rest of the file has gone by, and FRS-IN-011 where it is cut. */
async function bytesOf(part: MultipartFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of part.file) chunks.push(chunk as Buffer);
  } catch (cause) {
    throw new AppError('FRS-IN-011', { detail: 'formulaire interrompu', cause });
  }
  if (part.file.truncated) throw new AppError('FRS-IN-005');
  return Buffer.concat(chunks);
}

/** What the software says of its documents first, as a metadata.json would. */
async function* filesOfBatch({ patient, documents }: BatchDeposit): AsyncGenerator<ReceivedFile> {
  const said = {
    ...(patient === undefined ? {} : { patient }),
    documents: documents.map((document) => ({ ...document, content: undefined })),
  };
  yield { file: METADATA, bytes: async () => Buffer.from(JSON.stringify(said)) };
  for (const { file, content } of documents) yield { file, bytes: async () => Buffer.from(content, 'base64') };
}
