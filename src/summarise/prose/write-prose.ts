import type { Citations } from '../../domain/citation.js';
import { correctionOf, type Prose, type ProseSentence, type Statement, type Synthesis } from '../../domain/synthesis.js';
import { datesIn } from '../dates.js';
import { ground, type GroundingFailure, type PageLookup } from '../grounding.js';
import { ProseDraft, type LanguageModel } from './language-model.js';
import { restates } from './restates.js';

/** Why a sentence of a model, or all of them, gave way to the template's. */
type ProseFailure =
  /** It cites no line, a line that was not given, or one already told. */
  | 'citation-absent'
  | 'citation-unknown'
  | 'citation-repeated'
  /** It adds, changes, moves or leaves out what it may not. */
  | 'not-a-restatement'
  /** No sentence tells the line. */
  | 'line-left-out'
  /** The whole answer. */
  | 'timed-out'
  | 'too-long'
  | 'unreadable'
  | 'unavailable'
  | GroundingFailure;

export interface ProseLimits {
  /** Milliseconds. */
  readonly time: number;
  /** UTF-16 units of the answer. */
  readonly size: number;
}

const PROSE_LIMITS: ProseLimits = { time: 20_000, size: 16_384 };

/**
 * The points to remember as prose. The model sees the lines under short ids and must cite them; each of its sentences must restate its lines
 * (`restates.ts`) and each stretch pass the grounding checker against the line's own sources. What fails is told by the template's line, which
 * has passed already, and counted under its reason: nothing unsupported comes out whatever the model answers, and no line is lost.
 */
export async function writeProse(
  synthesis: Synthesis,
  pages: PageLookup,
  model: LanguageModel,
  limits: ProseLimits = PROSE_LIMITS,
): Promise<Prose> {
  const lines: readonly Statement[] = synthesis.points;
  // What a person corrected is told in that person's words.
  const open = lines.filter((line) => correctionOf(line) === undefined);
  const fallbacks: Record<string, number> = {};
  const count = (failure: ProseFailure): void => void (fallbacks[failure] = (fallbacks[failure] ?? 0) + 1);

  const byShortId = new Map(open.map((line, index) => [`f${index + 1}`, line]));
  const answer = open.length === 0 ? { sentences: [] } : await ask(model, synthesis.reason, byShortId, limits);
  const told = new Map<Statement, ProseSentence>();
  const covered = new Set<Statement>();
  const tried = new Set<Statement>();
  if (typeof answer === 'string') count(answer);
  for (const { text, ids } of typeof answer === 'string' ? [] : answer.sentences) {
    const cited = ids.map((id) => byShortId.get(id));
    for (const line of cited) if (line !== undefined) tried.add(line);
    const failure = checkSentence(text, cited, covered, pages);
    if (failure !== undefined) {
      count(failure);
      continue;
    }
    const [first, ...rest] = cited as [Statement, ...Statement[]];
    for (const line of [first, ...rest]) covered.add(line);
    told.set(first, {
      text: text.trim(),
      statementIds: [first, ...rest].map(({ id }) => id),
      citations: [first, ...rest].flatMap(({ citations }) => citations) as Citations,
      by: 'model',
    });
  }
  if (typeof answer !== 'string') for (const line of open) if (!tried.has(line)) count('line-left-out');
  const sentences = lines.flatMap((line): ProseSentence[] => {
    const own = told.get(line);
    if (own !== undefined) return [own];
    if (covered.has(line)) return [];
    return [{ text: correctionOf(line) ?? line.text, statementIds: [line.id], citations: line.citations, by: 'template' }];
  });
  return { sentences, fallbacks, model: { id: model.modelId, sha256: model.sha256 } };
}

/** The model's answer within its limits, or why there is none. */
async function ask(
  model: LanguageModel,
  reason: string | undefined,
  lines: ReadonlyMap<string, Statement>,
  { time, size }: ProseLimits,
): Promise<ProseDraft | ProseFailure> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'timed-out'>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve('timed-out');
    }, time);
  });
  const facts = [...lines].map(([id, { text, fact }]) => ({ id, kind: fact.kind, status: fact.status, line: text }));
  try {
    const first = await Promise.race([model.write({ reason, facts }, stop.signal).then((text) => ({ text })), late]);
    if (first === 'timed-out') return first;
    return first.text.length > size ? 'too-long' : parseDraft(first.text);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

function parseDraft(text: string): ProseDraft | 'unreadable' {
  try {
    const parsed = ProseDraft.safeParse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)));
    return parsed.success ? parsed.data : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function checkSentence(
  text: string,
  cited: readonly (Statement | undefined)[],
  covered: ReadonlySet<Statement>,
  pages: PageLookup,
): ProseFailure | undefined {
  if (cited.length === 0) return 'citation-absent';
  if (cited.includes(undefined)) return 'citation-unknown';
  const lines = cited as readonly Statement[];
  if (new Set(lines).size < lines.length || lines.some((line) => covered.has(line))) return 'citation-repeated';
  const stretches = restates(
    text,
    lines.map(({ text: line }) => line),
  );
  if (stretches === undefined) return 'not-a-restatement';
  for (const [index, { start, end }] of stretches.entries()) {
    const failure = groundStretch(text.slice(start, end), lines[index] as Statement, pages);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function groundStretch(text: string, { text: line, fact, citations }: Statement, pages: PageLookup): GroundingFailure | undefined {
  const { negated, hypothetical, family } = fact.qualifiers;
  const drug = fact.kind === 'medication';
  return ground(
    {
      text,
      citations,
      dates: datesIn(line),
      drugs: drug ? [fact.label, ...(/\(([^)]+)\)/.exec(line)?.slice(1) ?? [])] : [],
      conceptLabel: fact.label,
      label: fact.label,
      affirmed: !drug && !negated && !hypothetical && fact.value === undefined && fact.kind !== 'allergy',
      family: family || fact.kind === 'family-history',
    },
    pages,
  );
}
