import { FRENCH_MONTHS } from '../dates.js';

/** How a line says what a clause says in fewer words; in this order. */
const BRIEFER: readonly (readonly [RegExp, string])[] = [
  [/(?: ;|,) autre dose écrite ((?:le|en) [^:;]+? : )/g, ' ; écrit $1'],
  [/, encore cité dans un document (?:du|de) ([^,]+)/, ', encore cité ($1)'],
  [/^Contre-indication : ([^,]+), à ne pas donner/, '$1 : à ne pas donner'],
  [/ : écrit comme (à ne pas donner)/, ' : $1'],
  [/, suspecté, non confirmé/, ', non confirmé'],
  [/ : arrêté, motif : non pris$/, ' : non pris'],
  [/, motif : durée prescrite écoulée$/, ', durée écoulée'],
  [/ : arrêté, motif : ne figure plus sur (la liste [^,]+)$/, ' : absent de $1'],
  // Of several times, the first and the last.
  [/(?:, puis (?:le|en) [^,]+)+(, puis (?:le|en) [^,]+)/, '$1'],
  // "(10,9 en juillet 2026), le 19/10/2026": of the same year.
  [/( en \p{L}+) (\d{4})(\), le \d{2}\/\d{2}\/\2)/u, '$1$3'],
  // "BPCO, VEMS 53 % (03/11/2026)": how an illness stands today is told among the measures.
  [/, [^,;()]*\d[^,;()]* \((?:\d{2}\/\d{2}\/|\p{L}+ )\d{4}\)$/u, ''],
  // What a figure is called.
  [
    /(, le \d{2}\/\d{2}\/\d{4}), (?:an|hypo|hyper|thrombo|leuco|neutro|lympho|éosino|poly|macro|micro)\p{L}*(?:mie|rie|ose|nie|lie)(?: [A-Z]\d*)?$/u,
    '$1',
  ],
];

/** A line as short as what it says allows: five points are read in the time of five. */
export function briefOf(line: string): string {
  return dayOnce(BRIEFER.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line));
}

/** "Scanner du 29 octobre : …, le 29/10/2026" tells its day twice. */
function dayOnce(text: string): string {
  const last = /, le ((\d{2})\/(\d{2})\/(\d{4}))$/.exec(text);
  if (last === null) return text;
  const [whole, , day = '', month = '', year = ''] = last;
  const body = text.slice(0, -whole.length);
  const written = new RegExp(
    `(?<![\\d/])(?:0?${Number(day)}(?:er)? ${FRENCH_MONTHS[Number(month) - 1]}|0?${Number(day)}/0?${Number(month)})(?![\\d/]\\d)( ${year}|/${year})?(?!\\p{L})`,
    'u',
  ).exec(body);
  if (written === null) return text;
  const end = written.index + written[0].length;
  return written[1] === undefined ? `${body.slice(0, end)}${written[0].includes('/') ? '/' : ' '}${year}${body.slice(end)}` : body;
}
