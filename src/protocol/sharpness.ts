import * as v from 'valibot';
import { floats } from './schema';

/** Where sharpness is to be computed: the steps, and what of each step it depends on. */
export interface SharpnessPoints {
  /** k steps, ascending. */
  steps: Float64Array;
  /** θ before each step, k × n, row-major. */
  theta: Float64Array;
  /** The effective learning rates of each step, k × n. */
  rates: Float64Array;
  /** λ of an L2 penalty, which is a part of what the optimizer descends; one per coordinate. */
  decay: Float64Array;
}

/** Beyond so many coordinates no whole Hessian is made, and so there is no sharpness. */
export const mostCoordinates = 50;

/** A series of the run that is no part of its steps: computed afterwards, on demand. */
export const sharpness = 'sharpness';

/** How far the sharpness of a run has come, as the panel shows it. */
export interface SharpnessView {
  /** `absent`: there can be none, `said` tells why. */
  state: 'absent' | 'possible' | 'computing' | 'done';
  /** Steps computed, of all that are wanted. */
  done: number;
  all: number;
  /** A sentence in the user's language: what was found, what went wrong, or why there is none. */
  said: string | null;
}

export const sharpnessViewSchema = v.object({
  state: v.picklist(['absent', 'possible', 'computing', 'done']),
  done: v.number(),
  all: v.number(),
  said: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
});

/** What the message `sharpness` carries: one value per step asked for, NaN where there is none. */
export const sharpnessFields = { values: floats };
