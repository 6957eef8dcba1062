import type { Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { findDrugs } from '../medications/medication-lexicon.js';
import type { PageReading, Sentenced } from '../page-reading.js';
import { conceptsWithin } from '../page-reading.js';
import { lowerFirst, tidy } from '../phrase.js';
import type { DatedClause } from './dated-clauses.js';
import { eventWords } from './event-words.js';

/** "D 2017, G 2018", "à gauche en 2010": only the side of what was told before. */
const SIDE = /^(?:[\s,(]|(?<![a-z])(?:et|a|du cote|cote|la|le|en|l')(?![a-z']))*(?:droite?|gauche|dte?|gche|d|g|od|og)(?![a-z])[\s.:)]*$/;
/** "Une seconde", "la troisième": counted on from what was told before. */
const COUNTED =
  /^(?:[\s,]|(?<![a-z])(?:et|puis|une?|la|le|l'|encore|de|fois)(?![a-z]))*(?:premiere?s?|1 ?(?:re|ere?)|secondes?|seconds?|deuxiemes?|troisiemes?|quatriemes?|autres?|nouvelles?|nouveau|derniere?s?|\d ?(?:e|eme|nde?))\b[^a-z]*$/;
const ONLY_AGAIN = ({ events }: DatedClause): boolean =>
  events.length > 0 && events.every((word) => events.some((other) => other.class === 'again' && other.start === word.start));

const LONGEST_LABEL = 100;
/** What a dated clause tells, and the words that tell it. */
export interface Told {
  readonly words: Range;
  readonly head: Range;
  readonly label: string;
  /** The words that add to the head of their list. */
  readonly own?: Range;
  /** A question that a ticked box answers. */
  readonly ticked?: boolean;
  /** An illness alone, which its own rule dates: other dates go on from it. */
  readonly named?: boolean;
}

const textOf = ({ analysis }: PageReading, { start, end }: Range): string => {
  const text = tidy(analysis.page.text.slice(start, end)).replace(/\s?[.…]{2,}$/, '');
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST_LABEL))}…`;
};

/** What a stretch of text names: an event, else a concept. */
const namedIn = (reading: PageReading, range: Range): Range | undefined =>
  eventWords(reading.analysis.page.text, reading.flat, range).find((word) => word.class !== 'again') ??
  conceptsWithin(reading.concepts, range)[0];

/** Headings that name no event, and those under which every item was operated on. */
const HEADING =
  /^(?:antecedents?|a\.?t\.?c\.?d\.?|histoire|h\.?d\.?m\.?|motif|conclusions?|rappels?|resume|suites?|traitements?|evolution|anterior\w*|indications?|mode de vie|mdv|[a-z]|notables?|notes?|depuis|actuellement|a ce jour|ce jour|au total)\b/;
const SURGICAL = /\b(?:chir(?:urgicaux|urgicales?|urgie)?|interventions?|operations?|operee?s?)\b/;
const IF_SO = /^\W*(?:si oui|lesquel\w*|precisez|preciser|details?)\b/;
/** "Avez-vous été transfusé(e) ? ☒ Oui ☐ Non   Année : 2003". */
const TICKED = /^\W*(?:avez-vous (?:deja )?(?:ete |eu )?)?([^?☒☐[\]]{4,60}?)\s*[?:]\s*(?:☒|\[ ?x ?\]|\(x\))\s*oui\b/;

/** What the items of a list have in common: a named head, or that all were operated on. */
const inList = (reading: PageReading, { sentence, section }: Sentenced, head: Range | undefined): { named?: Range; surgical: boolean } => {
  const { flat } = reading;
  const said = head === undefined ? '' : flat.slice(head.start, head.end);
  const above = IF_SO.test(said) ? flat.slice(Math.max(0, sentence.start - LINE_ABOVE), sentence.start) : '';
  // "Canal carpien opéré : D en 2009" names what was operated on, "Interventions : vésicule 2003" does not.
  const concept = head === undefined ? undefined : conceptsWithin(reading.concepts, head)[0];
  const surgical = section?.kind === 'surgical-history' || (concept === undefined && SURGICAL.test(said)) || SURGICAL.test(above);
  const named = head === undefined || surgical || HEADING.test(said) ? undefined : (concept ?? namedIn(reading, head));
  return { ...(named === undefined ? {} : { named }), surgical };
};
const LINE_ABOVE = 90;

/** "Par rapport au 02/05/2024", "comparé au 12/2019": an examination of the same kind as the one reported. */
const COMPARED = /\b(?:par rapport|compar\w+|examens? (?:anterieurs?|precedents?))\b/;
/** "Comparaison : scanners du 24/11/2016 et du 04/07/2017". */
const COMPARISON = /^\W*(?:(?:examens? de )?comparaisons?|compare a|examens? anterieurs?)\W*$/;
/** "Opéré le 14/11", "réalisée le 27/10": what was done stands in the line above. */
const ONLY_DONE = /^\W*(?:operee?|realisee?|pratiquee?|effectuee?|intervention|operation|acte|geste|procedure|examen|faite?)\W*$/;

/** "Ablation par champ pulsé", "changement de la valve": says by itself of what. */
const OF_WHAT =
  /^\W*(?:ablations?|changements?|remplacements?|revisions?) (?:par (?!l[ea]s? )|d[ue]s? (?:la |l'|son |sa )?|d')(?!contro|traitem|dose|posolog|medic|pansem|regim|service|chambr)[a-z]{4}/;
const LEFT = /^\W*(?:departs?|sorties?|retours?|fins?|arrivees?)\W*$/;
/** The last short line above an offset, which names what the next only dates. */
const lineAbove = ({ analysis: { page, folded } }: PageReading, at: number): Range | undefined => {
  const lines = [...folded.slice(0, at).matchAll(/[^\n]+/g)].filter((line) => /[a-z]{3}/.test(line[0]));
  const last = lines.at(-1);
  if (last === undefined || last[0].length > LINE_ABOVE || /\d{2}[/.]\d{2}/.test(last[0])) return undefined;
  // "Mon cher Collègue,": a letter's line goes on, or greets.
  return /[.,;]$/.test(page.text.slice(last.index, last.index + last[0].length).trimEnd())
    ? undefined
    : { start: last.index, end: last.index + last[0].length };
};

/** Letters of an item that only names an organ. */
const SHORT_ITEM = 50;
/** Letters, a date among them, between a thing and what becomes of it. */
const GOES_ON_WITHIN = 60;

/** "Infarctus, ex-fumeur (30 PA, arrêt en mars 2023)": what stopped was the habit. */
const HABIT = /\b(?:ex-?)?(?:fum\w+|tabac|tabagi\w+|\d+ ?pa|alcool\w*|oh|cannabis)\b/;

const BARE_PARTICIPLE = /^(?:re)?(?:posee?s?|mise?s? en place|implantee?s?|changee?s?)$/;
const ONLY_STOPPED = /^\W*arret\w*\W*$/;
/** An illness is not stopped, an act or an examination does not relapse: "infarctus, ex-fumeur (arrêt en 2023)", "biopsie en 2009, rechute 2011". */
const befalls = (reading: PageReading, said: string, base: Told): boolean => {
  const ill =
    conceptsWithin(reading.concepts, base.words).some(({ concept }) => concept.kind === 'condition') ||
    eventWords(reading.analysis.page.text, reading.flat, base.words).some((word) => word.class === 'happenings');
  return ONLY_STOPPED.test(said) ? !ill : ill || !/\b(?:rechut|recidiv|reprises? de (?:diurese|poids|fonction))/.test(said);
};

/** "Infections : maladie de Lyme, genou droit (prothèse 2023)": the item of a list that the bracket speaks of. */
export const bracketedItem = ({ flat }: PageReading, sentence: Range, words: Range): Range | undefined => {
  const before = flat.slice(sentence.start, words.start);
  const item = /(?:^|[,;:.])\s*([^,;:.()\n]{3,60}) \($/.exec(before)?.[1];
  if (item === undefined) return undefined;
  const end = sentence.start + before.length - 2;
  return { start: end - item.length, end };
};

/** The side that a label ends on. */
const ITS_SIDE = /,? (?:D|G)$| \((?:à )?(?:droite?|gauche|D|G)\)$/iu;
/** "Cholécystectomie en 1988 ; cataracte opérée (droite en 2012": between what was told and the side, something else is named. */
const isOfAnother = (reading: PageReading, base: Told, words: Range): boolean =>
  base.words.end < words.start && namedIn(reading, { start: base.words.end, end: words.start }) !== undefined;

/** What a dated clause tells, with what it goes on from; undefined where it names no event. */
export const toldBy = (reading: PageReading, sentenced: Sentenced, clause: DatedClause, base: Told | undefined): Told | undefined => {
  const { words, events, mention } = clause;
  const { flat } = reading;
  const { sentence } = sentenced;
  const said = flat.slice(words.start, words.end);
  const text = textOf(reading, words);
  const list = inList(reading, sentenced, clause.head);
  const under = list.named === undefined || clause.head === undefined ? undefined : textOf(reading, clause.head);
  if (base !== undefined) {
    if (!/[a-z0-9]/.test(said)) return base;
    const item = SIDE.test(said) && isOfAnother(reading, base, words) ? bracketedItem(reading, sentence, words) : undefined;
    const itsHead = item === undefined ? undefined : namedIn(reading, item);
    if (item !== undefined && itsHead !== undefined)
      return { words: item, head: itsHead, label: `${textOf(reading, item)} (${lowerFirst(text)})` };
    if (SIDE.test(said) && !isOfAnother(reading, base, words))
      return { ...base, named: false, label: `${base.label.replace(ITS_SIDE, '')} (${lowerFirst(text.replace(/^(?:et|à) /i, ''))})` };
    const goesOn =
      COUNTED.test(said) ||
      (ONLY_AGAIN(clause) &&
        words.start - base.words.end <= GOES_ON_WITHIN &&
        findDrugs(said).length === 0 &&
        !HABIT.test(flat.slice(base.words.end, words.end)));
    if (goesOn && !befalls(reading, said, base)) return ONLY_STOPPED.test(said) ? undefined : { words, head: words, label: text };
    // "Anneau gastrique (posé 2008, retiré 2012)": the thing stands before its bracket.
    if (goesOn && BARE_PARTICIPLE.test(fold(base.label))) return { ...base, words, named: false, label: text };
    if (goesOn) return { ...base, named: false, label: `${text} : ${lowerFirst(base.label)}` };
  }
  const line = reading.analysis.folded.lastIndexOf('\n', mention.start - 1) + 1;
  const ticked = TICKED.exec(flat.slice(line, mention.start))?.[1];
  if (ticked !== undefined && !SURGICAL.test(ticked)) {
    const start = flat.indexOf(ticked, line);
    const asked = { start, end: start + ticked.length };
    const named = namedIn(reading, asked);
    if (named !== undefined) return { words: asked, head: named, label: textOf(reading, asked), ticked: true };
  }
  if (COMPARED.test(said) || (clause.head !== undefined && COMPARISON.test(flat.slice(clause.head.start, clause.head.end)))) {
    const exams = eventWords(reading.analysis.page.text, flat, { start: 0, end: words.end }).filter(
      (word) => word.class === 'examinations',
    );
    const exam = exams.findLast((word) => word.start >= words.start) ?? exams[0];
    if (exam !== undefined) return { words: exam, head: exam, label: `Examen de comparaison : ${textOf(reading, exam)}` };
  }
  const bracketed = bracketedItem(reading, sentence, words);
  if (ONLY_DONE.test(said) && bracketed === undefined) {
    const above = lineAbove(reading, sentence.start);
    if (above !== undefined) return { words: above, head: words, label: textOf(reading, above) };
  }
  // "Chutes : la dernière en septembre".
  if (under !== undefined && list.named !== undefined && clause.head !== undefined && (COUNTED.test(said) || ONLY_AGAIN(clause)))
    return { words: clause.head, head: list.named, label: `${under} (${lowerFirst(text)})` };
  const [head] = events;
  // "Ré-hospitalisée douze semaines (départ le 3 décembre)": the stay that the bracket ends.
  const stay = bracketed !== undefined && LEFT.test(said) ? namedIn(reading, bracketed) : undefined;
  if (bracketed !== undefined && stay !== undefined) return { words: bracketed, head: stay, label: textOf(reading, bracketed) };
  if (head !== undefined && (!ONLY_AGAIN(clause) || (base === undefined && OF_WHAT.test(said))))
    return {
      words,
      head,
      label:
        under === undefined || clause.head?.end === words.end || fold(under).startsWith(fold(text))
          ? text
          : `${under} : ${lowerFirst(bracketed === undefined ? text : `${textOf(reading, bracketed)} (${lowerFirst(text)})`)}`,
    };
  // "Chutes : le 11/5, le 2/7 et avant-hier": days alone behind what they are of.
  if (!/[a-z0-9]/.test(said) && under !== undefined && list.named !== undefined && clause.head !== undefined)
    return { words: clause.head, head: list.named, label: under };
  if (!/[a-z]/.test(said)) return undefined;
  if (under !== undefined && list.named !== undefined && clause.head?.end !== words.end)
    return {
      words: { start: list.named.start, end: words.end },
      head: list.named,
      label: `${under} : ${lowerFirst(text)}`,
      ...(/[a-z]{4}/.test(said) ? { own: words } : {}),
    };
  const [concept] = conceptsWithin(reading.concepts, words);
  if (list.surgical && mention.kind === 'absolute' && text.length <= SHORT_ITEM)
    return { words, head: concept ?? words, label: concept?.concept.kind === 'procedure' ? text : `Intervention : ${lowerFirst(text)}` };
  return concept === undefined ? undefined : { words, head: concept, label: text, named: concept.concept.kind === 'condition' };
};
