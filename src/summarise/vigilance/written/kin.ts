import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { once, passagesSideBySide, readForGood, type Written } from '../passages.js';
import type { VigilanceInput } from '../warning.js';
import { perDocument } from '../../per-document.js';

/** Relatives by blood, the longer names first. */
const MEMBERS: readonly (readonly [string, string])[] = [
  ['grand-père', 'grands? peres?|gd pere|gp'],
  ['grand-mère', 'grands? meres?|gd mere|gm'],
  ['demi-frère ou demi-sœur', 'demi (?:freres?|soeurs?)'],
  ['père', 'peres?|papa'],
  ['mère', 'meres?|maman'],
  ['frère', 'freres?'],
  ['sœur', 'soeurs?'],
  ['oncle', 'oncles?'],
  ['tante', 'tantes?'],
  ['cousin', 'cousine?s?'],
  ['fils', 'fils'],
  ['fille', 'filles?'],
  ['neveu ou nièce', 'neveux?|nieces?'],
];
const MEMBER = new RegExp(String.raw`\b(?:${MEMBERS.map(([, words]) => `(${words})`).join('|')})\b`, 'g');

/** What runs in families, each by the words under which it is told. */
const ILLNESSES: readonly (readonly [string, string])[] = [
  ['mort subite', String.raw`morts? subites?|decede\w* subitement|mort\w* subitement`],
  [
    'infarctus ou coronaropathie',
    String.raw`infarctus(?! cerebr)|idm|coronar\w+|coronaropathie|angor|pontages?|stents?|cardiopathie ischemique|sca`,
  ],
  ['cardiomyopathie', String.raw`cardiomyopathie\w*|cmh|cmd|cardiopathie hypertrophique`],
  ['AVC', String.raw`avc|accident vasculaire cerebral`],
  ['anévrisme', String.raw`anevr[iy]smes?|dissection aort\w+`],
  ['phlébite ou embolie', String.raw`phlebites?|tvp|embolies? pulmonaires?|maladie thrombo\w*|mtev|thrombophilie|facteur v`],
  ['cancer du sein', String.raw`(?:cancers?|k|neo|carcinome)(?: \w+){0,2} (?:du )?sein|brca\w*`],
  ['cancer de l’ovaire', String.raw`(?:cancers?|k)(?: \w+){0,2} (?:de l |des )?ovaires?`],
  [
    'cancer colorectal',
    String.raw`(?:cancers?|k|neo|tumeur)(?: \w+){0,2} (?:du |de l )?(?:colon|coli\w+|colo ?rect\w+|rectum|intestin)|lynch`,
  ],
  ['cancer de la prostate', String.raw`(?:cancers?|k)(?: \w+){0,2} (?:de la )?prostat\w+`],
  ['cancer du poumon', String.raw`(?:cancers?|k)(?: \w+){0,2} (?:du )?(?:poumon|bronch\w+|pulmonaire)`],
  ['cancer du pancréas', String.raw`(?:cancers?|k)(?: \w+){0,2} (?:du )?pancrea\w+`],
  ['mélanome', 'melanomes?'],
  ['diabète', String.raw`diabet\w+|dt[12]`],
  ['glaucome', String.raw`glaucom\w+`],
  ['DMLA', 'dmla'],
  ['hypertension', String.raw`hta|hypertendue?|hypertension`],
  ['hémochromatose', 'hemochromatose'],
  ['maladie de Huntington', 'huntington|choree'],
  ['maladie d’Alzheimer', String.raw`alzheimer|demence|maladie de la memoire`],
  ['maladie de Parkinson', 'parkinson\\w*'],
  ['épilepsie', 'epilep\\w+'],
  ['sclérose en plaques', 'sclerose en plaques|sep'],
  ['schizophrénie', 'schizophren\\w+'],
  ['trouble bipolaire', 'bipolaire\\w*'],
  ['suicide', String.raw`suicid\w+`],
  ['polykystose', String.raw`polykystose\w*|polykystique`],
  ['drépanocytose', 'drepanocyt\\w+'],
  ['hémophilie', 'hemophil\\w+|willebrand'],
  ['mucoviscidose', 'mucoviscidose'],
  ['maladie de Crohn ou rectocolite', 'crohn|mici|recto ?colite|rch'],
  ['maladie cœliaque', 'coeliaque'],
  ['psoriasis', 'psoriasis'],
  ['polyarthrite', 'polyarthrite|pr\\b|spondyl\\w+'],
  ['lupus', 'lupus'],
  ['ostéoporose', String.raw`osteoporose|fracture (?:du )?col (?:du )?(?:femur|femoral)`],
  ['surdité', 'surdite'],
  ['myopathie', 'myopathie|dystrophie|steinert'],
  ['thyroïde', 'hypothyroid\\w+|basedow|thyroid\\w+'],
  ['asthme ou atopie', 'asthm\\w+|atopi\\w+'],
];
const ILLNESS = new RegExp(String.raw`\b(?:${ILLNESSES.map(([, words]) => `(${words})`).join('|')})(?![a-z])`, 'g');
const speaksOfKin = once(
  /\b(?:peres?|meres?|papa|maman|freres?|soeurs?|oncles?|tantes?|cousine?s?|fils|filles?|neveux?|nieces?|famil\w+|fratrie|parents?|heredite|gp|gm)\b/,
);
const NONE = String.raw`(?:non|0|aucune?s?|neant|ras|absente?s?)\b`;
const IN_FAMILY = String.raw`(?:famil\w+|fratrie|parents|heredite|apparentes?|ascendants?|premier degre)`;
/** Healthy, or nothing to tell. */
const WELL = /\b(?:en bonne sante|bien portante?s?|bonne sante|sans antecedent|indemnes?|ras|r a s|sains?|en vie,? (?:et )?en bonne)\b/;
const SINGLE = /\b(?:(?:fils|fille|enfant) unique|pas de fratrie|sans fratrie)\b/;
const HAS_NO =
  /\b(?:n a (?:pas|jamais eu) d(?:e)?|n a aucune?|pas d(?:e)?|aucune?) (freres?|soeurs?|fils|filles?|enfants?)(?= ?(?:$|[.,;)]|ni\b|et\b))/;

interface Kin {
  readonly member: string;
  readonly illness: string;
  readonly age: number | undefined;
}
interface Denial {
  /** Undefined where the whole family is meant. */
  readonly members: readonly string[] | undefined;
  /** Undefined where every illness is meant. */
  readonly illness: string | undefined;
  /** There is no such relative. */
  readonly absent?: boolean;
}

const nameOf = (names: readonly (readonly [string, string])[], match: readonly (string | undefined)[]): string =>
  names[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? '';

const toldIn = readForGood('kin-told', (passage): readonly Kin[] =>
  speaksOfKin(passage) ? passage.words.split(/[.;|•] ?/).flatMap((clause) => kinIn(clause)) : NOTHING,
);
const deniedIn = readForGood('kin-denied', (passage): readonly Denial[] => (speaksOfKin(passage) ? denialsIn(passage.words) : NOTHING));
const NOTHING: readonly never[] = [];

/** "La sœur du père" is an aunt. */
const BY_WAY_OF = String.raw` (?:de|du|d) ?(?:(?:son|sa|la|le|l|ma|mon) )?`;
const FURTHER: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`\bsoeurs?${BY_WAY_OF}(?:pere|mere|papa|maman)\b`, 'g'), 'tante'],
  [new RegExp(String.raw`\bfreres?${BY_WAY_OF}(?:pere|mere|papa|maman)\b`, 'g'), 'oncle'],
  [new RegExp(String.raw`\b(?:fils|filles?)${BY_WAY_OF}(?:oncles?|tantes?)\b`, 'g'), 'cousin'],
  [new RegExp(String.raw`\bperes?${BY_WAY_OF}(?:pere|mere|papa|maman)\b`, 'g'), 'grand pere'],
  [new RegExp(String.raw`\bmeres?${BY_WAY_OF}(?:pere|mere|papa|maman)\b`, 'g'), 'grand mere'],
];

/** Each illness of a clause with the relative who stands nearest before it, else right behind it ("diabète chez le père"). */
function kinIn(written: string): readonly Kin[] {
  const clause = FURTHER.reduce((words, [by, member]) => words.replace(by, member), written);
  const members = [...clause.matchAll(MEMBER)];
  if (members.length === 0) return [];
  return [...clause.matchAll(ILLNESS)].flatMap((match): readonly Kin[] => {
    const before = members.findLast((one) => one.index < match.index);
    const after = members.find(
      (one) =>
        one.index > match.index &&
        /^(?: ?(?:chez|de|du|\(|:))? ?(?:le |la |son |sa |l )?$/.test(clause.slice(match.index + match[0].length, one.index)),
    );
    const member = after ?? before;
    if (member === undefined) return [];
    const between = before === undefined || after !== undefined ? '' : clause.slice(before.index, match.index);
    if (
      between.length > REACH ||
      /\b(?:pas|sans|aucune?|ni|non)\b/.test(between) ||
      DENIED.test(clause.slice(Math.max(0, match.index - 24), match.index))
    )
      return [];
    const behind = clause.slice(match.index + match[0].length);
    if (/^ ?[:=] ?(?:non|0|aucun|neant)\b/.test(behind)) return [];
    const next = members.find((one) => one.index > match.index && one !== after)?.index ?? clause.length;
    const age = /(?:\ba|\bvers|l age de|\(|,) ?(\d{2}) ?ans/.exec(
      clause.slice(member.index, Math.max(next, match.index + match[0].length)),
    )?.[1];
    return [{ member: nameOf(MEMBERS, member), illness: nameOf(ILLNESSES, match), age: age === undefined ? undefined : Number(age) }];
  });
}
const REACH = 70;
const DENIED = /\b(?:pas|aucune?|sans|absence|ni)\b (?:de |d )?(?:\w+ )?$/;

const DENIALS = ILLNESSES.map(
  ([illness, pattern]) =>
    [
      illness,
      new RegExp(
        String.raw`\b(?:pas|aucune?|sans|absence|ni)\b (?:de |d )?(?:(?:antecedents?|atcds?|notion|cas|histoire) )?(?:familia\w+ )?(?:de |d )?(?:${pattern})\b[^.;:]{0,24}\b${IN_FAMILY}\b|\b(?:pas|aucune?|sans|absence)\b (?:de |d )?(?:antecedents?|atcds?|notion|histoire) (?:${IN_FAMILY}|dans la famille)(?: notables?| connus?)? (?:de |d |du )?(?:${pattern})\b|\b(?:${pattern})s? (?:${IN_FAMILY}|dans la famille) ?[:=] ?${NONE}|\b${IN_FAMILY}(?: de| d)? ?:? ?(?:${pattern})s? ?[:=] ?${NONE}|\b(?:heredite|antecedents? familiaux|atcds? familiaux) ?: ?(?:pas|aucun|sans|absence) (?:de |d )?(?:${pattern})\b`,
      ),
    ] as const,
);

function denialsIn(words: string): readonly Denial[] {
  const found: Denial[] = DENIALS.flatMap(([illness, denies]) => (denies.test(words) ? [{ members: undefined, illness }] : []));
  for (const clause of words.split(/[.;,|•] ?/)) {
    if (!WELL.test(clause) || /\bsauf|hormis|en dehors\b/.test(clause)) continue;
    if (/\bparents\b/.test(clause)) found.push({ members: ['père', 'mère'], illness: undefined });
    if (/\bfratrie\b/.test(clause)) found.push({ members: ['frère', 'sœur'], illness: undefined });
    const members = [...clause.matchAll(MEMBER)].map((match) => nameOf(MEMBERS, match));
    if (members.length > 0 && !ILLNESS_ONCE.test(clause)) found.push({ members, illness: undefined });
  }
  if (SINGLE.test(words) && !/\bnotre|cette enfant/.test(words))
    found.push({ members: ['frère', 'sœur'], illness: undefined, absent: true });
  const lacking = HAS_NO.exec(words)?.[1];
  if (lacking !== undefined)
    found.push({
      members: lacking.startsWith('enfant')
        ? ['fils', 'fille']
        : MEMBERS.filter(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(lacking)).map(([name]) => name),
      illness: undefined,
      absent: true,
    });
  return found;
}
const ILLNESS_ONCE = new RegExp(ILLNESS.source);

interface Told extends Kin {
  readonly passage: Written;
}

const toldOf = perDocument((own: readonly Written[]) =>
  own.flatMap((passage) => toldIn(passage).map((one): Told => ({ ...one, passage }))),
);
const deniedOf = perDocument((own: readonly Written[]) => own.flatMap((passage) => deniedIn(passage).map((one) => ({ ...one, passage }))));

/** What papers tell of relatives, read from their own words: an illness denied of the family, or told of another relative at one age. */
export function writtenKin({ passages }: VigilanceInput): readonly Vigilance[] {
  const told = toldOf(passages);
  if (told.length === 0) return [];
  const denied = deniedOf(passages);
  for (const denial of denied.toReversed()) {
    const against = told.filter((one) => contradicts(one, denial, denial.passage, told));
    const last = against.at(-1);
    if (last === undefined) continue;
    return [
      apart(last.illness, [
        [`${last.member} : ${last.illness}`, last.passage, against.map(({ passage }) => passage)],
        [denial.absent === true ? 'dit sans ce parent' : 'nié', denial.passage, []],
      ]),
    ];
  }
  for (const newer of told.toReversed()) {
    const older = told.findLast((one) => isAnother(one, newer, told));
    if (older === undefined) continue;
    return [
      apart(newer.illness, [
        [`${older.member}, ${older.age ?? ''} ans`, older.passage, []],
        [`${newer.member}, ${newer.age ?? ''} ans`, newer.passage, []],
      ]),
    ];
  }
  return [];
}

const apart = (illness: string, sides: readonly (readonly [string, Written, readonly Written[]])[]): Vigilance =>
  passagesSideBySide({
    rule: 'vigilance:family',
    subject: `Antécédent familial (${illness})`,
    sides: sides.map(([says, passage, also]) => ({ says, passage, also: also.slice(-3) })),
    importance: 1,
  });

/** Told before the denial, by a paper that it does not know. */
function contradicts(one: Told, denial: Denial, by: Written, told: readonly Told[]): boolean {
  if (one.passage.documentId === by.documentId || compareDates(one.passage.date, by.date) > 0) return false;
  if (denial.illness !== undefined && denial.illness !== one.illness) return false;
  if (denial.members !== undefined && !denial.members.includes(one.member)) return false;
  // A paper that tells it itself knows it.
  return !told.some(
    (other) =>
      other.passage.documentId === by.documentId &&
      other.illness === one.illness &&
      (denial.illness !== undefined || other.member === one.member),
  );
}

/** One illness at one age in another relative, each alone in its paper; or of one relative at another age. */
function isAnother(older: Told, newer: Told, told: readonly Told[]): boolean {
  if (older.passage.documentId === newer.passage.documentId || older.illness !== newer.illness) return false;
  if (older.age === undefined || newer.age === undefined) return false;
  if (older.member === newer.member)
    return Math.abs(older.age - newer.age) >= APART && [older, newer].every((one) => isAlone(one, told) && isItsAge(one));
  if (older.age !== newer.age) return false;
  return !told.some(
    (one) =>
      one.illness === newer.illness &&
      ((one.passage.documentId === newer.passage.documentId && one.member === older.member) ||
        (one.passage.documentId === older.passage.documentId && one.member === newer.member)),
  );
}

/** Years by which memory misses an age. */
const APART = 4;
/** At that age it fell ill or died; "toujours en vie, 77 ans" is today's age. */
const isItsAge = ({ passage: { words }, age }: Told): boolean => new RegExp(String.raw`\ba (?:l age de )?${age ?? ''} ans\b`).test(words);
/** Its paper tells of one relative of that name and of one age. */
const isAlone = ({ passage, member, age }: Told, told: readonly Told[]): boolean =>
  !new RegExp(
    String.raw`\b(?:deux|trois|2|3|quatre|4|plusieurs|autre) (?:demi )?[a-z]+s?\b[^.;]{0,12}${MEMBER.source}|${MEMBER.source}[^.;]{0,20}\b(?:et|puis) (?:l autre|un autre|le second|le cadet)`,
  ).test(passage.words) &&
  told.every((one) => one.passage.documentId !== passage.documentId || one.member !== member || one.age === age || one.age === undefined);

/** The name of the family of illnesses that a label or a quote tells, where it is one. */
export function illnessNamed(words: string): string | undefined {
  const match = new RegExp(ILLNESS.source).exec(words);
  return match === null ? undefined : nameOf(ILLNESSES, match);
}
