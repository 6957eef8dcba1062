import { adverbialAt } from './adverbials.js';
import type { Token } from './tokens.js';
import vocabulary from './vocabulary/boundaries.json' with { type: 'json' };

const setOf = (words: readonly string[]): ReadonlySet<string> => new Set(words);

const HARD = setOf(vocabulary.hard);
const SOFT = setOf(vocabulary.soft);
const AUXILIARIES = setOf(vocabulary.auxiliaries);
const DEFINITE = setOf(vocabulary.definite);
export const PASS_POUR = setOf(vocabulary.passPour);
export const DETERMINERS = setOf(vocabulary.determiners);
export const HAVE_FORMS = setOf(vocabulary.haveForms);
export const EXAM_NOUNS = setOf(vocabulary.examNouns);
export const PARTICIPLES = setOf(vocabulary.participles);

const SIGNS = setOf([';', '.', '!', '?', ':', '->', '→', '=', '•', '☐', '☒', '|', '¦']);
const INDEFINITE = setOf(['un', 'une', 'des', 'du', 'de', "d'"]);
const PARTITIVE = setOf(['de', "d'", 'ni', 'ou', 'voire', 'notamment', 'en']);
const BLOCKING_HEADS = setOf(vocabulary.blockingHeads);
const COMPLEMENTS = setOf(vocabulary.definiteComplements);
const CAUSES = setOf(vocabulary.causeWords);
const AFFECTED = /^(?:amelior|soulag|calm|control|corrig|jugul|influenc|modifi|attenu|maitris|stabilis|equilibr)ee?s?$|^reduite?s?$/;
const YIELDS = /^(?:ced|repond)(?:e|ait|ent|aient|u|a|ant)$/;
const LABEL_DENIALS = setOf(vocabulary.labelDenials);
const DENIAL_TAILS = setOf(vocabulary.denialTails);
const QUALIFYING = setOf(['evoque', 'oriente', 'suggere', 'fasse', 'ferait', 'puisse', 'pourrait', 'evoquerait']);

/** A dash with blanks around it separates; inside a word it does not. */
const isSpacedDash = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (token?.text !== '-') return false;
  return tokens[index - 1]?.end !== token.start && tokens[index + 1]?.start !== token.end;
};

/** "Asthme / drépanocytose / AVC ?": a stroke between spaces parts the items of a list. */
const isSpacedStroke = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  return token?.text === '/' && tokens[index - 1]?.end !== token.start && tokens[index + 1]?.start !== token.end;
};

/** "sous-dural", "avant-bras": a word tied by a hyphen is no link between clauses. */
const isCompound = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  const next = tokens[index + 1];
  const previous = tokens[index - 1];
  return (
    token !== undefined && ((next?.text === '-' && next.start === token.end) || (previous?.text === '-' && previous.end === token.start))
  );
};

/** "du", "de la", "au", "sur": what follows is taken as known. */
const opensComplement = (tokens: readonly Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? '';
  if (text === 'du' || text === 'des' || text === 'au' || text === 'aux' || text === 'sur') return true;
  return (text === 'de' || text === 'a') && COMPLEMENTS.has(tokens[index + 1]?.text ?? '');
};

/** "pas d'amélioration de la maladie" denies the improvement; the disease, which the article takes as known, stays. */
const blocksComplement = (tokens: readonly Token[], index: number): boolean => {
  if (!BLOCKING_HEADS.has(tokens[index]?.text ?? '')) return false;
  // Adjectives may stand between: "pas d'effet indésirable (grave) de la chimiothérapie".
  return [1, 2, 3].some(
    (ahead) =>
      opensComplement(tokens, index + ahead) &&
      tokens.slice(index + 1, index + ahead).every(({ text }) => !DETERMINERS.has(text) && /^[a-z]{3}/.test(text) && !SOFT.has(text)),
  );
};

/** "en raison de", "du fait de", "à cause de", "compte tenu de"; "en dehors de", "à l'exception de", "à part". */
const leavesScope = (tokens: readonly Token[], index: number): boolean => {
  const text = tokens[index]?.text ?? '';
  if (!CAUSES.has(text)) return false;
  const previous = tokens[index - 1]?.text ?? '';
  return (
    (text === 'raison' && previous === 'en') ||
    (text === 'fait' && previous === 'du') ||
    (text === 'cause' && previous === 'a') ||
    (text === 'compte' && tokens[index + 1]?.text === 'tenu') ||
    (text === 'dehors' && previous === 'en') ||
    (text === 'exception' && previous === "l'") ||
    (text === 'part' && previous === 'a') ||
    // "Non améliorée par les corticoïdes", "ne cède pas aux antalgiques": what had no effect was given.
    (text === 'par' && AFFECTED.test(previous)) ||
    (/^(?:au|aux|a)$/.test(text) && tokens.slice(Math.max(0, index - 3), index).some((token) => YIELDS.test(token.text))) ||
    // "N'a pas été réalisé vu le refus des parents".
    (/^vue?$/.test(text) && /^(?:le|la|l'|les|son|sa|ses)$/.test(tokens[index + 1]?.text ?? ''))
  );
};

/**
 * "Allergies : aucune connue", "EP : pas d'argument": the index of the colon before which the label stands, when the words
 * from `from` on only deny it; -1 otherwise.
 */
const EMPTY_NOUNS: ReadonlySet<string> = new Set([
  'mutation',
  'deficit',
  'signe',
  'signes',
  'trace',
  'notion',
  'preuve',
  'manifestation',
  'episode',
]);
const saysAgain = (tokens: readonly Token[], label: number, from: number): boolean => {
  const name = tokens[label]?.text ?? '';
  const word = tokens[from]?.text ?? '';
  if (name.length < 2 || !/^[a-z]/.test(name)) return false;
  const at = word === 'pas' && /^(?:de|d')$/.test(tokens[from + 1]?.text ?? '') ? from + 2 : /^aucune?$/.test(word) ? from + 1 : -1;
  return at > 0 && tokens[at]?.text.replace(/s$/, '') === name.replace(/s$/, '');
};
const LONGEST_LABEL = 6;
/** "Pace-maker : NON Clips, valve : NON": where the gaps are lost, another question with its answer begins. */
export const opensAnsweredLabel = (tokens: readonly Token[], from: number): boolean => {
  const colon = tokens.findIndex(({ text }, at) => at > from && text === ':');
  return (
    colon > 0 &&
    colon - from <= LONGEST_LABEL &&
    /^(?:oui|non|aucune?)$/.test(tokens[colon + 1]?.text ?? '') &&
    tokens.slice(from, colon).every(({ text }) => text === ',' || /^[a-z]/.test(text))
  );
};
export const deniedLabel = (tokens: readonly Token[], from: number, to: number): number => {
  // "Facteur V Leiden : mutation absente": the noun between says no more than the label.
  let head = from;
  while (EMPTY_NOUNS.has(tokens[head - 1]?.text ?? '')) head -= 1;
  const lead = tokens[head - 1]?.text;
  if (lead !== ':' && lead !== '=' && !/^\.{2,}$/.test(lead ?? '')) return -1;
  const word = tokens[from]?.text ?? '';
  // "BAV : pas de BAV", "Fuite : aucune fuite": the denial says the label again.
  if (saysAgain(tokens, from - 2, from)) return from - 1;
  const denies =
    LABEL_DENIALS.has(word) ||
    (word === 'pas' &&
      (EMPTY_NOUNS.has(tokens[to]?.text ?? '') ||
        tokens[to]?.text === 'argument' ||
        tokens[to]?.text === 'arg' ||
        tokens[to]?.text === "d'" ||
        tokens[to]?.text === 'fait'));
  if (!denies) return -1;
  if (opensAnsweredLabel(tokens, from + 1)) return head - 1;
  for (let index = from + 1; index < tokens.length; index += 1) {
    const text = tokens[index]?.text ?? '';
    if (/^(?:[,;.()☐☒]|mais)$/.test(text)) break;
    if ((tokens[index]?.start ?? 0) - (tokens[index - 1]?.end ?? 0) >= 2) break;
    // "Facteur V Leiden : absence de mutation": the noun says no more than the label.
    if (EMPTY_NOUNS.has(text)) continue;
    // "absence aux deux yeux": a place, up to the next stop.
    if (text === 'aux' || text === 'au') break;
    if (!DENIAL_TAILS.has(text)) return -1;
  }
  return head - 1;
};

/** "Celles de 2023 étaient normales et celles de cette année sont prévues": another of the same kind is spoken of. */
const ANOTHER_ONE = setOf(['celle', 'celles', 'celui', 'ceux']);

export const isHardStop = (tokens: readonly Token[], index: number): boolean => {
  const token = tokens[index];
  if (token === undefined) return true;
  return (
    SIGNS.has(token.text) ||
    (HARD.has(token.text) && !isCompound(tokens, index)) ||
    isSpacedDash(tokens, index) ||
    (ANOTHER_ONE.has(token.text) && (tokens[index - 1]?.text === 'et' || tokens[index - 1]?.text === ',')) ||
    (token.text === 'ou' && token.accented)
  );
};

/** "est", "a", "ont"…, but not the preposition "à". */
export const isAuxiliary = (token: Token): boolean => AUXILIARIES.has(token.text) && !(token.text === 'a' && token.accented);

const precededByExamPreposition = (tokens: readonly Token[], index: number, from: number): boolean => {
  for (let back = index - 1; back >= Math.max(from, index - 2); back -= 1) {
    const text = tokens[back]?.text ?? '';
    if (text === 'au' || text === 'aux' || text === 'a' || text === 'sur' || text === 'par' || text === 'en') return true;
  }
  return false;
};

export interface ReachOptions {
  /** Indices of tokens that begin another cue. */
  readonly cueStarts: ReadonlySet<number>;
  /** An indefinite article after a comma goes on with the list. */
  readonly indefinites: boolean;
  /** So does a definite one: "éviter les AINS et les produits de contraste". */
  readonly definites?: boolean;
  /** Auxiliaries and relative words end the reach. */
  readonly nominal: boolean;
  /** The cue's own words ("pas d'argument") let a "pour" pass. */
  readonly passesPour?: boolean;
  /** What a known complement ("de la maladie") depends on is denied without it. */
  readonly denies?: boolean;
  /** The cue named nothing yet ("sans antécédents, d'une dyspnée"): no list of its own goes on with an article. */
  readonly bare?: boolean;
  /** What is known already ("les effets secondaires des neuroleptiques", "traiter une crise") is there, whatever the doubt. */
  readonly known?: boolean;
  /** The cue decides on acts: an examination is one of them, not where one looked. */
  readonly acts?: boolean;
  /** What something brings about ("un obstacle responsable d'une dilatation") is not said of it. */
  readonly effects?: boolean;
}

/** "Devant la suspicion de tuberculose, un traitement a été débuté": a subject with its verb, and no item of a list. */
const newClause = (tokens: readonly Token[], from: number): boolean => {
  for (let index = from + 1; index < tokens.length && !isHardStop(tokens, index); index += 1) {
    const text = tokens[index]?.text ?? '';
    if (/^(?:,|et|qui|que|dont|\(|ou)$/.test(text)) return false;
    if (/^(?:a|ont|avait|avaient|fut|est|sont|etait|etaient)$/.test(text) && tokens[index]?.accented !== true) return true;
  }
  return false;
};

const OF_A_KIND =
  /^(?:type|grade|stade|nature|taille|forme|siege|localisation|topographie|aspect|consistance|densite|allure|evolution|survenue|decouverte|sexe|couleur)$/;

const PARTICIPLE = /^(?:traite|complique|admis|hospitalise|adresse|refere|programme)e?s?$/;

/** Verbs whose object is there before them. */
const CARED_FOR = /^(?:traiter|soigner|soulager|explorer|drainer|evacuer|reparer)$/;
const LOOKED_AT = /^(?:la|le|les|l')$/;
const nothingWrong = (tokens: readonly Token[], at: number): boolean =>
  /^(?:anomalies?|particularites?)$/.test(tokens[at - 1]?.text === ',' ? (tokens[at - 2]?.text ?? '') : (tokens[at - 1]?.text ?? ''));

/** Whether the list goes on behind the comma or "et" at `index`. */
const goesOn = (tokens: readonly Token[], index: number, options: ReachOptions): boolean => {
  const first = tokens[index + 1];
  if (first === undefined || options.cueStarts.has(index + 1)) return false;
  // "Sans antécédents, d'une dyspnée": a list that is denied goes on with a bare "de", where it was not opened with an article.
  if (
    (options.denies === true || options.bare === true) &&
    !options.indefinites &&
    first.text === "d'" &&
    /^une?$/.test(tokens[index + 2]?.text ?? '')
  )
    return false;
  // "Sans cellules malignes, de type mucineux": told of what the denial is about.
  if (/^(?:de|d')$/.test(first.text) && OF_A_KIND.test(tokens[index + 2]?.text ?? '')) return false;
  if (PARTITIVE.has(first.text)) return first.text !== 'en' || tokens[index + 2]?.text === 'particulier';
  if (options.indefinites && INDEFINITE.has(first.text))
    return options.effects !== true || tokens[index]?.text !== ',' || !newClause(tokens, index + 1);
  if (options.definites === true && (first.text === 'les' || first.text === 'la' || first.text === 'le' || first.text === "l'"))
    return true;
  if (tokens[index]?.text === 'et') return false;
  if (DEFINITE.has(first.text)) return false;
  for (let ahead = index + 1; ahead < tokens.length && ahead < index + 24; ahead += 1) {
    const token = tokens[ahead];
    if (token === undefined || isHardStop(tokens, ahead)) return false;
    if (token.text === 'ou' || token.text === 'ni') return true;
    if (options.cueStarts.has(ahead) || isAuxiliary(token) || (SOFT.has(token.text) && token.text !== 'pour')) return false;
    if (token.text === ',' && DEFINITE.has(tokens[ahead + 1]?.text ?? '')) return false;
  }
  return false;
};

/**
 * The index of the first token that a cue whose last token is before `cueEnd` no longer reaches.
 * Ends at a stop word, a bracket, a finite auxiliary, an examination ("pas de lésion au scanner"), and at a comma or an "et"
 * behind which no list goes on.
 */
export const reachForward = (tokens: readonly Token[], cueEnd: number, options: ReachOptions): number => {
  let passes = options.passesPour === true;
  // "Écarte donc un lymphome", "écarte pour l'instant une embolie": right behind the cue, an adverb parts nothing.
  const from = cueEnd + adverbialAt(tokens, cueEnd);
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const text = token.text;
    if (text === ':' && index === from) continue;
    if (isHardStop(tokens, index) || text === '(' || text === ')' || text === '"') {
      if (text === '"' && index === from) continue;
      return index;
    }
    if (PASS_POUR.has(text)) passes = true;
    // "Ne montrait pas, macroscopiquement, de nodule": an adverb between commas interrupts nothing.
    if (text === ',' && /ment$/.test(tokens[index + 1]?.text ?? '') && tokens[index + 2]?.text === ',') {
      index += 2;
      continue;
    }
    if (text === ',' || text === 'et') {
      if (!goesOn(tokens, index, options)) return index;
      continue;
    }
    if (!options.nominal) continue;
    if (SOFT.has(text)) {
      // "Non traitée", "pas hospitalisé": the participle itself is denied.
      if (options.denies === true && index === from && PARTICIPLE.test(text)) continue;
      if (isCompound(tokens, index) || (text === 'pour' && (passes || index === from))) continue;
      if (text === 'qui' && QUALIFYING.has(tokens[index + 1]?.text ?? '')) continue;
      return index;
    }
    if (index > from && isAuxiliary(token)) return index;
    if ((options.denies === true || options.known === true) && blocksComplement(tokens, index)) return index + 1;
    if (options.known === true && CARED_FOR.test(text)) return index + 1;
    if (leavesScope(tokens, index)) return index;
    // "Sans anomalie, notamment la TSH": one of the things looked at.
    if (options.denies === true && /^notamment$/.test(text) && LOOKED_AT.test(tokens[index + 1]?.text ?? '') && nothingWrong(tokens, index))
      return index;
    if (
      options.effects === true &&
      index > from &&
      /^responsables?$/.test(text) &&
      /^(?:de|d'|du|des)$/.test(tokens[index + 1]?.text ?? '')
    )
      return index;
    // "sans acidose sur occlusion": a cause; "sur le scanner" is where one looked.
    if (text === 'sur' && index > from && (options.denies === true || !DETERMINERS.has(tokens[index + 1]?.text ?? ''))) return index;
    if (EXAM_NOUNS.has(text) && options.acts !== true && precededByExamPreposition(tokens, index, from)) return index;
  }
  return tokens.length;
};

const RELATIVE = /^(?:l[ae]quel(?:le)?|lesquel(?:le)?s)$/;
const BEFORE_RELATIVE = /^(?:pour|devant|dans|par|sur|chez|apres|avec|durant)$/;

/** The index of the first token that a cue at `to` reaches backwards; brackets that close before it are stepped over. */
export const reachBackward = (tokens: readonly Token[], to: number, plural: boolean): number => {
  let depth = 0;
  let joined = false;
  for (let index = to - 1; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? '';
    if (text === ')') depth += 1;
    else if (text === '(') {
      if (depth === 0) return index + 1;
      depth -= 1;
    } else if (depth === 0) {
      if (text === ':' || text === '=' || text === '|' || text === '¦') {
        if (index === to - 1) continue;
        return index + 1;
      }
      // "Doute d'infarctus rénal -> éliminé", "torsion => écartée": the verdict on what the arrow leads from.
      if (index === to - 1 && /^(?:-+>|→)$/.test(text)) continue;
      if (index === to - 1 && text === '>' && tokens[index - 1]?.text === '=') {
        index -= 1;
        continue;
      }
      if (isHardStop(tokens, index) && !/^\.{2,}$/.test(text)) return index + 1;
      if (text === 'qui' || text === 'que' || text === "qu'" || text === 'dont' || text === 'avec' || text === 'sans' || text === 'sous') {
        if ((text === 'qui' || text === 'que' || text === "qu'") && index >= to - 4) continue;
        return index + 1;
      }
      // "Une fièvre pour laquelle ont été évoquées…": the clause is not about what it hangs on.
      if (RELATIVE.test(text) && BEFORE_RELATIVE.test(tokens[index - 1]?.text ?? '')) return index + 1;
      if (isSpacedStroke(tokens, index)) return index + 1;
      if (text === 'et' || text === 'ou' || text === 'ni') {
        if (!plural && text === 'et') return index + 1;
        joined = true;
      }
      // "X, Y et Z absents" reaches X; "maladie cœliaque, anti-TG négatifs" does not reach the disease.
      if (text === ',' && !(plural && joined)) return index + 1;
    }
  }
  return 0;
};
