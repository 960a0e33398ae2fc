import { formatNumber } from '../../protocol/number';
import type { RunHeader } from '../../protocol/run';
import { evaluatedLoss, type SeriesDeclaration, type SeriesReader } from '../../protocol/series';
import { lossAt } from '../../trace/lossAt';

/** A trace as views read it. */
export interface ReadableTrace extends SeriesReader {
  readonly header: RunHeader;
}

const absent = '–';

/** Left to the panel: a hover that must be scrolled hides Δθ and the picture below it. */
const panelAlone: ReadonlySet<string> = new Set([
  ...['biasCorrection', 'direction', 'directionPart', 'momentumPart', 'decayPart'],
  ...['syncPart', 'projectionPart', 'rounding', evaluatedLoss],
]);

/**
 * The declared series of one coordinate at some steps, one row per series, without the parts of Δθ.
 * θ shows how the step moved it, `0.31 → 0.29`. Nothing here knows what an optimizer keeps: the rows
 * are the run's own declaration, in its order.
 */
export function quantityRows(
  trace: ReadableTrace,
  coordinate: number,
  steps: readonly number[],
  title: (series: SeriesDeclaration) => string,
): string[][] {
  return trace.header.series
    .filter(({ name, statistic }) => !statistic && !panelAlone.has(name))
    .filter(({ name }) => name !== 'gradientUsed' || differs(trace, coordinate, steps))
    .map((series) => {
      const index = indexIn(trace.header, series, coordinate);
      return [title(series), ...steps.map((step) => cell(trace, series.name, index, step))];
    });
}

/** The index of a series' value that belongs to a coordinate (its own, its leaf's, the run's). */
export function indexIn(
  header: RunHeader,
  series: Pick<SeriesDeclaration, 'per'>,
  coordinate: number,
): number {
  if (series.per === 'run') return 0;
  if (series.per === 'coordinate') return coordinate;
  let rest = coordinate;
  return header.leaves.findIndex((leaf) => (rest -= leaf.length) < 0);
}

/** One number of a step as text. Step 0 is the start: it has θ, its like and its loss. */
export function cell(trace: ReadableTrace, series: string, index: number, step: number): string {
  if (series === 'theta') {
    const after = formatNumber(trace.value('theta', index, step));
    return step === 0 ? after : `${formatNumber(trace.value('theta', index, step - 1))} → ${after}`;
  }
  if (series === 'loss') return trace.length === 0 ? absent : formatNumber(lossAt(trace, step));
  const declared = trace.header.series.find(({ name }) => name === series);
  if (step === 0 && !declared?.fromStart) return absent;
  return formatNumber(trace.value(series, index, step));
}

/** g̃ stands apart only where it is not g. */
function differs(trace: ReadableTrace, coordinate: number, steps: readonly number[]): boolean {
  return steps.some(
    (step) =>
      step > 0 &&
      trace.value('gradientUsed', coordinate, step) !== trace.value('grad', coordinate, step),
  );
}
