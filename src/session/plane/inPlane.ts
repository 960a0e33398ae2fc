import type { Plane, StepInPlane } from '../../protocol/landscape';
import type { Trace } from '../../trace/trace';
import { dot, principalPlane } from './principal';
import { stepsOfPath, valuesAt } from './rows';

type Pair = [number, number];

/** Points of a path: more than a map's pixels help nobody. */
const longestPath = 2000;
/** Numbers that are read for them. */
const mostRead = 4e6;

/** Whether the plane is one of the trace's. */
export function isPlaneOf(trace: Trace, plane: Plane): boolean {
  const { length } = trace.header.start;
  if (plane === 'principal') return length >= 2;
  const [i, j] = plane;
  return i !== j && plane.every((k) => Number.isInteger(k) && k >= 0 && k < length);
}

/** The path as it falls onto the plane: step, x, y, step, x, y … */
export function pathInPlane(trace: Trace, plane: Plane): Float64Array {
  if (plane !== 'principal') return trace.path(...plane, longestPath);
  const { length } = trace.header.start;
  const most = Math.max(2, Math.min(longestPath, Math.floor(mostRead / length)));
  return Float64Array.from(
    stepsOfPath(trace, most).flatMap((step) => [step, ...pointInPlane(trace, plane, step)]),
  );
}

/** Where θ of a row lies. */
export function pointInPlane(trace: Trace, plane: Plane, step: number): Pair {
  if (plane !== 'principal') return along(trace, plane, 'theta', step);
  const { mean, directions } = principalPlane(trace);
  const from = valuesAt(trace, 'theta', step).map((value, k) => value - mean[k]!);
  return [dot(from, directions[0]), dot(from, directions[1])];
}

/** A step as it is seen in the plane. Of a step that is not at hand what is known is NaN. */
export function stepInPlane(trace: Trace, plane: Plane, at: number): StepInPlane {
  const step = Math.max(trace.origin, Math.min(at, trace.length));
  const isStart = step === trace.origin;
  const declared = (name: string) => trace.series.find((series) => series.name === name);
  const vector = (name: string) =>
    !isStart && declared(name) ? along(trace, plane, name, step) : null;
  const moment = declared('mHat') ?? declared('m');
  return {
    step,
    before: pointInPlane(trace, plane, isStart ? step : step - 1),
    after: pointInPlane(trace, plane, step),
    gradient: vector('grad'),
    moment: moment && !isStart ? { symbol: moment.symbol, value: vector(moment.name)! } : null,
    update: vector('update'),
    effectiveLearningRate: isStart ? null : rates(trace, plane, step),
    offPlane: plane === 'principal' ? offPlane(trace, step) : null,
  };
}

/** What a vector has along the plane's two directions. */
function along(trace: Trace, plane: Plane, series: string, step: number): Pair {
  if (plane !== 'principal') {
    return [trace.value(series, plane[0], step), trace.value(series, plane[1], step)];
  }
  const values = valuesAt(trace, series, step);
  const [first, second] = principalPlane(trace).directions;
  return [dot(values, first), dot(values, second)];
}

/** EᵀDE, D having the effective learning rates and E the plane's directions; null without them. */
function rates(trace: Trace, plane: Plane, step: number): StepInPlane['effectiveLearningRate'] {
  const declared = trace.series.find(({ name }) => name === 'effectiveLearningRate');
  if (!declared) return null;
  const leafOf = trace.header.leaves.flatMap(({ length }, leaf) =>
    declared.per === 'leaf' ? new Array<number>(length).fill(leaf) : [],
  );
  const rate = (k: number) =>
    trace.value(
      declared.name,
      declared.per === 'coordinate' ? k : declared.per === 'leaf' ? leafOf[k]! : 0,
      step,
    );
  if (plane !== 'principal') return [rate(plane[0]), 0, rate(plane[1])];
  const [first, second] = principalPlane(trace).directions;
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < first.length; k++) {
    const by = rate(k);
    xx += by * first[k]! ** 2;
    xy += by * first[k]! * second[k]!;
    yy += by * second[k]! ** 2;
  }
  return [xx, xy, yy];
}

/** ‖(θ − mean) without its part in the plane‖ */
function offPlane(trace: Trace, step: number): number {
  const { mean, directions } = principalPlane(trace);
  const rest = valuesAt(trace, 'theta', step).map((value, k) => value - mean[k]!);
  for (const direction of directions) {
    const by = dot(rest, direction);
    for (let k = 0; k < rest.length; k++) rest[k]! -= by * direction[k]!;
  }
  return Math.sqrt(dot(rest, rest));
}
