import { analyteById } from './value-lexicon.js';
import type { Analyte, AnalyteMention } from './value-lexicon.js';

const HEIGHT_AHEAD = /^\s*[:=]?\s*(\d{2,3}(?:[.,]\d)?)(?!\d|[.,]\d|\s?(?:°|mm))/;
const MILLIMETRES_AHEAD = /^\s*(?:[:=à]|\bde\b)?\s*\d{2,3}(?:[.,]\d)?\s?mm(?!\s?(?:hg|de))/;
const TALLEST = 215;
const SHORTEST = 45;

/**
 * One abbreviation, two measures: "T 37,4" is a temperature and "T 124,5" a height, "PA 128/76" a pressure and "PA 290 mm" the abdomen of
 * a foetus, as "PC 199 mm" is its head. What follows the name tells.
 */
export function meantBy(mention: AnalyteMention, text: string, folded: string): AnalyteMention {
  const ahead = folded.slice(mention.end, mention.end + 16);
  const other = otherMeaning(mention.analyte, text.slice(mention.start, mention.end), ahead);
  const analyte = other === undefined ? undefined : analyteById(other);
  return analyte === undefined ? mention : { ...mention, analyte };
}

function otherMeaning({ id }: Analyte, written: string, ahead: string): string | undefined {
  if (id === 'temperature' && written === 'T') {
    const number = Number((HEIGHT_AHEAD.exec(ahead)?.[1] ?? '').replace(',', '.'));
    return number >= SHORTEST && number <= TALLEST ? 'taille' : undefined;
  }
  if (!MILLIMETRES_AHEAD.test(ahead)) return undefined;
  return id === 'ta' ? 'pabdo' : id === 'pc' ? 'pcfoetal' : undefined;
}

/** "Déconseillé avant HbA1c < 6,5 %", "douze mois au moins et CD4 > 200": what has to be reached. */
const UNTIL =
  /\b(?:avant|jusqu'a|tant que|a partir d['e]|des|toute?s?|au moins et|au minimum et)\s?(?:une? |l'|la |le |les )?(?:taux (?:de |d'))?$/;
/** "Une TSH < 0,4 évoque un surdosage": a verb of the present makes a rule of a value of anybody's. */
const ANYBODYS = /\b(?:une?|toute?|des) (?:taux (?:de |d')|valeurs? (?:de |d'))?$/;
const RULING =
  /^\s*(?:[a-zµ%][a-z0-9µ/%²]{0,9}\s)?\s*(?:(?:doi(?:t|vent)|peu(?:t|vent)|fait|font|ne|n'(?!a ))\b|(?:evoque|impose|justifie|indique|suggere|signe|expose|autorise|permet|contre-?indique|necessite|conduit|definit|oriente|traduit|correspond|elimine|exclut|augmente|diminue|predit)(?:nt)?\b)/;

/** Whether a bound is that of a rule, and no result: what has to be reached first, or what such a value would mean. */
export const isBoundOfRule = (before: string, after: string): boolean =>
  UNTIL.test(before) || (ANYBODYS.test(before) && RULING.test(after));

/** Drugs whose level is told as "T0" or "taux" alone, by their names and brands. */
const LEVELS: readonly (readonly [string, RegExp])[] = [
  ['tacrolimusemie', /\b(?:tacrolimus|prograf|advagraf|envarsus|adoport|modigraf|conferoport|tacro)\b/g],
  ['level-ciclosporine', /\b(?:ciclosporine|neoral|sandimmun)\b/g],
  ['level-everolimus', /\b(?:everolimus|certican)\b/g],
  ['level-sirolimus', /\b(?:sirolimus|rapamune)\b/g],
  ['infliximabemie', /\b(?:infliximab|remicade|remsima|inflectra|flixabi)\b/g],
  ['adalimumabemie', /\b(?:adalimumab|humira|amgevita|imraldi|hulio|hyrimoz|idacio|yuflyma)\b/g],
  ['level-lamotrigine', /\b(?:lamotrigine|lamictal)\b/g],
  ['level-valproate', /\b(?:valproate|valproique|depakine|depakote|depamide|micropakine)\b/g],
  ['level-carbamazepine', /\b(?:carbamazepine|tegretol)\b/g],
  ['level-levetiracetam', /\b(?:levetiracetam|keppra)\b/g],
  ['level-phenytoine', /\b(?:phenytoine|di-hydan|dilantin)\b/g],
  ['level-clozapine', /\b(?:clozapine|leponex)\b/g],
  ['level-vancomycine', /\bvancomycine\b/g],
  ['lithiemie', /\b(?:lithium|teralithe)\b/g],
  ['digoxinemie', /\b(?:digoxine|hemigoxine)\b/g],
  ['level-hydroxychloroquine', /\b(?:hydroxychloroquine|plaquenil)\b/g],
];

/** The drug that "T0 5,6" is the level of: the one named last before it on the page, else the first behind. Undefined where none is. */
export function levelAt(folded: string, at: number): Analyte | undefined {
  let before: { readonly id: string; readonly at: number } | undefined;
  let behind: { readonly id: string; readonly at: number } | undefined;
  for (const [id, names] of LEVELS)
    for (const { index } of folded.matchAll(names)) {
      if (index < at && (before === undefined || index > before.at)) before = { id, at: index };
      if (index >= at && (behind === undefined || index < behind.at)) behind = { id, at: index };
    }
  const id = (before ?? behind)?.id;
  return id === undefined ? undefined : analyteById(id);
}

const DOSE_AHEAD =
  /^\s*(?:(?:mg|µg|mcg|ug|ui|g|meq|cp|cpr?s?|comprimes?|amp(?:oules?)?|gel(?:ules?)?|gouttes?|inj(?:ections?)?|sachets?|bouffees?|dose)\b|(?:im|iv|sc|po)\b|x\s?\d|\/ ?(?:j|jour|sem|mois|24)|par (?:jour|semaine|mois|an|trimestre)|(?:le |au )?(?:matin|midi|soir|coucher|lundi)|tous? les|toutes les|pendant|une? fois|\d fois|\d{1,2} ?- ?\d)/;

/** "Vitamine B12 1000 par mois", "UVEDOSE, vitamine D 100 000 tous les trois mois": behind a drug's name a bare number may be its dose. */
export function isGiven(analyte: Analyte, name: string, hasUnit: boolean, tail: string, treatment: boolean): boolean {
  return analyte.alsoGiven === true && !hasUnit && ((treatment && !MEASURED_NAME.test(name)) || DOSE_AHEAD.test(tail));
}

/** "Na", "kaliémie", "T0 de tacrolimus" name a result, never what is given. */
const MEASURED_NAME = /^.{1,3}$|emie|\bt0\b|taux|residuel|serique|dosage/;
