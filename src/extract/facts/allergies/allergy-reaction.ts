import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { findDrugs } from '../medications/medication-lexicon.js';
import { lowered, tidy } from '../phrase.js';

/** Brackets that say where it comes from rather than what happened. */
const NO_REACTION = /\b(?:dit|selon|cf|voir|depuis|carte|bracelet|reprise|intolerance|allergie|ras|non|idm|aco)\b/;

/** The reaction that a bracket or a colon behind a substance holds. */
export const bracketAfter = (text: string, folded: string, substance: Range, limit: number): string | undefined => {
  const bracket = /^\s*\(([^)]{3,90})\)/.exec(text.slice(substance.end, limit))?.[1];
  if (
    bracket !== undefined &&
    !/^\D{0,4}\d{4}$/.test(bracket) &&
    !NO_REACTION.test(fold(bracket)) &&
    findDrugs(fold(bracket)).length === 0 &&
    REACTION.test(fold(bracket))
  )
    return lowered(tidy(bracket));
  const colon = /^\s*(?::|=|->|→)\s*([^.;,\n]{3,60}?)(?= (?:selon|d'après|dit|cf)\b|[.;,\n]|$)/.exec(text.slice(substance.end, limit))?.[1];
  if (colon === undefined || /\b(?:pas|ne|eviter|avis)\b/.test(folded.slice(substance.end, substance.end + colon.length + 4)))
    return undefined;
  return NO_REACTION.test(fold(colon)) || !REACTION.test(fold(colon)) ? undefined : lowered(tidy(colon));
};

/** What a bracket or a colon must hold to be a reaction: a symptom, a lesion of the skin, an organ's harm; never why the drug was given or banned. */
export const REACTION =
  /allerg|anaphyla|choc|quincke|angio-?o?edem|edem|oedem|urticair|rash|eruption|toxiderm|prurit|eczema|exanthem|erythem|plaques?\b|boutons?\b|lyell|stevens|dress|bronchospasm|asthme|dyspn|laryng|gonfl|malaise|syncop|hypotension|agressivit|chute tension|vomiss|nause|diarrh|constip|douleur|crampe|epigastr|brulur|gastr|saignement|hemorrag|hematome|thrombopen|neutropen|agranul|anemi|cytoly|hepatit|pancreat|myalg|rhabdo|fatigue|asthen|cephal|vertig|somnol|confus|agitat|insomn|cauchem|hallucin|convuls|tremblement|paresthes|fourmill|neuropath|toux|bradycard|tachycard|palpit|arythm|torsade|qt|hyponatr|hypokal|hyperkal|insuffisance renale|acidose|hypoglyc|hyperglyc|prise de poids|chute|alopec|photosens|mauvaise tolerance|mal toler|reaction|intox|fievre|frisson|flush|bouffees|mucite|aphte|dystoni|dyskinesi|hemolyse|lupus|serique|ictere|rectorrag|purpura|vascularit|impuissance|dysfonction|troubles?\b|inefficac|surdit|acouphen|ototox|nephrotox|tendin|mal au ventre|mal de tete|drole|rouge|gratt/;

/** A harm as the record words it, to stand behind a dash: acronyms keep their capitals. */
export const inTheRecordsWords = (text: string): string => {
  const said = tidy(text);
  return /^\p{Lu}{2}/u.test(said) ? said : said.charAt(0).toLowerCase() + said.slice(1);
};

/** Reactions that are allergic by their nature. */
export const ALLERGIC = /quincke|anaphyla|angio-?o?edem|choc allerg/;

/** "Vomissements, c'est de l'intolérance": the writer says which it is. */
export const ONLY_BORNE =
  /^[^;]{0,70}?\b(?:c'est (?:de l'|une |plutot une )?(?:simple )?intolerance\b(?! a)|(?:et|donc) (?:non|pas) (?:une )?allergie)/;
/** What a drug does by its own action, where nothing allergic is told beside it. */
const SIDE_EFFECT =
  /\b(?:toux|vomiss\w*|nausees?|diarrhees?|constipation|crampes?|myalgies?|confusion|somnolence|vertiges?|bradycardie|hyperkaliemie|hypokaliemie|hyponatremie|fourmillements|neuropathie|cauchemars|hallucinations?|insomnies?|brulures|gastralgies|douleurs? (?:gastriques?|epigastriques?|abdominales?)|gynecomastie|bouche seche|prise de poids|retention|acouphenes|palpitations|tremblements|cephalees|(?:oedemes?|oedeme) des (?:membres|chevilles|mi\b|jambes))\b/;
const IMMUNE =
  /allerg|anaphyl|choc|quincke|angio|urticair|rash|erupt|toxiderm|prurit|eczema|exanthem|erythem|plaques?|boutons?|lyell|stevens|dress|bronchospasm|asthme|dyspn|laryng|gonfl|malaise|syncop|hypotension|edeme (?:du|de la|des) (?:visage|face|langue|levre|paupi)|rouge|gratt|flush|cutane/;
export const isSideEffect = (reaction: string): boolean => SIDE_EFFECT.test(fold(reaction)) && !IMMUNE.test(fold(reaction));
