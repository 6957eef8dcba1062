import type { Bundle, BundleEntry, Composition, CompositionSection, FhirResource } from 'fhir/r4.js';
import type { Document } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import { correctionOf, isRejected, type Section, type Statement, type Synthesis } from '../../domain/synthesis.js';
import { resourcesOf } from './clinical-resources.js';
import { documentReference, isReferable } from './document-reference.js';
import { list, narrative, paragraph } from './narrative.js';
import { authorDevice, patientResource } from './patient-resource.js';
import { provenanceOf } from './provenance.js';
import { coded, LOINC, urnOf } from './systems.js';

const EMPTY = {
  'absence-stated': { code: 'nilknown', text: 'Absence affirmée par une source.' },
  'not-found': { code: 'unavailable', text: 'Information non trouvée dans les documents lus.' },
} as const;

export interface SummaryInput {
  readonly dossierId: string;
  readonly synthesis: Synthesis;
  readonly facts: readonly Fact[];
  readonly documents: ReadonlyMap<string, Document>;
  /** Where a document's bytes are read. */
  readonly urlOf: (documentId: string) => string;
}

/**
 * The synthesis as a FHIR R4 document with the sections of the French patient summary: what a person rejected is left out, what a
 * person corrected is told in words alone, each resource has its Provenance down to the passage.
 */
export function summaryBundle(input: SummaryInput): Bundle {
  const { dossierId, synthesis, documents, urlOf } = input;
  const at = (...parts: readonly string[]): string => urnOf(dossierId, ...parts);
  const [patient, author] = [at('patient'), at('author', synthesis.provenance.version)];
  const sections = synthesis.sections.map((section) => sectionOf(section, input, { at, patient, author }));
  const referred = synthesis.documents.filter(isReferable).flatMap((summary) => {
    const document = documents.get(summary.id);
    return document === undefined
      ? []
      : [entry(at('document', summary.id), documentReference(summary, document, { subject: patient, url: urlOf(summary.id) }))];
  });
  const used = new Set(sections.flatMap(({ sources }) => sources));
  const restricted = [...documents.values()].some(({ metadata }) =>
    metadata.access.some((state) => state.startsWith('masked') || state.startsWith('invisible')),
  );
  const composition: Composition = {
    resourceType: 'Composition',
    language: 'fr-FR',
    text: narrative('generated', paragraph('Brouillon produit automatiquement, à valider.')),
    // No person has attested the whole: a draft, and FHIR's word for it.
    status: 'preliminary',
    type: { coding: [{ system: LOINC, code: '60591-5', display: 'Patient summary Document' }] },
    subject: { reference: patient },
    date: synthesis.provenance.generatedAt,
    author: [{ reference: author }],
    title: 'Synthèse du dossier, brouillon à valider',
    confidentiality: restricted ? 'R' : 'N',
    section: [
      ...sections.map(({ section }) => section),
      told('Points de vigilance', vigilanceOf(synthesis)),
      told(
        'Prévention',
        synthesis.prevention.map(({ label, status }) => `${label} : ${{ done: 'fait', due: 'à faire', unknown: 'non documenté' }[status]}`),
      ),
    ].filter((section) => section !== undefined),
  };
  return {
    resourceType: 'Bundle',
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: restricted ? 'R' : 'N' }] },
    identifier: { system: 'urn:ietf:rfc:3986', value: at('bundle', synthesis.provenance.generatedAt) },
    type: 'document',
    timestamp: synthesis.provenance.generatedAt,
    entry: [
      entry(at('composition'), composition),
      entry(patient, patientResource(undefined, synthesis.patient)),
      entry(author, authorDevice(synthesis)),
      ...sections.flatMap(({ entries }) => entries),
      // A document that nothing cites would hang in the air of the bundle; all of them are read through DocumentReference.
      ...referred.filter(({ fullUrl }) => fullUrl !== undefined && used.has(fullUrl)),
    ],
  };
}

interface Naming {
  readonly at: (...parts: readonly string[]) => string;
  readonly patient: string;
  readonly author: string;
}

interface MadeSection {
  readonly section: CompositionSection;
  readonly entries: readonly BundleEntry[];
  /** Documents referred to. */
  readonly sources: readonly string[];
}

function sectionOf(section: Section, { synthesis, facts }: SummaryInput, { at, patient, author }: Naming): MadeSection {
  const kept = section.statements.filter((statement) => !isRejected(statement));
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const entries: BundleEntry[] = [];
  const listed: string[] = [];
  for (const statement of kept) {
    if (correctionOf(statement) !== undefined) continue;
    const [target, device] = [at('statement', statement.id), at('device', statement.id)];
    const restated = statement.factIds.flatMap((id) => byId.get(id) ?? []);
    const made = resourcesOf({ statement, facts: restated, subject: patient, device, sectionCode: section.code });
    if (made === undefined) continue;
    listed.push(target);
    entries.push(entry(target, made.entry));
    if (made.device !== undefined) entries.push(entry(device, made.device));
    const documentOf = (id: string): string => at('document', id);
    const recorded = synthesis.provenance.generatedAt;
    entries.push(entry(at('provenance', statement.id), provenanceOf({ target, author, recorded, statement, documentOf })));
  }
  const empty = EMPTY[section.emptyReason ?? 'not-found'];
  return {
    entries,
    sources: kept.flatMap(({ citations }) => citations.map(({ span }) => at('document', span.documentId))),
    section: {
      title: section.title,
      code: { coding: [{ system: LOINC, code: section.code }], text: section.title },
      text: kept.length === 0 ? narrative('generated', paragraph(empty.text)) : narrative('additional', list(kept.map(lineOf))),
      ...(listed.length > 0
        ? { entry: listed.map((reference) => ({ reference })) }
        : kept.length === 0
          ? { emptyReason: coded('http://terminology.hl7.org/CodeSystem/list-empty-reason', empty.code) }
          : {}),
    },
  };
}

function lineOf(statement: Statement): string {
  const correction = correctionOf(statement);
  return correction === undefined
    ? statement.text
    : `${correction} (corrigé par ${statement.validation?.by ?? ''} le ${statement.validation?.at.slice(0, 10) ?? ''})`;
}

/** Whose the documents set apart may be is nothing to send elsewhere: they are counted. */
function vigilanceOf({ vigilance, documents }: Synthesis): string[] {
  const apart = documents.filter(({ status }) => status === 'quarantined').length;
  const counted = apart > 1 ? `${apart} documents mis à part : identité à vérifier.` : 'Un document mis à part : identité à vérifier.';
  return [...vigilance.filter(({ kind }) => kind !== 'identity').map(({ text }) => text), ...(apart === 0 ? [] : [counted])];
}

/** A section of ours, which no code names. */
function told(title: string, lines: readonly string[]): CompositionSection | undefined {
  return lines.length === 0 ? undefined : { title, text: narrative('additional', list(lines)) };
}

function entry(fullUrl: string, resource: FhirResource): BundleEntry {
  return { fullUrl, resource };
}
