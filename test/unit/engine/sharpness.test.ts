import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { compileProgram } from '../../../src/autodiff/program';
import { computeSharpness } from '../../../src/engine/sharpness';
import type { SharpnessPoints } from '../../../src/protocol/sharpness';
import { bundleOf } from '../autodiff/bundle';
import { close } from '../autodiff/numerical';

const programOf = (f: string, start: string) =>
  compileProgram(bundleOf(f, start), {
    ...{ seed: 0, start: null, console: () => undefined },
    gradient: 'tape',
  });
const rosenbrock = programOf(
  'function f([x, y]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }',
  '[[-1.2, 1]]',
);
const always = { evaluating: () => true };

function points(theta: number[][], rates: number[][], decay = [0, 0]): SharpnessPoints {
  const steps = Float64Array.from(theta, (_, k) => k + 1);
  const flat = (rows: number[][]) => Float64Array.from(rows.flat());
  return { steps, theta: flat(theta), rates: flat(rates), decay: Float64Array.from(decay) };
}

/** The larger eigenvalue of E·H, H symmetric, by the quadratic formula. */
function larger([a, b]: number[], [xx, xy, yy]: number[]): number {
  const [trace, determinant] = [a! * xx! + b! * yy!, a! * b! * (xx! * yy! - xy! * xy!)];
  return trace / 2 + Math.sqrt((trace * trace) / 4 - determinant);
}

describe('computeSharpness', () => {
  it('is the largest eigenvalue of the rates times the Hessian, at each point', () => {
    const found = computeSharpness(
      points(
        [
          [-1.2, 1],
          [0.5, 0.25],
        ],
        [
          [0.01, 0.002],
          [0.1, 3],
        ],
      ),
      rosenbrock,
      always,
    )!;
    close(
      [...found],
      [larger([0.01, 0.002], [1330, 480, 200]), larger([0.1, 3], [202, -200, 200])],
      1e-14,
    );
  });

  it('takes an L2 penalty for a part of the loss', () => {
    const [found] = computeSharpness(points([[0, 0]], [[0.5, 0.25]], [3, 7]), rosenbrock, always)!;
    close([found!], [0.25 * 207], 1e-14);
  });

  it('is NaN where the objective throws or has no second derivatives', () => {
    const program = programOf(
      'function f([x, y]) { if (x > 1) throw new Error("no"); return Math.sqrt(x) * y; }',
      '[[1, 1]]',
    );
    const rates = [1, 2, 3].map(() => [1, 1]);
    const at = [
      [2, 1],
      [0, 1],
      [1, 0],
    ];
    const found = computeSharpness(points(at, rates), program, always)!;
    assert.deepEqual([...found], [NaN, NaN, 0.5]);
  });

  it('is asked before each evaluation and each product whether to go on', () => {
    const given = points(
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      [1, 2, 3].map(() => [1, 1]),
    );
    const asked: number[] = [];
    const stopping = (at: number) => ({
      evaluating: (step: number) => asked.push(step) < at,
    });
    assert.ok(computeSharpness(given, rosenbrock, stopping(100)));
    assert.deepEqual(asked.splice(0), [0, 0, 0, 1, 1, 1, 2, 2, 2]);
    assert.equal(computeSharpness(given, rosenbrock, stopping(5)), null);
    assert.equal(asked.length, 5);
  });

  it('goes up to 50 coordinates, and refuses more by number', () => {
    const many = (n: number) =>
      programOf(
        'function f(p) { return p.reduce((s, x, i) => s + i * x * x, 0); }',
        `[Array.from({ length: ${n} }, () => 1)]`,
      );
    const ones = (n: number) => new Array<number>(n).fill(1);
    const found = computeSharpness(points([ones(50)], [ones(50)], ones(50)), many(50), always)!;
    close([...found], [99], 1e-14);
    assert.throws(
      () => computeSharpness(points([ones(51)], [ones(51)], ones(51)), many(51), always),
      (error) => {
        assert.ok(error instanceof ObjectiveError);
        assert.deepEqual([error.said.code, error.said.arguments], ['sharpness.too-many', [51, 50]]);
        return true;
      },
    );
  });

  it('refuses what does not fit, and a program without second derivatives', () => {
    const code = (points: SharpnessPoints, program = rosenbrock) => {
      try {
        return computeSharpness(points, program, always);
      } catch (error) {
        return error instanceof ObjectiveError ? error.said.code : error;
      }
    };
    assert.equal(code(points([[1, 1, 1]], [[1, 1]])), 'engine.coordinates');
    const numerical = { ...rosenbrock, start: rosenbrock.start, secondOrder: undefined };
    assert.equal(
      code(points([[1, 1]], [[1, 1]]), numerical as unknown as typeof rosenbrock),
      'sharpness.numerical',
    );
  });
});
