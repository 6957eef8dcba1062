import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { perItem } from '../../per-document.js';
import { quoteWords } from '../../quote.js';
import type { Sources } from '../../sources.js';
import { doseOf } from '../../treatments/dose.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { sideBySide, type VigilanceInput } from '../warning.js';

const AMOUNT = String.raw`(?<![\d.,/])(\d+(?:[.,]\d+)?)(?! ?(?:fois|x|jours?|j|mois|ans?|h|heures?|cp|comprimes?|gelules?|boites?|\/)\b|\/|[\d.,]*\d)`;
/** "Ordonnance 75 µg", "l'ordo dit 300": what the prescription bears. */
const WRITTEN = new RegExp(
  String.raw`\b(?:ordonnances?|ordo|prescription|prescrite?s?)\b ?(?:dit|porte|indique|est|de|a|:|\()* ?${AMOUNT}`,
);
/** "Elle prend 50", "boîte de 150", "délivré 100": what the patient has of it. */
const TAKEN = new RegExp(
  String.raw`\b(?:prend|prenait|prennent|pris|prise|recoit|boites? de|delivree?s?|a la maison|pilulier)\b(?: (?:que|du|de|le|la|en fait|encore|toujours|seulement))* ?:? ?${AMOUNT}`,
);

/** The papers of one drug that say themselves that another amount is taken than is prescribed. */
export const takenOtherwiseTold = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => told(histories, undefined, sources);

const told = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
  const said = history.events.findLast((event) => amounts(event) !== undefined);
  const [written, taken] = (said === undefined ? undefined : amounts(said)) ?? [];
  if (said === undefined || written === undefined || taken === undefined) return [];
  const bearing = history.events.filter(
    (event) =>
      event.act === 'take' &&
      event.fact.documentId !== said.fact.documentId &&
      compareDates(event.date, said.date) <= 0 &&
      hasAmount(event, written),
  );
  const last = bearing.at(-1);
  if (last === undefined) return [];
  return [
    sideBySide({
      rule: 'vigilance:dose-taken-otherwise',
      subject: `${history.label}, dose prescrite et dose prise`,
      sides: [
        { says: `${written} prescrit`, fact: last.fact, also: bearing.slice(-3, -1).map(({ fact }) => fact) },
        { says: `${taken} pris`, fact: said.fact },
      ],
      importance: 3,
      sources,
    }),
  ];
});

/** The amount prescribed and the amount taken, where one sentence tells both and they differ. */
function amounts({ fact }: DrugEvent): readonly [string, string] | undefined {
  const words = quoteWords(fact);
  const [, written] = WRITTEN.exec(words) ?? [];
  const [, taken] = TAKEN.exec(words) ?? [];
  return written === undefined || taken === undefined || written === taken ? undefined : [written, taken];
}

const hasAmount = ({ medication }: DrugEvent, amount: string): boolean =>
  new RegExp(String.raw`(?<![\d.,])${amount.replace(/[.,]/, '[.,]')}(?!\d|[.,]\d)`).test(doseOf(medication) ?? '');
