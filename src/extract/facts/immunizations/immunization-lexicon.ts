import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import file from '../../vocabulary/vaccines.json' with { type: 'json' };

interface Vaccine {
  readonly id: string;
  readonly label: string;
  /** Diseases, in French. */
  readonly targets: readonly string[];
}

export interface VaccineMention extends Range {
  readonly vaccine: Vaccine;
  /** False where only the disease is named: a vaccine where the context says so. */
  readonly product: boolean;
}

interface Candidate {
  readonly words: readonly string[];
  readonly vaccine: Vaccine;
  readonly product: boolean;
}

const WORD = /[a-z0-9]+/g;
const candidates = new Map<string, Candidate[]>();
for (const raw of file.vaccines) {
  const vaccine: Vaccine = { id: raw.id, label: raw.label, targets: raw.targets };
  for (const [terms, product] of [
    [raw.products, true],
    [raw.diseases, false],
  ] as const) {
    for (const term of terms) {
      const words = fold(term).match(WORD) ?? [];
      const first = words[0];
      if (first !== undefined) candidates.set(first, [...(candidates.get(first) ?? []), { words, vaccine, product }]);
    }
  }
}
for (const list of candidates.values()) list.sort((a, b) => b.words.length - a.words.length);

/** Vaccines and the diseases they prevent, named between two offsets; longest first, not overlapping. */
export function findVaccines(folded: string, start: number, end: number): VaccineMention[] {
  const words: { readonly text: string; readonly start: number }[] = [];
  WORD.lastIndex = start;
  for (let match = WORD.exec(folded); match !== null && match.index < end; match = WORD.exec(folded))
    words.push({ text: match[0], start: match.index });
  const mentions: VaccineMention[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const first = words[i];
    const found = candidates.get(first?.text ?? '')?.find(({ words: wanted }) =>
      wanted.every((word, k) => {
        const here = words[i + k];
        const previous = words[i + k - 1];
        return (
          here?.text === word &&
          (k === 0 || previous === undefined || /^[\s/,.'-]{0,3}$/.test(folded.slice(previous.start + previous.text.length, here.start)))
        );
      }),
    );
    if (first === undefined || found === undefined) continue;
    const last = words[i + found.words.length - 1] ?? first;
    mentions.push({ start: first.start, end: last.start + last.text.length, vaccine: found.vaccine, product: found.product });
    i += found.words.length - 1;
  }
  return mentions;
}

const TOLD_OF_A_DOSE =
  /\b(?:fai(?:te?s?|re)|a (?:jour|prevoir|voir|completer|programmer)|refus\w*|ok|oui|non|jamais|rien|retard|doses?|rappel|recue?s?|prevue?s?|en pharmacie|janv?|fevr?|mars|avr|mai|juin|juil|aout|sept?|oct|nov|dec)\b|\b(?:19|20)\d\d\b|\d{1,2}[/.]\d{2}/;
const TESTED = /\b(?:igg|igm|serolog\w*|anticorps|ac anti|pcr|antigene|positi\w+|negati\w+)\b/;
const SHORTEST_LIST = 2;
const LONGEST_ITEM = 48;

/** "DTP 2018. Grippe oct. Pneumo à jour.": a line whose items name vaccines by what they are against, each with its state or its day. */
export function isVaccineLine(folded: string, at: number): boolean {
  const start = folded.lastIndexOf('\n', at - 1) + 1;
  const next = folded.indexOf('\n', at);
  const end = next < 0 ? folded.length : next;
  const items = [...folded.slice(start, end).matchAll(/[^.,;]+/g)].map((item) => ({
    text: item[0],
    named: findVaccines(folded, start + item.index, start + item.index + item[0].length),
    from: start + item.index,
  }));
  const own = items.find((item) => at >= item.from && at < item.from + item.text.length);
  const telling = items.filter(
    (item) => item.named.length > 0 && item.text.length <= LONGEST_ITEM && TOLD_OF_A_DOSE.test(item.text) && !TESTED.test(item.text),
  );
  return (
    own !== undefined &&
    telling.includes(own) &&
    new Set(telling.flatMap((item) => item.named.map(({ vaccine }) => vaccine.id))).size >= SHORTEST_LIST
  );
}
