import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates } from '../../dates.js';
import { lazily } from '../../lazily.js';
import { decapitalise, fold, groupBy, significantWords } from '../../text.js';
import { refutationHolds } from '../../refutations.js';
import { among, perList } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import { once, passagesOf, passagesSideBySide, saying, type Written } from '../passages.js';
import { saysNone } from './none-known.js';
import { clauseAround } from '../told/claim.js';
import { sideBySide, whoSays, type VigilanceInput } from '../warning.js';

/** Papers that others act on: whoever reads them reads no other. */
const FORMS = /\b(?:pai|projet d accueil|liaison|dlu|questionnaire|fiche|check|anesthesi\w*|certificat|urgences?|bloc|pre ?operatoire)\b/;
const own = (fact: Fact): boolean =>
  fact.kind === 'allergy' && !fact.qualifiers.family && !fact.qualifiers.otherPerson && !fact.qualifiers.instruction;
const named = among((fact: Fact) => own(fact) && fact.allergy?.certainty !== 'none-known');
const isRefuted = (fact: Fact): boolean =>
  fact.status === 'ruled-out' || fact.status === 'absent' || fact.allergy?.certainty === 'refuted' || fact.qualifiers.negated;
const isGrave = (fact: Fact): boolean =>
  !isRefuted(fact) && fact.allergy?.certainty === 'confirmed' && !fact.allergy.intolerance && fact.importance === 3;
const wordsOf = perFact((fact): readonly string[] =>
  significantWords((fact.label.split(/\s+—\s+/u)[0] ?? fact.label).replace(/allergies?|intol[ée]rances?|au|aux|:|\(.*?\)/giu, ' ')).filter(
    (word) => word.length > 3,
  ),
);
const wordsIn = perList((paper: readonly Written[]) => [new Set(paper.flatMap((one) => one.words.split(/[^a-z0-9]+/)))]);

/** "Iode seulement", "seule allergie connue", "pas d'autre allergie": the list says itself that nothing lacks. */
const saysOnly = once(
  /\ballerg\w*\b[^.;]{0,60}\b(?:seulement|uniquement|exclusivement|et rien d autre)\b|\bseules? (?:et uniques? )?allergies?\b|\b(?:pas d|aucune) autre (?:allergie|intolerance)|\bhormis [^.;]{0,40}(?:pas d|aucune) (?:autre )?allergie/,
);

/** The latest form that lists allergies and lacks a grave one that the record knew before. */
export function allergyLeftOut({ facts, sources, passages }: VigilanceInput): readonly Vigilance[] {
  const allergies = named(facts);
  const closed = new Set(saying(passages, saysOnly).map(({ documentId }) => documentId));
  const forms = [...new Set(allergies.filter((fact) => !isRefuted(fact)).map(({ documentId }) => documentId))]
    .filter((id) => FORMS.test(fold(sources.byId.get(id)?.title ?? '')) || closed.has(id))
    .toSorted((a, b) => compareDates(sources.dateOf(a), sources.dateOf(b)));
  const byConcept = groupBy(
    allergies.filter(({ concept }) => concept !== undefined),
    ({ concept }) => concept ?? '',
  );
  const verdicts = new Map<string, boolean>();
  const isRuledOut = (concept: string | undefined): boolean => {
    if (concept === undefined) return false;
    const same = byConcept.get(concept) ?? [];
    const standing = lazily(() => same.filter((one) => !isRefuted(one)));
    const verdict = verdicts.get(concept) ?? same.some((one) => isRefuted(one) && refutationHolds(one, standing(), sources));
    verdicts.set(concept, verdict);
    return verdict;
  };
  for (const id of forms.toReversed()) {
    const listed = allergies.filter((fact) => fact.documentId === id && !isRefuted(fact));
    const [words = new Set<string>()] = wordsIn(passagesOf(passages, id));
    const missing = allergies.filter(
      (fact) =>
        isGrave(fact) &&
        compareDates(sources.dateOf(fact.documentId), sources.dateOf(id)) < 0 &&
        wordsOf(fact).length > 0 &&
        !wordsOf(fact).some((word) => words.has(word) || words.has(`${word}s`)) &&
        !listed.some((one) => one.concept !== undefined && one.concept === fact.concept) &&
        !isRuledOut(fact.concept),
    );
    const last = missing.at(-1);
    // One ban in a notebook is no list of allergies.
    const [first] = listed.length > 1 || listed.some(({ origin }) => origin === 'rule:allergy-list') ? listed : [];
    if (last === undefined || first === undefined) continue;
    return [
      sideBySide({
        rule: 'vigilance:allergy-left-out',
        subject: 'Allergies',
        sides: [
          {
            says: `la liste ne porte pas « ${decapitalise(last.label.split(/\s+—\s+/u)[0] ?? last.label)} »`,
            fact: first,
            also: listed.slice(1),
          },
          { says: 'notée', fact: last, also: missing.slice(-4, -1) },
        ],
        importance: 3,
        sources,
      }),
    ];
  }
  return [];
}

const TOLERATED =
  /\b(?:bien )?(?:toleree?s?|supportee?s?)\b|\bsans (?:reaction|probleme|incident|particularite)|\bpas de reaction|\baucune reaction|\bpas d allergie|\bn est (?:donc )?pas allergique|\b(?:tests?|prick|idr|bilan)\b[^.;]{0,50}\bnegati/;
const ILL_TOLERATED =
  /\b(?:mal|non|pas|peu|moins) (?:tres )?(?:bien )?(?:toleree?s?|supportee?s?|consomm\w+)\b|\bne (?:l |le |la |les )?(?:tolere|supporte)(?:nt)? (?:pas|plus|mal)\b/;

const saysTolerated = once(TOLERATED);
const saysIllTolerated = once(ILL_TOLERATED);

/** An allergy noted in one paper, and the very thing well tolerated in another. */
export function allergenTolerated({ facts, passages, sources }: VigilanceInput): readonly Vigilance[] {
  const calm = saying(passages, saysTolerated).filter((one) => !saysIllTolerated(one) && !saysNone(one));
  const found: Vigilance[] = [];
  const done = new Set<string>();
  const asked = new Map<string, readonly Written[]>();
  const tolerating = (words: readonly string[]): readonly Written[] => {
    const key = words.join(' ');
    const known = asked.get(key) ?? calm.filter((one) => tolerates(one, words));
    asked.set(key, known);
    return known;
  };
  for (const noted of named(facts)
    .filter((fact) => !isRefuted(fact))
    .toReversed()) {
    const words = wordsOf(noted);
    const [first] = words;
    if (first === undefined || words.length > 3 || done.has(first)) continue;
    const told = tolerating(words).filter((one) => one.documentId !== noted.documentId);
    const last = told.at(-1);
    // Tolerated before the reaction is how allergies come.
    if (last === undefined || compareDates(last.date, noted.date ?? sources.dateOf(noted.documentId)) < 0) continue;
    done.add(first);
    const item = passagesSideBySide({
      rule: 'vigilance:allergen-tolerated',
      subject: noted.label.split(/\s+—\s+/u)[0] ?? noted.label,
      sides: [{ says: 'toléré', passage: last, also: told.slice(-3, -1) }],
      factIds: [noted.id],
      importance: 2,
    });
    found.push({
      ...item,
      text: `${item.text}, noté (${whoSays(noted, sources)})`,
      citations: [...item.citations, ...noted.citations].slice(0, 8),
    });
  }
  return found;
}

function tolerates(one: Written, words: readonly string[]): boolean {
  return words.every((word) => {
    const at = one.words.indexOf(word);
    if (at < 0) return false;
    const { before, after } = clauseAround(one.words, at, at + word.length);
    return TOLERATED.test(after.slice(0, 50)) || (/\b(?:reaction|allergie|allergique)\b[^,]{0,20}$/.test(before) && TOLERATED.test(before));
  });
}
