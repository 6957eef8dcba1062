import type { Extension, Provenance } from 'fhir/r4.js';
import type { Citation } from '../../domain/citation.js';
import type { Statement } from '../../domain/synthesis.js';
import { coded } from './systems.js';

/** Where a passage stands: page from 1, offsets in UTF-16 code units, half open, and the passage itself. */
export const CITATION_EXTENSION = 'urn:frise:fhir:StructureDefinition:citation';
const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

export interface ProvenanceInput {
  readonly target: string;
  readonly author: string;
  /** ISO 8601. */
  readonly recorded: string;
  readonly statement: Statement;
  /** Reference to the document of that id. */
  readonly documentOf: (documentId: string) => string;
}

/** Who wrote a resource, who checked it, and the passages that it comes from. */
export function provenanceOf({ target, author, recorded, statement, documentOf }: ProvenanceInput): Provenance {
  const { validation } = statement;
  const accepted = validation?.verdict === 'accepted' && !validation.outdated ? validation : undefined;
  return {
    resourceType: 'Provenance',
    target: [{ reference: target }],
    recorded,
    activity: { text: `Règle : ${statement.rule}` },
    agent: [
      { type: coded(PARTICIPANT, 'author'), who: { reference: author } },
      ...(accepted === undefined ? [] : [{ type: coded(PARTICIPANT, 'verifier'), who: { display: `${accepted.by}, le ${accepted.at}` } }]),
    ],
    entity: statement.citations.map((citation) => ({
      extension: [passage(citation)],
      role: 'source' as const,
      what: { reference: documentOf(citation.span.documentId) },
    })),
  };
}

function passage({ span, quote }: Citation): Extension {
  return {
    url: CITATION_EXTENSION,
    extension: [
      { url: 'page', valuePositiveInt: span.page },
      { url: 'start', valueUnsignedInt: span.start },
      { url: 'end', valueUnsignedInt: span.end },
      { url: 'quote', valueString: quote },
    ],
  };
}
