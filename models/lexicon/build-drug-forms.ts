/**
 * Builds src/summarise/vocabulary/drug-forms.json from the Base de données publique des médicaments (ANSM, Licence Ouverte): the brands that are
 * neither swallowed nor injected, by the form that a doctor says beside the substance ("timolol collyre").
 *
 * usage: npx tsx models/lexicon/build-drug-forms.ts BDPM_FOLDER
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [bdpm] = process.argv.slice(2);
if (bdpm === undefined) throw new Error('usage: build-drug-forms.ts BDPM_FOLDER');

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const key = (text: string): string => (fold(text.replace(/œ/gi, 'oe')).match(/[a-z0-9]+/g) ?? []).join(' ');

/** What a doctor says, by the form and the route that the database writes; the first that fits. */
const FORMS: readonly (readonly [said: string, form: RegExp, route: RegExp])[] = [
  ['pommade ophtalmique', /pommade/, /ophtalmique/],
  ['collyre', /collyre|gel|solution|emulsion/, /ophtalmique/],
  ['auriculaire', /./, /auriculaire/],
  ['nasal', /./, /nasale/],
  ['suppositoire', /suppositoire/, /./],
  ['rectal', /./, /^rectale/],
  ['patch', /dispositif/, /transdermique/],
  ['implant', /^implant/, /./],
  ['vaginal', /./, /vaginale/],
  ['crème', /creme/, /cutanee/],
  ['pommade', /pommade/, /cutanee/],
  ['gel', /gel/, /cutanee|transdermique/],
];
/** Of so many products of a brand the same is said, or nothing is. */
const AGREED = 0.9;

const said = new Map<string, string[]>();
for (const line of readFileSync(join(bdpm, 'CIS_bdpm.txt'), 'utf8').split(/\r?\n/)) {
  const [, name = '', form = '', route = ''] = line.split('\t');
  const brand = key(name.replace(/,.*$/, '').replace(/\s\d.*$/, ''));
  if (brand === '') continue;
  const one = FORMS.find(([, inForm, inRoute]) => inForm.test(fold(form).trim()) && inRoute.test(fold(route).trim()))?.[0] ?? '';
  for (const named of new Set([brand, brand.split(' ')[0] ?? brand])) said.set(named, [...(said.get(named) ?? []), one]);
}

const target = join(import.meta.dirname, '../../src/summarise/vocabulary/drug-forms.json');
const drugs = JSON.parse(readFileSync(join(import.meta.dirname, '../../src/extract/vocabulary/drugs.json'), 'utf8')) as {
  source: string;
  terms: { b: string };
};
const brands = new Set(drugs.terms.b.split('|').map((item) => item.slice(0, item.lastIndexOf(':'))));
const byForm = new Map<string, string[]>();
for (const [brand, forms] of [...said].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
  const [form = ''] = forms;
  const same = forms.filter((one) => one === form).length;
  if (form !== '' && same / forms.length >= AGREED && brands.has(brand)) byForm.set(form, [...(byForm.get(form) ?? []), brand]);
}
const out = {
  source: drugs.source,
  builtBy: 'models/lexicon/build-drug-forms.ts',
  format: 'forms: what is said beside the substance → folded brands joined by "|"',
  forms: Object.fromEntries(FORMS.flatMap(([form]) => (byForm.has(form) ? [[form, byForm.get(form)?.join('|')]] : []))),
};
writeFileSync(target, `${JSON.stringify(out, null, 2)}\n`);
console.error([...byForm].map(([form, list]) => `${form} ${list.length}`).join(', '));
