import { seriesWidth } from '../../protocol/run';
import { baseSeries, evaluatedLoss, type SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../../trace/trace';

/** A series that two runs have alike, so that its values can be held against each other. */
export interface Quantity {
  name: string;
  per: SeriesDeclaration['per'];
  width: number;
}

/**
 * What both runs compute, in the order in which a step computes it: loss, gradient, gradient used,
 * the state as it is declared, learning rate, effective learning rate, the parts of Δθ, Δθ.
 */
export function sharedQuantities(a: Trace, b: Trace): Quantity[] {
  const width = (series: SeriesDeclaration) => seriesWidth(series, a.header.leaves);
  return ordered(a).flatMap((series) => {
    const { name, per } = series;
    const other = b.series.find((each) => each.name === name);
    return other && means(a, name) === means(b, name) && other.per === per
      ? [{ name, per, width: width(series) }]
      : [];
  });
}

/** Series of the state that only one of two runs has, or that mean another thing in each. */
export function unsharedState(a: Trace, b: Trace): string[] {
  const shared = sharedQuantities(a, b).map(({ name }) => name);
  return state(a)
    .filter(({ name }) => !shared.includes(name))
    .map(({ symbol }) => symbol);
}

const afterState = [
  'lr',
  'effectiveLearningRate',
  'momentumPart',
  'decayPart',
  'syncPart',
  'update',
];

function ordered(trace: Trace): SeriesDeclaration[] {
  const named = (names: string[]) =>
    names.flatMap((name) => trace.series.find((series) => series.name === name) ?? []);
  return [...named(['loss', 'grad']), ...state(trace), ...named(afterState)];
}

/** g̃ comes first among the stored series of an optimizer, as it is made first. */
function state({ series }: Trace): SeriesDeclaration[] {
  const besides = [...baseSeries.map(({ name }) => name), evaluatedLoss];
  return series.filter(
    ({ name, stored, statistic }) => stored && !statistic && !besides.includes(name),
  );
}

/**
 * What tells a quantity from another one of the same name: of a slot its symbol (Keras' `m` has lr
 * in it), of an effective learning rate the direction that it multiplies.
 */
function means({ series }: Trace, name: string): string | undefined {
  const symbolOf = (wanted: string) => series.find((each) => each.name === wanted)?.symbol;
  if (name === 'effectiveLearningRate') return symbolOf('direction');
  return series.find((each) => each.name === name)?.stored ? symbolOf(name) : name;
}
