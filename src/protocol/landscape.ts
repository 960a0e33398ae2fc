import * as v from 'valibot';
import { anyNumber, count } from './schema';

/**
 * The plane that a landscape is of: two coordinates, or the directions of the first two principal
 * components of the run's path. It goes through θ at the cursor.
 */
export type Plane = [first: number, second: number] | 'principal';

/** A part of a plane, in the plane's own coordinates. */
export interface PlaneBox {
  x: [number, number];
  y: [number, number];
}

/** A step as it is seen in a plane: pairs are along its two directions. */
export interface StepInPlane {
  step: number;
  /** θ before and after the step; at step 0 both are the start. */
  before: [number, number];
  after: [number, number];
  /** g at θ before the step; null at the start. */
  gradient: [number, number] | null;
  /** m̂ of the step, or m where the optimizer corrects none; null where it has neither. */
  moment: { symbol: string; value: [number, number] } | null;
  /** Δθ. */
  update: [number, number] | null;
  /**
   * The effective learning rates of all coordinates as they act within the plane: the symmetric
   * matrix EᵀDE as xx, xy, yy. Of two coordinates xy is 0. Null where there are none.
   */
  effectiveLearningRate: [xx: number, xy: number, yy: number] | null;
  /** ‖θ after − its place in the principal components' own plane‖; null of two coordinates. */
  offPlane: number | null;
}

export const planeSchema = v.union([v.tuple([count, count]), v.literal('principal')]);

const end = v.pipe(v.number(), v.finite());
const range = v.pipe(
  v.tuple([end, end]),
  v.check(([from, to]) => from < to),
);
export const boxSchema = v.object({ x: range, y: range });

const pair = v.tuple([anyNumber, anyNumber]);
export const stepInPlaneFields = {
  step: count,
  before: pair,
  after: pair,
  gradient: v.nullable(pair),
  moment: v.nullable(v.object({ symbol: v.pipe(v.string(), v.maxLength(64)), value: pair })),
  update: v.nullable(pair),
  effectiveLearningRate: v.nullable(v.tuple([anyNumber, anyNumber, anyNumber])),
  offPlane: v.nullable(anyNumber),
};
