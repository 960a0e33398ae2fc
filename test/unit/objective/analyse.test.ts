import assert from 'node:assert/strict';
import { analyse, maxCharacters } from '../../../src/objective/analyse';
import { AnalysisCache } from '../../../src/objective/cache';
import { analysed, brief, only } from './helpers';

const selectors = (text: string, file?: string) =>
  analysed(text, file).objectives.map((o) => o.selector);

describe('functions located', () => {
  const forms: [string, string[]][] = [
    ['function f(x = 1) { return x }', ['f']],
    ['export function f(x = 1) { return x }', ['f']],
    ['export default function f(x = 1) { return x }', ['f']],
    ['export default function (x = 1) { return x }', ['default']],
    ['export default (x = 1) => x', ['default']],
    ['export default ((x = 1) => x) satisfies F', ['default']],
    ['const f = (x = 1) => x, g = function (y = 2) { return y }', ['f', 'g']],
    ['export let f = ((x = 1) => x) as F;', ['f']],
    [
      'class M { static f(x = 1) { return x } g(x = 1) {} static get h() { return 1 } #p() {} static i = (x = 1) => x }',
      ['M.f', 'M.i'],
    ],
    ['export default class { static f(x = 1) {} }', ['default.f']],
    [
      'const o = { f(x = 1) {}, g: (x = 1) => x, a: { b: { h: function (x = 1) {} } }, get z() { return 1 }, [k]: () => 1, "q r"() {} }',
      ['o.f', 'o.g', 'o.a.b.h', 'o.q r'],
    ],
    ['export default { f(x = 1) { return x } }', ['default.f']],
    ['function f(x: number): number; function f(x = 1) { return x }', ['f']],
    ['declare function f(x: number): number; declare class M { static f(x: number): void }', []],
    ['if (a) { function f(x = 1) {} } const g = wrap((x = 1) => x);', []],
    [
      'const __proto__ = (x = 1) => x; function constructor(x = 1) {} const hasOwnProperty = (x = 1) => x;',
      ['__proto__', 'constructor', 'hasOwnProperty'],
    ],
  ];
  for (const [text, expected] of forms) {
    it(text, () => assert.deepEqual(selectors(text), expected));
  }

  it('knows the default export by its name too', () => {
    for (const text of [
      'export default function f(x = 1) { return x }',
      'const f = (x = 1) => x; export default f;',
      'function f(x = 1) { return x } export { f as default };',
    ]) {
      assert.deepEqual([only(text).selector, only(text).isDefault], ['f', true]);
    }
    assert.equal(only('const f = (x = 1) => x; export { f as g };').isDefault, false);
  });

  it('says where everything is, whatever the line ends', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      const text = `const s = '😀';${eol}/** @steps x */${eol}export const f = async (x = 1) => x;${eol}`;
      const objective = only(text);
      assert.equal(
        text.slice(objective.start, objective.end),
        'export const f = async (x = 1) => x;',
      );
      assert.equal(text.slice(objective.nameStart, objective.nameEnd), 'f');
      assert.equal(objective.commentStart, text.indexOf('/**'));
      assert.deepEqual(brief(objective.problems), ['async 3:14-3:15']);
      assert.deepEqual(brief(objective.tags.problems), ['tag.steps x 2:12-2:13']);
    }
  });

  it('counts a byte order mark nowhere', () => {
    const objective = only('\uFEFFasync function f(x = 1) {}');
    assert.deepEqual([objective.start, objective.nameStart], [0, 15]);
    assert.deepEqual(brief(objective.problems), ['async 1:16-1:17']);
  });

  it('reads JSX and JavaScript by their languages', () => {
    assert.deepEqual(selectors('const e = <b>1</b>; const f = (x = 1) => x;', 'a.tsx'), ['f']);
    assert.deepEqual(selectors('const e = <b/>; const f = (x = 1) => x;', 'a.js'), ['f']);
    assert.deepEqual(selectors('g(a < b, c > (d)); const f = (x = 1) => x;', 'a.mjs'), ['f']);
    assert.deepEqual(selectors('const t = <T>(x: T) => x;', 'a.ts'), ['t']);
    assert.deepEqual(selectors('@d class A { static f(@e x = 1) {} }', 'a.ts'), ['A.f']);
  });
});

describe('parameters', () => {
  it('keeps names as the source binds them', () => {
    const { parameters, missing, context } = only(
      'const f = ([x, , [y = 1], ...r] = [1], { w, b: { c } = {}, "d-e": e, ...q } = {}, z) => z;',
    );
    const name = (value: string) => ({ kind: 'name', name: value });
    assert.deepEqual(parameters, [
      {
        kind: 'array',
        elements: [name('x'), null, { kind: 'array', elements: [name('y')] }],
        rest: 'r',
      },
      {
        kind: 'object',
        properties: [
          { key: 'w', value: name('w') },
          { key: 'b', value: { kind: 'object', properties: [{ key: 'c', value: name('c') }] } },
          { key: 'd-e', value: name('e') },
        ],
        rest: 'q',
      },
      name('z'),
    ]);
    assert.deepEqual([missing, context], [[2], -1]);
  });

  const contexts: [string, number][] = [
    ['(x = 1, { step }) => x', 1],
    ['({ random }, x = 1) => x', 0],
    ['(x = 1, { step, random }: { step: number; random(): number }) => x', 1],
    ['(x = 1, { step: t = 0 } = {}) => x', 1],
    ['(x = 1, c: StepContext) => x', 1],
    ['(x = 1, c: adamscope.StepContext) => x', 1],
    ['(x = 1, context) => x', 1],
    ['(ctx, x = 1) => x', 0],
    ['(x = 1, { step, other }) => x', -1],
    ['(x = 1, {}) => x', -1],
    ['(step = 1) => step', -1],
  ];
  for (const [text, index] of contexts) {
    it(`context: ${text}`, () => {
      const objective = only(`const f = ${text};`);
      assert.equal(objective.context, index);
      if (index >= 0) assert.equal(objective.parameters[index], null);
    });
  }

  it('lets @start stand for rest arguments and for missing defaults', () => {
    const objective = only('/** @start 1, 2, 3 */ const f = (a, ...x) => a;');
    assert.deepEqual(
      objective.parameters,
      ['a', 'x[0]', 'x[1]'].map((name) => ({ kind: 'name', name })),
    );
    assert.deepEqual([objective.missing, objective.problems], [[], []]);
  });
});

describe('problems of an objective', () => {
  const table: [string, string[]][] = [
    ['async function f(x = 1) { return await x }', ['async 1:16-1:17']],
    ['function* f(x = 1) { yield x }', ['generator 1:11-1:12']],
    ['function f() { return 1 }', ['no-parameters f 1:10-1:11']],
    ['function f({ step }) { return step }', ['no-parameters f 1:10-1:11']],
    ['class M { static f(x = 1) { return this.k * x } }', ['this this 1:36-1:40']],
    [
      'class M extends N { static f(x = 1) { return super.k * x } } class N {}',
      ['this super 1:46-1:51'],
    ],
    ['function f(x = 1) { return new.target ? x : 1 }', ['this new.target 1:28-1:38']],
    [
      'function f(x = 1) { class A { k = 2; g() { return this.k } } return function () { return this.k }.call({ k: x }) }',
      [],
    ],
    ['function f(x = 1) { return eval("x") }', ['sandbox eval 1:28-1:32']],
    [
      'function f(x = 1) { return new Function("x")() + require("y") }',
      ['sandbox Function 1:32-1:40', 'sandbox require 1:50-1:57'],
    ],
    [
      'function f(x = 1) { import("y"); return import.meta.env }',
      ['sandbox import() 1:21-1:27', 'sandbox import.meta 1:41-1:52'],
    ],
    [
      'function f(x = 1) { const g = async () => { await x }; return x }',
      ['sandbox await 1:45-1:52'],
    ],
    [
      'function f(x = 1) { return process.pid + fetch(x) }',
      ['unknown-name process 1:28-1:35', 'unknown-name fetch 1:42-1:47'],
    ],
    ['function f(x = 1) { return typeof window === "undefined" ? x : 0 }', []],
    ['function f(x = document) { return x }', ['unknown-name document 1:16-1:24']],
    [
      'function f(x = 1) { const process = { pid: 1 }; { const fetch = 1; fetch; } return process.pid * x }',
      [],
    ],
    [
      'function f(x = 1) { console.log(x); return Math.exp(x) + Number.EPSILON + new Map().size + isNaN(NaN) + undefined }',
      [],
    ],
    ['function f(x = 1) { y = 2; return arguments.length }', ['unknown-name y 1:21-1:22']],
    ['const f = (x = 1) => arguments.length', ['unknown-name arguments 1:22-1:31']],
    ['function f({ [k]: x } = {}) { return x } const k = "a";', ['computed-key 1:15-1:16']],
    ['function f(...x) { return x[0] }', ['rest x 1:12-1:16']],
    [
      'function f(x = 1) { a: for (;;) break a; return { window: 1, get document() { return 1 } }.window }',
      [],
    ],
    ['function f(x: number = 1): typeof window.x { type T = Foo; return x as Bar }', []],
    [
      'function f(x = 1) { enum E { A = g() } return E.A } const g = () => 1;',
      ['enum A 1:30-1:37'],
    ],
  ];
  for (const [text, expected] of table) {
    it(text, () => assert.deepEqual(brief(analysed(text).objectives[0]!.problems), expected));
  }
  it('JSX and decorators', () => {
    const jsx = only('const f = (x = 1) => <b>{x}</b>;', 'a.tsx');
    assert.deepEqual(brief(jsx.problems), ['jsx 1:22-1:32']);
    const decorated = only('function f(x = 1) { @d class A {} return x } const d = 1;', 'a.ts');
    assert.deepEqual(brief(decorated.problems), ['decorator 1:21-1:23']);
  });
});

describe('texts that do not parse', () => {
  it('a syntax error has its place', () => {
    const { problem, objectives } = analyse('const a = 1;\r\nconst b = ;', 'b.ts', 'typescript');
    assert.deepEqual([brief([problem!]), objectives], [['syntax Unexpected token 2:11-2:11'], []]);
    assert.equal(problem!.place!.file, 'b.ts');
  });

  it('empty, blank and odd texts are just that', () => {
    for (const text of ['', '\n', '\uFEFF', '#!/usr/bin/env node\n', '// 😀']) {
      assert.deepEqual(analysed(text).objectives, []);
    }
  });

  it('nesting beyond the stack is a problem, not a crash', () => {
    const { problem } = analyse('('.repeat(50_000), 'a.ts', 'typescript');
    assert.equal(problem?.code, 'objective.too-deep');
  });

  it('too large is said without parsing', () => {
    const text = `${' '.repeat(maxCharacters)}(`;
    const { problem } = analyse(text, 'a.ts', 'typescript');
    assert.deepEqual(problem, {
      code: 'objective.too-large',
      arguments: [maxCharacters + 1, maxCharacters],
      place: { file: 'a.ts', line: 1, column: 1 },
    });
  });

  it('the last good analysis serves meanwhile', () => {
    const cache = new AnalysisCache();
    const good = 'const f = (x = 1) => x;';
    const first = cache.current(good, 'a.ts', 'typescript');
    assert.equal(cache.current(good, 'a.ts', 'typescript'), first);
    assert.equal(cache.good('const f = (x', 'a.ts', 'typescript'), first);
    assert.equal(
      cache.current('const f = (x', 'a.ts', 'typescript').problem?.code,
      'objective.syntax',
    );
    assert.equal(cache.good('const f = (x = 2) => x;', 'a.ts', 'typescript').problem, null);
    assert.equal(cache.good('(', 'b.ts', 'typescript').problem?.code, 'objective.syntax');
    cache.forget('a.ts');
    assert.deepEqual(cache.good('(', 'a.ts', 'typescript').objectives, []);
  });
});
