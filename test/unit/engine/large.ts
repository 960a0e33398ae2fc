import assert from 'node:assert/strict';
import type { Program } from '../../../src/autodiff/program';
import type { EngineHeader } from '../../../src/engine/output';
import { runTrace } from '../../../src/engine/trace';
import { derivationsOf } from '../../../src/optimizers/derivations';
import type { TraceJob } from '../../../src/protocol/engine';
import type { Leaf } from '../../../src/protocol/leaf';
import { Trace } from '../../../src/trace/trace';
import { job } from './fake';

function leaf(name: string, length: number): Leaf {
  const coordinates = Array.from({ length }, (_, i) => `${name}[${i}]`);
  return { name, path: [name], length, shape: [length], coordinates };
}

/** Σ cᵢ·(θᵢ − aᵢ)²: every coordinate has gradients of its own, and the last ones have none. */
export function program(lengths: number[]): Program {
  const leaves = lengths.map((length, k) => leaf(`w${k}`, length));
  const size = lengths.reduce((a, b) => a + b, 0);
  const scale = (i: number) => (i >= size - 3 ? 0 : 10 ** ((i % 9) - 4));
  const off = (theta: Float64Array, i: number) => theta[i]! - Math.sin(i);
  const value = (theta: Float64Array) =>
    theta.reduce((sum, _, i) => sum + scale(i) * off(theta, i) ** 2, 0);
  return {
    gradientSource: 'tape',
    leaves,
    start: Float64Array.from({ length: size }, (_, i) => Math.cos(7 * i)),
    value,
    valueAndGradient(theta, _t, gradient) {
      for (let i = 0; i < size; i++) gradient[i] = 2 * scale(i) * off(theta, i);
      return value(theta);
    },
    examine: () => [],
  };
}

/** A run of it, with the statistics of its leaves where they are more than 200 coordinates. */
export function traced(lengths: number[], changes: Partial<TraceJob> = {}): Trace {
  let [header, trace]: [EngineHeader | null, Trace | null] = [null, null];
  const given = job({ steps: 5, ...changes });
  const end = runTrace(given, program(lengths), {
    ready(said) {
      header = said;
      const whole = { ...said, objective: 'f', file: 'f.ts' };
      trace = new Trace(whole, derivationsOf(whole, whole.leaves, given.bounds));
    },
    rows: (first, data) => trace!.append(first, data.slice()),
    note: () => {},
    evaluating: () => true,
  });
  assert.ok(header);
  assert.equal(end.state, 'done');
  return trace!;
}
