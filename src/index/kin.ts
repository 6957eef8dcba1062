import kinship from '../extract/vocabulary/kin.json' with { type: 'json' };

const kin = kinship.relatives.map(([written]) => written).join('|');

/** Words of kin, folded. */
export const KIN = new RegExp(`\\b(?:famil\\w*|heredit\\w*|${kin})\\b`);
/** A line that begins by a relative: it is about him. */
export const KIN_FIRST = new RegExp(`^[\\s•–*-]*(?:sa |son |la |le )?(?:${kin})\\b`);
