import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkpointsUpTo,
  checkpointsWithin,
  isCheckpoint,
  RowThinner,
} from '../../../src/protocol/checkpoints';
import { Trace } from '../../../src/trace/trace';
import { frame, header, rowWidth } from './support';

const derivations = {
  twiceM: (
    read: { value(name: string, index: number, step: number): number },
    i: number,
    t: number,
  ) => 2 * read.value('m', i, t),
};

/** The same rows, whole and with checkpoints, in frames of so many steps. */
function both(steps: number, every: number, perFrame: number): { whole: Trace; sparse: Trace } {
  const whole = new Trace(header({ steps }), derivations);
  const sparse = new Trace(header({ steps, checkpoints: { every } }), derivations);
  const thinner = new RowThinner(header().series, header().leaves, every);
  for (let first = 1; first <= steps; first += perFrame) {
    const rows = frame(first, Math.min(steps, first + perFrame - 1));
    whole.append(first, rows);
    const { data, full } = thinner.thin(first, rows);
    sparse.append(first, data, full);
  }
  return { whole, sparse };
}

const perCoordinate = ['theta', 'grad', 'm', 'twiceM', 'update'];

describe('a trace with checkpoints', () => {
  it('has every number of the run and of leaves, and all numbers of checkpoints', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 3, max: 20 }),
        fc.integer({ min: 1, max: 25 }),
        (steps, every, perFrame) => {
          const { whole, sparse } = both(steps, every, perFrame);
          assert.equal(sparse.length, steps);
          for (let step = 0; step <= steps; step++) {
            assert.equal(sparse.value('loss', 0, step), whole.value('loss', 0, step));
            for (const leaf of [0, 1]) {
              assert.equal(sparse.value('ratio', leaf, step), whole.value('ratio', leaf, step));
            }
            const there = step === 0 || isCheckpoint(step, every);
            assert.equal(sparse.has(step), there, `step ${step} every ${every}`);
            for (const name of perCoordinate) {
              // θ before the first row of a pair is not there.
              if (name === 'update' && step % every !== 0) continue;
              const value = sparse.value(name, 2, step);
              assert.equal(value, there ? whole.value(name, 2, step) : NaN, `${name} ${step}`);
            }
          }
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });

  it('finds the full row that a replay goes on from', () => {
    const { sparse } = both(25, 10, 7);
    assert.deepEqual(
      [0, 8, 9, 10, 18, 19, 25, 99].map((step) => sparse.lastFull(step)),
      [0, 0, 9, 10, 10, 19, 20, 20],
    );
  });

  it('takes rows in that were computed again, and gives all rows in a window of them', () => {
    const { whole, sparse } = both(40, 10, 40);
    sparse.keep(11, frame(11, 16));
    assert.deepEqual(
      [10, 11, 16, 17].map((step) => sparse.has(step)),
      [true, true, true, false],
    );
    for (let step = 12; step <= 16; step++) {
      for (const name of perCoordinate) {
        assert.equal(sparse.value(name, 1, step), whole.value(name, 1, step));
      }
    }
    const rows = new Float64Array(8 * rowWidth);
    sparse.readRows(9, rows);
    assert.deepEqual(rows, frame(9, 16));
    assert.deepEqual(sparse.points('m', 1, 9, 16, 20), whole.points('m', 1, 9, 16, 20));
  });

  it('draws a coordinate through its checkpoints where rows are missing', () => {
    const { whole, sparse } = both(45, 10, 45);
    const at = (step: number) => [step, whole.value('theta', 0, step)];
    const expected = [0, 10, 20, 30, 40].flatMap(at);
    assert.deepEqual([...sparse.points('theta', 0, 0, 45, 500)], expected);
    assert.deepEqual(
      [...sparse.points('update', 0, 12, 45, 500)].filter((_, i) => i % 2 === 0),
      [20, 30, 40],
    );
    // The loss is there at every step.
    assert.deepEqual(sparse.points('loss', 0, 0, 45, 3), whole.points('loss', 0, 0, 45, 3));
    assert.deepEqual(
      [...sparse.path(0, 1, 50)].filter((_, i) => i % 3 === 0),
      [0, 10, 20, 30, 40],
    );
  });

  it('draws a very long one as its extremes', () => {
    const { sparse } = both(3000, 3, 512);
    const points = sparse.points('m', 0, 0, 3000, 20);
    assert.equal(points[0], 3);
    assert.equal(points.at(-2), 3000);
    assert.ok(points.length <= 4 * 20);
  });
});

describe('the trace of a fork', () => {
  const fork = { run: 1, step: 20, anew: false, state: { m: Float64Array.of(5, 6, 7) } };
  const trace = new Trace(header({ steps: 30, fork }), derivations);
  trace.append(21, frame(21, 30));

  it('begins behind the step that it forked from, with the state it began with', () => {
    assert.deepEqual([trace.origin, trace.length], [20, 30]);
    assert.throws(() => trace.append(11, frame(11, 11)), RangeError);
    assert.equal(trace.value('theta', 2, 20), 0.25);
    assert.equal(trace.value('m', 2, 20), 7);
    assert.equal(trace.value('loss', 0, 21), 21);
    assert.equal(trace.value('update', 2, 21), trace.value('theta', 2, 21) - 0.25);
    for (const name of ['loss', 'theta', 'm', 'update', 'twiceM', 'ratio']) {
      assert.ok(Number.isNaN(trace.value(name, 0, 19)), name);
    }
    assert.deepEqual(
      [19, 20, 21].map((step) => trace.has(step)),
      [false, true, true],
    );
  });

  it('draws nothing before it', () => {
    const steps = (points: Float64Array, width = 2) =>
      [...points].filter((_, i) => i % width === 0);
    assert.deepEqual(steps(trace.points('loss', 0, 0, 22, 50)), [21, 22]);
    assert.deepEqual(steps(trace.points('theta', 0, 0, 22, 50)), [20, 21, 22]);
    assert.deepEqual(steps(trace.path(0, 1, 3), 3), [20, 25, 30]);
    const long = new Trace(header({ steps: 2020, fork }), derivations);
    long.append(21, frame(21, 2020));
    const points = long.points('loss', 0, 0, 2020, 10);
    assert.deepEqual([points[0], points.at(-2)], [21, 2020]);
  });

  it('with checkpoints keeps multiples of the run, not of the fork', () => {
    const sparse = new Trace(header({ steps: 50, fork, checkpoints: { every: 15 } }), derivations);
    const thinner = new RowThinner(header().series, header().leaves, 15);
    const { data, full } = thinner.thin(21, frame(21, 50));
    sparse.append(21, data, full);
    assert.deepEqual(
      Array.from({ length: 31 }, (_, i) => 20 + i).filter((step) => sparse.has(step)),
      [20, 29, 30, 44, 45],
    );
    assert.equal(sparse.value('m', 1, 45), 45 + 0.08);
    assert.equal(sparse.lastFull(28), 20);
  });
});

describe('how far apart checkpoints lie', () => {
  it('is what fits, and never more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1000, max: 1e9 }),
        (coordinates, kept, steps, bytes) => {
          const full = 4 * coordinates + kept;
          const every = checkpointsWithin({ full, kept }, steps, bytes);
          if (every === 0) return assert.ok(8 * steps * full <= bytes);
          if (every === null) return assert.ok(8 * (steps * kept + 2 * full) > bytes);
          assert.ok(every >= 3);
          assert.ok(8 * (steps * kept + checkpointsUpTo(steps, every) * full) <= bytes);
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
    assert.equal(checkpointsWithin({ full: 9, kept: 1 }, 1_000_000, 72_000_000), 0);
    assert.equal(checkpointsWithin({ full: 9, kept: 1 }, 1_000_000, 71_999_999), 3);
  });
});
