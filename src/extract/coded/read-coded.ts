import { AppError } from '../../errors.js';
import { readCda } from './cda/read-cda.js';
import type { CodedInput, CodedReading } from './coded-reading.js';
import { readFhir } from './fhir/read-fhir.js';
import { readHl7 } from './hl7/read-hl7.js';
import { readXdm } from './xdm/read-xdm.js';

/**
 * Reads a document that carries its own codes: CDA R2, FHIR R4, HL7 v2, IHE XDM.
 * Any bytes give a reading or a typed error.
 *
 * @throws AppError FRS-IN-003 where the bytes are cut or are not the format announced, FRS-RD-005 for XML with entities
 *   or nested too deep, FRS-IN-006 for an archive that inflates beyond the limit
 */
export function readCoded(input: CodedInput): CodedReading {
  try {
    switch (input.mediaType) {
      case 'application/cda+xml':
        return readCda(input.bytes, input.documentId);
      case 'application/fhir+json':
        return readFhir(input.bytes, 'json', input.documentId);
      case 'application/fhir+xml':
        return readFhir(input.bytes, 'xml', input.documentId);
      case 'application/hl7-v2':
        return readHl7(input.bytes, input.documentId);
      case 'application/xdm+zip':
        return readXdm(input.bytes);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FRS-IN-003', { cause: error });
  }
}
