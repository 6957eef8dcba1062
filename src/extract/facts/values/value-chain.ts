import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention } from '../../text/analysis.js';
import { candidateAt, plainNumberDate } from './value-candidate.js';
import type { Candidate } from './value-candidate.js';
import { legendDate } from './value-legend.js';
import { unitFits } from './value-lexicon.js';
import type { Analyte } from './value-lexicon.js';
import { dateAhead, dateBeside, opensNext } from './value-prose-dates.js';

/** What a number of a stay is told with: "9,4 à l'entrée, 8,1 au plus bas le 17/11, 10,2 à la sortie". */
const STAGE = String.raw`(?:(?:a|des|avant) (?:l'|la |sa )(?:entree|admission|arrivee|sortie)|au plus (?:bas|haut)|au (?:maximum|minimum|nadir)|au (?:diagnostic|depart|debut|dernier (?:bilan|controle))|initialement|a l'origine|alors|a (?:la|sa) (?:premiere|derniere) (?:seance|consultation|visite|evaluation)|en (?:pre|post)[ -]?op\w*|a (?:\d{1,2}|un|deux|trois|six|douze) (?:mois|semaines?|ans?|jours?)|a [jmh] ?\d{1,3}|en (?:on|off)\b|(?:avant|apres|sous)(?: (?:le |la |l'|les |son |sa |tout(?:e)? )?[a-z-]{2,20}){0,2})`;
/** What was measured at another time than the document's, however told. */
export const AT_ANOTHER_TIME =
  /^\s*\(?(?:avant\b|alors\b|a (?:la|sa) premiere\b|au (?:diagnostic|depart|debut)\b|initialement|a l'origine|il y a \d|en pre[ -]?op)/;
export const NOW = /^\s*\(?(?:ce jour|aujourd'hui|actuellement|maintenant|a ce jour|ce (?:lun|mar|mercre|jeu|vendre|same)di)/;
/** Of the entry alone, which only the stay's day dates. */
export const AT_ENTRY = /^\s*(?:a|des|avant) (?:l'|la |sa )(?:entree|admission|arrivee)/;
/** "Créatinine max 312": of some day of the stay. */
export const EXTREME = /\b(?:max|maxi|maximale?|nadir|au pic|pic a|mini|au plus (?:bas|haut))\b/;
/** "Nadir de CD4 à 212": told ahead of the name. */
export const EXTREME_OF = /\b(?:nadir|pic|maximum|minimum) (?:de |des |d'|du |en )(?:la |l'|les )?$/;
/** "8 à H3", "17 en on". */
export const AT_HOUR = /^\s*(?:a h ?\d{1,2}\b|a \d{1,2} ?h(?:eures)?\b|en (?:on|off)\b)/;
/** Its day is that of the stay's entry or exit. */
export const AT_BOUND = /^\s*(?:a|des|avant) (?:l'|la |sa )(?:entree|admission|arrivee|sortie)/;
const AT_STAGE = new RegExp(String.raw`^\s*${STAGE}`);
const CHAIN_STAGE = new RegExp(String.raw`^\s*${STAGE}(?=\s*(?:[,;]|puis\b|et\b))`);
const CHAIN =
  /^\s*(?:(?:,|;|\(|-|–|puis|et|contre|apres|versus|vs|->|→|=>|➔|➜|pour|soit|(?:(?:ils?|elles?|et|qui) )?(?:n')?etai(?:en)?t(?: que)?|anterieurement|precedemment|auparavant|deja|anterieure?|anteriorite|ant\.?|precedente?|dernier controle|n-1)\s*(?::\s*)?|puis )*(?:(?:a|de|encore|remonte[e]?|passee?|elle|il|etait|est|revenue?|descendue?|tombee?|retombee?|chute|montee?|ensuite|avant|nadir|pic|maximum|minimum|plateau|stable|h ?\d{1,2}|environ|(?:re)?controlee?|(?:re)?dosee?|(?:re)?mesuree?|verifiee?|refaite?|reevaluee?|estimee?|cotee?|chiffree?|evaluee?|calculee?)\s+)*(?:a\s+)?$/;
/** "392 µmol/l ce matin (cible < 360), était à 540": what a bracket says of the target stands between two values. */
const TARGET = /^[^()\d]{0,24}\((?:n|norme|cible|objectif|vn|normale?)\b[^()]{0,24}\)/;

/** "71 % de la théorique (1,52 L en avril)". */
const OF_THE_NORM = /^ ?d(?:e |u |es )(?:la |l[ae]s? )?(?:valeur )?(?:theorique|theo|norme|predite?|attendue?)s?\b/;

const MAX_CHAIN = 8;

/** A further number of the same analyte. */
export interface Link {
  readonly candidate: Candidate;
  readonly date?: PartialDate;
  readonly end: number;
  /** "210 > 144 > 87": the sign is an arrow. */
  readonly falls?: true;
}

/** Further numbers of the same analyte: "(0,58 en juin 2025)", "puis à 74 µg/g le 17 mars 2026". */
export function chainOf(
  text: string,
  folded: string,
  analyte: Analyte,
  first: Candidate,
  end: number,
  dates: readonly DateMention[],
): Link[] {
  const links: Link[] = [];
  let from = first.end;
  const skipDate = (at: number): number => {
    const beside = dates.find(
      (date) =>
        date.start >= at &&
        date.start - at <= 26 &&
        /^[\s,(]*(?:en|le|au|du|a|des)?\s*\(?$/.test(folded.slice(at, date.start).replace(AT_STAGE, '')),
    );
    // "(sept. 2022 : 1 150)": the day of the number that follows.
    return beside === undefined ||
      /^\s*(?::|=)?\s*[<>]?\s?\d/.test(folded.slice(beside.end, beside.end + 5)) ||
      opensNext(folded, at, beside)
      ? at
      : beside.end;
  };
  from = skipDate(from);
  from += TARGET.exec(folded.slice(from, Math.min(end, from + 60)))?.[0].length ?? 0;
  while (links.length < MAX_CHAIN) {
    let found: Candidate | undefined;
    for (let at = from; at < end && at - from < 40; at += 1) {
      if (!/[\d<>]/.test(folded[at] ?? '') || /[a-z\d,.]/.test(folded[at - 1] ?? '')) continue;
      const inside = dates.find((date) => at >= date.start && at < date.end && date.kind !== 'age' && !plainNumberDate(folded, date));
      if (inside !== undefined && (/^\s*:/.test(folded.slice(inside.end, inside.end + 2)) || opensNext(folded, from, inside))) {
        at = inside.end;
        continue;
      }
      found = candidateAt(text, folded, at, analyte, end);
      break;
    }
    if (found === undefined || found.number.end > end) break;
    const falls =
      found.number.comparator === '>' && /^ $/.test(folded.slice(from, found.number.start)) && folded[found.number.start + 1] === ' ';
    if (falls) {
      const { end: last, number } = found.number;
      found = { ...found, number: { start: found.number.start + 2, end: last, number } };
    }
    const link = folded.slice(from, found.number.start);
    const legend = legendDate(folded, from, found.number, found.end, dates);
    const dated = legend !== undefined || dateAhead(folded, found.number.start, from, dates) !== undefined;
    if (!falls && !dated && !CHAIN.test(link.replace(OF_THE_NORM, ' ').replace(CHAIN_STAGE, ' ').replace(/\)/g, ' '))) break;
    if (
      dates.some(
        (date) => found !== undefined && date.start <= found.number.start && date.end >= found.number.end && !plainNumberDate(folded, date),
      )
    )
      break;
    if (found.unit !== undefined && !unitFits(analyte, found.unit.unit)) break;
    if (first.over !== undefined && found.over === undefined && found.unit === undefined && first.unit === undefined) break;
    const date = legend ?? dateAhead(folded, found.number.start, from, dates) ?? dateBeside(folded, found.end, end, dates);
    const after = skipDate(found.end);
    links.push({ candidate: found, ...(falls ? { falls } : {}), ...(date === undefined ? {} : { date }), end: after });
    from = after;
  }
  return links;
}
