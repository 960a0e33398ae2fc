import { seriesWidth } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../trace';

/** What an exporter does between two stretches of steps. */
export interface Exporting {
  /** Brings the full rows of some steps to hand: of a long run they may have to be computed again. */
  bring?: (from: number, to: number) => Promise<unknown>;
  /** Hears how many of the steps, of all passes over them, are behind. */
  progress?: (done: number) => void;
}

/** Numbers of a stretch: others get their turn after some milliseconds. */
const stretchNumbers = 1 << 16;

/** Steps from `first` to the last one in stretches whose rows are at hand. */
export async function* stretches(
  trace: Trace,
  first: number,
  { bring, progress }: Exporting,
): AsyncGenerator<[from: number, to: number]> {
  const { length } = trace;
  const room = trace.header.checkpoints ? trace.replayRoom - 2 : Infinity;
  const size = Math.max(1, Math.min(room, Math.floor(stretchNumbers / trace.rowWidth)));
  for (let from = first; from <= length; from += size) {
    const to = Math.min(length, from + size - 1);
    if (bring) await bring(from, to);
    yield [from, to];
    progress?.(to - from + 1);
  }
}

/** The steps of a stretch that are there; an imported run may be without some. */
export function* stepsOf(trace: Trace, from: number, to: number): Generator<number> {
  if (from === 0) yield 0;
  for (let step = Math.max(1, from); step <= to; step++) {
    const there = trace.logged(step, 1);
    if (there > to) return;
    if (there >= step) yield (step = there);
  }
}

/** θ and its like have a value before the first step. */
export function firstStep({ fromStart }: SeriesDeclaration, { origin }: Trace): number {
  return fromStart ? origin : origin + 1;
}

/** How many numbers a step of the series has. */
export function widthOf(series: SeriesDeclaration, { header }: Trace): number {
  return seriesWidth(series, header.leaves);
}

/**
 * Whether NaN says that there is no number: between two steps of a series with one every so many,
 * and where a full row is not at hand.
 */
export function isMissing(
  { every, per, stored }: SeriesDeclaration,
  value: number,
  step: number,
  trace: Trace,
): boolean {
  if (!Number.isNaN(value)) return false;
  if (every !== undefined) return true;
  if (!trace.header.checkpoints || per !== 'coordinate') return false;
  // What is derived may be of two steps.
  return !trace.has(step) || (!stored && !trace.has(step - 1));
}
