import { lastDue, type SeriesDeclaration } from '../../src/protocol/series';
import type { Values } from './answers';

/**
 * The exact value of a series at the step of `values`: of a coordinate, a leaf, or the run (index
 * 0). `undefined` where none was sent.
 */
export function valueAt(
  values: Pick<Values, 'coordinates' | 'values'> | null,
  series: Pick<SeriesDeclaration, 'name' | 'per'>,
  index: number,
): number | undefined {
  if (!values || !Object.hasOwn(values.values, series.name)) return undefined;
  const numbers = values.values[series.name]!;
  return numbers[series.per === 'coordinate' ? values.coordinates.indexOf(index) : index];
}

/** θ of the row before the step of `values`. */
export function thetaBefore(values: Values | null, coordinate: number): number | undefined {
  return values?.thetaBefore[values.coordinates.indexOf(coordinate)];
}

/**
 * The step that a value is of where that is not the step of `values`: the last one before it of a
 * series that has a value every so many steps alone. Null where it is of that step.
 *
 * @param steps those that were asked for
 */
export function otherStep(
  { step }: Values,
  { every }: Pick<SeriesDeclaration, 'every'>,
  steps: number,
): number | null {
  const at = every === undefined ? step : lastDue(every, step, steps);
  return at === step ? null : at;
}
