import assert from 'node:assert/strict';
import { bundleOf, compile, gradientAt } from './bundle';
import { centralDifferences, close } from './numerical';

const { PI, E } = Math;

/** The classic test functions: expression in x (and y), start, f there, minima and f there. */
const classics: [string, string, number[], number, number[][], number][] = [
  ['quadratic', '3 * x ** 2 / 2', [1], 1.5, [[0]], 0],
  ['ill-conditioned', '(x ** 2 + 100 * y ** 2) / 2', [10, 1], 100, [[0, 0]], 0],
  ['rosenbrock', '(1 - x) ** 2 + 100 * (y - x ** 2) ** 2', [-1.2, 1], 24.2, [[1, 1]], 0],
  [
    'beale',
    '(1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2',
    [1, 1],
    14.203125,
    [[3, 0.5]],
    0,
  ],
  [
    'himmelblau',
    '(x ** 2 + y - 11) ** 2 + (x + y ** 2 - 7) ** 2',
    [0, 0],
    170,
    [
      [3, 2],
      [-2.8051180869527, 3.1313125182505],
      [-3.7793102533777, -3.283185991286],
      [3.5844283403305, -1.8481265269644],
    ],
    0,
  ],
  [
    'rastrigin',
    '20 + [x, y].reduce((s, v) => s + v ** 2 - 10 * Math.cos(2 * Math.PI * v), 0)',
    [-2, 3.5],
    36.25,
    [[0, 0]],
    0,
  ],
  ['booth', '(x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2', [-5, -5], 884, [[1, 3]], 0],
  ['matyas', '0.26 * (x ** 2 + y ** 2) - 0.48 * x * y', [-8, 7], 56.26, [[0, 0]], 0],
  [
    'styblinski-tang',
    '0.5 * (x ** 4 - 16 * x ** 2 + 5 * x + y ** 4 - 16 * y ** 2 + 5 * y)',
    [0, 0],
    0,
    [[-2.9035340277711, -2.9035340277711]],
    -78.3323314,
  ],
  [
    'three-hump camel',
    '2 * x ** 2 - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y ** 2',
    [2, -1],
    0.8666666667,
    [[0, 0]],
    0,
  ],
  [
    'six-hump camel',
    '(4 - 2.1 * x ** 2 + x ** 4 / 3) * x ** 2 + x * y + (4 * y ** 2 - 4) * y ** 2',
    [1.5, 0.5],
    2.165625,
    [
      [0.0898420131, -0.712656403],
      [-0.0898420131, 0.712656403],
    ],
    -1.0316284535,
  ],
  [
    'goldstein-price',
    '(1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2)) * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2))',
    [0.5, -0.5],
    193.75,
    [[0, -1]],
    3,
  ],
  [
    'easom',
    '-Math.cos(x) * Math.cos(y) * Math.exp(-((x - Math.PI) ** 2 + (y - Math.PI) ** 2))',
    [2, 2],
    -0.0127796427,
    [[PI, PI]],
    -1,
  ],
  [
    'mccormick',
    'Math.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1',
    [0, 0],
    1,
    [[-0.5471975512, -1.5471975512]],
    -1.913222955,
  ],
  [
    'branin',
    '(y - 5.1 * x ** 2 / (4 * Math.PI ** 2) + 5 * x / Math.PI - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10',
    [2.5, 7.5],
    24.1299642,
    [
      [-PI, 12.275],
      [PI, 2.275],
      [3 * PI, 2.475],
    ],
    0.3978873577,
  ],
  [
    'levy 13',
    'Math.sin(3 * Math.PI * x) ** 2 + (x - 1) ** 2 * (1 + Math.sin(3 * Math.PI * y) ** 2) + (y - 1) ** 2 * (1 + Math.sin(2 * Math.PI * y) ** 2)',
    [-4, 5],
    41,
    [[1, 1]],
    0,
  ],
  ['degenerate', 'x ** 4 / 4', [1], 0.25, [[0]], 0],
  ['absolute value', 'Math.abs(x)', [1], 1, [[0]], 0],
  ['exponential', 'Math.exp(x) - x', [5], E ** 5 - 5, [[0]], 1],
];

describe('classic objectives', () => {
  for (const [name, expression, start, atStart, minima, atMinimum] of classics) {
    it(name, () => {
      const names = ['x', 'y'].slice(0, start.length);
      const program = compile(
        bundleOf(`const f = ([${names.join()}]) => ${expression}`, JSON.stringify([start]), [
          names,
        ]),
      );
      close([program.value(program.start, 1)], [atStart], 1e-6);
      const numerical = centralDifferences((theta) => program.value(theta, 1), program.start);
      close(gradientAt(program), numerical, 1e-6);
      for (const minimum of minima) {
        const theta = Float64Array.from(minimum);
        close([program.value(theta, 1)], [atMinimum], 1e-8);
        const gradient = gradientAt(program, theta);
        assert.ok(
          gradient.every((g) => Math.abs(g) < 1e-7),
          `${gradient.join()} at ${minimum.join()}`,
        );
      }
    });
  }

  it('ackley has no gradient at its minimum, as in PyTorch', () => {
    const program = compile(
      bundleOf(
        'const f = ([x, y]) => -20 * Math.exp(-0.2 * Math.sqrt(0.5 * (x ** 2 + y ** 2))) - Math.exp(0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y))) + Math.E + 20',
        '[[2, 2]]',
        [['x', 'y']],
      ),
    );
    close([program.value(program.start, 1)], [6.5935994], 1e-6);
    assert.deepEqual(gradientAt(program, Float64Array.of(0, 0)), [NaN, NaN]);
  });

  it('saddles', () => {
    const saddle = compile(bundleOf('const f = ([x, y]) => x ** 2 - y ** 2', '[[1, 0.001]]'));
    assert.deepEqual(gradientAt(saddle), [2, -0.002]);
    const monkey = compile(
      bundleOf('const f = ([x, y]) => x ** 3 - 3 * x * y ** 2', '[[0.5, 0.1]]'),
    );
    close(gradientAt(monkey), [3 * 0.25 - 3 * 0.01, -6 * 0.5 * 0.1], 1e-15);
  });

  it('reddi periodic sees the step', () => {
    const program = compile(
      bundleOf(
        'const f = (x, { step }) => (step % 3 === 1 ? 4 * x : -x)',
        '[0, undefined]',
        ['x', null],
        1,
      ),
    );
    const gradients = [1, 2, 3, 4].map((t) => gradientAt(program, program.start, t)[0]);
    assert.deepEqual(gradients, [4, -1, -1, 4]);
  });

  it('logistic regression starts at log 2', () => {
    const program = compile(
      bundleOf(
        `const data = [[1, 2, 1], [-1, 0.5, -1], [0.3, -2, 1]];
         const f = (w) => data.reduce((s, [a, b, y]) => s + Math.log(1 + Math.exp(-y * (w[0] * a + w[1] * b))), 0) / data.length`,
        '[[0, 0]]',
      ),
    );
    close([program.value(program.start, 1)], [Math.LN2], 1e-15);
    close(gradientAt(program), [-(1 + 1 + 0.3) / 6, -(2 - 0.5 - 2) / 6], 1e-15);
  });

  it('a network of four hidden units on XOR', () => {
    const program = compile(
      bundleOf(
        `const data = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]];
         function f({ w, b, v, c }) {
           let loss = 0;
           for (const [p, q, target] of data) {
             const hidden = w.map((row, i) => Math.tanh(row[0] * p + row[1] * q + b[i]));
             const out = 1 / (1 + Math.exp(-(hidden.reduce((s, h, i) => s + h * v[i], 0) + c)));
             loss -= target ? Math.log(out) : Math.log1p(-out);
           }
           return loss / data.length;
         }`,
        '[{ w: [[0.4, -0.6], [0.3, 0.8], [-0.7, 0.2], [0.1, 0.5]], b: [0, 0.1, -0.1, 0.2], v: [0.5, -0.4, 0.3, 0.6], c: 0 }]',
        [{ w: 'w', b: 'b', v: 'v', c: 'c' }],
      ),
    );
    assert.deepEqual(
      program.leaves.map((leaf) => [leaf.name, leaf.shape]),
      [
        ['w', [4, 2]],
        ['b', [4]],
        ['v', [4]],
        ['c', []],
      ],
    );
    const numerical = centralDifferences((theta) => program.value(theta, 1), program.start);
    close(gradientAt(program), numerical, 1e-9);
  });
});
