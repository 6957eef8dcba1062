import type { Fact } from '../../domain/fact.js';
import type { PageReading } from './page-reading.js';
import { factOf } from './page-reading.js';

/** What a home for the aged calls itself, in the heading of its own paper. */
const HOUSE = /\b(?:(ehpad)|(usld)|(maison de retraite)|(residence autonomie)|(foyer[- ]logement))\b/;
const NAMES = ['EHPAD', 'USLD', 'maison de retraite', 'résidence autonomie', 'foyer-logement'];
const HEADING = 700;
const ENTERED = /\b(?:date d')?entree(?: (?:dans l'etablissement|en ehpad|en residence))? ?(?:le|du|:)? ?:? ?$/;
/** The paper of a hospital stay says when one came and left. */
const STAY =
  /\b(?:date de sortie|sortie (?:le|prevue)|sortant le|compte[- ]rendu d'hospitalisation|duree de sejour|centre hospitalier|chu\b|clinique)\b/;

/** When the patient came to live in the home whose paper this is: "Entrée le 17/03/2025, chambre 112" under the heading of an EHPAD. */
export const residenceFacts = (reading: PageReading): Fact[] => {
  const { folded, page } = reading.analysis;
  const head = folded.slice(0, HEADING);
  const house = HOUSE.exec(head);
  if (house === null || STAY.test(head)) return [];
  const name = NAMES[house.slice(1).findIndex((group) => group !== undefined)] ?? '';
  for (const mention of reading.dates) {
    const led = ENTERED.exec(folded.slice(Math.max(0, mention.start - 50), mention.start));
    if (led === null || mention.date === undefined || mention.kind !== 'absolute') continue;
    const start = mention.start - led[0].length;
    const fact = factOf(reading, {
      kind: 'lifestyle',
      label: `Entrée en ${name} le ${page.text.slice(mention.start, mention.end).replace(/^\s*(?:le|du)\s+/i, '')}`,
      rule: 'lifestyle-institution',
      importance: 3,
      status: 'active',
      citation: { start, end: mention.end },
      section: undefined,
      dated: { date: mention.date, dateSource: 'text' },
      extra: { concept: 'mode-de-vie-institution' },
    });
    return fact === undefined ? [] : [fact];
  }
  return [];
};
