import type { Synthesis } from '../client.js';
import { Card } from './card.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

const STATUS = { done: 'fait', due: 'à faire', unknown: 'non documenté' } as const;

/** What age and sex ask for, against what the documents prove. */
export function Prevention({ items, onOpen }: { readonly items: Synthesis['prevention']; readonly onOpen: OpenCitation }) {
  return (
    <Card
      title="Prévention"
      id="prevention"
      items={items}
      isMinor={({ status }) => status === 'done'}
      empty="Rien de dû à cet âge dans les recommandations suivies."
    >
      {(item) => (
        <li key={item.label} title={item.rule}>
          <span>
            {item.label} <em class={`tag ${item.status}`}>{STATUS[item.status]}</em>
          </span>
          <CitationMarks citations={item.citations} title={item.label} rule={item.rule} onOpen={onOpen} />
        </li>
      )}
    </Card>
  );
}
