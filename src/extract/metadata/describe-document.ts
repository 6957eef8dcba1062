import type { Author, Code, DocumentMetadata, Page } from '../../domain/document.js';
import type { PartialDate } from '../../domain/citation.js';
import { chooseActDate, chooseWrittenDate } from './choose-dates.js';
import { classifyDocument, type Classification } from './classify-document.js';
import { assignDateRoles } from './date-roles.js';
import type { DepositMetadata } from './deposit.js';
import { documentLines, endOfHeader } from './document-lines.js';
import { findAuthor, findOrganisation } from './find-author.js';
import { DOCUMENT_TYPES, FRENCH_TYPE_SYSTEM, LOINC_SYSTEM } from './vocabulary/document-types.js';

export interface DescribeInput {
  readonly fileName: string;
  readonly pages: readonly Page[];
  /** What a coded header says (CDA, FHIR, XDM); it wins. */
  readonly header?: Partial<DocumentMetadata>;
  /** What the practice software sent along; it wins over the text. */
  readonly deposit?: DepositMetadata;
}

interface Described<T> {
  readonly value: T;
  readonly source: 'header' | 'deposit' | 'text' | 'file';
  readonly confidence: number;
  readonly reason: string;
}

const DEPOSIT_REASON = 'transmis par le logiciel de cabinet';

/** The first that is known, with a word on the text where it says otherwise: a reader must see that sources differ. */
function settle<T>(
  header: Described<T> | undefined,
  deposit: Described<T> | undefined,
  text: Described<T> | undefined,
  same: (a: T, b: T) => boolean,
  show: (value: T) => string,
): Described<T> | undefined {
  const chosen = header ?? deposit ?? text;
  if (chosen === undefined || chosen === text || text === undefined || text.confidence < 0.6) return chosen;
  if (same(chosen.value, text.value)) return { ...chosen, reason: `${chosen.reason} ; le texte dit de même` };
  return {
    ...chosen,
    confidence: Math.min(chosen.confidence, 0.8),
    reason: `${chosen.reason} ; le texte dit ${show(text.value)} (${text.reason})`,
  };
}

function codeOf(type: string): Code {
  const display = DOCUMENT_TYPES.find((entry) => entry.code === type)?.display;
  const system = /^\d/.test(type) ? LOINC_SYSTEM : FRENCH_TYPE_SYSTEM;
  return display === undefined ? { system, code: type } : { system, code: type, display };
}

function titleFromText(classification: Classification, author: Author | undefined): Described<string> {
  const line = classification.title;
  if (line !== undefined) {
    const value = (line.text.trim().split(/ {3,}/)[0] ?? line.text).trim();
    return { value, source: 'text', confidence: 0.9, reason: 'ligne de titre' };
  }
  const specialty = author?.specialty;
  const value =
    classification.entry.code === '11488-4' && specialty !== undefined ? `Courrier - ${specialty}` : classification.entry.display;
  return { value, source: 'text', confidence: 0.6, reason: 'composé du type et de la spécialité' };
}

const sameDate = (a: PartialDate, b: PartialDate): boolean => a.startsWith(b) || b.startsWith(a);
const sameWords = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * Title, type, dates, author and organisation of a document. A coded header wins, then the deposit, then the text; each
 * keeps its source, its confidence and its reason, and says where the text disagrees.
 *
 * From text alone, on the five written dossiers (110 documents): type 99.1 %, date of the act 99.1 %
 * (`npx tsx eval/measure-metadata.ts`).
 */
export function describeDocument(input: DescribeInput): DocumentMetadata {
  const lines = documentLines(input.pages);
  const { header, deposit } = input;
  const classification = lines.length > 0 ? classifyDocument(lines) : undefined;
  const fromText = <T>(value: T | undefined, confidence: number, reason: string): Described<T> | undefined =>
    value === undefined ? undefined : { value, source: 'text', confidence, reason };
  const fromDeposit = <T>(value: T | null | undefined): Described<T> | undefined =>
    value === null || value === undefined ? undefined : { value, source: 'deposit', confidence: 0.9, reason: DEPOSIT_REASON };

  const type = settle(
    header?.type,
    fromDeposit(deposit?.type == null ? undefined : codeOf(deposit.type)),
    classification && fromText(classification.code, classification.confidence, classification.reason),
    (a, b) => a.code === b.code,
    (code) => code.display ?? code.code,
  );
  // The header's or the deposit's type says which of the text's dates is the act.
  const entry = DOCUMENT_TYPES.find((candidate) => candidate.code === type?.value.code) ?? classification?.entry;
  const dates = assignDateRoles(lines, classification?.title);
  const act = entry === undefined ? undefined : chooseActDate(dates, entry);
  const written = chooseWrittenDate(dates);
  const actDate = settle(
    header?.actDate,
    fromDeposit(deposit?.date),
    act && fromText(act.date, act.confidence, act.reason),
    sameDate,
    String,
  );
  const writtenDate = header?.writtenDate ?? (written && fromText(written.date, written.confidence, written.reason));
  const found = findAuthor(lines, endOfHeader(lines));
  const author =
    header?.author ??
    fromDeposit(deposit?.author == null ? undefined : authorOf(deposit.author)) ??
    (found && fromText(found.author, found.confidence, found.reason));
  const place = findOrganisation(lines, found?.author);
  const organisation =
    header?.organisation ?? fromDeposit(deposit?.organisation) ?? (place && fromText(place.value, place.confidence, place.reason));
  const title = settle(
    header?.title,
    fromDeposit(deposit?.title),
    classification && titleFromText(classification, found?.author),
    sameWords,
    (value) => `« ${value} »`,
  );

  return {
    title: title ?? { value: input.fileName, source: 'file', confidence: 0.2, reason: 'nom du fichier' },
    ...(type === undefined ? {} : { type }),
    ...(actDate === undefined ? {} : { actDate }),
    ...(writtenDate === undefined ? {} : { writtenDate }),
    ...(author === undefined ? {} : { author }),
    ...(organisation === undefined ? {} : { organisation }),
    version: header?.version ?? { replaces: [] },
    access: [...new Set([...(header?.access ?? []), ...(deposit?.access ?? [])])],
  };
}

function authorOf(author: NonNullable<DepositMetadata['author']>): Author {
  return {
    name: author.name,
    ...(author.specialty == null ? {} : { specialty: author.specialty }),
    ...(author.identifier == null ? {} : { identifier: author.identifier }),
  };
}
