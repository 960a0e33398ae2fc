import assert from 'node:assert/strict';
import { runTrace } from '../../../src/engine/trace';
import { completeOptimizer, type GivenOptimizer } from '../../../src/optimizers/complete';
import { derivationsOf } from '../../../src/optimizers/derivations';
import type { Leaves, Optimizer, State } from '../../../src/optimizers/optimizer';
import type { Leaf } from '../../../src/protocol/leaf';
import { Trace } from '../../../src/trace/trace';
import { job, Recorder } from '../engine/fake';

/** θ and state behind a step. */
export interface Standing {
  theta: Float64Array;
  state: State;
}

/** One step of the engine; the arguments stay as they were. */
export function step(
  optimizer: Optimizer,
  { theta, state }: Standing,
  g: Float64Array,
  t: number,
): Standing {
  const updates = g.slice();
  const next = optimizer.init(theta);
  optimizer.update(updates, theta, t, state, next);
  return { theta: theta.map((value, i) => optimizer.round(value + updates[i]!)), state: next };
}

export function begin(optimizer: Optimizer, start: Float64Array): Standing {
  return { theta: start, state: optimizer.init(start) };
}

/** Where each gradient leads, the start in front. */
export function walk(
  optimizer: Optimizer,
  start: Float64Array,
  gradients: readonly Float64Array[],
): Standing[] {
  const rows = [begin(optimizer, start)];
  gradients.forEach((g, i) => rows.push(step(optimizer, rows[i]!, g, i + 1)));
  return rows;
}

export const copyOf = ({ theta, state }: Standing): Standing => ({
  theta: theta.slice(),
  state: Object.fromEntries(Object.entries(state).map(([name, slot]) => [name, slot.slice()])),
});

/** What is minimised: its gradient alone decides the optimizer's way. */
export interface Slope {
  start: number[];
  leaves: Leaves;
  gradient(this: void, theta: Float64Array, t: number): number[];
}

/** A real run of the engine, in a real trace. */
export function traceOf(
  given: GivenOptimizer,
  { start, leaves, gradient }: Slope,
  steps: number,
  bounds: [number, number] | null = null,
): Trace {
  const completed = completeOptimizer(given);
  assert.ok('spec' in completed, JSON.stringify(completed));
  const recorder = new Recorder();
  const end = runTrace(
    { ...job(), ...completed.spec, steps, bounds },
    {
      gradientSource: 'compiled',
      leaves: leaves.map(leafOf),
      start: Float64Array.from(start),
      value: () => 0,
      valueAndGradient(theta, t, into) {
        into.set(gradient(theta, t));
        return 0;
      },
      examine: () => [],
    },
    recorder,
  );
  assert.equal(end.state, 'done', JSON.stringify(end.error));
  const header = { ...recorder.header, objective: 'f', file: 'f.ts' };
  const trace = new Trace(header, derivationsOf(completed.spec, header.leaves, bounds));
  for (const { firstStep, data } of recorder.frames) trace.append(firstStep, data);
  return trace;
}

function leafOf({ name, length }: Leaves[number]): Leaf {
  const coordinates = Array.from({ length }, (_, i) => `${name}[${i}]`);
  return { name, path: [0, name], length, shape: [length], coordinates };
}
