import type { Values } from './panel';

/** The exact value of a series of one coordinate (or its leaf); `undefined` where none was sent. */
export function valueAt(
  values: Values | null,
  series: string,
  coordinate: number,
): number | undefined {
  if (!values || !Object.hasOwn(values.values, series)) return undefined;
  return values.values[series]![values.coordinates.indexOf(coordinate)];
}

/** θ of the row before the step of `values`. */
export function thetaBefore(values: Values | null, coordinate: number): number | undefined {
  return values?.thetaBefore[values.coordinates.indexOf(coordinate)];
}

/** The value of a series of the whole run. */
export function runValue(values: Values | null, series: string): number | undefined {
  return values && Object.hasOwn(values.values, series) ? values.values[series]![0] : undefined;
}
