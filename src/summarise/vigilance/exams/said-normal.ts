import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { daysBetween } from '../../dates.js';
import { among, byTopics } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import { writeValue } from '../../templates.js';
import { canonicalNumber, fold } from '../../text.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import { whoSays, type VigilanceInput } from '../warning.js';

/** Tests that are told by another name than that of what they measure. */
const ALSO_CALLED: readonly (readonly [RegExp, string])[] = [
  [/^glycemie (?:a|apres) [12] ?h|^glycemie (?:a )?(?:t ?)?(?:0|60|120)|^hgpo|^glycemie a jeun/, 'hgpo'],
  [/^(?:ldl|hdl|cholesterol|triglycerides)/, 'bilan lipidique'],
  [/^(?:asat|alat|gamma ?gt|ggt|phosphatases|tgo|tgp)/, 'bilan hepatique'],
  [/^(?:asat|alat|tgo|tgp)/, 'transaminases'],
  [/^(?:hemoglobine|leucocytes|plaquettes)/, 'nfs'],
  [/^(?:hemoglobine|leucocytes|plaquettes)/, 'numeration'],
  [/^(?:sodium|potassium|natremie|kaliemie)/, 'ionogramme'],
  [/^(?:sodium|natremie)/, 'natremie'],
  [/^(?:potassium|kaliemie)/, 'kaliemie'],
  [/^(?:calcium|calcemie)/, 'calcemie'],
  [/^(?:glucose|glycemie)/, 'glycemie'],
  [/^lithium|^lithiemie/, 'lithiemie'],
  [/^digoxine/, 'digoxinemie'],
  [/^(?:acide urique|uricemie)/, 'uricemie'],
  [/^(?:creatinine|dfg|clairance)/, 'fonction renale'],
  [/^(?:tsh|t4)/, 'bilan thyroidien'],
  [/^(?:tsh|t4)/, 'thyroide'],
  [/^(?:tp|tca|inr|fibrinogene)/, 'hemostase'],
  [/^hemoglobine/, 'hemoglobine'],
  [/^hemoglobine/, 'hb'],
  [/^ferritine|^fer\b|^coefficient/, 'bilan martial'],
];
/** What is said of a result, and of all of them. */
const FINE = String.raw`(?:(?:strictement |tout a fait |parfaitement )?normale?s?|normaux|dans (?:la|les) (?:fourchettes?|normes?|limites?|cibles?|zones?)(?: (?:de la normale|therapeutique))?|sans (?:anomalie|particularite)|ras|r a s|negati(?:f|ve)s?|satisfaisante?s?|correcte?s?)`;
const saysFine = once(new RegExp(String.raw`\b${FINE}\b|\bcomprise?\b`));
const ALL_FINE = new RegExp(
  String.raw`\b(?:tout est|bilan(?: (?:sanguin|biologique|bio|annuel))?|biologie|prise de sang|bio|resultats?(?: (?:sanguins?|biologiques?))?|analyses?)(?: (?:du|de|d) [^.;,]{2,24})? ?(?::|=|est|sont|etait|etaient|revenue?|revient|tous?|toutes)* ?(?:strictement )?(?:normale?s?|normaux|ras|sans particularite|rassurante?s?)\b(?! sauf| hormis| en dehors| excepte| mais)`,
);
const saysAllFine = once(ALL_FINE);
const SAID_DAYS = 120;
const ALL_DAYS = 45;

/** As the source flags it, else as its own limits say: "(N < 4,0)", "[0,5 - 0,8]". */
const isAbnormal = ({ value, citations }: Fact): boolean => {
  if (value?.flag === 'H' || value?.flag === 'L' || value?.flag === 'A') return true;
  const { number } = value ?? {};
  if (number === undefined || value === undefined) return false;
  if (value.high !== undefined || value.low !== undefined)
    return number > (value.high ?? Number.POSITIVE_INFINITY) || number < (value.low ?? Number.NEGATIVE_INFINITY);
  const text = citations[0].quote;
  const after = text.slice(text.indexOf(value.text) + value.text.length, text.indexOf(value.text) + value.text.length + LIMITS_REACH);
  const limit = /^[^()[\]]{0,24}[([] ?(?:N|VN|VR|norme|réf\w*|ref|cible)? ?:? ?([<>≤≥])=? ?(\d+(?:[.,]\d+)?)/iu.exec(after);
  if (limit?.[2] !== undefined) {
    const bound = Number(canonicalNumber(limit[2]));
    return limit[1] === '<' || limit[1] === '≤' ? number > bound : number < bound;
  }
  const range = /^[^()[\]]{0,24}[([] ?(?:N|VN|VR)? ?:? ?(\d+(?:[.,]\d+)?) ?(?:-|–|à|a) ?(\d+(?:[.,]\d+)?)/u.exec(after);
  const [low, high] = [range?.[1], range?.[2]].map((written) => (written === undefined ? undefined : Number(canonicalNumber(written))));
  return low !== undefined && high !== undefined && low < high && (number < low || number > high);
};
const LIMITS_REACH = 60;
const abnormal = among(
  (fact: Fact) => fact.kind === 'observation' && !fact.qualifiers.family && !fact.qualifiers.otherPerson && isAbnormal(fact),
);

/** Names under which a result is told: its own, its first word, the test that it belongs to. */
const namesOf = perFact((fact): readonly string[] => {
  const label = fold(fact.label)
    .replace(/\(.*$/, '')
    .replace(/[^a-z0-9 ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  const called = ALSO_CALLED.flatMap(([own, name]) => (own.test(label) ? [name] : []));
  const [first] = label.split(' ');
  return [...new Set([label, ...called, ...(first !== undefined && first.length >= 3 && !GENERIC.has(first) ? [first] : [])])].filter(
    (name) => /^[a-z][a-z0-9 ]{1,24}$/.test(name),
  );
});
const GENERIC: ReadonlySet<string> = new Set([
  'taux',
  'dosage',
  'score',
  'total',
  'index',
  'rapport',
  'volume',
  'test',
  'anticorps',
  'coef',
  'vitesse',
  'temps',
  'coefficient',
  'dernier',
  'derniere',
  'autres',
  'acide',
]);

const observations = byTopics((fact: Fact) => (fact.kind === 'observation' ? namesOf(fact) : []));
const outsideNamed = byTopics(namesOf);

/** "HGPO : normale", "tout est normal, PSA compris", "dans la fourchette", beside the result that is outside its limits. */
export function saidNormal({ passages, facts, sources }: VigilanceInput): readonly Vigilance[] {
  const outside = abnormal(facts);
  if (outside.length === 0) return [];
  const fine = saying(passages, saysFine).filter((one) => one.date !== undefined);
  const measuredOn = (fact: Fact): string | undefined => fact.date ?? sources.dateOf(fact.documentId);
  const found: Vigilance[] = [];
  const told = new Set<string>();
  const tell = (passage: Written, wrong: readonly Fact[]): void => {
    const last = wrong.at(-1);
    const key = `${passage.documentId}|${passage.citation.span.start}`;
    if (last?.value === undefined || told.has(key)) return;
    told.add(key);
    const item = passagesSideBySide({
      rule: 'vigilance:said-normal',
      subject: last.label,
      sides: [{ says: 'dit normal', passage }],
      factIds: wrong.map(({ id }) => id),
      importance: 3,
    });
    found.push({
      ...item,
      text: `${item.text}, ${last.label} ${writeValue(last.value)} hors des limites (${whoSays(last, sources)})`,
      citations: [...item.citations, ...wrong.toReversed().flatMap(({ citations }) => citations)].slice(0, 6),
    });
  };
  const within = (fact: Fact, passage: Written, days: number): boolean => {
    const measured = measuredOn(fact);
    return (
      fact.documentId !== passage.documentId &&
      measured !== undefined &&
      passage.date !== undefined &&
      daysBetween(measured, passage.date) >= 0 &&
      daysBetween(measured, passage.date) <= days
    );
  };
  for (const [name, own] of outsideNamed(outside)) {
    const said = new RegExp(
      String.raw`\b${name}\b(?: (?!et |mais |pas )[^ ,.;:]+){0,3} ?(?::|=|est|etait|sont|revenue?)? ?${FINE}\b|\b${FINE} ?, ?${name} comprise?s?\b`,
    );
    const passage = fine.findLast((one) => one.words.includes(name) && said.test(one.words) && !NOT_FINE.test(one.words));
    if (passage === undefined) continue;
    const members = own.filter((fact) => within(fact, passage, SAID_DAYS));
    // A later result within its limits is what is spoken of.
    const latest = observations(facts)
      .get(name)
      ?.findLast((fact) => within(fact, passage, SAID_DAYS));
    if (latest !== undefined && members.some((fact) => measuredOn(fact) === measuredOn(latest))) tell(passage, members);
  }
  for (const passage of fine.filter(saysAllFine).toReversed()) {
    const wrong = outside.filter(
      (fact) => fact.importance >= 2 && within(fact, passage, ALL_DAYS) && sources.nature(fact.documentId) === 'laboratory',
    );
    if (wrong.length > 0) tell(passage, wrong);
  }
  return found;
}

const NOT_FINE =
  /\b(?:pas|non|n est|presque|quasi|a la limite|limite de la|sous|objectif|retour a|si|jusqu a|redeven\w+)\b[^.;]{0,20}\b(?:normale?s?|dans (?:la|les))|\bnormale? ?(?:<|>|:|=|\()/;
