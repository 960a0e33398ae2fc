import type { SeriesDeclaration } from '../../src/protocol/series';

/** One small chart of the strip. */
export interface StripStage {
  key: string;
  series: SeriesDeclaration;
  /** Whether its square is drawn. */
  squared: boolean;
  /** In place of the series' own symbol. */
  symbol?: string;
}

/** The rows that make the direction and its multiplier, and the update where both meet. */
export interface StripFlow {
  first: StripStage[];
  second: StripStage[];
  end: StripStage[];
}

const firstNames = ['m', 'mHat', 'c'];
const squares = ['v', 'vMax', 'vHat'];
const secondNames = [...squares, 'u', 'effectiveLearningRate'];

/**
 * The stages that a run has, in order: g → m → m̂, g² → v → v̂ → effective learning rate, and Δθ.
 * The gradient is the one that the moments are made of.
 */
export function stripFlow(declared: readonly SeriesDeclaration[]): StripFlow {
  const find = (name: string) =>
    declared.find((series) => series.name === name && series.per === 'coordinate');
  const stages = (names: readonly string[]): StripStage[] =>
    names
      .flatMap((name) => find(name) ?? [])
      .map((series) => ({ key: series.name, series, squared: false }));
  const gradient = find('gradientUsed') ?? find('grad');
  const first = stages(gradient ? [gradient.name, ...firstNames] : firstNames);
  const second = stages(secondNames);
  if (gradient && second.some(({ key }) => squares.includes(key))) {
    const symbol = `${gradient.symbol}²`;
    second.unshift({ key: 'gradSquared', series: gradient, squared: true, symbol });
  }
  return { first, second, end: stages(['update']) };
}
