import { among, perDocument, perItem } from '../../per-document.js';
import type { Fact } from '../../../domain/fact.js';
import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { conceptTraits } from '../../concepts.js';
import { compareDates, daysBetween } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { fold, groupBy } from '../../text.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { once, passagesSideBySide, readForGood, saying, type Question, type Written } from '../passages.js';
import { isTold } from '../told/claim.js';
import { whoSays, type VigilanceInput } from '../warning.js';

const NONE = String.raw`(?:0|neant|aucune?s?|ras|r a s|rien|non)\b`;
const saysNoIllness = once(
  new RegExp(
    String.raw`\b(?:antecedents?|atcds?)(?: medicaux| personnels| med| notables?)* ?: ?${NONE}(?! ?(?:\w+ )?(?:familia|chir|allerg))|\b(?:pas d|aucun|sans) (?:antecedents?|atcds?)(?: medica(?:l|ux)| personnels?)?(?: notables?| particuliers?| connus?)?(?= ?(?:$|[.,;]))(?<!\\b(?:craint|peur|risque|phlebite|thrombose|cancer|fracture|familiale?)\\b.{0,40})`,
  ),
);
const saysNoOperation = once(
  new RegExp(
    String.raw`\bjamais (?:ete )?operee?\b|\b(?:antecedents?|atcds?) chir\w* ?: ?${NONE}|\b(?:pas d|aucun|sans) (?:antecedents?|atcds?) chirurgica(?:l|ux)|\bchirurgie ?: ?${NONE}|\bchirurgicaux ?: ?${NONE}`,
  ),
);
const saysNoDrug = once(
  new RegExp(
    String.raw`\b(?:traitements?|ttt|tt|medicaments?)(?: (?:habituels?|en cours|au long cours|personnels?|actuels?|a domicile))* ?: ?${NONE}(?! ?(?:\w+ )?(?:allerg))|(?:^|[.;] )(?:pas de|aucun|sans) traitement(?: medicamenteux)?(?: habituel| en cours| au long cours| personnel| regulier)?(?= ?(?:$|[.,;]))|\b(?:pas de|aucun) traitement(?: medicamenteux)? (?:habituel|en cours|au long cours|personnel|regulier)\b|\bne prend (?:aucun|pas de) (?:traitement|medicament)s?`,
  ),
);
const OPERATION =
  /ectomie|prothese|arthroplast|pontage|greffe|transplant|osteosynth|enclouage|arthrodese|plastie|cesarienne|stomie|by ?pass|sleeve|amput|remplacement valvul/;
const RECENT_DAYS = 250;

const isOwn = (fact: Fact): boolean => !fact.qualifiers.family && !fact.qualifiers.otherPerson && isAffirmed(fact);
const graveOnes = among(
  (fact: Fact) => fact.kind === 'condition' && fact.importance === 3 && conceptTraits(fact.concept)?.chronic === true && isOwn(fact),
);
const operations = among((fact: Fact) => fact.kind === 'procedure' && OPERATION.test(fold(fact.label)) && isOwn(fact));

interface Taken {
  readonly fact: Fact;
  readonly date: PartialDate;
  /** The first day on which the drug is told to be stopped. */
  readonly stopped: PartialDate | undefined;
}

/** What of a drug's history a paper that knows no treatment contradicts. */
const takenIn = perItem(({ events }: DrugHistory): readonly Taken[] => {
  const [stopped] = events.flatMap(({ act, date }) => (act === 'stop' && date !== undefined ? [date] : [])).toSorted(compareDates);
  return events.flatMap(({ act, strength, medication, fact, date }): readonly Taken[] =>
    act === 'take' && strength >= 2 && medication.duration === undefined && fact.importance >= 2 && date !== undefined
      ? [{ fact, date, stopped }]
      : [],
  );
});

/** "ATCD : RAS", "jamais opéré", "traitement : aucun", after papers that tell a grave illness, an operation, a drug that is taken. */
export function noneOfAll(input: VigilanceInput): readonly Vigilance[] {
  const { facts, passages, histories, sources } = input;
  const taken = takenIn(histories);
  const before = (list: readonly Fact[], passage: Written): readonly Fact[] =>
    list.filter((fact) => fact.documentId !== passage.documentId && compareDates(sources.dateOf(fact.documentId), passage.date) < 0);
  const tell = (says: Question, subject: string, list: (passage: Written) => readonly Fact[]): readonly Vigilance[] => {
    const passage = saying(passages, says).findLast((one) => one.date !== undefined && list(one).length > 0);
    if (passage === undefined) return [];
    const told = list(passage);
    const last = told.at(-1);
    if (last === undefined) return [];
    const item = passagesSideBySide({
      rule: 'vigilance:none-and-known',
      subject,
      sides: [{ says: '« aucun »', passage }],
      factIds: told.map(({ id }) => id),
      importance: 2,
    });
    return [
      {
        ...item,
        text: `${item.text}, mais ${last.medication?.dci ?? last.label} (${whoSays(last, sources)})`,
        citations: [...item.citations, ...told.toReversed().flatMap(({ citations }) => citations)].slice(0, 8),
      },
    ];
  };
  return [
    ...tell(saysNoIllness, 'Antécédents', (passage) => before(graveOnes(facts), passage)),
    ...tell(saysNoOperation, 'Antécédents chirurgicaux', (passage) => before(operations(facts), passage)),
    ...tell(saysNoDrug, 'Traitement', (passage) =>
      taken
        .filter(
          ({ fact, date, stopped }) =>
            fact.documentId !== passage.documentId &&
            passage.date !== undefined &&
            compareDates(date, passage.date) < 0 &&
            daysBetween(date, passage.date) <= RECENT_DAYS &&
            !(stopped !== undefined && compareDates(stopped, passage.date) <= 0),
        )
        .map(({ fact }) => fact),
    ),
    ...neverHad(passages),
  ];
}

const NEVER =
  /\b(?:jamais (?:eu |fait |presente |connu )?(?:d|de|du|des)|n a jamais (?:eu|fait|presente) (?:d|de|du|des)|(?:aucun|pas d|sans) (?:antecedents?|atcds?|episodes?|notion) (?:personnels? )?(?:d|de|du|des)) ((?:[a-z]+ ?){1,8})/;
const EMPTY =
  /^(?:dans|avec|sans|pour|liquide|depuis|cette|notre|chez|jusqu|autre|autres|particulier|notable|personnel|familial\w*|medical|connue?s?|antecedents?|traitement|episode|type|allergi\w*|probleme|prise|contact|voyage)$/;

/** The words that what was never there is made of, by their first letters. */
const neverIn = readForGood('never', ({ words }): readonly string[] => {
  const said = NEVER.exec(words)?.[1];
  if (said === undefined) return [];
  return [
    ...new Set(
      said
        .split(' ')
        .filter((word) => word.length >= 5 && !EMPTY.test(word))
        .slice(0, 3)
        .map((word) => word.slice(0, STEM)),
    ),
  ];
});
const STEM = 7;
/** One word alone is too common: it must stand as an antecedent or with its year. */
const DATED = /\b(?:antecedents?|atcds?)\b|\ben (?:\w+ )?(?:19|20)\d\d\b/;
/** An instruction or an answer tells nothing that happened. */
const NOT_TOLD =
  /\b(?:eviter|ne (?:jamais|pas|plus)|negati(?:f|ve)s?|contre indiqu\w+|prevention|vaccin\w*|surveill\w+|depist\w+|recherche)\b|(?:☒|\[ ?x ?\]) ?non|: ?non\b/;

const denying = among((one: Written) => neverIn(one).length > 0);
const stemsOf = (denial: Written): string => neverIn(denial).join(' ');

/** What tells any of what is `asked`, the stems of one denial a line. */
const toldAmong = perDocument((own: readonly Written[], asked: string) => {
  const telling = own.filter((one) => neverIn(one).length === 0);
  return asked
    .split('\n')
    .flatMap((stems) => telling.flatMap((passage) => (tells(passage.words, stems.split(' ')) ? [{ stems, passage }] : [])));
});

/** "Jamais d'infection du liquide d'ascite" after a paper that tells one. */
function neverHad(passages: readonly Written[]): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const denials = denying(passages);
  if (denials.length === 0) return [];
  const asked = [...new Set(denials.map(stemsOf))].toSorted().join('\n');
  const told = groupBy(toldAmong(passages, asked), ({ stems }) => stems);
  const done = new Set<string>();
  for (const denial of denials.toReversed()) {
    const stems = stemsOf(denial);
    if (done.has(stems) || denial.date === undefined) continue;
    // What nothing contradicts by the last denial, nothing contradicts by an earlier one.
    done.add(stems);
    const affirmed = (told.get(stems) ?? [])
      .map(({ passage }) => passage)
      .filter((one) => one.documentId !== denial.documentId && compareDates(one.date, denial.date) <= 0);
    const last = affirmed.at(-1);
    if (last === undefined) continue;
    found.push(
      passagesSideBySide({
        rule: 'vigilance:never-and-told',
        subject: 'Dit jamais survenu',
        sides: [
          { says: 'nié', passage: denial },
          { says: 'écrit', passage: last, also: affirmed.slice(-3, -1) },
        ],
        importance: 2,
      }),
    );
  }
  return found;
}

function tells(words: string, stems: readonly string[]): boolean {
  if (!stems.every((stem) => words.includes(stem))) return false;
  if (NOT_TOLD.test(words) || (stems.length === 1 && !DATED.test(words))) return false;
  const places = stems.map((stem) => words.search(new RegExp(`\\b${stem}`)));
  if (places.some((at) => at < 0)) return false;
  const [from, to] = [Math.min(...places), Math.max(...places)];
  return to - from <= NEAR && isTold(words, from, to + STEM, {});
}
const NEAR = 60;
