import assert from 'node:assert/strict';
import { computeLandscapes } from '../../../../src/engine/landscape';
import type { LandscapeJob } from '../../../../src/protocol/engine';
import type { Plane, PlaneBox } from '../../../../src/protocol/landscape';
import type { Landscape } from '../../../../src/protocol/run';
import { planLandscape, type LandscapeWish } from '../../../../src/session/landscape';
import { isPlaneOf, pathInPlane, stepInPlane } from '../../../../src/session/plane/inPlane';
import { dot, principalPlane } from '../../../../src/session/plane/principal';
import type { Run } from '../../../../src/session/run';
import { runOf, type Known } from '../handMade';

/** A bowl whose axes are as different as its coordinates' scales. */
const bowl: Known = {
  name: 'bowl',
  start: [3, -2, 1, 0.5],
  loss: (theta) => theta.reduce((sum, x, k) => sum + 0.5 * (k + 1) * x * x, 0),
  gradient: (theta) => [...theta].map((x, k) => (k + 1) * x),
};

const of = (changes: Parameters<typeof runOf>[1] = {}) =>
  runOf(bowl, { steps: 60, hyperparameters: { lr: 0.1 }, ...changes });

/** The loss over a part of the plane, `side` points a side. */
function drawn(run: Run, plane: Plane, wish: LandscapeWish, side: number): Landscape {
  const plan = planLandscape(run, plane, wish)!;
  const found: Landscape[] = [];
  const program = {
    start: Float64Array.from(bowl.start),
    value: (theta: Float64Array) => bowl.loss(theta),
  };
  const job = { ...plan, nx: side, ny: side, coarse: [] } as unknown as LandscapeJob;
  computeLandscapes(job, program, { evaluating: () => true }, (each) => found.push(each));
  return found[0]!;
}

describe('a step in a plane', () => {
  it('of two coordinates has their own numbers', () => {
    const { trace } = of();
    const step = stepInPlane(trace!, [2, 0], 5);
    const pair = (series: string, at = 5) => [2, 0].map((k) => trace!.value(series, k, at));
    assert.deepEqual(step.before, pair('theta', 4));
    assert.deepEqual(step.after, pair('theta'));
    assert.deepEqual(step.gradient, pair('grad'));
    assert.deepEqual(step.moment, { symbol: 'm̂', value: pair('mHat') });
    assert.deepEqual(step.update, pair('update'));
    const [xx, yy] = pair('effectiveLearningRate');
    assert.deepEqual(step.effectiveLearningRate, [xx, 0, yy]);
    assert.equal(step.offPlane, null);
  });

  it('has nothing but θ at the start, and stays within the run', () => {
    const { trace } = of();
    const start = stepInPlane(trace!, [0, 1], 0);
    assert.deepEqual(
      [start.before, start.after],
      [
        [3, -2],
        [3, -2],
      ],
    );
    assert.deepEqual(
      [start.gradient, start.moment, start.update, start.effectiveLearningRate],
      [null, null, null, null],
    );
    assert.equal(stepInPlane(trace!, [0, 1], 1e6).step, 60);
  });

  it('leaves out what the optimizer does not have', () => {
    const plain = stepInPlane(of({ optimizer: 'sgd' }).trace!, [0, 1], 5);
    assert.equal(plain.moment, null);
    assert.ok(plain.gradient && plain.update);
    const uncorrected = of({ hyperparameters: { lr: 0.1, biasCorrection: false } });
    assert.equal(stepInPlane(uncorrected.trace!, [0, 1], 5).moment?.symbol, 'm');
  });

  it('of principal components is projected, and what is off the plane is the rest', () => {
    const { trace } = of();
    const { directions, mean } = principalPlane(trace!);
    const step = stepInPlane(trace!, 'principal', 9);
    const vector = (series: string) =>
      Float64Array.from({ length: 4 }, (_, k) => trace!.value(series, k, 9));
    directions.forEach((direction, axis) => {
      assert.ok(Math.abs(step.gradient![axis]! - dot(vector('grad'), direction)) < 1e-12);
      assert.ok(Math.abs(step.after[axis]! - step.before[axis]! - step.update![axis]!) < 1e-12);
      const rates = vector('effectiveLearningRate');
      const acting = dot(
        direction,
        rates.map((rate, k) => rate * direction[k]!),
      );
      assert.ok(Math.abs(step.effectiveLearningRate![axis === 0 ? 0 : 2] - acting) < 1e-12);
    });
    const from = vector('theta').map((value, k) => value - mean[k]!);
    const inside = step.after[0] ** 2 + step.after[1] ** 2;
    assert.ok(Math.abs(step.offPlane! ** 2 + inside - dot(from, from)) < 1e-12);
    assert.ok(step.offPlane! > 1e-6);
  });

  it('knows its planes', () => {
    const { trace } = of();
    const planes: Plane[] = [[0, 3], 'principal', [0, 0], [0, 4], [-1, 0], [0.5, 1]];
    assert.deepEqual(
      planes.map((plane) => isPlaneOf(trace!, plane)),
      [true, true, false, false, false, false],
    );
  });
});

describe('a landscape through the cursor', () => {
  for (const plane of ['principal', [3, 1]] as Plane[]) {
    it(`has the loss of θ where the path stands, in the plane ${String(plane)}`, () => {
      const run = of();
      const [a, b] = stepInPlane(run.trace!, plane, 20).after;
      const window: PlaneBox = { x: [a - 1, a + 1], y: [b - 1, b + 1] };
      const { x, y, step, values } = drawn(run, plane, { step: 20, window }, 3);
      assert.deepEqual([x, y, step], [window.x, window.y, 20]);
      // The middle of the window is θ after step 20, whose loss is that of step 21.
      const expected = run.trace!.value('loss', 0, 21);
      assert.ok(Math.abs(values[4]! - expected) < 1e-9 * expected);
    });
  }

  it('frames the projected path', () => {
    const run = of();
    const { x, y } = drawn(run, 'principal', {}, 4);
    const path = pathInPlane(run.trace!, 'principal');
    assert.equal(path.length, 3 * 61);
    for (let k = 0; k < path.length; k += 3) {
      assert.ok(path[k + 1]! > x[0] && path[k + 1]! < x[1], `step ${path[k]}`);
      assert.ok(path[k + 2]! > y[0] && path[k + 2]! < y[1], `step ${path[k]}`);
    }
  });
});
