import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Optimizer, State } from '../../../src/optimizers/optimizer';
import { registry } from '../../../src/optimizers/registry';
import { make as makeOn, oneLeaf } from './support';

const size = 3;

const make = (name: string, given: Record<string, unknown> = {}): Optimizer =>
  makeOn(name, given, oneLeaf(size));

/** θ and state after one step; the arguments stay as they were. */
function step(optimizer: Optimizer, theta: Float64Array, g: Float64Array, t: number, state: State) {
  const updates = g.slice();
  const next = optimizer.init(theta);
  optimizer.update(updates, theta, t, state, next);
  return { theta: theta.map((value, i) => value + updates[i]!), state: next };
}

const copy = (state: State): State =>
  Object.fromEntries(Object.entries(state).map(([name, slot]) => [name, slot.slice()]));

const vector = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: size, maxLength: size })
  .map((values) => Float64Array.from(values));
const gradients = fc.array(vector, { minLength: 1, maxLength: 20 });

for (const { name } of registry) {
  describe(`${name}: properties`, () => {
    it('leaves the state and θ it reads alone, and replays to the same bits', () => {
      fc.assert(
        fc.property(vector, gradients, (start, all) => {
          const optimizer = make(name, { lr: 0.1, weightDecay: 0.01 });
          let theta = start;
          let state = optimizer.init(start);
          for (const [i, g] of all.entries()) {
            const kept = { theta: theta.slice(), state: copy(state) };
            const once = step(optimizer, theta, g, i + 1, state);
            assert.deepEqual({ theta, state }, kept);
            const again = step(optimizer, kept.theta, g, i + 1, kept.state);
            assert.deepEqual(again, once);
            ({ theta, state } = once);
          }
        }),
        { numRuns: 50 },
      );
    });

    it('permutes its result as the coordinates are permuted', () => {
      fc.assert(
        fc.property(vector, gradients, (start, all) => {
          const optimizer = make(name);
          const reverse = (values: Float64Array) => values.slice().reverse();
          const run = (turn: (values: Float64Array) => Float64Array) => {
            let now = { theta: turn(start), state: optimizer.init(turn(start)) };
            all.forEach((g, i) => (now = step(optimizer, now.theta, turn(g), i + 1, now.state)));
            return now.theta;
          };
          assert.deepEqual(run(reverse), reverse(run((values) => values)));
        }),
        { numRuns: 50 },
      );
    });

    it('moves nothing where every gradient is zero', () => {
      const optimizer = make(name);
      const theta = Float64Array.of(1, -2, 3);
      const after = step(optimizer, theta, new Float64Array(size), 1, optimizer.init(theta));
      assert.deepEqual(after.theta, theta);
    });

    it('takes the same direction whatever the scale of the loss, at eps = 0', () => {
      const optimizer = make(name, { eps: 0 });
      const g = Float64Array.of(0.5, -2, 8);
      const theta = Float64Array.of(1, 1, 1);
      const plain = step(optimizer, theta, g, 1, optimizer.init(theta));
      // A power of two scales without rounding: the bits must be the same.
      const scaled = step(
        optimizer,
        theta,
        g.map((x) => x * 1024),
        1,
        optimizer.init(theta),
      );
      assert.deepEqual(scaled.theta, plain.theta);
    });
  });
}
