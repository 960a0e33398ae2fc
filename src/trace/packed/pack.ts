import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { isCheckpoint, isKeptAtEveryStep, rowWidths } from '../../protocol/checkpoints';
import { seriesWidth } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../trace';
import { toPlanes } from './planes';

const deflate = promisify(deflateRaw);

/** Numbers of one block: some hundred kilobytes, a moment's work at either end. */
const blockNumbers = 1 << 16;

/** Some rows of a trace, packed; of a run with checkpoints also the full ones among their steps. */
export interface PackedBlock {
  /** The first row, counted as `Trace.append` does. */
  first: number;
  width: number;
  rows: string;
  full: { width: number; rows: string } | null;
}

/** Rows (row-major) as text: byte planes, deflated, in base64. */
export async function packRows(rows: Float64Array, width: number): Promise<string> {
  return (await deflate(toPlanes(rows, width), { level: 9 })).toString('base64');
}

/** The stored rows of a trace in blocks; other work gets its turn between two. */
export async function* packTrace(trace: Trace): AsyncGenerator<PackedBlock> {
  const { header, origin, lastRow } = trace;
  const { full, kept } = rowWidths(header.series, header.leaves);
  const every = header.checkpoints?.every ?? 0;
  const width = every === 0 ? full : kept;
  const perBlock = Math.max(1, Math.floor(blockNumbers / Math.max(1, width)));
  for (let first = origin + 1; first <= lastRow; first += perBlock) {
    const count = Math.min(perBlock, lastRow - first + 1);
    const rows = new Float64Array(count * width);
    if (every === 0) trace.readRows(first, rows);
    else readKept(trace, first, rows);
    yield {
      ...{ first, width, rows: await packRows(rows, width) },
      full: every === 0 ? null : await packCheckpoints(trace, first, count, every),
    };
  }
}

/** A series that was computed after the run, one number a step from step 1 on. */
export async function packSeries(trace: Trace, { name }: SeriesDeclaration): Promise<string> {
  const values = new Float64Array(trace.length);
  for (let step = 1; step <= trace.length; step++) values[step - 1] = trace.value(name, 0, step);
  return packRows(values, 1);
}

/** What is kept of every step, row-major, as many rows as fit. */
function readKept(trace: Trace, first: number, target: Float64Array): void {
  const { header } = trace;
  const series = header.series.filter((each) => each.stored && isKeptAtEveryStep(each));
  const columns = series.flatMap((each) =>
    Array.from(
      { length: seriesWidth(each, header.leaves) },
      (_, index) => [each.name, index] as const,
    ),
  );
  for (let at = 0, step = first; at < target.length; step++) {
    for (const [name, index] of columns) target[at++] = trace.value(name, index, step);
  }
}

async function packCheckpoints(
  trace: Trace,
  first: number,
  count: number,
  every: number,
): Promise<PackedBlock['full']> {
  const width = trace.rowWidth;
  const steps = Array.from({ length: count }, (_, k) => first + k);
  const found = steps.filter((step) => isCheckpoint(step, every));
  const rows = new Float64Array(found.length * width);
  found.forEach((step, k) => trace.readRows(step, rows.subarray(k * width, (k + 1) * width)));
  return { width, rows: await packRows(rows, width) };
}
