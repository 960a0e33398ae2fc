import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { clipByGlobalNorm, clipByValue } from '../../../src/optimizers/clip';
import { completeOptimizer } from '../../../src/optimizers/complete';
import type { Transform } from '../../../src/optimizers/optimizer';
import type { Dialect } from '../../../src/protocol/optimizer';
import { traceOf } from './run';

/** What a link makes of g, and its state behind the step. */
function pass(transform: Transform, ...g: number[]) {
  const updates = Float64Array.from(g);
  const next = transform.init(updates);
  transform.update(updates, updates, 1, transform.init(updates), next);
  return { g: [...updates], norm: next.gradientNorm?.[0] };
}

const itself = (x: number) => x;
const byNorm = (limit: number, dialect: Dialect = 'paper') =>
  clipByGlobalNorm(limit, dialect, itself);

describe('clipping by value', () => {
  it('brings each coordinate into the limits and leaves the others alone', () => {
    assert.deepEqual(pass(clipByValue(2), -3, -2, -0.5, -0, 2, 1e300).g, [-2, -2, -0.5, -0, 2, 2]);
  });

  it('clips infinities and lets NaN through', () => {
    assert.deepEqual(pass(clipByValue(2), Infinity, -Infinity, NaN).g, [2, -2, NaN]);
  });
});

describe('clipping by the global norm', () => {
  it('shortens what is longer, keeps its direction and the norm that came', () => {
    assert.deepEqual(pass(byNorm(1), 30, -40), { g: [0.6, -0.8], norm: 50 });
  });

  it('leaves alone what is shorter or as long', () => {
    assert.deepEqual(pass(byNorm(5), 3, 4), { g: [3, 4], norm: 5 });
    assert.deepEqual(pass(byNorm(1), 0, 0), { g: [0, 0], norm: 0 });
  });

  it('in PyTorch divides by ‖g‖ + 1e-6', () => {
    const factor = 1 / (50 + 1e-6);
    assert.deepEqual(pass(byNorm(1, 'pytorch'), 30, -40).g, [30 * factor, -40 * factor]);
    // So that even what is as long as the limit becomes shorter.
    assert.ok(pass(byNorm(5, 'pytorch'), 3, 4).g[0]! < 3);
  });

  it('does not overflow where g² would, nor lose what is tiny', () => {
    const huge = pass(byNorm(1), 3e200, 4e200);
    assert.ok(Math.abs(huge.norm! / 5e200 - 1) < 1e-15);
    assert.ok(Math.abs(huge.g[0]! - 0.6) < 1e-15 && Math.abs(huge.g[1]! - 0.8) < 1e-15);
    const tiny = pass(byNorm(1), 3e-200, 4e-200);
    assert.ok(Math.abs(tiny.norm! / 5e-200 - 1) < 1e-15);
    assert.deepEqual(tiny.g, [3e-200, 4e-200]);
  });

  it('makes all of g NaN where one coordinate is', () => {
    assert.deepEqual(pass(byNorm(1), NaN, 1), { g: [NaN, NaN], norm: NaN });
  });

  it('rounds to float32 on the way', () => {
    const { g, norm } = pass(clipByGlobalNorm(0.1, 'paper', Math.fround), 1, 1);
    assert.equal(norm, Math.fround(Math.SQRT2));
    assert.equal(g[0], Math.fround(Math.fround(0.1) / Math.fround(Math.SQRT2)));
  });
});

describe('clipping in a run', () => {
  const slope = {
    start: [10, 0],
    leaves: [
      { name: 'a', length: 1 },
      { name: 'b', length: 1 },
    ],
    gradient: ([a, b]: Float64Array) => [6 * a!, b! + 80],
  };

  it('goes over all leaves, by value first, and before L2 decay', () => {
    const given = { optimizer: 'sgd', dialect: 'paper', clip: { norm: 5, value: 40 } };
    const hyperparameters = { lr: 0.1, weightDecay: 0.5 };
    const trace = traceOf({ ...given, hyperparameters }, slope, 1);
    // (60, 80) → (40, 40) → down to 5 → plus λ·(10, 0).
    const each = 5 / Math.SQRT2;
    const near = (series: string, i: number, expected: number) =>
      assert.ok(Math.abs(trace.value(series, i, 1) - expected) < 1e-14, series);
    near('grad', 0, 60);
    near('grad', 1, 80);
    near('gradientNorm', 0, Math.hypot(40, 40));
    near('gradientUsed', 0, each + 5);
    near('gradientUsed', 1, each);
    near('theta', 0, 10 - 0.1 * (each + 5));
  });

  it('tells limits that are none', () => {
    const words = (clip: unknown) => {
      const made = completeOptimizer({ optimizer: 'sgd', clip });
      return 'problems' in made ? made.problems.map(inEnglish) : [];
    };
    const range = (name: string, value: string) => [
      `The limit of clipping by ${name} must be in (0, ∞), not ${value}.`,
    ];
    assert.deepEqual(words({ norm: 0 }), range('norm', '0'));
    assert.deepEqual(words({ value: -1 }), range('value', '-1'));
    assert.deepEqual(words({ norm: 'much' }), range('norm', 'much'));
    assert.deepEqual(words({ size: 1 }), ['Clipping knows value and norm, not “size”.']);
    assert.deepEqual(words({ norm: null, value: 1 }), []);
    for (const none of [NaN, Infinity]) {
      assert.deepEqual(words({ norm: none }), range('norm', String(none)));
    }
  });
});
