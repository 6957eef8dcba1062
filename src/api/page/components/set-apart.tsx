import type { Synthesis } from '../client.js';
import { frenchDate, plural } from '../format.js';

const WHY: Readonly<Record<string, readonly [one: string, many: string]>> = {
  quarantined: ['identité à vérifier', 'identités à vérifier'],
  failed: ['non lu', 'non lus'],
};
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
        ? `${plural(apart.length, 'document')} (${counted(apart.map(({ status }) => status))})`
        : apart.map(({ title, date, status }) => `${named(title, date)} (${WHY[status]?.[0] ?? ''})`).join(', ')}
      .{' '}
      <button type="button" class="link" onClick={onSeeDocuments}>
        {apart.length > 1 ? 'Les voir' : 'Le voir'}
      </button>
    </p>
  );
}

const counted = (statuses: readonly string[]): string =>
  Object.entries(WHY)
    .map(([status, words]) => [statuses.filter((one) => one === status).length, words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => plural(count, ...words))
    .join(', ');

const named = (title: string, date: string | null): string =>
  date === null || title.includes(frenchDate(date)) ? title : `${title} du ${frenchDate(date)}`;
