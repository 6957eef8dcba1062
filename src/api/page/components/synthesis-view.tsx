import type { Statement, Synthesis } from '../client.js';
import { frenchDate, plural } from '../format.js';
import { Card } from './card.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { POINTS } from '../plain-text.js';
import type { JudgeStatement } from './judge.js';
import { PointLine } from './point-line.js';
import { StatementLine } from './statement-line.js';
import { Treatments } from './treatments.js';
import { VigilanceLine } from './vigilance-line.js';

type Section = Synthesis['sections'][number];

const ALLERGIES = '48765-2';
const TREATMENTS = '10160-0';
const PROBLEMS = '11450-4';
const RESULTS = '30954-2';
const EMPTY = {
  'absence-stated': 'Absence affirmée par une source.',
  'not-found': 'Information non trouvée dans les documents lus.',
} as const;
const PREVENTION = { done: 'fait', due: 'à faire', unknown: 'non documenté' } as const;

interface Props {
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
  readonly onSeeDocuments: () => void;
}

/** What matters for the reason, then what must not be missed beside what disagrees, then the rest. */
export function SynthesisView({ synthesis, onOpen, onJudge, onSeeDocuments }: Props) {
  const { vigilance, prevention, treatments, documents, since, news } = synthesis;
  const sections = synthesis.sections.filter(({ code }) => code !== POINTS);
  const points = synthesis.sections.find(({ code }) => code === POINTS)?.statements ?? [];
  const fresh = new Set(news?.statements);
  const byId = new Map(sections.flatMap((section) => section.statements.map((statement) => [statement.id, statement] as const)));
  const apart = documents.filter(({ status }) => status === 'failed' || status === 'quarantined');
  const line = (statement: Statement) => (
    <StatementLine key={statement.id} statement={statement} isNew={fresh.has(statement.id)} onOpen={onOpen} onJudge={onJudge} />
  );
  const card = (section: Section, shown = 6) => (
    <Card
      key={section.code}
      id={`s-${section.code}`}
      title={section.title}
      items={section.statements}
      shown={shown}
      isMinor={({ importance }) => importance === 1}
      empty={EMPTY[section.emptyReason ?? 'not-found']}
    >
      {line}
    </Card>
  );
  const named = (code: string): Section | undefined => sections.find((section) => section.code === code);
  const [allergies, drugs, problems, results] = [named(ALLERGIES), named(TREATMENTS), named(PROBLEMS), named(RESULTS)];
  const rest = sections.filter(({ code }) => ![ALLERGIES, TREATMENTS, PROBLEMS, RESULTS].includes(code));
  const silent = rest.filter(({ statements }) => statements.length === 0);
  return (
    <div class="synthesis">
      {points.length > 0 && (
        <section class="card points">
          <h2>{synthesis.reason === null ? 'Points à retenir' : `Points à retenir : ${synthesis.reason}`}</h2>
          <ul>
            {points.map((point) => (
              <PointLine key={point.id} point={point} lines={byId} fresh={fresh} onOpen={onOpen} onJudge={onJudge} />
            ))}
          </ul>
        </section>
      )}
      {since !== null && news !== undefined && (
        <Card
          id="nouveau"
          title={`Nouveau depuis le ${frenchDate(since)}`}
          items={sections.flatMap(({ statements }) => statements.filter(({ id, importance }) => fresh.has(id) && importance >= 2))}
          shown={5}
          empty="Rien que les documents plus anciens ne disaient déjà."
          note={news.documents.length === 0 ? 'aucun document depuis' : plural(news.documents.length, 'document')}
        >
          {line}
        </Card>
      )}
      {apart.length > 0 && (
        <p class="notice">
          {plural(apart.length, 'document')} hors de la synthèse (identité à vérifier ou non lu).{' '}
          <button type="button" class="link" onClick={onSeeDocuments}>
            Voir les documents
          </button>
        </p>
      )}
      <div class="pair">
        <div>
          {allergies !== undefined && card(allergies)}
          {drugs !== undefined && (
            <Treatments
              title={drugs.title}
              treatments={treatments}
              statements={drugs.statements}
              fresh={fresh}
              empty={EMPTY[drugs.emptyReason ?? 'not-found']}
              onOpen={onOpen}
              onJudge={onJudge}
            />
          )}
          {results !== undefined && card(results)}
        </div>
        <div>
          {problems !== undefined && card(problems, 10)}
          <Card
            title="Points de vigilance"
            id="vigilance"
            items={vigilance.toSorted((a, b) => b.importance - a.importance)}
            shown={7}
            isMinor={({ importance }) => importance === 1}
            empty="Rien à signaler dans les documents lus."
          >
            {(item) => <VigilanceLine key={item.text} item={item} onOpen={onOpen} />}
          </Card>
        </div>
      </div>
      <div class="flow">
        {rest.filter(({ statements }) => statements.length > 0).map((section) => card(section, 5))}
        <Card
          title="Prévention"
          id="prevention"
          items={prevention}
          isMinor={({ status }) => status === 'done'}
          empty="Rien de dû à cet âge dans les recommandations suivies."
        >
          {(item) => (
            <li key={item.label} title={item.rule}>
              <span>
                {item.label} <em class={`tag ${item.status}`}>{PREVENTION[item.status]}</em>
              </span>
              <CitationMarks citations={item.citations} title={item.label} rule={item.rule} onOpen={onOpen} />
            </li>
          )}
        </Card>
      </div>
      {silent.length > 0 && (
        <p class="silent">Information non trouvée dans les documents lus : {silent.map(({ title }) => title.toLowerCase()).join(', ')}.</p>
      )}
      <p class="silent">
        {plural(documents.filter(({ status }) => status === 'read' || status === 'ocr').length, 'document lu', 'documents lus')} · Frise{' '}
        {synthesis.provenance.version} · {synthesis.provenance.models.map(({ id }) => id).join(', ')} ·{' '}
        {plural(
          Object.values(synthesis.dropped).reduce((sum, count) => sum + count, 0),
          'ligne écartée',
          'lignes écartées',
        )}{' '}
        par le contrôle des sources
      </p>
    </div>
  );
}
