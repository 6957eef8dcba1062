import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument, perLists } from '../../per-document.js';
import type { Sources } from '../../sources.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { labelNames } from './drug-classes.js';
import { nameAside } from './drugs.js';
import { once, passagesSideBySide, readForGood, saying, type Written } from '../passages.js';
import { whoSays, type VigilanceInput } from '../warning.js';

/** Not to be given any more, behind the drug that is meant or before it. */
const FORBIDS =
  /\b(?:(?:a )?proscri(?:re|te?s?|ts)|contre indiqu\w+|(?:a|sont a|est a) (?:eviter|bannir|exclure)|eviter|eviction (?:definitive )?(?:de|des|du)|(?:a )?ne (?:plus|pas|jamais) (?:(?:lui|en|le|la|les|jamais|plus) )*(?:re)?(?:donner|prescri\w+|prendre|introduire|utiliser|administrer|conduire|mettre|lancer|nouveler|instaurer|commencer|demarrer|essayer|employer|injecter|proposer)|interdi(?:t|te|ts|tes)|ne (?:doi(?:t|vent)|devr(?:a|ont|ait|aient)) (?:(?:plus|pas|jamais|lui) )*(?:etre )?(?:re)?(?:donnee?s?|prescri\w+|introdui\w+|utilisee?s?|administree?s?|employee?s?|proposee?s?|instauree?s?)|doi(?:t|vent) (?:disparaitre|sortir|etre (?:retiree?s?|supprimee?s?|bannie?s?|exclue?s?))|on ne (?:la|le|les|l) (?:re)?(?:mettra|donnera|prendra|prescrira|introduira) (?:plus|pas)|jamais (?:plus )?d(?:e|es|u)?|plus jamais (?:de|d)|plus (?:de|d)(?= (?!\d|deux|trois|quatre|cinq|six|dix|un)\w)|pas d(?:e)?(?= \w+ (?:avec|sous|chez (?:elle|lui|ce|cette)|en raison|\(|a l avenir|a vie)))\b/g;
/** Another thing is forbidden than the drug itself, or only under a condition. */
const OTHERWISE =
  /\b(?:arret\w*|interrompre|interruption|oublier|depasser|alcool|pamplemousse|si|en cas d\w*|sauf|au dela|associ\w+|sans avis|conduire|pendant|jusqu|collyre|inhale\w*|local\w*|injectable|fortes? doses?)\b/;
/** "La péridurale n'est pas contre-indiquée par l'aspirine". */
const NOT_FORBIDDEN =
  /\b(?:n est|ne sont|n etai(?:t|ent)|ne sera|non|pas) (?:donc |en rien )?(?:pas |plus |nullement )?(?:formellement )?$/;
const ALLOWED = /\b(?:repris\w*|reintrodui\w*|reprise (?:possible|autorisee|de)|autorise\w*|rediscut\w*|toleree?|accord du)\b/;
const allows = once(ALLOWED);
const mayForbid = once(
  /\b(?:proscri|contre indiqu|eviter|bannir|exclure|eviction|ne plus|ne pas|ne jamais|interdi|doit|doivent|devra|devront|on ne|jamais|plus d|pas d)/,
);
/** "Ne plus lui en donner": the sentence before names the drug. */
const PRONOUN = /^[^.;]{0,16}\bne (?:plus|pas|jamais) (?:lui |leur )?(?:en|le|la|les)\b/;
/** What is meant can only follow. */
const OBJECT_BEHIND = /^(?:jamais|plus|pas|eviter|eviction|proscrire)/;
const AHEAD = 50;
const BEHIND = 26;
/** What stands right before and right behind the words that forbid, in their clause. */
const scopesOf = readForGood('bans', (passage): readonly string[] => {
  const { words } = passage;
  return (mayForbid(passage) ? [...words.matchAll(FORBIDS)] : []).flatMap((match) => {
    const end = match.index + match[0].length;
    const ahead =
      words
        .slice(Math.max(0, match.index - AHEAD), match.index)
        .split(/[.;:(]/)
        .at(-1) ?? '';
    const behind = words.slice(end, end + BEHIND).split(/[.;,()]| (?:chez|sous|avec|en raison|car|depuis|meme|mais) /)[0] ?? '';
    return NOT_FORBIDDEN.test(words.slice(0, match.index)) || OTHERWISE.test(words.slice(Math.max(0, match.index - 12), end + 30))
      ? []
      : [OBJECT_BEHIND.test(match[0]) ? behind : `${ahead} ${behind}`];
  });
});
/** Given within these years of the warning. */
const LASTS_DAYS = 3650;
const GIVEN: ReadonlySet<DrugEvent['medication']['event']> = new Set([
  'prescribed',
  'discharge',
  'started',
  'administered',
  'listed',
  'continued',
]);

interface Ban {
  readonly passage: Written;
  /** The words that name the drug. */
  readonly scope: string;
}

/** What a paper forbids, in the words around. */
const bansIn = perDocument((own: readonly Written[], _: undefined, sources: Sources) =>
  own.flatMap((passage, place): readonly Ban[] => {
    if (!mayForbid(passage) || passage.date === undefined || isOnlyAReport(passage, sources)) return [];
    const scopes = scopesOf(passage);
    const before = scopes.length > 0 && PRONOUN.test(passage.words) ? own[place - 1]?.words : undefined;
    return [...scopes, ...(before === undefined ? [] : [before])].map((scope) => ({ passage, scope }));
  }),
);

/** A drug that one paper says not to give any more, given by a later one without a word of it. */
export function forbiddenGiven({ passages, histories, sources }: VigilanceInput): readonly Vigilance[] {
  const bans = bansIn(passages, undefined, sources);
  if (bans.length === 0) return [];
  const allowing = saying(passages, allows);
  return histories.flatMap((history) => givenDespite([history, bans, allowing], undefined, sources));
}

const givenDespite = perLists(
  (
    [history, bans, allowing]: readonly [DrugHistory, readonly Ban[], readonly Written[]],
    _: undefined,
    sources: Sources,
  ): readonly Vigilance[] => {
    const against = bans.filter(({ scope }) => labelNames(scope, history));
    const first = against[0];
    if (first === undefined) return [];
    const { passage } = first;
    const given = history.events.filter(
      ({ fact, date, act, medication, strength, inPassing }) =>
        (act === 'take' || act === 'administer') &&
        !inPassing &&
        strength >= 2 &&
        GIVEN.has(medication.event) &&
        date !== undefined &&
        fact.documentId !== passage.documentId &&
        compareDates(date, passage.date) > 0 &&
        daysBetween(passage.date ?? date, date) <= LASTS_DAYS,
    );
    const last = given.at(-1);
    const allowed = allowing.some(
      (one) => one.date !== undefined && compareDates(one.date, passage.date) > 0 && labelNames(one.words, history),
    );
    // Taken up to that day as ever, and named by a sentence on others.
    if (last === undefined || allowed) return [];
    const item = passagesSideBySide({
      rule: 'vigilance:forbidden-and-given',
      subject: `${history.label}${nameAside(history)}`,
      sides: [{ says: 'à ne plus donner', passage, also: against.slice(1, 3).map((one) => one.passage) }],
      factIds: given.map(({ fact }) => fact.id),
      importance: 3,
    });
    return [
      {
        ...item,
        text: `${item.text}, donné ensuite (${whoSays(last.fact, sources)})`,
        citations: [...item.citations, ...given.toReversed().flatMap(({ fact }) => fact.citations)].slice(0, 8),
      },
    ];
  },
);

/** Leaflets and laboratories' remarks forbid in general. */
const isOnlyAReport = ({ documentId }: Written, sources: Sources): boolean =>
  ['laboratory', 'pathology', 'imaging'].includes(sources.nature(documentId));
