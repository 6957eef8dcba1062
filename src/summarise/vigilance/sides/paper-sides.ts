import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import type { Sources } from '../../sources.js';
import { fold, groupBy } from '../../text.js';
import { perDocument } from '../../per-document.js';
import { passagesSideBySide, readForGood, type Written } from '../passages.js';
import { KIN, UNTICKED } from '../told/claim.js';
import { tellsDay, toldDates } from '../told-dates.js';
import type { VigilanceInput } from '../warning.js';
import { DENIED } from './word-sides.js';

/** Parts of the body of which there are two, by every word that names them. */
const PARTS: readonly (readonly [string, string])[] = [
  [
    'épaule',
    String.raw`epaules?|scapulaire|omoplate|coiffe|supra ?epineux|sus epineux|infra ?epineux|humerus|humerale?|clavicule|acromio\w*|gleno\w*`,
  ],
  ['coude', 'coudes?|olecrane|epicondyl\\w+|epitrochle\\w*'],
  ['poignet', 'poignets?|radius|scaphoide|pouteau|canal carpien|nerf median|eir'],
  ['main', 'mains?|doigts?|pouces?|index|annulaires?|auriculaires?|metacarp\\w+'],
  ['hanche', 'hanches?|col (?:du )?femoral|col du femur|pth|cotyle|trochanter\\w*|femur|coxarthrose'],
  ['genou', 'genoux?|ptg|menisques?|meniscale?|rotule|lca|lli|plateau tibial|gonarthrose'],
  [
    'jambe',
    String.raw`jambes?|mollets?|(?:trans)?tibia\w*|perone|fibula|poplitees?|surales?|membres? inferieurs?|mi|femorale (?:superficielle|commune)|saphene`,
  ],
  ['cheville', String.raw`chevilles?|malleol\w+|achille\w*|talus`],
  ['pied', String.raw`pieds?|avant pieds?|orteils?|metatars\w*|transmetatarsien\w*|hallux|calcaneus`],
  ['talon', 'talons?|talonnieres?'],
  ['sein', 'seins?|mammaires?|qs[ei]|qi[ei]|mastectomie|tumorectomie'],
  ['œil', 'yeux|oeil|od|og|ovcr|nerf optique|nevrite optique|optique|retin\\w+|cataracte|phaco\\w*|macul\\w+|cornee\\w*'],
  ['oreille', 'oreilles?|tympan|surdite|cophose|otite|audition'],
  ['rein', String.raw`reins?|renale?s?|ureter\w*|uretero\w*|pyelo\w*|nephr\w+|jj|double j|calici\w+|lombaire`],
  ['poumon', 'poumons?|pulmonaires?|pleurale?|pneumothorax|hemithorax|lobe|apex'],
  ['ovaire', 'ovaires?|ovarienne?|annexe|annexielle?|trompe|salpinx'],
  ['testicule', 'testicul\\w+|orchi\\w+|bourses?|cordon|scrot\\w+'],
  ['aine', 'aines?|inguinale?s?|crurale'],
  ['carotide', 'carotid\\w+|endarteriectomie'],
  ['fosse iliaque du greffon', 'greffon (?:\\w+ ){0,3}iliaque|fid|fig'],
  ['moitié du corps', 'hemiplegie|hemiparesie|hemicorps|hemicorporel\\w*|brachio ?faciale?'],
  [
    'hémisphère cérébral',
    String.raw`sylvien\w*|hemispher\w+|capsul\w+|thalam\w+|lenticul\w+|front(?:al|aux|o)\w*|pariet\w+|occipit\w+|temporo\w+|cerebral\w*|cerebell\w+|acm|acp`,
  ],
  ['surrénale', 'surrenal\\w+'],
  ['lobe thyroïdien', 'lobe (?:thyroidien)?(?= ?(?:droit|gauche))|thyroid\\w+'],
  ['face', 'faciale?|joue'],
  ['tempe', 'tempe|temporale'],
  ['parotide', 'parotid\\w+'],
  ['maxillaire', 'maxillaires?'],
];
const SIDE = String.raw`(gauches?|droite?s?|gche|gch|dte|drte?|g|d)`;
const parts = PARTS.map(([part, words]) => ({
  part,
  behind: new RegExp(
    String.raw`\b(?:${words})\b(?: (?!et |ou |puis |mais |sans |non |fosse |donneur |implante|controlatera)[a-z]+){0,3}? \(?${SIDE}\b(?! ?\d(?!\d{3}\b))`,
    'g',
  ),
  before: new RegExp(String.raw`\b(gauche|droite?) (?:du |de la |de l |des |au )?(?:${words})\b`, 'g'),
}));

/** What is spoken of there: shared by two papers, it is the same thing. */
const MATTERS: readonly (readonly [string, RegExp])[] = [
  ['fracture', /\b(?:fractur\w+|osteosynthese|platre|platree?|manchette|pouteau|fissure|arrachement|consolid\w+|cass(?:e|ee|er))\b/],
  ['entorse', /\b(?:entorses?|foulure)\b/],
  ['luxation', /\bluxation\b/],
  ['rupture', /\b(?:ruptures?|ligamentoplastie|lca|menisc\w+|menisque|rupture de coiffe|transfixian\w+|supra ?epineux)\b/],
  ['prothèse', /\b(?:prothese|arthroplastie|pth|ptg)\b/],
  ['plaie', /\b(?:plaie|suture|section)\b/],
  [
    'cancer',
    /\b(?:cancer|carcinome|tumeur|opacite|microcalcifications|masse|acr ?[45]|mastectomie|tumorectomie|nodule|lesion|melanome|adenocarcinome|gleason)\b/,
  ],
  ['phlébite', /\b(?:tvp|phlebite|thrombose|thromboses|tvs)\b/],
  ['calcul', /\b(?:lithiase|calculs?|colique nephretique|uretero\w*|jj|double j)\b/],
  ['hernie', /\b(?:hernie|lichtenstein)\b/],
  ['infiltration', /\binfiltr\w+\b/],
  ['cataracte', /\b(?:cataracte|phaco\w*|pseudophak\w*)\b/],
  [
    'rétine',
    /\b(?:ovcr|obvr|ocvr|dmla|decollement|ivt|intra ?vitreen\w+|glaucome|retinopathie|maculopathie|oedeme maculaire|trou maculaire)\b/,
  ],
  ['ulcère', /\b(?:ulcere|kerat\w+|corps etranger|abces corneen)\b/],
  ['otite', /\b(?:otite|surdite|cophose|acouphenes?|tympan\w*|choleste\w+|neurinome)\b/],
  [
    'AVC',
    /\b(?:avc|accident vasculaire|infarctus|hemiplegie|hemiparesie|ischemi\w+|hematome|hypodensite|occlusion m\d|thrombolys\w+|thrombectomie)\b/,
  ],
  ['amputation', /\b(?:amput\w+|moignon|manchon|emboiture|prothese (?:tibiale|femorale|de jambe|de cuisse)|appareillage)\b/],
  ['canal carpien', /\bcanal carpien|\bnerf median/],
  ['escarre', /\bescarres?\b/],
  ['abcès', /\b(?:abces|erysipele|phlegmon|panaris|infection|osteite|arthrite septique)\b/],
  ['kyste', /\bkyste\b/],
  ['torsion', /\btorsion\b/],
  ['épanchement', /\b(?:epanchement|pneumothorax|pneumopathie|pneumonie|drain\w*)\b/],
  ['pyélonéphrite', /\bpyelonephrite\b/],
  ['greffon', /\bgreff\w+|transplant\w+/],
  ['sténose', /\b(?:stenose|endarteriectomie|patch|plaque)\b/],
  ['brûlure', /\bbrulure\b/],
  ['tendon', /\b(?:tendin\w+|tendon|bursite|capsulite|conflit)\b/],
  ['arthrose', /\b(?:gonarthrose|coxarthrose|rhizarthrose|omarthrose)\b/],
  ['opération', /\b(?:operee?s?|operation|intervention|repar\w+|\w{3,}plastie|\w{3,}ectomie|osteosynthese|arthroscop\w+)\b/],
  ['paralysie', /\b(?:paralysie|frigore|neuropathie|nevrite)\b/],
];
/** The other one, or both. */
const TWO =
  /\b(?:bilatera\w+|des deux|les deux|controlatera\w*|autre (?:cote|genou|oeil|sein|hanche|jambe|main|pied|epaule)|a son tour|cette fois|odg|egalement|deja opere|(?:le|la|l oeil) (?:gauche|droite?) (?:ayant (?:deja )?ete|a deja ete|deja|etant)|comparati\w+|opposee?)\b/;
/** Papers this close in time speak of one thing. */
const NEAR_DAYS = 45;
/** What comes to one side after the other: compared only where one paper names the other's day or both tell one. */
const EACH_IN_ITS_TIME: ReadonlySet<string> = new Set(['cataracte', 'arthrose', 'canal carpien']);
/** The report of an operation tells the year of its day; a later paper that tells it of the other side contradicts the report alone. */
const OF_ITS_REPORT = 'opération';
/** There for ever after. */
const FOR_LIFE: ReadonlySet<string> = new Set(['greffon', 'amputation']);

type Side = 'gauche' | 'droite';
interface Sided {
  readonly part: string;
  readonly side: Side;
}
/** What one paper tells of one matter of one part. */
interface Paper {
  readonly documentId: string;
  readonly part: string;
  readonly matter: string;
  readonly sides: ReadonlySet<Side>;
  readonly bearing: readonly Written[];
  /** The matter stands in the very passages that bear the side. */
  readonly direct: boolean;
}

const prepare = (text: string): string => fold(text.replace(/(?<!\p{L})[dD]['’]/gu, 'de ').replace(/[«»"()]/g, ' '));

function sidesOf(text: string): readonly Sided[] {
  const words = prepare(text);
  if (!/\b(?:gauches?|droite?s?|gche|gch|dte|drte?|g|d|od|og|fid|fig)\b/.test(words)) return NOTHING;
  const found = parts.flatMap(({ part, behind, before }): readonly Sided[] =>
    [...words.matchAll(behind), ...words.matchAll(before)].map((match) => ({
      part,
      side: /^g/.test(match[1] ?? '') ? 'gauche' : 'droite',
    })),
  );
  for (const [, word] of words.matchAll(/\b(od|og|fid|fig)\b/g))
    if (!UNTICKED.test(text.slice(0, Math.max(0, text.toLowerCase().indexOf(word ?? '')))))
      found.push({
        part: /^f/.test(word ?? '') ? 'fosse iliaque du greffon' : 'œil',
        side: /^(?:og|fig)$/.test(word ?? '') ? 'gauche' : 'droite',
      });
  return found;
}
const NOTHING: readonly Sided[] = [];
const written = readForGood('paper-sides', (passage): readonly Sided[] =>
  KIN.test(passage.words) ? NOTHING : sidesOf(passage.citation.quote),
);
const isOfAnother =
  /\b(?:antecedents?|atcds?|normale?s?|indemne|libre|sain|intacte?|voie|veineuse peripherique|vvp|bras pour|donneur|prelev\w+|injecte\w*|vaccin\w*)\b/;

/** One wrist, knee, breast or eye that two papers of one matter put on two sides, though the words that name it differ. */
export function papersOnOtherSides({ passages, sources }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const done = new Set<string>();
  for (const told of groupBy(partsIn(passages), (one) => `${one.part}|${one.matter}`).values()) {
    const part = told[0]?.part ?? '';
    if (done.has(part) || told.length < 2 || told.some(({ sides }) => sides.size > 1)) continue;
    const pair = opposed(told, sources);
    if (pair === undefined) continue;
    done.add(part);
    const [older, newer] = pair;
    const agreeing = (one: Paper): readonly Written[] =>
      told.filter((other) => sideOf(other) === sideOf(one)).flatMap(({ bearing }) => bearing.slice(0, 2));
    found.push(
      passagesSideBySide({
        rule: 'vigilance:side-written',
        subject: `Côtés différents (${part})`,
        sides: [older, newer].map((one) => ({
          says: sideOf(one),
          passage: one.bearing[0] as Written,
          also: [...one.bearing.slice(1, 3), ...agreeing(one)].slice(0, MOST_CITED),
        })),
        importance: 3,
      }),
    );
  }
  return found;
}
const MOST_CITED = 4;
const sideOf = ({ sides }: Paper): Side => [...sides][0] ?? 'gauche';

const partsIn = perDocument((own: readonly Written[]): readonly Paper[] => {
  const [first] = own;
  if (first === undefined) return [];
  const { documentId } = first;
  const told = own.flatMap((passage) => (isOfAnother.test(passage.words) ? [] : written(passage).map((sided) => ({ ...sided, passage }))));
  const ofTitle = mattersIn(fold(first.document.title));
  const titled = sidesOf(first.document.title).map((sided) => ({ ...sided, passage: first }));
  return [...groupBy([...told, ...titled], ({ part }) => part)].flatMap(([part, members]): readonly Paper[] => {
    if (members.some(({ passage }) => TWO.test(passage.words))) return [];
    const matters = new Map(members.map((one) => [one, titled.includes(one) ? ofTitle : mattersTold(one.passage)]));
    const tells = (matter: string) => (one: (typeof members)[number]) => matters.get(one)?.includes(matter) === true;
    // "AV OD 4/10, OG 8/10" tells of no side what is there.
    const single = members.filter((one) => members.every((other) => other.passage !== one.passage || other.side === one.side));
    const ofPaper = new Set([...ofTitle, ...passagesNear(own, part, members).flatMap(mattersTold)]);
    return MATTERS.flatMap(([matter]): readonly Paper[] => {
      const direct = members.filter(tells(matter));
      const all = direct.length > 0 ? direct : ofPaper.has(matter) ? single : [];
      const sides = new Set(all.map(({ side }) => side));
      return sides.size === 0
        ? []
        : [{ documentId, part, matter, sides, bearing: [...new Set(all.map(({ passage }) => passage))], direct: direct.length > 0 }];
    });
  });
});

/** "Pas de calcul": of that there is nothing to tell. */
function mattersIn(words: string): readonly string[] {
  const told = words.replace(DENIED, ' ');
  return MATTERS.flatMap(([matter, pattern]) => (pattern.test(told) ? [matter] : []));
}

const mattersTold = readForGood('paper-matters', ({ words }) => mattersIn(words));

/** Where the paper may speak of that part: in the passages that name it, else in those that name no other part. */
const passagesNear = (own: readonly Written[], part: string, naming: readonly { readonly passage: Written }[]): readonly Written[] =>
  own.filter((one) => naming.some(({ passage }) => passage === one) || written(one).every((sided) => sided.part === part));

function opposed(told: readonly Paper[], sources: Sources): readonly [Paper, Paper] | undefined {
  const ordered = told.toSorted((a, b) => compareDates(a.bearing[0]?.date, b.bearing[0]?.date));
  for (const newer of ordered.toReversed()) {
    const older = ordered.findLast(
      (one) =>
        one !== newer &&
        sideOf(one) !== sideOf(newer) &&
        compareDates(one.bearing[0]?.date, newer.bearing[0]?.date) <= 0 &&
        (newer.matter === OF_ITS_REPORT ? isReportOf(one, newer, ordered, sources) : ofOneTime(one, newer)) &&
        ![one, newer].every(({ documentId }) => sources.nature(documentId) === 'operation'),
    );
    if (older !== undefined) return [older, newer];
  }
  return undefined;
}

const OPERATED_IN =
  /\b(?:operee?s?|operation|intervention|repar\w+|\w{3,}plastie|\w{3,}ectomie|osteosynthese|arthroscop\w+)\b[^.;,]{0,40}?\b((?:19|20)\d\d)\b/;
/** "Épaule gauche opérée en 2019" beside the report of 2019, which is the only one of that part. */
function isReportOf(report: Paper, newer: Paper, told: readonly Paper[], sources: Sources): boolean {
  const isReport = ({ documentId }: Paper): boolean => sources.nature(documentId) === 'operation';
  const year = Number(report.bearing[0]?.date?.slice(0, 4));
  return (
    isReport(report) &&
    newer.direct &&
    report.direct &&
    !told.some((other) => isReport(other) && sideOf(other) === sideOf(newer)) &&
    Number(newer.bearing[0]?.date?.slice(0, 4)) !== year &&
    newer.bearing.some(({ words }) => OPERATED_IN.exec(words)?.[1] === String(year))
  );
}

/** The newer paper cites the older one's day, both tell one day, or they follow each other closely. */
function ofOneTime(older: Paper, newer: Paper): boolean {
  const [from, to] = [older.bearing[0]?.date, newer.bearing[0]?.date];
  if (from === undefined || to === undefined) return false;
  // "Colique néphrétique gauche en 2016" beside an operation of 2019.
  const years = [older, newer].map(
    (one) => new Set(one.bearing.flatMap((passage) => toldDates(passage.words, passage.date).map(({ year }) => year))),
  );
  const own = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const [before = new Set<number>(), after = new Set<number>()] = years;
  if (after.size > 0 && !after.has(own[0] ?? 0) && !after.has(own[1] ?? 0) && ![...after].some((year) => before.has(year))) return false;
  if (before.size > 0 && !before.has(own[0] ?? 0) && ![...before].some((year) => after.has(year))) return false;
  if ((daysBetween(from, to) <= NEAR_DAYS && !EACH_IN_ITS_TIME.has(older.matter)) || FOR_LIFE.has(older.matter)) return true;
  // "Cassé l'été dernier (03/07/2021)", "fracture de 2021": one year that both tell, and that is the year of neither paper.
  if (older.direct && newer.direct && [...before].some((year) => after.has(year) && !own.includes(year))) return true;
  return newer.bearing.some((one) => toldDates(one.words, to).some((date) => date.day !== undefined && tellsDay(date, from)));
}
