import type { PartialDate } from '../../domain/citation.js';
import type { Page } from '../../domain/document.js';
import { documentLines, type DocumentLine } from '../metadata/document-lines.js';
import { findDates, type WrittenDate } from '../metadata/find-dates.js';
import { findIns } from './ins.js';
import { readName, type ReadName } from './read-name.js';
import {
  BIRTH_LABEL,
  BIRTH_NAME_LABEL,
  BORN,
  CHILD_LABEL,
  CIVILITY,
  FIRST_NAME_LABEL,
  KIN,
  KIN_LABEL,
  MALE_CIVILITY,
  PATIENT_LABEL,
  PROFESSIONAL_AFTER,
  PROFESSIONAL_BEFORE,
  SEX_LABEL,
} from './vocabulary/identity-cues.js';

/** Somebody a page presents as its patient, with what it says of them. */
export interface PatientMention {
  /** Half-open UTF-16 offsets into the page's text, from the first trait to the last. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly names: readonly string[];
  readonly birthName?: string;
  readonly birthDate?: PartialDate;
  /** True where a word says that the date is a birth; false where it only stands beside the name. */
  readonly birthLabelled: boolean;
  /** True where the year had two digits: its century is unknown. */
  readonly shortYear: boolean;
  /** Years, as written between the name and the date. */
  readonly age?: number;
  readonly sex?: 'M' | 'F';
  readonly ins?: string;
  /** `labelled`: "Patient :", "Nom :", "Concerne"; `civility`: "Mme X"; `line`: a name beside an age, a sex or a date. */
  readonly form: 'labelled' | 'civility' | 'line' | 'bare' | 'number';
  readonly child: boolean;
}

interface Atom {
  readonly kind: 'name' | 'birth' | 'birth-name' | 'first-name' | 'ins' | 'sex';
  readonly line: DocumentLine;
  readonly start: number;
  readonly end: number;
  readonly names?: readonly string[];
  readonly date?: WrittenDate;
  readonly age?: number;
  readonly text?: string;
  readonly form?: PatientMention['form'];
  readonly sex?: 'M' | 'F';
  readonly child?: boolean;
  readonly labelled?: boolean;
}

/** Traits of one person stand together: a name and its birth date at most this many lines apart. */
const BLOCK_LINES = 3;

/** Whether what stands before a name or a date gives it to kin, a third party or a professional. */
function isSomebodyElse(line: DocumentLine, start: number, end: number, previous: DocumentLine | undefined): boolean {
  // What decides stands close; a page without line breaks must not be searched from its beginning each time.
  const before = line.folded.slice(Math.max(0, start - 160), start);
  // "Patiente : …" after a third party's label, or in the next cell of a form, speaks of the patient again.
  const own = Math.max(...[...before.matchAll(PATIENT_LABEL)].map((match) => match.index), before.lastIndexOf('   '), 0);
  const near = before.slice(own);
  if (KIN.test(near) || KIN_LABEL.test(near) || PROFESSIONAL_BEFORE.test(near)) return true;
  if (PROFESSIONAL_AFTER.test(line.folded.slice(end))) return true;
  const above = previous?.folded.trim() ?? '';
  return (
    own === 0 &&
    above.length < 45 &&
    !/\d{2}[/.]\d{2}/.test(above) &&
    /^(?:personne|entourage|contact|famille|representant|responsable|mere|pere|parents?|conjoint|accompagnant|assure|medecin|prescripteur|redacteur|aidant)/.test(
      above,
    )
  );
}

function nameAtom(
  line: DocumentLine,
  read: ReadName,
  start: number,
  form: PatientMention['form'],
  extra: { sex?: 'M' | 'F'; child?: boolean },
): Atom {
  return { kind: 'name', line, start, end: read.end, names: read.names, form, ...extra };
}

function civilityBefore(line: DocumentLine, at: number): { sex?: 'M' | 'F'; start: number } {
  const match = /(mme|madame|m\.|mr\.?|m|monsieur|mlle|melle|mademoiselle)\.?\s+$/.exec(line.folded.slice(0, at));
  if (match === null) return { start: at };
  return { sex: MALE_CIVILITY.test(match[1] ?? '') ? 'M' : 'F', start: match.index };
}

/** What follows a name and makes it an identity: a sex, an age, a birth, a date in brackets. */
const IDENTITY_TAIL =
  /^[\s,;:|(–—-]*(?:(?:sexe ?:? ?)?[mfh]\b(?!')|\(?\d{1,3} ?(?:ans?|a|mois|jours)\b|n(?:e|ee|e\(e\)) |d\.?d\.?n|date de naiss|\(\d{1,2}[/.])/;
/** "DURAND MARIE (LEFEVRE)   F   02/07/1948", as laboratories write it. */
const BIRTH_NAME_IN_BRACKETS = /^ ?\((\p{Lu}{2}[\p{Lu}'’ -]{0,28}\p{Lu})\)(?= {0,8}(?:[,;|] ?)?(?:[FMH]\b|\d{2} ?[/.-]))/u;
const BARE_TAIL = /^[\s,;:|(–—-]*\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}/;

function namesOfLine(line: DocumentLine, previous: DocumentLine | undefined): Atom[] {
  const atoms: Atom[] = [];
  const taken = (start: number, end: number): boolean => atoms.some((atom) => atom.start < end && start < atom.end);
  const add = (at: number, from: number, form: PatientMention['form'], child: boolean): void => {
    const read = readName(line.text, line.folded, from);
    if (read === undefined || taken(read.start, read.end) || isSomebodyElse(line, at, read.end, previous)) return;
    const sex = read.sex ?? civilityBefore(line, read.start).sex;
    atoms.push(nameAtom(line, read, read.start, form, { ...(sex === undefined ? {} : { sex }), child }));
  };
  for (const match of line.folded.matchAll(PATIENT_LABEL)) {
    const after = match.index + match[0].length;
    add(match.index, after, 'labelled', CHILD_LABEL.test(match[0]));
  }
  for (const match of line.folded.matchAll(CIVILITY)) {
    const read = readName(line.text, line.folded, match.index + match[0].length);
    if (read === undefined || taken(read.start, read.end) || isSomebodyElse(line, match.index, read.end, previous)) continue;
    const sex = MALE_CIVILITY.test(match[1] ?? '') ? 'M' : 'F';
    const form = IDENTITY_TAIL.test(line.folded.slice(read.end)) ? 'line' : 'civility';
    atoms.push(nameAtom(line, read, match.index, form, { sex, child: false }));
  }
  for (const match of line.text.matchAll(
    /(?<![\p{L}'’-])\p{Lu}[\p{Lu}\d'’-]*\p{Lu}(?![\p{L}])|(?<![\p{L}'’-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)? (?=\p{Lu}{3})/gu,
  )) {
    if (taken(match.index, match.index + match[0].length)) continue;
    const read = readName(line.text, line.folded, match.index);
    if (read === undefined || read.start !== match.index || read.names.length < 2) continue;
    const bracket = BIRTH_NAME_IN_BRACKETS.exec(line.text.slice(read.end));
    const end = read.end + (bracket?.[0].length ?? 0);
    const tail = line.folded.slice(end);
    const alone = line.text.slice(0, match.index).trim() === '' && /^[\s.,;-]*$/.test(tail);
    const form = IDENTITY_TAIL.test(tail) ? 'line' : BARE_TAIL.test(tail) || alone ? 'bare' : undefined;
    if (form === undefined || isSomebodyElse(line, match.index, read.end, previous)) continue;
    atoms.push(nameAtom(line, read, match.index, form, { child: CHILD_LABEL.test(line.folded.slice(0, match.index)) }));
    const [, birthName] = bracket ?? [];
    if (birthName !== undefined)
      atoms.push({ kind: 'birth-name', line, start: end - 1 - birthName.length, end: end - 1, names: [birthName] });
  }
  return atoms;
}

function labelledName(line: DocumentLine, pattern: RegExp, kind: 'first-name' | 'birth-name'): Atom[] {
  return [...line.folded.matchAll(pattern)].flatMap((match) => {
    const read = readName(line.text, line.folded, match.index + match[0].length);
    if (read === undefined || read.start > match.index + match[0].length + 3) return [];
    return [{ kind, line, start: read.start, end: read.end, names: read.names }];
  });
}

/** "née LACHAUD Josette": the family name in capitals, the first name not. */
function splitByCase(names: readonly string[]): { own: readonly string[]; given: readonly string[] } {
  const capitals = names.filter((name) => name === name.toUpperCase());
  return capitals.length === 0 || capitals.length === names.length
    ? { own: names, given: [] }
    : { own: capitals, given: names.filter((name) => !capitals.includes(name)) };
}

/** What stands between a name and a date, a birth name in brackets left out. */
const gapBehind = (name: Atom, line: DocumentLine, to: number): string =>
  line.folded.slice(name.end, to).replace(/^ ?\([a-z][a-z'’ -]{1,28}[a-z]\)/, '');

/** "NE PAS DÉPLACER": nobody was born so. */
const DENIED = /^(?:pas|plus|jamais|rien|point|guere|aucune?)\b/;

const HOUR = /^\s*(?:a |- |,)?\s*(?:[01]?\d|2[0-3]) ?(?:h|:) ?[0-5]\d\b/;

function birthsOfLine(line: DocumentLine, previous: DocumentLine | undefined, names: readonly Atom[]): Atom[] {
  const atoms: Atom[] = [];
  let from = 0;
  for (const date of findDates(line.text)) {
    const before = line.folded.slice(from, date.start);
    const after = line.folded.slice(date.end);
    const label = [...before.matchAll(new RegExp(BIRTH_LABEL.source, 'g'))].at(-1);
    const labelled =
      label !== undefined && before.length - label.index - label[0].length <= 55 && !/[.;] [a-z]/.test(before.slice(label.index));
    const named = names.find(
      (name) =>
        name.end <= date.start &&
        /^[\s,;:|(–—-]*(?:(?:sexe ?:? ?)?[mfh]\b[\s,;:|(–—-]*|\(?\d{1,3} ?(?:ans?|a)\)?[\s,;:|(–—-]*)*$/.test(
          gapBehind(name, line, date.start),
        ),
    );
    const gap = named === undefined ? '' : gapBehind(named, line, date.start);
    // "34 ans F 06/10/2026 02:14": a date with its hour is an arrival.
    const born = named !== undefined && gap.length <= 25 && !HOUR.test(after);
    const age = /(\d{1,3}) ?(?:ans?|a)\b/.exec(gap)?.[1];
    const aged = /^[\s,;()–—-]*\(?\d{1,3}(?:[.,]\d{1,2})? ?(?:ans\b|a\)|kg\b)/.test(after) && /^[\s(]*$/.test(before);
    from = date.end;
    if (!(labelled || born || aged) || date.date.length < 10) continue;
    const anchor = labelled ? date.start - (before.length - (label?.index ?? 0)) : date.start;
    if (isSomebodyElse(line, anchor, date.end, previous)) continue;
    atoms.push({
      kind: 'birth',
      line,
      start: date.start,
      end: date.end,
      date,
      ...(age === undefined ? {} : { age: Number(age) }),
      labelled: labelled || aged || (born && named?.form === 'line'),
    });
  }
  for (const match of line.folded.matchAll(BORN)) {
    const read = readName(line.text, line.folded, match.index + match[0].length);
    if (read === undefined || read.start > match.index + match[0].length + 2) continue;
    if (DENIED.test(line.folded.slice(read.start)) || isSomebodyElse(line, match.index, read.end, previous)) continue;
    const { own, given } = splitByCase(read.names);
    atoms.push({ kind: 'birth-name', line, start: read.start, end: read.end, names: own });
    if (given.length > 0) atoms.push({ kind: 'first-name', line, start: read.start, end: read.end, names: given });
  }
  return atoms;
}

function atomsOf(lines: readonly DocumentLine[]): Atom[] {
  return lines.flatMap((line, index) => {
    const previous = lines[index - 1];
    const names = namesOfLine(line, previous);
    const sex = SEX_LABEL.exec(line.folded);
    const atoms: Atom[] = [
      ...names,
      ...labelledName(line, FIRST_NAME_LABEL, 'first-name'),
      ...labelledName(line, BIRTH_NAME_LABEL, 'birth-name'),
      ...birthsOfLine(line, previous, names),
    ];
    for (const ins of findIns(line.text)) {
      if (!isSomebodyElse(line, ins.start, ins.end, previous))
        atoms.push({ kind: 'ins', line, start: ins.start, end: ins.end, text: ins.matricule });
    }
    if (sex !== null)
      atoms.push({ kind: 'sex', line, start: sex.index, end: sex.index + sex[0].length, sex: /^(m|h|g)/.test(sex[1] ?? '') ? 'M' : 'F' });
    return atoms;
  });
}

/** What it costs a name to take a trait: lines between them, more where the trait stands above, more for a doubtful name. */
function distance(name: Atom, trait: Atom): number {
  const lines = trait.line.index - name.line.index;
  const far = lines >= 0 ? lines : 1 - lines;
  const doubt =
    name.form === 'bare'
      ? name.names?.every((word) => word === word.toUpperCase()) === true
        ? 1.2
        : 0.4
      : name.form === 'civility'
        ? 0.2
        : 0;
  const sideways = lines === 0 && trait.end <= name.start ? 0.6 : 0;
  return far > BLOCK_LINES ? Infinity : far + doubt + sideways;
}

/** Each trait goes to the nearest name; the first of its kind that a name gets, it keeps. */
function assemble(atoms: readonly Atom[]): PatientMention[] {
  const births = atoms.filter((atom) => atom.kind === 'birth-name');
  const names = atoms.filter(
    (atom) => atom.kind === 'name' && !births.some((birth) => birth.line === atom.line && birth.start < atom.end && atom.start < birth.end),
  );
  const claimed = new Map<Atom, Atom[]>(names.map((name) => [name, []]));
  const orphans: Atom[] = [];
  const pairs = atoms
    .filter((atom) => atom.kind !== 'name')
    .flatMap((trait) => names.map((name) => ({ name, trait, cost: distance(name, trait) })))
    .filter(
      (pair) =>
        pair.cost < Infinity &&
        (pair.trait.kind !== 'first-name' ||
          pair.name.names?.length === 1 ||
          pair.name.form === 'labelled' ||
          pair.trait.line === pair.name.line),
    )
    .sort((a, b) => a.cost - b.cost);
  const given = new Set<Atom>();
  for (const { name, trait } of pairs) {
    const own = claimed.get(name);
    if (own === undefined || given.has(trait) || own.some((other) => other.kind === trait.kind)) continue;
    own.push(trait);
    given.add(trait);
  }
  for (const atom of atoms) if ((atom.kind === 'birth' || atom.kind === 'ins') && !given.has(atom)) orphans.push(atom);
  const mentions = names.map((name) => mentionOf(name, claimed.get(name) ?? []));
  while (orphans.length > 0) {
    const atom = orphans.shift();
    if (atom === undefined) break;
    const other = orphans.findIndex(
      (candidate) => candidate.kind !== atom.kind && Math.abs(candidate.line.index - atom.line.index) <= BLOCK_LINES,
    );
    mentions.push(mentionOf(undefined, other < 0 ? [atom] : [atom, ...orphans.splice(other, 1)]));
  }
  // A line of capitals alone is a heading until a birth or a number makes it a person.
  return mentions
    .filter(
      (mention) =>
        mention.form !== 'bare' || mention.birthDate !== undefined || mention.ins !== undefined || mention.birthName !== undefined,
    )
    .sort((a, b) => a.start - b.start);
}

function mentionOf(name: Atom | undefined, traits: readonly Atom[]): PatientMention {
  const all = name === undefined ? traits : [name, ...traits];
  const find = (kind: Atom['kind']): Atom | undefined => traits.find((atom) => atom.kind === kind);
  const birth = find('birth')?.date;
  const age = find('birth')?.age;
  const sex = name?.sex ?? find('sex')?.sex;
  const birthName = find('birth-name')?.names?.join(' ');
  const ins = find('ins')?.text;
  return {
    start: Math.min(...all.map((atom) => atom.line.start + atom.start)),
    end: Math.max(...all.map((atom) => atom.line.start + atom.end)),
    line: Math.min(...all.map((atom) => atom.line.index)),
    names: [...(name?.names ?? []), ...(find('first-name')?.names ?? []).filter((first) => !(name?.names ?? []).includes(first))],
    ...(birthName === undefined ? {} : { birthName }),
    ...(birth === undefined ? {} : { birthDate: birth.date }),
    birthLabelled: find('birth')?.labelled ?? false,
    shortYear: birth?.shortYear ?? false,
    ...(age === undefined ? {} : { age }),
    ...(sex === undefined ? {} : { sex }),
    ...(ins === undefined ? {} : { ins }),
    form: name?.form ?? 'number',
    child: name?.child ?? false,
  };
}

/**
 * Who a page presents as its patient: names after a label ("Patient :", "Nom : … Prénom : …", "Concerne"), after a
 * civility, or beside an age, a sex, a birth date or an INS, each with the traits that stand around it. Kin, third
 * parties and professionals are left out by what stands before or after their name.
 */
export function findPatientMentions(page: Page): readonly PatientMention[] {
  return assemble(atomsOf(documentLines([page])));
}
