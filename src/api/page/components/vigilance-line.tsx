import type { Synthesis } from '../client.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

type Vigilance = Synthesis['vigilance'][number];

const KINDS = { conflict: 'à vérifier', safety: 'sécurité', identity: 'identité', unread: 'non lu' } as const;

/** What disagrees in one line; the passages that say so, when asked for. */
export function VigilanceLine({ item, onOpen }: { readonly item: Vigilance; readonly onOpen: OpenCitation }) {
  const { head, quotes } = unfold(item.text);
  const tag = <em class={`tag ${item.kind}`}>{KINDS[item.kind]}</em>;
  return (
    <li>
      {quotes.length === 0 ? (
        <span>
          {tag} {head}
        </span>
      ) : (
        <details class="quoted">
          <summary>
            {tag} {head} <span class="preview">{quotes.join(' ; ')}</span>
          </summary>
          <ul>
            {quotes.map((quote) => (
              <li key={quote}>{quote}</li>
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
