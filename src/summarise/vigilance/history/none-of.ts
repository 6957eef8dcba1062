import { among } from '../../per-document.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { conceptTraits } from '../../concepts.js';
import { compareDates, daysBetween } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { fold } from '../../text.js';
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

/** "ATCD : RAS", "jamais opéré", "traitement : aucun", after papers that tell a grave illness, an operation, a drug that is taken. */
export function noneOfAll(input: VigilanceInput): readonly Vigilance[] {
  const { facts, passages, histories, sources } = input;
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
      histories.flatMap((history) =>
        history.events
          .filter(
            (event) =>
              event.act === 'take' &&
              event.strength >= 2 &&
              event.medication.duration === undefined &&
              event.fact.importance >= 2 &&
              event.fact.documentId !== passage.documentId &&
              event.date !== undefined &&
              passage.date !== undefined &&
              compareDates(event.date, passage.date) < 0 &&
              daysBetween(event.date, passage.date) <= RECENT_DAYS &&
              !history.events.some((other) => other.act === 'stop' && compareDates(other.date, passage.date) <= 0),
          )
          .map(({ fact }) => fact),
      ),
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

/** "Jamais d'infection du liquide d'ascite" after a paper that tells one. */
function neverHad(passages: readonly Written[]): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const told = new Set<string>();
  for (const denial of denying(passages).toReversed()) {
    const stems = neverIn(denial);
    const key = stems.join(' ');
    if (told.has(key) || denial.date === undefined) continue;
    // What nothing contradicts by the last denial, nothing contradicts by an earlier one.
    told.add(key);
    const affirmed = passages.filter(
      (one) =>
        one.words.includes(stems[0] ?? '') &&
        one.documentId !== denial.documentId &&
        compareDates(one.date, denial.date) <= 0 &&
        neverIn(one).length === 0 &&
        tells(one.words, stems),
    );
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
