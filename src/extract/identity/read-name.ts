import { NAME_STOP } from './vocabulary/identity-cues.js';

export interface ReadName {
  readonly start: number;
  readonly end: number;
  /** As written, in order: family names and first names are told apart by comparing, not by case alone. */
  readonly names: readonly string[];
  readonly sex?: 'M' | 'F';
}

const WORD = /^(?:\p{Lu}\.(?:-?\p{Lu}\.)*|\p{Lu}[\p{L}\d'’]*(?:-\p{Lu}?[\p{L}\d'’]+)*)/u;
/** "le" and "la" in lower case are articles ("née le"): only capitals make them part of a name. */
const PARTICLE =
  /^(?:(?:[Dd]e [Ll]a|DE LA|[Dd]e|DE|[Dd]u|DU|[Dd]es|DES|[Dd]a|DA|[Dd]os|DOS|[Vv]an der|VAN DER|[Vv]an den|[Vv]an|VAN|[Vv]on|VON|[Bb]en|BEN|[Ii]bn|IBN|[Ee]l|EL|[Aa]l|AL|Le|LE|La|LA)\s+|(?:[Dd]e [Ll]|DE L|[Dd]|[Ll])['’])(?=\p{Lu})/u;
const CIVILITY = /^(mme|madame|m\.|mr\.?|m(?= )|monsieur|mlle|melle|mademoiselle|enfant|bb|bebe|nouveau[- ]ne)\.?\s+(?=\p{Lu})/u;
const MAX_WORDS = 6;

/**
 * The name that begins at an offset of a line, civility skipped: capitalised words one or two spaces apart, particles,
 * initials; a word that opens another field ends it.
 *
 * @returns undefined where no name begins there.
 */
export function readName(text: string, folded: string, from: number): ReadName | undefined {
  let at = from + (/^[\s:=.,–—-]{0,6}/.exec(text.slice(from))?.[0].length ?? 0);
  const civility = CIVILITY.exec(mixed(text, folded, at));
  let sex: 'M' | 'F' | undefined;
  if (civility !== null) {
    const word = civility[1] ?? '';
    if (/^(mme|madame|mlle|melle|mademoiselle)/.test(word)) sex = 'F';
    else if (/^(m|monsieur)/.test(word)) sex = 'M';
    at += civility[0].length;
  }
  const start = at;
  const names: string[] = [];
  let end = at;
  while (names.length < MAX_WORDS) {
    const rest = text.slice(at);
    const particle = PARTICLE.exec(rest)?.[0] ?? '';
    const word = WORD.exec(rest.slice(particle.length))?.[0];
    if (word === undefined) break;
    const plain = folded.slice(at + particle.length, at + particle.length + word.length);
    if (
      NAME_STOP.has(plain) ||
      (/\d/.test(word) && word.replace(/[^\p{L}]/gu, '').length < 3) ||
      (word.length === 1 && names.length === 0) ||
      /^[mfh]$/.test(plain)
    )
      break;
    // A lower-case particle between capitalised words belongs to the name: "DE LA TOUR", "de Vries".
    names.push((particle + word).replace(/\s+/g, ' '));
    end = at + particle.length + word.length;
    const gap = /^(?: {1,2}|, ?(?=\p{Lu}\p{Ll}))(?=\S)/u.exec(text.slice(end))?.[0];
    if (gap === undefined || (gap.startsWith(',') && names.some((name) => /\p{Ll}/u.test(name)))) break;
    at = end + gap.length;
  }
  if (names.length === 0) return undefined;
  return sex === undefined ? { start, end, names } : { start, end, names, sex };
}

/** Folded up to the first space and as written after it, so that one pattern can ask for a capital after a civility. */
function mixed(text: string, folded: string, at: number): string {
  const space = text.slice(at).search(/\s/);
  const nouveau = /^nouveau[- ]ne/.exec(folded.slice(at))?.[0].length;
  const cut = nouveau ?? space;
  return cut < 0 ? text.slice(at) : folded.slice(at, at + cut) + text.slice(at + cut);
}
