/** Seeded random draws: the same seed gives the same cases everywhere. */
export interface Dice {
  /** A whole number from 0 to `below` − 1. */
  (below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  let state = (seed * 0x9e3779b1) >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const roll = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return Object.assign(roll, { pick: <T>(from: readonly T[]): T => from[roll(from.length)]! });
}

/** What a stretch of messages came to. */
export interface Tally {
  messages: number;
  /** Those that passed the check. */
  accepted: number;
}
