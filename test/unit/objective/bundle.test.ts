import assert from 'node:assert/strict';
import { bundleObjective } from '../../../src/objective/bundle';
import { compile } from '../autodiff/bundle';
import { analysed, brief, bundled, ran, reader } from './helpers';

describe('what runs of one file', () => {
  it('keeps lines and columns, blanks the rest', async () => {
    const text = [
      'import fs from "node:fs";',
      'const k = 3, unused = fs.readFileSync("x");',
      'fs.writeFileSync("y", "");',
      'export function f(x: number = 2): number { return k * x ** 2; }',
      'export default class Server { listen() { fs.close(1); } }',
      '',
    ].join('\n');
    const { code, map, objective, start } = await ran(text, 'f');
    assert.equal(map, null);
    assert.deepEqual(code.split('\n').slice(0, 6), [
      ';                        ',
      'const k = 3                               ;',
      ';                         ',
      '       function f(x         = 2)         { return k * x ** 2; }',
      ';                                                        ',
      '',
    ]);
    assert.deepEqual(start(), [2]);
    assert.equal(objective(2), 12);
  });

  const complete: [string, string, number][] = [
    ['pushes', 'const d = []; d.push(1, 2); d.push(3); const f = (x = 1) => x * d.length;', 3],
    [
      'a loop',
      'const d = []; for (let i = 0; i < 4; i++) d.push(i); const f = (x = 1) => x * d.length;',
      4,
    ],
    [
      'forEach',
      'const d = []; [1, 2].forEach((v) => { d.push(v) }); const f = (x = 1) => x * d.length;',
      2,
    ],
    ['an assignment', 'let k; k = 5; const f = (x = 1) => x * k;', 5],
    ['to a member', 'const o = {}; o.k = 6; const f = (x = 1) => x * o.k;', 6],
    ['destructuring', 'let a, b; [a, { b }] = [1, { b: 2 }]; const f = (x = 1) => x * (a + b);', 3],
    [
      'passing',
      'const o = {}; function fill(p) { p.k = 7 } fill(o); const f = (x = 1) => x * o.k;',
      7,
    ],
    [
      'a function',
      'const d = []; function add(v) { d.push(v) } add(1); add(2); const f = (x = 1) => x * d.length;',
      2,
    ],
    [
      'a call of a call',
      'let k = 0; const up = () => { k++ }, twice = () => { up(); up() }; twice(); const f = (x = 1) => x * k;',
      2,
    ],
    ['Object.assign', 'const o = {}; Object.assign(o, { k: 8 }); const f = (x = 1) => x * o.k;', 8],
    ['if', 'let k = 1; if (k > 0) { k = 9 } const f = (x = 1) => x * k;', 9],
    ['after', 'const f = (x = 1) => x * k; let k = 1; k++;', 2],
    [
      'what the statements use',
      'const n = 3; const d = []; for (let i = 0; i < n; i++) d.push(i); const f = (x = 1) => x * d.length;',
      3,
    ],
    ['var in a loop', 'for (var i = 0; i < 3; i++); const f = (x = 1) => x * i;', 3],
    [
      'a class',
      'class A { static k = 4; get() { return A.k } } const f = (x = 1) => x * new A().get();',
      4,
    ],
    [
      'recursion',
      'function g(n) { return n ? n + f2(n - 1) : 0 } const f2 = (n) => g(n); const f = (x = 1) => x * g(3);',
      6,
    ],
    [
      'no semicolons',
      'const a = 1\nfoo\n;[2].forEach(() => {})\nconst f = (x = 1) => x * a\nvar foo = 2',
      1,
    ],
  ];
  for (const [name, text, value] of complete) {
    it(`completes what is built by: ${name}`, async () => {
      const { objective } = await ran({ 'a.js': text }, 'f');
      assert.equal(objective(1), value);
    });
  }

  const left: [string, string][] = [
    ['a call of the objective', 'export function f(x = 1) { return x * x }\nconsole.log(f(2));'],
    ['the objective passed', 'export function f(x = 1) { return x * x }\nconsole.log(f);'],
    ['unrelated calls', 'let n = 1; console.log(n); n++; export const f = (x = 1) => x * x;'],
    [
      'other declarators',
      'const a = 2, b = console.log("b"), c = 3; const f = (x = 1) => a * x * c;',
    ],
    [
      'calls of helpers',
      'const sq = (x) => x * x; console.log(sq(3)); const f = (x = 1) => sq(x);',
    ],
    [
      'a test',
      'const d = [1]; const f = (x = 1) => x * d[0]; it("works", () => { console.log(d) });',
    ],
    ['its static method', 'class M { static f(x = 1) { return x } }\nconsole.log(M.f(1));'],
  ];
  for (const [name, text] of left) {
    it(`leaves out ${name}`, async () => {
      const { printed } = await ran({ 'a.js': text }, name.includes('static') ? 'M.f' : 'f');
      assert.deepEqual(printed, []);
    });
  }

  it('follows the source order, not the order of use', async () => {
    const text =
      'const log = []; log.push("a"); let k = log.length; log.push("b"); k += log.length; export const f = (x = 1) => x * k;';
    assert.equal((await ran(text)).objective(1), 3);
  });
});

describe('strict mode', () => {
  const who = 'const who = function () { return this === undefined ? 1 : 2; };\n';
  const strictness = async (text: string) => {
    const found = await bundled({ 'a.js': text }, 'f');
    return 'bundle' in found && compile(found.bundle).value(Float64Array.of(1), 1) === 1;
  };

  it('is that of a module, and of a script that asks for it', async () => {
    assert.equal(await strictness(`${who}export const f = (x = 1) => who() * x;`), true);
    assert.equal(await strictness(`'use strict';\n${who}const f = (x = 1) => who() * x;`), true);
    assert.equal(await strictness(`${who}const f = (x = 1) => who() * x;`), false);
  });

  it('is that of a function which is evaluated beside the objective', async () => {
    const analysis = analysed(
      `${who}/** @evaluate g */\nexport const f = (x = 1) => x;\nexport const g = (x = 1) => who() * x;`,
      'a.js',
    );
    const [f] = analysis.objectives.filter(({ selector }) => selector === 'f');
    const found = await bundleObjective(analysis, f!, reader({}), 'g');
    assert.equal('bundle' in found && found.bundle.evaluated?.isStrict, true);
  });
});

describe('exports.start', () => {
  const table: [string, string, unknown[]][] = [
    ['scalars', '(x = -1.2, y = 1) => x', [-1.2, 1]],
    ['earlier parameters', '(n = 3, w = Array(n).fill(0)) => n', [3, [0, 0, 0]]],
    ['a pattern', '([x, y] = [-1.2, 1]) => x', [[-1.2, 1]]],
    ['an object', '({ w, b } = { w: [0, 0], b: 1 }) => b', [{ w: [0, 0], b: 1 }]],
    ['defaults in the pattern', '({ w = [0, 0], b = 0 } = {}) => b', [{ w: [0, 0], b: 0 }]],
    [
      'nested ones',
      '({ l: { w = 1, v = w + 1 } = {}, k } = { k: 5 }) => k',
      [{ l: { w: 1, v: 2 }, k: 5 }],
    ],
    ['half given', '({ w = 1, b = 2 } = { b: 7, c: 8 }) => b', [{ b: 7, c: 8, w: 1 }]],
    ['an array completed', '([a = 1, b = 2, ...r] = [5]) => a', [[5, 2]]],
    [
      'a typed array kept',
      '([a = 1, b = 2] = new Float64Array([3, 4])) => a',
      [new Float64Array([3, 4])],
    ],
    ['renamed', '({ a: x = 1, "b-c": y = x } = {}) => x', [{ a: 1, 'b-c': 1 }]],
    ['the context', '(x = 1, { step }: { step: number }, y = x + 1) => x', [1, undefined, 2]],
    ['nothing', '(x, y = 2) => x', [undefined, 2]],
    ['types', '(x = 1 as number, y = <number>2, z = (3)!) => x', [1, 2, 3]],
    ['null', '(x = 1, y = (x, 5)) => x', [1, 5]],
    [
      'odd names',
      '({ constructor: c = 2, ["__proto__"]: p = 3 } = Object.create(null)) => c',
      [{ constructor: 2, ['__proto__']: 3 }],
    ],
  ];
  for (const [name, text, expected] of table) {
    it(`evaluates ${name}`, async () => {
      const { start } = await ran(`export const f = ${text};`);
      assert.deepEqual(start(), expected);
    });
  }

  it('evaluates every default once a call', async () => {
    const text =
      'let n = 0; const next = () => ++n; export const f = ({ a = next(), b: [c = next()] = [] } = {}, d = next(), e = { a, c, d }) => n;';
    const { start } = await ran(text, 'f');
    assert.deepEqual(start(), [{ a: 1, b: [2] }, 3, { a: 1, c: 2, d: 3 }]);
    assert.deepEqual(start(), [{ a: 4, b: [5] }, 6, { a: 4, c: 5, d: 6 }]);
  });

  it('does not run into names of the file', async () => {
    const text =
      'const $0 = 4, $default = 5, $start = 6; export default ([x] = [$0]) => x + $0 + $default + $start;';
    const { start, objective } = await ran(text);
    assert.deepEqual(start(), [[4]]);
    assert.equal(objective([1]), 16);
  });
});

describe('all forms as bundles', () => {
  const table: [string, string | undefined, string][] = [
    [
      'export default (x = 3) => x * k; const k = 2;',
      'default',
      'var $default = (x = 3) => x * k;',
    ],
    [
      'export default function (x = 3) { return x * 2 }',
      'default',
      'var $default = function (x = 3)',
    ],
    ['export default function f(x = 3) { return x * 2 }', 'f', '               function f(x = 3)'],
    ['export default { a: { f(x = 3) { return x * 2 } } }', 'default.a.f', 'var $default = { a:'],
    ['class M { static f(x = 3) { return x * 2 } }', 'M.f', 'class M {'],
    ['const M = class { static f = (x = 3) => x * 2 };', 'M.f', 'const M'],
    [
      'export default class { static f(x = 3) { return x * 2 } }',
      'default.f',
      'var $default = class',
    ],
    ['const o = { "a-b": function (x = 3) { return x * 2 } };', 'o.a-b', 'const o'],
    ['const f = function g(x = 3) { return x > 99 ? g(x) : x * 2 };', 'f', 'const f'],
    ['export\ndefault\n(x = 3) => x * 2', 'default', ''],
  ];
  for (const [text, selector, begins] of table) {
    it(text, async () => {
      const { objective, start, code } = await ran({ 'a.js': text }, selector);
      assert.deepEqual(start(), [3]);
      assert.equal(objective(4), 8);
      assert.ok(code.startsWith(begins), code);
    });
  }
});

describe('what cannot run', () => {
  const table: [string, string[]][] = [
    [
      'const g = () => process.pid; export const f = (x = 1) => x * g();',
      ['unknown-name process 1:17-1:24'],
    ],
    [
      'const g = (s) => eval(s); export const f = (x = 1) => x * g("1");',
      ['sandbox eval 1:18-1:22'],
    ],
    [
      'namespace N { export const k = 1 } export const f = (x = 1) => x * N.k;',
      ['namespace 1:1-1:35'],
    ],
    [
      'class A {} class B extends A { constructor(private k: number) { (() => super())(); } } export const f = (x = 1) => x * new B(1).k;',
      ['parameter-property 1:44-1:61'],
    ],
    ['enum E { A = Math.random() } export const f = (x = 1) => x * E.A;', ['enum A 1:10-1:27']],
    [
      'const k = await g(); async function g() { return 1 } export const f = (x = 1) => x * k;',
      ['sandbox await 1:11-1:20'],
    ],
    ['import x = require("y"); export const f = (a = 1) => a * x;', ['import-equals 1:1-1:25']],
  ];
  for (const [text, expected] of table) {
    it(text, async () => {
      const result = await bundled(text, 'f');
      assert.deepEqual('problems' in result && brief(result.problems), expected);
    });
  }

  it('does not ask about other methods of the class', async () => {
    const text = 'class M { static f(x = 3) { return x * 2 } static save() { fs.write() } }';
    assert.equal((await ran(text, 'M.f')).objective(1), 2);
  });
});
