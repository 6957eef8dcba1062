import type { Fact } from '../../domain/fact.js';
import type { PageReading } from './page-reading.js';
import { factOf } from './page-reading.js';

/** What a home for the aged calls itself, in the heading of its own paper. */
const HOUSE = /\b(?:(ehpad)|(usld)|(maison de retraite)|(residence autonomie)|(foyer[- ]logement))\b/;
const NAMES = ['EHPAD', 'USLD', 'maison de retraite', 'résidence autonomie', 'foyer-logement'];
const HEADING = 700;
const ENTERED =
  /\b(?:(?:date d')?entree(?: (?:dans l'etablissement|en ehpad|en residence))?|(?:[,(:] ?|\b(?:est|ans|residente?|patiente?) )entree?(?: (?:ici|chez nous|en ehpad|dans l'etablissement))?|date d'admission|admise? (?:ici|chez nous|en ehpad|dans l'etablissement)|accueillie?|resident depuis) ?(?:le|du|:)? ?:? ?$/;
/** "Établi le 26/10/2026, jour de l'entrée". */
const DAY_OF_ENTRY = /^[,( ]{0,3}(?:le )?(?:jour|date) (?:meme )?de (?:l'|son )(?:entree|admission|arrivee)\b/;
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
    if (mention.date === undefined || mention.kind !== 'absolute') continue;
    const led = ENTERED.exec(folded.slice(Math.max(0, mention.start - 50), mention.start));
    const said = DAY_OF_ENTRY.exec(folded.slice(mention.end, mention.end + 50));
    if (led === null && said === null) continue;
    const start = mention.start - (led?.[0].replace(/^[,(: ]+/, '').length ?? 0);
    const fact = factOf(reading, {
      kind: 'lifestyle',
      label: `Entrée en ${name} le ${page.text.slice(mention.start, mention.end).replace(/^\s*(?:le|du)\s+/i, '')}`,
      rule: 'lifestyle-institution',
      importance: 3,
      status: 'active',
      citation: { start, end: mention.end + (led === null ? (said?.[0].length ?? 0) : 0) },
      section: undefined,
      dated: { date: mention.date, dateSource: 'text' },
      extra: { concept: 'mode-de-vie-institution' },
    });
    return fact === undefined ? [] : [fact];
  }
  return [];
};
