import type { SeriesDeclaration } from '../../src/protocol/series';

/** One small chart of the strip. */
export interface StripStage {
  key: string;
  series: SeriesDeclaration;
  /** Whether its square is drawn. */
  squared: boolean;
  /** In place of the series' own symbol. */
  symbol?: string;
  /** Where it stands: first or second row, or the end where both meet. */
  place: 'first' | 'second' | 'end';
}

/** The first row makes the direction, the second its divisor. */
const first = ['m', 'mHat'];
const second = ['v', 'vMax', 'vHat', 'effectiveLearningRate'];

/**
 * The stages that a run has, in order: g → m → m̂ above, g² → v → v̂ → effective learning rate
 * below, Δθ at the end. The gradient is the one that the moments are made of.
 */
export function stripFlow(declared: readonly SeriesDeclaration[]): StripStage[] {
  const find = (name: string) =>
    declared.find((series) => series.name === name && series.per === 'coordinate');
  const stages = (names: readonly string[], place: StripStage['place']): StripStage[] =>
    names
      .flatMap((name) => find(name) ?? [])
      .map((series) => ({ key: series.name, series, squared: false, place }));
  const gradient = find('gradientUsed') ?? find('grad');
  const start: StripStage[] = [];
  const square: StripStage[] = [];
  if (gradient) {
    start.push({ key: gradient.name, series: gradient, squared: false, place: 'first' });
    if (second.some(find)) {
      const symbol = `${gradient.symbol}²`;
      square.push({ key: 'gradSquared', series: gradient, squared: true, symbol, place: 'second' });
    }
  }
  return [
    ...start,
    ...stages(first, 'first'),
    ...square,
    ...stages(second, 'second'),
    ...stages(['update'], 'end'),
  ];
}
