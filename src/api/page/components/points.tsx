import { useEffect, useState } from 'preact/hooks';
import { canTellProse } from '../access/session.js';
import { ApiFailure, api, type Statement, type Synthesis, type SynthesisQuery } from '../client.js';
import { plural } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import type { ComponentChildren } from 'preact';

type Prose = NonNullable<Synthesis['prose']>;

interface Props {
  readonly dossierId: string;
  readonly query: SynthesisQuery;
  readonly synthesis: Synthesis;
  readonly points: readonly Statement[];
  readonly onOpen: OpenCitation;
  /** One point of the list. */
  readonly children: (statement: Statement) => ComponentChildren;
}

/** What matters first; as sentences of a language model for whoever asks for them, where the site has one. */
export function Points({ dossierId, query, synthesis, points, onOpen, children }: Props) {
  const [asked, setAsked] = useState(false);
  const [prose, setProse] = useState<Prose>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    setProse(undefined);
    setFailure(undefined);
    if (!asked) return;
    let isWanted = true;
    api.prose(dossierId, query).then(
      (told) => isWanted && (told === undefined ? setFailure('Aucun modèle de langue n’a répondu.') : setProse(told)),
      (error: unknown) => isWanted && setFailure(error instanceof ApiFailure ? error.message : 'Mise en phrases impossible.'),
    );
    return () => {
      isWanted = false;
    };
  }, [asked, synthesis]);
  const isWaiting = asked && prose === undefined && failure === undefined;
  return (
    <section class="card points">
      <header>
        <h2>{synthesis.reason === null ? 'Points à retenir' : `Points à retenir : ${synthesis.reason}`}</h2>
        {canTellProse() && (
          <button type="button" class="link" aria-pressed={asked} disabled={isWaiting} onClick={() => setAsked(!asked)}>
            {isWaiting ? 'Mise en phrases…' : asked ? 'Revenir à la liste' : 'Mettre en phrases'}
          </button>
        )}
      </header>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {prose === undefined ? <ul class="themed">{points.map(children)}</ul> : <AsProse prose={prose} onOpen={onOpen} />}
    </section>
  );
}

/** Each sentence with its sources, a template's told from a model's, and below whose words they are. */
function AsProse({ prose: { sentences, model, fallbacks }, onOpen }: { readonly prose: Prose; readonly onOpen: OpenCitation }) {
  const own = sentences.filter(({ by }) => by === 'model').length;
  const refused = Object.values(fallbacks).reduce((sum, count) => sum + count, 0);
  return (
    <div class="prose" role="status">
      <p>
        {sentences.map(({ text, by, citations, statements }) => (
          <span key={statements.join()} class={by}>
            {by === 'template' && <em class="tag">ligne d’origine</em>} {text}{' '}
            <CitationMarks citations={citations} title={text} onOpen={onOpen} />{' '}
          </span>
        ))}
      </p>
      <p class="silent">
        {own === 0
          ? 'Aucune phrase du modèle n’a passé le contrôle : les lignes d’origine sont données.'
          : `${plural(own, 'phrase écrite', 'phrases écrites')} par un modèle de langue (${model.id}), contrôlée${own > 1 ? 's' : ''} mot à mot sur les sources.`}
        {own > 0 && refused > 0 && ` ${plural(refused, 'refusée', 'refusées')} : la ligne d’origine est donnée à la place.`}
      </p>
    </div>
  );
}
