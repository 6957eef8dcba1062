import type { Synthesis } from '../client.js';
import { frenchDate } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';

export type Past = NonNullable<NonNullable<Synthesis['news']>['changed']>[number];

/** Whether a line is new or says otherwise than at the last visit. */
export function NewMark({ past, isNew }: { readonly past: Past | undefined; readonly isNew: boolean }) {
  if (past !== undefined) return <em class="new">modifié</em>;
  return isNew ? <em class="new">nouveau</em> : null;
}

/** What the last document before the visit said, with its source. */
export function Before({ past, onOpen }: { readonly past: Past | undefined; readonly onOpen: OpenCitation }) {
  if (past === undefined) return null;
  return (
    <small class="was">
      Avant : {past.before} ({frenchDate(past.on)}){' '}
      <CitationMarks citations={past.citations} title={past.before} rule="since:before" onOpen={onOpen} />
    </small>
  );
}
