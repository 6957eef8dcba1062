import type { Fact } from '../domain/fact.js';
import { asImportance } from './line.js';
import { fold } from './text.js';

const SEVERE =
  /anaphyla|choc|quincke|angio ?oed|bronchospas|generalis|severe|lyell|stevens|dress|pancreat|agranulo|reanimation|hypotension|contre indi[cq]/;
const SERIOUS = /confus|malaise|syncope|bradycard|hyponatr|hepat|cytolyse|convuls|hemorrag|chute/;
const MILD =
  /nause|vomiss|diarrhe|constip|myalg|toux|maux de tete|cephal|gastr|brulure|oedemes? des membres|chevill|vertige|gout\b|insomni|somnol|fatigue|contact|eczema|adhesi|pollen|acarien|arachide chez|gluten|lactose/;

/** What could kill counts most; what was badly borne counts less, however a list writes it. */
export function allergyImportance(facts: readonly Fact[]): 1 | 2 | 3 {
  const words = fold(facts.map((fact) => `${fact.label} ${fact.allergy?.reaction ?? ''}`).join(' '));
  const written = asImportance(Math.max(...facts.map((fact) => fact.importance)));
  if (SEVERE.test(words)) return 3;
  if (SERIOUS.test(words)) return written;
  return MILD.test(words) ? asImportance(Math.min(2, written)) : written;
}
