/** How many bands the loss is cut into: coarse on purpose, they are read as a map. */
const bands = 12;

/** Powers of ten below the largest loss that bands may reach: one lucky grid point asks for 30. */
const deepest = 6;

export interface Levels {
  /** Ascending; band 0 lies below the first. */
  levels: number[];
  logarithmic: boolean;
  min: number;
  max: number;
}

/**
 * Where one band ends and the next begins: equal ratios apart where all losses are positive, else
 * squares apart above the lowest, so that the ground of a valley has more bands than its sides.
 */
export function contourLevels(values: ArrayLike<number>): Levels | null {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return null;
  const logarithmic = min > 0;
  const levels: number[] = [];
  const low = Math.log10(Math.max(min, max / 10 ** deepest));
  for (let band = 1; band < bands; band++) {
    const share = band / bands;
    levels.push(
      logarithmic
        ? 10 ** (low + share * (Math.log10(max) - low))
        : min + share * share * (max - min),
    );
  }
  return { levels: min === max ? [] : levels, logarithmic, min, max };
}
