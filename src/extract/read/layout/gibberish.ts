/** Words that any French (or English) page of some length holds. */
const COMMON =
  /(?<![\p{L}\d])(?:de|du|des|la|le|les|et|en|un|une|est|au|aux|pour|par|sur|dans|avec|sans|à|il|elle|pas|docteur|dr|patient|nom|date|né|née|mg|the|of|and)(?![\p{L}\d])/giu;

/**
 * Whether a text layer is not to be trusted: fonts without a Unicode map give private or replacement characters, or
 * letters shifted by a constant. Judged on the characters, then on the words that French cannot do without.
 */
export function isGibberish(text: string, unmapped: number): boolean {
  const visible = text.replace(/\s+/gu, '');
  if (visible.length < 20) return false;
  const strange = Math.max(unmapped, visible.match(/[\ufffd\ue000-\uf8ff\u0000-\u001f]/gu)?.length ?? 0);
  if (strange > visible.length * 0.15) return true;
  const letters = visible.match(/\p{L}/gu)?.length ?? 0;
  if (visible.length > 200 && letters < visible.length * 0.15 && strange > 5) return true;
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  return words >= 60 && letters > visible.length * 0.4 && (text.match(COMMON)?.length ?? 0) < words * 0.02;
}
