import type { PartialDate } from '../domain/citation.js';
import type { Page } from '../domain/document.js';
import type { Fact, FactKind } from '../domain/fact.js';
import type { Passage } from '../domain/passage.js';

/** What a search is narrowed to; each part that is given must hold. */
export interface SearchFilters {
  /** Date of the act, bounds included; a document without a date fails both. */
  readonly from?: PartialDate;
  readonly to?: PartialDate;
  /** Document type codes. */
  readonly types?: readonly string[];
  /** Compared without accents or case, by their beginning: "cardio" holds "Cardiologie et maladies vasculaires". */
  readonly specialties?: readonly string[];
  /** Hospitals, practices, laboratories, compared in the same way, anywhere in the name. */
  readonly organisations?: readonly string[];
  /** Where the words come from: recognised, coded, typed. */
  readonly sources?: readonly Page['source'][];
  readonly sections?: readonly string[];
  /** Passages that hold a fact of one of these kinds. */
  readonly kinds?: readonly FactKind[];
  /** Passages that hold a result flagged abnormal by its source. */
  readonly abnormal?: boolean;
  readonly documents?: readonly string[];
}

/** The facts that a passage holds, as a filter and a reason need them. */
export interface PassageFacts {
  readonly kinds: readonly FactKind[];
  readonly abnormal: boolean;
  readonly labels: readonly string[];
}

export const NO_FACTS: PassageFacts = { kinds: [], abnormal: false, labels: [] };

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A partial date stands for its whole period: "2024" is from 2024-01 on and up to 2024-12. */
function within(date: PartialDate | undefined, from: PartialDate | undefined, to: PartialDate | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (date === undefined) return false;
  return (from === undefined || date >= from.slice(0, date.length)) && (to === undefined || date.slice(0, to.length) <= to);
}

export function passesFilters({ span, context }: Passage, facts: PassageFacts, filters: SearchFilters): boolean {
  const { types, specialties, organisations, sources, sections, kinds, documents } = filters;
  return (
    within(context.date, filters.from, filters.to) &&
    (types === undefined || (context.type !== undefined && types.includes(context.type))) &&
    (sections === undefined || sections.includes(context.section)) &&
    (sources === undefined || (context.source !== undefined && sources.includes(context.source))) &&
    (organisations === undefined ||
      (context.organisation !== undefined &&
        organisations.some((wanted) => fold(context.organisation as string).includes(fold(wanted))))) &&
    (documents === undefined || documents.includes(span.documentId)) &&
    (kinds === undefined || kinds.some((kind) => facts.kinds.includes(kind))) &&
    (filters.abnormal !== true || facts.abnormal) &&
    (specialties === undefined ||
      (context.specialty !== undefined && specialties.some((wanted) => fold(context.specialty as string).startsWith(fold(wanted)))))
  );
}

/** The facts that stand, even in part, on a passage. */
export function factsOfPassage({ span }: Passage, facts: readonly Fact[]): PassageFacts {
  const held = facts.filter((fact) =>
    fact.citations.some(
      ({ span: cited }) =>
        cited.documentId === span.documentId && cited.page === span.page && cited.start < span.end && span.start < cited.end,
    ),
  );
  return {
    kinds: [...new Set(held.map((fact) => fact.kind))],
    abnormal: held.some(({ value }) => value?.flag !== undefined && value.flag !== 'N'),
    labels: [...new Set(held.map((fact) => fact.label))],
  };
}
