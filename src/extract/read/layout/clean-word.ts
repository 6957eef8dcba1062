const LIGATURES: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };

/**
 * One way of writing for what fonts write in several: composed accents, ligatures undone, the micro sign of units
 * (U+00B5) where an engine gives the Greek letter, no soft hyphen. Superscripts (m², ×10⁹) stay as they are.
 */
export function cleanWord(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ﬀ-ﬆ]/gu, (ligature) => LIGATURES[ligature] ?? ligature)
    .replace(/\u03bc(?=[a-zA-Z])/gu, '\u00b5')
    .replace(/[\u0000-\u001f\u00ad\u200b-\u200f\u2060\ufeff]/gu, '');
}
