const COLOURS = ['#2a6fb0', '#c77700', '#19703f', '#a3331f', '#6b4fa0'] as const;
const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 300, 64, 46, 34, 16] as const;
const FONT = 'font-family="system-ui,sans-serif"';

export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
const colour = (index: number): string => COLOURS[index % COLOURS.length] ?? COLOURS[0];
const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="12" ${FONT} fill="#1b2430" ${more}>${escaped(words)}</text>`;

/** Four to six round steps that cover 0 to `top`. */
function ticks(top: number): number[] {
  const rough = Math.max(top, 1e-9) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** A frame with a title, a vertical axis from 0 and a legend; `draw` gets where a height stands. */
function frame(
  title: string,
  yLabel: string,
  top: number,
  names: readonly string[],
  draw: (y: (value: number) => number) => string,
): string {
  // Room for the legend above the highest value.
  const marks = ticks(names.length > 1 ? top * 1.25 : top);
  const highest = marks.at(-1) ?? 1;
  const y = (value: number): number => HEIGHT - BOTTOM - (value / highest) * (HEIGHT - BOTTOM - TOP);
  const grid = marks
    .map(
      (mark) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(mark).toFixed(1)}" y2="${y(mark).toFixed(1)}" stroke="#dde3ea"/>${text(LEFT - 6, y(mark) + 4, String(mark), 'text-anchor="end"')}`,
    )
    .join('');
  const legend = names
    .map((name, index) => {
      const x = LEFT + 12;
      const at = TOP + 14 + index * 16;
      return `<rect x="${x}" y="${at - 9}" width="10" height="10" fill="${colour(index)}"/>${text(x + 15, at, name)}`;
    })
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escaped(title).replaceAll('"', '&quot;')}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${text(LEFT, 18, title, 'font-weight="600"')}${grid}${text(14, TOP + (HEIGHT - TOP - BOTTOM) / 2, yLabel, `text-anchor="middle" transform="rotate(-90 14 ${TOP + (HEIGHT - TOP - BOTTOM) / 2})"`)}${draw(y)}${names.length > 1 ? legend : ''}</svg>`;
}

/** Curves over a numeric axis, both axes from 0. */
export function linePlot(options: {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly curves: readonly Curve[];
}): string {
  const points = options.curves.flatMap((curve) => curve.points);
  const across = ticks(Math.max(...points.map(([x]) => x)));
  const farthest = across.at(-1) ?? 1;
  const x = (value: number): number => LEFT + (value / farthest) * (WIDTH - RIGHT - LEFT);
  return frame(
    options.title,
    options.y,
    Math.max(...points.map(([, y]) => y)),
    options.curves.map(({ name }) => name),
    (y) => {
      const marks = across.map((mark) => text(x(mark), HEIGHT - BOTTOM + 16, String(mark), 'text-anchor="middle"')).join('');
      const lines = options.curves.map(({ points: own }, index) => {
        const path = own.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ');
        const dots = own
          .map(([a, b]) => `<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="2.5" fill="${colour(index)}"/>`)
          .join('');
        return `<polyline points="${path}" fill="none" stroke="${colour(index)}" stroke-width="1.8"/>${dots}`;
      });
      return `${marks}${text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, options.x, 'text-anchor="middle"')}${lines.join('')}`;
    },
  );
}

/** Bars side by side for each category. */
export function barPlot(options: {
  readonly title: string;
  readonly y: string;
  readonly categories: readonly string[];
  readonly groups: readonly { readonly name: string; readonly values: readonly number[] }[];
}): string {
  const slot = (WIDTH - RIGHT - LEFT) / options.categories.length;
  const width = (slot * 0.8) / options.groups.length;
  return frame(
    options.title,
    options.y,
    Math.max(...options.groups.flatMap(({ values }) => values)),
    options.groups.map(({ name }) => name),
    (y) =>
      options.categories
        .map((category, column) => {
          const left = LEFT + column * slot + slot * 0.1;
          const bars = options.groups.map(({ values }, index) => {
            const at = y(values[column] ?? 0);
            return `<rect x="${(left + index * width).toFixed(1)}" y="${at.toFixed(1)}" width="${(width - 1).toFixed(1)}" height="${(y(0) - at).toFixed(1)}" fill="${colour(index)}"/>`;
          });
          // Two lines of words under each, whatever their length.
          const words = category.split(', ');
          const labels = words.map((word, row) =>
            text(left + slot * 0.4, HEIGHT - BOTTOM + 14 + row * 13, word, 'text-anchor="middle" style="font-size:10px"'),
          );
          return `${bars.join('')}${labels.join('')}`;
        })
        .join(''),
  );
}

export interface Strip {
  readonly title: string;
  readonly target: number;
  readonly dots: readonly { readonly name: string; readonly value: number; readonly muted: boolean }[];
}

/** A line for each share between 0 and 1, a dot for each dossier on it, the target dashed. */
export function stripPlot(strips: readonly Strip[]): string {
  const [left, right, row] = [300, 20, 22] as const;
  const [width, height] = [860, strips.length * row + 30] as const;
  const x = (value: number): number => left + Math.max(0, Math.min(1, value)) * (width - left - right);
  const lines = strips.map(({ title, target, dots }, index) => {
    const y = index * row + 16;
    const circles = dots.map(
      ({ name, value, muted }) =>
        `<circle cx="${x(value).toFixed(1)}" cy="${y}" r="5" fill="${muted ? '#8a96a3' : '#2a6fb0'}" fill-opacity="0.65"><title>${escaped(name)}: ${value.toFixed(3)}</title></circle>`,
    );
    return `${text(left - 10, y + 4, title, 'text-anchor="end"')}<line x1="${x(0)}" x2="${x(1)}" y1="${y}" y2="${y}" stroke="#dde3ea"/><line x1="${x(target).toFixed(1)}" x2="${x(target).toFixed(1)}" y1="${y - 8}" y2="${y + 8}" stroke="#1b2430" stroke-dasharray="2 2"/>${circles.join('')}`;
  });
  const marks = [0, 0.25, 0.5, 0.75, 1].map((mark) => text(x(mark), height - 4, String(mark), 'text-anchor="middle"')).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Each dossier on each figure">${lines.join('')}${marks}</svg>`;
}
