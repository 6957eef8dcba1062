import type { DocumentReference } from 'fhir/r4.js';
import type { Document } from '../../domain/document.js';
import type { DocumentSummary } from '../../domain/synthesis.js';
import { contentTypeByName } from './provide.js';
import { concept } from './systems.js';

/** Media types by which others know what we name more exactly. */
const MIME: Partial<Record<Document['mediaType'], string>> = {
  'application/cda+xml': 'text/xml',
  'application/hl7-v2': 'x-application/hl7-v2+er7',
  'application/xdm+zip': 'application/zip',
};

/** Of the document itself, where it came in a FHIR envelope. */
export const mimeOf = ({ mediaType, fileName }: Document): string =>
  (mediaType === 'application/fhir+json' ? contentTypeByName(fileName) : undefined) ?? MIME[mediaType] ?? mediaType;

/** Another patient's document, or one that could not be read, is referred to by nothing. */
export const isReferable = ({ status }: DocumentSummary): boolean => status !== 'quarantined' && status !== 'failed';

export interface DocumentPlace {
  readonly id?: string;
  readonly subject: string;
  /** Where its bytes are read. */
  readonly url: string;
}

export function documentReference(summary: DocumentSummary, document: Document, place: DocumentPlace): DocumentReference {
  const { type, writtenDate, organisation } = document.metadata;
  const creation = writtenDate?.value ?? summary.date;
  return {
    resourceType: 'DocumentReference',
    ...(place.id === undefined ? {} : { id: place.id }),
    status: summary.status === 'replaced' ? 'superseded' : 'current',
    ...(type === undefined ? {} : { type: concept(type.value.display ?? summary.title, [type.value]) }),
    subject: { reference: place.subject },
    ...(summary.author === undefined ? {} : { author: [{ display: summary.author }] }),
    ...(organisation === undefined ? {} : { custodian: { display: organisation.value } }),
    description: summary.title,
    content: [
      {
        attachment: {
          contentType: mimeOf(document),
          language: 'fr-FR',
          url: place.url,
          title: summary.title,
          ...(creation === undefined ? {} : { creation }),
        },
      },
    ],
    ...(summary.date === undefined ? {} : { context: { period: { start: summary.date } } }),
  };
}
