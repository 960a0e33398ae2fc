import assert from 'node:assert/strict';
import { completeOptimizer } from '../../../src/optimizers/complete';
import { createOptimizer } from '../../../src/optimizers/make';
import type { Leaf } from '../../../src/protocol/leaf';
import type { RunHeader, RunState } from '../../../src/protocol/run';
import { baseSeries, evaluatedLoss, evaluatedSeries, isDue } from '../../../src/protocol/series';
import type { Run, RunRequest } from '../../../src/session/session';
import { Trace } from '../../../src/trace/trace';
import { spec } from '../optimizers/support';

/** An objective with its gradient written by hand: suites of this room need no engine. */
export interface Known {
  name: string;
  start: number[];
  loss(theta: Float64Array): number;
  gradient(theta: Float64Array): number[];
  /** What is evaluated beside it, where the request asks for that. */
  beside?(theta: Float64Array): number;
}

export const rosenbrock: Known = {
  name: 'rosenbrock',
  start: [-1.2, 1],
  loss: ([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
  gradient: ([x, y]) => {
    const valley = y! - x! ** 2;
    return [-2 * (1 - x!) - 400 * x! * valley, 200 * valley];
  },
};

/** With the hyper-parameters that `changes` leave out, as `configure` makes requests. */
export function request(changes: Partial<RunRequest> = {}): RunRequest {
  const made = completeOptimizer(spec(changes));
  assert.ok('spec' in made, JSON.stringify(made));
  return {
    objective: { key: 'a.ts#f', name: 'f', file: 'a.ts' },
    bundle: { name: 'f', code: '', parameters: [], context: -1, file: 'a.ts', map: null },
    steps: 1000,
    seed: 0,
    start: null,
    bounds: null,
    minimum: null,
    limits: { memory: 768, evaluationTime: 5000 },
    ...changes,
    ...made.spec,
  };
}

export function leafOf(length: number): Leaf {
  const coordinates = Array.from({ length }, (_, i) => `x${i}`);
  return { name: 'x', path: [0], length, shape: [length], coordinates };
}

export function headerOf(start: number[], asked: RunRequest, run = 1): RunHeader {
  const made = createOptimizer(asked, [leafOf(start.length)]);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  const { evaluate } = asked;
  const series = [
    ...baseSeries,
    ...made.optimizer.series.map(({ derive: _, ...rest }) => rest),
    ...(evaluate ? [evaluatedSeries(evaluate.name, evaluate.every)] : []),
  ];
  return {
    run,
    objective: asked.objective.name,
    file: asked.objective.file,
    ...made.optimizer.spec,
    steps: asked.steps,
    seed: asked.seed,
    gradientSource: 'tape',
    leaves: [leafOf(start.length)],
    start: Float64Array.from(start),
    series: [...series.filter((s) => s.stored), ...series.filter((s) => !s.stored)],
    absent: made.optimizer.absent,
    ...(evaluate && { evaluated: { ...evaluate, start: NaN } }),
  };
}

/** A finished run of the real optimizer on a known objective; `rows` fewer steps than asked for. */
export function runOf(known: Known, changes: Partial<RunRequest> = {}, rows?: number): Run {
  const asked = request(changes);
  const made = createOptimizer(asked, [leafOf(known.start.length)]);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  const { optimizer } = made;
  const size = known.start.length;
  const header = headerOf(known.start, asked);
  const beside = (t: number, theta: Float64Array) =>
    isDue(asked.evaluate!.every, t, asked.steps) ? known.beside!(theta) : NaN;
  if (header.evaluated) header.evaluated.start = beside(0, header.start);
  const trace = new Trace(
    header,
    Object.fromEntries(optimizer.series.map(({ name, derive }) => [name, derive ?? (() => NaN)])),
  );
  const theta = Float64Array.from(known.start);
  let state = optimizer.init(theta);
  let next = optimizer.init(theta);
  const slots = header.series
    .filter(({ stored, name }) => stored && name !== evaluatedLoss)
    .slice(baseSeries.length);
  for (let t = 1; t <= (rows ?? asked.steps); t++) {
    const loss = known.loss(theta);
    const gradient = Float64Array.from(known.gradient(theta));
    const update = gradient.slice();
    optimizer.update(update, theta, t, state, next);
    for (let i = 0; i < size; i++) theta[i] = theta[i]! + update[i]!;
    const numbers = [loss, ...theta, ...gradient, ...slots.flatMap((s) => [...next[s.name]!])];
    if (header.evaluated) numbers.push(beside(t, theta));
    trace.append(t, Float64Array.from(numbers));
    [state, next] = [next, state];
  }
  return finished(asked, trace, known.loss(theta));
}

export function finished(
  asked: RunRequest,
  trace: Trace | null,
  finalLoss: number | null,
  state: RunState = 'done',
): Run {
  return {
    id: 1,
    request: asked,
    state,
    trace,
    finalLoss,
    error: null,
    notes: [],
    isolated: true,
    cursor: trace?.length ?? 0,
    stale: false,
    millisecondsPerEvaluation: null,
  };
}
