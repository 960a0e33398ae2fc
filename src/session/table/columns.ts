import { beforeColumn } from '../../protocol/table';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../../trace/trace';

/**
 * The columns of the table: θ before and after the step, then whatever else the run declares of its
 * coordinates and leaves, in its order.
 */
export function tableColumns({ series }: Pick<Trace, 'series'>): string[] {
  const others = series.filter(
    ({ name, per, statistic }) => per !== 'run' && name !== 'theta' && !statistic,
  );
  const theta = series.some(({ name }) => name === 'theta') ? [beforeColumn, 'theta'] : [];
  return [...theta, ...others.map(({ name }) => name)];
}

/** The declaration that a column's numbers are of. */
export function seriesOf(
  { series }: Pick<Trace, 'series'>,
  column: string,
): SeriesDeclaration | undefined {
  const wanted = column === beforeColumn ? 'theta' : column;
  return series.find(({ name }) => name === wanted);
}

/** Reads a column at one step by coordinate; NaN everywhere where there is no such column. */
export function columnReader(
  trace: Trace,
  column: string,
  step: number,
): (coordinate: number) => number {
  if (column === beforeColumn) return (i) => trace.value('theta', i, step - 1);
  if (seriesOf(trace, column)?.per !== 'leaf') return (i) => trace.value(column, i, step);
  let end = 0;
  const ends = trace.header.leaves.map(({ length }) => (end += length));
  return (i) =>
    trace.value(
      column,
      ends.findIndex((each) => i < each),
      step,
    );
}
