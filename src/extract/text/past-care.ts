import { reachForward } from './boundaries.js';
import type { Scope } from './scope.js';
import type { Token } from './tokens.js';

const CARED = /^(?:opere|traite|hospitalise|irradie|soigne|ampute|greffe|transplante)e?s?$/;
/** "Il y a cinq ans", "en 1997", "en mars 2012": months and years; days and weeks are of the present story. */
const AGO = /^il y (?:' )?a (?:environ |plus de )?[a-z0-9-]+(?: [a-z]+)? (?:an|ans|annees|mois)$|^en (?:[a-z]+ )?(?:19|20)\d{2}$/;
const LINK = /^(?:pour|de|d'|du)$/;
const LONGEST_TIME = 9;
const NONE: ReadonlySet<number> = new Set();

/** "Opérée il y a cinq ans pour un tératome", "traité en 1997 d'une tuberculose": the care and what it was for are of the past. */
export const pastCare = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap(({ text }, at): readonly Scope[] => {
    if (!CARED.test(text)) return [];
    for (let link = at + 2; link <= Math.min(at + LONGEST_TIME, tokens.length - 1); link += 1) {
      if (!LINK.test(tokens[link]?.text ?? '')) continue;
      if (
        !AGO.test(
          tokens
            .slice(at + 1, link)
            .map((token) => token.text)
            .join(' '),
        )
      )
        continue;
      const to = reachForward(tokens, link + 1, { cueStarts: NONE, indefinites: true, nominal: true, effects: true });
      const verb = tokens[at];
      const time = { start: tokens[at + 1]?.start ?? 0, end: tokens[link - 1]?.end ?? 0 };
      return verb === undefined
        ? []
        : [
            {
              qualifier: 'historical',
              rule: 'history',
              cue: time,
              side: 'around',
              start: verb.start,
              end: tokens[to - 1]?.end ?? time.end,
            },
          ];
    }
    return [];
  });
