import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { decapitalise, groupBy } from '../../text.js';
import { spokenOf } from './allergens.js';
import { overruling } from './allergies.js';
import { among, byDocument } from '../../per-document.js';
import { once, passagesSideBySide, saying, type Written } from '../passages.js';
import { whoSays, type VigilanceInput } from '../warning.js';

/** How a form or a list answers that there is none. */
const ANSWER = String.raw`(?:0(?![.,]?\d)|ø|∅|neant|ras|aucune?s?|nulle?|nkda|non\b(?! (?:renseigne|precise|connu|teste))|absente?s?|pas d allergie|(?:☐|\[ ?\]) ?oui ?,? ?(?:☒|\[ ?x ?\]) ?(?:non|aucune?)|(?:☒|\[ ?x ?\]) ?(?:non|aucune?)|- ?(?=$|[,;.]))`;
/** "ALL : 0", "Allergies / intolérances : Ø", "risque allergique : NON", "ne se connaît pas d'allergie", "ALLERGIES ☐ oui ☒ non". */
const NONE = new RegExp(
  [
    String.raw`\ball(?:ergies?)?(?: (?:ou |et )?(?:medicamenteuses?|alimentaires?|connues?|intolerances?|medicaments?|declarees?|signalees?|notoires?))*(?: ?\([^)]{0,60}\))? ?(?:\(s\))? ?[:=] ?${ANSWER}`,
    String.raw`\b(?:risque|terrain|antecedents?|atcds?|statut|profil|notion|contexte) allergi(?:que|e)s?(?: (?:connu|particulier|medicamenteux))? ?\??[^.;:=]{0,20}[:=]? ?${ANSWER}`,
    String.raw`\b(?:aucun|pas d|sans|nul) (?:antecedents?|atcds?|terrain|risque) (?:d )?allergi\w+(?! (?:a|au|aux)\b)`,
    // "Latex : pas d'allergie" says it of latex alone.
    String.raw`(?<!\()(?<!\b(?!(?:antecedents|atcds?|terrain|all|medicaux|patiente?|divers|risques?|remarques?)\b)[a-z]{4,} ?: )\b(?:ne se connait|ne rapporte|ne signale|ne declare|nie|sans|absence d|pas d|aucune|toute)(?: (?:pas d|aucune|toute))? ?allergie(?! (?:vraie|a|au|aux|croisee)\b)(?: (?:medicamenteuse|alimentaire))?(?: (?:connue|signalee|notee|declaree|particuliere|notable|notoire|a ce jour|rapportee))?`,
    String.raw`\b(?:non|pas) allergique(?! (?:a|au|aux)\b)`,
    String.raw`\ballerg\w*\b[^.;]{0,40}(?:(?:☐|\[ ?\]) ?oui ?,? ?(?:☒|\[ ?x ?\]) ?(?:non|aucune?)|(?:☒|\[ ?x ?\]) ?(?:non|aucune?)\b)`,
  ].join('|'),
);

export const saysNone = once(NONE);
/** A grave reaction with what set it off, where nobody writes "allergie". */
const reacts = once(
  /\b(?:anaphyla\w+|choc (?:anaphylactique|allergique)|quincke|bronchospasme|toxidermie|syndrome de lyell|dress)\b[^.;]{0,50}\b(?:a|au|aux|sous|apres|lors|par|imputable|du|due)\b|\b(?:injection|prise|administration|induction|ingestion|piqure) (?:d\w* ?|de l |de la |du )?\w+[^.;]{0,20}\b(?:anaphyla\w+|choc\b|quincke|bronchospasme|collapsus|urticaire)/,
);
const notOwn = once(
  /\b(?:pas|sans|aucune?|jamais|risque|en cas|si|pere|mere|frere|soeur|fils|fille)\b[^.;]{0,30}\b(?:anaphyla|choc|quincke|bronchospasme)|\bcardiogen|\bseptique/,
);

const allAllergies = among(({ kind }: Fact) => kind === 'allergy');

/** "No allergy" written in any paper after one was known, where no fact has told it. */
export function noneWritten({ passages, facts, sources }: VigilanceInput, told: readonly Vigilance[]): readonly Vigilance[] {
  const allergies = allAllergies(facts);
  const isRuledOut = overruling(allergies, sources);
  const known = allergies.filter(
    (fact) =>
      fact.allergy?.certainty === 'confirmed' &&
      fact.importance >= 3 &&
      !fact.qualifiers.family &&
      !fact.qualifiers.otherPerson &&
      !fact.qualifiers.negated &&
      fact.status !== 'ruled-out' &&
      fact.status !== 'absent' &&
      !fact.allergy.intolerance &&
      !isRuledOut(fact),
  );
  const done = new Set(
    told
      .filter(({ rule }) => rule === 'vigilance:none-known-against-allergy')
      .flatMap(({ citations }) => citations.slice(0, 1).map(({ span }) => span.documentId)),
  );
  const concepts = new Set(known.flatMap(({ concept }) => concept ?? []));
  const papers = byDocument(facts);
  const wrong = [...groupBy(saying(passages, saysNone), (one) => one.documentId).values()].flatMap(([none]) => {
    if (none === undefined || (papers.get(none.documentId) ?? []).some(({ concept }) => concept !== undefined && concepts.has(concept)))
      return [];
    const isSpoken = spokenOf(none.words);
    const before = known.filter(
      (fact) =>
        fact.documentId !== none.documentId &&
        isSpoken(fact.label) &&
        compareDates(fact.date ?? sources.dateOf(fact.documentId), none.date) < 0,
    );
    return before.length === 0 ? [] : [{ none, before }];
  });
  if (wrong.length === 0 && done.size === 0) return noneAgainstReaction(passages);
  const last = wrong.findLast(({ none }) => !done.has(none.documentId));
  const fact = last?.before[0];
  if (last === undefined || fact === undefined) return [];
  const item = passagesSideBySide({
    rule: 'vigilance:none-known-against-allergy',
    subject: 'Allergies',
    sides: [
      {
        says: '« aucune »',
        passage: last.none,
        also: wrong
          .slice(0, -1)
          .map(({ none }) => none)
          .slice(-3),
      },
    ],
    factIds: last.before.map(({ id }) => id),
    importance: 3,
  });
  const bearing = [...new Map(last.before.map((one) => [one.documentId, one.citations[0]])).values()];
  return [
    {
      ...item,
      text: `${item.text}, mais ${decapitalise(fact.label)} (${whoSays(fact, sources)})`,
      citations: [...item.citations, ...bearing].slice(0, 10),
    },
  ];
}

/** "Aucune allergie" after a paper that tells a reaction and names no allergy. */
function noneAgainstReaction(passages: readonly Written[]): readonly Vigilance[] {
  const none = saying(passages, saysNone).at(-1);
  if (none === undefined) return [];
  const told = saying(passages, reacts).filter(
    (one) => one.documentId !== none.documentId && !notOwn(one) && compareDates(one.date, none.date) < 0,
  );
  const [first] = told;
  return first === undefined
    ? []
    : [
        passagesSideBySide({
          rule: 'vigilance:none-known-against-allergy',
          subject: 'Allergies',
          sides: [
            { says: '« aucune »', passage: none },
            { says: 'réaction décrite', passage: first, also: told.slice(1, 4) },
          ],
          importance: 3,
        }),
      ];
}
