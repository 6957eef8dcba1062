import type { Page } from '../../src/domain/document.js';
import { UNQUALIFIED, type Fact, type Medication, type Qualifiers } from '../../src/domain/fact.js';
import type { DocumentSummary, Synthesis } from '../../src/domain/synthesis.js';
import { summarise, type SummariseInput } from '../../src/summarise/summarise.js';

type FactPart = Partial<Omit<Fact, 'citations' | 'documentId' | 'qualifiers'>> & {
  readonly kind: Fact['kind'];
  readonly qualifiers?: Partial<Qualifiers>;
};

/** A dossier written in a test: pages as text, facts by the quote that states them. */
export class FakeDossier {
  readonly documents: DocumentSummary[] = [];
  readonly facts: Fact[] = [];
  readonly #pages = new Map<string, Page>();

  document(id: string, date: string, title: string, text: string, extra: Partial<DocumentSummary> = {}): this {
    const parts = text.split('\f');
    this.documents.push({ id, file: `${id}.txt`, title, date, pages: parts.length, status: 'read', pagesQuarantined: [], ...extra });
    parts.forEach((part, index) =>
      this.#pages.set(`${id}/${index + 1}`, { number: index + 1, text: part, source: 'plain', positions: [], furniture: [] }),
    );
    return this;
  }

  fact(documentId: string, quote: string, part: FactPart): this {
    const page = [...this.#pages.entries()].find(([key, one]) => key.startsWith(`${documentId}/`) && one.text.includes(quote))?.[1];
    if (page === undefined) throw new RangeError(`no page of ${documentId} holds the quote`);
    const start = page.text.indexOf(quote);
    const { qualifiers, ...rest } = part;
    this.facts.push({
      id: `${documentId}-${part.kind}-${start}-${this.facts.length}`,
      documentId,
      label: quote,
      status: 'active',
      cues: [],
      importance: 2,
      origin: 'test',
      confidence: 1,
      ...rest,
      qualifiers: { ...UNQUALIFIED, ...qualifiers },
      citations: [{ span: { documentId, page: page.number, start, end: start + quote.length }, quote }],
    });
    return this;
  }

  drug(documentId: string, quote: string, medication: Medication, extra: Partial<FactPart> = {}): this {
    return this.fact(documentId, quote, {
      kind: 'medication',
      label: medication.dci ?? quote,
      medication,
      ...extra,
      ...(medication.event === 'stopped' ? { status: 'stopped' } : {}),
    });
  }

  page = (documentId: string, page: number): Page | undefined => this.#pages.get(`${documentId}/${page}`);

  summarise(extra: Partial<SummariseInput> = {}): Synthesis {
    return summarise({
      patient: { firstNames: ['Jeanne'], birthName: 'ESSAI', birthDate: '1955-04-02', sex: 'F' },
      documents: this.documents,
      pages: this.page,
      facts: this.facts,
      referenceDate: '2026-11-16',
      relevance: [],
      answers: [],
      models: [],
      version: 'test',
      generatedAt: '2026-11-16T08:00:00Z',
      ...extra,
    });
  }
}

export function statements(synthesis: Synthesis): readonly string[] {
  return synthesis.sections.flatMap((section) => section.statements.map((statement) => statement.text));
}
