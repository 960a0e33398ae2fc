/** Where a value stands in the argument list: `[0, 'layer', 'w', 2]` is `arguments[0].layer.w[2]`. */
export type Path = (string | number)[];

/**
 * One leaf of the parameters θ: a number (shape `[]`) or a rectangular array of numbers that is an
 * argument, a property or an element of a mixed array.
 */
export interface Leaf {
  /** As the source names it: `w`, `layer.w`, `[x, y]`. */
  name: string;
  path: Path;
  /** How many coordinates it has: the product of `shape`. */
  length: number;
  shape: number[];
  /** Row-major names of its coordinates: `x`, `w[0][1]`; unique over all leaves of a run. */
  coordinates: string[];
}
