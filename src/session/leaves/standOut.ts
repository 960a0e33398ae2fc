import { mostStandingOut, type StandingOut } from '../../protocol/leavesView';
import type { Trace } from '../../trace/trace';
import { epsOf } from './eps';

/** Steps for which g has to be exactly 0 before a coordinate counts as dead. */
export const deadSteps = 50;
/** Steps looked back at most, to tell for how long. */
const mostSteps = 1000;

/**
 * The coordinates worth a look at one step: those of the largest effective learning rate and of the
 * largest |Δθ|; those whose gradient has been exactly 0 for 50 steps or since the start; and those
 * whose √v̂ is below eps, so that eps decides how far they go.
 */
export function standingOut(trace: Trace, step: number): StandingOut[] {
  if (step < 1 || !trace.has(step)) return [];
  const has = (name: string) => trace.series.some((series) => series.name === name);
  const rate = 'effectiveLearningRate';
  return [
    ...(has(rate) ? [largest(trace, rate, step)] : []),
    largest(trace, 'update', step),
    dead(trace, step),
    ...(epsDominated(trace, step) ?? []),
  ];
}

function largest(
  trace: Trace,
  kind: 'effectiveLearningRate' | 'update',
  step: number,
): StandingOut {
  const coordinates: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < trace.header.start.length; i++) {
    const size = Math.abs(trace.value(kind, i, step));
    if (!(size > (sizes[mostStandingOut - 1] ?? -1))) continue;
    let at = sizes.length;
    while (at > 0 && sizes[at - 1]! < size) at--;
    sizes.splice(at, 0, size);
    coordinates.splice(at, 0, i);
    sizes.length = coordinates.length = Math.min(mostStandingOut, sizes.length);
  }
  const values = Float64Array.from(coordinates, (i) => trace.value(kind, i, step));
  return { kind, count: null, coordinates, values };
}

/**
 * Judged by the rows at hand, which of a run with checkpoints are not all: dead is what is 0 in all
 * of them, back to one that lies 50 steps behind or to the start.
 */
function dead(trace: Trace, step: number): StandingOut {
  const steps = stepsAtHand(trace, step);
  const last = Math.max(steps.at(-1)!, step - deadSteps + 1);
  const found = allThat(trace, (i) => zeroSince(trace, i, steps) <= last);
  const values = found.coordinates.map((i) => step - zeroSince(trace, i, steps) + 1);
  return { kind: 'dead', ...found, values: Float64Array.from(values) };
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

function epsDominated(trace: Trace, step: number): StandingOut[] | null {
  const eps = epsOf(trace);
  if (!eps) return null;
  const root = (i: number) => Math.sqrt(trace.value(eps.series, i, step));
  const found = allThat(trace, (i) => root(i) < eps.at(i));
  return [{ kind: 'epsDominated', ...found, values: Float64Array.from(found.coordinates, root) }];
}

function allThat(trace: Trace, is: (coordinate: number) => boolean) {
  const coordinates: number[] = [];
  let count = 0;
  for (let i = 0; i < trace.header.start.length; i++) {
    if (is(i) && ++count <= mostStandingOut) coordinates.push(i);
  }
  return { count, coordinates };
}
