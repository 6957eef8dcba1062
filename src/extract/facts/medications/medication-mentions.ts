import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import type { DrugMention } from './medication-lexicon.js';

/** A drug as a text names it once: "KARDEGIC 75 mg (acide acétylsalicylique)" is one. */
export interface NamedDrug extends DrugMention {
  /** Where the brand stands, where one is written. */
  readonly brand?: Range;
}

/** Joins a brand and its substance written side by side or in brackets; the first name keeps the place. */
export function mergeNames(mentions: readonly DrugMention[], folded: string): NamedDrug[] {
  const merged: NamedDrug[] = [];
  for (const mention of mentions) {
    const named: NamedDrug = mention.kind === 'brand' ? { ...mention, brand: { start: mention.start, end: mention.end } } : mention;
    const last = merged.at(-1);
    const gap = last === undefined ? '' : folded.slice(last.end, mention.start);
    if (
      last !== undefined &&
      last.kind !== 'class' &&
      mention.kind !== 'class' &&
      sameSubstance(last, mention) &&
      !(
        last.kind === 'brand' &&
        mention.kind === 'brand' &&
        last.substance === mention.substance &&
        !/^[\s]{1,2}$/.test(gap) &&
        !(/^\s?\($/.test(gap) && writesSubstance(folded.slice(mention.start, mention.end), mention.substance))
      ) &&
      (/^[^.;\n]{0,60}\(\s*(?:dci ?:? ?)?$/.test(gap) ||
        /^[^.;()]{0,70}\n?\s*\($/.test(gap) ||
        /^[\s/=:,-]{1,4}$/.test(gap) ||
        (/\([^()]*$/.test(gap) && gap.length < 60 && !/[.;\n]/.test(gap)))
    ) {
      // "Vit D : OROCAL D3": the label only announces the brand.
      if (
        mention.kind === 'brand' &&
        last.brand === undefined &&
        /^\s*:\s*$/.test(gap) &&
        last.substance !== mention.substance &&
        !isNarrower(mention, last)
      ) {
        merged[merged.length - 1] = { ...named, start: last.start };
        continue;
      }
      // "Uméclidinium/vilantérol/fluticasone (TRELEGY)": the other parts stand right before.
      while (isPartOf(merged.at(-2), mention) && /^[\s/+,-]{1,3}$/.test(folded.slice(merged.at(-2)?.end, merged.at(-1)?.start)))
        merged.pop();
      const start = merged.at(-1)?.start ?? last.start;
      merged[merged.length - 1] = {
        ...last,
        start,
        ...(last.kind === 'ambiguous' ? { kind: mention.kind } : {}),
        // "Fer : TARDYFERON": the brand says which.
        ...(mention.kind === 'brand' && isNarrower(mention, last) ? { substance: mention.substance, atc: mention.atc } : {}),
        ...(last.brand === undefined && named.brand !== undefined ? { brand: named.brand } : {}),
      };
      continue;
    }
    merged.push(named);
  }
  return merged;
}

/** "TECFIDERA (diméthyl fumarate)": the words of a substance in another order. */
const writesSubstance = (written: string, substance: string): boolean =>
  written.split(/[^a-z]+/).some((word) => word.length >= 6 && fold(substance).includes(word));

const isNarrower = (mention: DrugMention, last: DrugMention): boolean =>
  (mention.atc !== undefined && last.atc !== undefined && mention.atc.length > last.atc.length && mention.atc.startsWith(last.atc)) ||
  // "Uméclidinium/vilantérol/fluticasone (TRELEGY)": the brand says that it is the combination.
  (mention.kind === 'brand' && last.kind === 'substance' && isPartOf(last, mention)) ||
  // "DIU au lévonorgestrel (MIRENA)".
  mention.substance.startsWith(`${last.substance} (`);

/** A substance, or some, of a combination. */
function isPartOf(part: DrugMention | undefined, whole: DrugMention): boolean {
  const [few, all] = [part?.substance.split(' + ') ?? [], whole.substance.split(' + ')];
  return few.length > 0 && few.length < all.length && few.every((one) => all.includes(one));
}

function sameSubstance(a: DrugMention, b: DrugMention): boolean {
  if (a.substance === b.substance) return true;
  const parts = (mention: DrugMention): string[] => mention.substance.split(' + ');
  const [long, short] = parts(a).length >= parts(b).length ? [parts(a), parts(b)] : [parts(b), parts(a)];
  if (short.every((part) => long.some((other) => other === part || other.includes(part) || part.includes(other)))) return true;
  return a.atc !== undefined && (a.atc === b.atc || isNarrower(b, a)) && a.kind !== b.kind;
}

interface Neighbourhood {
  /** Folded text between the previous drug or the sentence's start and the name. */
  readonly before: string;
  readonly after: string;
  readonly line: string;
  /** Stands in a list of treatments or heads a line of a prescription. */
  readonly inList: boolean;
  readonly hasDose: boolean;
  /** A unit of intake stands behind it: "1 ampoule par semaine". */
  readonly hasIntake: boolean;
}

const ASSAY_BEFORE =
  /(?:dosages?|concentrations?[a-z ]*|taux|titres?|anticorps(?: anti-?)?|ac anti-?|anti-?|recherche|prick[a-z -]*|idr|intradermo[a-z ]*|tests?(?: cutanes?)?|serologie|recepteurs?|clairance|objectif|code|lot|ciment|sensible|resistante?s?|sensibilite|resistance|effort|culture)\s*(?:residuelles?\s*)?(?:a |au |aux |a la |a l'|d'|de |de la |de l'|du |l'|"|:)*\s*$/;
const RESULT_AFTER =
  /^,?\s*(?:concentration|dosage|taux|residuelle|\(dosage)|^\s*(?:[.…:]|\(|serique|plasmatique|libre|total[a-z]*|a |est |etait )*\s*[<>]?\s?[\d.,]+\s?(?:[munp]?mol|[mµunp]?g|ui|mui|u|meq)\/(?:l|ml|dl)\b/;
/** "AMITRIPTYLINE 40 mg/mL 5 gouttes": what the bottle holds, and how much of it is taken. */
const CONCENTRATION = /^ ?(?:[a-z]+ )?[\d.,]+ ?(?:m|µ)?g ?\/ ?ml\b[^.;]{0,20}?\d+ ?(?:gouttes?|gttes?|ml\b|mg\b|doses?|pulv|bouff)/;
/** A hormone whose name is also a brand's: "calcitonine 2 ng/L". */
const HORMONE_RESULT =
  /^(?:calcitonine|testosterone|progesterone|estradiol|insuline|cortisol|hydrocortisone|erythropoietine|glucagon|thyroxine)s?\s*(?:[:.]|a |est |etait )*\s*[<>]?\s?[\d.,]+\s?(?:[munpµ]?mol|[mµunp]g|mui|ui|u)\/l\b/;
/** Salts and nutrients that a laboratory also measures: "potassium 5,4" is a result, "potassium 600 mg" is taken. */
const MEASURED = /^(?:potassium|calcium|magnésium|sodium|phosphore|fer|zinc|lithium|albumine|glucose|vitamine [a-e]\d{0,2}|digoxine)$/;
const NUTRIENT =
  /^(?:potassium|calcium|magnésium|sodium|phosphore|fer|zinc|acide folique|colécalciférol|(?:cyano)?cobalamine|vitamine [a-e]\d{0,2})\b/;
const TO_CORRECT =
  /^(?:,? (?:et |puis )?(?:la |le )?(?:calcium|magnesium|potassium|phosphore|fer|zinc|folates?|b9|b12|d|vitamine [a-e]\d{0,2}))*,? (?:(?:est|sont) )?a (?:corriger|normaliser|doser|recontroler|controler)\b/;
const BARE_NUMBER =
  /^\s?(?:a |= ?|: ?|est a |revenue? a )?\d{1,3}(?:[.,]\d+)?(?![\d.,]|\s?(?:mg|g\b|µg|ui|ml|cp|compr|gel|sach|amp|goutte|x\b|fois|par |\/))/;
const ANTIBIOGRAM = /\b[rsi]\b\s*(?:[<>]?=?\s?\d|-\s|$)|\bcmi\b|antibiogramme/;
/** "Bio dans 6 semaines : TSH, calcium, albumine": what a laboratory is to measure. */
const TO_MEASURE =
  /(?:^|[^a-z])(?:bio|biologie|bilan|prises? de sang|pds|dosages?|controler?|labo|prelevements?|sang|analyses?|iono\w*|nfs|tsh)\b[^:]{0,40}:[^.]*$|\b(?:tsh|nfs|nfp|crp|creat\w*|iono\w*|albumine|ferritine|hba1c|phosphore|pth)[ ,+/-]{1,3}(?:[a-z0-9]{2,12}[ ,+/-]{1,3}){0,4}$/;
const TAKEN_BEFORE =
  /(?:supplement[a-z]*|comprimes?|injections?|perfusions?|ampoules?|prend|sous|reprise|traitement|cure|arret[a-z]*|par|traitee?|bolus|poche|apport[a-z]*|recharge)\s*(?:en |de |d'|du |par |la |l'|le )*$/;
const TAKEN_AFTER =
  /^\s*(?:gerda|iv|po|per os|im|sc|injectable|oral|[a-z ]{0,20}\d+(?:[.,]\d+)?\s?(?:mg|g|µg|ui|cp|amp|l\/min|unites?|ml)(?![a-z]|\/(?!j(?:our)?\b))|a vie\b|au long cours\b|mensuel|trimestriel|[:(,=→] ?(?:a (?:poursuivre|arreter|continuer)|stop|arret|poursuivi|inchange|idem|suspend|termine)|stop\b|(?:est |a ete )?(?:poursuivi|arrete|interromp|supplement|en cours|irreguli))/;

/** "Toco : 3 CU irrégulières" is a tocography; the vitamin has its strength behind it. */
const TOCO_TAKEN = /^ ?500\b/;

/** False where the word is an analyte, a bacterium's test, a receptor or a nutrient rather than a drug someone takes. */
export function isDrugUse(drug: NamedDrug, folded: string, near: Neighbourhood): boolean {
  // A brand may print its concentration: "HUMALOG 100 UI/mL".
  if (
    ASSAY_BEFORE.test(near.before) ||
    (drug.kind !== 'brand' && RESULT_AFTER.test(near.after) && !CONCENTRATION.test(near.after)) ||
    HORMONE_RESULT.test(folded.slice(drug.start, drug.end + 24))
  )
    return false;
  if (drug.kind !== 'brand' && MEASURED.test(drug.substance) && BARE_NUMBER.test(near.after)) return false;
  if (
    drug.kind !== 'brand' &&
    MEASURED.test(drug.substance) &&
    !near.hasDose &&
    TO_MEASURE.test(near.line.slice(0, near.line.indexOf(folded.slice(drug.start, drug.end))))
  )
    return false;
  // "Calcium et vitamine D à corriger avant": results, that are to become normal.
  if (drug.kind !== 'brand' && !near.hasDose && NUTRIENT.test(drug.substance) && TO_CORRECT.test(near.after)) return false;
  if (/^J0/.test(drug.atc ?? '') && ANTIBIOGRAM.test(near.line.slice(-60)) && /\b[rsi]\b/.test(near.line)) return false;
  if (
    /[a-z0-9]-?$/.test(folded.slice(Math.max(0, drug.start - 1), drug.start).trim()) &&
    !/[\s'(/-]$/.test(folded.slice(Math.max(0, drug.start - 1), drug.start))
  )
    return false;
  if (/^toco$/.test(folded.slice(drug.start, drug.end)) && !TOCO_TAKEN.test(near.after)) return false;
  // A misread word is a drug only where it is taken as one.
  if (drug.approximate === true && !near.hasDose && !near.inList) return false;
  if (drug.kind !== 'ambiguous') return true;
  return near.inList || near.hasIntake || TAKEN_BEFORE.test(near.before) || TAKEN_AFTER.test(near.after);
}
