import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perDocument } from '../../per-document.js';
import type { Sources } from '../../sources.js';
import { fold, groupBy } from '../../text.js';
import { boxesInWords } from '../boxes.js';
import { asWritten, thingsIn } from '../things.js';
import { passagesSideBySide, readForGood, type Passage, type Written } from '../passages.js';
import { areGradedApart } from '../sides/graded-apart.js';
import { OPERATIONS_DAYS } from '../sides/sides.js';
import { INTERLOCUTOR } from '../told/claim.js';
import { isNewSince } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';

/** Lesions, acts and implants that have one side; names of one thing share a key. Where `paired`, the part of the body must be the same too. */
const THINGS: readonly { readonly key: string; readonly name: string; readonly words: string; readonly paired: boolean }[] = [
  { key: 'fracture', name: 'Fracture', words: 'fractures?|fract|fx|pouteau colles|osteosynthese', paired: true },
  { key: 'prothese', name: 'Prothèse', words: 'protheses?|arthroplastie|hemiarthroplastie|pth|ptg', paired: true },
  { key: 'materiel', name: 'Matériel', words: 'clous?|vis|plaque|enclouage|broches?', paired: true },
  { key: 'escarre', name: 'Escarre', words: 'escarres?', paired: true },
  { key: 'fistule', name: 'Fistule artérioveineuse', words: 'fistule(?! anale)|fav', paired: false },
  { key: 'greffon', name: 'Greffon', words: 'greffon|transplantation renale|greffe renale', paired: false },
  { key: 'hematome', name: 'Hématome sous-dural', words: 'hematome sous dural|hsd', paired: false },
  { key: 'nodule', name: 'Nodule', words: 'nodules?', paired: true },
  {
    key: 'cancer',
    name: 'Cancer',
    words: 'cancer|[a-z]*carcinome|tumeur|lesion|mastectomie|tumorectomie|irradiation|radiotherapie',
    paired: true,
  },
  { key: 'thrombose', name: 'Thrombose veineuse', words: 'tvp|thromboses? veineuses?(?: profondes?)?|phlebite', paired: false },
  { key: 'avc', name: 'AVC', words: 'hemiplegie|hemiparesie|deficit hemicorporel', paired: false },
  { key: 'avc-lesion', name: 'AVC', words: 'avc|accident vasculaire cerebral|infarctus (?:cerebral|sylvien)|ait', paired: false },
  {
    key: 'cataracte-operee',
    name: 'Cataracte opérée',
    words: 'phaco\\w*|pseudo ?phak\\w*|cataracte operee|chirurgie de (?:la )?cataracte',
    paired: false,
  },
  { key: 'laser', name: 'Laser de l’œil', words: 'laser|ppr|(?:pan)?photocoagulation', paired: true },
  { key: 'injection', name: 'Injections dans l’œil', words: 'injections?|injectee?s?|ivt|intra ?vitreennes?', paired: true },
  {
    key: 'parkinson',
    name: 'Début de la maladie de Parkinson',
    words: 'parkinson|tremblement(?: de repos)?(?: et (?:une )?(?:lenteur|rigidite|akinesie|raideur))?|(?:hemi)?syndrome parkinsonien',
    paired: false,
  },
  { key: 'operation', name: 'Opération', words: 'operee?s?|reparation arthroscopique|arthroscopie|acromioplastie', paired: true },
  { key: 'sciatique', name: 'Sciatique', words: '(?:lombo ?)?sciatiques?|lombosciatalgies?|sciatalgies?', paired: false },
  { key: 'implant', name: 'Implant contraceptif', words: 'implant(?! cochleaire| dentaire)|nexplanon', paired: false },
  { key: 'occlusion', name: 'Œil caché', words: 'occlusion|cache(?= sur)', paired: false },
  { key: 'canal', name: 'Canal carpien', words: 'canal carpien', paired: false },
  { key: 'rupture', name: 'Rupture', words: 'rupture|dechirure|entorse|luxation|ligamentoplastie|meniscectomie', paired: true },
  { key: 'infiltration', name: 'Infiltration', words: 'infiltration', paired: true },
  { key: 'synovectomie', name: 'Synovectomie', words: 'tenosynovectomie|synovectomie', paired: true },
  { key: 'nephrectomie', name: 'Néphrectomie', words: 'nephrectomie|rein unique', paired: false },
  { key: 'hernie', name: 'Hernie inguinale', words: 'hernie inguinale', paired: false },
  { key: 'surdite', name: 'Surdité', words: 'surdite|cophose|neurinome', paired: false },
  {
    key: 'stimulateur',
    name: 'Boîtier',
    words:
      'chambre implantable|pac|boitier|port a cath|stimulateur|pace ?maker|defibrillateur|dai|(?:abord|loge|poche|pochette)(?= (?:pre)?(?:pectoral|sous clav))',
    paired: false,
  },
  { key: 'foyer', name: 'Foyer à l’EEG', words: 'foyer|pointes(?: \\w+)?|bouffees de pointes|pointes ondes', paired: false },
  { key: 'pneumonie', name: 'Pneumopathie', words: 'pneumopathie|pneumonie|epanchement pleural|pneumothorax', paired: false },
];
const PARTS: readonly (readonly [string, string])[] = [
  ['epaule', 'epaules?|humerus|coiffe'],
  ['coude', 'coudes?|olecrane'],
  ['poignet', 'poignets?|radius|eir|pouteau colles|scaphoide'],
  ['main', 'mains?|doigts?|pouce|index'],
  ['hanche', 'hanches?|col (?:du )?femoral|col du femur|pth|femoral'],
  ['genou', 'genoux?|ptg|menisque|rotule|lca|plateau tibial'],
  ['jambe', 'jambes?|tibia|perone|fibula'],
  ['cheville', 'chevilles?|malleole'],
  ['pied', 'pieds?|orteils?|metatars\\w*'],
  ['talon', 'talons?|talonniere'],
  ['sein', 'seins?|mammaire|mastectomie|tumorectomie'],
  ['poumon', 'lobe (?:superieur|inferieur|moyen)|poumon|apex|lsd|lsg|lid|lig'],
  ['rein', 'reins?'],
  ['oeil', 'oeil|yeux|o[dg]|retine|ppr|ivt'],
  ['tempe', 'tempes?'],
  ['surrenale', 'surrenal\\w+'],
  ['ovaire', 'ovaires?'],
  ['prostate', 'prostat\\w+'],
  ['testicule', 'testicul\\w+'],
  ['omoplate', 'scapul\\w+|omoplate'],
  // A lobe of nothing else.
  ['thyroide', 'lobe (?:thyroidien )?(?=droit|gauche)|thyroid\\w+'],
];
const SIDE = String.raw`(gauches?|droite?s?|gche|gch|dte|drte?|g|d|lsg|lsd|og|od)\b`;
const NOT_ILL = /\b(?:intacte?|indemne|normale?|sans particularite|libre|sain)\b/;
/** "AVC avec hémiparésie droite": the weakness is on the side that the brain is not hurt on. */
const DEFICIT = /\b(?:hemi\w+|deficits?|par[ae]\w*sies?|\w*plegie|faiblesse|lourdeur|bras|mains?|membres?|jambe|facial\w*|predomin\w+)\b/;
/** "DROIT (et non gauche comme écrit par erreur)". */
const CORRECTED = /\b(gauche|droite?) (?:et|mais) (?:non|pas) (?:pas )?(?:a |le |la |du cote )?(gauche|droite?)\b/;

type Side = 'gauche' | 'droite';

interface Sided {
  readonly key: string;
  readonly name: string;
  readonly part: string;
  readonly side: Side;
  readonly passage: Written;
  readonly corrected: boolean;
}

const patterns = THINGS.map((thing) => ({
  thing,
  // A side stands within a few words behind its thing, or right before it ("TVP D", "occlusion de l'œil gauche").
  behind: new RegExp(`\\b(?:${thing.words})\\b((?: (?!et |ou |puis |mais |pas )[^ ,;.()]+){0,8}?) ${SIDE}`, 'g'),
}));
/** "Talon D : escarre": the side of the part, then what is there. */
const AHEAD = new RegExp(
  `\\b(${PARTS.map(([, words]) => words).join('|')}) (gauches?|droite?s?|g|d) ?:? ?(?:\\w+ )?(${THINGS.filter(({ paired }) => paired)
    .map(({ words }) => words)
    .join('|')})\\b`,
  'g',
);
const partPatterns = PARTS.map(([part, words]) => [part, new RegExp(`\\b(?:${words})\\b`)] as const);

const sidedIn = perDocument((own: readonly Written[]) =>
  own.flatMap((passage) => sidesOf(passage).map((side): Sided => ({ ...side, passage }))),
);

/** One lesion, act or implant, on one side in a document and on the other elsewhere. */
export function writtenSides({ passages, sources }: VigilanceInput): readonly Vigilance[] {
  const sided = sidedIn(passages);
  const found: Vigilance[] = [];
  for (const [, members] of groupBy(sided, (one) => `${one.key}|${one.part}`)) {
    const of = (side: Side): readonly Sided[] => members.filter((one) => one.side === side);
    const documents = (list: readonly Sided[]): ReadonlySet<string> => new Set(list.map((one) => one.passage.documentId));
    const [left, right] = [documents(of('gauche')), documents(of('droite'))];
    // A document that speaks of both sides tells two lesions apart, unless it corrects.
    const both = [...left].filter((id) => right.has(id));
    const corrected = members.some((one) => one.corrected);
    if (left.size === 0 || right.size === 0 || (both.length > 0 && !corrected)) continue;
    if (!corrected && Math.min(left.size, right.size) > 2) continue;
    const [few, many] = left.size <= right.size ? [of('gauche'), of('droite')] : [of('droite'), of('gauche')];
    if (few.some((one) => many.some((other) => one.key === 'stenose' && areGradedApart(one.passage.words, other.passage.words)))) continue;
    const odd = few.at(-1);
    const other = many.findLast(
      (one) =>
        odd !== undefined && one.passage.documentId !== odd.passage.documentId && sameTime(one, odd) && !twoOperations(one, odd, sources),
    );
    if (odd === undefined || other === undefined) continue;
    found.push(
      passagesSideBySide({
        rule: 'vigilance:side-written',
        subject: `${odd.name}, côtés différents`,
        sides: [
          { says: other.side, passage: other.passage, also: told(many, MOST_MANY) },
          { says: odd.side, passage: odd.passage, also: told(few, MOST_FEW) },
        ],
        importance: 3,
      }),
    );
  }
  return found;
}

const yearsOf = ({ words }: Written): readonly string[] => words.match(/\b(?:19|20)\d\d\b/g) ?? [];

/** Cited of each side, beside the one that is told: corrections first, then the oldest word of each paper. */
const MOST_MANY = 4;
const MOST_FEW = 4;
const told = (list: readonly Sided[], most: number): readonly Written[] =>
  [...new Map(list.toReversed().map((one) => [one.passage.documentId, one])).values()]
    .toReversed()
    .toSorted((a, b) => Number(b.corrected) - Number(a.corrected))
    .slice(0, most)
    .map(({ passage }) => passage);

const twoOperations = (a: Sided, b: Sided, sources: Sources): boolean =>
  [a, b].every(({ passage }) => sources.nature(passage.documentId) === 'operation') &&
  Math.abs(daysBetween(a.passage.date ?? '', b.passage.date ?? '')) > OPERATIONS_DAYS;

/** Two years that are both written are two events; so is what happened only now. */
function sameTime(a: Sided, b: Sided): boolean {
  const [older, newer] = compareDates(a.passage.date, b.passage.date) <= 0 ? [a, b] : [b, a];
  if (isNewSince(older.passage.date, newer.passage.date, newer.passage.words)) return false;
  const [left, right] = [yearsOf(a.passage), yearsOf(b.passage)];
  return (
    a.corrected ||
    b.corrected ||
    left.length === 0 ||
    right.length === 0 ||
    left.some((year) => right.includes(year)) ||
    // "Vue en juin 2025": the year of the paper that tells it of the other side.
    yearsOf(newer.passage).includes(older.passage.date?.slice(0, 4) ?? '')
  );
}

type SideRead = Omit<Sided, 'passage'>;

const sidesOf = readForGood('sides', sidesIn);

function sidesIn(passage: Passage): readonly SideRead[] {
  if (!/\b(?:gauches?|droite?s?|gche|gch|dte|drte?|g|d|lsg|lsd|og|od)\b/.test(passage.words)) return [];
  // An elided "d'" is no side.
  const words = fold(
    boxesInWords(passage.citation.quote)
      .replace(/(?<!\p{L})[dD]['’]/gu, 'de ')
      .replace(/[«»"]|\(\p{Lu}{2,5}\)/gu, ' '),
  ).replace(
    /, (?=(?:situee?s?|siegeant|localise\w*|debut\w*|lobe|region|(?:pre ?)?pectoral\w*|sous clavi\w*|cote|du (?:cote|sein)|oeil)\b)/g,
    ' ',
  );
  const bare = words.replace(/[()]/g, ' ').replace(/ +/g, ' ');
  if (
    !/\b(?:gauches?|droite?s?|gche|gch|dte|drte?|g|d|lsg|lsd|og|od)\b/.test(words) ||
    /\b(?:bilateral\w*|des deux cotes|(?:pere|mere|frere|soeur|fils|fille|mari|epouse|conjoint)(?! present))\b/.test(
      words.replace(INTERLOCUTOR, ' '),
    )
  )
    return [];
  const correction = CORRECTED.exec(bare);
  const ahead = [...words.matchAll(AHEAD)].flatMap((match): readonly SideRead[] => {
    const thing = THINGS.find((one) => one.paired && new RegExp(`^(?:${one.words})$`).test(match[3] ?? ''));
    const part = partIn(match[1] ?? '');
    return thing === undefined || part === undefined
      ? []
      : [
          {
            key: thing.key,
            name: thing.name,
            part,
            side: (match[2] ?? '').startsWith('g') ? 'gauche' : 'droite',
            corrected: false,
          },
        ];
  });
  const behind = patterns.flatMap(({ thing, behind }) =>
    [...words.matchAll(behind)].flatMap((match): readonly SideRead[] => {
      const clause = words.slice(Math.max(0, match.index - 50), match.index + match[0].length + 30);
      if (
        NOT_ILL.test(match[0]) ||
        /\b(?:pas|aucune?|absence|sans) (?:de |d )?(?:\w+ )?$/.test(words.slice(Math.max(0, match.index - 24), match.index)) ||
        (thing.key === 'avc-lesion' && DEFICIT.test(match[1] ?? ''))
      )
        return [];
      const part = thing.paired ? (partIn(match[0]) ?? partIn(clause)) : '';
      const written = match.at(-1) ?? '';
      if (part === undefined) return [];
      const side: Side = /^(?:g|lsg|og)/.test(written) ? 'gauche' : 'droite';
      return [{ key: thing.key, name: thing.name, part, side, corrected: correction !== null && correction[1] !== correction[2] }];
    }),
  );
  return [...behind, ...ahead, ...named(words, passage.citation.quote)];
}

/** How far behind a name, and behind its complement, its side may stand. */
const SIDE_REACH = 24;
const SIDE_BEHIND = new RegExp(`^(?: (?:(?!et |ou |puis |mais |pas )[a-z]+)){0,2}? ?\\(?:? ?(?:[a-z]+ )?${SIDE}`);
const OF_SIDE = new RegExp(`\\b${SIDE}`);
const listed = new RegExp(`^(?:${THINGS.map(({ words }) => words).join('|')})$`);
const UNTOLD =
  /\b(?:pas|aucune?|absence|sans|ni|si|recherche|eliminer|suspicion|prevue?|programmee?|risque|controle)\b(?: (?:de |d |la |le |une? |l )?\w+)?$/;

const TELLS_ITS_PLACE = /(?<!synov|bours|lymphaden|sequestr|phalang|exostos|sympath)ectomie$|^melanome$/;

const YET_TO_COME = /^[^.;]{0,24}?\b(?:a operer|a faire|a prevoir|prevue?s?|programmee?s?)\b/;

/** What no list holds: any named act, illness or implant that stands with its side. */
function named(words: string, quote: string): readonly SideRead[] {
  return thingsIn(words).flatMap(({ head, places, start, end }): readonly SideRead[] => {
    if (listed.test(head) || UNTOLD.test(words.slice(Math.max(0, start - 30), start).trimEnd())) return [];
    const inside = words.slice(start, end);
    const written = (OF_SIDE.exec(inside.slice(head.length)) ?? SIDE_BEHIND.exec(words.slice(end, end + SIDE_REACH)))?.[1];
    if (
      written === undefined ||
      YET_TO_COME.test(words.slice(end, end + SIDE_REACH * 2)) ||
      NOT_ILL.test(words.slice(start, end + SIDE_REACH))
    )
      return [];
    return [
      {
        key: head,
        name: asWritten(quote, head),
        // The organ stands in the name of the act.
        part: TELLS_ITS_PLACE.test(head) ? '' : places.join(' '),
        side: /^(?:g|lsg|og)/.test(written) ? 'gauche' : 'droite',
        corrected: false,
      },
    ];
  });
}

const partIn = (text: string): string | undefined => partPatterns.find(([, pattern]) => pattern.test(text))?.[0];
