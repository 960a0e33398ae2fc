import assert from 'node:assert/strict';
import { bundleOf, compile, gradientAt } from './bundle';
import { centralDifferences, close } from './numerical';

/** f, θ, value and gradient there: PyTorch's, row by row. */
const kinks: [string, number[], number, number[]][] = [
  ['Math.abs(x)', [0], 0, [0]],
  ['Math.sign(x)', [2], 1, [0]],
  ['Math.max(x, 0)', [0], 0, [0.5]],
  ['x > 0 ? x : 0', [0], 0, [0]],
  ['Math.max(x, y)', [2, 2], 2, [0.5, 0.5]],
  ['Math.min(x, y, x)', [2, 3], 2, [1, 0]],
  ['Math.max(x, y, 3)', [3, 3], 3, [1 / 3, 1 / 3]],
  ['Math.max(x, y)', [NaN, 1], NaN, [1, 0]],
  ['Math.sqrt(x)', [0], 0, [Infinity]],
  ['Math.cbrt(x)', [0], 0, [Infinity]],
  ['x ** (1 / 3)', [0], 0, [Infinity]],
  ['Math.pow(x, 0.5)', [0], 0, [Infinity]],
  ['x ** y', [0, 0], 1, [0, 0]],
  ['x ** 0', [0], 1, [0]],
  ['x ** y', [0, 2], 0, [0, 0]],
  ['x ** y', [-2, 2], 4, [-4, NaN]],
  ['Math.pow(0, x)', [1], 0, [0]],
  ['Math.atan2(y, x)', [0, 0], 0, [NaN, NaN]],
  ['Math.hypot(x, y)', [3, 4], 5, [0.6, 0.8]],
  ['Math.log(x)', [-1], NaN, [-1]],
  ['x > 0 ? Math.sqrt(x) : 0', [0], 0, [0]],
  ['(Math.sqrt(x), y * y)', [0, 3], 9, [0, 6]],
  ['[Math.sqrt(x), y][1]', [0, 3], 3, [0, 1]],
  ['0 * Math.sqrt(x)', [0], 0, [NaN]],
  ['Math.floor(x) + Math.ceil(x) + Math.round(x) + Math.trunc(x) + (x | 0)', [1.5], 7 - 0, [0]],
  ['7 % x', [3], 1, [-2]],
  ['1 / x', [0], Infinity, [-Infinity]],
  ['-x', [0], -0, [-1]],
  ['5', [1], 5, [0]],
];

describe('kinks', () => {
  for (const [expression, theta, value, gradient] of kinks) {
    it(`${expression} at ${theta.join(', ')}`, () => {
      const names = ['x', 'y'].slice(0, theta.length);
      const start = theta.map(() => 1);
      const program = compile(
        bundleOf(`const f = ([${names.join()}]) => ${expression}`, JSON.stringify([start]), [
          names,
        ]),
      );
      const at = Float64Array.from(theta);
      const found = new Float64Array(theta.length);
      assert.ok(Object.is(program.valueAndGradient(at, 1, found), value));
      assert.ok(Object.is(program.value(at, 1), value));
      assert.deepEqual([...found], gradient);
    });
  }
});

describe('every function of Math', () => {
  const points: Record<string, number> = { acosh: 1.7, clz32: 5.5 };
  const unary = [
    ...['abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'cos', 'cosh', 'exp'],
    ...['expm1', 'log', 'log10', 'log1p', 'log2', 'sin', 'sinh', 'sqrt', 'tan', 'tanh'],
  ];
  for (const name of unary) {
    it(name, () => {
      const program = compile(
        bundleOf(`const f = (x) => Math.${name}(x) * x`, JSON.stringify([points[name] ?? 0.37]), [
          'x',
        ]),
      );
      const numerical = centralDifferences((theta) => program.value(theta, 1), program.start);
      close(gradientAt(program), numerical, 1e-8);
      const gradient = new Float64Array(1);
      assert.equal(
        program.valueAndGradient(program.start, 1, gradient),
        program.value(program.start, 1),
      );
    });
  }
  for (const call of [
    'atan2(x, y)',
    'hypot(x, y, 2)',
    'pow(x, y)',
    'max(x, y, 0)',
    'min(x, 1, y)',
  ]) {
    it(call, () => {
      const program = compile(bundleOf(`const f = ([x, y]) => Math.${call}`, '[[0.7, 1.3]]'));
      const numerical = centralDifferences((theta) => program.value(theta, 1), program.start);
      close(gradientAt(program), numerical, 1e-8);
    });
  }

  it('is there, with its constants', () => {
    const names = JSON.stringify(Object.getOwnPropertyNames(Math));
    const program = compile(
      bundleOf(
        `const f = (x) => ${names}.every((n) => n in Math) ? x * Math.PI * Math.fround(0.1) : 0`,
        '[2]',
        ['x'],
      ),
    );
    assert.deepEqual(gradientAt(program), [Math.PI * Math.fround(0.1)]);
  });
});
