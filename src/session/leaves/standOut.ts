import { mostStandingOut, type LargestRate, type StandingOut } from '../../protocol/leavesView';
import type { Trace } from '../../trace/trace';
import { deadAt } from './dead';
import { epsOf, type Eps } from './eps';
import { largestRate, rate } from './largestRate';

/**
 * The coordinates worth a look at one step: those of the largest effective learning rate and of the
 * largest |Δθ|; those whose gradient has been exactly 0 for 50 steps or since the start; and those
 * whose √v̂ is below eps, so that eps decides how far they go. Coordinates without a gradient would
 * fill all lists (lr/eps is the largest rate there is): they are in their own alone.
 */
export function standingOut(
  trace: Trace,
  step: number,
): { lists: StandingOut[]; largestRate: LargestRate | null } {
  if (step < 1 || !trace.has(step)) return { lists: [], largestRate: null };
  const has = (name: string) => trace.series.some((series) => series.name === name);
  const { dead, since } = deadAt(trace, step);
  const eps = epsOf(trace);
  // Never moved so far, or no more: v̂ is 0 at the first steps of what will have a gradient, too.
  const isOut = (i: number) =>
    dead.has(i) || (eps !== null && trace.value(eps.series, i, step) === 0);
  return {
    lists: [
      ...(has(rate) ? [largest(trace, rate, step, isOut)] : []),
      largest(trace, 'update', step, (i) => dead.has(i)),
      listOf('dead', dead, since),
      ...(eps ? [epsDominated(trace, step, eps, isOut)] : []),
    ],
    largestRate: has(rate) ? largestRate(trace, step, isOut) : null,
  };
}

function largest(
  trace: Trace,
  kind: 'effectiveLearningRate' | 'update',
  step: number,
  isOut: (coordinate: number) => boolean,
): StandingOut {
  const coordinates: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < trace.header.start.length; i++) {
    const size = Math.abs(trace.value(kind, i, step));
    if (!(size > (sizes[mostStandingOut - 1] ?? -1)) || isOut(i)) continue;
    let at = sizes.length;
    while (at > 0 && sizes[at - 1]! < size) at--;
    sizes.splice(at, 0, size);
    coordinates.splice(at, 0, i);
    sizes.length = coordinates.length = Math.min(mostStandingOut, sizes.length);
  }
  const values = Float64Array.from(coordinates, (i) => trace.value(kind, i, step));
  return { kind, count: null, coordinates, values };
}

function epsDominated(
  trace: Trace,
  step: number,
  eps: Eps,
  isOut: (coordinate: number) => boolean,
): StandingOut {
  const root = (i: number) => Math.sqrt(trace.value(eps.series, i, step));
  const found = new Set<number>();
  for (let i = 0; i < trace.header.start.length; i++) {
    if (root(i) < eps.at(i) && !isOut(i)) found.add(i);
  }
  return listOf('epsDominated', found, root);
}

/** The first of all these, and how many they are. */
function listOf(
  kind: 'dead' | 'epsDominated',
  all: ReadonlySet<number>,
  value: (coordinate: number) => number,
): StandingOut {
  const coordinates = [...all].slice(0, mostStandingOut);
  return { kind, count: all.size, coordinates, values: Float64Array.from(coordinates, value) };
}
