import { useState } from 'preact/hooks';
import type { Synthesis } from '../client.js';
import { plural } from '../format.js';
import type { OpenCitation } from './citation-marks.js';
import { byGravity, type Gravity } from './gravity.js';
import { VigilanceLine } from './vigilance-line.js';

interface Props {
  readonly warnings: Synthesis['vigilance'];
  readonly onOpen: OpenCitation;
}

/** What disagrees or may harm, the gravest first; of each gravity a few lines, and how many more there are. */
export function VigilanceCard({ warnings, onOpen }: Props) {
  return (
    <section class="card" id="vigilance">
      <h2>Points de vigilance {warnings.length > 0 && <span class="count">{warnings.length}</span>}</h2>
      {warnings.length === 0 && <p class="empty">Rien à signaler dans les documents lus.</p>}
      {byGravity(warnings).map((gravity) => (
        <OneGravity key={gravity.title} gravity={gravity} onOpen={onOpen} />
      ))}
    </section>
  );
}

function OneGravity({ gravity: { title, open, folded }, onOpen }: { readonly gravity: Gravity; readonly onOpen: OpenCitation }) {
  const [isUnfolded, setUnfolded] = useState(false);
  return (
    <>
      <h3 class="theme">
        {title} <span class="count">{open.length + folded.length}</span>
      </h3>
      {open.length > 0 && (
        <ul>
          {open.map((item) => (
            <VigilanceLine key={item.text} item={item} onOpen={onOpen} />
          ))}
        </ul>
      )}
      {folded.length > 0 && (
        <details open={isUnfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
          <summary>{open.length === 0 ? plural(folded.length, 'ligne') : plural(folded.length, 'autre ligne', 'autres lignes')}</summary>
          {isUnfolded && (
            <ul>
              {folded.map((item) => (
                <VigilanceLine key={item.text} item={item} onOpen={onOpen} />
              ))}
            </ul>
          )}
        </details>
      )}
    </>
  );
}
