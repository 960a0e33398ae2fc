import * as v from 'valibot';
import { anyNumber, count, floats } from './schema';

/** v of one coordinate at one step as the sum of what each past step put in. */
export interface Unrolled {
  step: number;
  beta2: number;
  /** Four numbers a bar, oldest first: first step, last step, sum of weights, part of v. */
  bars: Float64Array;
  /** β₂ᵗ: the share that v₀ = 0 still has. */
  missing: number;
  v: number;
}

/** The mean of v over runs on independent gradients of variance 1: step, mean, 1 − β₂ᵗ, step … */
export interface Expectation {
  beta2: number;
  seeds: number;
  points: Float64Array;
}

const rows = (size: number, most: number) =>
  v.pipe(
    floats,
    v.check((data) => data.length % size === 0 && data.length <= size * most),
  );

export const unrolledFields = {
  step: count,
  beta2: anyNumber,
  bars: rows(4, 1000),
  missing: anyNumber,
  v: anyNumber,
};

export const expectationFields = { beta2: anyNumber, seeds: count, points: rows(3, 2001) };
