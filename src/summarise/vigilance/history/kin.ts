import { perDocument, perLists } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { conceptTraits } from '../../concepts.js';
import { quoteWords } from '../../quote.js';
import { containment, fold, groupBy, significantWords } from '../../text.js';
import type { Sources } from '../../sources.js';
import { passagesSideBySide, once, saying, type Written } from '../passages.js';
import { illnessNamed } from '../written/kin.js';
import { sideBySide, whoSays, type Side, type VigilanceInput } from '../warning.js';

const MEMBER =
  /\b(grands? peres?|grands? meres?|demi (?:frere|soeur)|peres?|papa|meres?|maman|freres?|soeurs?|oncles?|tantes?|cousine?s?|fils|filles?|neveux?|nieces?)\b/;
const NAMES: Readonly<Record<string, string>> = { papa: 'pere', maman: 'mere', cousine: 'cousin' };
/** "La sœur du père", "un oncle, frère de sa mère": who is told by way of another relative. */
const BY_WAY =
  /\b(peres?|meres?|freres?|soeurs?|fils|filles?) (?:de|du|d) ?(?:(?:son|sa|la|le|l|ma|mon|une?) )?(peres?|meres?|papa|maman|oncles?|tantes?)\b/;
/** The one in the middle, then the other: "père" of whom somebody is the "sœur". */
const ONE_FURTHER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pere: { pere: 'grand pere', mere: 'grand mere', frere: 'oncle', soeur: 'tante' },
  mere: { pere: 'grand pere', mere: 'grand mere', frere: 'oncle', soeur: 'tante' },
  oncle: { fils: 'cousin', fille: 'cousin' },
  tante: { fils: 'cousin', fille: 'cousin' },
};

interface Kin {
  readonly fact: Fact;
  /** Folded and bare: "soeur" of "sœur aînée". */
  readonly member: string;
  /** Maternal or paternal, where it is written. */
  readonly branch: string | undefined;
  readonly ages: ReadonlySet<number>;
  /** "Vers 60 ans", not "vers 81 ans". */
  readonly about: boolean;
  readonly illness: readonly string[];
}

/** One relative, two illnesses at one age or one illness at two ages; or one illness of one age in two relatives, each in one paper. */
export const differingKin = ({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] =>
  toldOtherwise([kinAmong(facts), saying(passages, speaksOfFamily)], undefined, sources);

const toldOtherwise = perLists(([kin, spoken]: readonly [readonly Kin[], readonly Written[]], _: undefined, sources: Sources) => [
  ...contradictions(kin, sources),
  ...deniedKin(kin, spoken, sources),
]);

function contradictions(kin: readonly Kin[], sources: Sources): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const told = new Set<Kin>();
  for (const [index, a] of kin.entries()) {
    const b = kin
      .slice(index + 1)
      .find((other) => !told.has(other) && other.fact.documentId !== a.fact.documentId && contradict(a, other, kin));
    if (b === undefined || told.has(a)) continue;
    told.add(a).add(b);
    found.push(
      sideBySide({
        rule: 'vigilance:family',
        subject: `Antécédent familial (${a.member === b.member ? nameOf(a) : `${nameOf(a)} ou ${nameOf(b)}`})`,
        sides: [a, b].map((one): Side => ({ says: saysOf(one), fact: one.fact })),
        importance: 1,
        sources,
      }),
    );
  }
  return found;
}

const isKin = (fact: Fact): boolean =>
  (fact.kind === 'family-history' || fact.qualifiers.family) && !fact.qualifiers.negated && fact.status !== 'absent' && !isAnsweredNo(fact);

/** "Atcd familiaux glaucome : non", as forms write it. */
const isAnsweredNo = (fact: Fact): boolean =>
  /\b(?:familia\w+|famille)\b[^:]{0,60}: ?(?:non|0|aucun|neant|ras)\b|\[ ?\] ?oui ?\[ ?x ?\] ?non|☐ ?oui ?☒ ?non/.test(quoteWords(fact));

const kinAmong = perDocument((own: readonly Fact[]) =>
  own.filter(isKin).flatMap((fact): readonly Kin[] => {
    const further = furtherOf(fact);
    const member = further?.member ?? memberOf(fact);
    if (member === undefined) return [];
    const about = ROUND_AGE.test(quoteWords(fact));
    return [{ fact, member, branch: further?.branch ?? branchOf(fact), ages: agesOf(fact), about, illness: illnessOf(fact) }];
  }),
);

/** The relative that the fact names, else the one that opens its passage. */
function memberOf(fact: Fact): string | undefined {
  const named = MEMBER.exec(fold(fact.familyMember ?? '')) ?? (fact.familyMember === undefined ? MEMBER.exec(quoteWords(fact)) : null);
  const bare = named?.[1]?.replace(/s\b/g, '').replace(/^fil$/, 'fils');
  return bare === undefined ? undefined : (NAMES[bare] ?? bare);
}

/** The relative who is told by way of the one that the fact names. */
function furtherOf(fact: Fact): { readonly member: string; readonly branch: string | undefined } | undefined {
  const [, written = '', through = ''] = BY_WAY.exec(quoteWords(fact)) ?? [];
  const [who, middle] = [written, through].map((word) => NAMES[word] ?? word.replace(/^(?!fils)(.*)s$/, '$1'));
  const member = ONE_FURTHER[middle ?? '']?.[who ?? ''];
  const own = memberOf(fact);
  if (member === undefined || own === undefined || ![member, who, middle].includes(own)) return undefined;
  return { member, branch: middle === 'pere' ? 'patern' : middle === 'mere' ? 'matern' : undefined };
}

const branchOf = (fact: Fact): string | undefined => /\b(matern|patern)el/.exec(fold(`${fact.familyMember ?? ''} ${fact.label}`))?.[1];
const nameOf = ({ fact, member }: Kin): string => fact.familyMember ?? member;
const saysOf = ({ fact, ages }: Kin): string => {
  const illness = conceptTraits(fact.concept)?.label ?? fact.label.replace(/^[^:]*:\s*/u, '').replace(/\s*\(.*$/u, '');
  const named = illness === '' ? 'maladie' : illness;
  return ages.size === 0 || /\bans\b/.test(named) ? named : `${named} à ${[...ages].join(' ou ')} ans`;
};

/** The words of the illness, without whose it is. */
const illnessOf = (fact: Fact): readonly string[] =>
  significantWords(fact.label.replace(/^[^:]*:\s*/, '').replace(/\(.*$|^(?:atteint|décédé|decede)\w* d['u]\w*\s*/i, ''));

/** Ages in the label, else in the clause: of the illness or of the death. One in common, and nothing contradicts. */
function agesOf(fact: Fact): ReadonlySet<number> {
  const read = (text: string): readonly number[] =>
    [...fold(text).matchAll(/(?:\ba|\bvers|l age de|\() ?(\d{2}) ?ans/g)].map((match) => Number(match[1]));
  const own = read(fact.label);
  return new Set(own.length > 0 ? own : read(fact.citations[0].quote));
}

const ABOUT_YEARS = 4;
const ROUND_AGE = /\b(?:vers|environ|autour de) (?:l age de )?\d[05] ans\b|\bla (?:trent|quarant|cinquant|soixant)aine\b/;

function contradict(a: Kin, b: Kin, all: readonly Kin[]): boolean {
  const same = sameIllness(a, b);
  const within = (years: number): boolean => [...a.ages].some((age) => [...b.ages].some((other) => Math.abs(age - other) <= years));
  const close = within(1);
  const sameMember = a.member === b.member && (a.branch === undefined || b.branch === undefined || a.branch === b.branch);
  if (sameMember) {
    if (a.ages.size === 0 || b.ages.size === 0) return false;
    if (same) return !within(a.about || b.about ? ABOUT_YEARS : 1) && !alsoTold(a, b, all);
    // "IDM à 48 ans", "coronarien à 48 ans": one illness by two names.
    if (namedAlike(a, b)) return false;
    return close && a.fact.concept !== undefined && b.fact.concept !== undefined && ![a.fact.concept, b.fact.concept].includes('atteinte');
  }
  // One illness of one age, of another relative in another paper that does not know the first.
  const bare = a.illness.length === 0 || b.illness.length === 0;
  return (same || bare) && close && !alsoTold(a, b, all) && (same || agreesInWords(a, b));
}

const namedAlike = ({ fact: a }: Kin, { fact: b }: Kin): boolean => nameIn(a) !== undefined && nameIn(a) === nameIn(b);
const nameIn = perFact((fact) => illnessNamed(fold(fact.label)) ?? illnessNamed(quoteWords(fact)));

/** An illness that one fact lacks stands in the other's passage. */
const agreesInWords = (a: Kin, b: Kin): boolean => {
  const [named, bare] = a.illness.length > 0 ? [a, b] : [b, a];
  const words = significantWords(bare.fact.citations[0].quote);
  return named.illness.length > 0 && containment(named.illness, words) >= 0.6;
};

const sameIllness = (a: Kin, b: Kin): boolean =>
  (a.fact.concept !== undefined && a.fact.concept === b.fact.concept) || containment(a.illness, b.illness) >= 0.99;

/** One of the two papers tells it of both, at both ages. */
const alsoTold = (a: Kin, b: Kin, all: readonly Kin[]): boolean =>
  all.some(
    (one) =>
      one !== a &&
      one !== b &&
      sameIllness(one, a) &&
      ((one.fact.documentId === b.fact.documentId && one.member === a.member && overlap(one.ages, a.ages)) ||
        (one.fact.documentId === a.fact.documentId && one.member === b.member && overlap(one.ages, b.ages))),
  );
const overlap = (a: ReadonlySet<number>, b: ReadonlySet<number>): boolean =>
  [...a].some((age) => b.has(age)) || a.size === 0 || b.size === 0;

const NONE_AT_ALL =
  /\b(?:antecedents?|atcds?|atcd) (?:medicaux )?fam(?:iliaux|ilial)?\b[^.;:]{0,20}: ?(?:ras|neant|aucune?|non|0|rien|sans particularite|r a s)\b(?! (?:connu pour|renseign))|\b(?:pas d|aucune?|sans) (?:antecedents?|atcds?) (?:familia(?:l|ux)|dans la famille)\b(?! (?:d|de|connu pour)\b)/;
const saysNone = once(NONE_AT_ALL);
const speaksOfFamily = once(/\b(?:famil\w+|fratrie|parents)\b/);

/** "Antécédents familiaux : néant", or an illness denied of the family, beside a paper that tells one. */
function deniedKin(kin: readonly Kin[], spoken: readonly Written[], sources: Sources): readonly Vigilance[] {
  const grave = kin.filter(({ fact }) => fact.concept !== undefined);
  const byNames = groupBy(grave, (one) => namesOf(one).join('|'));
  const denials = [...byNames].map(([, alike]) => ({ alike: new Set(alike), patterns: alike.slice(0, 1).flatMap(namesOf).map(denialOf) }));
  for (const passage of spoken.toReversed()) {
    const said = saysNone(passage) ? [] : denials.filter(({ patterns }) => patterns.some((pattern) => pattern.test(passage.words)));
    const denied = grave.filter(
      (one) =>
        one.fact.documentId !== passage.documentId &&
        (saysNone(passage) ? one.fact.importance >= 2 : said.some(({ alike }) => alike.has(one))),
    );
    const last = denied.at(-1);
    if (last === undefined) continue;
    const item = passagesSideBySide({
      rule: 'vigilance:family',
      subject: 'Antécédents familiaux',
      sides: [{ says: 'niés', passage }],
      factIds: denied.map(({ fact }) => fact.id),
      importance: 1,
    });
    return [
      {
        ...item,
        text: `${item.text}, ${nameOf(last)} : ${saysOf(last)} (${whoSays(last.fact, sources)})`,
        citations: [...item.citations, ...denied.toReversed().flatMap(({ fact }) => fact.citations)].slice(0, 6),
      },
    ];
  }
  return [];
}

/** What the illness is called, folded. */
const namesOf = (one: Kin): readonly string[] =>
  [conceptTraits(one.fact.concept)?.label, one.illness.join(' ')].map((name) => fold(name ?? '')).filter((name) => name.length > 3);

function denialOf(illness: string): RegExp {
  const name = escape(illness);
  return new RegExp(
    `\\bfamil\\w+\\b[^.;]{0,40}\\b${name}\\b[^.;:]{0,12}: ?(?:non|0|aucun|neant)\\b|\\b(?:pas|aucun|sans|ni)\\b[^.;]{0,40}\\bfamil\\w+ d(?:e)? ${name}\\b|\\b(?:pas|aucun|sans) (?:de |d )?${name}\\b[^.;]{0,20}\\b(?:famil|fratrie|parents)`,
  );
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
