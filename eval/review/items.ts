/**
 * The nine items of the PDSQI-9 (Provider Documentation Summarization Quality Instrument, Croxford et al. 2025), worded in French for the
 * synthesis of a dossier. Scale 1 to 5, except the last: yes or no.
 */
export interface ReviewItem {
  readonly key: string;
  readonly title: string;
  readonly question: string;
  readonly low: string;
  readonly high: string;
  readonly binary?: true;
}

export const REVIEW_ITEMS: readonly ReviewItem[] = [
  {
    key: 'cited',
    title: 'Sourcée',
    question: 'Chaque affirmation renvoie-t-elle à un passage qui la dit ?',
    low: 'sources absentes ou fausses',
    high: 'toutes les sources, justes et au plus près',
  },
  {
    key: 'accurate',
    title: 'Exacte',
    question: 'Ce qui est écrit est-il fidèle au dossier (personne, date, côté, dose, négation) ?',
    low: 'erreurs graves',
    high: 'aucune erreur',
  },
  {
    key: 'thorough',
    title: 'Complète',
    question: 'Ce qui compte pour ce motif y est-il ?',
    low: 'omissions graves',
    high: 'rien d’important ne manque',
  },
  {
    key: 'useful',
    title: 'Utile',
    question: 'Ce qui est dit sert-il à la consultation, au bon niveau de détail ?',
    low: 'hors sujet',
    high: 'tout sert',
  },
  {
    key: 'organized',
    title: 'Organisée',
    question: 'L’ordre et le regroupement aident-ils à comprendre l’histoire ?',
    low: 'désordonnée',
    high: 'ordre logique et chronologique',
  },
  {
    key: 'comprehensible',
    title: 'Claire',
    question: 'Les phrases se comprennent-elles du premier coup ?',
    low: 'obscures',
    high: 'parfaitement claires',
  },
  {
    key: 'succinct',
    title: 'Concise',
    question: 'Est-ce dit en peu de mots, sans répétition ?',
    low: 'beaucoup de redites',
    high: 'rien à retirer',
  },
  {
    key: 'synthesized',
    title: 'Synthétique',
    question: 'Les documents sont-ils mis en rapport (évolution, contradictions, ce qui reste à faire) ?',
    low: 'simple juxtaposition',
    high: 'mise en rapport complète',
  },
  {
    key: 'stigmatizing',
    title: 'Propos stigmatisants',
    question: 'Y a-t-il des mots qui jugent ou rabaissent le patient ?',
    low: 'non',
    high: 'oui',
    binary: true,
  },
];
