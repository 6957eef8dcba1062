import { docOf } from './matching.js';
import { share, type Measure } from './measure.js';

/** Other people's documents put aside, the patient's own left alone, duplicates counted once. */
export const identity: Measure = ({ dossier, runs }) => {
  const files = new Map(runs[0].documents.map((document) => [docOf({ document: document.file }), document]));
  const { misfiled, duplicates } = dossier.gold;
  const aside = [...files].filter(([, { status, pagesQuarantined }]) => status === 'quarantined' || pagesQuarantined.length > 0);
  const missed = misfiled.filter((doc) => !aside.some(([id]) => id === doc));
  const own = aside.filter(([id, { status }]) => status === 'quarantined' && !misfiled.includes(id));
  const unseen = duplicates.filter((group) => !group.some((doc) => ['duplicate', 'replaced'].includes(files.get(doc)?.status ?? '')));
  return {
    figures: {
      misfiledQuarantined: misfiled.length === 0 ? null : share(misfiled.length - missed.length, misfiled.length),
      ownQuarantined: own.length,
      duplicates: duplicates.length === 0 ? null : share(duplicates.length - unseen.length, duplicates.length),
    },
    findings: [
      ...missed.map((doc) => ({ measure: 'misfiled, not put aside', text: doc, sources: [] })),
      ...own.map(([doc]) => ({ measure: 'own document put aside', text: doc, sources: [] })),
      ...unseen.map((group) => ({ measure: 'duplicate not seen', text: group.join(' = '), sources: [] })),
    ],
  };
};
