/** QUAERO's groups that the product uses, and the two narrower ones of FRASIMED. */
export const TAG_GROUPS = ['DISO', 'CHEM', 'PROC', 'ANAT', 'disease', 'morphology'] as const;
export type TagGroup = (typeof TAG_GROUPS)[number];

/** A half-open range of the text, in UTF-16 code units, that names something of `group`. */
export interface TaggedSpan {
  readonly start: number;
  readonly end: number;
  readonly group: TagGroup;
  /** Mean probability of the labels of its pieces, 0 to 1. */
  readonly confidence: number;
}

/** What the vocabularies find in a text, told to the tagger. */
export interface KnownSpan {
  readonly start: number;
  readonly end: number;
  readonly group: TagGroup;
}

/** Finds disorders, substances, procedures and sites in running text. Groups are independent: a site may lie inside a disorder. */
export interface Tagger {
  /** Name and print of the weights. */
  readonly modelId: string;
  /** Of each text its spans, in order. Where `known` is given, a list for each text, the tagger leans on it. */
  tag(texts: readonly string[], known?: readonly (readonly KnownSpan[])[]): Promise<TaggedSpan[][]>;
  close(): Promise<void>;
}
