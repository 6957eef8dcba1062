import { readFileSync } from 'node:fs';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';
import type { DrugEvent } from './drug-event.js';

const { forms } = JSON.parse(readFileSync(new URL('../vocabulary/drug-forms.json', import.meta.url), 'utf8')) as {
  forms: Readonly<Record<string, string>>;
};
const OF_BRAND = new Map(Object.entries(forms).flatMap(([form, brands]) => brands.split('|').map((brand) => [brand, form] as const)));

/** What a paper writes beside the name, and how it is said. */
const WRITTEN: readonly (readonly [form: string, words: string])[] = [
  ['collyre', 'collyres?'],
  ['crème', 'creme'],
  ['pommade', 'pommade'],
  ['gel', 'gel'],
  ['patch', 'patchs?|patches|timbres?|transdermique'],
  ['suppositoire', 'suppositoires?|suppos?'],
  ['aérosol', 'aerosols?|nebulisee?s?|en nebulisation'],
  ['implant', 'implant'],
  ['vaginal', 'ovules?|vaginale?s?'],
  ['nasal', 'nasale?s?|spray nasal'],
  ['lavement', 'lavements?'],
];
/** Most papers write none: a pattern is made of a drug's names only where one stands. */
const ANY_FORM = new RegExp(String.raw`\b(?:${WRITTEN.map(([, words]) => words).join('|')})\b`);
/** Between the name and its form, a strength or a brand at most. */
const BESIDE = String.raw`(?: \(?[a-z]{0,3}\d[\d.,]*(?: ?(?:%|mg|ug|ui|mui))?\)?| \([a-z -]+\)| x ?\d| \d| en){0,4} `;
/** Swallowed or injected: no other form is said of the drug then. */
const ELSEWHERE = /^(?:per os|po|iv|sc|im|sous|intra-?(?:musc|vein)|en perfusion|oral|buv)/;

function writtenForm({ fact, medication }: DrugEvent): string | undefined {
  const words = quoteWords(fact);
  if (!ANY_FORM.test(words)) return undefined;
  const names = [medication.brand, medication.dci, fact.label].flatMap((name) => (name === undefined ? [] : [fold(name)]));
  return WRITTEN.find(([, form]) =>
    names.some((name) => {
      const literal = name.replace(/[^a-z0-9 ]/g, '.');
      return new RegExp(String.raw`\b${literal}\b${BESIDE}(?:${form})\b|\b(?:${form}) (?:de |d.|a la |au |par )?${literal}\b`).test(words);
    }),
  )?.[0];
}

function brandForm({ medication: { brand } }: DrugEvent): string | undefined {
  const [first = '', ...rest] = fold(brand ?? '').match(/[a-z0-9]+/g) ?? [];
  return OF_BRAND.get([first, ...rest].join(' ')) ?? OF_BRAND.get(first);
}

/** How a drug is given where it is neither swallowed nor injected: what its papers write, else what its brand is; undefined where they differ. */
export function formOf(events: readonly DrugEvent[]): string | undefined {
  const named = new Set(
    events.flatMap((event) => writtenForm(event) ?? brandForm(event) ?? (event.medication.brand === undefined ? [] : [''])),
  );
  const elsewhere = events.some(({ medication }) => ELSEWHERE.test(fold(medication.route ?? '')));
  return elsewhere || named.size !== 1 ? undefined : [...named][0] || undefined;
}
