import assert from 'node:assert/strict';
import { compileProgram, ObjectiveError } from '../../../src/autodiff/program';
import { inEnglish } from '../../../src/messages';
import type { Message } from '../../../src/protocol/message';
import { bundleOf, compile } from './bundle';

/** What is said when `f` is evaluated, in both ways, which must agree. */
function evaluate(f: string, start = '[[1, 2]]', parameters = ['p']): Message {
  const program = compile(bundleOf(f, start, parameters));
  const gradient = new Float64Array(program.start.length);
  const onTape = caught(() => program.valueAndGradient(program.start, 1, gradient));
  const plain = caught(() => program.value(program.start, 1));
  assert.equal(inEnglish(plain), inEnglish(onTape));
  return onTape;
}

function caught(work: () => unknown): Message {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ObjectiveError, String(error));
    return error.said;
  }
  return assert.fail('nothing thrown');
}

const at = (said: Message) => `${said.place?.file}:${said.place?.line}:${said.place?.column}`;

describe('what an objective throws', () => {
  it('an error, with its place', () => {
    const said = evaluate(
      'function f(p) {\n  const s = p[0] * p[1] + p[0] ** 2;\n  if (s > 0) throw new RangeError("too far");\n  return s;\n}',
    );
    assert.equal(inEnglish(said), 'RangeError: too far');
    assert.equal(at(said), 'f.ts:3:20');
  });

  it('an error of the language, behind rewritten code on the same line', () => {
    const said = evaluate(
      'function f(p) { let a = p[0] + 1; a += p[0] * p[1]; return a + missing.length; }',
    );
    assert.equal(inEnglish(said), 'ReferenceError: missing is not defined');
    assert.equal(at(said), 'f.ts:1:64');
  });

  it('in a helper that the objective calls: where it was thrown', () => {
    const said = evaluate(
      'const g = (x) => {\n  return x.y.z * 2;\n};\nconst f = (p) => g(p) + 1;',
    );
    assert.equal(inEnglish(said), "TypeError: Cannot read properties of undefined (reading 'z')");
    assert.equal(at(said), 'f.ts:2:14');
  });

  it('null and other values that are no errors', () => {
    const said = evaluate('const f = (p) => {\n  if (p[0] > 0)\n    throw null;\n};');
    assert.equal(inEnglish(said), 'The objective threw null, which is no Error.');
    assert.equal(at(said), 'f.ts:3:5');
    assert.equal(
      inEnglish(evaluate('const f = (p) => { throw { a: [1, "b"] }; }')),
      'The objective threw { a: [1, "b"] }, which is no Error.',
    );
  });

  it('proxies and getters that throw', () => {
    const trap =
      'new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; }, ownKeys() { throw 3; } })';
    assert.equal(evaluate(`const f = (p) => { throw ${trap}; }`).code, 'evaluation.threw-value');
    const evil = evaluate(
      'class Evil extends Error { get message() { throw this; } get stack() { throw this; } }\nconst f = (p) => { throw new Evil(); }',
    );
    assert.equal(inEnglish(evil), 'Error: ');
    assert.equal(
      evaluate(
        'const f = (p) => { const e = new Error("x"); e.message = { toString() { throw 1; } }; throw e; }',
      ).code,
      'evaluation.threw',
    );
  });

  it('a message of 64 MB, cut', function () {
    this.timeout(60_000);
    const said = evaluate('function f(p) {\n  throw new Error("x".repeat(2 ** 26));\n}');
    assert.ok(said.arguments.every((each) => String(each).length <= 4096));
    assert.match(String(said.arguments[1]), /^x+…$/);
    assert.equal(at(said), 'f.ts:2:9');
  });

  it('endless recursion', () => {
    const said = evaluate('const g = (x) => g(x + 1) * 2;\nconst f = (p) => g(p[0]);');
    assert.equal(inEnglish(said), 'RangeError: Maximum call stack size exceeded');
    assert.equal(said.place?.line, 1);
  });

  it('at the top level and in the start', () => {
    const top = caught(() =>
      compile(bundleOf('const a = 1;\nnull.x;\nconst f = (p) => p;', '[1]')),
    );
    assert.equal(at(top), 'f.ts:2:6');
    const start = caught(() => compile(bundleOf('const f = (p) => p;', '[init()]')));
    assert.equal(inEnglish(start), 'ReferenceError: init is not defined');
    assert.equal(start.place?.line, 2);
  });

  it('maps through the map of the bundle', () => {
    const bundle = bundleOf('function f(p) {\n  return p[0] + nope;\n}', '[[1]]');
    // Line 2 of the code is line 11 of lib.ts, from column 4 on.
    bundle.map = JSON.stringify({
      version: 3,
      sources: ['f.ts', 'lib.ts'],
      names: [],
      mappings: ';ECUI',
    });
    const program = compile(bundle);
    const said = caught(() => program.valueAndGradient(program.start, 1, new Float64Array(1)));
    assert.equal(at(said), 'lib.ts:11:5');
  });

  it('unreadable code and code without an objective', () => {
    const options = { seed: 0, start: null, console: () => undefined };
    const syntax = caught(() => compileProgram({ ...bundleOf('const f = 1 +;', '[1]') }, options));
    assert.equal(syntax.code, 'evaluation.syntax');
    assert.equal(at(syntax), 'f.ts:1:14');
    assert.equal(
      caught(() => compile(bundleOf('const f = 3', '[1]'))).code,
      'evaluation.no-objective',
    );
  });

  it('an expression of fifty thousand operators', () => {
    const sum = Array.from({ length: 50_000 }, () => 'p').join(' + ');
    const said = caught(() => compile(bundleOf(`const f = (p) => ${sum}`, '[1]')));
    assert.equal(said.code, 'evaluation.too-deep');
  });

  it('float arrays over buffers are refused on the tape', () => {
    const program = compileProgram(
      bundleOf(
        'const f = (p) => {\n  const a = new Float64Array(new ArrayBuffer(16)); a[0] = p; return a[0]; }',
        '[1]',
      ),
      { seed: 0, start: null, console: () => undefined, gradient: 'tape' },
    );
    const said = caught(() => program.valueAndGradient(program.start, 1, new Float64Array(1)));
    assert.equal(
      inEnglish(said),
      'Float64Array over an ArrayBuffer has no gradient here; make it from a length or from numbers.',
    );
    assert.equal(said.place?.line, 2);
  });
});

describe('what an objective returns in place of a number', () => {
  const table: [string, string][] = [
    [
      'undefined',
      'The objective returned undefined; it must return a number. Is a return missing?',
    ],
    ['"1"', 'The objective returned "1" (string); it must return a number.'],
    ['true', 'The objective returned true (boolean); it must return a number.'],
    ['null', 'The objective returned null (null); it must return a number.'],
    ['1n', 'The objective returned 1n (bigint); it must return a number.'],
    ['Symbol("s")', 'The objective returned Symbol(s) (symbol); it must return a number.'],
    [
      '({ re: p[0], im: 1 })',
      'The objective returned { re: 1, im: 1 } (object); it must return a number.',
    ],
    ['f', 'The objective returned [function] (function); it must return a number.'],
    [
      'p.map((x) => x * 2)',
      'The objective returned [2, 4] (Array); a scalar objective is required: one number, such as the sum or the mean.',
    ],
    [
      'new Float64Array(2)',
      'The objective returned [0, 0] (Float64Array); a scalar objective is required: one number, such as the sum or the mean.',
    ],
    [
      'new Number(p[0])',
      'The objective returned [Number: 1], an object (Number); it must return a plain number.',
    ],
    [
      '({ valueOf: () => 3 })',
      'The objective returned { valueOf: [function] } (object); it must return a number.',
    ],
    [
      'new Proxy({}, { getPrototypeOf() { throw 1; } })',
      'The objective returned [object] (object); it must return a number.',
    ],
    [
      'Promise.resolve(1)',
      'The objective returned a Promise; asynchronous objectives are not supported.',
    ],
  ];
  for (const [expression, words] of table) {
    it(expression, () => {
      const said = evaluate(`const f = (p) => ${expression};`);
      assert.equal(inEnglish(said), words);
      assert.equal(at(said), 'f.ts:1:7');
    });
  }

  it('NaN, infinities and -0 are numbers', () => {
    for (const [expression, value] of [
      ['0 / 0', NaN],
      ['-1 / 0', -Infinity],
      ['-0', -0],
    ] as const) {
      const program = compile(bundleOf(`const f = (p) => ${expression}`, '[1]'));
      assert.ok(Object.is(program.value(program.start, 1), value));
      assert.ok(Object.is(program.valueAndGradient(program.start, 1, new Float64Array(1)), value));
    }
  });
});

describe('the console of an objective', () => {
  it('prints active numbers as numbers, calls no getters and is capped', () => {
    const lines: string[] = [];
    const bundle = bundleOf(
      'const f = (p) => { console.log("p is %d of", p[0] * 2, p, { get a() { throw 1; }, m: new Map() }); console.error("y".repeat(1e6)); return p[0]; }',
      '[[1.5]]',
    );
    const program = compileProgram(bundle, {
      seed: 0,
      start: null,
      console: (level, text) => lines.push(`${level} ${text}`),
    });
    program.valueAndGradient(program.start, 1, new Float64Array(1));
    assert.equal(lines[0], 'log p is 3 of [1.5] { a: [getter], m: Map {} }');
    assert.match(lines[1]!, /^error y+…$/);
    assert.equal(lines[1]!.length, 'error '.length + 4096);
    program.examine(program.start, 1);
    assert.equal(lines.length, 2);
  });
});
