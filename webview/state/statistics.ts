import type { SeriesDeclaration } from '../../src/protocol/series';
import { updateRatio } from '../../src/protocol/statistics';

/** One quantity of a large model with the statistics of its leaves. */
export interface Summarized {
  /** Of the coordinates. */
  series: SeriesDeclaration;
  norm: SeriesDeclaration;
  /** The smallest first. */
  quantiles: SeriesDeclaration[];
}

/** The quantities whose statistics a run has, in order; none where it is no large model. */
export function summarizedQuantities(declared: readonly SeriesDeclaration[]): Summarized[] {
  return declared.flatMap((norm) => {
    if (norm.statistic?.kind !== 'norm') return [];
    const { of } = norm.statistic;
    const series = declared.find(({ name }) => name === of);
    const quantiles = declared
      .filter(({ statistic }) => statistic?.of === of && statistic.kind === 'quantile')
      .sort((a, b) => a.statistic!.percent! - b.statistic!.percent!);
    return series ? [{ series, norm, quantiles }] : [];
  });
}

/** The update-to-weight ratio, of a large model. */
export function ratioOf(declared: readonly SeriesDeclaration[]): SeriesDeclaration | undefined {
  return declared.find(({ name }) => name === updateRatio);
}
