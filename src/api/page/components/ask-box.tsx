import { useState } from 'preact/hooks';
import { ApiFailure, api, type Answer, type DocumentEntry, type SearchResults } from '../client.js';
import { frenchDate, titled } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

interface Props {
  readonly dossierId: string;
  readonly on: string | undefined;
  readonly documents: readonly DocumentEntry[];
  readonly onOpen: OpenCitation;
}

/** A question to the dossier, or words to find in it. */
export function AskBox({ dossierId, on, documents, onOpen }: Props) {
  const [question, setQuestion] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [results, setResults] = useState<SearchResults>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    const asked = question.trim();
    if (asked === '') return;
    setBusy(true);
    try {
      const [said, found] = await Promise.all([api.ask(dossierId, asked, on), api.search(dossierId, asked)]);
      setAnswer(said);
      setResults(found);
      setFailure(undefined);
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error.message : 'Recherche impossible.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="ask" aria-label="Question au dossier">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <label class="visually-hidden" for="question">
          Question ou mots à trouver
        </label>
        <input
          id="question"
          type="search"
          value={question}
          placeholder="Une question, ou des mots à trouver dans le dossier"
          onInput={(event) => setQuestion(event.currentTarget.value)}
        />
        <button type="submit" disabled={busy}>
          Chercher
        </button>
      </form>
      {failure !== undefined && <p role="alert">{failure}</p>}
      {answer !== undefined && (
        <div class="answer" role="status">
          {!answer.found && <p>{answer.text.split('\n')[0]}</p>}
          <Cited answer={answer} documents={documents} onOpen={onOpen} />
        </div>
      )}
      {results !== undefined && results.results.length > 0 && (
        <details open={answer?.found === false}>
          <summary>Passages trouvés</summary>
          <ul>
            {results.results.map((hit) => (
              <li key={hit.documentId}>
                <strong title={hit.reasons.join(' · ')}>{hit.title}</strong>{' '}
                {hit.date !== undefined && <small>{frenchDate(hit.date)}</small>}
                {hit.passages.slice(0, 1).map((passage) => (
                  <p key={passage.start}>
                    <Highlighted text={passage.text} ranges={passage.highlights} />{' '}
                    <CitationMarks
                      citations={[
                        {
                          document: hit.file,
                          documentId: hit.documentId,
                          page: passage.page,
                          start: passage.start,
                          end: passage.end,
                          quote: passage.text,
                        },
                      ]}
                      title={hit.title}
                      onOpen={onOpen}
                    />
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface CitedProps {
  readonly answer: Answer;
  readonly documents: readonly DocumentEntry[];
  readonly onOpen: OpenCitation;
}

/** The passages that answer, or that come nearest, best first, each with its document. */
function Cited({ answer: { question, citations }, documents, onOpen }: CitedProps) {
  if (citations.length === 0) return null;
  return (
    <ul>
      {citations.map((citation, i) => {
        const document = documents.find(({ id }) => id === citation.documentId);
        const others = citations.filter((_, other) => other !== i);
        return (
          <li key={`${citation.documentId}-${citation.start}`}>
            <span>
              {citation.quote.replace(/\s+/g, ' ')} {document !== undefined && <small>{titled(document)}</small>}
            </span>
            <CitationMarks citations={[citation]} title={question} onOpen={(_, title) => onOpen([citation, ...others], title)} />
          </li>
        );
      })}
    </ul>
  );
}

function Highlighted({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}) {
  const parts = [];
  let at = 0;
  for (const { start, end } of ranges) {
    if (start < at) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
