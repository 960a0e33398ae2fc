import type { SeriesDeclaration } from './series';

/**
 * A model with more coordinates than this is large: nobody reads a line for each of them, so that
 * the engine adds statistics of each leaf to every row, and the panel opens on leaves.
 */
export const mostReadable = 200;

/** Percents at which quantiles are taken: the smallest value, …, the median, …, the largest. */
export const percents = [0, 5, 25, 50, 75, 95, 100] as const;

/** The quantities whose statistics are kept, of those that a run has. */
export const summarized = ['theta', 'grad', 'm', 'v', 'effectiveLearningRate', 'update'] as const;

/** The update-to-weight ratio of a leaf. */
export const updateRatio = 'update.ratio';

/** About what a well-tuned network has (Karpathy, CS231n, “Ratio of weights:updates”). */
const usualRatio = { value: 1e-3, formula: '0.001' };

/**
 * The statistics of a run's leaves as series of it: for each quantity of `summarized` that it has
 * one value per coordinate of, the norm and the quantiles, and last ‖Δθ‖/‖θ‖ with θ after the step,
 * which an imported run may not have. They are all stored. No slot of an optimizer has a point in its name.
 *
 * @param declared all series of the run but these
 */
export function statisticSeries(declared: readonly SeriesDeclaration[]): SeriesDeclaration[] {
  const found = summarized.flatMap(
    (name) => declared.find((series) => series.name === name && series.per === 'coordinate') ?? [],
  );
  const hasRatio = ['theta', 'update'].every((name) => found.some((each) => each.name === name));
  const kind = { per: 'leaf', stored: true } as const;
  return [
    ...found.flatMap(({ name, symbol, axis }): SeriesDeclaration[] => [
      {
        ...{ name: statisticName(name, 'norm'), symbol: `‖${symbol}‖`, ...kind, axis: 'log' },
        statistic: { of: name, kind: 'norm' },
      },
      ...percents.map((percent): SeriesDeclaration => ({
        ...{ name: statisticName(name, percent), symbol: `${symbol} ${percent} %`, ...kind, axis },
        statistic: { of: name, kind: 'quantile', percent },
      })),
    ]),
    ...(hasRatio
      ? [
          {
            ...{ name: updateRatio, symbol: '‖Δθ‖/‖θ‖', ...kind, axis: 'log' as const },
            statistic: { of: 'update', kind: 'ratio' as const },
            level: usualRatio,
          },
        ]
      : []),
  ];
}

/** `theta.norm`, or `theta.q50` for the quantile at 50 %. */
export function statisticName(of: string, kind: 'norm' | (typeof percents)[number]): string {
  return kind === 'norm' ? `${of}.norm` : `${of}.q${kind}`;
}
