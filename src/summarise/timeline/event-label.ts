import type { Fact } from '../../domain/fact.js';
import { writeValue } from '../templates.js';
import { fold } from '../text.js';

const EVENT_WORDS: Readonly<Record<string, string>> = {
  started: 'début de ',
  stopped: 'arrêt de ',
  changed: 'changement de dose : ',
  administered: 'administration de ',
  'not-taken': 'non pris : ',
  contraindicated: 'réaction, contre-indication : ',
};

/** A fact in a few words of the timeline. */
export function shortLabel(fact: Fact): string {
  const { medication, value } = fact;
  if (fact.concept === 'mode-de-vie-tabac') return fact.status === 'past' ? 'Arrêt du tabac' : 'Tabac repris';
  if (medication !== undefined) {
    const dose = medication.strength ?? medication.dose;
    const dci = medication.dci ?? medication.brand ?? fact.label;
    const told = medication.event === 'started' || medication.event === 'stopped' || medication.event === 'administered';
    const brand = told && medication.brand !== undefined && !fold(dci).includes(fold(medication.brand)) ? ` (${medication.brand})` : '';
    const name = `${dci}${brand}`;
    return `${elided(EVENT_WORDS[medication.event] ?? '', name)}${dose === undefined || medication.event === 'stopped' ? '' : ` ${dose}`}`;
  }
  if (value === undefined) return fact.label;
  const written = writeValue(value);
  return fold(fact.label).includes(fold(value.text)) ? fact.label : `${fact.label} ${written}`;
}

/** "Arrêt d'ibuprofène", "début de ramipril". */
const elided = (words: string, name: string): string =>
  words.endsWith(' de ') && /^[aeiouyh]/.test(fold(name)) ? `${words.slice(0, -2)}'${name}` : `${words}${name}`;

/** Facts that a label tells apart, in their order. */
export function distinct(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = fold(shortLabel(fact));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
