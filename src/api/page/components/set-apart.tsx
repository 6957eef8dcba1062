import type { Synthesis } from '../client.js';
import { frenchDate, plural } from '../format.js';

const WHY: Readonly<Record<string, string>> = { quarantined: 'identité à vérifier', failed: 'non lu' };
/** More than this are counted. */
const NAMED = 2;

interface Props {
  readonly documents: Synthesis['documents'];
  readonly onSeeDocuments: () => void;
}

/** What the synthesis does not say: the documents that it left aside, named where they are few. */
export function SetApart({ documents, onSeeDocuments }: Props) {
  const apart = documents.filter(({ status }) => WHY[status] !== undefined);
  if (apart.length === 0) return null;
  return (
    <p class="notice">
      <strong>Hors de la synthèse :</strong>{' '}
      {apart.length > NAMED
        ? `${plural(apart.length, 'document')} (${[...new Set(apart.map(({ status }) => WHY[status]))].join(', ')})`
        : apart
            .map(({ title, date, status }) => `${title}${date === null ? '' : ` du ${frenchDate(date)}`} (${WHY[status] ?? ''})`)
            .join(', ')}
      .{' '}
      <button type="button" class="link" onClick={onSeeDocuments}>
        {apart.length > 1 ? 'Les voir' : 'Le voir'}
      </button>
    </p>
  );
}
