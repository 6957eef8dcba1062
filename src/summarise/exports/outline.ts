import type { Citation, PartialDate } from '../../domain/citation.js';
import type { Prose, Section, Series, Statement, Synthesis } from '../../domain/synthesis.js';
import { frenchDate, ageAt, compareDates } from '../dates.js';
import { capitalise } from '../text.js';
import { sinceLastVisit } from '../since.js';
import { EMPTY_WORDS } from './source-numbers.js';

export interface OutlineItem {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Detail: shown folded, or after. */
  readonly minor: boolean;
  /** The rule that it follows: said where there is room. */
  readonly rule?: string;
}

/** The line with the rule that it follows. */
export const withRule = ({ text, rule }: OutlineItem): string => (rule === undefined ? text : `${text} (${rule})`);

export interface OutlineBlock {
  readonly title: string;
  readonly items: readonly OutlineItem[];
  /** Said where the block has no item. */
  readonly empty?: string;
  /** Said after the items: who wrote them, what was refused. */
  readonly note?: string;
}

const READ_ELSEWHERE = new Set(['10160-0']);
const PREGNANCIES = '10162-6';

const drugName = (label: string, form: string | undefined): string => capitalise(form === undefined ? label : `${label} ${form}`);

/** The synthesis in reading order, one outline for the terminal, Markdown and print. */
export function outline(synthesis: Synthesis): readonly OutlineBlock[] {
  const blocks: OutlineBlock[] = [
    {
      title: synthesis.reason === undefined ? 'Points à retenir' : `Points à retenir pour : ${synthesis.reason}`,
      items:
        synthesis.prose?.sentences.map(({ text, citations }) => ({ text, citations, minor: false })) ??
        synthesis.points.map((point) => item(point, false)),
      empty: 'aucun',
      ...(synthesis.prose === undefined ? {} : { note: proseNote(synthesis.prose) }),
    },
    ...(synthesis.since === undefined ? [] : [newsBlock(synthesis, synthesis.since)]),
    {
      title: 'Points de vigilance',
      items: synthesis.vigilance.map(({ text, citations, importance }) => ({ text, citations, minor: importance < 2 })),
      empty: 'aucun relevé',
    },
    {
      title: 'Traitements en cours',
      items: synthesis.treatments.current.map(({ label, brand, form, dose, since, note, citations }) => ({
        text: [
          `${drugName(label, form)}${brand === undefined ? '' : ` (${brand})`}${dose === undefined ? '' : ` ${dose}`}`,
          since === undefined ? undefined : `première trace ${frenchDate(since)}`,
          note,
        ]
          .filter((part) => part !== undefined)
          .join(', '),
        citations,
        minor: false,
      })),
      empty: EMPTY_WORDS['not-found'],
    },
    {
      title: 'Traitements arrêtés',
      items: synthesis.treatments.stopped.map(({ label, form, date, reason, citations }) => ({
        text: [drugName(label, form), date === undefined ? undefined : frenchDate(date), reason]
          .filter((part) => part !== undefined)
          .join(', '),
        citations,
        minor: false,
      })),
    },
    ...synthesis.sections
      // Of a man, there is nothing to have found.
      .filter(
        ({ code, statements }) =>
          !READ_ELSEWHERE.has(code) && !(code === PREGNANCIES && synthesis.patient.sex === 'M' && statements.length === 0),
      )
      .map(sectionBlock),
    { title: 'Biologie et mesures suivies', items: byAbnormality(synthesis.series).map(seriesItem) },
    {
      title: 'Frise',
      items: [
        ...synthesis.timeline.map((event) => ({ event, minor: event.importance < 2 })),
        ...synthesis.otherDates.map((event) => ({ event, minor: true })),
      ]
        .toSorted((a, b) => compareDates(a.event.date, b.event.date))
        .map(({ event: { date, label, citations }, minor }) => ({ text: `${frenchDate(date)} : ${label}`, citations, minor })),
    },
    {
      title: 'Prévention',
      items: synthesis.prevention.map(({ label, status, rule, citations }) => ({
        text: `${label} [${PREVENTION_WORDS[status]}]`,
        rule,
        citations,
        minor: status === 'done',
      })),
    },
  ];
  return blocks.filter((block) => block.items.length > 0 || block.empty !== undefined);
}

const PREVENTION_WORDS = { done: 'fait', due: 'à vérifier', unknown: 'information non trouvée' } as const;

function sectionBlock(section: Section): OutlineBlock {
  return {
    title: section.title,
    items: section.statements.map((statement) => item(statement, statement.importance < 2)),
    empty: section.emptyReason === null ? 'aucun' : EMPTY_WORDS[section.emptyReason],
  };
}

/** Documents dated after the last visit, and the lines that they alone support, what matters most first. */
function newsBlock(synthesis: Synthesis, since: PartialDate): OutlineBlock {
  const { documents, statements } = sinceLastVisit(synthesis, since);
  const before = new Map((synthesis.changed ?? []).map((line) => [line.statementId, line]));
  const lines = synthesis.sections
    .flatMap((section) => section.statements)
    .filter((statement) => before.has(statement.id) || statements.includes(statement));
  const titles = synthesis.documents
    .filter(({ id }) => documents.includes(id))
    .map(({ title, date }) => `${title} (${frenchDate(date ?? '')})`);
  return {
    title: `Nouveau depuis ${since.length === 10 ? 'le ' : ''}${frenchDate(since)}`,
    items: [
      ...(titles.length === 0 ? [] : [{ text: `Documents : ${titles.join(', ')}`, citations: [], minor: false }]),
      ...lines
        .toSorted((a, b) => b.importance - a.importance)
        .map((statement) => {
          const told = item(statement, statement.importance < 2);
          const past = before.get(statement.id);
          return past === undefined
            ? told
            : {
                ...told,
                text: `${told.text} [modifié, avant : ${past.before} (${frenchDate(past.on)})]`,
                citations: [...told.citations, ...past.citations],
              };
        }),
    ],
    empty: 'rien dans les documents lus',
  };
}

/** Which words are a model's, and how many were refused. */
function proseNote({ sentences, model, fallbacks }: Prose): string {
  const own = sentences.filter(({ by }) => by === 'model').length;
  const refused = Object.values(fallbacks).reduce((sum, count) => sum + count, 0);
  return `${own} phrase${own > 1 ? 's' : ''} mise${own > 1 ? 's' : ''} en forme par ${model.id}, contrôlée${own > 1 ? 's' : ''} mot à mot ; ${refused} refusée${refused > 1 ? 's' : ''}, remplacée${refused > 1 ? 's' : ''} par la ligne d’origine`;
}

/** What a person said of a line goes with it: corrected words are shown as such, a line validated before it changed is not. */
function item({ text, citations, validation }: Statement, minor: boolean): OutlineItem {
  const current = validation?.outdated === false ? validation : undefined;
  const said =
    current?.verdict === 'corrected'
      ? `${current.correction ?? text} (corrigé par ${current.by}, texte d’origine : ${text})`
      : current?.verdict === 'rejected'
        ? `${text} (rejeté par ${current.by}${current.reason === undefined ? '' : ` : ${current.reason}`})`
        : text;
  return { text: said, citations, minor: minor || current?.verdict === 'rejected' };
}

function seriesItem(series: Series): OutlineItem {
  const points = series.points.slice(-5);
  return {
    text: `${series.analyte}${series.unit === '' ? '' : ` (${series.unit})`} : ${points.map((point) => `${String(point.value).replace('.', ',')} (${frenchDate(point.date)})`).join(', ')}`,
    citations: points.flatMap((point) => point.citations.slice(0, 1)),
    minor: false,
  };
}

/** Series of two points or more: those out of their range at last first, then those that were, then the longest. */
function byAbnormality(series: Synthesis['series']): readonly Series[] {
  const flagged = (points: Series['points']): number => points.filter(({ flag }) => flag !== undefined && flag !== 'N').length;
  const rank = ({ points }: Series): readonly number[] => [flagged(points.slice(-1)), flagged(points.slice(-5)), points.length];
  return series
    .filter(({ points }) => points.length > 1)
    .map((one) => ({ one, rank: rank(one) }))
    .toSorted((a, b) => a.rank.reduce((order, value, i) => order || (b.rank[i] ?? 0) - value, 0))
    .map(({ one }) => one);
}

/** "CAVALLORI Thierry, né(e) le 22/04/1967, 59 ans". */
export function patientLine({ patient, referenceDate }: Synthesis): string {
  const born = patient.sex === 'F' ? 'née' : patient.sex === 'M' ? 'né' : 'né(e)';
  const name = [patient.usedName ?? patient.birthName, patient.firstNames[0]].filter((part) => part !== undefined).join(' ');
  return [
    name === '' ? 'Patient sans nom' : name,
    patient.birthDate === undefined
      ? undefined
      : `${born} ${patient.birthDate.length === 10 ? 'le' : 'en'} ${frenchDate(patient.birthDate)}, ${ageAt(patient.birthDate, referenceDate)} ans`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
