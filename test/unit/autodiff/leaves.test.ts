import assert from 'node:assert/strict';
import { ObjectiveError, type Program } from '../../../src/autodiff/program';
import { inEnglish } from '../../../src/messages';
import { bundleOf, compile, gradientAt, type Short } from './bundle';

const sum = `const total = (v) => typeof v === 'number' ? v : Object.values(v).reduce((s, x) => s + total(x), 0);
  const f = (...args) => total(args);`;

function leavesOf(parameters: Short[], start: string): Program {
  return compile(bundleOf(sum, start, parameters));
}

describe('leaves', () => {
  const table: [string, Short[], string, [string, number[], string[]][]][] = [
    [
      'numbers',
      ['x', 'y'],
      '[-1.2, 1]',
      [
        ['x', [], ['x']],
        ['y', [], ['y']],
      ],
    ],
    [
      'a destructured array is one leaf',
      [['x', 'y']],
      '[[-1.2, 1]]',
      [['[x, y]', [2], ['x', 'y']]],
    ],
    ['a named array', ['p'], '[[0, 0]]', [['p', [2], ['p[0]', 'p[1]']]]],
    [
      'a matrix',
      ['w'],
      '[[[1, 2], [3, 4]]]',
      [['w', [2, 2], ['w[0][0]', 'w[0][1]', 'w[1][0]', 'w[1][1]']]],
    ],
    [
      'properties by binding',
      [{ w: 'w', b: 'b' }],
      '[{ w: [0, 0], b: 0 }]',
      [
        ['w', [2], ['w[0]', 'w[1]']],
        ['b', [], ['b']],
      ],
    ],
    ['renamed properties', [{ w: 'weights' }], '[{ w: [1] }]', [['weights', [1], ['weights[0]']]]],
    [
      'nested without a binding',
      ['p'],
      '[{ layer: { w: [1], "odd name": 2 } }]',
      [
        ['p.layer.w', [1], ['p.layer.w[0]']],
        ['p["odd name"]'.replace('p', 'p.layer'), [], ['p.layer["odd name"]']],
      ],
    ],
    [
      'rest elements',
      [['x', '...rest']],
      '[[1, 2, 3]]',
      [['[x, ...rest]', [3], ['x', 'rest[0]', 'rest[1]']]],
    ],
    [
      'rest properties',
      [{ a: 'a', '...others': null }],
      '[{ a: 1, b: [2] }]',
      [
        ['a', [], ['a']],
        ['others.b', [1], ['others.b[0]']],
      ],
    ],
    [
      'a mixed array',
      ['p'],
      '[[1, [2, 3], { q: 4 }]]',
      [
        ['p[0]', [], ['p[0]']],
        ['p[1]', [2], ['p[1][0]', 'p[1][1]']],
        ['p[2].q', [], ['p[2].q']],
      ],
    ],
    [
      'arrays of different shapes',
      ['p'],
      '[[[[1, 2], [3, 4]], [5]]]',
      [
        ['p[0]', [2, 2], ['p[0][0][0]', 'p[0][0][1]', 'p[0][1][0]', 'p[0][1][1]']],
        ['p[1]', [1], ['p[1][0]']],
      ],
    ],
    [
      'a mixed array, destructured',
      [['a', ['b', 'c']]],
      '[[1, [2, 3]]]',
      [
        ['a', [], ['a']],
        ['[b, c]', [2], ['b', 'c']],
      ],
    ],
    [
      'a matrix, destructured',
      [
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
      ],
      '[[[1, 2], [3, 4]]]',
      [['[[a, b], [c, d]]', [2, 2], ['a', 'b', 'c', 'd']]],
    ],
    [
      'a hole and more than the pattern takes',
      [['x', null]],
      '[[1, 2, 3]]',
      [['[x, ]', [3], ['x', '[x, ][1]', '[x, ][2]']]],
    ],
    ['Float64Array', ['p'], '[Float64Array.of(1, 2)]', [['p', [2], ['p[0]', 'p[1]']]]],
    [
      'names of Object.prototype',
      [{ __proto__x: 'a', constructor: 'constructor' }],
      '[{ __proto__x: 1, constructor: 2 }]',
      [
        ['a', [], ['a']],
        ['constructor', [], ['constructor']],
      ],
    ],
    [
      'coordinate names are unique',
      [{ a: 'a' }, 'b'],
      '[{ a: 1, b: 2 }, 3]',
      [
        ['a', [], ['a']],
        ['b', [], ['b']],
        ['b', [], ['b (2)']],
      ],
    ],
  ];
  for (const [title, parameters, start, expected] of table) {
    it(title, () => {
      const program = leavesOf(parameters, start);
      assert.deepEqual(
        program.leaves.map((leaf) => [leaf.name, leaf.shape, leaf.coordinates]),
        expected,
      );
      const size = program.leaves.reduce((n, leaf) => n + leaf.length, 0);
      assert.equal(program.start.length, size);
      assert.deepEqual(gradientAt(program), new Array(size).fill(1));
    });
  }

  it('paths count the context', () => {
    const program = compile(
      bundleOf(
        'const f = (c, { w }) => w[1] * c.step',
        '[undefined, { w: [1, 2] }]',
        [null, { w: 'w' }],
        0,
      ),
    );
    assert.deepEqual(program.leaves[0]!.path, [1, 'w']);
    assert.deepEqual(gradientAt(program, program.start, 5), [0, 5]);
  });

  it('keep many coordinates in order', () => {
    const program = compile(
      bundleOf(
        'const f = ({ A, q }) => A.reduce((s, r, i) => s + r.reduce((t, x, j) => t + x * (i * 100 + j), 0), 0) + q * 7',
        '[{ A: Array.from({ length: 50 }, (_, i) => Array.from({ length: 20 }, (_, j) => i + j)), q: 1 }]',
        [{ A: 'A', q: 'q' }],
      ),
    );
    const gradient = gradientAt(program);
    assert.equal(gradient.length, 1001);
    assert.deepEqual([gradient[0], gradient[21], gradient[999], gradient[1000]], [0, 101, 4919, 7]);
    assert.equal(program.leaves[0]!.coordinates[21], 'A[1][1]');
  });

  it('`__proto__` is an ordinary key', () => {
    const program = compile(
      bundleOf(
        'const f = (p) => Object.keys(p).length * p["__proto__"]',
        '[JSON.parse(\'{"__proto__": 3}\')]',
      ),
    );
    assert.deepEqual(gradientAt(program), [1]);
  });
});

describe('a given start', () => {
  it('takes the place of the defaults', () => {
    const bundle = bundleOf(
      'const f = (x, c, p) => x + p[0]',
      '[1, undefined, Float64Array.of(1, 2)]',
      ['x', null, 'p'],
      1,
    );
    const program = compile(bundle, 0, [5, [6, 7]]);
    assert.deepEqual([...program.start], [5, 6, 7]);
  });

  it('stays a Float64Array where the default is one', () => {
    const program = compile(
      bundleOf('const f = (p) => p.subarray(1)[0]', '[Float64Array.of(1, 2)]'),
      0,
      [[6, 7]],
    );
    assert.equal(program.value(program.start, 1), 7);
    assert.deepEqual(gradientAt(program), [0, 1]);
  });

  it('of another number of arguments is refused', () => {
    said(
      () => compile(bundleOf('const f = (x) => x', '[1]', ['x']), 0, [1, 2]),
      '2 start values are given, but the objective takes 1.',
    );
  });
});

describe('a given start that is longer', () => {
  const given = (parameter: Short, usual: string, start: unknown) =>
    compile(bundleOf(sum, `[${usual}]`, [parameter]), 0, [start]).start.length;

  it('may be where the whole array has one name, or a rest', () => {
    assert.equal(given('p', '[1, 2]', [1, 2, 3]), 3);
    assert.equal(given(['x', '...rest'], '[1, 2]', [1, 2, 3]), 3);
    assert.equal(given(['x', 'y'], '[1, 2, 3]', [4, 5, 6]), 3);
  });

  it('is refused where a pattern takes only so many', () => {
    const longer = '[x, y] takes 2 values, but its start has 3.';
    said(() => given(['x', 'y'], '[1, 2]', [1, 2, 3]), longer);
    said(() => given(['x', 'y'], 'undefined', [1, 2, 3]), longer);
    said(() => given({ a: ['x', 'y'] }, '{ a: [1, 2] }', { a: [1, 2, 3] }), longer);
    said(() => given([['x', 'y']], '[[1, 2]]', [[1, 2, 3]]), longer);
  });
});

describe('bad starts', () => {
  const table: [Short[], string, string][] = [
    [['x'], '[]', 'x has neither a default value nor a start.'],
    [
      ['x'],
      '["1"]',
      'x is "1"; the start of x must consist of finite numbers, arrays of them, and plain objects of these.',
    ],
    [['x'], '[true]', 'x is true; the start'],
    [['x'], '[null]', 'x is null; the start'],
    [['x'], '[NaN]', 'x is NaN; the start'],
    [['p'], '[[1, Infinity]]', 'p[1] is Infinity; the start of p'],
    [['p'], '[[1, undefined]]', 'p[1] is undefined; the start of p'],
    [['p'], '[10n]', 'p is 10n; the start of p'],
    [['p'], '[() => 1]', 'p is [function]; the start of p'],
    [['p'], '[[]]', 'p is empty ([]); the start of p must hold at least one number.'],
    [['p'], '[{}]', 'p is empty ({}); the start of p must hold at least one number.'],
    [['p'], '[[[], []]]', 'p[0] is empty ([]); the start'],
    [['p'], '[[1, , 3]]', 'p[1] is missing in a sparse array; the start of p must have no holes.'],
    [
      ['p'],
      '[new Float32Array(2)]',
      'p is a Float32Array; of the typed arrays the start of p may hold Float64Array alone.',
    ],
    [['p'], '[{ a: new Int8Array(2) }]', 'p.a is a Int8Array; of the typed arrays'],
    [['p'], '[new Date()]', 'p is an instance of Date; the start of p'],
    [
      ['p'],
      '[(() => { const a = [1]; a.push(a, 2); return a; })()]',
      'is nested too deeply, or contains itself.',
    ],
    [[['x', 'y']], '[[1]]', '[x, y] takes 2 values, but its start has 1.'],
    [[['x', 'y']], '[3]', '[x, y] is 3; the start of [x, y]'],
    [[{ w: 'w' }], '[{ v: 1 }]', 'The start of { w } has no property “w”.'],
    [[null], '[undefined]', 'The objective has no parameters to optimise.'],
  ];
  for (const [parameters, start, text] of table) {
    it(`${start} for ${JSON.stringify(parameters[0])}`, () => {
      const context = parameters[0] === null ? 0 : -1;
      said(() => compile(bundleOf(sum, start, parameters, context)), text);
    });
  }
});

function said(work: () => void, text: string): void {
  assert.throws(work, (error) => {
    assert.ok(error instanceof ObjectiveError, String(error));
    const words = inEnglish(error.said);
    assert.ok(words.includes(text), words);
    assert.equal(error.said.place?.file, 'f.ts');
    return true;
  });
}
