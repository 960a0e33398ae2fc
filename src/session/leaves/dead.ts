import type { Trace } from '../../trace/trace';

/** Steps for which g has to be exactly 0 before a coordinate counts as dead. */
export const deadSteps = 50;
/** Steps looked back at most, to tell for how long. */
const mostSteps = 1000;

/** For how many steps up to one the gradient of a coordinate has been exactly 0. */
export type DeadFor = (coordinate: number) => number;

/**
 * Which coordinates are dead at a step: g has been exactly 0 for 50 steps, or since the start.
 *
 * It is judged by every step where the rows of the last 50 are at hand. Of a large run with
 * checkpoints they may not all fit; then whoever has m = v = 0 has had no gradient since the start,
 * for nothing takes these back to 0 (v decays by β₂ a step and ends at 5e-324 only after hundreds of
 * thousands); and of the others the rows that are at hand are asked, back to one 50 steps behind.
 *
 * @returns the dead ones in the order of θ, and for how long each has been
 */
export function deadAt(trace: Trace, step: number): { dead: ReadonlySet<number>; since: DeadFor } {
  const steps = stepsAtHand(trace, step);
  const first = trace.origin + 1;
  const last = Math.max(first, step - deadSteps + 1);
  const keepsAll = steps[step - last] === last;
  const remembers = ['m', 'v'].every((name) => trace.series.some((each) => each.name === name));
  const dead = new Set<number>();
  const since: DeadFor = (i) => {
    if (remembers && isUntouched(trace, i, step)) return step - trace.origin;
    return step - zeroSince(trace, i, steps) + 1;
  };
  for (let i = 0; i < trace.header.start.length; i++) {
    if (trace.value('grad', i, step) !== 0) continue;
    const isUntouchedByAll = !keepsAll && remembers && isUntouched(trace, i, step);
    if (isUntouchedByAll || zeroSince(trace, i, steps) <= Math.max(last, steps.at(-1)!))
      dead.add(i);
  }
  return { dead, since };
}

function isUntouched(trace: Trace, coordinate: number, step: number): boolean {
  return (
    trace.origin === 0 &&
    ['grad', 'm', 'v'].every((name) => trace.value(name, coordinate, step) === 0)
  );
}

/** Steps whose rows are at hand, from this one back as far as is looked. */
function stepsAtHand(trace: Trace, step: number): number[] {
  const first = Math.max(trace.origin + 1, step - mostSteps + 1);
  const steps: number[] = [];
  for (let at = step; at >= first; at--) if (trace.has(at)) steps.push(at);
  return steps;
}

/** The earliest of these steps, newest first, since which g has been 0; none: infinitely late. */
function zeroSince(trace: Trace, coordinate: number, steps: readonly number[]): number {
  let since = Infinity;
  for (const step of steps) {
    if (trace.value('grad', coordinate, step) !== 0) break;
    since = step;
  }
  return since;
}
