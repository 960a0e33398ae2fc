import * as v from 'valibot';
import { runStates, type RunState } from './run';
import { anyNumber as number, count as index, text } from './schema';
import { sweepSchema, type SweepView } from './sweep';

/** Runs side by side in numbers, the shown one first. */
export interface Comparison {
  /** Losses that the steps to are counted for. */
  losses: number[];
  rows: {
    run: number;
    title: string;
    state: RunState;
    lr: number;
    finalLoss: number | null;
    bestLoss: number | null;
    bestStep: number | null;
    stepsTo: (number | null)[];
    /** ‖θ − θ*‖ of the last θ and the known minimum. */
    distance: number | null;
    oscillation: string | null;
  }[];
  /** What belongs beside every race: whether anybody tuned it and over what, a sentence each. */
  remarks: string[];
  /** Null until somebody asks for it. */
  sweep: SweepView | null;
}

export const comparisonSchema = v.object({
  losses: v.pipe(v.array(number), v.maxLength(16)),
  rows: v.pipe(
    v.array(
      v.object({
        run: index,
        title: text(256),
        state: v.picklist(runStates),
        lr: number,
        finalLoss: v.nullable(number),
        bestLoss: v.nullable(number),
        bestStep: v.nullable(index),
        stepsTo: v.pipe(v.array(v.nullable(index)), v.maxLength(16)),
        distance: v.nullable(number),
        oscillation: v.nullable(text(4096)),
      }),
    ),
    v.maxLength(9),
  ),
  remarks: v.pipe(v.array(text(4096)), v.maxLength(32)),
  sweep: v.nullable(sweepSchema),
});
