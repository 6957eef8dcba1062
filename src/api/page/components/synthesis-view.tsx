import type { ComponentChildren } from 'preact';
import type { Synthesis } from '../client.js';
import { frenchDate, plural } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

type Statement = Synthesis['sections'][number]['statements'][number];

/** Lines of a section shown before the rest is folded: a doctor has five minutes. */
const SHOWN = 8;
const TREATMENTS = '10160-0';
const FIRST = ['48765-2', TREATMENTS, '11450-4'];
const EMPTY = { 'absence-stated': 'Absence affirmée par une source.', 'not-found': 'Information non trouvée dans les documents lus.' } as const;

interface Props {
  readonly synthesis: Synthesis;
  readonly onOpen: OpenCitation;
  readonly onSeeDocuments: () => void;
}

export function SynthesisView({ synthesis, onOpen, onSeeDocuments }: Props) {
  const { sections, highlights, vigilance, prevention, treatments, documents } = synthesis;
  const byId = new Map(sections.flatMap((section) => section.statements.map((statement) => [statement.id, statement] as const)));
  const points = highlights.flatMap((id) => byId.get(id) ?? []);
  const ordered = [...FIRST.flatMap((code) => sections.filter((section) => section.code === code)), ...sections.filter((section) => !FIRST.includes(section.code))];
  const unread = documents.filter(({ status }) => status === 'failed' || status === 'quarantined');
  const isNew = (statement: Statement): boolean => synthesis.since !== null && (statement.fact.date ?? '') >= synthesis.since;
  return (
    <div class="synthesis">
      {points.length > 0 && (
        <section class="card points">
          <h2>{synthesis.reason === null ? 'Points à retenir' : `Points à retenir : ${synthesis.reason}`}</h2>
          <ul>
            {points.map((statement) => (
              <Line key={statement.id} text={statement.text} isNew={isNew(statement)}>
                <CitationMarks citations={statement.citations} title={statement.text} onOpen={onOpen} />
              </Line>
            ))}
          </ul>
        </section>
      )}
      {unread.length > 0 && (
        <p class="notice">
          {plural(unread.length, 'document')} hors de la synthèse (identité à vérifier ou non lu).{' '}
          <button type="button" class="link" onClick={onSeeDocuments}>
            Voir les documents
          </button>
        </p>
      )}
      <Folded title="Points de vigilance" id="vigilance" items={vigilance.toSorted((a, b) => b.importance - a.importance)} empty="Rien à signaler dans les documents lus.">
        {(item) => (
          <Line key={item.text} text={item.text} tone={item.kind}>
            <CitationMarks citations={item.citations} title={item.text} onOpen={onOpen} />
          </Line>
        )}
      </Folded>
      {ordered.map((section) =>
        section.code === TREATMENTS ? (
          <Treatments key={section.code} title={section.title} treatments={treatments} onOpen={onOpen} />
        ) : (
          <Folded key={section.code} id={`s-${section.code}`} title={section.title} items={section.statements} empty={EMPTY[section.emptyReason ?? 'not-found']}>
            {(statement) => (
              <Line key={statement.id} text={statement.text} isNew={isNew(statement)} minor={statement.importance === 1}>
                <CitationMarks citations={statement.citations} title={statement.text} onOpen={onOpen} />
              </Line>
            )}
          </Folded>
        ),
      )}
      <Folded title="Prévention" id="prevention" items={prevention} empty="Rien de dû à cet âge dans les recommandations suivies.">
        {(item) => (
          <Line key={item.label} text={`${item.label} · ${{ done: 'fait', due: 'à faire', unknown: 'non documenté' }[item.status]}`} title={item.rule}>
            <CitationMarks citations={item.citations} title={item.label} onOpen={onOpen} />
          </Line>
        )}
      </Folded>
      <p class="provenance">
        {plural(documents.filter(({ status }) => status === 'read' || status === 'ocr').length, 'document lu', 'documents lus')} · Frise {synthesis.provenance.version} ·{' '}
        {synthesis.provenance.models.map(({ id }) => id).join(', ')} · {plural(Object.values(synthesis.dropped).reduce((sum, count) => sum + count, 0), 'ligne écartée', 'lignes écartées')} par le contrôle des sources
      </p>
    </div>
  );
}

interface LineProps {
  readonly text: string;
  readonly children?: ComponentChildren;
  readonly isNew?: boolean;
  readonly minor?: boolean;
  readonly tone?: string;
  readonly title?: string;
}

function Line({ text, children, isNew = false, minor = false, tone, title }: LineProps) {
  return (
    <li class={[minor ? 'minor' : '', tone ?? ''].join(' ').trim() || undefined} title={title}>
      <span>
        {isNew && <em class="new">nouveau</em>}
        {text}
      </span>
      {children}
    </li>
  );
}

interface FoldedProps<T> {
  readonly id: string;
  readonly title: string;
  readonly items: readonly T[];
  readonly empty: string;
  readonly children: (item: T) => ComponentChildren;
}

function Folded<T>({ id, title, items, empty, children }: FoldedProps<T>) {
  const rest = items.slice(SHOWN);
  return (
    <section class="card" id={id}>
      <h2>
        {title} {items.length > 0 && <span class="count">{items.length}</span>}
      </h2>
      {items.length === 0 ? <p class="empty">{empty}</p> : <ul>{items.slice(0, SHOWN).map(children)}</ul>}
      {rest.length > 0 && (
        <details>
          <summary>{plural(rest.length, 'autre ligne', 'autres lignes')}</summary>
          <ul>{rest.map(children)}</ul>
        </details>
      )}
    </section>
  );
}

function Treatments({ title, treatments, onOpen }: { readonly title: string; readonly treatments: Synthesis['treatments']; readonly onOpen: OpenCitation }) {
  return (
    <section class="card" id="traitements">
      <h2>
        {title} <span class="count">{treatments.current.length}</span>
      </h2>
      {treatments.current.length === 0 && <p class="empty">{EMPTY['not-found']}</p>}
      <table>
        <tbody>
          {treatments.current.map((drug) => (
            <tr key={drug.label}>
              <th scope="row">
                {drug.label}
                {drug.brand !== undefined && <small> {drug.brand}</small>}
              </th>
              <td>
                {drug.dose}
                {drug.note !== undefined && <small class="doubt"> {drug.note}</small>}
              </td>
              <td class="since">{drug.since !== undefined && `depuis ${frenchDate(drug.since)}`}</td>
              <td>
                <CitationMarks citations={drug.citations} title={drug.label} onOpen={onOpen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {treatments.stopped.length > 0 && (
        <details>
          <summary>{plural(treatments.stopped.length, 'traitement arrêté', 'traitements arrêtés')}</summary>
          <ul>
            {treatments.stopped.map((drug) => (
              <Line key={drug.label} text={[drug.label, drug.date === undefined ? undefined : frenchDate(drug.date), drug.reason].filter((part) => part !== undefined).join(' · ')}>
                <CitationMarks citations={drug.citations} title={drug.label} onOpen={onOpen} />
              </Line>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
