import type { Token } from './tokens.js';
import { PhraseTrie } from './cues.js';
import { isHardStop, reachForward } from './boundaries.js';
import { isIllness, isInformant } from './person-brackets.js';
import { clauseThatComesBack, comesBack, isPredicate, pastName, selfEnd, TITLE } from './self-words.js';
import {
  DESCRIBING,
  REPORTERS,
  COMPANIONS,
  POSSESSIVES,
  PATIENT,
  FEMININE,
  MASCULINE,
  ARTICLES,
  NEW_CLAUSE,
  LABELS_OF_KIN,
  STATES,
  ofOtherSex,
  wasActing,
  isFollowed,
  opensBirth,
} from './person-words.js';
import vocabulary from './vocabulary/persons.json' with { type: 'json' };

/** Somebody other than the patient, and the tokens that he or she is the subject of. */
export interface PersonScope {
  readonly kind: 'family' | 'otherPerson';
  readonly label: string;
  /** Tokens of the word itself. */
  readonly cueFrom: number;
  readonly cueTo: number;
  /** Tokens it rules, half-open. */
  readonly from: number;
  readonly to: number;
}

const PERSONS = new PhraseTrie();
const LABELS = new Map<string, { kind: 'family' | 'otherPerson'; label: string }>();
const register = (kind: 'family' | 'otherPerson', entries: readonly { label: string; words: readonly string[] }[]): void => {
  for (const { label, words } of entries) {
    for (const word of words) {
      const rule = `${kind}:${label}`;
      LABELS.set(rule, { kind, label });
      PERSONS.add(word, { qualifiers: [kind], side: 'before', scope: 'clause', rule });
    }
  }
};
register('family', vocabulary.family);
register('otherPerson', vocabulary.other);
for (const phrase of vocabulary.familyPseudo)
  PERSONS.add(phrase, { qualifiers: ['pseudo'], side: 'before', scope: 'word', rule: 'pseudo' });

/** "A présenté un cancer", "présente des troubles": what befell; "présente à la consultation" only stands by. */
const isIll = (tokens: readonly Token[], index: number): boolean =>
  /^presente/.test(tokens[index]?.text ?? '') &&
  (/^(?:a|ont|avait|aurait|avaient)$/.test(tokens[index - 1]?.text ?? '') ||
    /^(?:un|une|des|de|d'|du)$/.test(tokens[index + 1]?.text ?? ''));

/** Whether the person at `from` is only a companion or a witness: "avec sa mère", "selon sa fille", "son fils signale". */
const isBystander = (tokens: readonly Token[], from: number, to: number): boolean => {
  const aged = tokens[to]?.text === 'de' && tokens[to + 2]?.text === 'ans' ? to + 3 : to;
  // "Avec sa sœur de 86 ans, qui a une BPCO": the relative clause is hers.
  if (aged > to && tokens[aged]?.text === ',' && STATES.has(tokens[aged + 1]?.text ?? '')) return false;
  // "Père (IDM 49 ans)": the bracket says what he had; "sa fille (45 ans) appelle" only how old she is.
  if (tokens[to]?.text === '(' && isIllness(tokens, to + 1)) return false;
  const next = tokens[to];
  if (next?.text === ',' || next?.text === '(') {
    // "son mari, 75 ans, insuffisant cardiaque": an apposition describes the person after all.
    for (let ahead = to + 1; ahead < Math.min(to + 5, tokens.length); ahead += 1) {
      const text = tokens[ahead]?.text ?? '';
      if (text === 'ans')
        return tokens[ahead + 1] === undefined || tokens[ahead + 1]?.text === ')'
          ? !followsDescription(tokens, ahead + 1) && !isWeighed(tokens, ahead + 2)
          : false;
      if (STATES.has(text)) return false;
    }
  }
  for (let ahead = to; ahead < Math.min(to + 5, tokens.length); ahead += 1) {
    const text = tokens[ahead]?.text ?? '';
    // "Avec sa sœur de 86 ans, qui a une BPCO".
    if (text === ',' && tokens[ahead + 1]?.text === 'qui') return false;
    if (text === ',' || text === ':' || text === '(') break;
    if (text !== 'ans' && STATES.has(text)) return false;
  }
  for (let ahead = to; ahead < Math.min(to + 3, tokens.length); ahead += 1) {
    const text = tokens[ahead]?.text ?? '';
    if (text === ',' || text === ':') break;
    // "Vient voir" accompanies, "vient de faire un AVC" does not.
    const next = tokens[ahead + 1]?.text ?? '';
    // "Le cancer de son frère l'inquiète": it worries the patient.
    if (
      REPORTERS.has(text) &&
      tokens[ahead - 1]?.text !== "l'" &&
      !(text === 'vient' && (next === 'de' || next === "d'")) &&
      !isIll(tokens, ahead)
    )
      return true;
  }
  if (isInformant(tokens, from, to)) return true;
  let back = from - 1;
  let steps = 0;
  // "Discussion avec le patient et sa fille": the second of two who were there.
  if (POSSESSIVES.has(tokens[back]?.text ?? '') && tokens[back - 1]?.text === 'et' && PATIENT.has(tokens[back - 2]?.text ?? '')) back -= 3;
  while (back >= 0 && steps < 3) {
    const text = tokens[back]?.text ?? '';
    if (COMPANIONS.has(text)) return true;
    if (!POSSESSIVES.has(text) && !/^\d+$/.test(text)) break;
    back -= 1;
    steps += 1;
  }
  // "vit chez sa fille", "habite avec", "parlé à la fille".
  if (tokens[back]?.text === 'chez')
    return COMPANIONS.has(tokens[back - 1]?.text ?? '') || COMPANIONS.has(tokens[back - 2]?.text ?? '') || wasActing(tokens, back);
  return false;
};

/** "La sœur (Corinne, 44 ans), candidate, a été récusée pour une hypertension": what a giver of an organ was weighed by is the giver's. */
const WEIGHED = /^(?:candidate?|donneu(?:r|se)|recusee?|exclue?|ecartee?|bilantee?)$/;
const isWeighed = (tokens: readonly Token[], from: number): boolean => {
  for (let index = from; index < Math.min(from + 9, tokens.length) && !isHardStop(tokens, index); index += 1)
    if (WEIGHED.test(tokens[index]?.text ?? '')) return true;
  return false;
};

const followsDescription = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === ')' && tokens[at + 1] !== undefined && tokens[at + 1]?.text !== ',' && tokens[at + 1]?.text !== '.';

/** Whether behind the "mais" at `at` the same person goes on, and the patient is told apart by a pronoun of the other sex. */
const setAgainst = (tokens: readonly Token[], at: number, label: string): boolean => {
  const pronoun = tokens[at + 1]?.text ?? '';
  if (pronoun !== 'elle' && pronoun !== 'il') return false;
  if ((pronoun === 'elle' && MASCULINE.has(label)) || (pronoun === 'il' && FEMININE.has(label))) return false;
  const other = pronoun === 'elle' ? 'lui' : 'elle';
  const comma = tokens.findIndex(({ text }, index) => index > at && (text === ',' || text === ';' || text === '.'));
  return comma > 0 && tokens[comma]?.text === ',' && tokens[comma + 1]?.text === other;
};

/** "Conjoint : Yann K., 37 ans, asthmatique", "la sœur de Jeanne D. prend": the point of an initial, behind which the clause goes on. */
const isInitial = (tokens: readonly Token[], at: number): boolean =>
  /^[a-z]$/.test(tokens[at]?.text ?? '') &&
  tokens[at + 1]?.start === tokens[at]?.end &&
  (/^[,(]$/.test(tokens[at + 2]?.text ?? '') || /^(?:de|d')$/.test(tokens[at - 2]?.text ?? ''));

const endOfPerson = (tokens: readonly Token[], from: number, label: string, note: boolean): number => {
  let depth = 0;
  const named = tokens[from - 1]?.text ?? '';
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) break;
    const text = token.text;
    // "Un camarade (L.M.) épileptique": a full stop inside brackets ends no sentence.
    if (text === '.' && (depth > 0 || TITLE.test(tokens[index - 1]?.text ?? '') || isInitial(tokens, index - 1))) continue;
    // "Sa mère a eu un cancer, elle-même est suivie": the patient again.
    if (text === ',' && isPredicate(tokens[selfEnd(tokens, index + 1)]?.text ?? '')) return index;
    // "La voisine a une prothèse mais elle est sous AVK, lui non": the one who comes behind is set against her.
    if (text === 'mais' && setAgainst(tokens, index, label)) continue;
    if (text === ';' || text === '.' || text === 'mais' || text === '!' || text === '→' || text === '->') return index;
    // A telegraphic note goes on with the patient.
    if (note && text === ',') return index;
    // Behind a described relative the clause is the patient's again: "une tante suivie pour un cancer, qui a présenté".
    if (text === ',' && tokens[index + 1]?.text === 'qui' && index > from + (isFollowed(tokens, from) ? 1 : 3)) return index;
    // "Mère âgée de 46 ans, 3e d'une fratrie, issu d'une grossesse": the child again.
    if (text === ',' && opensBirth(tokens, index + 1)) return index;
    // "Sa femme, elle, a une thrombose": the relative again.
    if (text === ',' && /^(?:elle|lui|eux|elles)$/.test(tokens[index + 1]?.text ?? '') && tokens[index + 2]?.text === ',') {
      index += 2;
      continue;
    }
    if (text === ',' || text === 'et') {
      const next = tokens[index + 1]?.text ?? '';
      const after = tokens[index + 2]?.text ?? '';
      // "Ma voisine en prend et je n'en veux pas": the patient speaks of himself again.
      if ((next === 'moi' || next === 'je' || next === "j'") && after !== 'crois' && after !== 'pense') return index;
      if (
        (next === 'lui' && selfEnd(tokens, index + 1) < 0) ||
        next === 'notre' ||
        ((next === 'le' || next === 'la' || next === "l'" || next === 'ce' || next === 'cette') &&
          (PATIENT.has(after) || after === 'enfant'))
      )
        return index;
      if (ofOtherSex(next, label, named)) return index;
      // A new subject with its verb: "le frère est porteur d'un déficit, la recherche est négative chez le patient".
      if (
        text === ',' &&
        ARTICLES.has(next) &&
        !LABELS_OF_KIN.has(after) &&
        tokens.slice(index + 2, index + 6).some((token) => NEW_CLAUSE.has(token.text))
      )
        return index;
      if (/^(?:tabac|tabagisme|pas|allergies?)$/.test(next)) return index;
    }
    if (text === '(') depth += 1;
    if (text === ')') {
      if (depth === 0) return index;
      depth -= 1;
      // "Coloscopie en raison de sa sœur (cancer du côlon à 67 ans) : un polype": the colon goes on with the patient.
      if (
        depth === 0 &&
        tokens[index + 1]?.text === ':' &&
        tokens[from]?.text === '(' &&
        from > FAR_FROM_HEAD &&
        isIllness(tokens, from + 1)
      )
        return index + 1;
    }
  }
  return tokens.length;
};
/** Tokens before a relative who opens no line of a list of kin. */
const FAR_FROM_HEAD = 4;

/** Where a person named after the finding begins to rule: "un cancer du sein chez sa mère", "glaucome (père)". */
const startOfPerson = (tokens: readonly Token[], from: number, to: number): number => {
  if (/^(?:dans|chez|cote)$/.test(tokens[from]?.text ?? '') || (tokens[from]?.text === 'du' && tokens[from + 1]?.text === 'cote'))
    return clauseBefore(tokens, from);
  let back = from - 1;
  while (
    back >= 0 &&
    POSSESSIVES.has(tokens[back]?.text ?? '') &&
    tokens[back]?.text !== 'de' &&
    tokens[back]?.text !== "d'" &&
    tokens[back]?.text !== 'du'
  )
    back -= 1;
  const lead = tokens[back]?.text ?? '';
  const definite = back < from - 1;
  if (lead !== 'chez' && lead !== '(' && lead !== 'du' && lead !== 'cote' && !(lead === 'de' && definite)) return from;
  // "glaucome (père)" is the father's; "(sa mère a souffert de …)" is another remark.
  const next = tokens[to]?.text ?? '';
  if (lead === '(' && !/^(?:[)?,]|et|(?:mater|pater)nel(?:le)?|\d.*)$/.test(next)) return from;
  // "Psoriasis : chez le frère": the label that is answered by whose it is.
  return clauseBefore(tokens, lead === 'chez' && tokens[back - 1]?.text === ':' ? back - 1 : back);
};

const clauseBefore = (tokens: readonly Token[], at: number): number => {
  for (let index = at - 1; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? '';
    if (text === ',' || text === '(' || text === ')' || isHardStop(tokens, index)) return index + 1;
    // "Ulcère / angiodysplasie / cancer du côlon (mère)": of the last item alone.
    if (text === '/' && (tokens[index - 1]?.end ?? 0) < (tokens[index]?.start ?? 0) && index < at - 1) return index + 1;
    // "Coloscopie en raison de sa sœur": for whose sake, not whose.
    if (index < at && /^(?:raison|cause|devant|vu|tenu|egard)$/.test(text)) return index + 1;
  }
  return 0;
};

/** The persons of a sentence whom a finding may be about instead of the patient. A parent writes of a patient who is a minor as "mon fils". */
export const findPersons = (tokens: readonly Token[], patientIsMinor = false): readonly PersonScope[] => {
  const scopes: PersonScope[] = [];
  let index = 0;
  while (index < tokens.length) {
    const match = PERSONS.longest(tokens, index);
    if (match === undefined) {
      index += 1;
      continue;
    }
    index = match.to;
    const definition = match.definitions[0];
    if (definition === undefined || match.definitions.some((item) => item.rule === 'pseudo')) continue;
    const person = LABELS.get(definition.rule);
    const back = person === undefined ? undefined : clauseThatComesBack(tokens, match.from, match.to);
    if (person !== undefined && back !== undefined)
      scopes.push({ kind: person.kind, label: person.label, cueFrom: match.from, cueTo: match.to, ...back });
    const named = pastName(tokens, match.to);
    if (
      person === undefined ||
      (person.label !== 'autre patient' && !comesBack(tokens, match.from, match.to) && isBystander(tokens, match.from, named))
    )
      continue;
    // "né d'une fille", "la fille" alone: a newborn or the patient herself, unless it is somebody's.
    if (
      (person.label === 'fille' || person.label === 'fils' || person.label === 'enfant') &&
      !isOwned(tokens, match.from, match.to, patientIsMinor)
    )
      continue;
    if (definition.rule === 'otherPerson:tiers' && isConfrere(tokens, match.from, match.to)) continue;
    if (person.kind === 'otherPerson' && person.label !== 'autre patient' && !isDescribed(tokens, match.from, named)) continue;
    scopes.push({
      kind: person.kind,
      label: person.label,
      cueFrom: match.from,
      cueTo: match.to,
      from: startOfPerson(tokens, match.from, match.to),
      to:
        person.label === 'famille' && tokens[match.to]?.text !== ':'
          ? reachForward(tokens, match.to, FAMILY_REACH)
          : endOfPerson(tokens, named, person.label, headsNote(tokens, match.from, match.to)),
    });
  }
  return scopes;
};

const FAMILY_REACH = { cueStarts: new Set<number>(), indefinites: true, nominal: true };

/** "Mon collègue le Dr X a retrouvé": a caregiver who speaks of the patient. */
const isConfrere = (tokens: readonly Token[], from: number, to: number): boolean =>
  (tokens[from]?.text === 'collegue' || tokens[from]?.text === 'collegues') &&
  (CONFRERE_OF.has(tokens[from - 1]?.text ?? '') ||
    tokens
      .slice(to, to + 3)
      .some(({ text }) => text === 'dr' || text === 'pr' || text === 'docteur' || /log(?:ue|iste)s?$|iatres?$/.test(text)));
const CONFRERE_OF: ReadonlySet<string> = new Set(['mon', 'mes', 'notre', 'nos', 'cher', 'chers', 'chere', 'nous']);

/** "Voisine ch 12 fugue", "chambre d'à côté : gale": whom a telegraphic note begins with. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['voisin', 'voisine', 'voisins', 'voisines', 'colocataire', 'colocataires']);
const headsNote = (tokens: readonly Token[], from: number, to: number): boolean =>
  NEIGHBOURS.has(tokens[from]?.text ?? '') &&
  (from === 0 || NOTE_HEADS.has(tokens[from - 1]?.text ?? '')) &&
  !tokens.slice(to, to + 4).some(({ text }) => REPORTERS.has(text) || /^(?:prevenu|appel|present|passe|aide|a$)/.test(text));
const NOTE_HEADS: ReadonlySet<string> = new Set([':', '.', '-', '•', ';', '/', '|']);

/** A spouse or a neighbour matters only where the text describes him: "son mari est diabétique", "(époux)", "collègue avec …". */
const isDescribed = (tokens: readonly Token[], from: number, to: number): boolean => {
  const before = tokens[from - 1]?.text ?? '';
  if (
    before === '(' ||
    before === 'chez' ||
    tokens[from - 2]?.text === 'chez' ||
    headsNote(tokens, from, to) ||
    comesBack(tokens, from, to)
  )
    return true;
  // "L'hospitalisation du mari pour un AVC".
  if (HAPPENED_TO.test(tokens[from - 2]?.text ?? '') || HAPPENED_TO.test(tokens[from - 3]?.text ?? '')) return true;
  for (let ahead = to; ahead < Math.min(to + 6, tokens.length); ahead += 1) {
    const text = tokens[ahead]?.text ?? '';
    if (text === ',' || text === '.') break;
    if (DESCRIBING.has(text) && (ahead < to + 3 || text === 'est' || text === 'a' || text === 'etait' || text === 'avait')) return true;
  }
  if (tokens[to]?.text !== ',') return false;
  // "Son épouse, qui est, elle, atteinte d'Alzheimer".
  if (
    tokens[to + 1]?.text === 'qui' &&
    tokens[to + 3]?.text === ',' &&
    /^(?:elle|lui|eux|elles)$/.test(tokens[to + 4]?.text ?? '') &&
    STATES.has(tokens[to + 6]?.text ?? '')
  )
    return true;
  // "Sa femme, elle, a une thrombose".
  if (/^(?:elle|lui|eux|elles)$/.test(tokens[to + 1]?.text ?? '') && tokens[to + 2]?.text === ',') return true;
  // "Son nouveau compagnon, qui a un herpès labial".
  if (
    tokens[to + 1]?.text === 'qui' &&
    ((/^(?:a|avait|porte)$/.test(tokens[to + 2]?.text ?? '') &&
      /^(?:un|une|des|de|d'|l'|la|le|fait|eu|presente|subi)$/.test(tokens[to + 3]?.text ?? '')) ||
      (/^(?:est|etait)$/.test(tokens[to + 2]?.text ?? '') && STATES.has(tokens[to + 3]?.text ?? '')))
  )
    return true;
  // "Le conjoint, porteur d'une hépatite C, est suivi".
  if (tokens[to + 1]?.text !== 'qui' && STATES.has(tokens[to + 1]?.text ?? '')) return true;
  if (tokens.slice(to, to + 5).some((token) => token.text === 'ans')) return true;
  // "Son beau-père, qui vit sous le même toit, est traité pour une tuberculose": what is said of him comes behind the aside.
  const close = tokens.findIndex((token, index) => index > to && token.text === ',');
  return tokens[to + 1]?.text === 'qui' && close > 0 && close - to <= LONGEST_ASIDE && DESCRIBING.has(tokens[close + 1]?.text ?? '');
};
const HAPPENED_TO = /^(?:hospitalisation|deces|maladie|demence|cancer|avc|infarctus|handicap)$/;
const LONGEST_ASIDE = 16;

/** "Divorcé, un fils, vit chez sa mère": one of a list of who makes the household, and the patient goes on. */
const isCounted = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens[from - 2]?.text === ',' && (tokens[to] === undefined || tokens[to]?.text === ',' || tokens[to]?.text === '.');

const NUMERALS = /^(?:deux|trois|quatre|cinq|six|[2-9])$/;
const OF_WRITER: ReadonlySet<string> = new Set(['mon', 'ma', 'mes', 'notre', 'nos']);

const isOwned = (tokens: readonly Token[], from: number, to: number, patientIsMinor: boolean): boolean => {
  const previous = tokens[from - 1]?.text ?? '';
  // "Ses deux filles".
  const before = NUMERALS.test(previous) ? (tokens[from - 2]?.text ?? '') : previous;
  const after = tokens[to]?.text ?? '';
  // "La fille de la patiente", "deux enfants dont un autiste".
  if ((after === 'de' || after === 'du') && (PATIENT.has(tokens[to + 1]?.text ?? '') || PATIENT.has(tokens[to + 2]?.text ?? '')))
    return true;
  // "Fils cadet homozygote", "neuf enfants, trois décédés dont un de cirrhose".
  if (/^(?:aine|cadet|benjamin|puine)/.test(after)) return true;
  if (tokens.slice(to, to + 4).some(({ text }) => /^(?:decede|mort)e?s?$/.test(text)) && /s$/.test(tokens[from]?.text ?? '')) return true;
  if (tokens[from + 1]?.text === 'dont' || (tokens[from + 1]?.text === ',' && tokens[from + 2]?.text === 'dont')) return true;
  return (
    before === 'sa' ||
    before === 'son' ||
    before === 'ses' ||
    before === 'leur' ||
    (!patientIsMinor && OF_WRITER.has(before)) ||
    before === '(' ||
    (before === 'un' && tokens[from]?.text === 'fils' && !isCounted(tokens, from, to)) ||
    after === ':' ||
    after === '=' ||
    from === 0
  );
};
