import assert from 'node:assert/strict';
import { clipByGlobalNorm } from '../../../src/optimizers/clip';
import type { Optimizer } from '../../../src/optimizers/optimizer';
import { registry } from '../../../src/optimizers/registry';
import { traceOf, walk, type Slope } from './run';
import { make } from './support';

const leaves = [
  { name: 'a', length: 2 },
  { name: 'b', length: 3 },
];
const start = Float64Array.of(1, -2, 0.5, 0.25, -3);
const gradients = Array.from({ length: 25 }, (_, t) =>
  start.map((x, i) => x + 2 * Math.sin(3 * t + 7 * i)),
);
const [ofA, ofB] = [
  (values: Float64Array) => values.slice(0, 2),
  (values: Float64Array) => values.slice(2),
];
const limit = 0.8;
const schedule = 'warmup(4) cosine(15) constant';

/** What is written for all leaves, and what for b alone: a rate and a decay of its own. */
function hyperparametersOf(name: string): [Record<string, unknown>, Record<string, unknown>] {
  if (name === 'lookahead') {
    const inner = { name: 'adamw', weightDecay: 0.1 };
    return [
      { k: 4, inner },
      { 'inner.lr': 0.05, 'inner.weightDecay': 0, k: 3 },
    ];
  }
  return [{ weightDecay: 0.1 }, { lr: 0.05, weightDecay: 0 }];
}

/** g down to the norm, over all leaves, as the run with groups clips it. */
function clipped(g: Float64Array): Float64Array {
  const clip = clipByGlobalNorm(limit, 'paper', (x) => x);
  const updates = g.slice();
  clip.update(updates, g, 1, clip.init(g), clip.init(g));
  return updates;
}

describe('A run with groups is one run per group', () => {
  for (const { name, dialects } of registry) {
    for (const dialect of dialects.filter((each) => each !== 'pytorch')) {
      it(`${name} in ${dialect}: the same bits of θ and of every slot`, () => {
        const [common, own] = hyperparametersOf(name);
        const together = make(name, common, leaves, {
          ...{ dialect, schedule, clip: { norm: limit } },
          groups: [{ leaf: 'b', hyperparameters: own }],
        });
        const alone = (leaf: number, h: Record<string, unknown>): Optimizer =>
          make(name, h, [leaves[leaf]!], { dialect, schedule });
        const rows = walk(together, start, gradients);
        const given = gradients.map(clipped);
        const rowsA = walk(alone(0, common), ofA(start), given.map(ofA));
        const rowsB = walk(alone(1, { ...common, ...own }), ofB(start), given.map(ofB));
        const perOf = new Map(together.series.map((each) => [each.name, each.per]));
        rows.forEach(({ theta, state }, t) => {
          assert.deepEqual(theta, Float64Array.of(...rowsA[t]!.theta, ...rowsB[t]!.theta));
          for (const [slot, values] of Object.entries(rowsA[t]!.state)) {
            const ofSecond = rowsB[t]!.state[slot];
            // g̃ is recorded where L2 decay makes it another one than g.
            if (!ofSecond && slot === 'gradientUsed') continue;
            const both = [...values, ...ofSecond!];
            assert.deepEqual([...state[slot]!], both, `${slot} (per ${perOf.get(slot)}), ${t}`);
          }
        });
      });
    }
  }

  for (const { name } of registry) {
    it(`${name}: each leaf's derived series are its own group's`, () => {
      const [common, own] = hyperparametersOf(name);
      const slope: Slope = {
        start: [...start],
        leaves,
        gradient: (_, t) => [...gradients[t - 1]!],
      };
      const groups = [{ leaf: 'b', hyperparameters: own }];
      const part = (leaf: 0 | 1, h: Record<string, unknown>) => {
        const of = leaf === 0 ? ofA : ofB;
        const gradient: Slope['gradient'] = (_, t) => [...of(gradients[t - 1]!)];
        const alone = { start: [...of(start)], leaves: [leaves[leaf]!], gradient };
        return traceOf({ optimizer: name, hyperparameters: h, schedule }, alone, 25);
      };
      const given = { optimizer: name, hyperparameters: common, schedule, groups };
      const together = traceOf(given, slope, 25);
      const [a, b] = [part(0, common), part(1, { ...common, ...own })];
      for (const { name: series, per, stored } of together.series) {
        if (stored) continue;
        for (let t = 1; t <= 25; t++) {
          // λ = 0 has a part of Δθ beside one that decays, and none where nothing does.
          const from = (trace: typeof a, i: number) =>
            trace.series.some((each) => each.name === series) ? trace.value(series, i, t) : 0;
          const expected =
            per === 'coordinate'
              ? [from(a, 0), from(a, 1), from(b, 0), from(b, 1), from(b, 2)]
              : [from(a, 0), from(b, 0)];
          const actual = expected.map((_, i) => together.value(series, i, t));
          const unsigned = (values: number[]) => values.map((x) => x + 0);
          assert.deepEqual(unsigned(actual), unsigned(expected), `${series} at ${t}`);
        }
      }
    });
  }

  it('names a group that no leaf has, and groups that would have other series', () => {
    assert.throws(
      () => make('adam', {}, leaves, { groups: [{ leaf: 'c', hyperparameters: { lr: 1 } }] }),
      /optimizer\.no-leaf","arguments":\["c","a, b"\]/,
    );
    const apart = [{ leaf: 'b', hyperparameters: { biasCorrection: false } }];
    assert.throws(() => make('adam', {}, leaves, { groups: apart }), /optimizer\.groups-differ/);
  });

  it('takes the leaves within the one that is named', () => {
    const nested = ['net.w', 'net.b', 'net2'].map((name) => ({ name, length: 1 }));
    const groups = [{ leaf: 'net', hyperparameters: { lr: 1 } }];
    const optimizer = make('sgd', { lr: 0.5 }, nested, { groups });
    const [, { theta } = {}] = walk(optimizer, new Float64Array(3), [Float64Array.of(1, 1, 1)]);
    assert.deepEqual([...theta!], [-1, -1, -0.5]);
  });
});
