const width = 240;
const height = 36;
const margin = 3;
/** Reads on dark and on light: a picture in a hover cannot ask for the theme's colours. */
const line = '#7f8c9b';
const mark = '#e08e45';

/**
 * A small line chart as an SVG data URI, made of numbers alone.
 * @param points x, y, x, y … in order of x; NaN breaks the line
 * @param cursor the x that is marked
 */
export function sparkline(points: Float64Array, cursor: number): string {
  const { low, high } = range(points);
  const first = points[0] ?? 0;
  const last = points[points.length - 2] ?? 1;
  const x = (at: number) => margin + ((at - first) / (last - first || 1)) * (width - 2 * margin);
  const y = (value: number) => height - margin - share(value, low, high) * (height - 2 * margin);
  let path = '';
  let pen = 'M';
  for (let i = 0; i < points.length; i += 2) {
    const value = points[i + 1]!;
    if (Number.isFinite(value)) {
      path += `${pen}${x(points[i]!).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    } else {
      pen = 'M';
    }
  }
  const at = x(Math.min(Math.max(cursor, first), last)).toFixed(1);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<path d="M${at} 0V${height}" stroke="${mark}" stroke-width="1.5"/>` +
    `<path d="${path}" fill="none" stroke="${line}" stroke-width="1.5"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

/** The same line as text, `▁▂▃▅█`, for screen readers and as the picture's description. */
export function blocks(points: Float64Array): string {
  const { low, high } = range(points);
  let text = '';
  for (let i = 1; i < points.length; i += 2) {
    const value = points[i]!;
    text += Number.isFinite(value) ? '▁▂▃▄▅▆▇█'[Math.round(share(value, low, high) * 7)] : ' ';
  }
  return text;
}

function range(points: Float64Array): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 1; i < points.length; i += 2) {
    const value = points[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Where a value lies between low and high, 0 to 1; a constant line runs in the middle. */
function share(value: number, low: number, high: number): number {
  // Halved first: high − low may overflow where neither of them does.
  return high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
}
