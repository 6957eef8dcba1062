import type { Range } from '../../text/analysis.js';
import vocabulary from '../../vocabulary/harms.json' with { type: 'json' };
import type { ConceptMatch } from '../clinical-vocabulary.js';
import type { Adverse } from './adverse-cues.js';
import type { Substance } from './substance.js';

const TEST =
  '(?:patch[- ]?tests?|tests? (?:cutanes?|epicutanes?|allergologiques?)|pricks?(?:[- ]tests?)?|idr|intradermo\\w*|ige(?: specifiques?)?|rast|tat|tab)';
const POSITIVE = '(?:\\+{1,4}|positi\\w+|\\d+ ?mm\\b)';
/** "Patch test nickel ++", "prick à l'arachide : 9 mm". */
const TEST_AHEAD = new RegExp(
  `\\b${TEST}(?: (?:est|sont|fortement|nettement|franchement|restee?s?|revenus?|${POSITIVE}))* ?(?:(?:a|au|aux|pour|de|du|contre|avec)(?: (?:la|le|les))?|(?:a |de |pour )l'|:|=)? ?$`,
);
const ANSWER = new RegExp(`^[^.;,]{0,20}?${POSITIVE}`);
/** "Arachide : prick 9 mm", "pistache jamais consommée, prick 5 mm". */
const TEST_BEHIND = new RegExp(
  `^(?: (?:jamais (?:consomm|mang|gout)\\w+|non (?:consomm|introdui)\\w+))?,? ?[:(,]? ?${TEST}[^.;,]{0,16}?${POSITIVE}`,
);
const BORNE =
  /^[^.;]{0,90}\b(?:negati\w+|bien toler\w+|toleree?s?|consomme\w* sans|mange\w* sans|sans (?:symptome|reaction|expression)|non pertinent\w*|sensibilisation (?:simple|isolee|sans)|tpo (?:reussi|negatif))/;
const ACCUSED = /^ ?(?:(?:est|sont|etait|fortement|tres|reste) )*(?:suspect\w+|incrimin\w+|mis(?:e|es)? en cause|soupconn\w+)/;
const IN_A_REACTION = /\b(?:anaphyla\w+|urticaire|quincke|angio-?o?edeme|choc|reaction|allergi\w+)\b/;
const DENIED = /\b(?:pas d[e']|aucune?|sans|ni|non) ?$/;

/** Substances to which a test is positive, and those that a reaction just told of is laid to. */
export const testedIn = (folded: string, sentence: Range, substances: readonly Substance[], before: string): Adverse[] =>
  substances.flatMap((substance): Adverse[] => {
    const ahead = folded.slice(sentence.start, substance.start);
    const behind = folded.slice(substance.end, sentence.end);
    if (DENIED.test(ahead)) return [];
    const lead = TEST_AHEAD.exec(ahead);
    const answered = lead !== null && (ANSWER.test(behind) || new RegExp(POSITIVE).test(lead[0]));
    if ((answered || TEST_BEHIND.test(behind)) && !BORNE.test(behind)) return [{ substance, sure: true, allergic: true }];
    if (ACCUSED.test(behind) && IN_A_REACTION.test(`${before} ${ahead}`.slice(-170))) return [{ substance, sure: false, allergic: true }];
    return [];
  });

const IMPLIED = vocabulary.implied.map((entry) => ({ ...entry, condition: new RegExp(`^(?:${entry.condition})`) }));
/** "TIH probable", "maladie de Widal": illnesses that name the drug which must not be given. */
export const impliedBy = (concepts: readonly ConceptMatch[]): Adverse[] =>
  concepts.flatMap((match) => {
    const entry = IMPLIED.find(({ condition }) => condition.test(match.concept.id));
    return entry === undefined
      ? []
      : [
          {
            substance: { start: match.start, end: match.end, label: entry.label, drug: false, atc: entry.atc },
            reaction: match,
            sure: true,
          },
        ];
  });
