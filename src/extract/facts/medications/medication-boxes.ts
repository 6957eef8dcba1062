import { BOX } from '../../text/wraps.js';

/** What becomes of a drug, as the answers of a form say it. */
const ANSWER = String.raw`(?:poursui|mainten|continu|conserv|inchang|arret|stopp|suspen|interromp|repris|reprendre|modifi|chang|introdui|debut|remplac|diminu|augment|relai|non pris)`;
const WORDS = String.raw`${ANSWER}[a-z]*(?: [a-z']+){0,3}`;
const EMPTY = String.raw`(?:\[ ?\]|☐)`;
const EMPTY_ANSWER = new RegExp(`${EMPTY} ?${WORDS}`, 'g');
const EMPTY_BEHIND = new RegExp(`${WORDS} ?${EMPTY}`, 'g');
/** "Poursuivi [X] arrêté [ ]": a row that ends with a box and begins with an answer. */
const BEHIND = new RegExp(String.raw`${WORDS} ?(?:\[ ?x? ?\]|[☐☒]).*(?:\[ ?x? ?\]|[☐☒])\s*$`);

/** "[X] poursuivi (ELIQUIS) [ ] arrêté": the answers that a form leaves empty say nothing of a drug, and are blanked; every offset stays. */
export function withoutEmptyAnswers(folded: string): string {
  if (!BOX.test(folded)) return folded;
  return folded.replace(/[^\n]+/g, (row) =>
    row.replace(BEHIND.test(row) ? EMPTY_BEHIND : EMPTY_ANSWER, (answer) => ' '.repeat(answer.length)),
  );
}
