import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Synthesis } from '../client.js';
import { frenchDate, plural } from '../format.js';
import { byTheme, type PlacedLine } from './themes.js';

/** Lines of a theme that stand open. */
const SHOWN = 4;

interface Props {
  readonly since: string;
  readonly news: NonNullable<Synthesis['news']>;
  /** What is new, or says otherwise than at the last visit. */
  readonly lines: readonly PlacedLine[];
  readonly children: (line: PlacedLine) => ComponentChildren;
}

/** What changed since the last visit, a theme a row: what is taken first. */
export function NewsCard({ since, news, lines, children }: Props) {
  return (
    <section class="card" id="nouveau">
      <h2>
        Nouveau ou modifié depuis {since.length === 10 && 'le '}
        {frenchDate(since)}{' '}
        <span class="count">{news.documents.length === 0 ? 'aucun document depuis' : plural(news.documents.length, 'document')}</span>
      </h2>
      {lines.length === 0 ? (
        <p class="empty">Rien que les documents plus anciens ne disaient déjà.</p>
      ) : (
        <ul class="themed">
          {byTheme(lines).map(([theme, own]) => (
            <Theme key={theme} theme={theme} lines={own}>
              {children}
            </Theme>
          ))}
        </ul>
      )}
    </section>
  );
}

interface ThemeProps {
  readonly theme: string;
  readonly lines: readonly PlacedLine[];
  readonly children: (line: PlacedLine) => ComponentChildren;
}

function Theme({ theme, lines, children }: ThemeProps) {
  const [open, setOpen] = useState(false);
  // One line more takes no more room than saying that there is one.
  const shown = lines.length <= SHOWN + 1 ? lines : lines.slice(0, SHOWN);
  const rest = lines.slice(shown.length);
  return (
    <li>
      <small class="theme">{theme}</small>
      <div>
        <div class="clauses">{shown.map(children)}</div>
        {rest.length > 0 && (
          <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{plural(rest.length, 'autre ligne', 'autres lignes')}</summary>
            {open && <div class="clauses">{rest.map(children)}</div>}
          </details>
        )}
      </div>
    </li>
  );
}
