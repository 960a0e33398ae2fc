import { formatNumber } from '../../protocol/number';
import type { SeriesDeclaration } from '../../protocol/series';
import { isLarge, percentHeads, statisticRows } from '../../session/leaves/statisticRows';
import type { Trace } from '../../trace/trace';

const absent = '–';

/** The leaf that these are all coordinates of, in a large model; else −1. */
export function wholeLeaf(trace: Trace, [first, ...others]: number[]): number {
  if (!isLarge(trace) || others.length === 0) return -1;
  let end = 0;
  return trace.header.leaves.findIndex(({ length }) => {
    end += length;
    return end - length === first && length === others.length + 1;
  });
}

/**
 * The statistics of a leaf in place of coordinates that nobody reads, dashes at the start.
 *
 * @param norm the word for it
 */
export function leafTable(
  trace: Trace,
  leaf: number,
  step: number,
  title: (series: SeriesDeclaration) => string,
  norm: string,
): string[][] {
  const shown = (value: number) => (Number.isNaN(value) ? absent : formatNumber(value, 3));
  return [
    ['', norm, ...percentHeads],
    ...statisticRows(trace, leaf, step).map(({ series, values }) => [
      title(series),
      ...values.map(shown),
    ]),
  ];
}
