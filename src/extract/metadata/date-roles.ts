import type { PartialDate } from '../../domain/citation.js';
import { endOfHeader, isSalutation, isUpperCase, type DocumentLine } from './document-lines.js';
import { findDates } from './find-dates.js';
import { DATE_CUES, DATE_FILLER } from './vocabulary/date-cues.js';
import type { DateRole } from './vocabulary/document-types.js';

/** A date of the document with what its surroundings say it is. */
export interface RoledDate {
  readonly date: PartialDate;
  readonly role: DateRole;
  /** True in the letterhead, title and patient block, where the document speaks of itself. */
  readonly inHeader: boolean;
  readonly line: DocumentLine;
  readonly start: number;
  readonly end: number;
  /** The words that decided, as folded. */
  readonly cue: string;
}

/** "Marseille, le 20 mars 2023", "le 25 juin 2026", a date alone on its line or in its cell. */
const PLACE_AND_DATE =
  /^\W*(?:fait a )?(?:[a-z][a-z'. -]{1,40}?)?[, ]*\ble\b\W*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?\W*$/;
const BARE = /^\W*(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|date|du|en date du|message du)?\W*$/;
const PLACE_ONLY = /^\W*[a-z][a-z' -]{2,30},\W*$/;
/** An age, a weight or a sex beside a date in the header say it is a birth date. */
const AGE_AFTER = /^[\s,;()\-–—]*(?:\(?\d{1,3} ?(?:ans?\b|a\)|mois|jours)|age de|sexe\b|[mfh]\b(?!\w))/;

/** From the last wide gap or the previous date to this one: what is written for this date and not for its neighbours. */
/** "Patient : M. X (22/04/1967)": no word says what the date is, the name before it does. */
const PERSON = /\b(patiente?|pte?|mme|madame|m\.|mr|monsieur|mlle|mademoiselle|concerne|objet|nom|ref|enfant)\b/;
const FUTURE = /\b(prochain\w*|prevue?s?|programmee?s?|rdv|rendez-?vous|a revoir)\b[^.;]{0,40}$/;
/** A row that begins with a date and goes on: an entry of a table, not the date of the document. */
const DATED_ROW = /^\W*\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}\b.*[a-z]{3}/;

function wordsBefore(line: DocumentLine, from: number, to: number): string {
  const before = line.folded.slice(from, to);
  const gap = before.trimEnd().lastIndexOf('   ');
  const cell = gap < 0 ? before : before.slice(gap);
  // "Prélevé le   : 23/01/2018": the label stands before the gap.
  return /[a-z]/.test(cell.replace(DATE_FILLER, '')) ? cell : before;
}

function nearestCue(words: string): { role: DateRole; cue: string; distance: number } | undefined {
  let best: { role: DateRole; cue: string; distance: number } | undefined;
  const text = words.replace(DATE_FILLER, '');
  for (const { role, pattern } of DATE_CUES) {
    for (const match of words.matchAll(pattern)) {
      const distance = Math.max(0, text.length - (match.index + match[0].length));
      if (best === undefined || distance < best.distance) best = { role, cue: match[0], distance };
    }
  }
  return best;
}

/** How far a cue may stand from its date: "Née DELORMAND le", "Prélevé par IDE domicile le". */
const REACH: Partial<Record<DateRole, number>> = {
  birth: 45,
  sampling: 30,
  exam: 45,
  intervention: 45,
  validated: 45,
  printed: 40,
  established: 80,
  consultation: 45,
  prior: 25,
  future: 30,
};

function roleOf(
  line: DocumentLine,
  previous: DocumentLine | undefined,
  from: number,
  start: number,
  end: number,
  inHeader: boolean,
): { role: DateRole; cue: string } {
  const words = wordsBefore(line, from, start);
  const after = line.folded.slice(end);
  const found = nearestCue(words);
  // "Prochaine consultation le": what is to come is no act, whatever its name.
  if (FUTURE.test(words)) return { role: 'future', cue: 'à venir' };
  if (found !== undefined && found.distance <= (REACH[found.role] ?? 30)) return { role: found.role, cue: found.cue };
  if (AGE_AFTER.test(after)) return { role: 'birth', cue: 'âge ou sexe après la date' };
  if (PLACE_AND_DATE.test(words) && (/,\s*(le\b)?\W*$/.test(words) || /^\W*le\b/.test(words) || /^[\s.,]*($| {3})/.test(after)))
    return { role: 'written', cue: 'lieu et date' };
  if (BARE.test(words)) {
    const above = previous?.folded.trim() ?? '';
    if (from === 0 && /:$/.test(above) && above.length < 60) {
      const cue = nearestCue(above);
      if (cue !== undefined) return { role: cue.role, cue: cue.cue };
    }
    if (inHeader && /^[\s.,;-]*$/.test(after)) return { role: 'written', cue: 'date seule' };
  }
  if (inHeader && PERSON.test(words)) return { role: 'birth', cue: 'date après un nom' };
  if (inHeader && PLACE_ONLY.test(words)) return { role: 'written', cue: 'lieu et date' };
  return { role: 'unknown', cue: '' };
}

/** What a document says of itself at its foot. */
const FOOT_ROLES: readonly DateRole[] = ['written', 'dated', 'validated', 'printed', 'established', 'reported'];

const CLOSING = /\b(confraternellement|amicalement|cordialement|salutations|sentiments|amities|bien a (vous|toi)|signature|signe par)\b/;

/**
 * Every full or partial date of a document with its role: what was sampled, examined, written, printed, or whose birth
 * it is. Dates of the body keep only the roles that a document gives to itself wherever it says so ("Validé le").
 */
export function assignDateRoles(lines: readonly DocumentLine[], title: DocumentLine | undefined): readonly RoledDate[] {
  const roled: RoledDate[] = [];
  const headerEnd = endOfHeader(lines);
  const rows = lines.filter((line) => DATED_ROW.test(line.folded)).length;
  const closing = lines.findIndex((line) => line.index > headerEnd && CLOSING.test(line.folded));
  for (const line of lines) {
    let from = 0;
    let previousRole: DateRole | undefined;
    const inHeader = line.index < headerEnd && !isSalutation(line);
    const inFooter = line.index >= lines.length - 6 || (closing >= 0 && line.index >= closing);
    for (const { start, end, date } of findDates(line.text)) {
      const words = line.folded.slice(from, start);
      let { role, cue } = roleOf(line, lines[line.index - 1], from, start, end, inHeader);
      const isTitle =
        line === title || (title !== undefined && line.index === title.index + 1 && isUpperCase(line.text) && line.page === title.page);
      if (previousRole === 'stay-start' && /^\s*(?:au|-|a|jusqu'au|→|->)\W*(?:le)?\W*$/.test(words)) role = 'stay-end';
      else if (role !== 'birth' && role !== 'future' && isTitle) {
        const span = /\bdu\b[^a-z]*$/.test(words) && /^\s*(?:au|-)\s/.test(line.folded.slice(end));
        role = span || role === 'stay-start' ? 'stay-start' : 'title';
        cue = 'date dans le titre';
      } else if (/^\W*du\W*$/.test(words) && /^\s*au\s/.test(line.folded.slice(end)) && inHeader) role = 'stay-start';
      if (rows >= 3 && from === 0 && DATED_ROW.test(line.folded) && (role === 'unknown' || role === 'written')) role = 'dose';
      const own = inHeader || isTitle || (inFooter && FOOT_ROLES.includes(role));
      roled.push({ date, role, inHeader: own, line, start: line.start + start, end: line.start + end, cue });
      previousRole = role;
      from = end;
    }
  }
  return roled;
}
