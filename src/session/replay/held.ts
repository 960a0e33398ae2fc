import { isCheckpoint, isKeptAtEveryStep } from '../../protocol/checkpoints';
import { seriesWidth } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../../trace/trace';

/** A number that was computed again and is another one. */
export interface Difference {
  step: number;
  series: SeriesDeclaration;
  recorded: number;
  replayed: number;
}

/**
 * The first number of full rows that is not the recorded one, to the bit: of every step what was
 * kept of it, at checkpoints all.
 *
 * @param rows from `firstStep` on
 */
export function differenceIn(
  trace: Trace,
  firstStep: number,
  rows: Float64Array,
): Difference | null {
  const { rowWidth: width, header } = trace;
  const every = header.checkpoints?.every;
  const stored = header.series.filter((series) => series.stored);
  for (let k = 0; k * width < rows.length; k++) {
    const step = firstStep + k;
    const isWhole = every === undefined || isCheckpoint(step, every);
    let at = k * width;
    for (const series of stored) {
      const count = seriesWidth(series, header.leaves);
      const isHeld = (isWhole && trace.has(step)) || isKeptAtEveryStep(series);
      for (let index = 0; isHeld && index < count; index++) {
        const recorded = trace.value(series.name, index, step);
        const replayed = rows[at + index]!;
        if (!Object.is(recorded, replayed)) return { step, series, recorded, replayed };
      }
      at += count;
    }
  }
  return null;
}
