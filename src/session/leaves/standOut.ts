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
  if (step < 1) return [];
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

function dead(trace: Trace, step: number): StandingOut {
  const wanted = Math.min(deadSteps, step);
  const found = allThat(trace, (i) => stepsAtZero(trace, i, step, wanted) === wanted);
  const values = found.coordinates.map((i) => stepsAtZero(trace, i, step, mostSteps));
  return { kind: 'dead', ...found, values: Float64Array.from(values) };
}

/** For how many steps up to this one g has been 0, `most` at most. */
function stepsAtZero(trace: Trace, coordinate: number, step: number, most: number): number {
  let count = 0;
  while (count < most && trace.value('grad', coordinate, step - count) === 0) count++;
  return count;
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
