import type { Range } from '../text/analysis.js';

const REASON =
  /(?:\bpour (?!\d|le moment|l'instant|la nuit|un mois|une? (?:duree|mois|semaine|jour|nuit|journee)|\d+ mois)|\bdevant |\ben raison (?:de |d'|du |des )|\ba cause (?:de |d'|du |des )|\bdu fait (?:de |d'|du |des )|\bsuite a |\bsur )((?:des? |du |une? |la |l'|le |les )?[a-z][^,.;:()\n]{3,80}(?:\n(?![-*•\d])[^,.;:()\n]{3,60})?)|\(([a-z][^()\n]{3,80})\)/g;
/** What stands in brackets behind a drug is more often its brand, its dose or a date. */
const NO_REASON =
  /^(?:\d|ce jour|l'instant|le moment|en |voir |cf|le dernier|la derniere|dernier|derniere|depuis|arrete|ne plus|prescri|par |repris|relais|avis|la bonne|recommandation|baisse |hausse |augment|dimin)|\d+ ?(?:mg|g|µg|ui|u|ml|cp|gel|x)\b|\bdepuis\b|\brapporter\b|\bpar jour\b|^[a-z-]+$/;
const ONE_WORD_REASON =
  /^(?:toux|confusion|bradycardie|hypotension|chutes?|vertiges?|nausees|diarrhee|vomissements|rash|eruption|urticaire|oedemes?|myalgies|cytolyse|inefficacite|intolerance|allergie|anaphylaxie|pancreatite|neuropathie|hypoglycemies?|hyponatremie|hyperkaliemie|saignements?|hemorragie|grossesse|constipation|somnolence|insomnie|cephalees|crampes|gynecomastie|impuissance|[a-z]{4,}(?:emie|ite|ose|algies?|pathie|penie|urie|rragie|pnee|cardie|tension|phylaxie))$/;

/** Why, as written after a stop or a change: "pour bradycardie", "(toux sèche)". Relative to `after`; behind the deciding words first. */
export function readReason(after: string, cueEnd = 0): Range | undefined {
  const found = [...after.slice(0, 320).matchAll(REASON)].flatMap((match) => {
    const words = match[1] ?? match[2];
    const tried = words?.trim() ?? '';
    if (words === undefined || tried.length < 4 || (NO_REASON.test(tried) && !ONE_WORD_REASON.test(tried))) return [];
    const start = match.index + match[0].indexOf(words);
    return [{ start, end: start + words.trimEnd().length }];
  });
  return found.find((range) => range.start >= cueEnd - 2) ?? found[0];
}
