import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween } from '../../dates.js';
import { groupBy } from '../../text.js';
import { once, passagesOf, passagesSideBySide, saying, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';

const PRELIMINARY = /\b(?:preliminaire|provisoire|extemporanee?|en attente (?:de|des) (?:relecture|immuno\w+))\b/;
const FINAL = /\b(?:definiti(?:f|ve)|complementaire|correctif|apres relecture|annule et remplace|addendum|rectificatif)\b/;
const CONCLUDES =
  /\b(?:conclusion|diagnostic|lesions?|rejet|absence|pas de|carcinome|adenocarcinome|tumeur|dysplasie|inflammat\w+|grade|malin|benin|compatible)\b/;
const REPORT_LINES = 12;

const isPreliminary = once(PRELIMINARY);

/** A report that was given first as preliminary, then as final, in one paper or two: both conclusions. */
export function preliminaryAndFinal({ passages, sources }: VigilanceInput): readonly Vigilance[] {
  return [...groupBy(saying(passages, isPreliminary), (one) => one.documentId)].flatMap(
    ([documentId, preliminary]): readonly Vigilance[] => {
      const own = passagesOf(passages, documentId);
      if (
        sources.nature(documentId) !== 'pathology' &&
        !own.slice(0, REPORT_LINES).some((one) => /anatom|histolog|cytolog|biopsie|anapath/.test(one.words))
      )
        return [];
      const first = own.indexOf(preliminary[0] as Written);
      const last = own.findLastIndex((one) => FINAL.test(one.words));
      if (last <= first) return [];
      const early = own.slice(first, last).filter((one) => CONCLUDES.test(one.words) && !FINAL.test(one.words));
      const late = own.slice(last).filter((one) => CONCLUDES.test(one.words));
      const [before, after] = [early.at(-1), late[0]];
      if (before === undefined || after === undefined) return [];
      return [
        passagesSideBySide({
          rule: 'vigilance:preliminary-and-final',
          subject: 'Compte rendu préliminaire puis définitif',
          sides: [
            { says: 'préliminaire', passage: before, also: early.slice(-3, -1) },
            { says: 'définitif', passage: after, also: late.slice(1, 4) },
          ],
          importance: 2,
        }),
      ];
    },
  );
}

const KIDNEY = /\b(?:renale?s?|rein|mrc|irc|dfg|nephro\w*)\b/;
const STAGE = /\bstade (3 ?[ab]|[1-5]|iii ?[ab]|iv|v)\b/;

const bearsStage = once(STAGE);

/** Chronic kidney disease told at two stages: the older and the latest. */
export function kidneyStages({ passages, reference }: VigilanceInput): readonly Vigilance[] {
  const staged = saying(passages, bearsStage).flatMap((passage) => {
    const stage = STAGE.exec(passage.words)?.[1]?.replace(/ /g, '').replace(/^iii/, '3').replace(/^iv$/, '4').replace(/^v$/, '5');
    return stage === undefined || !KIDNEY.test(passage.words) || /\b(?:mere|pere|frere|soeur|mari|epouse|escarre)\b/.test(passage.words)
      ? []
      : [{ passage, stage }];
  });
  const last = staged.at(-1);
  const before = staged.findLast(
    (one) => last !== undefined && one.stage !== last.stage && one.passage.documentId !== last.passage.documentId,
  );
  if (last === undefined || before === undefined || daysBetween(last.passage.date ?? reference, reference) > 1500) return [];
  return [
    passagesSideBySide({
      rule: 'vigilance:stage-moved',
      kind: 'safety',
      subject: 'Maladie rénale chronique',
      sides: [
        { says: `stade ${before.stage}`, passage: before.passage },
        { says: `stade ${last.stage}`, passage: last.passage },
      ],
      importance: 2,
    }),
  ];
}
