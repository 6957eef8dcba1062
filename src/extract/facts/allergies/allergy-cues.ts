import type { Range } from '../../text/analysis.js';

/** A drug or another substance that people react to. */
export interface Substance extends Range {
  readonly label: string;
  readonly drug: boolean;
}

export interface Stated {
  readonly substances: readonly Substance[];
  /** The words that state the reaction. */
  readonly cue: Range;
  readonly intolerance: boolean;
  /** "Pas d'allergie à". */
  readonly denied: boolean;
}

const CUE =
  /\b(?:allergi(?:e|es|que|ques)\b(?: (?:de contact|vraie|severe|immediate|retardee|connue|croisee|medicamenteuse|alimentaire|signalee|suspectee|confirmee|documentee|ancienne)s?)*|eczema (?:allergique )?de contact(?: allergique)?|hypersensibilites?|anaphylaxie|(?:produits?|medicaments?|agents?|allergenes?|substances?|molecules?) (?:en cause|responsables?|incrimine\w*|imputables?|causa(?:l|ux))|chocs? (?:anaphylacti\w+|allergique)|reactions? (?:allergique|immediate|anaphyla\w+|severe|cutanee)s?(?: (?:severe|immediate|grave)s?)?|toxidermie|intolerances?|intolerante?s?|mauvaise tolerance|ne (?:la |le |les )?(?:support|toler)\w* (?:pas|plus)|n'(?:a|avait) pas (?:support|toler)\w*)/g;
const SOFT_CUE = /intoleran|mauvaise tolerance|support|toler/;
/** What may stand between the cue and the first substance, and between substances of one list. */
const LEAD =
  /^\s*(?:(?:a|au|aux|de|du|des|d'|la|le|les|l'|sous|avec|par|vis-a-vis|envers|connue?|:|=|->|→|\+|suspectee|signalee|notable|important\w*|d'importance|type)\s*)*$/;
const NEXT =
  /^\s*(?:\([^)]*\))?\s*(?:,|;|et|ou|ni|\/|\+|-)?\s*(?:(?:a|au|aux|de|du|des|d'|la|le|les|l'|y compris|notamment|non plus)\s*)*$/;
/** "Céfazoline (carte), PAS la pénicilline", "aux AINS mais non à l'aspirine": what follows is told apart from what stands before. */
const BUT_NOT =
  /^\s*(?:\([^)]*\))?\s*(?:,|;|-|–|\/)?\s*(?:et |mais )?(?:pas|non|en aucun cas)\s*(?:(?:a|au|aux|de|du|des|d'|la|le|les|l'|allergique|allergie)\s*)*$/;
const BORNE_BADLY =
  /^\s*(?:\([^)]*\)\s*)?(?:,\s*)?(?:(?:est|etait|a ete|sont|ont ete|semble|reste) )?(?:tres |assez )?(?:mal (?:toler|support)\w*|non tolere\w*|pas (?:tolere|supporte)\w*)/;
const IN_BRACKETS =
  /^\s*\((?:[^)]*\b)?(?:allerg\w*|anaphyla\w+|choc|urticaire|quincke|angio-?o?edeme|rash|toxidermie|eruption|intoleran\w+|reaction)\b[^)]*\)/;
const DENIED =
  /\b(?:pas|(?<=n'(?:est|etait|etaient|sont) )plus|aucune?s?|absence|sans|ni|jamais|non|nie|∅)(?: (?:d'|de|une?|eu|presente|notion|vraie|connue?|argument|pour|antecedent|personnel|autre|vraie))*(?:\s|d'|de |l')*$/;
/** "Hypersensibilité à l'aspirine : NON". */
const ANSWERED_NO =
  /^\s*(?:\([^)]*\)\s*)?(?:[:=]|->|→)\s*(?:non|aucune?|neant|absente?|pas|0|ras|negati\w*|ecarte\w*|exclue?s?|refute\w*)\b/;
/** Too general to be what someone reacts to. */
const GENERIC = /^(?:antibiotiques?|antalgiques?|traitements?|medicaments?|anticoagulants?|perfusions?)$/;

const HOW_TAKEN =
  /^\s*(?:max\b|si (?:besoin|douleur|fievre|necessaire)|possible|autorise|permis|ok\b|reste |uniquement|jusqu'a|\d+(?:[.,]\d+)? ?(?:m?g|cp)\b)/;
const listFrom = (folded: string, from: number, limit: number, substances: readonly Substance[]): Substance[] => {
  const list: Substance[] = [];
  let at = from;
  for (const substance of substances) {
    if (substance.start < at) continue;
    if (substance.end > limit) break;
    const gap = folded.slice(at, substance.start);
    if (!(list.length === 0 ? LEAD : NEXT).test(gap)) break;
    // "…, le paracétamol doit être limité": the subject of another verb.
    if (
      list.length > 0 &&
      /^\s*(?:doi\w+|devra\w*|est|sont|sera\w*|a ete|peu(?:t|vent)|reste)\b(?! (?:contre|proscri|interdi|mal ))/.test(
        folded.slice(substance.end, limit),
      )
    )
      break;
    // "Pas d'AINS, paracétamol 1 g si douleur": what may be taken.
    if (list.length > 0 && HOW_TAKEN.test(folded.slice(substance.end, Math.min(limit, substance.end + 40)))) break;
    list.push(substance);
    at = substance.end;
  }
  return list;
};

/** "Allergique aux AINS mais pas à l'aspirine ni au paracétamol": the substances of which the contrary is said. */
const exceptedAfter = (folded: string, last: Range, limit: number, substances: readonly Substance[]): Substance[] => {
  const next = substances.find((item) => item.start >= last.end);
  if (next === undefined || next.end > limit || !BUT_NOT.test(folded.slice(last.end, next.start))) return [];
  return listFrom(folded, next.start, limit, substances);
};

/** Every statement of an allergy or an intolerance in a sentence, with the substances that its words govern and no others. */
export const statedIn = (folded: string, sentence: Range, substances: readonly Substance[]): Stated[] => {
  const inside = substances.filter(
    (item) => item.start >= sentence.start && item.end <= sentence.end && !GENERIC.test(folded.slice(item.start, item.end)),
  );
  const found: Stated[] = [];
  const said = folded.slice(sentence.start, sentence.end);
  for (const match of said.matchAll(CUE)) {
    const cue = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    const list = listFrom(folded, cue.end, sentence.end, inside);
    const before = folded.slice(Math.max(sentence.start, cue.start - 48), cue.start);
    const last = list.at(-1);
    if (last === undefined) continue;
    const intolerance = SOFT_CUE.test(match[0]);
    const denied = (DENIED.test(before) && !/^n/.test(match[0])) || ANSWERED_NO.test(folded.slice(last.end, sentence.end));
    found.push({ substances: list, cue, intolerance, denied });
    const excepted = exceptedAfter(folded, last, sentence.end, inside);
    if (excepted.length > 0) found.push({ substances: excepted, cue, intolerance, denied: !denied });
  }
  const taken = new Set(found.flatMap((item) => item.substances.map((substance) => substance.start)));
  for (const substance of inside) {
    if (taken.has(substance.start)) continue;
    const behind = folded.slice(substance.end, sentence.end);
    const badly = BORNE_BADLY.exec(behind);
    // "Clindamycine (allergie à la pénicilline)": another substance in the brackets is what the allergy is to.
    const inBrackets = badly === null ? IN_BRACKETS.exec(behind) : null;
    const bracket =
      inBrackets !== null && inside.some((other) => other.start >= substance.end && other.end <= substance.end + inBrackets[0].length)
        ? null
        : inBrackets;
    const cue = badly ?? bracket;
    if (cue !== null)
      found.push({
        substances: [substance],
        cue: { start: substance.end, end: substance.end + cue[0].length },
        intolerance: badly !== null,
        denied: false,
      });
  }
  return found;
};

const BAN_AHEAD =
  /\b(?:contre-?indications? (?:formelle |definitive |absolue |a vie )*(?:a|au|aux|a la|a l'|des|de|du|de la)\b|contre-?indique\w* ?:|interdits? ?:|proscri\w+ ?:|proscri(?:re|t|vons)\b|ne (?:pas|plus|jamais) (?:lui )?(?:re-?)?(?:donner|prescrire|represcrire|administrer|readministrer|reintroduire|reprendre|redonner)\b(?: ?:)?|a proscrire ?:|\bci (?:aux?|des?|a la|a l'|a)?(?= )|(?:(?<=[.;:(,] )|(?<=donc )|^)pas d[e'] ?(?=ains|macrolide|penicill|iode|aspirine|morphin|codeine|tramadol|o?estrogene|vaccin vivant|beta-?lac|quinolone))/g;
const BAN_BEHIND =
  /^\s*(?:\([^)]*\)\s*)?(?:(?:est|sont|restent?|etai(?:t|ent)|demeurent?|lui (?:est|sont)|lui) )?(?:donc |desormais |formellement |definitivement |strictement |toujours )*(?:contre-?indique\w*|proscrite?s?|interdite?s?|a proscrire|ne (?:doi\w+|devra\w*) (?:pas|plus) etre (?:re\w+|donne\w*))/;
/** "Pas de contre-indication à": nothing is banned. */
const NOT_BANNED =
  /\b(?:pas|plus|aucune?s?|absence|sans|ni|jamais|levee?|∅)(?: (?:d'|de|une?|la|les|des|il|eu|retrouve\w*|connue?|autre|vraie|formelle))*(?:\s|d'|de |la )*$/;

const CONDITIONAL = /\b(?:si|s'il|en cas de?|en cas d'|au cas ou)\b/;
const THRESHOLD = /\b(?:seuil|au-dessous d|en dessous d|au-dela d|pendant la grossesse|tant qu|sous peine|serait|seraient)/;

export interface Banned {
  readonly substances: readonly Substance[];
  readonly cue: Range;
  /** "Ne pas redonner", rather than a contraindication. */
  readonly again: boolean;
}

/** Substances that must not be given (again): only those that the ban's words govern, and no ban under a condition. */
export const bannedIn = (folded: string, sentence: Range, substances: readonly Substance[]): Banned[] => {
  const inside = substances.filter((item) => item.start >= sentence.start && item.end <= sentence.end);
  if (inside.length === 0) return [];
  const conditional = (range: Range): boolean =>
    CONDITIONAL.test(folded.slice(Math.max(sentence.start, range.start - 90), range.start)) ||
    THRESHOLD.test(folded.slice(Math.max(sentence.start, range.start - 60), Math.min(sentence.end, range.end + 40)));
  const found: Banned[] = [];
  for (const match of folded.slice(sentence.start, sentence.end).matchAll(BAN_AHEAD)) {
    const cue = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
    let list = listFrom(folded, cue.end, sentence.end, inside);
    // "Ne pas réadministrer, y compris biosimilaires (REMSIMA)": nothing governed, nothing banned here.
    if (list.length === 0) {
      const first = inside.find((item) => item.start >= cue.end);
      if (first !== undefined && first.start - cue.end < 30 && /^[a-z' ]*$/.test(folded.slice(cue.end, first.start)))
        list = listFrom(folded, first.start, sentence.end, inside);
    }
    const denied =
      /^contre-?indic/.test(match[0]) &&
      (NOT_BANNED.test(folded.slice(Math.max(sentence.start, cue.start - 48), cue.start)) ||
        ANSWERED_NO.test(folded.slice(list.at(-1)?.end ?? cue.end, sentence.end)));
    if (list.length > 0 && !denied && !conditional(cue)) found.push({ substances: list, cue, again: /^ne /.test(match[0]) });
  }
  const taken = new Set(found.flatMap((item) => item.substances.map((substance) => substance.start)));
  inside.forEach((substance, index) => {
    if (taken.has(substance.start)) return;
    const behind = BAN_BEHIND.exec(folded.slice(substance.end, sentence.end));
    if (behind === null) return;
    const cue = { start: substance.end, end: substance.end + behind[0].length };
    if (conditional(cue)) return;
    // The list that the verb is about: "l'azathioprine, l'infliximab et le métronidazole lui sont interdits".
    let from = index;
    while (from > 0 && NEXT.test(folded.slice(inside[from - 1]?.end ?? 0, inside[from]?.start ?? 0))) from -= 1;
    found.push({ substances: inside.slice(from, index + 1), cue, again: /redonn|reintro|repris|represcr/.test(behind[0]) });
  });
  return found;
};
