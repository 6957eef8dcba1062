import type { Range } from '../../text/analysis.js';
import type { Substance } from './substance.js';
import type { ConceptMatch } from '../clinical-vocabulary.js';

export interface Adverse {
  readonly substance: Substance;
  readonly reaction?: ConceptMatch;
  /** The reaction in the record's own words, where brackets hold them. */
  readonly words?: Range;
  readonly sure: boolean;
  /** A test showed it. */
  readonly allergic?: true;
}

/** "Rituximab …: réaction à la première perfusion (bronchospasme, chute tensionnelle)": a reaction to the giving of the drug named before. */
const WHEN_GIVEN =
  /^[^.;]{0,60}?\breactions?(?: (?:immediate|retardee|allergique|severe|grave|generalisee|cutanee|locale|importante|anaphylactique))* (?:a|lors de|au cours de|pendant|des|apres|au decours de) (?:la |l'|sa |cette |son )?(?:(?:premiere|seconde|deuxieme|troisieme|1re|1ere|2e|3e) )?(?:perfusion|injection|prise|dose|administration|cure|seance|introduction)\b(?:\s*\(([^)]{4,110})\))?/;

/** Words that lead from a reaction to its drug. */
const UNDER =
  /^\s*(?:a \d{1,3}(?:[.,]\d{1,2})?(?: ?[a-zµ]+\/[a-z]+)? )?(?:\([^)]*\)\s*)?(?:(?:severe|importante?|repetee?s?|febriles?|generalisee?s?|seche|profuse|immediate|precoce|induite?s?|survenue?s?|apparue?s?) )*(?:sous|avec|a|au|aux|apres|par|due? (?:a|au|aux)|imputable|imputee?s?|secondaires? (?:a|au|aux)|liee?s? (?:a|au|aux)|s\/|post|rapportee?s? (?:a|au)|attribuee?s? (?:a|au|aux))\s*(?:a |la |le |l'|les |un |une )*$/;
/** "Éruption au 5e jour de", "bronchospasme 3 min après", "hépatite survenue 10 j après l'introduction de": a time leads from the drug to what followed. */
const SOON_AFTER =
  /^[^.;]{0,40}?(?:\b(?:au |des le |a )?(?:\d{1,2}(?:er|e|eme)?|premier|deuxieme|troisieme|quelques?|lendemain|decours) ?(?:jours?|j|h|heures?|min|minutes|semaines?|sem|prise)? (?:de |d'|du |apres |de la |suivant )|\b(?:apres|lors de|des|suite a|au cours de|pendant|a) )(?:(?:la |l'|une? |sa |son |le |cette )?(?:premiere |1re |1ere |seconde |2e |deuxieme )?(?:introduction|instauration|prise|injection|perfusion|administration|initiation|mise sous|reintroduction|debut|application|pose|dose|cure|traitement|ingestion)s? ?(?:de |d'|du |des |par |de la |de l')?)?(?:la |le |l'|les )?$/;
/** What nobody gives a drug for: beside it, the drug did it. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/tendin|rupture-du-tendon|rupture-tendin/, /floxacin|quinolone/],
  [/surdite|hypoacousie|ototox|acouphen/, /micine|mycine|amikacine|platine|aminoside/],
  [/osteonecrose-de-la-machoire|osteonecrose/, /dronat|dronique|denosumab|prolia|xgeva|bisphospho/],
  [/gynecomast/, /spironolact|aldactone|finasteride|cimetidine/],
  [/hyperthyro|hypothyro|thyroidite/, /amiodarone|cordarone|lithium|interferon|nivolumab|pembrolizumab/],
  [/neuropathie/, /platine|taxel|vincristine|bortezomib|amiodarone|metronidazole/],
  [/pneumopathie-interstitielle|fibrose-pulmonaire/, /amiodarone|methotrexate|nitrofurantoine|bleomycine/],
];
const isOfPair = (concept: string, drug: string): boolean => PAIRS.some(([harm, cause]) => harm.test(concept) && cause.test(drug));
/** Too low a sugar under what lowers it asks for less of it, and forbids nothing. */
const LOWERS_SUGAR = /insulin|glargine|lantus|novorapid|humalog|gliclazide|glimepiride|repaglinide|diamicron|levemir|tresiba|toujeo|apidra/;
const PLAIN_UNDER = /^\s*(?:sous|s\/)\s*(?:la |le |l'|les )?$/;
/** A drug stopped for a reaction: the verb, then what leads to the reaction. */
const STOPPED =
  /^[^.;]{0,70}?\b(?:arretee?s?|interrompue?s?|stoppee?s?|suspendue?s?|retiree?s?|abandonnee?s?)\b[^.;,(]{0,45}?(?:\b(?:pour|devant|en raison d[eu']|du fait d[eu']|a cause d[eu']|suite a|car|cause de)\b\s?|\(|: ?)/;
const CAUSED = /^[^.;]{0,40}\b(?:a|ont|avait|avaient)? ?(?:entrain\w+|provoqu\w+|declench\w+|induit|donne|cause|valu|occasionn\w+|fait)\b/;
const BLAMED_BEFORE =
  /\b(?:incrimin\w+|imputabilite|mise? en cause|attribue\w*|rapporte\w* a)(?: (?:a|au|aux|du|de|le|la|les))*(?: l'| d'| de l')?\s*$/;
const BLAMED_BEHIND =
  /^(?![^.;,]{0,30}\b(?:jamais|pas|non|nullement|ni|aucunement)\b)[^.;,]{0,30}\b(?:(?:est|semble|parait) (?:en cause|responsable|incrimin\w+)|(?:me )?parait en cause|en cause\b|responsable\b)/;
const RELIEVED =
  /\b(?:dispar\w+|regress\w+|amelior\w+|gueri\w*|control\w+|equilibr\w+|resol\w+|ced\w+|remission|stable|normalis\w+|traite\w*|bien tolere\w*|apyre\w+)\b/;
/** Conditions that are reasons to treat rather than harms of a treatment. */
const NO_HARM = /^(?:onco|trauma|gyneco|pediatrie)$/;
const HARM =
  /pancreatite|toux|diarrhee|neuropathie|hyponatremie|hypokaliemie|hyperkaliemie|angio|quincke|hepatite|cytolyse|agranulo|neutropenie|thrombopenie|rhabdo|myalg|confus|bradycardie|[e]deme|anaphyla|urticaire|toxiderm|eruption|prurit|eczema|constipation|nausee|vomiss|hemorragie|hypotension|syncope|malaise|somnolence|vertige|dystonie|syndrome-malin|insomnie|cauchemar|priapisme|gynecomast|hypoglyc|insuffisance-renale-aigue|qt|paresthes|cephal|fievre|fatigue|asthenie|crampe|photosensib|alopeci|acouphen|impuissance|mucite|aphte|gastralg|epigastralg|brulure|acne|ictere|hypertransamin/;

/** "Fièvre sous anti-TNF" tells in whom it came, not what brought it. */
const CIRCUMSTANCE = /^(?:fievre|fatigue|asthenie|sueurs|amaigrissement|dyspnee|chute|douleurs?|infection|aggravation|poussee|rechute)/;
/** Laboratory findings "under" a drug are told for their own sake. */
const LABORATORY = /cytolyse|gamma|ggt|transaminase|tsh|cholestase|macrocytose/;

/** "Aucun corticoïde n'a été donné malgré les sibilants": what was not taken harmed nobody. */
const NOT_TAKEN = /\b(?:aucune?|pas de|pas d'|sans|ni)\s*$/;

/** What thins the blood, as a class: bleeding under it tells how the blood was, and bans nothing. */
const THINNER =
  /^(?:avk|antivitamine|anti-?vitamine|anticoagul|aod|naco|antiagreg|anti-?agreg|antiplaq|heparin|hbpm|hnf|aap|bitherapie|double anti)/;
const BLEEDING = /hemorrag|saigne|rectorrag|hematome|hematuri|epistax|melena|hematemes|metrorrag|menorrag|hemoptys|gingivorrag|ecchymos/;
/** "Coloscopie pour rectorragies sous X": why one looked. */
const WHY_LOOKED = /\b(?:pour|devant|motif|indication)(?: ?:)? (?:des |une? |les? |la )?(?:[a-z]+ )?$/;

/** "Hépatite B sous entécavir": the illness that the drug is given for. */
const OWN_ILLNESS = /^hepatite-(?:[a-e]$|virale|delta|alcoolique|auto-immune)/;

const isHarm = (match: ConceptMatch): boolean =>
  match.concept.kind === 'condition' &&
  !OWN_ILLNESS.test(match.concept.id) &&
  match.concept.class !== 'head' &&
  !NO_HARM.test(match.concept.system) &&
  (match.concept.class === 'symptom' ||
    match.concept.system === 'dermatologie' ||
    match.concept.system === 'symptomes' ||
    HARM.test(match.concept.id));

/** What follows a drug within hours or days where the drug did it. */
const AT_ONCE =
  /anaphyla|choc|urticaire|eruption|exantheme|rash|toxiderm|prurit|eczema|edeme|quincke|angio|bronchospasme|collapsus|malaise|hepatite|cytolyse|vomiss|agranulo|thrombopenie|rhabdo|pancreatite|dystonie|convuls|flush|purpura|dress|lyell|erythem|insuffisance-renale-aigue/;
const hitsAtOnce = ({ concept }: ConceptMatch): boolean =>
  AT_ONCE.test(concept.id) && !OWN_ILLNESS.test(concept.id) && concept.kind === 'condition';

/**
 * Harms of drugs told without the word allergy: "toux sous ramipril", "amlodipine arrêtée pour œdèmes", "j'incrimine le
 * ramipril", "l'infliximab avait entraîné une réaction". The words must lead from one to the other.
 */
export const adverseIn = (folded: string, sentence: Range, drugs: readonly Substance[], concepts: readonly ConceptMatch[]): Adverse[] => {
  const harms = concepts.filter((match) => isHarm(match) || hitsAtOnce(match));
  return drugs.flatMap((substance): Adverse[] => {
    if (NOT_TAKEN.test(folded.slice(Math.max(sentence.start, substance.start - 14), substance.start))) return [];
    const behind = folded.slice(substance.end, sentence.end);
    const drug = folded.slice(substance.start, substance.end);
    const nearest = concepts.findLast((match) => match.concept.kind === 'condition' && match.end <= substance.start);
    if (
      nearest !== undefined &&
      PLAIN_UNDER.test(folded.slice(nearest.end, substance.start)) &&
      isOfPair(nearest.concept.id, `${drug} ${substance.label.toLowerCase()}`)
    )
      return [{ substance, reaction: nearest, sure: true }];
    const previous = harms.findLast((match) => match.end <= substance.start);
    if (previous !== undefined) {
      const gap = folded.slice(previous.end, substance.start);
      const soon = gap.length < 80 && SOON_AFTER.test(gap) && !RELIEVED.test(gap) && hitsAtOnce(previous);
      if (soon) return [{ substance, reaction: previous, sure: true }];
      // A dermocorticoid is given for the eczema that is under it.
      if (/^D07/.test(substance.atc ?? '') && /eczema|dermatite|dermite|psoriasis|lichen/.test(previous.concept.id)) return [];
      const dermal = previous.concept.system === 'dermatologie' || /anaphyla|quincke|angio/.test(previous.concept.id);
      if (
        gap.length < 46 &&
        !(/^hypoglyc/.test(previous.concept.id) && LOWERS_SUGAR.test(drug)) &&
        !/grasse|productive|purulent/.test(folded.slice(previous.start, substance.start)) &&
        !LABORATORY.test(previous.concept.id) &&
        !RELIEVED.test(gap) &&
        !(
          BLEEDING.test(previous.concept.id + folded.slice(previous.start, previous.end)) &&
          (THINNER.test(folded.slice(substance.start, substance.end)) ||
            WHY_LOOKED.test(folded.slice(Math.max(sentence.start, previous.start - 24), previous.start)))
        ) &&
        !(PLAIN_UNDER.test(gap) && CIRCUMSTANCE.test(previous.concept.id)) &&
        (PLAIN_UNDER.test(gap) || UNDER.test(gap)) &&
        (dermal ||
          /^\s*(?:\([^)]*\)\s*)?(?:[a-z]+ )?(?:sous|s\/|apres|a|au|aux|imput|due|lie|attrib|rapport|secondaire|induite?)/.test(gap))
      )
        return [{ substance, reaction: previous, sure: true }];
    }
    const given = WHEN_GIVEN.exec(behind);
    if (given !== null && !drugs.some((other) => other.start > substance.start && other.start < substance.end + given[0].length)) {
      const bracket = given[1];
      const reaction = harms.find((match) => match.start >= substance.end && match.end <= substance.end + given[0].length);
      const end = substance.end + given[0].length - 1;
      return [
        {
          substance,
          sure: true,
          ...(reaction === undefined ? {} : { reaction }),
          ...(bracket === undefined ? {} : { words: { start: end - bracket.length, end } }),
        },
      ];
    }
    const stopped = STOPPED.exec(behind);
    if (stopped !== null) {
      const from = substance.end + stopped[0].length;
      // "Lithium arrêté (diabète insipide), nycturie réduite": the bracket told why, and what stands behind it is another matter.
      const reaction = harms.find(
        (match) => match.start >= from && match.start - from < 34 && !/^[^(]*\)/.test(folded.slice(from, match.start)),
      );
      const nearer = drugs.some((other) => other.start > substance.start && other.start < from && other.label !== substance.label);
      if (reaction !== undefined && !nearer) return [{ substance, reaction, sure: true }];
    }
    const caused = CAUSED.exec(behind);
    if (caused !== null) {
      const from = substance.end + caused[0].length;
      const reaction = harms.find((match) => match.start >= from && match.start - from < 60);
      if (reaction !== undefined && !drugs.some((other) => other.start > substance.start && other.start < from))
        return [{ substance, reaction, sure: true }];
    }
    if (BLAMED_BEFORE.test(folded.slice(Math.max(sentence.start, substance.start - 44), substance.start)) || BLAMED_BEHIND.test(behind)) {
      const reaction = previous ?? harms[0];
      return [{ substance, sure: false, ...(reaction === undefined ? {} : { reaction }) }];
    }
    return [];
  });
};
