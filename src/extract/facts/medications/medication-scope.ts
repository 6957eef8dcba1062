import type { Range, SectionKind } from '../../text/analysis.js';
import type { Line } from '../../text/lines.js';
import { numberOf } from '../../text/number-words.js';
import type { EventCue } from './medication-events.js';
import type { NamedDrug } from './medication-mentions.js';
import type { Ownership } from './medication-remarks.js';
import { BLOCK_SUPPLY, readBlockSupply } from './medication-posology.js';
import type { Posology } from './medication-posology.js';

/** A drug name with the words that belong to it. */
export interface Scoped {
  readonly drug: NamedDrug;
  readonly section: SectionKind;
  /** Heads a line of a list or of a prescription. */
  readonly heads: boolean;
  /** The heading of the list that the line stands in, folded, where it is no section: "traitement en cours (recopié de…)". */
  readonly heading?: string;
  /** From the name to the next drug, or to the end of the sentence or of the posology lines. */
  readonly scopeEnd: number;
  readonly sentence: Range;
  readonly posology: Posology;
  readonly cue: EventCue | undefined;
  /** The cue is the verdict that closes the remark of an inventory, on the day of that paper. */
  readonly isVerdict?: true;
  /** Another person's, as the remark says. */
  readonly owner: Ownership | undefined;
  /** Written for a case that has not come: "Prescriptions anticipées". */
  readonly isAnticipated?: true;
  /** True where the cue stands before the name: the names listed after it share it. */
  readonly cueBefore: boolean;
}

const CHAIN =
  /^(?:\s(?:gel|creme|pommade|patchs?|sirop|collyre|spray|gouttes|lp|nasal|inhale|forte|fort)\b)?[\s,;:+&/()"'-]*(?:(?:et|ou|ni|puis|enfin|ensuite|d'abord|d'|de|du|des|le|la|les|l'|a|au|aux|en)(?:\s+|,\s*|(?<='))[\s,("]*)*$/;
const CONTINUATION =
  /^(?:\d|½|¼|un|une|deux|le|la|au|a|par|pendant|puis|matin|midi|soir|qsp|si|en|jusqu|administration|dans|ne|sans|max|avec|prendre|appliquer|instiller|voie|sous|renouv|\(|tous|toutes|chaque|injection|cp|comprime|gelule|appl|arreter|1\/2)/;
/** Sections that are lists of drugs. */
export const MEDICATION_SECTIONS: ReadonlySet<SectionKind> = new Set([
  'current-medications',
  'discharge-medications',
  'stopped-medications',
  'admission-medications',
  'prescription',
]);

/** Quantity and renewals that a line gives to the drugs above it. */
export interface Supply {
  readonly days?: number;
  readonly renewals?: number;
}

/** The index of the line that holds an offset. */
export const lineOf = (lines: readonly Line[], offset: number): number => {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Where the clause behind a name ends: at a full stop, a semicolon, a spaced colon or a comma before a new subject. */
export function clauseEnd(folded: string, from: number, to: number): number {
  const stop = folded
    .slice(from, to)
    .search(
      /\.\s+[a-z]{2}|;|\s:\s(?!\d|(?:premiere|1re|1ere) )|,\s(?:je|j'|il|elle|on|nous|vous|mais|donc)\s?(?=[a-z])|,\s(?:et )?d(?:e |')[a-z]+(?:er|ir|re)\b/,
    );
  return stop < 0 ? to : from + Math.max(1, stop);
}

/** "Ne plus prendre : AMLODIPINE" under another drug's line: what is said there is said of what it names. */
const LABELLED = /^(?:ne (?:plus|pas)|arret\w*|stop\w*|suspend\w*|sans)\b/;

/** The end of the posology lines under a drug's line: up to three, none of which begins with another drug. */
export function posologyEnd(lines: readonly Line[], index: number, folded: string, drugs: readonly NamedDrug[]): number {
  let end = lines[index]?.end ?? 0;
  for (const line of lines.slice(index + 1, index + 4)) {
    const text = folded.slice(line.start, line.end);
    if (line.blank || !CONTINUATION.test(text) || /^\d{1,2}(?:[.)]|\s?[-–]|\s?\/(?!\d))\s?[a-z]/.test(text)) break;
    if (
      drugs.some(
        ({ start }) => start >= line.start && start < line.end && (!/[a-z]/.test(folded.slice(line.start, start)) || LABELLED.test(text)),
      )
    )
      break;
    end = line.end;
  }
  return end;
}

const LIST_HEADING = /^\W{0,4}(?:traitements?|ttt|medicaments?|medications?)\b[^.]{0,120}$/;
const REACH = 16;

/** The heading of a list, from one of its lines upwards: the first line of words that speaks of treatments. */
export function headingAbove(lines: readonly Line[], index: number, folded: string): string | undefined {
  for (let i = index - 1; i >= 0 && index - i <= REACH; i -= 1) {
    const line = lines[i];
    if (line === undefined || line.blank) continue;
    const text = folded.slice(line.start, line.end);
    if (LIST_HEADING.test(text)) {
      // A bracket may run on to the next line.
      const open = text.includes('(') && !text.includes(')');
      return open ? `${text} ${folded.slice(line.end, lines[i + 1]?.end ?? line.end)}` : text;
    }
    if (/^\W{0,4}[a-z][^\n]*:\s*$/.test(text)) return undefined;
  }
  return undefined;
}

/** The bracket behind a class that names its members: "anticholinergique (oxybutynine, solifénacine)". */
function exampleOf(scoped: readonly Scoped[], index: number, folded: string): EventCue | undefined {
  const own = scoped[index];
  if (own === undefined) return undefined;
  const open = folded.lastIndexOf('(', own.drug.start);
  if (open < own.sentence.start || folded.slice(open, own.drug.start).includes(')')) return undefined;
  const group = scoped
    .slice(0, index)
    .findLast(
      ({ drug, sentence, cue }) =>
        drug.kind === 'class' && cue !== undefined && sentence.start === own.sentence.start && drug.end <= open && open - drug.end < 60,
    );
  if (group === undefined || (group.drug.atc !== undefined && own.drug.atc?.startsWith(group.drug.atc) !== true)) return undefined;
  return group.cue;
}

const ANTICIPATED = /^\W{0,4}(?:prescriptions?|ordonnances?|traitements?|medicaments?)(?: [a-z]+){0,2} anticipee?s?\b/;

/** True where a drug's line stands under "Prescriptions anticipées", in the same block. */
export function isAnticipated(lines: readonly Line[], index: number, folded: string): boolean {
  for (let i = index; i >= 0 && index - i <= REACH; i -= 1) {
    const line = lines[i];
    if (line === undefined || line.blank) return false;
    if (ANTICIPATED.test(folded.slice(line.start, line.end))) return true;
  }
  return false;
}

/** A line such as "QSP 1 mois, à renouveler 2 fois" holds for the drugs above it that have no duration of their own. */
export function blockSupplies(scoped: readonly Scoped[], lines: readonly Line[], folded: string): Map<Scoped, Supply> {
  const supplies = new Map<Scoped, Supply>();
  let from = 0;
  for (const line of lines) {
    const text = folded.slice(line.start, line.end);
    if (line.blank || !BLOCK_SUPPLY.test(text)) continue;
    const supply = readBlockSupply(text);
    for (const item of scoped)
      if (item.heads && item.drug.start >= from && item.drug.start < line.start && item.posology.duration === undefined)
        supplies.set(item, supply);
    from = line.end;
  }
  return supplies;
}

const REPLACING = /\b(?:remplac\w*|substitution|passage|switch|a la place|au lieu|en relais|en remplacement)\b[^,;.]{0,20}$/;
const FAILED = /\bechecs?\b[^,;.]{0,20}$/;
const IDEM = /\bidem\b[^,;.]{0,12}$/;

const COUNTED = /\b(?:les|ces|tous les|toutes les) (deux|trois|quatre)\b[^:;.]{0,24}:[^:;.]{0,12}$/;

/** "Je lui ai fait arrêter les deux : l'ibuprofène pour le rein, le millepertuis parce que…": so many names share what is said. */
function countedWith(scoped: readonly Scoped[], index: number, folded: string): EventCue | undefined {
  const own = scoped[index];
  if (
    own === undefined ||
    !/[,;] ?(?:et )?(?:le |la |les |l')?$/.test(folded.slice(Math.max(0, own.drug.start - 12), own.drug.start).replace(/\s/g, ' '))
  )
    return undefined;
  const first = scoped.findLastIndex(
    (one, at) => at < index && one.cue !== undefined && one.cueBefore && one.sentence.start === own.sentence.start,
  );
  const lead = scoped[first];
  if (lead === undefined) return undefined;
  const count = COUNTED.exec(folded.slice(Math.max(lead.sentence.start, lead.drug.start - 60), lead.drug.start).replace(/\s/g, ' '))?.[1];
  return count !== undefined && index - first < (numberOf(count) ?? 0) ? lead.cue : undefined;
}

/** A cue before the first name of an enumeration holds for the others; a plural one after the last holds for the first. */
export function shareCue(scoped: readonly Scoped[], index: number, folded: string): EventCue | undefined {
  const own = scoped[index];
  if (own === undefined || own.cue !== undefined) return own?.cue;
  const group = exampleOf(scoped, index, folded);
  if (group !== undefined) return group;
  // "SERESTA : arrêt ; idem IXPRIM".
  const above = scoped[index - 1];
  if (
    above?.sentence.start === own.sentence.start &&
    IDEM.test(folded.slice(Math.max(above.drug.end, own.drug.start - 20), own.drug.start))
  )
    return above.cue;
  const counted = countedWith(scoped, index, folded);
  if (counted !== undefined) return counted;
  for (let i = index - 1; i >= 0; i -= 1) {
    const previous = scoped[i];
    const following = scoped[i + 1];
    // "Arrêtés : EFFEXOR (relais ANAFRANIL), IMOVANE": what a bracket names parts no list.
    if (previous?.sentence.start === own.sentence.start && isAside(previous, folded)) continue;
    if (
      previous === undefined ||
      following === undefined ||
      previous.sentence.start !== own.sentence.start ||
      !chained(previous, nextOutside(scoped, i, index, folded) ?? following, folded)
    )
      break;
    // "Remplaçant ANAPEN, AERIUS, VENTOLINE": what replaces is said of one.
    if (previous.cueBefore) {
      if (forbids(previous.cue) && endsForbidden(scoped.slice(i + 1, index + 1), previous, folded)) return undefined;
      const lead = folded.slice(Math.max(0, previous.drug.start - 36), previous.drug.start);
      // "Après échec de l'HUMIRA, ENBREL 50 mg": what follows with its dose takes over.
      return REPLACING.test(lead) || (FAILED.test(lead) && own.posology.dose !== undefined) ? undefined : previous.cue;
    }
    if (previous.cue !== undefined) break;
  }
  for (let i = index + 1; i < scoped.length; i += 1) {
    const previous = scoped[i - 1];
    const following = scoped[i];
    if (
      previous === undefined ||
      following === undefined ||
      following.sentence.start !== own.sentence.start ||
      !chained(previous, following, folded)
    )
      break;
    if (following.cue === undefined) continue;
    return !following.cueBefore &&
      (isTogether(scoped, index, folded) ||
        /\b(?:sont|ont|(?<!par )lui|etaient|restent)\b|(?:es|is|us|ts|ees)\b[^a-z]*$/.test(
          // "Oracilline (arrêté par elle depuis 2 mois)": months are no plural participle.
          folded.slice(following.drug.end, following.drug.end + following.cue.end).replace(SINCE, ''),
        ))
      ? following.cue
      : undefined;
  }
  return undefined;
}

/** "Première ligne par COMBIVIR et KALETRA, quittée en 2008": what is said in the singular is said of the line, of each of its drugs. */
const TOGETHER =
  /\b(?:ligne|association|combinaison|(?:bi|tri|quadri|multi|poly)therapie|chimiotherapie|schema|protocole)s?\b[^.;:]{0,40}?(?:\b(?:par|avec|de|a base de|associant)|:|\() ?(?:la |le |l'|les |du )?$/;
function isTogether(scoped: readonly Scoped[], index: number, folded: string): boolean {
  const own = scoped[index];
  const first = scoped.find(({ sentence }) => sentence.start === own?.sentence.start);
  return (
    own !== undefined &&
    first === own &&
    TOGETHER.test(folded.slice(Math.max(own.sentence.start, own.drug.start - 80), own.drug.start).replace(/\s/g, ' '))
  );
}

/** Stands in a bracket behind other words than a name's: "(relais ANAFRANIL)". */
function isAside({ drug, sentence }: Scoped, folded: string): boolean {
  const open = folded.lastIndexOf('(', drug.start);
  return (
    open > sentence.start &&
    !folded.slice(open, drug.start).includes(')') &&
    /^\((?:relais|remplac|au profit|puis|en relais|avec|apres)/.test(folded.slice(open, drug.start)) &&
    folded.slice(drug.end, sentence.end).includes(')')
  );
}
const nextOutside = (scoped: readonly Scoped[], from: number, to: number, folded: string): Scoped | undefined =>
  scoped.slice(from + 1, to + 1).find((one) => !isAside(one, folded));

const SINCE = /\b(?:depuis|il y a|pendant|apres|pour|en|des)\b.*$/s;

const forbids = (cue: EventCue | undefined): boolean => cue?.event === 'contraindicated' || cue?.event === 'not-taken';
/** "Ne pas prendre d'ibuprofène, paracétamol max 3 g": what is told how to be taken is not forbidden. */
const ALLOWED =
  /^\s*(?:\([^)]*\) ?)?(?:max|si (?:besoin|douleur|fievre|necessaire)|possible|autorise|permis|en cas de (?:douleur|fievre)|reste |seul\b|uniquement|ok\b|jusqu'a)/;
const isAllowed = (item: Scoped, folded: string): boolean =>
  item.posology.ceiling !== undefined ||
  item.posology.onNeed ||
  (item.posology.dose !== undefined && item.posology.frequency !== undefined) ||
  ALLOWED.test(folded.slice(item.drug.end, item.drug.end + 40));

/** "Pas de X ; Y 550 x2 ; Z 2 sachets": what is told how to be taken ends what is forbidden, and so does a dose behind a semicolon. */
const endsForbidden = (items: readonly Scoped[], lead: Scoped, folded: string): boolean =>
  items.some((item) => isAllowed(item, folded)) ||
  (items.at(-1)?.posology.dose !== undefined && folded.slice(lead.drug.end, items.at(-1)?.drug.start).includes(';'));

function chained(previous: Scoped, following: Scoped, folded: string): boolean {
  // A posology read behind a bracket that holds the following drug says nothing of what parts the two.
  const own = folded.slice(previous.drug.end, previous.posology.end);
  // Nor does one that stands in a bracket of its own: "ZITHROMAX (6 cp), SERETIDE".
  const from =
    previous.posology.end > following.drug.start || (own.includes('(') && !own.includes(')'))
      ? previous.drug.end
      : Math.max(previous.drug.end, previous.posology.end);
  const gap = folded.slice(from, following.drug.start);
  const outside = gap.replace(/\([^()]*\)/g, '').replace(/\bdepuis (?:le |la |l'|fin |debut )?[a-z0-9/]{1,12}(?: \d{4})?(?=,)/, '');
  // What closes a bracket leaves its words behind.
  return !outside.includes(')') && CHAIN.test(outside);
}
