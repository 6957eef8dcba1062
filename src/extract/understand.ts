import type { PartialDate } from '../domain/citation.js';
import type { Document, IdentityTraits } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import { extractClinicalFacts } from './facts/clinical-facts.js';
import { placeInEntries } from './facts/dated-entries.js';
import type { FactContext } from './facts/fact-builder.js';
import { documentContext } from './facts/document-context.js';
import { extractImmunizations } from './facts/immunizations/immunization-extract.js';
import { extractMedications } from './facts/medications/medication-extract.js';
import { pageDates } from './facts/page-dates.js';
import { extractValues } from './facts/values/value-extract.js';
import { analysePage } from './text/analyse-page.js';
import { fold } from './text/fold.js';
import { isToldOfChild } from './text/newborn.js';

export interface UnderstandContext {
  readonly patient: IdentityTraits;
  /** Facts that the source gives in coded form. */
  readonly entries: readonly Fact[];
}

/**
 * Everything a document says of its patient, one fact an assertion. Where the source coded a kind of fact, its entries
 * stand and the rules on its narrative are silent for that kind: the narrative is the same thing said twice.
 */
export function extractFacts(document: Document, { patient, entries }: UnderstandContext): Fact[] {
  const { metadata } = document;
  const documentDate = metadata.actDate?.value ?? metadata.writtenDate?.value;
  const context: FactContext = {
    documentId: document.id,
    ...(metadata.type === undefined ? {} : { documentType: metadata.type.value.code }),
    ...(documentDate === undefined ? {} : { documentDate }),
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(patient.sex === undefined ? {} : { sex: patient.sex }),
    ...(metadata.author?.value.specialty === undefined ? {} : { specialty: metadata.author.value.specialty }),
  };
  const coded = new Set(entries.map((entry) => entry.kind));
  const analyses = document.pages
    .filter((page) => page.source !== 'failed' && page.text.trim() !== '')
    .map((page) => analysePage(document.id, page, isMinor(patient.birthDate, documentDate)));
  const shared = documentContext(analyses, context);
  const read = analyses.flatMap((analysis) =>
    placeInEntries(
      [extractClinicalFacts, extractMedications, extractValues, extractImmunizations].flatMap((extract) => extract(analysis, shared)),
      analysis,
      shared,
      pageDates(analysis, shared).addenda,
    ),
  );
  const pages = new Map(analyses.map((analysis) => [analysis.page.number, analysis]));
  const isChilds = ({ kind, label, citations: [{ span }] }: Fact): boolean => {
    const analysis = pages.get(span.page);
    return kind !== 'pregnancy' && analysis !== undefined && isToldOfChild(analysis, span, fold(label), shared);
  };
  return distinct([...entries, ...read.filter((fact) => !coded.has(fact.kind) && !isChilds(fact))]);
}

/** Under 18 on the day of the document; unknown without both days. */
const isMinor = (birth: PartialDate | undefined, day: PartialDate | undefined): boolean | undefined =>
  birth === undefined || day === undefined ? undefined : Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) < 18;

/** Two rules that say the same thing of the same words are one fact. */
function distinct(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [fact.id, fact])).values()];
}
