import type { Fact } from '../../../domain/fact.js';
import { perFact } from '../../per-fact.js';
import { quoteWords } from '../../quote.js';
import { fold } from '../../text.js';
import { isNoStop } from '../../treatments/event-words.js';

/** Told to the patient as a rule: "Ne jamais prendre d'anti-inflammatoire". */
export const isBan = (fact: Fact): boolean =>
  fact.kind === 'medication' && fact.medication?.event === 'contraindicated' && !fact.qualifiers.family && !fact.qualifiers.otherPerson;
/** "Jamais de corticothérapie orale, jamais hospitalisée" tells what was; "pas de corticoïdes supplémentaires" bars only more of it. */
const TELLS_NO_BAN =
  /(?<!(?:plus|ne|a) )\bjamais (?:eu |recu |pris )?(?:de |d )[^.;]{0,60}\bjamais\b(?! (?:plus|donner|prescrire))|\bpas d(?:e)? [^.;]{0,30}\bsupplementaires?\b|\b(?:n est|ne sont|n etait|non|pas) (?:pas |plus )?(?:formellement )?contre indique/;
/** A class denied as a whole is a ban: "Pas d'AINS", "Jamais d'œstrogène", "Plus aucun anti-inflammatoire". */
const isClassBan = (fact: Fact): boolean =>
  fact.concept?.startsWith('class:') === true &&
  ['not-taken', 'contraindicated', 'stopped'].includes(fact.medication?.event ?? '') &&
  new RegExp(
    `\\b(?:pas|jamais|plus aucune?|aucune?|ni|eviter|interdi\\w*|contre indiqu\\w*|proscri\\w*)\\b[^.;]{0,40}\\b(?:anti inflammatoires?|ains|o?estrogenes?|macrolides?|benzodiazepines?|neuroleptiques?|morphiniques?|opioides?|quinolones?|betabloquants?|corticoides?|anticoagulants?|sulfamides?|hypnotiques?|somniferes?|anticholinergiques?|triptans?|diuretiques?|antihistaminiques?)\\b`,
  ).test(quoteWords(fact)) &&
  !/\b(?:pas|aucune?) (?:de )?(?:traitement|prise|depuis)\b/.test(quoteWords(fact));

/** Classes that a paper often says the patient does not take ("Pas d'anticoagulant", "Aucun corticoïde donné"): that bars nothing. */
const OFTEN_STATED =
  /\b(?:anticoagulants?|antiagregants?|antiplaquettaires?|(?:anti)?corticoides?|corticotherapie|antihistaminiques?|neuroleptiques?|antipsychotiques?|morphiniques?|opioides?|benzodiazepines?|hypnotiques?|somniferes?|diuretiques?)\b/;
/** A rule for the future. Of 122 warnings judged by hands (eval/corpus/vigilance), 26 stood on such a class without one of these: none was right. */
const AS_A_RULE =
  /\bcontre indi[cq]|\bci (?:aux?|des?|formelle|absolue)\b|\bevi(?:t(?:er|ez)|ction)\b|\binterdi|\bproscri|\bdeconseill|\bbanni|\bexclure\b|\bjamais (?:d|de|aucune?|lui|donner|prescrire|administrer)\b|\bplus (?:d|de|aucune?|jamais)\b(?![^.;]*\bdepuis\b)|\bne (?:pas|plus|jamais|surtout pas) (?:\w+ )?\w+(?:er|re)\b|\ballerg/;
const tellsAState = (fact: Fact): boolean =>
  fact.concept?.startsWith('class:') === true && OFTEN_STATED.test(quoteWords(fact)) && !AS_A_RULE.test(quoteWords(fact));

/** Written as what is not to be given. */
export const isContraindication = perFact(
  (fact) =>
    !isNoStop(fact) &&
    !tellsAState(fact) &&
    !TELLS_NO_BAN.test(quoteWords(fact)) &&
    (fact.medication?.event === 'contraindicated' ||
      isClassBan(fact) ||
      (fact.kind !== 'medication' &&
        /contre[- ]indiqu|contre[- ]indication|proscri|a eviter|ne (?:plus|pas) (?:lui )?(?:en )?(?:donner|prescrire|represcrire|delivrer)/.test(
          fold(fact.label),
        ))) &&
    (!fact.qualifiers.negated || isBan(fact) || isClassBan(fact)),
);
