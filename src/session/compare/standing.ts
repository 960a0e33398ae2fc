import type { Run } from '../run';
import { eachLoss, finalLossOf, firstLoss } from './losses';

/** What a comparison says of one run in numbers. */
export interface Standing {
  /** f at the last θ; null where it could not be evaluated. */
  finalLoss: number | null;
  /** The lowest finite loss, that of the last θ included; null where there was none. */
  bestLoss: number | null;
  /** Steps completed when θ had that loss: 0 is the start. */
  bestStep: number | null;
  /** For each loss asked for the steps after which θ first was at or below it; null: never. */
  stepsTo: (number | null)[];
  /** ‖θ − θ*‖₂ of the last θ and the known minimum θ*; null without one of this size. */
  distance: number | null;
}

/** Reads each loss once; `losses` are those to be reached. */
export function standingOf(run: Run, losses: readonly number[]): Standing {
  const stepsTo: (number | null)[] = losses.map(() => null);
  let bestLoss: number | null = null;
  let bestStep: number | null = null;
  eachLoss(run, (loss, step) => {
    if (!Number.isFinite(loss)) return;
    if (bestLoss === null || loss < bestLoss) [bestLoss, bestStep] = [loss, step];
    losses.forEach((wanted, k) => {
      if (loss <= wanted) stepsTo[k] ??= step;
    });
  });
  const finalLoss = finalLossOf(run);
  return { finalLoss, bestLoss, bestStep, stepsTo, distance: distanceOf(run) };
}

function distanceOf({ trace, request: { minimum } }: Run): number | null {
  if (!trace || minimum?.length !== trace.header.start.length) return null;
  const squares = minimum.map((value, i) => (trace.value('theta', i, trace.length) - value) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}

/** How much of the way from the start to the lowest loss is still to go. */
const parts = [1e-1, 1e-3, 1e-6];
/** What people ask for where the loss goes to 0: “which one reaches 1e-6 first?” */
const asked = 1e-6;

/**
 * Losses worth counting the steps to, highest first: the floor plus a tenth, a thousandth and a
 * millionth of what the start lies above it, that part rounded to one digit. Where a loss goes down
 * to 0, the last one is 1e-6 itself.
 *
 * @param floor the loss at a known minimum; without it the lowest that any of the runs reached
 */
export function lossesToReach(runs: readonly Run[], floor: number | null = null): number[] {
  const standings = runs.map((run) => standingOf(run, []));
  const known = standings.flatMap(({ bestLoss }) => (bestLoss === null ? [] : [bestLoss]));
  const lowest = floor ?? Math.min(...known);
  const first = runs.map(firstLoss).find((loss) => loss !== null && Number.isFinite(loss));
  if (first === undefined || first === null || !(first > lowest)) return [];
  const losses = parts.map((part) => lowest + Number(((first - lowest) * part).toPrecision(1)));
  if (Math.abs(lowest) <= asked && losses[1]! > asked) losses[2] = asked;
  return losses;
}
