/**
 * What printing costs: the texts of the written dossiers, typed in long lines, are broken as a page of some width breaks them; sentences
 * and facts of both are compared. No line of a text is written out.
 *
 * usage: tsx eval/measure-wraps.ts [ID…]        all dossiers where no id is given
 */
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import { dossierFolders, loadDossier } from './gold.js';
import { countBreaks, countChanged } from './wraps.js';

const WIDTHS = [78, 92, 104];

const ids = process.argv.slice(2);
const dossiers = dossierFolders(join(PACKAGE_ROOT, 'eval', 'corpus'))
  .map(loadDossier)
  .filter(({ listing }) => ids.length === 0 || ids.includes(listing.id));

const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
for (const width of WIDTHS) {
  const breaks = dossiers.flatMap(({ texts }) => [...texts.values()].map((text) => countBreaks(text, width)));
  const sum = (key: 'put' | 'cut' | 'kept' | 'joined'): number => breaks.reduce((total, one) => total + one[key], 0);
  const facts = dossiers.map((dossier) => countChanged(dossier, width));
  const [all, changed] = [facts.reduce((total, one) => total + one.facts, 0), facts.reduce((total, one) => total + one.changed, 0)];
  console.log(
    `${width} letters: sentences cut at ${sum('cut')} of ${sum('put')} breaks (${percent(sum('cut'), sum('put'))}), ` +
      `lines joined at ${sum('joined')} of ${sum('kept')}; facts that change ${changed} of ${all} (${percent(changed, all)})`,
  );
}
