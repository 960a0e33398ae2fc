import { percents, statisticName } from '../../protocol/statistics';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../../trace/trace';

/** The statistics of one quantity of a leaf at one step: the norm, then the quantiles. */
export interface StatisticRow {
  series: SeriesDeclaration;
  values: number[];
}

/** What stands above the quantiles of a row. */
export const percentHeads = percents.map((percent) => `${percent} %`);

/** Whether a trace has more coordinates than anybody reads. */
export function isLarge({ series }: Pick<Trace, 'series'>): boolean {
  return series.some(({ statistic }) => statistic);
}

/** The statistics of a leaf of a large model at one step, a row per quantity. */
export function statisticRows(
  trace: Pick<Trace, 'series' | 'value'>,
  leaf: number,
  step: number,
): StatisticRow[] {
  const has = (name: string) => trace.series.some((series) => series.name === name);
  return trace.series
    .filter(({ name, statistic }) => !statistic && has(statisticName(name, 'norm')))
    .map((series) => ({
      series,
      values: (['norm', ...percents] as const).map((kind) =>
        trace.value(statisticName(series.name, kind), leaf, step),
      ),
    }));
}
