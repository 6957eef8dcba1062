import type { Progress } from '../../pipeline.js';
import type { Access } from '../../security/access.js';

/**
 * Where the reading stands, as a reader may know it: in tenths for those who may not see everything, since counts of documents and
 * pages would tell of what is hidden from them.
 */
export function shownProgress<T extends Progress | undefined>(progress: T, { may }: Pick<Access, 'may'>): T | Progress {
  if (progress === undefined || may === undefined) return progress;
  const { stage, done, total } = progress;
  return { stage, done: total === 0 ? 0 : Math.floor((10 * done) / total), total: total === 0 ? 0 : 10, pages: 0 };
}
