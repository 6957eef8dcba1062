import type { PageAnalysis, Range } from './analysis.js';

const AN_ACT =
  /^(?:oper(?:er|ation)|chirurgie|intervention|exerese|resection|ablation|cesarienne|greffe|cure|laparotomie)|^[a-z]{4,}(?:ectomie|plastie|stomie|tomie)\b/;
const CUT =
  '(?:intervention|operation|chirurgie|exploration(?: chirurgicale)?|geste(?: chirurgical)?|acte(?: chirurgical)?|exerese|laparotomie|extraction)';
/** What only an operation that took place lets one tell: what was seen or done in it, how one went on after it. */
const TOLD = new RegExp(
  `\\bper[ -]?operatoire|\\bles suites (?:post[ -]?)?operatoires|\\b(?:l'|la |le |cette |cet )${CUT} (?:s'est|s'etait|etait faite?|(?:a|avait) (?:ete (?:realise|faite?|effectue|pratique|menee?)|permis|consiste|montre|mis|trouve|retrouve|objective|revele|dure))`,
);

/** "Il a été décidé d'opérer. En peropératoire, la vésicule était distendue": what was planned is told done further on in its section. */
export const toldDone = (analysis: PageAnalysis, sentence: number, entity: Range): boolean => {
  if (!AN_ACT.test(analysis.folded.slice(entity.start, entity.end))) return false;
  const section = analysis.sections[analysis.sentences[sentence]?.section ?? -1];
  const from = analysis.sentences[sentence]?.end ?? entity.end;
  return TOLD.test(analysis.folded.slice(from, section?.end ?? analysis.folded.length));
};
