import vocabulary from '../../vocabulary/implants.json' with { type: 'json' };
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { byTopics, perDocument, perList } from '../../per-document.js';
import { once, passagesSideBySide, readForGood, type Written } from '../passages.js';
import { placesIn } from '../things.js';
import { clauseAround, INTERLOCUTOR, isTold, KIN } from '../told/claim.js';
import type { VigilanceInput } from '../warning.js';

const IMPLANTS = vocabulary.implants.map(({ name, words, isMetal }) => ({
  name,
  isMetal,
  pattern: new RegExp(String.raw`(?<!(?:ablation|retrait|depose) (?:facile )?)\b(?:${words})\b`, 'g'),
  named: new RegExp(String.raw`\b(?:${words})\b`, 'g'),
}));
const METAL = [...new Set(IMPLANTS.filter(({ isMetal }) => isMetal).map(({ name }) => name))];
const WORTH = once(new RegExp(String.raw`\b(?:${vocabulary.implants.map(({ words }) => words).join('|')}|materiel)\b`));

/** Of somebody: in place, none, or taken out. */
type State = 'en place' | 'absent' | 'retiré';
interface Claim {
  readonly name: string;
  readonly state: State;
  readonly places: readonly string[];
  /** Told of the day of the paper: a form's answer, what an image shows, what somebody bears. */
  readonly isOfThatDay: boolean;
}

/** "Aucun matériel métallique", "matériel implanté : non": whatever is of metal. */
const NO_METAL =
  /\b(?:pas de|aucun|sans|absence de) materiel(?: (?:metallique|implante|chirurgical|d osteosynthese|en place|etranger))+(?! (?:ne|n|visible|decelable))\b|\bmateriel(?: (?:metallique|implante|implantable|orthopedique|etranger))*(?: ?[,/]? ?(?:(?:ou|et) )?(?:chirurgie osseuse|prothese|plaques?|vis|eclats?|implants?))* ?: ?(?:non|aucun|neant)\b/;
/** The same, once it was taken out. */
const ALL_OUT =
  /\bplus (?:aucun|de) materiel\b|\b(?:materiel|ams)\b[^.;,]{0,24}\b(?:retire|enleve|ote|depose)\b|\bablation (?:complete )?d[eu] materiel\b/;
const OUT = /\b(?:retir\w+|enlev\w+|ablation|otee?s?|deposee?s?|depose|explant\w+|retrait|extraite?s?|extraction)\b/;
const NOT_OUT =
  /\b(?:pas|jamais|non|sera|seront|prevu\w*|programm\w*|annul\w*|report\w*|refus\w*|pour|avant de|en vue d\w*|difficile a) (?:ete |etre |l |le |la )*(?:retir|enlev|ote|depos|explant|ablation|retrait)|\b(?:ablation|retrait)\b[^.;,]{0,24}\b(?:prevue?|programmee?|envisagee?|a (?:faire|prevoir|programmer|discuter)|annulee?|reportee?|proposee?|refusee?|indiquee?|souhaitee?|systematique)\b|\b(?:envisag|prevoir|discut|propos|demand)\w* (?:de |d |une? |l |le |la )*(?:ablation|retrait|retirer|enlever)|\ba (?:retirer|enlever|oter|deposer|extraire)\b|\bsi\b|\?/;
const NO =
  /\b(?:pas|sans|aucune?|absence|jamais|ni)\b(?: (?:d|de|du|eu|porteu\w+|un|une|ni|[a-z]+))? ?$|\b(?:pas|sans|aucune?|ni)\b (?:d |de )?(?:[a-z]+ ?,? ){0,3}ni (?:d |de )?$/;
const ANSWERED_NO = /^[a-z ,()]{0,40}?[:=] ?(?:non\b(?! [a-z]+e\b(?! ?:))|aucune?\b|0\b|neant\b)/;
/** Weighed, not put in. */
const WANTED = /\b(?:indication|discussion|interet|place|critere\w*|contre indication)\b[^.;,]{0,30}$/;
/** "Un défibrillateur n'est pas indiqué": neither in place nor asked about. */
const NOT_WANTED =
  /^(?: [a-z]+)? (?:n est |n etait |n a |serait |sera |est |a ete |etait )?(?:pas |non )?(?:ete )?(?:indiquee?s?|envisagee?s?|discutee?s?|proposee?s?|refusee?s?|recusee?s?|retenue?s?|prevue?s?|programmee?s?|a (?:discuter|prevoir|envisager|poser))\b/;
const OF_THAT_DAY = /[:=] ?oui\b|\b(?:en place|toujours|porteu(?:r|se)|visible|present\w*|je vois|montre|image|boucle|a signaler|garde)\b/;

const implantsIn = readForGood('implants', (passage): readonly Claim[] => {
  const { words } = passage;
  if (!WORTH(passage) || KIN.test(words.replace(INTERLOCUTOR, ' '))) return [];
  const places = placesIn(words);
  const generic: readonly Claim[] = (
    [
      ['absent', NO_METAL],
      ['retiré', ALL_OUT],
    ] as const
  ).flatMap(([state, pattern]) =>
    pattern.test(words) && !NOT_OUT.test(words)
      ? (state === 'absent' ? METAL : METAL.slice(0, 1)).map((name) => ({ name, state, places, isOfThatDay: true }))
      : [],
  );
  const named = IMPLANTS.flatMap(({ name, named: pattern }) =>
    [...words.matchAll(pattern)].flatMap((match): readonly Claim[] => {
      const state = stateOf(words, match.index, match.index + match[0].length);
      return state === undefined ? [] : [{ name, state, places, isOfThatDay: state !== 'en place' || OF_THAT_DAY.test(words) }];
    }),
  );
  return [...generic, ...named];
});

function stateOf(words: string, start: number, end: number): State | undefined {
  const { before, after } = clauseAround(words, start, end);
  const clause = before + words.slice(start, end) + after;
  if (OUT.test(clause)) return NOT_OUT.test(clause) ? undefined : 'retiré';
  if (NO.test(before) || ANSWERED_NO.test(after)) return 'absent';
  return !WANTED.test(before) && !NOT_WANTED.test(after) && isTold(words, start, end, {}) ? 'en place' : undefined;
}

interface Told {
  readonly documentId: string;
  readonly claim: Claim;
  readonly passage: Written;
}
const toldIn = perDocument((own: readonly Written[]): readonly Told[] =>
  own.flatMap((passage) =>
    passage.date === undefined ? [] : implantsIn(passage).map((claim) => ({ documentId: passage.documentId, claim, passage })),
  ),
);
const byName = byTopics(({ claim: { name } }: Told) => [name]);

const mayBeOne = (a: Claim, b: Claim): boolean =>
  a.places.length === 0 || b.places.length === 0 || a.places.some((place) => b.places.includes(place));
const isFirst = ({ passage: a }: Told, { passage: b }: Told): boolean => compareDates(a.date, b.date) <= 0;

/** What a form says is not in somebody though another paper put it in; what is said to be in place though it was taken out. */
export function implantsDiffer({ passages }: VigilanceInput): readonly Vigilance[] {
  const found = [...byName(toldIn(passages)).entries()].flatMap(([name, told]) => differing(told, name));
  // "Stimulateur ou défibrillateur : oui" is one answer.
  return found.filter(({ citations: [one] }, index) => found.findIndex(({ citations: [other] }) => other?.quote === one?.quote) === index);
}

const differing = perList((told: readonly Told[], name: string): readonly Vigilance[] => {
  const of = (state: State): readonly Told[] => told.filter(({ claim }) => claim.state === state);
  const [present, absent, out] = [of('en place'), of('absent'), of('retiré')];
  const apart = (a: Told, b: Told): boolean => a.passage.documentId !== b.passage.documentId;
  for (const none of absent.toReversed()) {
    const before = present.filter((one) => apart(one, none) && isFirst(one, none) && mayBeOne(one.claim, none.claim));
    // Taken out since, or the record denies it as often as it tells it.
    if (before.length === 0 || out.some((one) => isFirst(one, none)) || present.every((one) => absent.some((other) => !apart(one, other))))
      continue;
    return [side(name, [before.at(-1), none], before.slice(-4, -1))];
  }
  for (const still of present.toReversed().filter(({ claim }) => claim.isOfThatDay)) {
    const gone = out.filter((one) => apart(one, still) && isFirst(one, still) && mayBeOne(one.claim, still.claim));
    const last = gone.at(-1);
    const isNew =
      last === undefined ||
      present.some((one) => one !== still && isFirst(last, one) && isFirst(one, still) && PUT_IN.test(one.passage.words));
    if (isNew || PUT_IN.test(still.passage.words) || out.some((one) => !apart(one, still))) continue;
    return [side(name, [last, still], gone.slice(-4, -1))];
  }
  return [];
});
const PUT_IN = /\b(?:pose[es]*|mise? en place|implante\w*|nouve(?:au|lle)|remplac\w+|change\w*)\b/;

function side(name: string, pair: readonly (Told | undefined)[], more: readonly Told[]): Vigilance {
  return passagesSideBySide({
    rule: 'vigilance:implant-differs',
    subject: name,
    sides: pair.flatMap((one, index) =>
      one === undefined
        ? []
        : [{ says: one.claim.state, passage: one.passage, ...(index === 0 ? { also: more.map(({ passage }) => passage) } : {}) }],
    ),
    importance: 3,
  });
}
