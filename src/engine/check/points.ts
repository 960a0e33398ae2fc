import { Randomness } from '../../autodiff/random';
import { mostChecked } from '../../protocol/gradientCheck';

/** The points lie within start ± this part of max(1, |start|), in each coordinate. */
const reach = 0.5;

/** Draws that are a function of the seed and of what they are for. */
export class Draws {
  private readonly random: Randomness;

  constructor(seed: number) {
    this.random = new Randomness(seed);
  }

  /**
   * A point around the start; the start itself for point 0.
   * @param shrink 1, or less where the function is not defined that far out
   */
  point(
    start: Float64Array,
    point: number,
    shrink: number,
    bounds: [number, number] | null,
  ): Float64Array {
    if (point === 0) return start.slice();
    this.random.begin(point);
    return start.map((x) => {
      const drawn = 2 * this.random.contextRandom() - 1;
      const moved = x + shrink * reach * Math.max(1, Math.abs(x)) * drawn;
      return bounds ? Math.min(Math.max(moved, bounds[0]), bounds[1]) : moved;
    });
  }

  /** All coordinates, or as many as are compared of them, drawn anew for each point; ascending. */
  coordinates(count: number, point: number): number[] {
    const all = Array.from({ length: count }, (_, index) => index);
    if (count <= mostChecked) return all;
    this.random.begin(point);
    for (let i = 0; i < mostChecked; i++) {
      const other = i + Math.floor(this.random.mathRandom() * (count - i));
      [all[i], all[other]] = [all[other]!, all[i]!];
    }
    return all.slice(0, mostChecked).sort((a, b) => a - b);
  }
}
