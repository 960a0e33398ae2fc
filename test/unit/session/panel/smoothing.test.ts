import assert from 'node:assert/strict';
import type { RunHeader } from '../../../../src/protocol/run';
import { smoothedPoints } from '../../../../src/session/panel/smoothing';
import { Trace } from '../../../../src/trace/trace';

/** A run of one series of the run, with these values from step 1 on. */
function traceOf(values: readonly number[], change: Partial<RunHeader> = {}): Trace {
  const header = {
    ...{ run: 1, objective: 'f', optimizer: 'adam', dialect: 'pytorch', hyperparameters: {} },
    ...{ leaves: [], start: [], groups: [], steps: 1e6, absent: [], evaluated: null },
    series: [
      { name: 'loss', symbol: 'loss', per: 'run', stored: true, axis: 'log', fromStart: false },
    ],
    ...change,
  } as unknown as RunHeader;
  const trace = new Trace(header, {});
  if (values.length > 0) trace.append(1, Float64Array.from(values));
  return trace;
}

/** Σ s^(n−i)·x_i / Σ s^(n−i), by its definition. */
function defined(values: readonly number[], s: number, step: number): number {
  let [sum, weight] = [0, 0];
  for (const x of values.slice(0, step)) {
    if (!Number.isFinite(x)) continue;
    sum = s * sum + x;
    weight = s * weight + 1;
  }
  return sum / weight;
}

const noisy = Array.from({ length: 5000 }, (_, i) => Math.sin(i / 300) + Math.cos(i * 7.7));
const line = { series: 'loss', index: 0, smoothing: 0.9 };

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-12 * Math.max(1, Math.abs(expected)), `${actual}`);
}

describe('smoothing', () => {
  it('is an average that starts at the first value, corrected as m̂ is', () => {
    const points = smoothedPoints(traceOf([4, 2, 8]), line, { from: 0, to: 3, buckets: 10 });
    assert.deepEqual([points[0], points[2], points[4]], [1, 2, 3]);
    near(points[1]!, 4);
    near(points[3]!, (0.9 * 4 + 2) / 1.9);
    near(points[5]!, (0.81 * 4 + 0.9 * 2 + 8) / 2.71);
  });

  it('has the same values however it is zoomed', () => {
    const trace = traceOf(noisy);
    const whole = smoothedPoints(trace, line, { from: 0, to: 5000, buckets: 250 });
    assert.ok(whole.length > 400 && whole.length <= 1000);
    const near500 = smoothedPoints(trace, line, { from: 2000, to: 2400, buckets: 250 });
    assert.equal(near500.length, 2 * 401);
    for (const points of [whole, near500]) {
      for (let i = 0; i < points.length; i += 2) {
        near(points[i + 1]!, defined(noisy, 0.9, points[i]!));
      }
    }
  });

  it('keeps gaps, and goes on behind them from where it was', () => {
    const values = [1, 3, NaN, Infinity, 5, 2];
    const points = smoothedPoints(traceOf(values), line, { from: 1, to: 6, buckets: 10 });
    assert.deepEqual([...points].filter((_, i) => i % 2 === 1).map(Number.isNaN), [
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
    near(points[9]!, defined(values, 0.9, 5));
    near(points[11]!, defined(values, 0.9, 6));
  });

  it('goes on with a run that goes on', () => {
    const trace = traceOf(noisy.slice(0, 100));
    smoothedPoints(trace, line, { from: 0, to: 100, buckets: 250 });
    trace.append(101, Float64Array.from(noisy.slice(100, 3000)));
    const points = smoothedPoints(trace, line, { from: 2990, to: 3000, buckets: 250 });
    assert.equal(points.at(-2), 3000);
    near(points.at(-1)!, defined(noisy, 0.9, 3000));
  });

  it('is not there where there is no such line, or not every value is kept', () => {
    const window = { from: 0, to: 100, buckets: 50 };
    assert.equal(smoothedPoints(traceOf([1, 2]), { ...line, series: 'none' }, window).length, 0);
    const series = [
      { name: 'theta', symbol: 'θ', per: 'coordinate', stored: true, axis: 'linear' },
    ];
    const sparse = traceOf([], { checkpoints: { every: 8 }, series } as Partial<RunHeader>);
    assert.equal(smoothedPoints(sparse, { ...line, series: 'theta' }, window).length, 0);
  });
});
