import type { Fact } from '../domain/fact.js';
import { perFact } from './per-fact.js';
import { fold } from './text.js';

/** Salts and forms that do not make another drug. */
const SALTS =
  /\b(sodique|potassique|calcique|magnesique|chlorhydrate|maleate|fumarate|besilate|arginine|tert butylamine|mesilate|succinate|tartrate|hydrate|anhydre|base|hemifumarate|disodique|trihydrate|dihydrate|monohydrate|cilexetil|medoxomil|sulfate de|chlorhydrate de|dinitrate de)\b/g;

/** Brands whose speed of action makes another treatment of the same substance: one replaces the other. */
const APART: readonly string[] = ['fiasp', 'lyumjev', 'toujeo'];

/** One substance, two spellings of its name. */
const SPELLINGS: Readonly<Record<string, string>> = {
  cholecalciferol: 'colecalciferol',
  'vitamine d3': 'colecalciferol',
  aspirine: 'acide acetylsalicylique',
  zoledronate: 'acide zoledronique',
  risedronate: 'acide risedronique',
  alendronate: 'acide alendronique',
  'toxine botulique': 'toxine botulinique type a',
};

/** The key under which facts about one drug meet: its substances sorted, else its brand, else its label without dose. */
export const drugKey = perFact((fact) => {
  const { medication } = fact;
  const apart = medication?.brand === undefined ? undefined : APART.find((brand) => fold(medication.brand ?? '').startsWith(brand));
  const named = apart ?? medication?.dci ?? medication?.brand ?? fact.label.replace(/\d.*$/, '');
  const substances = fold(named)
    .split(/\s*(?:\+|,| et )\s*/)
    .map((part) => part.replace(SALTS, ' ').replace(/\s+/g, ' ').trim())
    .map((part) => SPELLINGS[part] ?? part)
    .filter((part) => part.length > 0);
  return (substances.length === 0 ? [fold(fact.label)] : substances).toSorted().join('+');
});

/** A class of drugs ("AINS", "insuline"), not one of them. */
export const isClass = (fact: Fact): boolean => fact.concept?.startsWith('class:') === true;

/** The first word of a brand, folded, which is its name: what follows says its form or its strength; empty where there is none. */
export const brandName = (brand: string | undefined): string => fold(brand ?? '').split(/[\s,]/)[0] ?? '';

/** Substances of a key. */
export function substancesOf(key: string): readonly string[] {
  return key.split('+');
}

/** What clinicians call a substance otherwise than by its international name. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  'acide acetylsalicylique': ['aspirine', 'AAS'],
  colecalciferol: ['vitamine D', 'vit D', 'cholécalciférol'],
  cyanocobalamine: ['vitamine B12', 'vit B12', 'B12'],
  'sulfamethoxazole + trimethoprime': ['cotrimoxazole'],
  'acide folique': ['folates', 'vitamine B9', 'B9'],
  'acide zoledronique': ['zolédronate', 'zoledronate'],
  'acide risedronique': ['risédronate'],
  'acide alendronique': ['alendronate'],
  'acide valproique': ['valproate'],
  prednisone: ['corticothérapie', 'corticoïdes', 'cortisone'],
  prednisolone: ['corticothérapie', 'corticoïdes', 'cortisone'],
  trinitrine: ['dérivé nitré', 'TNT'],
  'sulfate ferreux': ['fer'],
  'ferrique carboxymaltose': ['fer injectable'],
  levothyroxine: ['L-thyroxine', 'T4'],
  'complement nutritionnel oral': ['CNO', 'complément'],
  'macrogol 4000': ['macrogol', 'laxatif'],
};

export function usualNames(label: string): readonly string[] {
  return USUAL[fold(label)] ?? [];
}

/** Substances that everybody calls by the first of their usual names: it is said beside the international one. */
const EVERYDAY: ReadonlySet<string> = new Set([
  'acide acetylsalicylique',
  'sulfamethoxazole + trimethoprime',
  'colecalciferol',
  'cyanocobalamine',
  'sulfate ferreux',
]);

export const everydayName = (label: string): string | undefined => (EVERYDAY.has(fold(label)) ? usualNames(label)[0] : undefined);
