/**
 * Plain questions made of what the rules read ("Glucophage : quelle dose ?"), for teach.py: many more names and turns than hands can write.
 *
 * usage: tsx models/answers/export-drills.ts OUT.jsonl [--papers=MARKS.jsonl,…] DOSSIER…
 *
 * Lines as of export-questions.ts. A thing is asked for by another of its names; the sentences whose facts hold what is asked answer, those
 * whose facts are of the thing without it do not. The rules overlook some, so that both weigh less than what a hand wrote. One question in five is of a
 * thing that the text never names: nothing answers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { PATIENT, readMarkedPapers } from '../../eval/marked-papers.js';
import { typedDocument } from '../../eval/typed-document.js';
import { loadWrittenDossier } from '../../eval/written-dossier.js';
import type { Document } from '../../src/domain/document.js';
import type { Fact } from '../../src/domain/fact.js';
import type { Passage } from '../../src/domain/passage.js';
import { ACTS, DEVICES, PROBLEMS } from '../../src/extract/facts/concept-entries.js';
import { fold } from '../../src/extract/text/fold.js';
import { extractFacts } from '../../src/extract/understand.js';
import analytes from '../../src/extract/vocabulary/analytes.json' with { type: 'json' };
import drugs from '../../src/extract/vocabulary/drugs.json' with { type: 'json' };
import { sentencesOf } from '../../src/index/asked-passage.js';
import { splitPassages } from '../../src/index/passages.js';
import { option, questionLine } from './question-line.js';
import type { Told } from './question-line.js';

const HOLDS = 0.6;
const NONE = 0.3;
const ABSENT = 0.8;
const MOST = 14;
/** Questions of a text, by its length in passages. */
const A_PASSAGE = 0.7;

let seed = 20261127;
const chance = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;

const NAMES = new Map([...PROBLEMS, ...ACTS, ...DEVICES].map(({ id, label, synonyms }) => [id, [label, ...synonyms]] as const));
const ANALYTES = new Map(analytes.analytes.map(({ id, label, terms }) => [id, [label, ...terms]] as const));
const BY_SUBSTANCE = new Map<string, string[]>();
for (const kind of ['b', 'd'] as const)
  for (const item of drugs.terms[kind].split('|')) {
    const at = item.lastIndexOf(':');
    const substance = (drugs.substances[Number(item.slice(at + 1))] ?? '').split(';')[0] ?? '';
    const name = item.slice(0, at);
    if (name.split(' ').length <= 2) BY_SUBSTANCE.set(substance, [...(BY_SUBSTANCE.get(substance) ?? []), name]);
  }

const namesOf = ({ kind, concept, label, medication, immunization }: Fact): readonly string[] => {
  if (medication?.dci !== undefined) return [medication.dci, medication.dci, ...(BY_SUBSTANCE.get(medication.dci) ?? [])];
  if (kind === 'immunization') return immunization?.targets ?? [];
  if (kind === 'observation') return ANALYTES.get(concept ?? '') ?? [label.split(/[:—(]/)[0]?.trim() ?? label];
  if (kind === 'allergy') return concept === undefined ? [] : [concept.replaceAll('-', ' ')];
  return NAMES.get(concept ?? '') ?? [];
};

interface Drill {
  readonly asks: readonly string[];
  readonly of: (fact: Fact) => boolean;
  readonly holds: (fact: Fact) => boolean;
}
const isDone = ({ status }: Fact): boolean => status === 'past' || status === 'active' || status === 'resolved';
const dated = ({ dateSource }: Fact): boolean => dateSource === 'text';
const of =
  (...kinds: Fact['kind'][]) =>
  ({ kind }: Fact): boolean =>
    kinds.includes(kind);
const DRILLS: readonly Drill[] = [
  {
    asks: ['{x} ?', 'Antécédent de {x} ?', 'Notion de {x} ?', 'Connu pour {x} ?', 'A-t-il eu {x} ?', 'Y a-t-il {x} ?'],
    of: of('condition'),
    holds: () => true,
  },
  {
    asks: ['{x} : depuis quand ?', 'Date de {x} ?', '{x}, en quelle année ?', 'Quand : {x} ?'],
    of: of('condition', 'device'),
    holds: (fact) => isDone(fact) && dated(fact),
  },
  {
    asks: ['{x} : de quel côté ?', '{x} droite ou gauche ?', 'Côté : {x} ?'],
    of: of('condition', 'procedure', 'device'),
    holds: ({ laterality }) => laterality !== undefined,
  },
  { asks: ['{x} a-t-il été fait ?', '{x} ?', 'Déjà eu : {x} ?', 'Y a-t-il eu {x} ?'], of: of('procedure'), holds: isDone },
  {
    asks: ['{x} : quand ?', 'Date de {x} ?', 'Quand a eu lieu {x} ?', '{x}, quelle date ?'],
    of: of('procedure'),
    holds: (fact) => isDone(fact) && dated(fact),
  },
  {
    asks: ['{x} : dose ?', 'Quelle dose de {x} ?', 'Posologie de {x} ?', 'Combien de {x} ?'],
    of: of('medication'),
    holds: ({ medication }) => medication?.dose !== undefined || medication?.strength !== undefined,
  },
  {
    asks: ['{x} arrêté quand ?', 'Depuis quand plus de {x} ?', 'Date d’arrêt de {x} ?'],
    of: of('medication'),
    holds: (fact) => fact.medication?.event === 'stopped' && dated(fact),
  },
  {
    asks: ['Pourquoi {x} arrêté ?', 'Motif d’arrêt de {x} ?', 'Pour quelle raison ne prend-il plus {x} ?'],
    of: of('medication'),
    holds: ({ medication }) => medication?.event === 'stopped' && medication.reason !== undefined,
  },
  {
    asks: ['Est-il sous {x} ?', 'Prend-elle {x} ?', '{x} en cours ?', '{x} ?'],
    of: of('medication'),
    holds: ({ medication }) => medication !== undefined && !['proposed', 'contraindicated'].includes(medication.event),
  },
  {
    asks: ['{x} ?', 'Valeur de {x} ?', '{x} : combien ?', 'Résultat : {x} ?', 'Taux de {x} ?'],
    of: of('observation'),
    holds: ({ value }) => value !== undefined,
  },
  { asks: ['Allergie à {x} ?', 'Allergique à {x} ?', '{x} : tolérance ?'], of: of('allergy'), holds: () => true },
  { asks: ['{x} : quelle réaction ?', 'Réaction à {x} ?'], of: of('allergy'), holds: ({ allergy }) => allergy?.reaction !== undefined },
  { asks: ['Vaccin {x} ?', 'Vacciné contre {x} ?', '{x} : vaccination à jour ?'], of: of('immunization'), holds: isDone },
  {
    asks: ['{x} dans la famille ?', 'Qui a eu {x} ?', 'Hérédité : {x} ?'],
    of: of('family-history'),
    holds: ({ status }) => status !== 'absent',
  },
];

const lines: string[] = [];
function drill(id: string, documents: readonly Document[], referenceDate: string): void {
  const passages = documents.flatMap((document) => splitPassages(document));
  const facts = documents.flatMap((document) => extractFacts(document, { patient: PATIENT, entries: [] }));
  const folded = fold(documents.flatMap(({ pages }) => pages.map(({ text }) => text)).join('\n'));
  const sentences = new Map(passages.map((passage) => [passage, sentencesOf(passage)]));
  /** The sentence that holds most of what a fact cites. */
  const heldBy = ({ citations: [{ span: cited }] }: Fact): readonly [Passage, number] | undefined => {
    let best: readonly [Passage, number] | undefined;
    let most = 0;
    for (const [passage, own] of sentences)
      if (passage.span.documentId === cited.documentId && passage.span.page === cited.page)
        own.forEach(({ start, end }, index) => {
          const held = Math.min(cited.end, passage.span.start + end) - Math.max(cited.start, passage.span.start + start);
          if (held > most) [most, best] = [held, [passage, index]];
        });
    return best;
  };
  const places = new Map(facts.map((fact) => [fact, heldBy(fact)]));
  const count = Math.max(2, Math.min(60, Math.round(passages.length * A_PASSAGE)));
  for (let turn = 0, made = 0; turn < count * 6 && made < count; turn += 1) {
    const fact = pick(facts);
    if (fact === undefined) return;
    const fitting = DRILLS.filter((one) => one.of(fact));
    if (fitting.length === 0) continue;
    const own = pick(fitting);
    const away = chance() < 0.2;
    let names: readonly string[];
    let held: readonly Fact[] = [];
    if (away) {
      names = pick(
        fact.kind === 'medication'
          ? [...BY_SUBSTANCE.values()]
          : fact.kind === 'observation'
            ? [...ANALYTES.values()]
            : [...NAMES.values()],
      );
      if (names.some((name) => folded.includes(fold(name)))) continue;
    } else {
      if (!own.holds(fact) && chance() < 0.7) continue;
      names = namesOf(fact);
      const thing = fact.medication?.dci ?? fact.concept;
      held = facts.filter((one) => one.kind === fact.kind && thing !== undefined && (one.medication?.dci ?? one.concept) === thing);
    }
    if (names.length === 0) continue;
    const name = pick(names);
    const question = pick(own.asks).replace('{x}', chance() < 0.2 ? name.toUpperCase() : name);
    const stand = (list: readonly Fact[], passage: Passage): Set<number> =>
      new Set(list.flatMap((one) => (places.get(one)?.[0] === passage ? [places.get(one)?.[1] ?? -1] : [])));
    const holding = held.filter((one) => own.holds(one));
    const shown = passages.map((passage) => {
      const answering = stand(holding, passage);
      const told: Told = (sentences.get(passage) ?? []).map(({ start, end }, index) => {
        const answers = answering.has(index);
        return [start, end, answers ? 1 : 0, answers ? HOLDS : away ? ABSENT : NONE];
      });
      return { passage, rank: 0, told, about: stand(held, passage).size > 0 };
    });
    const about = shown.filter((one) => one.about).slice(0, MOST / 2);
    const rest = shown.filter((one) => !one.about).toSorted(() => chance() - 0.5);
    made += 1;
    const opened = question.charAt(0).toUpperCase() + question.slice(1);
    lines.push(questionLine(`${id}-drill-${made}`, opened, [...about, ...rest.slice(0, MOST - about.length)], referenceDate));
  }
}

const [out, ...dossiers] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (out === undefined) throw new Error('usage: tsx export-drills.ts OUT.jsonl [--papers=MARKS.jsonl,…] DOSSIER…');
for (const folder of dossiers) {
  const dossier = await loadWrittenDossier(folder);
  if (dossier === undefined) throw new Error(`no dossier in ${folder}`);
  drill(dossier.id, dossier.documents, dossier.referenceDate);
}
const papers = option('papers')?.split(',') ?? [];
for (const paper of papers.flatMap((file) => readMarkedPapers(readFileSync(file, 'utf8'))))
  drill(paper.id, [typedDocument(paper)], paper.date);
writeFileSync(out, `${lines.join('\n')}\n`);
