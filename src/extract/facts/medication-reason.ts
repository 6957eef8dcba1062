const REASON =
  /(?:\bpour (?!\d|la |le |un |une |\d+ mois)|\bdevant |\ben raison (?:de |d'|du |des )|\ba cause (?:de |d'|du |des )|\bdu fait (?:de |d'|du |des )|\bsuite a |\bsur )((?:des? |du |une? |la |l'|le |les )?[a-z][^,.;:()\n]{3,80})|\(([a-z][^()\n]{3,80})\)/;

/** Why, as written after a stop or a change: "pour bradycardie", "(toux sèche)". Relative to `after`. */
export function readReason(after: string): { start: number; end: number } | undefined {
  const match = REASON.exec(after.slice(0, 200));
  const words = match?.[1] ?? match?.[2];
  if (match === null || words === undefined || /^(?:\d|ce jour|l'instant|le moment|en |voir |cf)/.test(words)) return undefined;
  const start = match.index + match[0].indexOf(words);
  return { start, end: start + words.trimEnd().length };
}
