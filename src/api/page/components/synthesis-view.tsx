import { api, type Statement, type Synthesis, type SynthesisQuery } from '../client.js';
import { plural } from '../format.js';
import { heightOf, openLines, spread } from './balance.js';
import { Card } from './card.js';
import type { OpenCitation } from './citation-marks.js';
import { POINTS } from '../plain-text.js';
import type { JudgeStatement } from './judge.js';
import { NewsCard } from './news-card.js';
import { PointLine } from './point-line.js';
import { Points } from './points.js';
import { Prevention } from './prevention.js';
import { SetApart } from './set-apart.js';
import { StatementLine } from './statement-line.js';
import { Treatments } from './treatments.js';
import { VigilanceCard } from './vigilance-card.js';
import { byGravity } from './gravity.js';

type Section = Synthesis['sections'][number];

const ALLERGIES = '48765-2';
const TREATMENTS = '10160-0';
const PROBLEMS = '11450-4';
const RESULTS = '30954-2';
const PREGNANCIES = '10162-6';
const EMPTY = {
  'absence-stated': 'Absence affirmée par une source.',
  'not-found': 'Information non trouvée dans les documents lus.',
} as const;
const PROBLEMS_SHOWN = 10;
const REST_SHOWN = 5;
/** A treatment's dose, doubt and date stand under its name. */
const TREATMENT_LINES = 1.6;
/** Where both columns are one: the places of what stands there before the other cards (`.slot` in the style sheet). */
const FIRST_CARDS = 4;
const isMinor = ({ importance }: { readonly importance: number }): boolean => importance === 1;

interface Props {
  readonly dossierId: string;
  readonly query: SynthesisQuery;
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
  readonly onSeeDocuments: () => void;
}

/** What matters for the reason, then what must not be missed beside what disagrees, then the rest. */
export function SynthesisView({ dossierId, query, synthesis, onOpen, onJudge, onSeeDocuments }: Props) {
  const { vigilance, prevention, treatments, documents, since, news } = synthesis;
  const sections = synthesis.sections.filter(({ code }) => code !== POINTS);
  const points = synthesis.sections.find(({ code }) => code === POINTS)?.statements ?? [];
  const fresh = new Set(news?.statements);
  const past = new Map(news?.changed?.map((line) => [line.statement, line] as const));
  const byId = new Map(
    sections.flatMap((section) => section.statements.map((statement) => [statement.id, { ...statement, section: section.code }] as const)),
  );
  const line = (statement: Statement) => (
    <StatementLine
      key={statement.id}
      statement={statement}
      isNew={fresh.has(statement.id)}
      past={past.get(statement.id)}
      onOpen={onOpen}
      onJudge={onJudge}
    />
  );
  const card = (section: Section, shown = 6) => (
    <Card
      key={section.code}
      id={`s-${section.code}`}
      title={section.title}
      items={section.statements}
      shown={shown}
      isMinor={isMinor}
      empty={EMPTY[section.emptyReason ?? 'not-found']}
    >
      {line}
    </Card>
  );
  const named = (code: string): Section | undefined => sections.find((section) => section.code === code);
  const [allergies, drugs, problems, results] = [named(ALLERGIES), named(TREATMENTS), named(PROBLEMS), named(RESULTS)];
  const others = sections.filter(({ code }) => ![ALLERGIES, TREATMENTS, PROBLEMS, RESULTS].includes(code));
  // Of a man, no pregnancy is nothing to have looked for.
  const silent = others.filter(
    ({ code, statements }) => statements.length === 0 && !(code === PREGNANCIES && synthesis.patient.sex === 'M'),
  );
  const watched = byGravity(vigilance);
  const high = (section: Section | undefined, shown: number): number => {
    if (section === undefined) return 0;
    const open = openLines(section.statements, shown, isMinor);
    return heightOf(
      open.map(({ text }) => text),
      open.length < section.statements.length,
    );
  };
  const cards = [
    ...others
      .filter(({ statements }) => statements.length > 0)
      .map((section) => ({ card: { key: section.code, node: card(section, REST_SHOWN) }, height: high(section, REST_SHOWN) })),
    {
      card: { key: 'prevention', node: <Prevention items={prevention} onOpen={onOpen} /> },
      height: heightOf(
        prevention.map(({ label }) => label),
        true,
      ),
    },
  ];
  const columns = spread(
    [
      high(allergies, 6) +
        high(results, 6) +
        heightOf(
          treatments.current.map(() => ''),
          treatments.stopped.length > 0,
        ) *
          TREATMENT_LINES,
      high(problems, PROBLEMS_SHOWN) +
        heightOf(
          watched.flatMap(({ title, open, folded }) => [title, ...open.map(({ text }) => text), ...(folded.length > 0 ? [''] : [])]),
          false,
        ),
    ],
    cards,
  );
  const slots = (column: readonly (typeof cards)[number]['card'][]) =>
    column.map(({ key, node }) => (
      <div key={key} class="slot" style={{ order: FIRST_CARDS + cards.findIndex(({ card: one }) => one.key === key) }}>
        {node}
      </div>
    ));
  return (
    <div class="synthesis">
      {points.length > 0 && (
        <Points dossierId={dossierId} query={query} synthesis={synthesis} points={points} onOpen={onOpen}>
          {(point) => <PointLine key={point.id} point={point} lines={byId} fresh={fresh} past={past} onOpen={onOpen} onJudge={onJudge} />}
        </Points>
      )}
      {since !== null && news !== undefined && (
        <NewsCard
          since={since}
          news={news}
          lines={[...byId.values()].filter(({ id, importance }) => (fresh.has(id) || past.has(id)) && importance >= 2)}
        >
          {(statement) => (
            <StatementLine
              key={statement.id}
              as="div"
              statement={statement}
              isNew={false}
              past={past.get(statement.id)}
              onOpen={onOpen}
              onJudge={onJudge}
            />
          )}
        </NewsCard>
      )}
      <SetApart documents={documents} onSeeDocuments={onSeeDocuments} />
      <div class="pair">
        <div>
          {allergies !== undefined && card(allergies)}
          {drugs !== undefined && (
            <Treatments
              title={drugs.title}
              treatments={treatments}
              statements={drugs.statements}
              fresh={fresh}
              past={past}
              empty={EMPTY[drugs.emptyReason ?? 'not-found']}
              onOpen={onOpen}
              onJudge={onJudge}
            />
          )}
          {results !== undefined && <div class="slot results">{card(results)}</div>}
          {slots(columns.left)}
        </div>
        <div>
          {problems !== undefined && <div class="slot problems">{card(problems, PROBLEMS_SHOWN)}</div>}
          <div class="slot watched">
            <VigilanceCard warnings={vigilance} onOpen={onOpen} />
          </div>
          {slots(columns.right)}
        </div>
      </div>
      {silent.length > 0 && (
        <p class="silent">Information non trouvée dans les documents lus : {silent.map(({ title }) => title.toLowerCase()).join(', ')}.</p>
      )}
      <p class="silent">
        {plural(documents.filter(({ status }) => status === 'read' || status === 'ocr').length, 'document lu', 'documents lus')} ·{' '}
        {plural(
          Object.values(synthesis.dropped).reduce((sum, count) => sum + count, 0),
          'ligne écartée',
          'lignes écartées',
        )}{' '}
        par le contrôle des sources · Frise {synthesis.provenance.version}, modèles :{' '}
        {synthesis.provenance.models.map(({ id }) => id.replace(/@.*/, '')).join(', ') || 'aucun'} · pour un logiciel :{' '}
        <a href={api.exportUrl(dossierId, 'synthesis', query)} download={`synthese-${dossierId}.json`}>
          JSON
        </a>
        ,{' '}
        <a href={api.fhirUrl(dossierId, query.on)} download={`synthese-${dossierId}.fhir.json`}>
          FHIR
        </a>
      </p>
    </div>
  );
}
