import type { Fact } from '../domain/fact.js';
import { fold } from './text.js';

/** Salts and forms that do not make another drug. */
const SALTS =
  /\b(sodique|potassique|calcique|magnesique|chlorhydrate|maleate|fumarate|besilate|arginine|tert butylamine|mesilate|succinate|tartrate|hydrate|anhydre|base|hemifumarate|disodique|trihydrate|dihydrate|monohydrate|cilexetil|medoxomil|sulfate de|chlorhydrate de|dinitrate de)\b/g;

/** The key under which facts about one drug meet: its substances sorted, else its brand, else its label without dose. */
export function drugKey(fact: Fact): string {
  const { medication } = fact;
  const named = medication?.dci ?? medication?.brand ?? fact.label.replace(/\d.*$/, '');
  const substances = fold(named)
    .split(/\s*(?:\+|,| et )\s*/)
    .map((part) => part.replace(SALTS, ' ').replace(/\s+/g, ' ').trim())
    .filter((part) => part.length > 0);
  return (substances.length === 0 ? [fold(fact.label)] : substances).toSorted().join('+');
}

/** Substances of a key. */
export function substancesOf(key: string): readonly string[] {
  return key.split('+');
}
