import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const { floor, imul } = Math;

/**
 * Uniform numbers in [0, 1) that depend on (seed, t) alone, so that any step can be replayed. One
 * stream serves `random()` of the context, a second one `Math.random`. Nothing is seeded before
 * the first draw of a step.
 */
export class Randomness {
  private t = 0;
  private context: RandomGenerator | null = null;
  private math: RandomGenerator | null = null;

  constructor(private readonly seed: number) {}

  /** Both streams start anew, as of step t. */
  begin(t: number): void {
    this.t = t;
    this.context = null;
    this.math = null;
  }

  readonly contextRandom = (): number => {
    return uniformFloat64((this.context ??= generator(this.seed, this.t, 1)));
  };

  readonly mathRandom = (): number => {
    return uniformFloat64((this.math ??= generator(this.seed, this.t, 2)));
  };
}

/** Neighbouring seeds and steps must give unrelated streams, hence the hash. */
function generator(seed: number, t: number, stream: number): RandomGenerator {
  let h = stream;
  for (const part of [seed, seed / 2 ** 32, t, t / 2 ** 32]) h = mix(h ^ floor(part));
  const state = [1, 2, 3, 4].map((i) => mix(h + imul(i, 0x9e3779b9)));
  return xoroshiro128plusFromState(state);
}

/** The finaliser of MurmurHash3 (Appleby), a bijection of 32 bits, after an offset that moves 0. */
function mix(x: number): number {
  let h = (x + 0x6d2b79f5) | 0;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
