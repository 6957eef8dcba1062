import type { Fact } from '../../domain/fact.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';

/** What is done to a body, and that one may refuse: an operation, something put in, a treatment that sustains or spares life. */
const ACT =
  /scopi|biops|chirurg|operation|intervention|ectomie|plastie|prothese|infiltration|ablation|cesarienne|stent|greffe|transplant|embolis|cardioversion|stimulat|\bstim\b|implant|dialys|chimiother|radiother|transfus|amput|pacemaker|defibrill/;

/** "A parlé d'ablation, il refuse", "stimulation médullaire proposée : refus": a decision of its day. */
export const refusesAnAct = ({ kind, origin, label, date, dateSource }: Fact): boolean =>
  kind === 'directive' && origin === 'rule:refusal' && date?.length === 10 && dateSource !== 'document' && ACT.test(fold(label));

/** Drugs given at intervals of weeks or months (ATC), of which one dose left out counts: on bone, on the immune system, on hormones, by depot. */
const AT_INTERVALS = /^(?:M05B|L01|L02AE|L02BX|L03|L04|B03AC|J06B|N05A)/;
const NOT_GIVEN = /\b(?:pas|non) (?:ete )?(?:faite?s?|realisee?s?|administree?s?|injectee?s?)\b|\b(?:annul|report|manqu)e(?:e|s|es)?\b/;

/** "Prolia prévu ce jour : pas fait": a dose that was due on a named day and was not given. */
export const isMissedDose = (fact: Fact): boolean =>
  fact.medication?.event === 'not-taken' &&
  AT_INTERVALS.test(fact.medication.atc ?? '') &&
  fact.date?.length === 10 &&
  fact.dateSource === 'text' &&
  NOT_GIVEN.test(quoteWords(fact));
