import type { DateMention, Range } from '../../text/analysis.js';
import { eventWords, type EventWord } from './event-words.js';
import type { PageReading, Sentenced } from '../page-reading.js';

/** A date and the words of its sentence that it dates. */
export interface DatedClause {
  readonly mention: DateMention;
  /** The words, without the date and what leads to it; empty where the date only goes on from the one before. */
  readonly words: Range;
  readonly events: readonly EventWord[];
  /** What a list is about, before its colon: "Fractures : poignet D 2012, T11 en novembre 2017". */
  readonly head?: Range;
  /** Told in the bracket behind the date: what follows does not go on from it. */
  readonly aside?: true;
}

/** What stands between two facts of one sentence. */
const MARK = /[;:|]|\.\s|→|->|=>|>>|\s[-–—/+]\s|\n|☒|☐|\[ ?x? ?\]|\bpuis\b/g;
/** What leads from words to their date. */
const LEAD =
  /(?:[\s,:(=~.…«"-]|(?<![a-z0-9])(?:en|le|la|les|du|de|des|d'|depuis|vers|fin|debut|mi|courant|(?<!(?:\d|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze) )(?:mois|annees?|ans?)|l'annee|ce|cet|cette|au|aux|a|dans|pendant|date|datant|datee?s?|realisee?s?|effectuee?s?|faite?s?|pratiquee?s?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soit|jusqu'|l'|l'ete|l'hiver|l'automne|printemps|ete|hiver|automne))+$/;
/** What a clause begins with that names nothing; a bracket there tells of the date before it. */
const OPENING =
  /^(?:\s*\([^()]*\)(?=[\s,;]|$)|[\s,;:.)(>|•*–—-]|\d{1,2}[).](?=\s)|(?<![a-z0-9])(?:puis|et|ou|or|mais|car|donc|cependant|toutefois|neanmoins|pourtant|finalement|avec|dont|ensuite|enfin|alors|apres|suivie?s? (?:de|d'|par)|ayant|qui|que|hormis|sauf|ni(?: a(?= l))?|(?:est|sont|etait) survenue?s?)(?![a-z0-9'])|d'(?=une? ))+/;

const withoutLead = (folded: string, { start, end }: Range): Range => {
  const lead = LEAD.exec(folded.slice(start, end));
  return { start, end: lead === null ? end : start + lead.index };
};
const withoutOpening = (folded: string, { start, end }: Range): Range => {
  const opening = OPENING.exec(folded.slice(start, end));
  return { start: Math.min(end, start + (opening?.[0].length ?? 0)), end };
};
const masked = (clause: string): string => clause.replace(/\([^()]*\)|\d,\d/g, (aside) => '_'.repeat(aside.length));

/** Where the last mark of a range ends, one inside brackets that close again left out; a bracket that only closes was another clause's. */
const lastMark = (folded: string, range: Range): number => {
  const clause = masked(folded.slice(range.start, range.end));
  let at = range.start;
  for (const mark of clause.matchAll(MARK)) at = range.start + mark.index + mark[0].length;
  const bracket = Math.max(clause.lastIndexOf('('), clause.lastIndexOf(')'));
  return Math.max(at, bracket < 0 ? at : range.start + bracket + 1);
};

const nothing = (folded: string, range: Range): boolean => !/[a-z0-9]/.test(folded.slice(range.start, range.end));

const LONGEST = 140;
/** "Opéré", "drainé sous anesthésie générale", "a été confirmé": said of what stands before the comma. */
const BARE_VERB =
  /^\W*(?:(?:a|ont|est|sont|avait|etait|fut) (?:ete )?)?(?:re)?(?:oper|trait|drain|sutur|reduit|hospitalis|transfus|infiltr|ponctionn|pos|confirm|decouver|diagnostiqu|prouv|resorb|biopsi|irradi|embolis|dilat)(?:ee?s?|te?s?)?(?: (?:par|sous|en|a|au|aux|avec|chez|sur|dans)\b[^,;]*)?\W*$/;
/** "Votre patient, greffé en juin": of somebody, not of something. */
const PERSON =
  /^\W*(?:(?:votre|notre|ce|cette|le|la|un|une|mon|ma|c'est) )*(?:patiente?|homme|femme|fille|fils|garcon|enfant|monsieur|madame|mme|mlle|mr?\.?|sujet)(?![a-z])/;

/** "1re séance HD | 30/08/2017 | centre lourd": a cell that holds only a date dates the first of its row. */
const firstCell = ({ analysis: { folded }, flat }: PageReading, range: Range): Range | undefined => {
  if (!/\|\s*$/.test(flat.slice(range.start, range.end))) return undefined;
  const start = Math.max(range.start, folded.lastIndexOf('\n', range.end - 1) + 1);
  const cell = withoutOpening(flat, { start, end: flat.indexOf('|', start) });
  return nothing(flat, cell) ? undefined : cell;
};

/** The words before a date: from the comma nearest to it that leaves an event, else from the mark. */
const before = (reading: PageReading, range: Range): Omit<DatedClause, 'mention'> => {
  const { flat, analysis } = reading;
  const row = firstCell(reading, range);
  if (row !== undefined) return { words: row, events: eventWords(analysis.page.text, flat, row) };
  const whole = withoutLead(flat, range);
  // A stretch that is cut begins with a whole word.
  const cut = whole.end - LONGEST <= whole.start ? whole.start : flat.indexOf(' ', whole.end - LONGEST);
  const marked = withoutOpening(flat, { start: Math.max(Math.min(cut, whole.end), lastMark(flat, whole)), end: whole.end });
  // "(Levée en 2022, bien tolérée), fin le 26/03": nothing named behind the bracket, and nothing to go on from.
  if (nothing(flat, marked) && masked(flat.slice(range.start, whole.end)).includes(')') && !nothing(flat, whole))
    return { words: whole, events: [] };
  const comma = masked(flat.slice(marked.start, marked.end)).lastIndexOf(',');
  const close = withoutOpening(flat, { start: marked.start + comma + 1, end: marked.end });
  const near = eventWords(analysis.page.text, flat, close);
  // "Mélanome de l'épaule, opéré en 2019": the verb alone says nothing of what.
  const bare = BARE_VERB.test(flat.slice(close.start, close.end)) && !PERSON.test(flat.slice(marked.start, marked.end));
  if (near.length > 0 && !bare) return { words: close, events: near };
  const events = eventWords(analysis.page.text, flat, marked);
  return { words: events.length > 0 ? marked : close, events };
};

/** "En octobre 2021, après la conisation pour une CIN 3, le Myfortic": what the date comes after is not told of it. */
const withoutWhatCameBefore = (folded: string, from: number, opened: Range): Range => {
  if (!/\bapres ?$/.test(folded.slice(from, opened.start).trimEnd())) return opened;
  const words = folded.slice(opened.start, opened.end);
  if (!/^(?:(?:la|le|sa|son|cette?) |l')(?!chute|malaise|crise|accident|effort|repas|choc)/.test(words)) return opened;
  const comma = masked(words).indexOf(',');
  return withoutOpening(folded, { start: comma < 0 ? opened.end : opened.start + comma + 1, end: opened.end });
};

/** The words that a date opens: up to the first mark or comma behind an event. */
const after = (reading: PageReading, range: Range): Omit<DatedClause, 'mention'> => {
  const { flat, analysis } = reading;
  const opened = withoutWhatCameBefore(flat, range.start, withoutOpening(flat, range));
  let start = opened.start;
  for (const mark of masked(flat.slice(opened.start, opened.end)).matchAll(/[;|]|\.\s|→|->|,|\n/g)) {
    const words = { start, end: opened.start + mark.index };
    const events = eventWords(analysis.page.text, flat, words);
    if (events.length > 0 || !/[,|]/.test(mark[0])) return { words, events };
    // "2003 | 38 SA | césar. | siège": in the next cell.
    if (mark[0] === '|') start = words.end + 1;
  }
  const words = withoutLead(flat, { start, end: opened.end });
  return { words, events: eventWords(analysis.page.text, flat, words) };
};

const LONGEST_HEAD = 60;
/** The words before the colon of the list that holds an offset. */
const headOf = (folded: string, from: number, at: number): Range | undefined => {
  const start = Math.max(from, folded.slice(from, at).lastIndexOf(';') + from + 1);
  const colon = /\s?:(?=\s)/.exec(masked(folded.slice(start, at)));
  if (colon === null || colon.index > LONGEST_HEAD) return undefined;
  const head = withoutOpening(folded, { start, end: start + colon.index });
  return nothing(folded, head) ? undefined : head;
};

/** "A bénéficié, le 28 avril, d'une septoplastie": the act stands behind its date. */
const UNDERGONE = /\b(?:beneficie|subi|eu|presente|fait|ete|realise|pratique|effectue|eprouve|vecu),? (?:le|du|en|au|fin|debut|mi)? ?$/;

/** "Premier temps", "deuxième séjour": a turn that the bracket behind its date tells. */
const ONE_OF_SEVERAL =
  /^\W*(?:(?:le|la|un|une) )?(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|derniere?|\d ?(?:er|ere|re|e|eme)) (?:temps|etape|sejour|passage|venue|fois|hospitalisation|admission|intervention|operation)\W*$/;
/** "Mai 2004 (premier épisode psychotique)", "premier temps le 25 septembre (ablation, spacer)": what the bracket right behind a date tells. */
const inBracket = (reading: PageReading, { start, end }: Range): Omit<DatedClause, 'mention'> | undefined => {
  const bracket = /^ ?\(([^()]*)\)/.exec(reading.flat.slice(start, end));
  if (bracket === null) return undefined;
  const open = start + bracket[0].length - 1 - (bracket[1] ?? '').length;
  const { words, events } = after(reading, { start: open, end: start + bracket[0].length - 1 });
  return events.length === 0 ? undefined : { words, events, aside: true };
};

/** The dates of a sentence, each with the words that it dates: those before it, or those behind it where it opens the sentence. */
export const datedClauses = (reading: PageReading, { sentence }: Sentenced): readonly DatedClause[] => {
  const { flat } = reading;
  const mentions = reading.dates.filter(
    ({ start, end, kind }) => start >= sentence.start && end <= sentence.end && kind !== 'duration' && kind !== 'gestational',
  );
  const clauses: DatedClause[] = [];
  let used = sentence.start;
  for (const [index, mention] of mentions.entries()) {
    const left = { start: used, end: mention.start };
    const opens = nothing(flat, withoutOpening(flat, withoutLead(flat, left)));
    // A date that follows another with nothing between goes on from it; "2022 : 0 ; 2023 : …" opens anew.
    const goesOn = opens && index > 0 && used === mentions[index - 1]?.end && !/^ ?:/.test(flat.slice(mention.end, mention.end + 2));
    const right = { start: mention.end, end: mentions[index + 1]?.start ?? sentence.end };
    const own = opens && !goesOn ? after(reading, right) : before(reading, left);
    const set = own.events.length === 0 && UNDERGONE.test(flat.slice(left.start, left.end)) ? after(reading, right) : own;
    // What reaches the next date is that one's.
    const plain = set === own || (set.events.length > 0 && set.words.end < right.end) ? set : own;
    const alone = plain.events.length === 0 && (opens || ONE_OF_SEVERAL.test(flat.slice(plain.words.start, plain.words.end)));
    const clause = alone ? (inBracket(reading, right) ?? plain) : plain;
    const head = headOf(flat, sentence.start, mention.start);
    // "Exacerbations l'hiver dernier : 3 décembre, 28 janvier": without the time that the list is of.
    const when = head === undefined ? undefined : mentions.find((other) => other.start < head.end && other.end > head.start);
    const named =
      head === undefined || when === undefined || when === mention
        ? head
        : withoutLead(flat, { start: head.start, end: Math.max(head.start, when.start) });
    const within = named !== undefined && when !== mention && !nothing(flat, named);
    clauses.push({ mention, ...clause, ...(within ? { head: named } : {}) });
    used =
      clause.words.start >= mention.end && clause.words.end > clause.words.start ? Math.max(mention.end, clause.words.end) : mention.end;
  }
  return clauses;
};
