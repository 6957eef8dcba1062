import type { Vigilance } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import { sideBySide, type VigilanceInput } from './warning.js';

/** Documents that were not read, or that may be another person's: named by file, since no passage can be cited. */
export function unreadDocuments({ documents }: VigilanceInput): readonly Vigilance[] {
  return documents.flatMap((document): readonly Vigilance[] => {
    const named = `${document.title} (${document.file}${document.date === undefined ? '' : `, ${frenchDate(document.date)}`})`;
    const note = document.note === undefined ? '' : ` ${document.note}`;
    const base = { factIds: [], citations: [], rule: `vigilance:${document.status}` };
    if (document.status === 'failed') return [{ ...base, kind: 'unread', importance: 3, text: `Document non lu : ${named}.${note}` }];
    if (document.status === 'quarantined')
      return [{ ...base, kind: 'identity', importance: 3, text: `Document mis à part, identité à vérifier : ${named}.${note}` }];
    if (document.pagesQuarantined.length > 0)
      return [
        {
          ...base,
          rule: 'vigilance:pages-quarantined',
          kind: 'identity',
          importance: 3,
          text: `Pages mises à part, identité à vérifier : ${named}, page${document.pagesQuarantined.length > 1 ? 's' : ''} ${document.pagesQuarantined.join(', ')}.${note}`,
        },
      ];
    return [];
  });
}

/** Numbers that the recogniser read with little confidence, where they matter. */
export function uncertainNumbers({ facts, sources }: VigilanceInput): readonly Vigilance[] {
  const doubtful = facts.filter((fact) => fact.value?.lowConfidence === true && fact.importance >= 2).slice(0, 12);
  return doubtful.map((fact) =>
    sideBySide({
      rule: 'vigilance:low-confidence-number',
      kind: 'safety',
      subject: 'Chiffre mal lu sur un document numérisé',
      sides: [{ says: `${fact.label} ${fact.value?.text ?? ''}`.trim(), fact }],
      importance: 2,
      sources,
    }),
  );
}
