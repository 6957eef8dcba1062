import type { DateMention } from '../../text/analysis.js';
import { unitAt } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import { numberAt } from './value-tokens.js';
import type { NumberToken } from './value-tokens.js';

/** A number of a sentence with what is glued to it, before it belongs to a name. */
export interface Candidate {
  readonly number: NumberToken;
  readonly unit: UnitMatch | undefined;
  readonly over: string | undefined;
  readonly end: number;
}

/** Words that may stand between a name and a number without unit. */
const FILLERS = new Set(
  'est etait a de reste revenu revenue revenus toujours stable remonte remontee encore ce jour du le la les mesure mesuree estime estimee calcule calculee environ autour actuel actuelle initial initiale moyen moyenne dans spontane maximale maximal max mini minimale hs corrige corrigee serique plasmatique jeun total totale au repos couche couchee assis assise debout descendu descendue retombe retombee stabilise stabilisee maintenu maintenue inchange inchangee dose dosee revient ressort atteint atteignait culmine culminait plafonne plafonnait chute chutait grimpe baisse baissee majore majoree montre montrait donne donnait affiche seulement quasi peu legerement nettement franchement discretement moderement tjs tjrs jeune recontrole recontrolee sanguin sanguine veineux veineuse arteriel arterielle capillaire plasma serum plus nadir pic en air ambiant aa redescendu redescendue monte montee passe passee eleve elevee bas basse haut haute normal normale effondre effondree abaisse abaissee augmente augmentee diminue diminuee limite correct correcte conserve conservee preserve preservee altere alteree visuelle visuel score classe classee cote cotee stade grade type ou soit simpson biplan aux aux deux bras tombe tombee ete tres encore declare declaree entree sortie l d h0 h1 h3 h6 h8 h12 h24 j1 j2 j3 j5 j7 evalue evaluee chiffre chiffree retrouve retrouvee sous pour un une et patient patiente monsieur madame retenu retenue reevalue reevaluee verifie verifiee relevee releve obtenu obtenue connu connue habituel habituelle recent recente recents derniere dernier labo laboratoire residuel residuelle basale'.split(
    ' ',
  ),
);
/** The number at `at`, with its unit or its maximum; a unit that would run past `limit` is the name that follows. */
export function candidateAt(text: string, folded: string, at: number, analyte: Analyte, limit = Infinity): Candidate | undefined {
  const number = numberAt(folded, at, analyte.kind === 'signed' || analyte.id === 'strain');
  if (number === undefined) return undefined;
  const blank = /^\s?/.exec(folded.slice(number.end, number.end + 1))?.[0].length ?? 0;
  const written = unitAt(text, folded, number.end + blank, analyte);
  // "Hb 10,6 PU/CU 21": the name that follows is no unit.
  const unit = written !== undefined && written.end > limit ? undefined : written;
  const over = analyte.kind === 'score' ? /^\s?\/\s?(\d{1,3})(?![\d/])/.exec(folded.slice(number.end, number.end + 6)) : null;
  if (unit === undefined && over === null && /[a-z°]/.test(folded[number.end] ?? '')) return undefined;
  return {
    number,
    unit,
    over: over === null ? undefined : `/${over[1] ?? ''}`,
    end: over === null ? (unit?.end ?? number.end) : number.end + over[0].length,
  };
}

/** True where nothing but small words, dates and brackets stand between a name and its number. */
export function isTight(gap: string, dates: readonly DateMention[], offset: number): boolean {
  let plain = gap;
  for (const date of dates)
    if (date.start >= offset && date.end <= offset + gap.length)
      plain = plain.slice(0, date.start - offset) + ' '.repeat(date.end - date.start) + plain.slice(date.end - offset);
  plain = plain
    .replace(/\d{1,2}\s?[h:]\s?\d{2}(?!\d)/g, ' ')
    .replace(/(?:de )?(?:plus|moins) de \d+(?:[.,]\d+)?/g, ' ')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\([^()]*$/, ' ');
  if (/;|\. |\n\s*\n|,(?!\s*(?:a|est|soit|calculee?|mesuree?|estimee?)\b)|\)/.test(plain)) return false;
  return (plain.match(/[a-z0-9]+/g) ?? []).every((word) => FILLERS.has(word));
}

/** "2,5" or "14" alone is never a date, whatever a reader of partial dates may think. */
export const plainNumberDate = (folded: string, date: DateMention): boolean => /^\d+(?:[.,]\d+)?$/.test(folded.slice(date.start, date.end));
