import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { CurrentTreatment, Statement, StoppedTreatment } from '../domain/synthesis.js';
import { conceptName, conceptTraits } from './concepts.js';
import { MEASURED_KINDS, withoutValue } from './governed-value.js';
import { ground, type Claim, type GroundingFailure, type PageLookup } from './grounding.js';
import { keptWith, sameItems } from './kept-with.js';
import { asImportance, type Line } from './line.js';
import { perItem, perList } from './per-document.js';
import { usualNames } from './drug-names.js';
import { frenchDate } from './dates.js';
import { gatherCitations, type Sources } from './sources.js';
import { renderAvoided, renderCurrent, renderLine, renderStopped } from './templates.js';
import { capitalise, decapitalise, groupBy, shortHash, significantWords } from './text.js';
import type { DrugHistory } from './treatments/drug-history.js';

/** A statement, or why there is none. */
interface Outcome {
  readonly statement?: Statement;
  readonly failure?: GroundingFailure;
}

interface Written {
  readonly line: Line;
  readonly papers: readonly unknown[];
}

const written = keptWith<Written, Outcome>((a, b) => sameLine(a.line, b.line) && sameItems(a.papers, b.papers));
const writtenTreatment = keptWith<readonly unknown[], Outcome>(sameItems);

/** Stands for the pages and the day of a document: another one where any of them is another. */
const paperOf = keptWith<readonly unknown[], object>(sameItems);

/** The very same line, or one put together from the same parts. */
const sameLine = (a: Line, b: Line): boolean => a === b || (samePart(Object.entries(a), b) && samePart(Object.entries(b), a));
const samePart = (own: readonly (readonly [string, unknown])[], other: Line): boolean =>
  own.every(([key, part]) => {
    const same = (other as unknown as Record<string, unknown>)[key];
    return part === same || (Array.isArray(part) && Array.isArray(same) && sameItems(part, same));
  });

/** Renders, checks, and counts what the checker refuses. One per synthesis. */
export class StatementWriter {
  readonly #pages: PageLookup;
  readonly #sources: Sources;
  /** Dates of documents, by year: a line may say which list leaves a drug out. */
  readonly #listDates: ReadonlyMap<string, readonly PartialDate[]>;
  readonly #papers = new Map<string, object>();
  readonly #dropped = new Map<string, number>();

  constructor(pages: PageLookup, sources: Sources) {
    this.#pages = pages;
    this.#sources = sources;
    const dates = new Set([...sources.byId.values()].map((document) => document.date).filter((date) => date !== undefined));
    this.#listDates = groupBy([...dates], (date) => date.slice(0, 4));
  }

  /** Refused statements by reason. */
  get dropped(): Record<string, number> {
    return Object.fromEntries([...this.#dropped].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #count(failure: GroundingFailure | undefined): void {
    if (failure !== undefined) this.#dropped.set(failure, (this.#dropped.get(failure) ?? 0) + 1);
  }

  /** The fullest wording that stands on its sources; only where none does is the line dropped, for the reason that refused the last. */
  #firstAdmitted(claims: readonly Claim[]): { readonly text?: string; readonly failure?: GroundingFailure } {
    let failure: GroundingFailure | undefined;
    for (const claim of claims) {
      failure = ground(claim, this.#pages);
      if (failure === undefined) return { text: claim.text };
    }
    return failure === undefined ? {} : { failure };
  }

  /** A line that reads as it did, on the same pages, is not written and checked again. */
  ofLine(line: Line): Statement | undefined {
    const { statement, failure } = written(line.facts[0], { line, papers: this.#papersOf(line.facts) }, () => this.#writeLine(line));
    this.#count(failure);
    return statement;
  }

  /** What facts stand on, beside themselves. */
  #papersOf(facts: readonly Fact[]): readonly object[] {
    return documentsOf(facts).map((id) => this.#paper(id));
  }

  #paper(documentId: string): object {
    const known = this.#papers.get(documentId);
    if (known !== undefined) return known;
    const document = this.#sources.byId.get(documentId);
    const pages = Array.from({ length: document?.pages ?? 0 }, (_, index) => this.#pages(documentId, index + 1));
    const paper = paperOf(
      pages.find((page) => page !== undefined),
      [...pages, document?.date],
      () => ({}),
    );
    this.#papers.set(documentId, paper);
    return paper;
  }

  #writeLine(line: Line): Outcome {
    const facts = this.#verbatim(line.facts);
    const [first] = facts;
    if (first === undefined) return {};
    const citations = gatherCitations(facts);
    const family = line.kind === 'family-history';
    const affirmed =
      (line.value === undefined || line.kind !== 'observation') &&
      line.status !== 'ruled-out' &&
      line.status !== 'absent' &&
      line.status !== 'suspected' &&
      line.allergy?.certainty !== 'none-known' &&
      line.allergy?.certainty !== 'refuted';
    const conceptLabel = conceptTraits(line.concept)?.label ?? (line.concept === undefined ? undefined : line.label);
    const claims = plainer(line).map((told) => ({
      text: renderLine(told),
      citations,
      dates: this.#datesOf(facts),
      drugs: [],
      conceptLabel,
      // The words of the source, behind the name of the topic.
      label: line.kind === 'lifestyle' ? told.label.replace(/^[^:]{2,40} : /, '') : told.label,
      affirmed,
      // Who is trusted with a wish is told of the patient.
      family: family || line.kind === 'directive',
    }));
    const { text, failure } = this.#firstAdmitted(claims);
    if (text === undefined) return failure === undefined ? {} : { failure };
    const statement: Statement = {
      id: `s-${shortHash(`${line.key}|${first.id}`)}`,
      text,
      fact: {
        kind: line.kind,
        label: named(line),
        ...(line.code === undefined ? {} : { code: line.code.code }),
        status: line.status,
        ...(line.value === undefined ? {} : { value: line.value.text }),
        ...(line.value?.unit === undefined ? {} : { unit: line.value.unit }),
        ...(line.date === undefined ? {} : { date: line.date }),
        qualifiers: {
          negated: line.status === 'absent' || line.status === 'ruled-out',
          hypothetical: line.status === 'suspected' || line.kind === 'plan',
          family,
          historical: line.historical,
          reported: line.reported || line.uncorroborated === true,
        },
      },
      importance: line.importance,
      rule: line.rule,
      factIds: facts.map((fact) => fact.id),
      citations,
    };
    return { statement };
  }

  ofCurrent(history: DrugHistory, treatment: CurrentTreatment): Statement | undefined {
    return this.#ofTreatment(history, treatment, renderCurrent(treatment), 'active');
  }

  /** A drug that a source writes against and that nobody took: the source's own words, beside the allergies. */
  ofAvoided(history: DrugHistory): Statement | undefined {
    const against = history.events.filter((event) => event.act === 'stop').map((event) => event.fact);
    const [first] = against;
    if (first === undefined) return undefined;
    const date = this.#sources.dateOf(first.documentId);
    const treatment: StoppedTreatment = {
      label: history.label,
      ...(date === undefined ? {} : { date }),
      citations: gatherCitations(against),
    };
    const statement = this.#ofTreatment(history, treatment, renderAvoided(treatment), 'stopped');
    return statement === undefined ? undefined : { ...statement, importance: 2, fact: { ...statement.fact, status: 'absent' } };
  }

  ofStopped(history: DrugHistory, treatment: StoppedTreatment): Statement | undefined {
    return this.#ofTreatment(history, treatment, renderStopped(treatment, courseOf(history, treatment)), 'stopped');
  }

  #ofTreatment(
    history: DrugHistory,
    treatment: CurrentTreatment | StoppedTreatment,
    text: string,
    status: 'active' | 'stopped',
  ): Statement | undefined {
    // Any document's day may be told, of the list that leaves a drug out.
    const years = new Set([...text.matchAll(/(?=(\d{4}))/g)].map(([, year = '']) => year));
    const listed = [...years]
      .flatMap((year) => this.#listDates.get(year) ?? [])
      .filter((date) => text.includes(frenchDate(date)) || text.includes(frenchDate(date.slice(0, 7))));
    const papers = factsOf([history]).flatMap((facts) => this.#papersOf(facts));
    const { statement, failure } = writtenTreatment(treatment, [history, text, ...listed, ...papers], () =>
      this.#writeTreatment(history, treatment, { text, status, listed }),
    );
    this.#count(failure);
    return statement;
  }

  #writeTreatment(
    history: DrugHistory,
    treatment: CurrentTreatment | StoppedTreatment,
    { text, status, listed }: { readonly text: string; readonly status: 'active' | 'stopped'; readonly listed: readonly PartialDate[] },
  ): Outcome {
    const facts = this.#verbatim(history.events.map((event) => event.fact).toReversed());
    const cited = new Set(
      treatment.citations.map((citation) => `${citation.span.documentId}/${citation.span.page}/${citation.span.start}`),
    );
    const ordered = facts.filter((fact) =>
      fact.citations.some((citation) => cited.has(`${citation.span.documentId}/${citation.span.page}/${citation.span.start}`)),
    );
    const [first] = ordered;
    if (first === undefined) return {};
    // The end of a course is reckoned from its start and its length: it stands in no source.
    const shownDate = 'since' in treatment ? treatment.since : 'date' in treatment ? treatment.date : undefined;
    const drugs = [
      treatment.label,
      ...(treatment.brand === undefined ? [] : [treatment.brand]),
      ...usualNames(treatment.label),
      ...history.events.flatMap((event) => [event.medication.brand, event.medication.dci].filter((name) => name !== undefined)),
    ];
    // A brand's name may hold the numbers of its form; a dose is what must be found.
    const claim: Claim = {
      text,
      citations: treatment.citations,
      dates: [...this.#datesOf(history.events.map((event) => event.fact)), ...listed, ...(shownDate === undefined ? [] : [shownDate])],
      drugs,
      // "Macrogol 3350": the number is the substance's name, whatever brand the source writes.
      conceptLabel: treatment.label,
      label: treatment.label,
      affirmed: false,
      family: false,
    };
    const failure = ground(claim, this.#pages);
    if (failure !== undefined) return { failure };
    const date = shownDate;
    const statement: Statement = {
      id: `s-${shortHash(`medication|${history.key}|${status}`)}`,
      text,
      fact: {
        kind: 'medication',
        label: treatment.label,
        ...(history.atc === undefined ? {} : { code: history.atc }),
        status,
        ...('dose' in treatment && treatment.dose !== undefined ? { value: treatment.dose } : {}),
        ...(date === undefined ? {} : { date }),
        qualifiers: { negated: false, hypothetical: false, family: false, historical: status === 'stopped', reported: false },
      },
      importance: treatmentImportance(status, ordered),
      rule: history.rule,
      factIds: ordered.map((fact) => fact.id),
      citations: treatment.citations,
    };
    return { statement };
  }

  /** Facts whose quotes stand on their pages: an index gone stale loses its citation rather than showing a wrong one. */
  #verbatim(facts: readonly Fact[]): readonly Fact[] {
    return facts.filter((fact) =>
      fact.citations.every((citation) => {
        const page = this.#pages(citation.span.documentId, citation.span.page);
        return page !== undefined && page.text.slice(citation.span.start, citation.span.end) === citation.quote;
      }),
    );
  }

  #datesOf(facts: readonly Fact[]): readonly PartialDate[] {
    const dates = new Set<PartialDate>();
    for (const fact of facts)
      for (const date of [fact.date, fact.endDate, this.#sources.dateOf(fact.documentId)]) if (date !== undefined) dates.add(date);
    return [...dates];
  }
}

const documentsOf = perList((facts: readonly Fact[]): readonly string[] => {
  const documents = new Set<string>();
  for (const { documentId, citations } of facts) {
    documents.add(documentId);
    for (const { span } of citations) documents.add(span.documentId);
  }
  return [...documents];
});
const factsOf = perItem(({ events }: DrugHistory) => [events.map(({ fact }) => fact)]);

const SELF_NAMED: ReadonlySet<Line['kind']> = new Set(['condition', 'procedure', 'device', 'family-history']);

/** The source's words, with the vocabulary's name where they hold no word of it: "Phacoémulsification OD (chirurgie de la cataracte)". */
function named(line: Line): string {
  // "Contre-indication : AINS (ulcère), à ne pas donner" is also the record's "AINS contre-indiqués".
  const banned = /^Contre-indication : ([^(,—]+)/u.exec(line.label)?.[1]?.trim();
  if (line.kind === 'allergy' && banned !== undefined) return `${capitalise(banned)} contre-indiqué${/s$/iu.test(banned) ? 's' : ''}`;
  const name = SELF_NAMED.has(line.kind) ? conceptName(line.concept) : undefined;
  if (name === undefined) return line.label;
  const said = new Set(significantWords(line.label));
  return significantWords(name).some((word) => said.has(word)) ? line.label : `${line.label} (${decapitalise(name)})`;
}

const COURSE = /^[^.;]{0,70}?\b(\d{1,3}(?:e|ème)? (?:perfusions?|cures?|injections?|cycles?|séances?|doses))(?![\p{L}-])/iu;

/** How many times it was given, where a cited passage says so behind its name: "44 perfusions". */
const courseOf = (history: DrugHistory, treatment: StoppedTreatment): string | undefined =>
  courses(treatment, [history], () => courseIn(history, treatment));
const courses = keptWith<readonly DrugHistory[], string | undefined>(sameItems);

function courseIn({ label, events }: DrugHistory, { brand, citations }: StoppedTreatment): string | undefined {
  const named = [label, brand, ...events.flatMap(({ medication }) => [medication.brand, medication.dci])];
  const names = [...new Set(named.flatMap((name) => name?.toLocaleLowerCase('fr') ?? []))];
  for (const { quote } of citations) {
    const said = quote.replace(/\s+/g, ' ');
    const small = said.toLocaleLowerCase('fr');
    for (const name of names) {
      const at = small.indexOf(name);
      const course = at < 0 ? undefined : COURSE.exec(said.slice(at + name.length))?.[1];
      if (course !== undefined) return course;
    }
  }
  return undefined;
}

/** A line, then the same with less: without its measure, without the reaction, then without what numbers a product's name holds. */
function plainer(line: Line): readonly Line[] {
  const variants: Line[] = [line];
  if (line.kind === 'condition' && /\d/.test(line.note ?? '')) variants.push({ ...line, note: '' });
  if (MEASURED_KINDS.has(line.kind) && (line.value ?? line.before) !== undefined) variants.push(withoutValue(line));
  if (line.allergy?.reaction !== undefined) {
    const { certainty, intolerance } = line.allergy;
    variants.push({ ...line, allergy: { certainty, intolerance }, label: line.label.split(/\s+—\s+|,/u)[0] ?? line.label });
  }
  if (line.kind === 'immunization' || line.kind === 'allergy') {
    const { immunization, ...rest } = line;
    const named = (text: string): string => text.replace(/[\s,]+\S*\d.*$/s, '');
    variants.push({
      ...rest,
      label: named(line.label) === '' ? line.label : named(line.label),
      ...(immunization === undefined
        ? {}
        : {
            immunization: {
              targets: immunization.targets,
              ...(immunization.doseRank === undefined ? {} : { doseRank: immunization.doseRank }),
            },
          }),
    });
  }
  return variants;
}

/** What is taken is never detail; what was stopped is no more than a line of a summary. */
function treatmentImportance(status: 'active' | 'stopped', facts: readonly Fact[]): 1 | 2 | 3 {
  const written = asImportance(Math.max(...facts.map((fact) => fact.importance)));
  return status === 'active' ? asImportance(Math.max(2, written)) : asImportance(Math.min(2, written));
}
