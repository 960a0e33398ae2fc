import assert from 'node:assert/strict';
import { close } from '../numerical';
import { hessianOf, twice } from './support';

const { sin, cos, exp, log, sqrt, tanh, hypot } = Math;

describe('second derivatives', () => {
  it('of Rosenbrock’s valley are those of its formula', () => {
    const [x, y] = [-1.2, 1];
    const expected = [2 - 400 * y + 1200 * x * x, -400 * x, -400 * x, 200];
    close(hessianOf('(1 - x) ** 2 + 100 * (y - x ** 2) ** 2', [x, y]), expected, 1e-15);
    // On the floor of the valley, where first derivatives that second ones pass through are 0 or -0.
    const floor = hessianOf('(1 - x) ** 2 + 100 * (y - x ** 2) ** 2', [0.5, 0.25]);
    assert.deepEqual(floor, [202, -200, -200, 200]);
  });

  it('of a quadratic form are A + Aᵀ, everywhere', () => {
    const f = `const A = [[2, -1, 0.5], [3, 4, 1], [0, -2, 7]];
      function f(p) { let s = 0; for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) s += A[i][j] * p[i] * p[j]; return s; }`;
    const { second } = twice(f, '[[1, 1, 1]]');
    const at = second(Float64Array.of(0.3, -8, 2), 1);
    const product = new Float64Array(3);
    at.product(Float64Array.of(1, 10, 100), product);
    assert.deepEqual([...product], [4 + 20 + 50, 2 + 80 - 100, 0.5 - 10 + 1400]);
  });

  it('of the logistic loss are p·(1 − p)·x·xᵀ', () => {
    const [a, b] = [1.5, -0.25];
    const p = 1 / (1 + exp(-(a * 2 + b * 3)));
    const w = p * (1 - p);
    const found = hessianOf('Math.log1p(Math.exp(-(2 * x + 3 * y)))', [a, b]);
    close(found, [4 * w, 6 * w, 6 * w, 9 * w], 1e-14);
  });

  it('of log-sum-exp are diag(p) − p·pᵀ', () => {
    const at = [0.5, -1, 2];
    const sum = at.reduce((s, x) => s + exp(x), 0);
    const p = at.map((x) => exp(x) / sum);
    const found = hessianOf(
      '((m) => m + Math.log([x, y, z].reduce((s, v) => s + Math.exp(v - m), 0)))(Math.max(x, y, z))',
      at,
    );
    const expected = p.flatMap((a, i) => p.map((b, j) => (i === j ? a : 0) - a * b));
    close(found, expected, 1e-15);
  });

  it('of a power, with the exponent a number, a variable, or both', () => {
    close(hessianOf('x ** 3.5', [2]), [3.5 * 2.5 * 2 ** 1.5], 1e-15);
    close(hessianOf('1.7 ** x', [2.5]), [1.7 ** 2.5 * log(1.7) ** 2], 1e-15);
    const [x, y] = [1.3, 2.7];
    const cross = x ** (y - 1) * (1 + y * log(x));
    const expected = [y * (y - 1) * x ** (y - 2), cross, cross, x ** y * log(x) ** 2];
    close(hessianOf('x ** y', [x, y]), expected, 1e-15);
    close(hessianOf('Math.pow(x, y)', [x, y]), expected, 1e-15);
  });

  it('of powers of 0', () => {
    assert.deepEqual(hessianOf('x ** 2', [0]), [2]);
    assert.deepEqual(hessianOf('x ** 1', [0]), [0]);
    assert.deepEqual(hessianOf('x ** 0', [0]), [0]);
    assert.deepEqual(hessianOf('x ** 3', [0]), [0]);
    assert.deepEqual(hessianOf('x ** 1.5', [0]), [Infinity]);
    assert.deepEqual(hessianOf('x ** y', [0, 2]), [2, 0, 0, 0]);
  });

  it('of a product and a quotient', () => {
    const [x, y] = [1.5, -0.7];
    assert.deepEqual(hessianOf('x * y', [x, y]), [0, 1, 1, 0]);
    const expected = [0, -1 / y / y, -1 / y / y, (2 * x) / y ** 3];
    close(hessianOf('x / y', [x, y]), expected, 1e-15);
    close(hessianOf('3 / x', [x]), [6 / x ** 3], 1e-15);
  });

  it('of atan2', () => {
    const [y, x] = [0.8, -1.7];
    const r4 = (x * x + y * y) ** 2;
    const [twiceXy, cross] = [(2 * x * y) / r4, (y * y - x * x) / r4];
    const found = hessianOf('Math.atan2(x, y)', [y, x]);
    close(found, [-twiceXy, cross, cross, twiceXy], 1e-14);
    close(hessianOf('Math.atan2(x, -1.7)', [y]), [-twiceXy], 1e-14);
    close(hessianOf('Math.atan2(0.8, x)', [x]), [twiceXy], 1e-14);
  });

  it('of hypot, of any number of operands, constants among them', () => {
    const at = [3, -4, 12];
    const r = hypot(...at);
    const expected = at.flatMap((a, i) =>
      at.map((b, j) => ((i === j ? 1 : 0) - (a * b) / r / r) / r),
    );
    close(hessianOf('Math.hypot(x, y, z)', at), expected, 1e-15);
    const two = [0, 1, 3, 4].map((k) => expected[k]!);
    close(hessianOf('Math.hypot(x, 12, y)', [3, -4]), two, 1e-15);
    assert.deepEqual(hessianOf('Math.hypot(x)', [-2]), [0]);
  });

  it('of every differentiable function of one number, by hand', () => {
    const x = 0.6;
    const byHand: Record<string, number> = {
      ...{ acos: -x / (1 - x * x) ** 1.5, asin: x / (1 - x * x) ** 1.5 },
      ...{ asinh: -x / (1 + x * x) ** 1.5, atan: (-2 * x) / (1 + x * x) ** 2 },
      ...{ atanh: (2 * x) / (1 - x * x) ** 2, cbrt: (-2 / 9) * x ** (-5 / 3) },
      ...{ cos: -cos(x), cosh: Math.cosh(x), exp: exp(x), expm1: exp(x), log: -1 / x ** 2 },
      ...{ log10: -1 / x ** 2 / log(10), log1p: -1 / (1 + x) ** 2, log2: -1 / x ** 2 / log(2) },
      ...{ sin: -sin(x), sinh: Math.sinh(x), sqrt: -1 / (4 * x * sqrt(x)) },
      ...{ tan: (2 * sin(x)) / cos(x) ** 3, tanh: -2 * tanh(x) * (1 - tanh(x) ** 2) },
      ...{ abs: 0, sign: 0, fround: 0, floor: 0 },
    };
    for (const [name, expected] of Object.entries(byHand)) {
      // The square of an active number before it, so that the chain rule has its part.
      close(hessianOf(`Math.${name}(x)`, [x]), [expected], 4e-15);
    }
    close(hessianOf('Math.acosh(x)', [1.6]), [-1.6 / 1.56 ** 1.5], 4e-15);
  });

  it('of what is linear piece by piece are 0', () => {
    for (const f of ['Math.abs(x)', 'Math.max(x, y, 0)', 'Math.min(x, y)', 'x % y', '-x + y - 3']) {
      assert.deepEqual(hessianOf(`${f} + 0 * (x + y)`, [2.5, 0.75]), [0, 0, 0, 0], f);
    }
  });

  it('leave out what the result does not depend on, be it infinite', () => {
    assert.deepEqual(hessianOf('(Math.sqrt(y - 1), x * x)', [3, 1]), [2, 0, 0, 0]);
    assert.deepEqual(hessianOf('Math.sqrt(y) + x * x', [3, 0]), [2, 0, 0, -Infinity]);
  });

  it('of an objective that uses no parameter are 0', () => {
    assert.deepEqual(hessianOf('7', [1, 2]), [0, 0, 0, 0]);
  });

  it('see operands as JavaScript converts them', () => {
    assert.deepEqual(hessianOf("x * '3' * x", [2]), [6]);
    assert.deepEqual(hessianOf('({ valueOf: () => x * x }) * x', [2]), [12]);
    assert.deepEqual(hessianOf('x / true + x * x', [2]), [2]);
  });

  it('at one step see its random numbers, and the same ones again', () => {
    const f = 'function f([x], { step, random }) { return random() * x * x * step; }';
    const { program, second } = twice(f, '[[2], undefined]', [['x'], null], 1);
    const gradient = new Float64Array(1);
    program.valueAndGradient(program.start, 3, gradient);
    const product = new Float64Array(1);
    for (let again = 0; again < 2; again++) {
      second(program.start, 3).product(Float64Array.of(1), product);
      close([...product], [gradient[0]! / 2], 1e-15);
    }
  });
});
