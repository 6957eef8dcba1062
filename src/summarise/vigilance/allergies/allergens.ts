import { fold } from '../../text.js';

/** What is breathed, eaten or touched: "allergie médicamenteuse : aucune" says nothing of it. */
const NO_DRUG =
  /pollen|gramin|acarien|bouleau|ambroisie|poil|\bchat|chien|cheval|moisiss|alternaria|nickel|cobalt|parfum|venin|guepe|abeille|hymenopter|frelon|arachide|noix|noisette|\boeuf|\blait|crustac|fruit|kiwi|soja|sesame|poisson|latex|ble\b|gluten|rhinite|poussiere/;
const FOOD = /arachide|noix|noisette|\boeuf|\blait|crustac|fruit|kiwi|soja|sesame|poisson|gluten/;
/** Whether words that say "none" of drugs, or of food, say it of this allergen. */
export function spokenOf(none: string): (label: string) => boolean {
  const drugs = /medicament/.test(none);
  const food = /alimentaire/.test(none);
  if (drugs === food) return () => true;
  return (label) => (drugs ? !NO_DRUG.test(fold(label)) : FOOD.test(fold(label)));
}
