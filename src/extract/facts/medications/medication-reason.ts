import type { Range } from '../../text/analysis.js';
import { REASON_HEAD } from './medication-reason-words.js';

/** Where the words of a stop, or of a change, stand around the drug's name. Offsets in the folded page. */
export interface DecidedAt {
  readonly sentence: Range;
  readonly name: Range;
  /** The words that decide; undefined where none of the sentence does. */
  readonly cue: Range | undefined;
  /** End of what belongs to the drug: the next one's name, or the end of its lines. */
  readonly scopeEnd: number;
  /** Told as past, with no word of a stop: what "pour" leads to is what it was taken for. */
  readonly told?: boolean;
}

const ARTICLE = String.raw`(?:de la |de l'|de |d'|du |des |une? |la |l'|le |les |sa |son |ses )?`;
/** A reason's words: as far as its clause may go; `whole` cuts them. */
const WORDS = String.raw`[a-z«"<>][^.;:()\n|]{2,140}`;
/** Where what is done next begins. */
const DONE_NEXT =
  /,? (?:et |puis )?(?:je |on |nous |j'|relais|remplac|relay|introduction d|mise sous|passage a|reprise|reprendre|ne pas |ne plus |ne doi|a ne |switch|arret|stop)|, (?:(?:avec|sans|pas|et non|non) |puis |elle |il |la |le |les |l'|que |qui |a )/;
/** What leads to a reason behind the words of a stop. "Pour" and "sur" lead to many other things. */
const SAID_WHY = String.raw`(?:devant |en raison ${ARTICLE}|a cause ${ARTICLE}|pour cause ${ARTICLE}|du fait (?:de |d'|du |des |qu[e'] ?)|(?:a la )?suite (?:a |aux? |d[eu'] ?|des )|compte tenu (?:de |d'|du |des )|au vu (?:de |d'|du |des )|vu (?=[a-z])|car |parce qu[e'] ?|puisqu[e'] ?|faute (?:de |d')|par manque (?:de |d')|par crainte (?:de |d'|du |des )|par peur (?:de |d'|du |des )|en vue (?:de |d'|du |des )|(?:motif|raison|cause)s?\s?: ?|dans un contexte (?:de |d')|liee?s? (?:a |aux? )|due?s? (?:a |aux? )|secondaires? (?:a |aux? )|responsables? (?:de |d'|des? ))`;
const FOR = String.raw`(?:pour (?!\d|le moment|l'instant|la nuit|un mois|une? (?:duree|mois|semaine|jour|nuit|journee)|\d+ mois|relai|remplac|debuter|introduire|passer|eviter (?:la|le|les) (?:oubli|reprise)|mettre|reprendre|la suite|ce jour|l'operation|tout)|sur (?=${ARTICLE}${REASON_HEAD})|apres (?=${ARTICLE}${REASON_HEAD}))`;
const CAUSE = new RegExp(String.raw`\b(?:${SAID_WHY}|${FOR})(${WORDS})`, 'g');
const STATED_CAUSE = new RegExp(String.raw`\b${SAID_WHY}(${WORDS})`, 'g');
/** "Inefficace, arrêté en mars": said of the drug itself. */
const SAID_OF_IT =
  /(?<![a-z])((?:mal (?:toler|support)|(?:non|peu|in)[ -]?(?:toler|efficace)|inefficac|insuffisa|sans (?:effet|efficacite|benefice|succes))[a-z]*(?: [a-z'-]+){0,4}?)(?=[,.;:()|]|$)/g;
const BRACKET = /\(([^()]{4,130})\)/g;
/** "Arrêté en 2018 : bradycardie", "arrêté, alerte méningiome", "stop → toux": a mark, then what heads a reason. */
const MARKED = new RegExp(
  String.raw`(?:[:,=–→(]|->|=>| - |\bet )\s?((?:${ARTICLE}(?:[a-z][a-z-]* ){0,1})?${REASON_HEAD}[^.;:()|→\n]{0,90}?)(?=\.|;|:|\(|\)|\||→|\n\s*(?:[-*•\d|]|\n)|$|->|=>|, (?:arret|stopp|interromp|suspend|remplac|relais|relay|abandon|puis |a ne |ne |sans suite|cess|donc)|,? (?:et |puis )?(?:je |on |nous |donc |remplac|relay|relais)\b)`,
  'g',
);
/** The same where nothing but a date or a dose stands between: what is told of a past drug may speak of another matter. */
const MARKED_AT_ONCE = new RegExp(String.raw`^[^a-z:,]{0,30}[:,] ?((?:${ARTICLE})${REASON_HEAD}[^.;:()|→\n]{0,90})`, 'g');
/** What heads its clause, right before the drug: "toux sous ramipril", "maculopathie Plaquenil → STOP", "virage sous venlafaxine". */
const LED_BY = new RegExp(
  String.raw`(?:^|[.;:,(|→-]\s?|\n)\s?((?:${ARTICLE}(?:[a-z][a-z-]* ){0,2})?${REASON_HEAD}[^.;:,()|→>\n]{0,60}?) ?(?:,? (?:sous|avec|apres|due?s? (?:a|au|aux)|liee?s? (?:a|au|aux)|imputee?s? (?:a|au|aux)|imputables? (?:a|au|aux)|secondaires? (?:a|au|aux)|induite?s? par|s\/|a|au|aux|(?:au|des le) \d+e? ?(?:e|eme)? (?:jour|mois)(?: d[eu'])?)(?: traitement par)? ?(?:a |la |le |l'|les |un |une |du )*|\s)$`,
);
/** "Devenue inutile : on arrête X", "toux sèche → stop X", "devant une toux, j'arrête X". */
const AHEAD = new RegExp(
  String.raw`(?:^|[.;(|]\s?|\n|^[^:]{0,30}: )\s?((?:${ARTICLE}(?:[a-z][a-z-]* ){0,2})?${REASON_HEAD}[^.;:()|→\n]{0,80}?) ?(?:[:,→-]|->|=>|,? (?:ce qui (?:nous |m'|l')?(?:a |avait )?|ayant |(?:qui )?(?:a|ont|avait) )(?:conduit|amene|fait|impose|motive|justifie|entraine|oblige)|,? (?:motiv|impos|justifi|entrain|conduis|oblige|necessit|amen)ant|,? d'ou)\s?(?:donc |on |je |j'|nous |ce jour |a |l'|un |ai |avons |faire )*$`,
);
const AHEAD_CAUSE = new RegExp(
  String.raw`\b(?:devant |en raison ${ARTICLE}|a cause ${ARTICLE}|du fait (?:de |d'|du |des )|suite (?:a |aux? )|compte tenu (?:de |d'|du |des )|au vu (?:de |d'|du |des )|vu )([a-z][^.;:()\n]{2,90}?)(?:,| :)[^.;:,]{0,40}$`,
);
/** What stands in brackets behind a drug is more often its brand, its dose or a date. */
const NO_REASON =
  /^(?:\d|elimin\w+ (?:sur|en|lente|prolong|pendant)|demi-vie|effet (?:prolonge|remanent|retard)|(?:reste|agit|persiste) |(?:et|ou|a|au|aux|y compris|comme|sauf|type|dont|bonne?|figur\w*|deja) |(?:debut |fin )?(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b|(?:a |ont )?remplac|debut|introdui|instaur|essaye|mise? |arrete|stoppe|refuse|ce jour|l'instant|le moment|en |voir |cf|le dernier|la derniere|dernier|derniere|depuis|arrete|ne plus|prescri|par |repris|relais|avis|la bonne|recommandation|hausse |augment|dimin|dr |pr |docteur|chu|ch |moi|vous|toi|lui|elle|il |(?:votre|notre|son|sa|leur|ses|mon|ma) (?!choix|souhait|age|desir|projet|refus|demande)|conseil|proposition|prescription|ordonnance|demande d[ue']|accord|cycle|[a-z]+ (?:19|20)\d\d$)|\d+ ?(?:mg|g|µg|ui|u|ml|cp|gel|x)\b(?!\/)|\bdepuis\b|\brapporter\b|\bpar jour\b|^(?:une?|deux|trois) (?:comprimes?|gelules?|sachets?|gouttes?|ampoules?)\b|\bdci\b|\bprevenue?s?\b|\ba (?:discuter|voir|revoir|prevoir|verifier)\b/;
const HEADED = new RegExp(String.raw`^${ARTICLE}(?:[a-z][a-z-]* ){0,2}${REASON_HEAD}`);
const DURATION =
  /^(?:(?:plusieurs|quelques|quelque|les|ces|cette|la|un|une|deux|trois|quatre|cinq|six|sept|huit|dix|douze) )+(?:heures?|jours?|semaines?|mois|ans?|annees?|temps|fois|periode)\b/;

/**
 * Why a drug was stopped or changed, as its sentence writes it; undefined where it writes nothing of the kind. Behind the deciding words first
 * ("arrêté pour toux", "(toux)", "arrêté en 2018 : toux"), then between the name and them ("RAMIPRIL : toux, arrêté"), then ahead of both
 * ("toux sous ramipril", "devant une toux, j'arrête …"). What "pour" leads to between a name and its stop is what the drug was taken for.
 * Linear in the sentence, which is cut at 360 characters behind the name.
 */
export function readReason(folded: string, { sentence, name, cue, scopeEnd, told = false }: DecidedAt): Range | undefined {
  const flat = (from: number, to: number): string =>
    folded.slice(from, Math.max(from, to)).replace(/\n(?!\s*(?:[-*•|]|\d{1,2}[.)/]\s?[a-z\d]|\n|[a-z]{4,}(?: [a-z]+){0,2} ?:))/g, ' ');
  const end = Math.min(Math.max(sentence.end, scopeEnd), name.end + 360);
  // "Arrêté en 2018 :" goes on in the next line.
  const limit = folded.charAt(end - 1) === ':' ? end + 90 : end;
  const verb = cue === undefined || cue.end <= name.end ? null : STOP_VERB.exec(folded.slice(name.end, cue.end));
  const decided = verb !== null ? name.end + verb.index + verb[0].length : Math.max(name.end, cue?.end ?? 0);
  const clause = clauseOf(flat(decided, limit));
  // Behind another drug's name, only what says why one gave way to the other.
  const own = withBracket(clause, Math.max(0, scopeEnd - decided));
  const switched =
    own.length === clause.length || SWITCHED.test(folded.slice(Math.max(sentence.start, name.start - 30), Math.max(decided, scopeEnd)));
  const lead = Math.max(sentence.start, name.start - 160);
  const ahead = flat(lead, name.start);
  // "Hyponatrémie à 124 : arrêt du X, sodium 136 ensuite": what stands ahead of the colon comes before what follows a comma.
  const headed = !told && cue !== undefined && cue.start < name.start && aheadOf(ahead, lead, cue, name, true) !== undefined;
  return (
    firstIn(own, decided, told ? [STATED_CAUSE, BRACKET, MARKED_AT_ONCE] : headed ? [CAUSE, BRACKET] : [CAUSE, BRACKET, MARKED]) ??
    (switched && !told ? firstIn(clause, decided, [CAUSE]) : undefined) ??
    nearest(LED_BY, ahead, lead) ??
    (decided > name.end ? firstIn(flat(name.end, decided), name.end, [STATED_CAUSE, BRACKET, MARKED, SAID_OF_IT]) : undefined) ??
    (told ? undefined : aheadOf(ahead, lead, cue, name))
  );
}

/** Up to an offset, or to the end of the bracket that it cuts: "arrêté (composante thiazidique)". */
function withBracket(clause: string, at: number): string {
  const open = clause.lastIndexOf('(', at);
  const close = clause.indexOf(')', at);
  return clause.slice(0, open >= 0 && close >= 0 && !clause.slice(open, at).includes(')') ? close + 1 : at);
}

/** The words of a stop, whatever their ending. */
export const STOP_VERB = /\b(?:arret|stop|interromp|suspen|cess|retir|abandon|supprim)[a-z]*/;
/** One drug gives way to another. */
export const SWITCHED = /\b(?:remplac|relai|relay|substitu|profit|switch|cede|permut|troqu|passage)|→|->|=>/;

/** Up to where another matter begins: a semicolon, a full stop that a word follows, the end of a bracket that holds the drug. */
function clauseOf(behind: string): string {
  const stop = behind.search(/;|\.\s+["«(]?[a-z]{2}|\|/);
  const text = stop < 0 ? behind : behind.slice(0, stop + 1);
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') depth -= 1;
    if (depth < 0) return text.slice(0, i + 1);
  }
  return text;
}

const ELSEWHERE = /^.{70}|,\s(?!le |en |depuis |il y a |au bout|par |apres |des |des? |\d)[a-z]/;

function firstIn(text: string, offset: number, patterns: readonly RegExp[]): Range | undefined {
  let best: Range | undefined;
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const found = match[1];
      const bracketed = pattern === BRACKET;
      const words = found === undefined ? '' : bracketed && HEADED.test(found) ? found.trimEnd() : wholeReason(found);
      if (found === undefined || !isReason(words, bracketed)) continue;
      // Behind a comma of its own, or denied, it is another matter.
      if (pattern === MARKED && (ELSEWHERE.test(text.slice(0, match.index)) || /\b(?:ne |n')/.test(words))) continue;
      const start = offset + match.index + match[0].lastIndexOf(found);
      if (best === undefined || start < best.start) best = { start, end: start + words.length };
      break;
    }
  return best;
}

/** Without what is done next, and the parts behind a comma that head no reason: "alerte méningiome, IRM normale à l'époque". */
function wholeReason(words: string): string {
  const next = words.search(DONE_NEXT);
  // A heading is no reason: "Allergies : X".
  if (/^(?:allergies?|intolerances?|contre-?indications?|effets? (?:secondaires?|indesirables?)|risques?)$/.test(words.trim())) return '';
  const own = next > 0 ? words.slice(0, next) : words.length > 120 ? words.slice(0, words.lastIndexOf(' ')) : words;
  const [first = '', ...rest] = own.trimEnd().split(/(?=, )/);
  const cut = rest.findIndex((part) => !HEADED.test(part.slice(2)));
  return (first + rest.slice(0, cut < 0 ? rest.length : cut).join(''))
    .replace(/[\s,]+$/, '')
    .replace(/(?:\s(?:et|ou|a|au|aux|de|du|des|avec|par|pour|en|la|le|les|un|une))+$/, '');
}

function isReason(words: string, bracketed: boolean): boolean {
  const text = words.trim();
  if (text.length < 3 || DURATION.test(text) || /^(?:refuse|arrete|stoppe)e?s?$/.test(text)) return false;
  if (HEADED.test(text)) return true;
  return !NO_REASON.test(text) && (!bracketed || /[a-z]{3} [a-z«]/.test(text));
}

/** What stands ahead of the words of a stop, or of the name where they stand behind it. */
function aheadOf(text: string, offset: number, cue: Range | undefined, name: Range, marked = false): Range | undefined {
  const within = cue !== undefined && cue.start < name.start ? text.slice(0, Math.max(0, cue.start - offset)) : text;
  if (marked && !/(?:[:→]|->|=>)[^,;]{0,20}$/.test(within)) return undefined;
  const found = nearest(AHEAD_CAUSE, within, offset) ?? nearest(AHEAD, within, offset);
  return found !== undefined && /\b(?:sous|chez)\b/.test(within.slice(found.start - offset, found.end - offset)) ? undefined : found;
}

function nearest(pattern: RegExp, text: string, offset: number): Range | undefined {
  const match = pattern.exec(text);
  const words = match?.[1]?.trim();
  if (
    match === null ||
    words === undefined ||
    words.length < 3 ||
    STOP_VERB.test(words) ||
    /^(?:fin|arrets?|ne|pas|malgre|sans|aucune?|ni|non|meme)\b/.test(words) ||
    // "Tuberculose latente traitée en 2012 par isoniazide", "un essai de sevrage de la …": what leads to the drug.
    /\b(?:par|de|du|des|la|le|avec|en|pour)$|\b(?:essai|tentative|projet|decision) d|\b(?:traite|soigne|prescri)/.test(words)
  )
    return undefined;
  const start = offset + match.index + match[0].indexOf(words);
  return { start: widened(text, start - offset) + offset, end: start + words.length };
}

/** "Somnolent, +3 kg, vision floue": with the parts before a comma that head a reason too. */
function widened(text: string, from: number): number {
  let start = from;
  for (let turn = 0; turn < 3; turn += 1) {
    const part = /(?:^|[.;:(|→>]|\s{2})\s*([^.;:()|→,>]{3,40}), $|, ([^.;:()|→,>]{3,40}), $/.exec(text.slice(0, start));
    const words = part?.[1] ?? part?.[2];
    if (part === null || words === undefined || !HEADED.test(words)) return start;
    start = part.index + part[0].indexOf(words);
  }
  return start;
}

const BLAMED_REACH = 180;
/** What blames a drug: "induite par l'amiodarone", "imputable au X", "toux sous X". */
const BLAMES = String.raw`(?:(?:indui|provoqu|caus|declench|favoris)[a-z]* par|(?:imputab|imput|attribu|secondair|rapport)[a-z]* (?:a|au|aux)|(?:liee?s?|due?s?) (?:a|au|aux)|sous) (?:la |le |l'|les )?`;

/**
 * "=> hypothyroïdie induite par l'amiodarone. / CORDARONE : stop": the sentence before a stop that gives none blames the drug, by its substance
 * or its brand (folded).
 */
export function blamedBefore(folded: string, sentence: Range, names: readonly string[]): Range | undefined {
  const start = Math.max(0, sentence.start - BLAMED_REACH);
  const text = folded.slice(start, sentence.start).replace(/\s/g, ' ');
  for (const name of names) {
    if (!/^[a-z][a-z -]{3,}$/.test(name)) continue;
    const blamed = new RegExp(
      String.raw`(?:^|[.;:>→,]) *((?:une? |la |l'|le )?[a-z][a-z' -]{3,60}?) ${BLAMES}${name}\b[^.;]{0,40}[.;!]? *$`,
    ).exec(text);
    const words = blamed?.[1];
    if (blamed === null || words === undefined || /\b(?:pas|aucune?|sans|ni|plus)\b/.test(words)) continue;
    const at = start + blamed.index + blamed[0].indexOf(words);
    return { start: at, end: at + words.length };
  }
  return undefined;
}
