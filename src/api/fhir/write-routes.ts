import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { BundleEntry, FhirResource, OperationOutcome } from 'fhir/r4.js';
import type { z } from 'zod';
import type { IdentityTraits } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { readPatient } from '../../extract/coded/fhir/fhir-header.js';
import { parseFhirJson, type FhirObject } from '../../extract/coded/fhir/fhir-tree.js';
import { isInsOid } from '../../extract/coded/ins.js';
import type { PersonalPipeline } from '../../pipeline/personal-pipeline.js';
import { admitFew } from '../admission.js';
import type { Processing } from '../processing.js';
import { BinaryInput, DocumentReferenceInput, ObservationInput, TransactionInput } from './fhir-input.js';
import { FHIR_JSON } from './operation-outcome.js';
import { documentFile, observationFile, type FindBinary, type ProvidedFile } from './provide.js';

/** Base64 takes a third more: documents of 24 MB. Larger ones come as a form. */
const BODY_BYTES = 32 * 1024 * 1024;
const tags = ['fhir'];
const DOSSIER = /(?:^|\/)Patient\/([A-Za-z0-9-]{1,47})$/;

/** What FHIR software sends: a document, a measure, or several at once as IHE MHD provides them. All are kept as they came, then read. */
export const fhirWriteRoutes =
  (processing: Processing): FastifyPluginAsyncZod =>
  async (app) => {
    admitFew(app);
    // Parsed here for its limit of depth; the default parser has none.
    app.addContentTypeParser(
      ['application/fhir+json', 'application/json'],
      { parseAs: 'string', bodyLimit: BODY_BYTES },
      async (_request: FastifyRequest, body: string | Buffer) => parseFhirJson(String(body)),
    );

    const keep = async (
      pipeline: PersonalPipeline,
      dossierId: string,
      files: readonly ProvidedFile[],
      patient?: IdentityTraits,
    ): Promise<string[]> => {
      const metadata = files.flatMap((file) => file.metadata);
      const known = await pipeline.hasDossier(dossierId);
      const said = { documents: [...metadata], ...(known || patient === undefined ? {} : { patient }) };
      const kept = await pipeline.deposit(dossierId, files, said);
      processing.start(dossierId);
      return kept.map(({ sha256 }) => `${dossierId}.${sha256.slice(0, 16)}`);
    };
    const created = (reply: FastifyReply, location: string): FastifyReply =>
      reply.code(201).header('location', location).type(FHIR_JSON).send(JSON.stringify(KEPT));

    app.post(
      '/DocumentReference',
      {
        bodyLimit: BODY_BYTES,
        schema: {
          operationId: 'fhirCreateDocumentReference',
          summary: 'Déposer un document (pièce jointe en ligne ou Binary contenu)',
          tags,
          consumes: ['application/fhir+json'],
          body: DocumentReferenceInput,
        },
      },
      async (request, reply) => {
        const dossierId = await dossierOf(request.pipeline, request.body.subject, 'DocumentReference.subject');
        const contained = request.body.contained ?? [];
        const find: FindBinary = (url) =>
          contained.flatMap((each) => BinaryInput.safeParse(each).data ?? []).find(({ id }) => url === `#${id}`);
        const [id] = await keep(request.pipeline, dossierId, [documentFile(request.body, find)]);
        return created(reply, `${baseOf(request)}/DocumentReference/${id}`);
      },
    );

    app.post(
      '/Observation',
      {
        bodyLimit: BODY_BYTES,
        schema: {
          operationId: 'fhirCreateObservation',
          summary: 'Déposer une mesure (glycémie d’une application, tension d’un appareil)',
          tags,
          consumes: ['application/fhir+json'],
          body: ObservationInput,
        },
      },
      async (request, reply) => {
        const dossierId = await dossierOf(request.pipeline, request.body.subject, 'Observation.subject');
        const [id] = await keep(request.pipeline, dossierId, [observationFile([request.body])]);
        return created(reply, `${baseOf(request)}/Observation/${id}`);
      },
    );

    app.post(
      '/',
      {
        bodyLimit: BODY_BYTES,
        schema: {
          operationId: 'fhirTransaction',
          summary: 'Déposer plusieurs documents (IHE MHD, Provide Document Bundle) et mesures en une transaction',
          tags,
          consumes: ['application/fhir+json'],
          body: TransactionInput,
        },
      },
      async (request, reply) => {
        const made = await readTransaction(request.pipeline, request.body);
        const ids = await keep(request.pipeline, made.dossierId, made.files, made.patient);
        const answer: FhirResource = {
          resourceType: 'Bundle',
          type: 'transaction-response',
          entry: made.placed.map((place): BundleEntry => ({
            response: {
              status: place === undefined ? '204 No Content' : '201 Created',
              ...(place === undefined
                ? {}
                : { location: typeof place === 'string' ? place : `${place.type}/${ids[place.file] ?? ''}`, outcome: KEPT }),
            },
          })),
        };
        return reply.type(FHIR_JSON).send(JSON.stringify(answer));
      },
    );
  };

/** Kept, and not read yet: a document appears in searches and summaries once it is. */
const KEPT: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'information',
      code: 'informational',
      details: { text: 'Ressource conservée. Le document paraît dans les recherches et la synthèse une fois lu.' },
    },
  ],
};

/** Where each entry went: a resource named outright, the n-th file, or nowhere of its own. */
type Place = string | { readonly type: 'DocumentReference' | 'Binary'; readonly file: number } | undefined;

interface Transaction {
  readonly dossierId: string;
  readonly patient?: IdentityTraits;
  readonly files: readonly ProvidedFile[];
  readonly placed: readonly Place[];
}

/** All of it is checked before any of it is kept. Throws FRS-IN-017 naming the entry and element, FRS-IN-018 for a resource of another type. */
async function readTransaction(pipeline: PersonalPipeline, { entry }: TransactionInput): Promise<Transaction> {
  const resources = entry.map(({ resource }) => resource);
  const binaries = entry.map(({ fullUrl, resource }, at) => ({
    at,
    fullUrl,
    binary: resource.resourceType === 'Binary' ? checked(BinaryInput, resource, at) : undefined,
  }));
  const patientAt = resources.findIndex(({ resourceType }) => resourceType === 'Patient');
  const sentPatient = resources[patientAt] as FhirObject | undefined;
  const patientUrl = patientAt < 0 ? undefined : entry[patientAt]?.fullUrl;
  const files: ProvidedFile[] = [];
  const placed: Place[] = resources.map(() => undefined);
  const dossiers = new Set<string>();
  const identify = async (subject: Subject, at: number): Promise<void> => {
    const own = patientUrl !== undefined && subject.reference === patientUrl ? subjectOf(sentPatient) : subject;
    dossiers.add(await dossierOf(pipeline, own, `Bundle.entry[${at}].resource.subject`));
  };
  const observations: ObservationInput[] = [];
  const measured: number[] = [];
  for (const [at, resource] of resources.entries()) {
    switch (resource.resourceType) {
      case 'DocumentReference': {
        const sent = checked(DocumentReferenceInput, resource, at);
        await identify(sent.subject, at);
        const url = sent.content[0]?.attachment.url;
        const found = url === undefined ? undefined : binaries.find((each) => each.binary !== undefined && sameUrl(each.fullUrl, url));
        placed[at] = { type: 'DocumentReference', file: files.length };
        if (found !== undefined) placed[found.at] = { type: 'Binary', file: files.length };
        files.push(documentFile(sent, () => found?.binary));
        break;
      }
      case 'Observation': {
        const sent = checked(ObservationInput, resource, at);
        await identify(sent.subject, at);
        observations.push(sent);
        measured.push(at);
        break;
      }
      case 'Binary':
      case 'List':
      case 'Patient':
        break;
      default:
        throw new AppError('FRS-IN-018', { detail: `Bundle.entry[${at}].resource` });
    }
  }
  if (observations.length > 0) {
    for (const at of measured) placed[at] = { type: 'DocumentReference', file: files.length };
    files.push(observationFile(observations));
  }
  const orphan = binaries.find(({ at, binary }) => binary !== undefined && placed[at] === undefined);
  if (orphan !== undefined) throw new AppError('FRS-IN-017', { detail: `Bundle.entry[${orphan.at}].fullUrl` });
  const [dossierId] = dossiers;
  if (dossierId === undefined) throw new AppError('FRS-IN-017', { detail: 'Bundle.entry' });
  if (dossiers.size > 1) throw new AppError('FRS-IN-017', { detail: 'Bundle.entry.resource.subject' });
  if (patientAt >= 0) placed[patientAt] = `Patient/${dossierId}`;
  return { dossierId, files, placed, ...(sentPatient === undefined ? {} : { patient: readPatient(sentPatient) }) };
}

function checked<T>(schema: z.ZodType<T>, resource: unknown, at: number): T {
  const parsed = schema.safeParse(resource);
  if (parsed.success) return parsed.data;
  throw new AppError('FRS-IN-017', { detail: [`Bundle.entry[${at}].resource`, ...(parsed.error.issues[0]?.path ?? [])].join('.') });
}

const sameUrl = (known: string | undefined, url: string): boolean => known !== undefined && (known === url || known.endsWith(`/${url}`));

interface Subject {
  readonly reference?: string | undefined;
  readonly identifier?: { readonly system?: string | undefined; readonly value?: string | undefined } | undefined;
}

/** A Patient sent along names itself by its id here, or by its INS. */
function subjectOf(patient: FhirObject | undefined): Subject {
  const { insMatricule, insOid } = readPatient(patient);
  const id = patient?.['id'];
  return {
    ...(typeof id === 'string' ? { reference: `Patient/${id}` } : {}),
    ...(insMatricule === undefined || insOid === undefined ? {} : { identifier: { system: `urn:oid:${insOid}`, value: insMatricule } }),
  };
}

/** Whose dossier: named by its identifier here, else the one that has this INS. Throws FRS-IN-017 where neither says it. */
async function dossierOf(pipeline: PersonalPipeline, { reference, identifier }: Subject, element: string): Promise<string> {
  const named = DOSSIER.exec(reference ?? '')?.[1];
  if (named !== undefined) return named;
  const value = identifier?.value;
  const byIns = isInsOid(identifier?.system?.replace(/^urn:oid:/, '')) && value !== undefined;
  const found = byIns ? await pipeline.dossierOfIns(value) : undefined;
  if (found === undefined) throw new AppError('FRS-IN-017', { detail: element });
  return found;
}

const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/fhir`;
