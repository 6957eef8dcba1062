import type { Narrative } from 'fhir/r4.js';

/** XHTML as FHIR allows it; what stands in the sources becomes text and never markup. */
export function narrative(status: Narrative['status'], ...blocks: readonly string[]): Narrative {
  return { status, div: `<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr-FR" lang="fr-FR">${blocks.join('')}</div>` };
}

export const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

export const list = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`;

function escape(text: string): string {
  return (
    text
      // XML 1.0 has no place for these, even escaped.
      .replace(
        /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
        ' ',
      )
      .replace(/\s+/g, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}
