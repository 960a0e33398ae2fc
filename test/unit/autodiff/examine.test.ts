import assert from 'node:assert/strict';
import { compileProgram } from '../../../src/autodiff/program';
import { inEnglish } from '../../../src/messages';
import { bundleOf, type Short } from './bundle';

/** `line:column-endColumn text` of each remark. */
function remarks(f: string, start = '[[1.5, 0]]', parameters: Short[] = [['x', 'y']]): string[] {
  // On the numerical rung nothing is lost.
  const program = compileProgram(bundleOf(f, start, parameters), {
    ...{ seed: 0, start: null, console: () => undefined, gradient: 'tape' },
  });
  return program
    .examine(program.start, 1)
    .map(
      (said) =>
        `${said.place?.line}:${said.place?.column}-${said.place?.endColumn} ${inEnglish(said)}`,
    );
}

const lost = (text: string) =>
  `Not differentiable here: the gradient of ${text} is 0, so what stands in it gets none through it.`;

const outside =
  'A number left the differentiable code here (built-in code took its plain value): its gradient is lost.';

describe('a careful evaluation', () => {
  it('has nothing to say of a smooth objective', () => {
    assert.deepEqual(
      remarks(
        'const f = ([x, y]) => { const s = [x, y, x * 2].sort((a, b) => a - b); let n = 0; for (let i = 0; i < 3; i++) n |= i; return x > 0 ? Math.exp(s[0]) * y ** 2 + n : Math.floor(7.5); }',
      ),
      [],
    );
  });

  const table: [string, string[]][] = [
    ['Math.floor(x) * y', [`1:23-36 ${lost('Math.floor(x)')}`]],
    ['y + (x * 2 | 0)', [`1:28-37 ${lost('x * 2 | 0')}`]],
    [
      'Math.round(x) + Math.trunc(x)',
      [`1:23-36 ${lost('Math.round(x)')}`, `1:39-52 ${lost('Math.trunc(x)')}`],
    ],
    [
      '(x > 1) * y',
      [
        '1:23-34 A comparison is used as a number in (x > 1) * y; its gradient is 0. Use a conditional instead.',
      ],
    ],
    ['x + new Int32Array([x])[0]', [`1:27-undefined ${outside}`]],
    ['Number(x.toFixed(1)) * x', [`1:23-undefined ${outside}`]],
    [
      'parseFloat(`${x}`) + +String(x * 1.5)',
      ['1:23', '1:44'].map((at) => `${at}-undefined ${outside}`),
    ],
    ['+[x]', [`1:23-undefined ${outside}`]],
    ['JSON.parse(JSON.stringify([x]))[0] + Number(`${y}`) + `${x}`.length', []],
    [
      // One text of two numbers: whose gradient is to be given?
      '[JSON.stringify(x), JSON.stringify(y + 1.5)].map((s) => JSON.parse(s))[1]',
      [`1:84-undefined ${outside}`],
    ],
    [
      'Math.abs(y) + x',
      [
        '1:23-34 Math.abs(y) is exactly at its kink (0): the gradient used is that of PyTorch, one of several possible.',
      ],
    ],
    [
      'Math.max(y, 0) + x',
      [
        '1:23-37 Math.max(y, 0) is exactly at its kink (0): the gradient used is that of PyTorch, one of several possible.',
      ],
    ],
    ['x + Math.sqrt(y)', ['1:27-39 The derivative of Math.sqrt(y) is Infinity at 0.']],
    ['y ** 0.5', ['1:23-31 The derivative of y ** 0.5 is Infinity at 0, 0.5.']],
    [
      'Math.atan2(y, x - 1.5)',
      ['1:23-45 The derivative of Math.atan2(y, x - 1.5) is NaN at 0, 0.'],
    ],
    [
      'x + Math.log(y - 1) * 2',
      ['1:27-42 Math.log(y - 1) is NaN here, the first of the evaluation; its operands: -1.'],
    ],
    [
      'Math.exp(x * 1000) - x',
      [
        '1:23-41 Math.exp(x * 1000) is Infinity here, the first of the evaluation; its operands: 1500.',
      ],
    ],
    ['Math.min(Infinity, x) > 9 ? 3 : x', []],
  ];
  for (const [expression, expected] of table) {
    it(expression, () =>
      assert.deepEqual(remarks(`const f = ([x, y]) => ${expression}`), expected),
    );
  }

  it('finds the first NaN on its line', () => {
    const f =
      'function f([x, y]) {\n  let s = x;\n  s += y;\n  s = Math.sqrt(y - 1) + s;\n  return s / y;\n}';
    assert.deepEqual(remarks(f), [
      '4:7-23 Math.sqrt(y - 1) is NaN here, the first of the evaluation; its operands: -1.',
    ]);
  });

  it('sees a changed argument, however deep', () => {
    const changed = (name: string) =>
      `The objective changes its argument ${name}. Each step passes a fresh copy, so the change is lost.`;
    const of = (f: string, start: string) =>
      remarks(f, start, ['p']).map((each) => each.replace(/^\S+ /, ''));
    assert.deepEqual(of('const f = (p) => { p[0] = p[0] + 1; return p[0]; }', '[[1, 2]]'), [
      changed('p'),
    ]);
    assert.deepEqual(of('const f = (p) => { p.sort((a, b) => a - b); return p[0]; }', '[[2, 1]]'), [
      changed('p'),
    ]);
    assert.deepEqual(
      of(
        'const f = (p) => { p.a.b[1].push(1); return p.a.b[0][0]; }',
        '[{ a: { b: [[1], [2]] } }]',
      ),
      [changed('p')],
    );
    assert.deepEqual(
      of('const f = (p) => { const q = [...p]; q[0]++; return q[0]; }', '[[1, 2]]'),
      [],
    );
    assert.deepEqual(
      of('const f = (p) => { p[0] += 1; return p[0]; }', '[Float64Array.of(1, 2)]'),
      [changed('p')],
    );
  });

  it('ends with what the objective throws', () => {
    assert.deepEqual(remarks('const f = ([x]) => {\n  throw new Error(`x is ${x}`);\n}'), [
      '2:9-undefined Error: x is 1.5',
    ]);
  });
});
