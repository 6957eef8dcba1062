import type { Document, Page } from '../domain/document.js';
import type { Passage, PassageContext } from '../domain/passage.js';
import type { PageAnalysis, Range } from '../extract/text/analysis.js';
import { analysePage } from '../extract/text/analyse-page.js';

/**
 * Characters of a passage: prose is grouped by whole sentences up to the target, rows of a table up to the limit.
 * About 150 and 230 tokens of the encoder, which takes 512 and is best well below.
 */
const TARGET = 450;
const LIMIT = 700;

interface Unit extends Range {
  readonly section: string;
  readonly heading?: Range;
  readonly row: boolean;
}

/** The part of a range that is not white space; undefined where nothing is left. */
export function trimmed(text: string, { start, end }: Range): Range | undefined {
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return start < end ? { start, end } : undefined;
}

function unitsOf(page: Page, { sections, sentences }: PageAnalysis): Unit[] {
  return sentences.flatMap((sentence) => {
    const range = trimmed(page.text, sentence);
    if (range === undefined || page.furniture.some((band) => band.start <= range.start && range.end <= band.end)) return [];
    const section = sections[sentence.section];
    return [
      {
        ...range,
        row: sentence.row,
        section: section?.kind ?? 'body',
        ...(section?.title === undefined ? {} : { heading: section.title }),
      },
    ];
  });
}

/** A sentence longer than the limit is cut at white space: an OCR page without a full stop must not make one passage. */
function cut(text: string, unit: Unit): Unit[] {
  const parts: Unit[] = [];
  let start = unit.start;
  while (unit.end - start > LIMIT) {
    const space = text.lastIndexOf(' ', start + LIMIT);
    const end = space > start + TARGET / 2 ? space : start + LIMIT;
    const range = trimmed(text, { start, end });
    if (range !== undefined) parts.push({ ...unit, ...range });
    start = end;
  }
  const rest = trimmed(text, { start, end: unit.end });
  if (rest !== undefined) parts.push({ ...unit, ...rest });
  return parts;
}

/**
 * The passages of a document, in reading order. Each holds whole sentences or rows of one section of one page, its span is exact,
 * and what the reader must know beside it (type, date, section, specialty) is its context. A failed page gives none.
 */
export function splitPassages(document: Document): Passage[] {
  const { title, type, actDate, author, organisation } = document.metadata;
  const base: Omit<PassageContext, 'section'> = {
    title: title.value,
    ...(type === undefined ? {} : { type: type.value.code }),
    ...(actDate === undefined ? {} : { date: actDate.value }),
    ...(author?.value.specialty === undefined ? {} : { specialty: author.value.specialty }),
    ...(organisation === undefined ? {} : { organisation: organisation.value }),
  };
  return document.pages.flatMap((page) => {
    if (page.source === 'failed') return [];
    const units = unitsOf(page, analysePage(document.id, page)).flatMap((unit) => cut(page.text, unit));
    const passages: Passage[] = [];
    let group: Unit[] = [];
    const close = (): void => {
      const [first, last] = [group[0], group.at(-1)];
      if (first === undefined || last === undefined) return;
      const text = page.text.slice(first.start, last.end);
      const heading = first.heading === undefined ? undefined : page.text.slice(first.heading.start, first.heading.end);
      passages.push({
        id: `${document.id}:${page.number}:${first.start}`,
        span: { documentId: document.id, page: page.number, start: first.start, end: last.end },
        text,
        context: { ...base, source: page.source, section: first.section, ...(heading === undefined ? {} : { heading }) },
      });
      group = [];
    };
    for (const unit of units) {
      const first = group[0];
      if (first !== undefined) {
        const length = unit.end - first.start;
        const apart = unit.section !== first.section || unit.heading?.start !== first.heading?.start;
        if (apart || length > LIMIT || (length > TARGET && !(unit.row && first.row))) close();
      }
      group.push(unit);
    }
    close();
    return passages;
  });
}
