/**
 * Builds src/extract/vocabulary/drugs.json from the Base de données publique des médicaments (ANSM, Licence Ouverte)
 * and drugs-curated.tsv.
 *
 * usage: npx tsx models/lexicon/build-drugs.ts BDPM_FOLDER [CORPUS.jsonl]
 *
 * BDPM_FOLDER holds CIS_bdpm.txt, CIS_COMPO_bdpm.txt and CIS_MITM.txt as downloaded. With CORPUS.jsonl (lines with a
 * `text`), brand names that are also words of ordinary medical French are listed for review: they belong to COMMON_WORDS.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [bdpm, corpus] = process.argv.slice(2);
if (bdpm === undefined) throw new Error('usage: build-drugs.ts BDPM_FOLDER [CORPUS.jsonl]');

const rows = (name: string): string[][] =>
  readFileSync(join(bdpm, name), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

const fold = (text: string): string =>
  text
    .replace(/œ/gi, 'oe')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
const key = (text: string): string => (fold(text).match(/[a-z0-9]+/g) ?? []).join(' ');

const SALT =
  /^(?:(?:di|hemi|mono|ses?qui|tri|hydrogeno)?(?:chlorhydrate|bromhydrate|acetate|besilate|tosilate|mesilate|fumarate|maleate|malate|tartrate|oxalate|succinate|citrate|phosphate|sulfate|nitrate|xinafoate|propionate|dipropionate|furoate|valerate|gluconate|digluconate|pamoate|embonate|lactate|iodure|bromure|adipate|decanoate|enantate|etilsulfonate|esilate|isethionate|trihydrogenophosphate|benzoate|metasulfobenzoate sodique|tosylate|napsilate|pidolate|stearate|undecanoate|acetonide|hydrogenosulfate|hydrogenomaleate|hydrogenofumarate|hydrogenotartrate))+ d(?:e |')/;
const MINERAL = /\b(sodium|potassium|calcium|magnesium|fer|ferreux|ferrique|zinc|lithium|aluminium|cuivre|selenium|argent|strontium|manganese|ammonium|benzoyle|methyle|dimethyle|chrome)\b/;
const SUFFIX =
  /(?:[ ,]+(?:anhydre|(?:hemi|mono|di|tri|tetra|penta|hexa|sesqui|demi|hepta|octa|deca|dodeca)?hydratee?|hydrate|sesquihydratee?|hemihydratee?|base|sodique|disodique|monosodique|calcique|potassique|magnesique|arginine|tert-butylamine|cilexetil|medoxomil|olamine|proxetil|axetil|erbumine|l|micronisee?|\(.*\)|sous forme .*|cristallisee?|pegylee?|hemihydrate|decahydrate|lysine|meglumine|trometamol|trometamine))+$/;

/** The molecule's name: salt and hydrate left out where they do not change it. */
function molecule(name: string): string {
  let text = name.toLowerCase().trim().replace(/\s+/g, ' ').replace(/^(\S+) \(acide\)$/, 'acide $1');
  const cut = (pattern: RegExp): void => {
    const match = pattern.exec(fold(text));
    if (match !== null && fold(text).length === text.length) text = text.slice(0, match.index) + text.slice(match.index + match[0].length);
  };
  if (!MINERAL.test(fold(text).replace(SALT, '')) || /^(?:di)?chlorhydrate/.test(fold(text))) cut(SALT);
  for (let previous = ''; previous !== text; ) {
    previous = text;
    if (text.split(' ').length > 1) cut(SUFFIX);
  }
  return text.trim() || name.toLowerCase();
}

/** Amino acids, electrolytes, sugars, excipients: nutrients of infusion bags, words of every lab report. */
const NOT_A_DRUG_WORD = new Set(
  'alanine arginine glycine lysine leucine isoleucine valine serine proline threonine methionine phenylalanine tyrosine tryptophane histidine taurine glucose sodium potassium calcium magnesium fer iode zinc cuivre selenium phosphore eau ethanol alcool azote sucre saccharose uree glycerol cafeine soufre albumine fibrinogene antithrombine hemine creatine creatinine acide oxygene cortisol thyroglobuline sorbitol mannitol xylose amidon lait proteines lipides insuline air gaz carbone charbon argent or soude talc silice vaseline paraffine camphre menthol thymol eucalyptol vitamine testosterone progesterone estradiol histamine serotonine hydrogene huile sang plasma solution poudre citron miel plantes dioxyde citrulline pancreas thymus placenta cartilage abeille guepe cobalt raisin mate methyle benzoyle benzyle alginate marronnier pruneau figue fenugrec levure manganese glutamine ornithine romarin creosote ammonium'.split(
    ' ',
  ),
);
/** Brand words that are also words of French: kept only with the words that follow them. */
const COMMON_WORDS = new Set(
  'acide alcool eau huile sang plasma sel sels serum solution glucose oxygene gaz air azote vitamine vitamines calcium magnesium fer zinc potassium sodium charbon chlorure bicarbonate lait creme baume pate sirop tisane pastilles collyre produit mono neo bio actif aqua dose gel flash forte fort lipides feuille feuilles enfant adulte nourrisson rhume toux nez gorge jambes biopsie bilan sucre granules granions levure plantes phyto natura essence tonique forme plus optimum optimal paris lyon calme sommeil euphytose stress digestion transit foie rein coeur ovule mer marin grippe vaccin bcg tuberculine immunoglobuline immunoglobulines facteur proteine albumine fibrinogene antithrombine kit technetium iode thallium gallium indium fluor xenon krypton pollens extrait extraits concentre culture homeo teinture arnica apis carbo silicea sepia sulfur bryonia cuprum drosera ratio prevision mutuelle contre test control orange menthe citron miel eucalyptus thym camomille sauge valeriane passiflore radis artichaut boldo prele ortie orthosiphon pensee pilosella piloselle vigne marronnier reine aubepine tilleul melisse lavande bourdaine sene psyllium ispaghul fucus guarana the cafe ginseng cola ginkgo olivier busserole bruyere fumeterre chardon desmodium saule frene cassis harpagophytum gattilier alchemille millefeuille mauve guimauve plantain bouillon sureau molene pin bouleau canneberge ail vita maxi evolution union paul pierre jean marie saint roche noir rouge blanc bleu sedatif sedatifs hemi fraction gamma poly rhino mini larmes sulfate gonadotrophine grains diffu monoxyde pommade solute protoxyde alfa alginate chrono ultra helicobacter acetate extra suppositoire suppositoires'.split(
    ' ',
  ),
);

const compositions = new Map<string, { name: string; therapeutic: boolean; link: string }[]>();
for (const [cis = '', , , name = '', , , nature, link = ''] of rows('CIS_COMPO_bdpm.txt')) {
  const list = compositions.get(cis) ?? [];
  list.push({ name, therapeutic: nature === 'FT', link });
  compositions.set(cis, list);
}
const atcOf = new Map(rows('CIS_MITM.txt').map(([cis = '', atc = '']) => [cis, atc]));

function substanceOf(cis: string): string | undefined {
  const parts = compositions.get(cis) ?? [];
  if (parts.length === 0 || parts.some((part) => /HOM[ÉE]OPATH/i.test(part.name))) return undefined;
  const byLink = new Map<string, string>();
  for (const part of parts) if (part.therapeutic || !byLink.has(part.link)) byLink.set(part.link, molecule(part.name));
  const names = [...new Set(byLink.values())];
  if (names.length > 4) return undefined;
  return names.join(' + ');
}

const count = (table: Map<string, Map<string, number>>, outer: string, inner: string): void => {
  const map = table.get(outer) ?? new Map<string, number>();
  map.set(inner, (map.get(inner) ?? 0) + 1);
  table.set(outer, map);
};
const top = (map: Map<string, number> | undefined): string | undefined => [...(map ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];

const brandSubstances = new Map<string, Map<string, number>>();
const substanceAtc = new Map<string, Map<string, number>>();
let latest = '';
for (const [cis = '', denomination = '', , , , , , approved = ''] of rows('CIS_bdpm.txt')) {
  const date = approved.split('/').reverse().join('-');
  if (date > latest) latest = date;
  const substance = substanceOf(cis);
  const atc = atcOf.get(cis) ?? '';
  if (substance === undefined || atc.startsWith('J07') || atc.startsWith('V09') || /vaccin|allergen/i.test(denomination)) continue;
  if (atc !== '') count(substanceAtc, substance, atc);
  // The name stops at the strength or at the form.
  const words = key(denomination.replace(/,.*$/, '').replace(/\s\d.*$/, '')).split(' ');
  if (words.length > 0 && words[0] !== '') for (let n = 1; n <= Math.min(words.length, 4); n += 1) count(brandSubstances, words.slice(0, n).join(' '), substance);
}

const substances: [string, string][] = [];
const substanceIndex = new Map<string, number>();
const indexOf = (label: string, atc: string): number => {
  const id = `${label}|${atc}`;
  let index = substanceIndex.get(id);
  if (index === undefined) {
    index = substances.length;
    substances.push([label, atc]);
    substanceIndex.set(id, index);
  }
  return index;
};

const terms: Record<'b' | 'd' | 'c' | 'a', Record<string, number>> = { b: {}, d: {}, c: {}, a: {} };
const taken = new Set<string>();
for (const line of readFileSync(join(here, 'drugs-curated.tsv'), 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [term = '', label = '', atc = '', kind = ''] = line.split(';');
  if (kind !== 'b' && kind !== 'd' && kind !== 'c' && kind !== 'a') throw new Error(`drugs-curated.tsv: kind of "${term}"`);
  terms[kind][key(term)] = indexOf(label, atc === '-' ? '' : atc);
  taken.add(key(term));
}
// The substance that a curated brand holds is a term too.
for (const line of readFileSync(join(here, 'drugs-curated.tsv'), 'utf8').split('\n')) {
  const [, label = '', atc = '', kind = ''] = line.startsWith('#') ? [] : line.split(';');
  if ((kind !== 'b' && kind !== 'd') || /\(|^nutrition /.test(label) || taken.has(key(label)) || key(label).split(' ').every((word) => NOT_A_DRUG_WORD.has(word))) continue;
  terms.d[key(label)] = indexOf(label, atc === '-' ? '' : atc);
  taken.add(key(label));
}
const bestAtc = (substance: string): string => top(substanceAtc.get(substance)) ?? '';
for (const substance of new Set([...brandSubstances.values()].flatMap((map) => [...map.keys()]))) {
  const name = key(substance);
  const plain = substance.includes(' + ') ? name.split(' + ').join(' ') : name;
  const words = plain.split(' ');
  if (taken.has(plain) || words.length > 5 || plain.length < 4 || words.every((word) => NOT_A_DRUG_WORD.has(word))) continue;
  terms.d[plain] = indexOf(substance, bestAtc(substance));
  taken.add(plain);
}
for (const [brand, map] of brandSubstances) {
  const words = brand.split(' ');
  const [first = ''] = words;
  const total = [...map.values()].reduce((a, b) => a + b, 0);
  const substance = top(map) ?? '';
  if (taken.has(brand) || brand.length < 4 || /^\d/.test(brand)) continue;
  // "B.A.L." is also "hépatite B à l'…".
  if (words.every((word) => word.length < 3)) continue;
  if (words.length === 1 && (COMMON_WORDS.has(first) || NOT_A_DRUG_WORD.has(first))) continue;
  if (/^suppositoires? a la$/.test(brand)) continue;
  // A generic is named by its substance and a firm: the substance is enough.
  if (words.length > 1 && (taken.has(words.slice(0, -1).join(' ')) || taken.has(first))) continue;
  // A name that heads several products with different contents says nothing alone.
  if ((map.get(substance) ?? 0) / total < 0.8) continue;
  if (words.length > 1 && COMMON_WORDS.has(first) && words.length < 3) {
    if (!/^(vitamine|calcium|magnesium|mag|granions|charbon)$/.test(first)) continue;
  }
  terms.b[brand] = indexOf(substance, bestAtc(substance));
  taken.add(brand);
}

if (corpus !== undefined) {
  const seen = new Map<string, number>();
  for (const line of readFileSync(corpus, 'utf8').split('\n'))
    if (line !== '') for (const word of key((JSON.parse(line) as { text: string }).text).split(' ')) seen.set(word, (seen.get(word) ?? 0) + 1);
  const review = [...Object.keys(terms.b), ...Object.keys(terms.d).filter((term) => substances[terms.d[term] ?? 0]?.[1] === '')]
    .filter((term) => !term.includes(' ') && (seen.get(term) ?? 0) > 0)
    .sort((a, b) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0));
  console.error('Brands that the corpus uses:', review.map((term) => `${term} ${seen.get(term) ?? 0}`).join(', '));
}

const compact = (record: Record<string, number>): string =>
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, index]) => `${term}:${index}`)
    .join('|');
const out = {
  source: `Base de données publique des médicaments (ANSM), Licence Ouverte, état au ${latest} ; drugs-curated.tsv (Frise, Apache-2.0)`,
  builtBy: 'models/lexicon/build-drugs.ts',
  format: 'substances: "label;ATC" ; terms: "folded words:substance index" joined by "|", by kind (b brand, d substance, c class, a ambiguous)',
  substances: substances.map(([label, atc]) => `${label};${atc}`),
  terms: { b: compact(terms.b), d: compact(terms.d), c: compact(terms.c), a: compact(terms.a) },
};
const target = join(here, '../../src/extract/vocabulary/drugs.json');
writeFileSync(target, `${JSON.stringify(out)}\n`);
console.error(`${substances.length} substances, ${Object.values(terms).map((t) => Object.keys(t).length).join(' + ')} terms (brand, substance, class, ambiguous)`);
