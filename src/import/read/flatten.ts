import type { Cell } from './table';

/** Objects within objects beyond this depth are no names of anything. */
const deepest = 16;

/**
 * The numbers and arrays of an object under the names that lead to them, `m.layer.w`.
 * @param refuse hears the name of what stands too deep
 */
export function flatten(
  value: object,
  refuse: (name: string) => void,
): [names: string[], cells: Cell[]] {
  const names: string[] = [];
  const cells: Cell[] = [];
  const walk = (part: object, prefix: string, depth: number): void => {
    for (const [key, inner] of Object.entries(part)) {
      const name = prefix === '' ? key : `${prefix}.${key}`;
      if (typeof inner !== 'object' || inner === null || isList(inner) || inner instanceof Date) {
        names.push(name);
        cells.push(inner);
      } else if (depth === deepest) refuse(name);
      else walk(inner as object, name, depth + 1);
    }
  };
  walk(value, '', 1);
  return [names, cells];
}

/** An array, or numbers as Parquet has them. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
