import type { Fact } from '../src/domain/fact.js';
import { analysePage } from '../src/extract/text/analyse-page.js';
import type { Sentence } from '../src/extract/text/analysis.js';
import { extractFacts } from '../src/extract/understand.js';
import type { CorpusDossier } from './gold.js';
import { typedDocument, typedPages, typeOf } from './typed-document.js';

/** Rows of tables keep their line, as a printer keeps them. */
const TABLE = /\S {3,}\S|\|/;

/** Offsets of the blanks at which a layout of `width` letters breaks the lines of a text. */
export function breaksOf(text: string, width: number): readonly number[] {
  const breaks: number[] = [];
  let from = 0;
  for (const line of text.split('\n')) {
    if (line.length > width && !TABLE.test(line)) {
      let begun = from;
      let blank = -1;
      for (let at = from; at <= from + line.length; at += 1) {
        if (at - begun > width && blank > begun) {
          breaks.push(blank);
          begun = blank + 1;
        }
        if (text[at] === ' ') blank = at;
      }
    }
    from += line.length + 1;
  }
  return breaks;
}

/** A text as a page of `width` letters prints it: of the same length, with line breaks for some of its blanks. */
export function printed(text: string, width: number): string {
  const letters = text.split('');
  for (const at of breaksOf(text, width)) letters[at] = '\n';
  return letters.join('');
}

const spans = (text: string, sentences: readonly Sentence[], at: number): boolean =>
  sentences.some(({ start, end }) => start < at && end > at + 1 && text.slice(at, end).trim() !== '');

export interface BreakCounts {
  /** Breaks that the layout put in, and those of them that end a sentence which the typed text goes on with. */
  readonly put: number;
  readonly cut: number;
  /** Breaks that the writer made, and those of them that the printed text reads over though the typed text does not. */
  readonly kept: number;
  readonly joined: number;
}

/** How the sentences of a text bear being printed `width` letters wide. */
export function countBreaks(text: string, width: number): BreakCounts {
  const counts = { put: 0, cut: 0, kept: 0, joined: 0 };
  for (const page of typedPages(text)) {
    const typed = analysePage('d', page).sentences;
    const broken = analysePage('d', { ...page, text: printed(page.text, width) }).sentences;
    for (const at of breaksOf(page.text, width)) {
      counts.put += 1;
      if (spans(page.text, typed, at) && !spans(page.text, broken, at)) counts.cut += 1;
    }
    for (let at = page.text.indexOf('\n'); at >= 0; at = page.text.indexOf('\n', at + 1)) {
      counts.kept += 1;
      if (!spans(page.text, typed, at) && spans(page.text, broken, at)) counts.joined += 1;
    }
  }
  return counts;
}

/** What two readings of a text are compared by. */
const sameAs = ({ kind, concept, label, status, date, laterality, medication }: Fact): string =>
  [kind, concept ?? label.replace(/\s+/g, ' ').slice(0, 40), status, date, laterality, medication?.event].join('|');

/** Facts of a dossier's texts, and those of them that are not read so where the texts are printed `width` letters wide. */
export function countChanged({ listing, texts }: CorpusDossier, width: number): { readonly facts: number; readonly changed: number } {
  let facts = 0;
  let changed = 0;
  for (const { id, title, type, date } of listing.documents) {
    const text = texts.get(id) ?? '';
    const read = (written: string): string[] =>
      extractFacts(typedDocument({ id, title, text: written, date }, typeOf(type)), {
        patient: { firstNames: [], birthDate: listing.patient.birthDate },
        entries: [],
      }).map(sameAs);
    const left = read(printed(text, width));
    for (const fact of read(text)) {
      facts += 1;
      const at = left.indexOf(fact);
      if (at < 0) changed += 1;
      else left.splice(at, 1);
    }
  }
  return { facts, changed };
}
