import assert from 'node:assert/strict';
import { analyse, maxCharacters, type Analysis } from '../../../src/objective/analyse';
import { AnalysisCache } from '../../../src/objective/cache';
import { likelyObjectives, objectiveAt } from '../../../src/objective/find';
import type { Run } from '../../../src/session/session';
import { outcome, plan, RealSession, said, type Manner } from '../session/realSession';

/** What is said in place of a run. */
async function refused(text: string, manner?: Manner): Promise<string[]> {
  const planned = await plan(text, manner);
  return 'problems' in planned ? planned.problems.map(said) : [];
}

/** The objective that a selection means, as `part` of the text. */
const selecting =
  (part: string) =>
  (analysis: Analysis): ReturnType<typeof objectiveAt> => {
    const start = analysis.text.indexOf(part);
    return objectiveAt(analysis, start, start + part.length);
  };

const read = (text: string) => analyse(text, 'objective.ts', 'typescript');

/** θ after a run's last step, rounded: what tells that the right thing ran. */
const last = (run: Run, index = 0) =>
  Number(run.trace!.value('theta', index, run.trace!.length).toFixed(6));

describe('bad input: selection and source', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  it('row 1: a syntax error is named at its place; the last good parse and trace stay', async () => {
    const good = 'export function f(x = 1) {\n  return x * x;\n}';
    const broken = 'export function f(x = 1) {\n  return x * ;\n}';
    const run = await real.run(good, { flags: { steps: 3 } });
    assert.deepEqual(await refused(broken), [
      'objective.ts:2:14 The file does not parse: Unexpected token',
    ]);
    assert.equal(real.session.lastGood('objective.ts#f'), run);
    const cache = new AnalysisCache();
    const parsed = cache.current(good, 'objective.ts', 'typescript');
    assert.equal(cache.good(broken, 'objective.ts', 'typescript'), parsed);
  });

  it('row 2: where the cursor is in no function there is nothing to say, and candidates to offer', () => {
    const analysis = read('const a = 1;\nfunction f(x = 1) { return x * x; }\nfunction g(n) {}\n');
    assert.equal(objectiveAt(analysis, 3, 3), null);
    assert.deepEqual(
      likelyObjectives(analysis).map(({ selector }) => selector),
      ['f'],
    );
    assert.equal(objectiveAt(read(''), 0, 0), null);
    assert.deepEqual(likelyObjectives(read('')), []);
  });

  it('row 3: a selection that is no function is named where it is selected', () => {
    const text = 'const a = 1;\nconst b = a * 2 + 1;\nfunction f(x = 1) { return x; }';
    for (const [part, place] of [
      ['a * 2', '2:11'],
      ['return x', '3:21'],
      ['const b = a * 2 + 1;', '2:1'],
    ] as const) {
      const found = selecting(part)(read(text));
      assert.ok(found && 'code' in found);
      assert.equal(
        said(found),
        `objective.ts:${place} The selection is not an objective: it is no function. Select a whole function, or put the cursor into one.`,
      );
    }
  });

  it('row 4: an async function is refused, and a Promise is not awaited', async () => {
    assert.deepEqual(await refused('async function f(x = 1) { return x; }'), [
      'objective.ts:1:16 An objective cannot be async: it must return its number at once.',
    ]);
    const run = await real.run('const f = (x = 1) =>\n  Promise.resolve(x);');
    assert.deepEqual(outcome(run), [
      'user-error',
      'objective.ts:1:7 The objective returned a Promise; asynchronous objectives are not supported.',
      0,
      0,
    ]);
  });

  it('row 5: a generator is refused', async () => {
    assert.deepEqual(await refused('function* f(x = 1) { yield x; }'), [
      'objective.ts:1:11 An objective cannot be a generator: it must return one number.',
    ]);
  });

  it('row 6: `this` of a method is refused, an instance method is named', async () => {
    const text =
      'class Model {\n  static f(x = 1) { return this.k * x; }\n  g(x = 1) { return x; }\n}';
    assert.deepEqual(await refused(text), [
      'objective.ts:2:28 An objective cannot use “this”: it is called as a plain function.',
    ]);
    const analysis = read(text);
    const at = text.indexOf('g(x') + 4;
    const found = objectiveAt(analysis, at, at);
    assert.ok(found && 'code' in found);
    assert.equal(
      said(found),
      'objective.ts:3:3 “g” is an instance method; only static methods can be objectives.',
    );
  });

  const parameters: [string, string[]][] = [
    ['const f = (x = 2) => x * x;', ['x']],
    ['function f([x, ...r] = [1, 2, 3]) { return x + r[0] * r[1]; }', ['x', 'r[0]', 'r[1]']],
    [
      'const f = ({ a: { b = 1 } = {}, c } = { c: [1, 2] }) => b + c[0] * c[1];',
      ['c[0]', 'c[1]', 'b'],
    ],
    ['/** @start 1, 2 */ function f(...x) { return x[0] * x[1]; }', ['x[0]', 'x[1]']],
    ['/** @start 1, [2, 3] */ function f(a, [b, c]) { return a * b * c; }', ['a', 'b', 'c']],
  ];
  for (const [text, coordinates] of parameters) {
    it(`row 7: the parameters of ${text} are supported`, async () => {
      const run = await real.run(text, { flags: { steps: 2 } });
      assert.deepEqual(outcome(run), ['done', null, undefined, 2]);
      const found = run.trace!.header.leaves.flatMap((leaf) => leaf.coordinates);
      assert.deepEqual(found, coordinates);
    });
  }

  it('row 7: parameters that cannot be named or started are refused by name', async () => {
    assert.deepEqual(await refused('function f(...x) { return x[0]; }'), [
      'objective.ts:1:12 “...x” has no default; give its start with an @start tag.',
    ]);
    assert.deepEqual(await refused('const k = "a"; const f = ({ [k]: x } = {}) => x;'), [
      'objective.ts:1:30 Computed keys in a parameter give it no name; use plain names.',
    ]);
    const run = await real.run('function f(x, y = 1) { return x * y; }');
    assert.deepEqual(outcome(run), [
      'user-error',
      'objective.ts:1:10 x has neither a default value nor a start.',
      0,
      0,
    ]);
  });

  it('row 8: without parameters there is nothing to optimise', async () => {
    const words = '“f” has no parameters, so there is nothing to optimise.';
    assert.deepEqual(await refused('function f() { return 1; }'), [`objective.ts:1:10 ${words}`]);
    assert.deepEqual(await refused('const f = ({ step }) => step;'), [`objective.ts:1:7 ${words}`]);
  });

  it('row 9: names are told apart by where they are bound', async () => {
    const text = `const x = 100;
function f(x = 3) { const y = x; { const x = 50; void x; } return g(y) + x * 0; }
function g(y: number) { return [1].map((x) => x * y)[0]! + x * 0; }`;
    const run = await real.run(text, { flags: { steps: 1 } });
    assert.equal(run.trace!.value('grad', 0, 1), 1);
    assert.equal(run.trace!.value('loss', 0, 1), 3);
  });

  it('row 9: of two parameters with one name the second is named', async () => {
    assert.deepEqual(await refused('function f(x = 1, x = 2) { return x; }'), [
      'objective.ts:1:19 The file does not parse: Argument name clash.',
    ]);
  });

  it('row 9: of two functions of one name the last one runs, as in JavaScript itself', async () => {
    const text = 'function f(x = 1) { return x; }\nfunction f(x = 1) { return 5 * x; }';
    for (const index of [0, 1]) {
      const choose = ({ objectives }: Analysis) => objectives[index]!;
      const run = await real.run(text, { file: 'objective.js', choose, flags: { steps: 1 } });
      assert.equal(run.trace!.value('grad', 0, 1), 5);
    }
  });

  it('row 10: types are stripped, columns are kept', async () => {
    const text = `type Pair<T> = readonly [T, T];
export const f = <T extends number>([x, y]: Pair<T> = [1, 2] as unknown as Pair<T>): number => {
  const s = (x as number) satisfies number; if (s > 0) throw new Error(\`\${y!}\`);
  return s;
};`;
    assert.deepEqual(outcome(await real.run(text)), [
      'user-error',
      'objective.ts:3:62 Error: 2',
      0,
      0,
    ]);
  });

  it('row 11: enums and parameter properties work; namespaces are refused', async () => {
    const text = 'enum E { A = 3, B = A << 1, C = "c" }\nexport const f = (x = 2) => x * E.B;';
    const run = await real.run(text, { flags: { steps: 1 } });
    assert.equal(run.trace!.value('grad', 0, 1), 6);
    assert.deepEqual(
      await refused('namespace N { export const k = 1; }\nconst f = (x = 1) => x * N.k;'),
      ['objective.ts:1:1 TypeScript namespaces are not supported in what an objective runs.'],
    );
    const properties =
      'class A { constructor(private k: number) {} }\nconst f = (x = 2) => x * new A(7).k;';
    const second = await real.run(properties, { flags: { steps: 1 } });
    assert.equal(second.trace!.value('grad', 0, 1), 7);
  });

  it('row 12: decorators and JSX are refused', async () => {
    assert.deepEqual(await refused('const f = (x = 1) => <b>{x}</b>;', { file: 'objective.tsx' }), [
      'objective.tsx:1:22 JSX is not supported in what an objective runs.',
    ]);
    assert.deepEqual(await refused('function f(x = 1) { @d class A {} return x; } const d = 1;'), [
      'objective.ts:1:21 Decorators are not supported in what an objective runs.',
    ]);
  });

  it('row 13: module state is bundled; packages and unknown names are named', async () => {
    const text = 'let k = 2;\nk = k * 3;\nconst f = (x = 1) => k * x;';
    const run = await real.run(text, { flags: { steps: 1 } });
    assert.equal(run.trace!.value('grad', 0, 1), 6);
    assert.deepEqual(
      await refused('import { sum } from "lodash";\nconst f = (x = 1) => sum([x]);'),
      [
        'objective.ts:1:21 There is no package for “lodash” in node_modules, neither beside this file nor in a folder above.',
      ],
    );
    assert.deepEqual(await refused('const f = (x = 1) =>\n  x * factor;'), [
      'objective.ts:2:7 “factor” is neither declared here nor part of JavaScript itself.',
    ]);
  });

  it('row 14: only what the objective reaches runs, and what it reaches is complete', async () => {
    const text = `const data: number[] = [];
for (let i = 1; i <= 3; i++) data.push(i);
data.push(4);
console.log('side effect');
const other = [1]; other.push(2);
throw new Error('never');
export const f = (x = 1) => data.reduce((sum, d) => sum + d * x, 0);`;
    const printed: string[] = [];
    const listening = real.session.onDidPrint((_, __, line) => printed.push(line));
    const run = await real.run(text, { flags: { steps: 1 } });
    listening.dispose();
    assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
    assert.deepEqual([run.trace!.value('loss', 0, 1), run.trace!.value('grad', 0, 1)], [10, 10]);
    assert.deepEqual(printed, []);
    const { bundle } = run.request;
    assert.ok(!/other|never|side effect/.test(bundle.code), bundle.code);
  });

  it('row 15: line ends and a byte order mark move no position', async () => {
    const lines = [
      '// é',
      'export const f = (x = 1) => {',
      '  if (x > 0) throw new Error("x");',
      '};',
    ];
    const mixed = `${lines[0]}\r\n${lines[1]}\n${lines[2]}\r${lines[3]}`;
    const texts = [lines.join('\n'), lines.join('\r\n'), `\uFEFF${lines.join('\r\n')}`, mixed];
    const runs = await Promise.all(texts.map((text) => real.run(text)));
    for (const run of runs) {
      assert.deepEqual(outcome(run), ['user-error', 'objective.ts:3:20 Error: x', 0, 0]);
    }
  });

  it('row 16: names of any script are names; what turns text around is only quoted', async () => {
    const text = `const f = ({ 'é😀': a, '\\u202eb': c, θ } = { 'é😀': 1, '\\u202eb': 2, θ: 3 }) => a * c * θ;`;
    const run = await real.run(text, { flags: { steps: 1 } });
    const found = run.trace!.header.leaves.flatMap((leaf) => leaf.coordinates);
    assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
    assert.deepEqual(found, ['a', 'c', 'θ']);
  });

  it('row 17: one line of 1 MB and 100,000 lines are refused before they are parsed', async () => {
    for (const text of ['x'.repeat(2 ** 20), 'let a;\n'.repeat(100_000)]) {
      assert.deepEqual(await refused(text), [
        `objective.ts:1:1 The file is too large to be analysed: ${text.length} characters (at most ${maxCharacters}).`,
      ]);
    }
  });

  it('row 18: names that are markup elsewhere are data all the way', async () => {
    const names = ['</script><img src=x>', '${process}', '`backtick`', '[link](command:x)'];
    const values = names.map((name, i) => `${JSON.stringify(name)}: ${i + 1}`).join();
    const text = `const f = (p = { ${values} }) => Object.values(p).reduce((s, x) => s + x * x, 0);`;
    const run = await real.run(text, { flags: { steps: 1 } });
    assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
    assert.deepEqual(
      run.trace!.header.leaves.map(({ path }) => path[1]),
      names,
    );
    assert.deepEqual(
      run.trace!.header.leaves.map(({ name }) => name),
      names.map((name) => `p[${JSON.stringify(name)}]`),
    );
  });

  it('row 19: names that objects inherit are ordinary labels', async () => {
    const text = `/** @start {"__proto__": 1, "constructor": 2, "hasOwnProperty": 3} */
export function hasOwnProperty({ __proto__, constructor, hasOwnProperty }) {
  return __proto__ * constructor * hasOwnProperty;
}
export const __proto__ = ([__proto__, constructor] = [4, 5]) => __proto__ * constructor;`;
    const first = await real.run(text, { flags: { steps: 1 } });
    assert.deepEqual(outcome(first), ['done', null, undefined, 1]);
    assert.equal(first.request.objective.name, 'hasOwnProperty');
    assert.deepEqual(
      first.trace!.header.leaves.map(({ name }) => name),
      ['__proto__', 'constructor', 'hasOwnProperty'],
    );
    assert.deepEqual(
      [0, 1, 2].map((i) => first.trace!.value('grad', i, 1)),
      [6, 3, 2],
    );
    const choose = ({ objectives }: Analysis) => objectives[1]!;
    const second = await real.run(text, { flags: { steps: 1 }, choose });
    assert.equal(second.request.objective.name, '__proto__');
    assert.deepEqual([last(second, 0), last(second, 1)], [3.999, 4.999]);
    assert.equal(real.session.lastGood('objective.ts#hasOwnProperty'), first);
  });

  it('row 20: an empty text has no objective and no problem', () => {
    for (const text of ['', '\n\n', '// nothing', '\uFEFF']) {
      assert.deepEqual([read(text).objectives, read(text).problem], [[], null]);
    }
  });

  const unavailable: [string, string, string][] = [
    ['eval("x")', '1:22', 'eval'],
    ['new Function("return 1")()', '1:26', 'Function'],
    ['import("./x")', '1:22', 'import()'],
    ['require("fs")', '1:22', 'require'],
    ['import.meta.dirname', '1:22', 'import.meta'],
  ];
  for (const [expression, place, name] of unavailable) {
    it(`row 21: ${expression} is not available`, async () => {
      assert.deepEqual(await refused(`const f = (x = 1) => ${expression};`), [
        `objective.ts:${place} “${name}” is not available to an objective.`,
      ]);
    });
  }
});
