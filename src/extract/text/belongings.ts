import type { PageAnalysis } from './analysis.js';
import { reachBackward } from './boundaries.js';
import { namesOfKin } from './named-persons.js';
import type { Scope } from './scope.js';
import { TITLE } from './self-words.js';
import type { Token } from './tokens.js';

const IS = /^(?:est|sont|etait|etaient)$/;
const THAT = /^(?:celle|celui|celles|ceux)$/;
const OF = /^(?:de|d'|du|des)$/;
const KIN =
  /^(?:meres?|peres?|freres?|soeurs?|seurs?|jumelles?|jumeaux?|oncles?|tantes?|cousine?s?|maris?|epouse|epoux|femme|compagn(?:on|e)|conjointe?|voisine?s?)$/;
const DETERMINER = /^(?:la|le|l'|sa|son|ses|leur|un|une)$/;

/** What belongs to a person; a picture or a pain "est celle de Tietze". */
const OWNED =
  /^(?:allergies?|intolerances?|ordonnances?|traitements?|medicaments?|boites?|carnets?|resultats?|antecedents?|vaccins?|comprimes?|gouttes|sirops?)$/;
/** Whose "celle de" is: a relative, or a first name that the page writes with a capital. */
const isPerson = (analysis: PageAnalysis, tokens: readonly Token[], at: number, said: readonly Token[]): boolean => {
  const own = DETERMINER.test(tokens[at]?.text ?? '') ? at + 1 : at;
  const token = tokens[own];
  if (token === undefined) return false;
  if (KIN.test(token.text)) return true;
  const written = analysis.page.text.slice(token.start, token.end);
  return own === at && /^\p{Lu}\p{Ll}{2,}$/u.test(written) && (said.some(({ text }) => OWNED.test(text)) || isFirstName(analysis, written));
};

/** A name is a person's where the page gives it to a relative, or writes it more than once without a title. */
const isFirstName = (analysis: PageAnalysis, name: string): boolean =>
  namesOfKin(analysis).has(name) || analysis.page.text.split(new RegExp(`(?<![\\p{L}])${name}(?![\\p{L}])`, 'u')).length > 2;

/** "L'allergie au lait était celle de Noémie", "l'anaphylaxie est celle du frère": what the sentence is about is somebody else's. */
const givenAway = (analysis: PageAnalysis, tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    if (!IS.test(token.text) || !THAT.test(tokens[index + 1]?.text ?? '') || !OF.test(tokens[index + 2]?.text ?? '')) return [];
    // "…, y compris facteur V Leiden, qui est celui du frère": the clause is about the name before its comma.
    const to = tokens[index - 1]?.text === 'qui' && tokens[index - 2]?.text === ',' ? index - 2 : index;
    const from = reachBackward(tokens, to, to === index);
    if (!isPerson(analysis, tokens, index + 3, tokens.slice(from, index))) return [];
    const start = tokens[from]?.start;
    if (start === undefined || from >= index) return [];
    const cue = { start: token.start, end: tokens[index + 3]?.end ?? token.end };
    return [{ qualifier: to === index ? 'otherPerson' : 'family', rule: 'belongs-to', cue, side: 'after', start, end: token.start }];
  });

const CLOSES = /^[,;.)!]$/;
/** "Tramadol = ordonnance de M. P., pas d'elle", "je prends de la sertraline, ce n'est pas pour elle": the clause before is of somebody else. */
const notForPatient = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    if (token.text !== 'pas' || !/^(?:pour|d'|a|chez)$/.test(tokens[index + 1]?.text ?? '')) return [];
    const behind = tokens[index + 3]?.text;
    if (!/^(?:elle|lui)$/.test(tokens[index + 2]?.text ?? '') || (behind !== undefined && !CLOSES.test(behind))) return [];
    // ", pas d'elle" or ", ce n'est pas pour elle".
    const opens = tokens[index - 1]?.text === ',' ? index - 1 : isNotFor(tokens, index) ? index - 4 : -1;
    if (opens <= 0) return [];
    let from = opens;
    while (from > 0 && (!/^[.;!?]$/.test(tokens[from - 1]?.text ?? '') || isTitlesPoint(tokens, from - 1))) from -= 1;
    const start = tokens[from]?.start;
    if (start === undefined || from >= opens) return [];
    const cue = { start: token.start, end: tokens[index + 2]?.end ?? token.end };
    return [{ qualifier: 'otherPerson', rule: 'belongs-to', cue, side: 'after', start, end: token.start }];
  });
/** "M. Untel": the point ends nothing. */
const isTitlesPoint = (tokens: readonly Token[], at: number): boolean => tokens[at]?.text === '.' && TITLE.test(tokens[at - 1]?.text ?? '');
const isNotFor = (tokens: readonly Token[], pas: number): boolean =>
  tokens[pas - 1]?.text === 'est' &&
  tokens[pas - 2]?.text === "n'" &&
  /^(?:ce|c')$/.test(tokens[pas - 3]?.text ?? '') &&
  tokens[pas - 4]?.text === ',';

/** "Mère 31 ans, G1P2, hypothyroïdie, tabac arrêté au début de la grossesse": a history that a parent's age opens is the parent's, to its end. */
const parentsHistory = (tokens: readonly Token[]): readonly Scope[] => {
  const [first, second, third] = tokens;
  if (first === undefined || !/^(?:meres?|maman|peres?|papa)$/.test(first.text)) return [];
  const age = second?.text === ',' || second?.text === ':' ? third : second;
  const unit = second === age ? third : tokens[3];
  if (age === undefined || !/^\d{2}$/.test(age.text) || unit?.text !== 'ans') return [];
  const end = tokens.at(-1)?.end ?? first.end;
  const member = /^(?:mere|maman)/.test(first.text) ? 'mère' : 'père';
  return [{ qualifier: 'family', rule: 'person', cue: first, side: 'around', member, start: first.start, end }];
};

const spanTo = (tokens: readonly Token[], from: number, to: number): { readonly start: number; readonly end: number } => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});
const SPOUSE_OR_KIN = new RegExp(`${KIN.source.slice(0, -2)}|fils|filles?)$`);

/** "Son épouse (qui se pique déjà : MTX pour sa PR)", "son épouse, dont la polyarthrite est traitée": the clause is about who stands before it. */
const relativeClauses = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    if (!SPOUSE_OR_KIN.test(token.text)) return [];
    // "Son épouse Sandrine (qui …".
    const open = /^[(,]$/.test(tokens[index + 1]?.text ?? '') ? index + 1 : index + 2;
    const [mark, word, next] = [open, open + 1, open + 2].map((at) => tokens[at]?.text ?? '');
    const bracketed = mark === '(' && word === 'qui' && !COMES_ALONG.test(next ?? '');
    const whose =
      mark === ',' && word === 'dont' && /^(?:le|la|l'|les)$/.test(next ?? '') && !/^patiente?$/.test(tokens[open + 3]?.text ?? '');
    const words = tokens
      .slice(open + 1, open + 8)
      .map(({ text }) => text)
      .join(' ');
    const ill = mark === ',' && HAS_AN_ILLNESS.test(words);
    if (!bracketed && !whose && !ill) return [];
    const close = tokens.findIndex(({ text }, at) => at > open && (bracketed ? text === ')' : /^[,;.)]$/.test(text)));
    const scope = spanTo(tokens, open + 1, close < 0 ? tokens.length : close);
    return [{ qualifier: 'otherPerson', rule: 'belongs-to', cue: { start: token.start, end: token.end }, side: 'around', ...scope }];
  });
/** "Son mari, qui a fait un AVC et qui est sous insuline", "sa mère, qui prend du lithium". */
const HAS_AN_ILLNESS =
  /^qui (?:(?:lui|elle) aussi )?(?:a (?:deja )?(?:fait|eu|subi|developpe|presente) (?:un|une|des|deux|son|sa) |est (?:[a-z]+ )?(?:sous|traitee?|atteinte?|diabetique|hypertendue?|demente?|dialysee?|insulinotraitee?|epileptique|asthmatique) |souffre (?:de |d' )|prend (?:du |de |des |un |une ))/;
/** "Sa fille (qui l'accompagne, qui signale …)": who stands by, and tells of the patient. */
const COMES_ALONG =
  /^(?:l'|le|la|lui|nous|me|m'|accompagn\w*|vit|habite|signale\w*|dit|rapporte\w*|appelle|precise|decrit|confirme|prepare|gere|trouve|s'|travaille|est|a)$/;

/** "Épilepsie, noté au crayon, il dit « c'est mon frère »": what the sentence names is the relative's. */
const saidToBeKins = (tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    const [is, whose, who] = [index + 1, index + 2, index + 3].map((at) => tokens[at]?.text ?? '');
    if (token.text !== "c'" || is !== 'est' || !/^(?:mon|ma|son|sa)$/.test(whose ?? '') || !KIN.test(who ?? '')) return [];
    const behind = tokens[index + 4]?.text;
    if (behind !== undefined && !/^[".;)!,]$/.test(behind)) return [];
    if (!tokens.slice(Math.max(0, index - 4), index).some(({ text }) => /^(?:dit|repond|precise|rectifie|corrige|")$/.test(text)))
      return [];
    let from = index;
    while (from > 0 && !/^[.;!?]$/.test(tokens[from - 1]?.text ?? '')) from -= 1;
    if (from >= index) return [];
    const cue = spanTo(tokens, index, index + 4);
    return [{ qualifier: 'otherPerson', rule: 'belongs-to', cue, side: 'after', start: tokens[from]?.start ?? 0, end: token.start }];
  });

/** "Facteur V Leiden (il dit « on a ça dans la famille »)": heard of kin, and written as the patient's. */
const heardInTheFamily = (analysis: PageAnalysis, tokens: readonly Token[]): readonly Scope[] =>
  tokens.flatMap((token, index): readonly Scope[] => {
    if (token.text !== '(') return [];
    const close = tokens.findIndex(({ text }, at) => at > index && text === ')');
    const end = tokens[close];
    if (end === undefined || close - index > 16) return [];
    const said = analysis.folded.slice(token.start, end.end).replace(/\s/g, ' ');
    if (!/\b(?:on a (?:ca|cela)|on l'a|il y a (?:ca|cela)|ca existe|c'est) dans (?:la|sa|ma|notre) famille\b/.test(said)) return [];
    const from = reachBackward(tokens, index, false);
    if (from >= index) return [];
    const cue = { start: token.start, end: end.end };
    return [{ qualifier: 'family', rule: 'belongs-to', cue, side: 'after', start: tokens[from]?.start ?? 0, end: token.start }];
  });

/** What the words of a sentence give to somebody other than the patient, whoever the sentence was about. */
export const belongingScopes = (analysis: PageAnalysis, tokens: readonly Token[]): readonly Scope[] => [
  ...givenAway(analysis, tokens),
  ...notForPatient(tokens),
  ...parentsHistory(tokens),
  ...relativeClauses(tokens),
  ...saidToBeKins(tokens),
  ...heardInTheFamily(analysis, tokens),
];
