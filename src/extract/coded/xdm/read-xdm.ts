import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { ReadingWarning } from '../../../domain/document.js';
import { AppError } from '../../../errors.js';
import { attachmentOf } from '../attachments.js';
import type { CodedAttachment, CodedReading } from '../coded-reading.js';
import { decodeText } from '../decode.js';
import { doubtsOf } from '../ins.js';
import { parseXml } from '../xml.js';
import type { XdsDocument } from './xds-metadata.js';
import { readXdsDocuments } from './xds-metadata.js';

const MAX_FILES = 2_000;
const MAX_FILE = 100 * 1024 * 1024;
const MAX_TOTAL = 300 * 1024 * 1024;

/**
 * Reads an IHE XDM archive: every document its METADATA.XML lists becomes an attachment with its own metadata, access
 * states, patient and submission set. Files that no entry lists (index, style sheets) are left out.
 *
 * @throws AppError FRS-IN-003 where the archive is cut or has no METADATA.XML, FRS-IN-006 beyond 2,000 files, 100 MB a file or 300 MB in all
 */
export function readXdm(bytes: Uint8Array): CodedReading {
  const files = unzip(bytes);
  const warnings: ReadingWarning[] = [];
  const attachments: CodedAttachment[] = [];
  const manifests = Object.keys(files)
    .filter((path) => /(^|\/)METADATA\.XML$/i.test(path))
    .sort();
  if (manifests.length === 0) throw new AppError('FRS-IN-003');
  for (const path of manifests) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const document of readXdsDocuments(parseXml(decodeText(files[path] ?? new Uint8Array())))) {
      const content = find(files, folder, document.uri);
      if (content === undefined) {
        warnings.push({ code: 'FRS-IN-003', message: "Un document annoncé par l'archive n'y est pas." });
        continue;
      }
      attachments.push(attach(content, document, attachments.length + 1, warnings));
    }
  }
  const identity = attachments.map((each) => each.identity).find((each) => each !== undefined) ?? { firstNames: [] };
  const doubts = doubtsOf(identity);
  if (new Set(attachments.flatMap((each) => each.identity?.insMatricule ?? [])).size > 1) {
    doubts.push({ code: 'several-patients', message: "L'archive porte des documents de plusieurs patients : chacun est vérifié à part." });
  }
  return { pages: [], metadata: {}, identity, identityDoubts: doubts, entries: [], attachments, warnings };
}

function attach(content: Uint8Array, document: XdsDocument, number: number, warnings: ReadingWarning[]): CodedAttachment {
  if (document.hash !== undefined && createHash('sha1').update(content).digest('hex') !== document.hash) {
    warnings.push({
      code: 'hash-mismatch',
      message: `Le document ${number} de l'archive n'a pas l'empreinte annoncée : il a pu être modifié.`,
    });
  }
  return {
    ...attachmentOf(content, { declared: undefined, name: `document-${number}`, kind: 'embedded' }),
    metadata: document.metadata,
    identity: document.identity,
    ...(document.submissionSet === undefined ? {} : { submissionSet: document.submissionSet }),
  };
}

/** Senders differ on the case of file names, and some write URIs from the archive's root. */
function find(files: Readonly<Record<string, Uint8Array>>, folder: string, uri: string | undefined): Uint8Array | undefined {
  if (uri === undefined) return undefined;
  const wanted = uri.replace(/\\/g, '/').replace(/^\.?\//, '');
  const paths = Object.keys(files);
  const path = [folder + wanted, wanted].flatMap((each) => paths.find((known) => known.toLowerCase() === each.toLowerCase()) ?? [])[0];
  return path === undefined ? undefined : files[path];
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let count = 0;
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize, name }) => {
        if (name.endsWith('/')) return false;
        count += 1;
        total += originalSize;
        if (count > MAX_FILES || originalSize > MAX_FILE || total > MAX_TOTAL) throw new AppError('FRS-IN-006');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FRS-IN-003');
  }
}
