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

/**
 * The name of a coordinate of a leaf, by its place in it: its own, or where the leaf has come
 * without names (`withoutRegularNames`) that of its indices, `w[0][1]`.
 */
export function coordinateName(leaf: Leaf, index: number): string {
  return leaf.coordinates[index] ?? regularName(leaf, index);
}

/** The leaf without the names of its coordinates where they follow from its own: they may be many. */
export function withoutRegularNames(leaf: Leaf): Leaf {
  if (leaf.length < manyNames) return leaf;
  const isRegular = leaf.coordinates.every((name, index) => name === regularName(leaf, index));
  return isRegular ? { ...leaf, coordinates: [] } : leaf;
}

const manyNames = 32;

function regularName({ name, shape }: Leaf, index: number): string {
  let rest = index;
  let indices = '';
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    const size = shape[dimension]!;
    indices = `[${rest % size}]${indices}`;
    rest = Math.floor(rest / size);
  }
  return name + indices;
}
