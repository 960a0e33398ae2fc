import * as v from 'valibot';
import type { Leaf } from './leaf';
import type { GradientSource } from './run';
import { anyNumber, count, floats, leafSchema } from './schema';

/** How the exact derivative by one coordinate stands beside the numerical one. */
export const gradientVerdicts = ['fails', 'unclear', 'kink', 'agrees'] as const;
export type GradientVerdict = (typeof gradientVerdicts)[number];

/** Those of PyTorch's `torch.autograd.gradcheck`: |exact − numerical| ≤ atol + rtol·|numerical|. */
const tolerances = { absolute: 1e-5, relative: 1e-3 } as const;

export function tolerance(numerical: number): number {
  return tolerances.absolute + tolerances.relative * Math.abs(numerical);
}

/** Points that are checked unless said otherwise: the start and so many around it. */
export const usualPoints = 10;
export const mostPoints = 1000;
/** Coordinates that are compared at a point; of more, so many are drawn. */
export const mostChecked = 200;

/** What is checked, before the first point. */
export interface CheckHeader {
  gradientSource: GradientSource;
  leaves: Leaf[];
  /** Points asked for, the start among them. */
  points: number;
}

/** One point: the numbers of each compared coordinate stand at the same place of every list. */
export interface CheckedPoint {
  /** 0 is the start. */
  point: number;
  loss: number;
  /** Flat over the leaves. */
  coordinates: number[];
  /** θ of them. */
  theta: Float64Array;
  exact: Float64Array;
  /** By the tape, where the exact gradient is compiled; NaN where the two are the same. */
  tape: Float64Array;
  numerical: Float64Array;
  /** How far two step sizes disagree on the numerical one. */
  uncertainty: Float64Array;
  verdicts: GradientVerdict[];
}

export const checkHeaderSchema = v.object({
  gradientSource: v.picklist(['compiled', 'tape', 'numerical']),
  leaves: v.array(leafSchema),
  points: count,
});

export const checkedPointSchema = v.pipe(
  v.object({
    point: count,
    loss: anyNumber,
    coordinates: v.pipe(v.array(count), v.maxLength(mostChecked)),
    theta: floats,
    exact: floats,
    tape: floats,
    numerical: floats,
    uncertainty: floats,
    verdicts: v.array(v.picklist(gradientVerdicts)),
  }),
  v.check(({ coordinates: { length }, ...lists }) =>
    [
      lists.theta,
      lists.exact,
      lists.tape,
      lists.numerical,
      lists.uncertainty,
      lists.verdicts,
    ].every((each) => each.length === length),
  ),
);
