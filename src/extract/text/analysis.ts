import type { Page } from '../../domain/document.js';
import type { Cue, Qualifiers } from '../../domain/fact.js';
import type { PartialDate } from '../../domain/citation.js';

/** A half-open range of the page's text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a section is about; each kind has its LOINC code in the vocabulary where one exists. */
export type SectionKind =
  | 'header'
  | 'reason'
  | 'history'
  | 'surgical-history'
  | 'obstetric-history'
  | 'family-history'
  | 'allergies'
  | 'lifestyle'
  | 'current-medications'
  | 'discharge-medications'
  | 'stopped-medications'
  | 'admission-medications'
  | 'prescription'
  | 'present-illness'
  | 'examination'
  | 'vital-signs'
  | 'results'
  | 'laboratory'
  | 'imaging'
  | 'technique'
  | 'procedure'
  | 'pathology'
  | 'course'
  | 'conclusion'
  | 'plan'
  | 'immunizations'
  | 'pregnancy'
  | 'directives'
  | 'signature'
  | 'body';

export interface SectionRange extends Range {
  readonly kind: SectionKind;
  /** The heading that opened it; absent for text before any heading. */
  readonly title?: Range;
}

export interface Sentence extends Range {
  /** The index, in `PageAnalysis.sections`, of the section it stands in. */
  readonly section: number;
  /** True where the line is a row of a table or of a list rather than prose. */
  readonly row: boolean;
}

/**
 * A page made ready for rules. `folded` is the page's text in lower case without accents, ligatures or typographic
 * variants, and has exactly the length of `page.text`: an offset in one is the same offset in the other.
 */
export interface PageAnalysis {
  readonly documentId: string;
  readonly page: Page;
  readonly folded: string;
  readonly sections: readonly SectionRange[];
  readonly sentences: readonly Sentence[];
  /** On the day of the document, where that is known: "mon fils" may then be the patient. */
  readonly patientIsMinor?: boolean;
}

export interface DateMention extends Range {
  readonly kind: 'absolute' | 'relative' | 'duration' | 'period' | 'age' | 'gestational';
  /** Normalised, as precise as the text and its reference allow; absent where it cannot be anchored. */
  readonly date?: PartialDate;
  readonly endDate?: PartialDate;
  /** "depuis …", "jusqu'au …", "dans …". */
  readonly direction?: 'since' | 'until' | 'before' | 'after' | 'in' | 'ago';
  /** Length in days, for durations and ages. */
  readonly days?: number;
}

/** What relative dates lean on. */
export interface DateReference {
  readonly documentDate?: PartialDate;
  readonly birthDate?: PartialDate;
}

export interface Qualification {
  readonly qualifiers: Qualifiers;
  readonly cues: readonly Cue[];
  /** Who, where `family` holds: "mère". */
  readonly familyMember?: string;
}
