import type { Vigilance } from '../../../domain/synthesis.js';
import type { Fact } from '../../../domain/fact.js';
import { compareDates } from '../../dates.js';
import { isAffirmed } from '../../line.js';
import { byTopics, perDocument } from '../../per-document.js';
import { perFact } from '../../per-fact.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { once, passagesSideBySide, type Written } from '../passages.js';
import { isNamed, termsIn } from '../same-words.js';
import { KIN } from '../told/claim.js';
import { shortName, speaksOfAnother, whoSays, type VigilanceInput } from '../warning.js';

const RELATIVE = KIN.source.replaceAll(String.raw`\b`, '');
/** It is somebody else's: "c'est celui de Tom", "c'est sa mère", "pas la sienne". */
const OF_ANOTHER = String.raw`c (?:est|etait) (?:bien |en fait |plutot )?(?:(?:celle|celui|ceux) (?:de |d |du )|(?:ma|mon|sa|son|a (?:ma|mon|sa|son|la)|au) (?:belle |beau |petite? |grande? )?${RELATIVE}(?! qui (?!(?:en |l |la |le )?(?:a|avait|est|etait|prend|prenait|porte|souffr))\b)|a (?!(?:la|lui|elle|ce|cause|dire|peu|jeun|cet?t?e?)\b)[a-z]+, pas)|(?:est|sont|etait|etaient|ce n est) pas (?:la|le|les) sienn?e?s?|(?:pas|appartient) (?:a|pour) (?:moi|lui|elle)(?= ?(?:!|$|[.,;)]))|pas (?:la|le) (?:pte?|patiente?)(?= ?(?:$|[.,;)]))|concerne une? autre (?:patiente?|personne|malade)|est (?:a|celui de|celle de) (?:la|sa|son|l) ${RELATIVE}`;
/** Its writer holds it for wrong. */
const IN_ERROR = String.raw`erreurs?(?! (?:inne|de refraction|medicamenteuse|d administration|d interpretation possible))|a tort|(?<!\b(?:ce )?qui )(?:est|etait|c est|sont) (?:tout a fait )?(?:faux|fausse|inexacte?|errone\w*)|(?:faire|a|merci de|faudra|faut|fasse) (?:le |la |les |de )?(?:corriger|rectifier|rayer)|contrairement a ce qu\w*|(?:a|avait) ecrit que (?:si|oui|non)|mention(?:ne|nait)? (?:a|doit)[a-z ]{0,12}(?:disparaitre|supprimer|supprimee|etre retiree)`;
/** The patient, or who asked them, denies what a paper bears. */
const DENIED = String.raw`je ne prends (?:pas|jamais) (?:de |d |le |la |ce )|ne prend pas (?:de |d )|n a jamais (?:recu|pris)|affirme (?:ne pas|n avoir)[a-z ]{1,16}(?:recu|pris)`;
/** What is denied there is a drug. */
const OF_A_DRUG = new RegExp(String.raw`^(?:${DENIED})`);
const CUE = new RegExp(String.raw`\b(?:${OF_ANOTHER}|${IN_ERROR}|${DENIED})`);
const disputes = once(CUE);

const SHORTEST = 4;
/** Papers that tell it: more of them, and it is hardly what is wrong. */
const MOST_PAPERS = 4;
const NEAR = 90;
/** What a paper that is wrong is called, by the words of its title. */
const NAMED: readonly (readonly [said: RegExp, title: RegExp])[] = [
  [/\burgences?\b/, /urgence/],
  [/\bordonnances?\b/, /ordonnance/],
  [/\banesth\w+/, /anesth/],
  [/\bpai\b/, /\bpai\b/],
  [/\bfiche\b/, /fiche|suivi|bilan|questionnaire|dossier/],
  [/\bcertificat\b/, /certificat/],
  [/\bquestionnaire\b/, /questionnaire|irm|anesth|scanner/],
];

interface Dispute {
  readonly passage: Written;
  /** What it may be about, the nearest first. */
  readonly names: readonly string[];
  readonly isOfADrug: boolean;
}

/** "METFORMINE : c'est celle de sa femme", "c'est sa sœur qui porte le facteur V": the sentence says itself what it is about. */
const namesItself = (words: string, { index, 0: cue }: RegExpExecArray): boolean =>
  /^[^a-z]*[a-z][a-z0-9 -]{3,}: ?$/.test(words.slice(0, index)) ||
  /^ qui (?:porte|prend|souffr|est porteu)/.test(words.slice(index + cue.length));

/** Letters before which a sentence that disputes has named nothing yet. */
const OPENING = 24;

const disputedIn = perDocument((own: readonly Written[]): readonly Dispute[] =>
  own.flatMap((passage, index) => {
    const match = disputes(passage) ? CUE.exec(passage.words) : null;
    if (match === null) return [];
    const here = termsNear(passage.words, match.index, match.index + match[0].length);
    // "C'est celui de Tom": what the sentence before has named, where this one names nothing.
    const isBefore = match.index <= OPENING && !/^contrairement/.test(match[0]) && !namesItself(passage.words, match);
    const before = isBefore ? (own[index - 1]?.words ?? '') : '';
    const names = [...here, ...termsNear(before, before.length, before.length)];
    return [{ passage, names, isOfADrug: OF_A_DRUG.test(match[0]) }];
  }),
);

/** The specific terms around a place, the nearest first. */
function termsNear(words: string, start: number, end: number): readonly string[] {
  const gap = (term: { readonly start: number; readonly end: number }): number =>
    term.end <= start ? start - term.end : Math.max(0, term.start - end);
  return [
    ...new Set(
      termsIn(words)
        .filter((term) => (term.end <= start || term.start >= end) && gap(term) <= NEAR)
        .filter(({ name }) => name.length >= SHORTEST || isNamed(name))
        .toSorted((a, b) => gap(a) - gap(b))
        .map(({ name }) => name),
    ),
  ];
}

/** Nothing that can be somebody else's. */
const NO_MATTER =
  /^(?:allergi|cancer|maladie|insuffi|douleur|trouble|syndrom|chirurg|operati|interven|consult|traitem|facteur|ventila|pressio|positi|negati|vascula|cardiaq|arterie|arteria|veineu|pulmona|hepati|cerebra|chroniq|severe|modere|ancien|continu|droite?$|gauche|depuis|janvier|fevrier|mars$|avril|juin$|juillet|aout$|septemb|octobre|novembr|decembr)/;
/** By the words of their names: drugs, illnesses, allergies and implants that papers bear as the patient's. */
const namesOfFact = perFact((fact): readonly string[] =>
  KINDS.has(fact.kind) &&
  fact.importance >= 2 &&
  isAffirmed(fact) &&
  !fact.qualifiers.family &&
  !fact.qualifiers.otherPerson &&
  !fact.qualifiers.hypothetical &&
  !fact.qualifiers.instruction &&
  !speaksOfAnother(fact) &&
  !NOT_BORNE.has(fact.medication?.event ?? '')
    ? [...new Set(termsIn(fold(`${fact.label} ${fact.medication?.brand ?? ''}`)).map(({ name }) => name))].filter(
        (name) => !NO_MATTER.test(name),
      )
    : [],
);
const KINDS: ReadonlySet<string> = new Set(['medication', 'condition', 'allergy', 'device']);
const NOT_BORNE: ReadonlySet<string> = new Set(['contraindicated', 'not-taken', 'refused', 'stopped']);
const factsByName = byTopics(namesOfFact);

/** What a paper says is wrong or somebody else's, beside the papers that bear it as the patient's. */
export function disputed({ passages, facts, sources }: VigilanceInput, told: readonly Vigilance[]): readonly Vigilance[] {
  const done = new Set<string>();
  const borne = factsByName(facts);
  const all = disputedIn(passages);
  return all.toReversed().flatMap(({ passage, names, isOfADrug }): readonly Vigilance[] => {
    const of = (one: string): readonly Fact[] => (borne.get(one) ?? []).filter(({ kind }) => !isOfADrug || kind === 'medication');
    const name = names.find((one) => of(one).length > 0);
    if (name === undefined || done.has(name)) return [];
    const bearing = bearers(of(name), passage, sources);
    const last = bearing.at(-1);
    if (last === undefined) return [];
    done.add(name);
    if (
      told.some((one) => one.kind === 'conflict' && cites(one, passage) && bearing.some(({ citations: [{ span }] }) => stands(one, span)))
    )
      return [];
    const item = passagesSideBySide({
      rule: 'vigilance:disputed',
      subject: shortName(last),
      sides: [
        {
          says: 'démenti, ou dit d’une autre personne',
          passage,
          // Said of it once more in that paper: "c'est sa sœur. Le diagnostic est faux aux urgences".
          also: all.flatMap((other) =>
            other.passage.documentId === passage.documentId && other.names.includes(name) ? [other.passage] : [],
          ),
        },
      ],
      factIds: bearing.map(({ id }) => id),
      importance: 2,
    });
    return [
      {
        ...item,
        text: `${item.text}, écrit (${whoSays(last, sources)})`,
        citations: [...item.citations, ...bearing.toReversed().map(({ citations: [one] }) => one)],
      },
    ];
  });
}

/** In other papers of before: in those that the passage names, where it names any. */
function bearers(facts: readonly Fact[], passage: Written, sources: Sources): readonly Fact[] {
  const titles = NAMED.filter(([said]) => said.test(passage.words)).map(([, title]) => title);
  const before = facts.filter(
    ({ documentId }) => documentId !== passage.documentId && compareDates(sources.dateOf(documentId), passage.date) <= 0,
  );
  const named = before.filter(({ documentId }) => titles.some((title) => title.test(fold(sources.byId.get(documentId)?.title ?? ''))));
  const chosen = titles.length > 0 ? named : before;
  const papers = new Set(chosen.map(({ documentId }) => documentId));
  return papers.size > MOST_PAPERS ? [] : [...papers].flatMap((id) => chosen.find(({ documentId }) => documentId === id) ?? []);
}

const stands = ({ citations }: Vigilance, one: Fact['citations'][number]['span']): boolean =>
  citations.some(({ span }) => span.documentId === one.documentId && span.start < one.end && span.end > one.start);
const cites = (item: Vigilance, { citation: { span } }: Written): boolean => stands(item, span);
