import assert from 'node:assert/strict';
import fc from 'fast-check';
import { simdSize } from '../../../src/optimizers/formula/loop';
import { registry } from '../../../src/optimizers/registry';
import { begin, copyOf, step, walk } from './run';
import { make as makeOn, oneLeaf, without } from './support';

const size = 3;
const runs = { numRuns: 30, seed: 1 };
const make = (name: string, h: Record<string, unknown> = {}, dialect?: string) =>
  makeOn(name, h, oneLeaf(size), { dialect });

const vector = fc
  .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: size, maxLength: size })
  .map((values) => Float64Array.from(values));
const gradients = fc.array(vector, { minLength: 1, maxLength: 20 });
const reversed = (values: Float64Array) => values.slice().reverse();

for (const { name, dialects } of registry) {
  describe(`${name}: properties`, () => {
    it('leaves the state and θ it reads alone, and steps from a copy as from them', () => {
      fc.assert(
        fc.property(vector, gradients, fc.constantFrom(...dialects), (start, all, dialect) => {
          const optimizer = make(name, {}, dialect);
          let now = begin(optimizer, start);
          all.forEach((g, i) => {
            const kept = copyOf(now);
            const after = step(optimizer, now, g, i + 1);
            assert.deepEqual(now, kept);
            assert.deepEqual(step(optimizer, kept, g, i + 1), after);
            now = after;
          });
        }),
        runs,
      );
    });

    it('replays from any checkpoint to the same bits', () => {
      fc.assert(
        fc.property(vector, gradients, fc.nat(), (start, all, nth) => {
          const rows = walk(make(name), start, all);
          const from = nth % all.length;
          // Made anew: nothing may be kept outside of the state.
          const optimizer = make(name);
          let now = copyOf(rows[from]!);
          for (let t = from + 1; t <= all.length; t++) {
            now = step(optimizer, now, all[t - 1]!, t);
            assert.deepEqual(now, rows[t]);
          }
        }),
        runs,
      );
    });

    it('permutes its result as the coordinates of a leaf are permuted', () => {
      fc.assert(
        fc.property(vector, gradients, (start, all) => {
          const plain = walk(make(name), start, all).at(-1)!.theta;
          const turned = walk(make(name), reversed(start), all.map(reversed)).at(-1)!.theta;
          if (name !== 'lamb') return assert.deepEqual(turned, reversed(plain));
          // The trust ratio has a sum over the leaf, which rounds differently in another order.
          const largest = Math.max(...plain.map(Math.abs));
          reversed(plain).forEach((x, i) =>
            assert.ok(Math.abs(turned[i]! - x) <= 1e-12 * largest, `${turned[i]} for ${x}`),
          );
        }),
        runs,
      );
    });

    for (const dialect of dialects) {
      // LAMB alone is made of all coordinates together.
      if (name !== 'lamb') {
        it(`in ${dialect} steps many coordinates as each alone, to the bit`, () => {
          const many = 2 * simdSize + 1;
          const wave = (t: number) =>
            Float64Array.from({ length: many }, (_, i) => Math.sin(t * i));
          const all = [1, 2, 3, 4, 5, 6, 7].map(wave);
          const h = without('weightDecay', name, dialect);
          const decayed = Object.fromEntries(Object.keys(h).map((each) => [each, 0.1]));
          const together = walk(makeOn(name, decayed, oneLeaf(many), { dialect }), wave(0.5), all);
          for (const nth of [0, 1, simdSize, many - 1]) {
            const only = (values: Float64Array) => values.slice(nth, nth + 1);
            const alone = makeOn(name, decayed, oneLeaf(1), { dialect });
            const single = walk(alone, only(wave(0.5)), all.map(only));
            assert.deepEqual(
              together.map(({ theta }) => theta[nth]),
              single.map(({ theta }) => theta[0]),
            );
          }
        });
      }

      it(`in ${dialect} moves nothing where every gradient is zero and nothing decays`, () => {
        const optimizer = make(name, without('weightDecay', name, dialect), dialect);
        const start = Float64Array.of(1, -2, 3);
        const zeros = Array.from({ length: 7 }, () => new Float64Array(size));
        for (const { theta } of walk(optimizer, start, zeros)) assert.deepEqual(theta, start);
      });
    }
  });
}

describe('scaling the loss', () => {
  const given = [
    [0.5, -2, 8],
    [0.7, 3, 1],
    [-3, -0.1, 0.25],
    [2, -2, 9],
    [1, 1, -5],
    [1, -0.5, 2],
    [4, 0.125, -3],
  ].map((row) => Float64Array.from(row));
  const start = Float64Array.of(1, 1, 1);
  /** A power of two scales without rounding: the bits must be the same. */
  const scaled = given.map((row) => row.map((x) => x * 1024));

  const invariant: [string, Record<string, unknown>][] = [
    ['adam', { eps: 0 }],
    ['adam', { eps: 0, biasCorrection: false }],
    ['amsgrad', { eps: 0 }],
    ['adamax', { eps: 0 }],
    ['nadam', { eps: 0 }],
    ['adamw', { eps: 0, weightDecay: 0.1 }],
    ['lamb', { eps: 0, weightDecay: 0.1 }],
    ['adagrad', { eps: 0 }],
    ['rmsprop', { eps: 0, momentum: 0.9 }],
    ['rmsprop', { eps: 0, centered: true }],
    ['lion', { weightDecay: 0.1 }],
    ['lookahead', { k: 3, inner: { name: 'adam', eps: 0 } }],
  ];
  for (const [name, h] of invariant) {
    it(`leaves ${name}’s way alone, ${JSON.stringify(h)}`, () => {
      const thetas = (rows: Float64Array[]) =>
        walk(make(name, h), start, rows).map(({ theta }) => theta);
      assert.deepEqual(thetas(scaled), thetas(given));
    });
  }

  for (const name of ['sgd', 'sgdm', 'nesterov']) {
    it(`scales every step of ${name}`, () => {
      const from0 = (rows: Float64Array[]) =>
        walk(make(name, { lr: 0.1 }), new Float64Array(size), rows).map(({ theta }) => theta);
      const plain = from0(given);
      from0(scaled).forEach((theta, t) =>
        assert.deepEqual(
          theta,
          plain[t]!.map((x) => x * 1024),
        ),
      );
    });
  }
});
