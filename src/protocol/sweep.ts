import * as v from 'valibot';
import { anyNumber, count, text } from './schema';

/** The runs of one optimizer at one value of the swept hyper-parameter. */
export interface SweepPointView {
  value: number;
  /** Of the final losses over the seeds; null where it would be that of a run gone wrong. */
  median: number | null;
  minimum: number | null;
  maximum: number | null;
  /** How many runs there are, how many of them diverged, and how many failed otherwise. */
  runs: number;
  diverged: number;
  failed: number;
  isDefault: boolean;
  /** The default where it is none of the grid's values: shown, but it cannot win. */
  offGrid: boolean;
}

/** Final loss of one optimizer against the swept hyper-parameter. */
export interface SweepCurveView {
  /** The run of the comparison that it belongs to. */
  run: number;
  title: string;
  /** Ascending by value; what has not run yet is not there. */
  points: SweepPointView[];
  /** The value of the grid with the lowest median; null where none ended well. */
  best: number | null;
  /** The best stands at an end of the grid. */
  atEdge: boolean;
}

/** Every compared optimizer over the same grid, as far as it has come. */
export interface SweepView {
  state: 'running' | 'done' | 'stopped';
  /** Runs that have ended, and all there will be. */
  ended: number;
  all: number;
  /** `lr` */
  hyperparameter: string;
  /** Of the grid, ascending. */
  values: number[];
  seeds: number;
  curves: SweepCurveView[];
}

/** Curves side by side, values of a grid, and a default beside them. */
const [mostCurves, mostValues] = [9, 101];

const point = v.object({
  value: anyNumber,
  median: v.nullable(anyNumber),
  minimum: v.nullable(anyNumber),
  maximum: v.nullable(anyNumber),
  runs: count,
  diverged: count,
  failed: count,
  isDefault: v.boolean(),
  offGrid: v.boolean(),
});

export const sweepSchema = v.object({
  state: v.picklist(['running', 'done', 'stopped']),
  ended: count,
  all: count,
  hyperparameter: text(64),
  values: v.pipe(v.array(anyNumber), v.maxLength(mostValues)),
  seeds: count,
  curves: v.pipe(
    v.array(
      v.object({
        run: count,
        title: text(256),
        points: v.pipe(v.array(point), v.maxLength(mostValues)),
        best: v.nullable(anyNumber),
        atEdge: v.boolean(),
      }),
    ),
    v.maxLength(mostCurves),
  ),
});
