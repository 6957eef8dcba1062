import type { Synthesis } from '../client.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

type Vigilance = Synthesis['vigilance'][number];

/** Most lines are two sources that disagree: only what is something else says so. */
const KINDS = { conflict: undefined, safety: 'sécurité', identity: 'identité', unread: 'non lu' } as const;

/** What disagrees in one line; the passages that say so, when asked for. */
export function VigilanceLine({ item, onOpen }: { readonly item: Vigilance; readonly onOpen: OpenCitation }) {
  const { head, quotes } = unfold(item.text);
  const kind = KINDS[item.kind];
  const tag = kind !== undefined && <em class={`tag ${item.kind}`}>{kind}</em>;
  return (
    <li>
      {quotes.length === 0 ? (
        <span>
          {tag} <Sourced text={head} />
        </span>
      ) : (
        <details class="quoted">
          <summary>
            {tag} <Sourced text={head} /> <span class="preview">{quotes.join(' ; ')}</span>
          </summary>
          <ul>
            {quotes.map((quote) => (
              <li key={quote}>
                <Sourced text={quote} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <CitationMarks citations={item.citations} title={head} rule={item.rule} onOpen={onOpen} />
    </li>
  );
}

/** A text this long is folded, where it has quotes to fold. */
const LONG = 160;

/** "Head : « quote » (document) ; « quote » (document)" → its head and its quotes. */
function unfold(text: string): { readonly head: string; readonly quotes: readonly string[] } {
  const start = text.search(/\s*:\s*«/);
  if (start < 0 || text.length < LONG) return { head: text, quotes: [] };
  return {
    head: text.slice(0, start),
    quotes: text
      .slice(start)
      .replace(/^\s*:\s*/, '')
      .split(/\s*;\s*(?=«)/),
  };
}

/** "(Lettre de sortie, 12/07/2019)", also with brackets inside. */
const NAMED_SOURCE = /(\((?:[^()]|\([^()]*\))*\d{4}\))/;
/** Letters of a document's name and date; the source opens with the whole. */
const NAME = 48;
/** "(Courrier de transition pédiatrie - adultes, diabète, 12/09/2017)" → "(Courrier de transition pédiatrie…, 12/09/2017)": words and the date. */
function shortened(source: string): string {
  if (source.length <= NAME) return source;
  const [end = ')', date] = /,? ?(?:du )?(\d{2}\/\d{2}\/\d{4})\)$/.exec(source) ?? [];
  const tail = date === undefined ? ')' : `, ${date})`;
  const name = source.slice(0, -end.length).replace(/^\(Compte rendu (?:de |d['’])/, '(CR ');
  const room = NAME - tail.length;
  if (name.length <= room) return `${name}${tail}`;
  const cut = name.slice(0, name.charAt(room) === ' ' ? room : name.lastIndexOf(' ', room));
  return `${cut.replace(/[\s,–-]+(?:de|du|et)?$/, '')}…${tail}`;
}
/** A subject longer than this is a sentence. */
const SUBJECT = 70;

/** What the line is about first, and the documents it names in the background. */
function Sourced({ text }: { readonly text: string }) {
  const at = text.indexOf(' : ');
  const subject = at > 0 && at <= SUBJECT && !NAMED_SOURCE.test(text.slice(0, at)) ? text.slice(0, at) : '';
  return (
    <>
      {subject !== '' && <strong>{subject}</strong>}
      {text
        .slice(subject.length)
        .split(NAMED_SOURCE)
        .map((part, i) =>
          i % 2 === 1 ? (
            <small key={i} title={part.length > NAME ? part : undefined}>
              {shortened(part)}
            </small>
          ) : (
            part
          ),
        )}
    </>
  );
}
