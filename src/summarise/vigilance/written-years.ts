import type { Vigilance } from '../../domain/synthesis.js';
import { groupBy } from '../text.js';
import { passagesSideBySide, readOnce, type Written } from './passages.js';
import { clauseAround, KIN } from './told/claim.js';
import { asWritten, thingsIn } from './things.js';
import type { VigilanceInput } from './warning.js';

/** What happens once, and what may come again within years: words, and whether its side tells two of them apart. */
const EVENTS: readonly { readonly name: string; readonly words: string; readonly sided?: boolean; readonly recurs?: boolean }[] = [
  { name: 'Endoprothèse aortique', words: 'endoprothese(?: aort\\w+)?|evar' },
  {
    name: 'Prothèse de hanche',
    words: 'pth|(?:prothese|arthroplastie)(?: totale| intermediaire)?(?: de (?:la )?)? ?hanche|hemiarthroplastie',
    sided: true,
  },
  { name: 'Prothèse de genou', words: 'ptg|(?:prothese|arthroplastie)(?: totale)?(?: d[eu] (?:la )?)? ?genou', sided: true },
  { name: 'Stimulateur cardiaque', words: 'stimulateur|pace ?maker' },
  { name: 'Défibrillateur', words: 'defibrillateur(?! externe)|dai' },
  { name: 'Pontage', words: 'pontages?' },
  { name: 'Remplacement valvulaire', words: 'tavi|rva[oc]?|rvm|remplacement valvulaire|bioprothese|valve mecanique' },
  { name: 'Cholécystectomie', words: 'cholecystectomie' },
  { name: 'Appendicectomie', words: 'appendicectomie' },
  { name: 'Amygdalectomie', words: 'amygdalectomie' },
  { name: 'Hystérectomie', words: 'hysterectomie' },
  { name: 'Thyroïdectomie', words: 'thyroidectomie' },
  { name: 'Mastectomie', words: 'mastectomie|tumorectomie', sided: true },
  { name: 'Colectomie', words: 'colectomie|resection ileo ?(?:caec\\w+|colique)|sigmoidectomie' },
  { name: 'Gastrectomie', words: 'gastrectomie|sleeve|by ?pass gastrique' },
  { name: 'Néphrectomie', words: 'nephrectomie' },
  { name: 'Prostatectomie', words: 'prostatectomie' },
  { name: 'Splénectomie', words: 'splenectomie' },
  { name: 'Lobectomie', words: 'lobectomie' },
  { name: 'Greffe', words: 'transplant\\w+ (?:renale|hepatique|cardiaque|pulmonaire)|greffe (?:renale|de rein|rein|hepatique|cardiaque)' },
  { name: 'Arthrodèse', words: 'arthrodese' },
  { name: 'Canal carpien', words: 'canal carpien', sided: true },
  { name: 'Ligamentoplastie', words: 'ligamentoplastie', sided: true },
  { name: 'Cataracte', words: 'cataracte', sided: true },
  { name: 'Infarctus', words: 'infarctus(?: du myocarde)?|idm|sca st', recurs: true },
  { name: 'AVC', words: 'avc|accident vasculaire cerebral|infarctus cerebral', recurs: true },
  { name: 'Embolie pulmonaire', words: 'embolies? pulmonaires?', recurs: true },
  { name: 'Splénopathie', words: 'rupture de rate' },
  { name: 'Pancréatite', words: 'pancreatite', recurs: true },
  { name: 'Cancer du sein', words: '(?:cancer|carcinome|k|neo)(?: \\w+){0,3} (?:du )?sein', sided: true },
  { name: 'Cancer colique', words: '(?:cancer|adenocarcinome)(?: \\w+){0,2} (?:du )?(?:colon|colique|sigmoide|rectum)' },
  { name: 'Cancer de la prostate', words: '(?:cancer|adenocarcinome)(?: \\w+){0,2} (?:de la )?prostat\\w+' },
  { name: 'Mélanome', words: 'melanome' },
  { name: 'Lymphome', words: 'lymphome' },
];
/** Two dates of what may come again are one event told twice where they lie this close. */
const SAME_EVENT_YEARS = 3;

const DATE = String.raw`(?:(?:en|depuis|le|du|de|des|fin|debut|posee?|opere\w*|faite?|pratiquee?|mise? en place|implantee?|diagnosti\w+|decouv\w+|traitee?|il y a)? ?(?:\d{1,2}(?:er)? )?(?:\d{1,2} |janvier |fevrier |mars |avril |mai |juin |juillet |aout |septembre |octobre |novembre |decembre |janv\.? |fev\.? |sept\.? |oct\.? |nov\.? |dec\.? )?)`;
const read = EVENTS.map((event) => ({
  event,
  after: new RegExp(`\\b(?:${event.words})\\b((?: [^.;,():]{0,50}?)?)(?: ?[,(:]? ?)${DATE}((?:19|20)\\d\\d)\\b`),
  before: new RegExp(`(?:^|[.;,:-] ?|\\ben |\\bdepuis )((?:19|20)\\d\\d) ?[,:-]? ?(?:\\w+ )?(?:${event.words})\\b`),
}));
const SIDE = /\b(gauche|droite?|g|d|og|od)\b/;
const NOT_IT =
  /\b(?:controle|surveillance|suivi|changement|change|reprise|recidive|deuxieme|second\w*|2e|nouvel\w*|scanner|irm|echo\w*|prevue?|programmee?|a prevoir|envisage\w*|depistage|mammographie|coloscopie|risque|ordonnance|service|consultation|compte rendu|rapport|centre|bilan)\b/;

interface Dated {
  readonly key: string;
  readonly name: string;
  readonly year: number;
  readonly recurs: boolean;
}

const yearsOf = readOnce(({ words, citation }): readonly Dated[] => {
  if (!/\b(?:19|20)\d\d\b/.test(words)) return NOTHING;
  const known = read.flatMap(({ event, after, before }): readonly Dated[] => {
    const match = after.exec(words) ?? before.exec(words);
    const year = match?.slice(1).findLast((group) => /^(?:19|20)\d\d$/.test(group ?? ''));
    if (match === null || year === undefined) return [];
    const { before: ahead } = clauseAround(words, match.index, match.index + match[0].length);
    if (KIN.test(ahead) || NOT_IT.test(match[0]) || ENDED.test(match[0]) || NOT_IT.test(ahead.slice(-24))) return [];
    const side = event.sided === true ? (SIDE.exec(words.slice(match.index, match.index + match[0].length + 12))?.[1]?.[0] ?? '') : '';
    return [{ key: `${event.name}|${side}`, name: event.name, year: Number(year), recurs: event.recurs === true }];
  });
  return [...known, ...named(words, citation.quote)];
});
const NOTHING: readonly Dated[] = [];

const listed = new RegExp(`^(?:${EVENTS.map(({ words }) => words).join('|')})`);
/** What may come again at the same place. */
const RECURRING =
  /^(?:fracture|entorse|luxation|nodule|polype|kyste|lesion|thrombose|embolie|hematome|abces|plaie|ulcere|escarre|brulure|zona|erysipele|pneumopathie|pneumonie|phlebite|epanchement|calcul|lithiase|stenose|infarctus|intervention|operation|chirurgie|infiltration|drain|catheter|ablation|resection|exerese|stent|souffle|paralysie|sciatique|.*ite)$/;
/** Seen or done again at leisure: its year says nothing. */
const NOT_ONCE = /^(?:souffle|cicatrice|foyer|surdite|varice|.*oscopie)$/;
const YEAR_BEHIND = new RegExp(`^[^.;|,\\d]{0,36}?,? ?${DATE}((?:19|20)\\d\\d)\\b`);
const YEAR_AHEAD = /(?:^|[.;:•-] ?|\ben |\bdepuis )((?:19|20)\d\d) ?[,:)-]? ?(?:une? |l |la |le )?$/;

/** What no list holds: any named act, illness or implant that stands with its year. */
function named(words: string, quote: string): readonly Dated[] {
  const things = thingsIn(words);
  return things.flatMap(({ head, places, start, end }, index): readonly Dated[] => {
    if (listed.test(words.slice(start)) || NOT_ONCE.test(head)) return [];
    const next = things[index + 1]?.start ?? words.length;
    const behind = YEAR_BEHIND.exec(words.slice(end, Math.min(next, end + YEAR_REACH)));
    const year = behind?.[1] ?? YEAR_AHEAD.exec(words.slice(0, start))?.[1];
    const { before } = clauseAround(words, start, end);
    if (
      year === undefined ||
      KIN.test(before) ||
      NOT_IT.test(before.slice(-24)) ||
      NOT_IT.test(behind?.[0] ?? '') ||
      ENDED.test(behind?.[0] ?? '')
    )
      return [];
    const side = SIDE.exec(words.slice(start, end + 12))?.[1]?.[0] ?? '';
    return [{ key: `${head}|${places.join(' ')}|${side}`, name: asWritten(quote, head), year: Number(year), recurs: RECURRING.test(head) }];
  });
}
const YEAR_REACH = 70;
/** Its end is dated, not its beginning. */
const ENDED =
  /\b(?:gueri\w*|arret\w*|stopp\w*|termin\w*|fin|jusqu|sevr\w*|dernier\w*|retir\w*|depose\w*|cicatris\w*|consolid\w*|rechut\w*)\b/;

/** One act or grave illness, two years, each alone in its paper. */
export function writtenYears({ passages }: VigilanceInput): readonly Vigilance[] {
  const dated = passages.flatMap((passage) => yearsOf(passage).map((one) => ({ ...one, passage })));
  return [...groupBy(dated, ({ key }) => key).values()].flatMap((members): readonly Vigilance[] => {
    const papers = [...groupBy(members, ({ passage }) => passage.documentId).values()];
    // A paper that tells two years tells two events.
    if (papers.some((one) => new Set(one.map(({ year }) => year)).size > 1)) return [];
    const years = groupBy(members, ({ year }) => String(year));
    const [last] = members.slice(-1);
    const other = members.findLast((one) => one.year !== last?.year);
    if (last === undefined || other === undefined || years.size > 3) return [];
    const apart = Math.abs(other.year - last.year);
    if (last.recurs && (apart > SAME_EVENT_YEARS || papers.length < 2)) return [];
    const telling = (year: number): readonly Written[] => (years.get(String(year)) ?? []).map(({ passage }) => passage).slice(0, 4);
    return [
      passagesSideBySide({
        rule: 'vigilance:dates-differ',
        subject: `${last.name}, années différentes`,
        sides: [
          { says: String(other.year), passage: other.passage, also: telling(other.year) },
          { says: String(last.year), passage: last.passage, also: telling(last.year) },
        ],
        importance: 2,
      }),
    ];
  });
}
