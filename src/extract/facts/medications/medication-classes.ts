import type { Fact } from '../../../domain/fact.js';
import { fold } from '../../text/fold.js';
import type { DateMention, PageAnalysis } from '../../text/analysis.js';
import { qualify } from '../../text/qualify.js';
import { asCitations, buildFact, cite, factId, statementAt } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';

/** Forms that stand for the drugs of the page: "arrêt des collyres", "retrait de l'implant". ATC prefix, all of them or the only one. */
const FORMS: readonly { readonly word: string; readonly atc: string; readonly all: boolean }[] = [
  { word: 'collyres?', atc: 'S01', all: true },
  { word: 'gouttes oculaires', atc: 'S01', all: true },
  { word: 'implant(?: contraceptif)?', atc: 'G03AC', all: false },
  { word: 'pilule', atc: 'G03AA', all: false },
  { word: 'pilule', atc: 'G03AC09', all: false },
  { word: 'sterilet hormonal', atc: 'G02BA', all: false },
];
/** Pills, implants and patches alike: a pill stopped says nothing of an implant. */
const CONTRACEPTION = 'G03A';
const TAKEN: ReadonlySet<string> = new Set(['listed', 'prescribed', 'started', 'discharge', 'continued', 'changed', 'past']);

/** A stop of a class, said of the drugs of the page that belong to it. */
export function classStops(
  facts: readonly Fact[],
  analysis: PageAnalysis,
  context: FactContext,
  dates: readonly DateMention[],
): readonly Fact[] {
  const named = facts.filter(
    (fact) =>
      fact.concept?.startsWith('drug:') === true && fact.code !== undefined && !fact.qualifiers.family && !fact.qualifiers.otherPerson,
  );
  if (named.length === 0) return [];
  return [...fromClasses(facts, named), ...fromForms(named, analysis, context, dates)];
}

/** "Les corticoïdes sont arrêtés depuis le 15 mai" where prednisone is the only one named. */
function fromClasses(facts: readonly Fact[], named: readonly Fact[]): Fact[] {
  return facts.flatMap((stop) => {
    const prefix = stop.code?.code;
    if (
      stop.concept?.startsWith('class:') !== true ||
      stop.medication?.event !== 'stopped' ||
      prefix === undefined ||
      prefix === CONTRACEPTION ||
      stop.qualifiers.negated
    )
      return [];
    const members = [...new Map(named.filter((fact) => fact.code?.code.startsWith(prefix)).map((fact) => [fact.label, fact])).values()];
    const [only] = members;
    if (only === undefined || members.length > 1 || !sameStay(named, only.label)) return [];
    return [standIn(stop, only)];
  });
}

/** Nothing else of the page stops it already. */
const sameStay = (named: readonly Fact[], label: string): boolean =>
  named.some((fact) => fact.label === label && TAKEN.has(fact.medication?.event ?? '')) &&
  !named.some((fact) => fact.label === label && fact.medication?.event === 'stopped');

/** The class's stop with the drug's own name, on the same words of the page. */
function standIn(stop: Fact, drug: Fact): Fact {
  const fact: Fact = {
    ...stop,
    label: drug.label,
    ...(drug.concept === undefined ? {} : { concept: drug.concept }),
    ...(drug.code === undefined ? {} : { code: drug.code }),
    medication: {
      event: 'stopped',
      ...(drug.medication?.dci === undefined ? {} : { dci: drug.medication.dci }),
      ...(drug.medication?.brand === undefined ? {} : { brand: drug.medication.brand }),
      ...(drug.medication?.atc === undefined ? {} : { atc: drug.medication.atc }),
      ...(stop.medication?.reason === undefined ? {} : { reason: stop.medication.reason }),
    },
    origin: 'rule:medication-class-stop',
    confidence: 0.8,
    // The stop's words do not name the drug: what names it is cited with them.
    citations: [stop.citations[0], drug.citations[0]],
  };
  return { ...fact, id: factId('medication', fact.origin, fact.label, fact.citations[0]) };
}

function fromForms(named: readonly Fact[], analysis: PageAnalysis, context: FactContext, dates: readonly DateMention[]): Fact[] {
  const { folded } = analysis;
  return FORMS.flatMap(({ word, atc, all }) => {
    const members = [...new Map(named.filter((fact) => fact.code?.code.startsWith(atc)).map((fact) => [fact.label, fact])).values()].filter(
      (fact) => sameStay(named, fact.label),
    );
    if (members.length === 0 || (!all && members.length > 1)) return [];
    const match = new RegExp(
      String.raw`\b(?:(?:arrets?|stop|fin|retrait|ablation|depose) (?:de l'|de la |des |du |d'|de )(?:${word})\b|(?:arreter|stopper|cesser|interrompre) (?:la |sa |votre )(?:${word})\b|(?:les |la |l'|le |sa )(?:${word}) (?:ont |a |est |sont )(?:ete )?(?:arrete|retire|ote|enleve|depose)|\bplus (?:d'|de )(?:${word})\b)`,
    ).exec(folded);
    if (match === null) return [];
    const range = { start: match.index, end: match.index + match[0].length };
    const { qualifiers, cues } = qualify(analysis, range);
    if (qualifiers.hypothetical || (qualifiers.negated && !match[0].startsWith('plus'))) return [];
    const statement = statementAt(analysis, range.start) ?? range;
    const citations = asCitations([cite(analysis, statement.end - statement.start <= 260 ? statement : range)]);
    if (citations === undefined) return [];
    const date = dates.find(
      (mention) =>
        mention.date !== undefined && mention.kind === 'absolute' && mention.start >= range.end && mention.start - range.end < 24,
    );
    const when = date?.date ?? context.documentDate;
    return members.map((drug) =>
      standIn(
        buildFact({
          documentId: context.documentId,
          kind: 'medication',
          label: drug.label,
          status: 'stopped',
          qualifiers: { ...qualifiers, negated: false },
          cues: cues.filter((cue) => cue.qualifier !== 'negated'),
          ...(when === undefined ? {} : { date: when, dateSource: date === undefined ? ('document' as const) : ('text' as const) }),
          medication: { event: 'stopped' },
          importance: 3,
          origin: 'rule:medication-class-stop',
          confidence: 0.8,
          citations,
        }),
        drug,
      ),
    );
  });
}

const COPIED =
  /\brecopi|\brepris d[ue']|\bdeclare|\bdit(?:e|s|es)? par\b|\bselon (?:le |la |l')?(?:patient|famille|mari|epou|fil|conjoint|aidant|entourage|fiche|liste)|d'apres (?:le |la |l')?(?:patient|famille|mari|epou|fil|conjoint|classeur|fiche|liste|entourage|memoire)|\bde memoire\b|\bappli(?:cation)?\b|\bphotocop|ancienne (?:ordonnance|liste)|fiche plastifiee|rapporte par|ordonnance a verifier|non verifie/;

/** True where the heading of a list says that it was copied or told: "Traitement (recopié de la fiche)". */
export const isCopied = (heading: string): boolean => COPIED.test(fold(heading).replace(/\s+/g, ' '));
