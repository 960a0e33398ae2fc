import assert from 'node:assert/strict';
import fc from 'fast-check';
import { baseSeries, evaluatedLoss, evaluatedSeries } from '../../../src/protocol/series';
import { merge, Pyramid } from '../../../src/trace/pyramid';
import { Trace } from '../../../src/trace/trace';
import { lossHeader } from './support';

/** Rows loss, θ, g of the steps after `first`; θ of row t is the loss of step t too. */
function rows(losses: readonly number[]): Float64Array {
  return Float64Array.from(losses.flatMap((loss) => [loss, loss, 0]));
}

function traceOf(losses: readonly number[]): Trace {
  const trace = new Trace(lossHeader(losses.length), {});
  trace.append(1, rows(losses));
  return trace;
}

/** What `points` promises, computed by looking at every value. */
function bruteForce(trace: Trace, series: string, from: number, to: number, buckets: number) {
  const first = Math.max(from, series === 'theta' ? 0 : 1);
  const last = Math.min(to, trace.length);
  const count = Math.max(0, last - first + 1);
  const expected: number[] = [];
  const value = (step: number): number => trace.value(series, 0, step);
  if (count <= 2 * buckets) {
    for (let step = first; step <= last; step++) {
      expected.push(step, Number.isFinite(value(step)) ? value(step) : NaN);
    }
    return expected;
  }
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = first + Math.floor((bucket * count) / buckets);
    const end = first + Math.floor(((bucket + 1) * count) / buckets);
    const steps = Array.from({ length: end - start }, (_, i) => start + i);
    const finite = steps.filter((step) => Number.isFinite(value(step)));
    if (finite.length === 0) {
      expected.push(start, NaN);
      continue;
    }
    const lowest = finite.reduce((a, b) => (value(b) < value(a) ? b : a));
    const highest = finite.reduce((a, b) => (value(b) > value(a) ? b : a));
    const ends = [...new Set([lowest, highest])].sort((a, b) => a - b);
    for (const step of ends) expected.push(step, value(step));
  }
  return expected;
}

const anyLoss = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308) },
);

describe('points', () => {
  it('shows every step while at most two per bucket exist', () => {
    assert.deepEqual(
      [...traceOf([5, NaN, 4, Infinity]).points('loss', 0, 0, 99, 2)],
      [1, 5, 2, NaN, 3, 4, 4, NaN],
    );
    assert.deepEqual([...traceOf([5, 6, 7]).points('theta', 0, 0, 1, 2)], [0, 1, 1, 5]);
    assert.deepEqual([...traceOf([5, 6, 7]).points('loss', 0, 2, 2, 1)], [2, 6]);
  });

  it('shows minimum and maximum per bucket in order of step', () => {
    const losses = [3, 1, 2, 9, 5, 5, 5, 5, 7, 8, 4, 6];
    assert.deepEqual(
      [...traceOf(losses).points('loss', 0, 1, 12, 3)],
      [2, 1, 4, 9, 5, 5, 10, 8, 11, 4],
    );
  });

  it('leaves a gap where a bucket holds nothing finite', () => {
    const losses = [1, 2, 3, 4, NaN, Infinity, -Infinity, NaN, 5, NaN, 7, 8];
    assert.deepEqual(
      [...traceOf(losses).points('loss', 0, 1, 12, 3)],
      [1, 1, 4, 4, 5, NaN, 9, 5, 12, 8],
    );
  });

  it('shows of a series with a value every so many steps those steps and the last alone', () => {
    const [steps, every] = [1003, 5];
    const start = { name: 'full', every, start: 7 };
    const series = [...baseSeries, evaluatedSeries('full', every)];
    const trace = new Trace({ ...lossHeader(steps), series, evaluated: start }, {});
    const value = (step: number) => (step === 500 ? Infinity : (step % 35) - 17);
    const due = (step: number) => step % every === 0 || step === steps;
    for (let step = 1; step <= steps; step++) {
      trace.append(step, Float64Array.of(0, 0, 0, due(step) ? value(step) : NaN));
    }
    const points = (from: number, to: number, buckets: number) => [
      ...trace.points(evaluatedLoss, 0, from, to, buckets),
    ];
    assert.deepEqual(points(0, 12, 9), [0, 7, 5, -12, 10, -7]);
    assert.deepEqual(points(493, 506, 9), [495, -12, 500, NaN, 505, -2]);
    assert.deepEqual(points(996, 2000, 9), [1000, 3, 1003, 6]);
    assert.deepEqual(points(996, 1002, 9), [1000, 3]);
    // Two buckets for 201 positions, and room for the last step.
    const few = points(0, steps, 3);
    assert.deepEqual(few, [30, 13, 35, -17, 520, 13, 525, -17, 1003, 6]);
    assert.ok(points(0, steps, 101).length <= 4 * 101);
  });

  it('is empty for windows, series and coordinates that do not exist', () => {
    const trace = traceOf([1, 2, 3]);
    for (const [series, index, from, to] of [
      ['loss', 0, 4, 9],
      ['loss', 0, 3, 2],
      ['loss', 0, NaN, 2],
      ['loss', 1, 1, 3],
      ['nothing', 0, 1, 3],
    ] as const) {
      assert.equal(trace.points(series, index, from, to, 1).length, 0);
    }
  });

  it('equals brute force on any data and window while steps are appended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyLoss, { maxLength: 400, size: 'max' }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.tuple(fc.nat(600), fc.nat(1500), fc.integer({ min: 1, max: 40 })), {
          maxLength: 6,
          size: 'max',
        }),
        fc.constantFrom('loss', 'theta', 'update'),
        (frames, windows, series) => {
          const trace = new Trace(lossHeader(10), {});
          for (const losses of frames) {
            trace.append(trace.length + 1, rows(losses));
            for (const [from, to, buckets] of windows) {
              assert.deepEqual(
                [...trace.points(series, 0, from, to, buckets)],
                bruteForce(trace, series, from, to, buckets),
              );
            }
          }
        },
      ),
      // Shrinking data of this size takes minutes; the seed is told all the same.
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe('Pyramid', () => {
  it('reads no position again that it has taken in, and few for any range', () => {
    let reads = 0;
    const pyramid = new Pyramid({
      read(position) {
        reads++;
        return Math.sin(position);
      },
    });
    pyramid.cover(70_000);
    const first = reads;
    assert.ok(first <= 70_000);
    pyramid.cover(140_000);
    assert.ok(reads <= 140_000);
    reads = 0;
    const { minimumAt, maximumAt } = pyramid.extremes(3, 139_999);
    assert.ok(reads <= 2 * pyramid.base, `${reads} reads`);
    assert.equal(Math.sin(minimumAt).toFixed(6), '-1.000000');
    assert.equal(Math.sin(maximumAt).toFixed(6), '1.000000');
  });

  it('takes what is known of a range in place of reading it', () => {
    const value = (position: number) => (position * 7919) % 10_007;
    const reads = new Set<number>();
    const pyramid = new Pyramid({
      read: (position) => value(position),
      readMany(first, target) {
        reads.add(first);
        for (let i = 0; i < target.length; i++) target[i] = value(first + i);
      },
      extremes(first, count) {
        if ((first - 1) % 128 !== 0) return null;
        const found = { minimum: Infinity, maximum: -Infinity, minimumAt: -1, maximumAt: -1 };
        for (let at = first; at < first + count; at++) merge(at, value(at), found);
        return found;
      },
    });
    pyramid.cover(3000);
    assert.deepEqual([...reads].slice(0, 3), [65, 193, 321]);
    const found = { minimum: Infinity, maximum: -Infinity, minimumAt: -1, maximumAt: -1 };
    for (let at = 5; at < 2999; at++) merge(at, value(at), found);
    assert.deepEqual(pyramid.extremes(5, 2999), found);
  });
});

describe('points of very many steps', () => {
  const steps = 200_000;
  const value = (step: number) => ((step * 7919) % 100_003) + (step === 131_072 ? 1e9 : 0);
  const trace = new Trace(lossHeader(steps), {});
  const numbers = new Float64Array(3 * steps);
  for (let step = 1; step <= steps; step++) numbers[3 * step - 3] = value(step);
  trace.append(1, numbers);

  for (const [from, to, buckets] of [
    [0, steps, 500],
    [17, 150_001, 100],
    [1, steps, 3],
    [70_000, 70_200, 500],
  ] as const) {
    it(`are true extremes that leave nothing out: ${from} to ${to} in ${buckets}`, () => {
      const points = [...trace.points('loss', 0, from, to, buckets)];
      const [first, last] = [Math.max(1, from), Math.min(to, steps)];
      let [lowest, highest] = [Infinity, -Infinity];
      for (let step = first; step <= last; step++) {
        lowest = Math.min(lowest, value(step));
        highest = Math.max(highest, value(step));
      }
      const shown = points.filter((_, i) => i % 2 === 1);
      assert.equal(Math.min(...shown), lowest);
      assert.equal(Math.max(...shown), highest);
      const width = (last - first + 1) / buckets;
      for (let i = 0; i < points.length; i += 2) {
        assert.equal(points[i + 1], value(points[i]!), `at ${points[i]}`);
        if (i > 0) {
          const gap = points[i]! - points[i - 2]!;
          assert.ok(
            gap > 0 && gap <= Math.max(1, 2 * width + 128),
            `${gap} after ${points[i - 2]}`,
          );
        }
      }
    });
  }
});
