import type { Fact } from '../../domain/fact.js';
import { lowerFirst } from './phrase.js';

/** What is told in a sentence of its source, not by a name of its own. */
const IN_WORDS: ReadonlySet<Fact['kind']> = new Set(['lifestyle', 'plan', 'observation', 'directive', 'pregnancy', 'family-history']);

/** Articles, prepositions, conjunctions and elided words, written small: none ends a line. */
const STUB =
  /[\s,;:–—(/-]+(?:l[ea]s?|une?|d[eu]s?|à|aux?|et|ou|par|dans|sur|chez|vers|entre|que|qui|dont|où|puisque|lorsque|parce que|car|mais|donc|ni|sans|sa|son|ses|cet(?:te)?|ces|leurs?|notre|votre|très|est|sont|était|étaient|ont|avai(?:t|ent)|(?:puis|lors|jus|quois?)?qu['’]?|[dlnsjmtc]['’])$/u;
/** "Voie d'abord en", "une des", "il y en a eu par" are cut; "sept. à sept. 2024", "MAO, grade et" would be too: of a bare "en" and "pour", only behind a word that leads to them. */
const OPEN_STUB =
  /(?:(?:,|;| -| souvent| ou| et| à prévoir| prévue?s?| faite?s?| dès) (?:en|pour|avec|sous|avant|après|pas)|;\s(?:après|avant|puis))$/u;
/** A verb that says that something is to come, and nothing of what. */
const UNSAID =
  /(?:^|\s)(?:il (?:faut|faudra|faudrait|conviendra(?:it)?)|je (?:vous |te |lui )?(?:demande|propose|conseille|rappelle)|(?:doit|devra|devrait|pourra|pourrait))$/iu;
const MARK = /,\s|;\s|\s[-–—/]\s|\s:\s/gu;
/** Words of a part that its stub leaves without what they led to. */
const SHORT_PART = 4;

const withoutPart = (text: string): string | undefined => {
  const last = [...text.matchAll(MARK)].at(-1);
  return last === undefined ? undefined : text.slice(0, last.index).trim();
};

/** Up to the last word that does not ask for another; undefined where nothing is left that says something. */
export const ended = (label: string): string | undefined => {
  let text = label;
  for (let turn = 0; turn < 6; turn += 1) {
    if (UNSAID.test(text)) {
      const kept = withoutPart(text);
      if (kept === undefined) return undefined;
      text = kept;
      continue;
    }
    const cut = STUB.exec(text) ?? OPEN_STUB.exec(text);
    if (cut === null) return text;
    const rest = text.slice(0, cut.index).replace(/[\s,;:–—(/-]+$/u, '');
    const kept = withoutPart(rest);
    const part = rest.slice(kept?.length ?? 0);
    text =
      kept !== undefined && !rest.endsWith(' :') && (part.match(/[\p{L}\d]+/gu) ?? []).length <= SHORT_PART && !/^\s:/u.test(part)
        ? kept
        : rest;
  }
  return text;
};

/** The number or the letter of an item, a mark or a quotation mark that nothing closes, a bracket that ends what was added. */
const opened = (label: string): string => {
  let text = label.replace(/^(?:[|.,;!\])»•\s]+|\p{L}\)\s+|\d{1,2}[/)]\s+(?=\p{L}))/u, '');
  if (/^(?:“[^”]*|[‘”’'][^’']*|"[^"]*)$/u.test(text)) text = text.slice(1).trimStart();
  const added = /^[^[\]]{2,24}\]\s+/u.exec(text);
  if (added !== null) text = text.slice(added[0].length);
  const left = (text.match(/«/gu) ?? []).length;
  const right = (text.match(/»/gu) ?? []).length;
  if (left === right + 1) text = `${text.trimEnd()} »`;
  else if (right === left + 1) text = text.replace(/\s?»(?!.*»)/u, '');
  return text === label ? label : text.charAt(0).toUpperCase() + text.slice(1);
};

/** Who the patient is, where a form writes it: "DURAND Lucien né 09/04/44", "Identité …". */
const IDENTITY =
  /(?<!\b(?:fils|fille|enfant|garçon|jumeau|jumelle|bébé|frère|sœur)s? )\bnée?s? (?:le )?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|^identité(?!\p{L})/iu;
const MAIDEN_NAME = /\bnée? \p{Lu}[\p{Lu}'’ -]+ \d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/u;

/** What links a clause to the one before it, which is not told: taken off where the rest stands alone. */
const LINKED = /^(?:et|donc|or|mais|puis|cependant|toutefois|néanmoins|par ailleurs)[, ]\s*/iu;
/** "Travail : ni à la médecine du travail"; of a finding or of what to do, "ni" denies: "Holter : ni pause", "ni tramadol, ni AINS". */
const NOR = /^ni\s/iu;
/** A clause that only says why, whose or what not: without the one before it, nothing. */
const HANGING = /^(?:car|que|qui|dont|lesquels|laquelle|lequel|parce que|puisque|alors que|tandis que)\s|^(?:qu|puisqu|lorsqu)['’]/iu;

/** "Assistante vétérinaire Taille 166", "(fille), Toulouse Tutelle : non": the next field of a form that one blank parts. */
const NEXT_FIELD =
  / (?=(?:Taille|Poids|TA|IMC|FC)(?: ?:)? ?\d|(?:Mutuelle|Téléphone|Tél|Médecin traitant|Adresse|Profession|Conjoint|Tutelle|Accouchement|Contraception|Étage|Groupe|Situation|Allergies?|Traitements?) ?: )/u;
/** "Pacemaker : non GIR 3": another question of the form, answered. */
const OTHER_ANSWERED = /^[^:;,.]{3,30} : (?:oui|non) (?=\p{Lu}{2})/u;

/** "Travail : ni à la médecine du travail": what is said behind the head. */
const said = (label: string): { head: string; rest: string } => {
  const at = label.indexOf(' : ');
  return at < 0 || at > 60 ? { head: '', rest: label } : { head: label.slice(0, at + 3), rest: label.slice(at + 3) };
};

const begun = (label: string, kind: Fact['kind']): string | undefined => {
  const { head, rest } = kind === 'plan' ? { head: '', rest: label } : said(label);
  if (HANGING.test(rest) || (NOR.test(rest) && (kind === 'lifestyle' || kind === 'family-history'))) return undefined;
  if (kind !== 'lifestyle' && kind !== 'plan' && kind !== 'pregnancy') return label;
  const field = kind === 'plan' ? -1 : rest.search(NEXT_FIELD);
  const own = opened(field > 3 ? rest.slice(0, field) : rest)
    .replace(OTHER_ANSWERED, '')
    .replace(LINKED, '');
  if (own === rest) return label;
  return head === '' ? own.charAt(0).toUpperCase() + own.slice(1) : `${head}${lowerFirst(own)}`;
};

/** "Déficit", "Gêne", "Affections actuelles", "ET fragile", "un épisode": a word that asks of what or where, and is not told. */
const OF_NOTHING =
  /^(?:(?:un |une |le |la |les )?(?:d[ée]ficits?|l[ée]sions?|g[êe]nes?|instabilit[ée]|affections?(?: actuelles?)?|atteintes?|fragiles?|r[ée]introduite?s?|formations?(?: (?:d['’]|exploitant|professionnelle|continue|initiale).*)?)(?:, .*)?|(?:un|une|le|la|second|deuxi[èe]me|troisi[èe]me|premier|dernier|nouvel|autre)e? (?:[ée]pisode|fois|crise))$/iu;
/** "A demandé des nouvelles": what somebody did, and nothing to do. */
const DID =
  /^[ÀA] (?:(?:bien |déjà |tout )?(?:demandé|appelé|refusé|accepté|oublié|arrêté|consulté|parlé|pleuré|téléphoné|mangé|dormi|signé|reçu|été|eu|vu|pris))(?!\p{L})/u;
/** "Les coloscopies", "une IVG": the article of a name; it is kept for the sentence that follows it ("L'implant a été changé"). */
const ARTICLE = /^(?:l['’]|(?:les?|la|une?) )(?!autre|seconde?|(?:premi|deuxi|troisi|quatri|derni)[èe])(?=\p{L})/iu;
const A_VERB = /(?:^|\s)(?:a|ont|est|sont|fut|était|étaient|avait|avaient|vient)\s|\s:\s/u;
/** "Dispositif intra-utérin intra-utérin", "HELLP syndrome syndrome": an abbreviation written out beside its own words. */
const TWICE = /(?<![\p{L}-])(\p{L}[\p{L}'’-]{3,}) \1(?![\p{L}-])/giu;
const plainName = (label: string): string => {
  const once = label.replace(TWICE, '$1');
  const bare = A_VERB.test(once) ? once : once.replace(ARTICLE, '');
  return bare === once ? once : bare.charAt(0).toUpperCase() + bare.slice(1);
};
/** "Conduite automobile : le permis", "Substances : toxiques": the heading again, and nothing of the patient. */
const HEADING_ALONE =
  /^(?:(?:les?|la) |l['’])?(?:toxiques?|drogues?|substances?|alcool|tabac|permis(?: de conduire)?|conduite|alimentation|régime|sommeil|profession|métier|travail|sports?|loisirs|animaux|autonomie|habitus|mode de vie|oh(?: : o)?)\.?$/iu;
/** "Voici des nouvelles de …", "merci de m'avoir adressé": how a letter opens. */
const OPENS_A_LETTER = /^(?:voici (?:des|les|quelques) nouvelles|je vois ce jour|merci de m['’]avoir)(?!\p{L})/iu;
/** "I. Delort": who signs. */
const SIGNED = /^\p{Lu}\. ?\p{Lu}[\p{L}-]+$/u;
/** "La greffe non plus": denied with what was told before. */
const NEITHER = /\snon plus$/iu;

/**
 * A fact as a reader may be told it: its label without what its clause was cut from, the item's number or a quotation that nothing closes;
 * undefined where the words left over tell nothing, or tell who the patient is.
 */
export const wellFormed = (fact: Fact): Fact | undefined => {
  const inWords = IN_WORDS.has(fact.kind);
  if (inWords && (IDENTITY.test(fact.label) || MAIDEN_NAME.test(fact.label))) return undefined;
  const whole = inWords ? begun(opened(fact.label), fact.kind) : opened(fact.label);
  const own = whole === undefined ? undefined : ended(whole);
  const label = own === undefined || inWords || fact.kind === 'allergy' ? own : plainName(own);
  if (label === undefined || !/\p{L}[\p{L}\d]/u.test(label)) return undefined;
  if (fact.kind === 'plan' && (DID.test(label) || SIGNED.test(label) || OPENS_A_LETTER.test(label))) return undefined;
  if (fact.kind === 'lifestyle' && fact.status !== 'absent' && HEADING_ALONE.test(said(label).rest)) return undefined;
  if (!inWords && (NEITHER.test(label) || (fact.kind === 'condition' && OF_NOTHING.test(label)))) return undefined;
  return label === fact.label ? fact : { ...fact, label };
};
