import assert from 'node:assert/strict';
import type { LocatedObjective } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import {
  likelyObjectives,
  objectiveAt,
  objectiveNamed,
  symbolAt,
} from '../../../src/objective/find';
import { analysed, brief, run } from './helpers';

/** The text without its marks `‸`, and where they were. */
function marked(text: string): { text: string; marks: number[] } {
  const parts = text.split('‸');
  let at = 0;
  const marks = parts.slice(0, -1).map((part) => (at += part.length));
  return { text: parts.join(''), marks };
}

function at(source: string) {
  const { text, marks } = marked(source);
  return objectiveAt(analysed(text), marks[0]!, marks.at(-1)!);
}

function isObjective(found: ReturnType<typeof at>): found is LocatedObjective {
  return found !== null && 'selector' in found;
}

describe('objectiveAt', () => {
  const cursors: [string, string | null][] = [
    ['const a = 1;\nfunction f(x = 1) { return ‸x }', 'f'],
    ['‸function f(x = 1) { return x }', 'f'],
    ['function f(x = 1) { return x }‸', 'f'],
    ['/** ‸doc */\nfunction f(x = 1) { return x }', 'f'],
    ['/** doc */‸\nexport const f = (x = 1) => x;', 'f'],
    ['‸const a = 1;\nfunction f(x = 1) { return x }', null],
    ['function f(x = 1) { const g = (y = 2) => ‸y; return g() }', 'f'],
    ['class M { static f(x = 1) { return ‸x } static g(x = 1) { return x } }', 'M.f'],
    ['class M { ‸k = 2; static f(x = 1) { return x } }', null],
    ['const o = { f: (x = 1) => x, g: (y = 1) => ‸y };', 'o.g'],
    ['if (a) { const f = (x = 1) => ‸x; }', null],
  ];
  for (const [source, selector] of cursors) {
    it(`cursor: ${JSON.stringify(source)}`, () => {
      const found = at(source);
      assert.equal(isObjective(found) ? found.selector : found, selector);
    });
  }

  it('names instance methods and accessors', () => {
    const said = [
      at('class M { f(x = 1) { return ‸this.k * x } }'),
      at('const o = { get f() { return ‸1 } };'),
    ];
    assert.deepEqual(
      said.map((found) => (found && 'code' in found ? brief([found]) : found)),
      [['instance-method f 1:11-1:12'], ['accessor f 1:17-1:18']],
    );
  });

  const selections: [string, string][] = [
    ['‸function f(x = 1) { return x }‸', 'f'],
    ['  ‸ \nexport const f = (x = 1) => x;\n‸', 'f'],
    ['const f = ‸(x = 1) => x‸;', 'f'],
    ['const ‸f‸ = (x = 1) => x;', 'f'],
    ['‸const f = (x = 1) => x‸;', 'f'],
    ['run(‸(x = 1) => x‸);', 'function:1:5'],
    ['run(‸function g(x = 1) { return x }‸);', 'g:1:5'],
    ['function h() {\n  ‸const g = (x = 1) => x;‸\n}', 'function:2:13'],
  ];
  for (const [source, selector] of selections) {
    it(`selection: ${JSON.stringify(source)}`, () => {
      const found = at(source);
      assert.ok(isObjective(found), JSON.stringify(found));
      assert.equal(found.selector, selector);
    });
  }

  it('says that anything else selected is none', () => {
    for (const source of [
      'const a = ‸1 + 2‸;',
      'function f(x = 1) { return ‸x‸ }',
      '‸const a = 1;\nf‸unction f(x = 1) {}',
      'const o = ‸{ f(x = 1) {} }‸;',
      'const f = (x ‸= 1) => ‸x;',
    ]) {
      const found = at(source);
      assert.equal(found && 'code' in found && found.code, 'objective.not-an-objective', source);
    }
    assert.deepEqual(brief([at('const a =\n‸ 1 ‸;') as never]), ['not-an-objective 2:2-2:3']);
  });

  it('gives the syntax error of a broken text', async () => {
    const { analyse } = await import('../../../src/objective/analyse');
    const found = objectiveAt(analyse('const f = (', 'a.ts', 'typescript'), 3, 3);
    assert.equal(found && 'code' in found && found.code, 'objective.syntax');
  });
});

describe('a selected function expression', () => {
  const good: [string, number][] = [
    [
      'const k = 3; function unused() { return run(‸(x: number = 2) => k * x‸, gone()); } unused();',
      6,
    ],
    ['const k = 3;\nrun(k, {\n  a: ‸function (x = 2) { return k * x }‸,\n});', 6],
    ['‸(x = 2) => x * 3‸', 6],
    ['const d = [3]; d.map(‸(x = 2) => x * d[0]‸);', 6],
    ['const a = 3, b = wrap(‸(x = 2) => a * x‸);', 6],
  ];
  for (const [source, value] of good) {
    it(JSON.stringify(source), async () => {
      const { text, marks } = marked(source);
      const analysis = analysed(text);
      const found = objectiveAt(analysis, marks[0]!, marks[1]!);
      assert.ok(isObjective(found));
      const result = await bundleObjective(analysis, found, () => Promise.resolve(null));
      assert.ok('bundle' in result);
      const { objective, start, code } = run(result.bundle);
      assert.deepEqual(start(), [2]);
      assert.equal(objective(2), value);
      if (source.includes('run(')) {
        const column = (whole: string) =>
          whole
            .split('\n')
            .map((line) => line.indexOf('k * x'))
            .find((at) => at >= 0);
        assert.equal(column(code), column(text));
      }
    });
  }

  it('names what it closes over', () => {
    const found = at(
      'const top = 1;\nfunction g(a) {\n  const b = 2;\n  return ‸(x = 1) => x * a * b * b * top‸;\n}',
    );
    assert.ok(isObjective(found));
    assert.deepEqual(brief(found.problems), ['closure a 4:25-4:26', 'closure b 4:29-4:30']);
  });
});

describe('objectives by name', () => {
  const analysis = analysed(
    'export default function f(x = 1) { return x }\nclass M { static g(x) { return x } }\n/** @steps 3 */ const h = (x = 1) => x;',
  );
  it('by selector or default', () => {
    assert.equal(objectiveNamed(analysis, 'f')?.selector, 'f');
    assert.equal(objectiveNamed(analysis, 'default')?.selector, 'f');
    assert.equal(objectiveNamed(analysis, 'M.g')?.selector, 'M.g');
    assert.equal(objectiveNamed(analysis, 'g'), null);
  });
  it('the likely ones first', () => {
    const names = (text: string) => likelyObjectives(analysed(text)).map((o) => o.selector);
    assert.deepEqual(
      likelyObjectives(analysis).map((o) => o.selector),
      ['h'],
    );
    assert.deepEqual(names('const sq = (x) => x * x; const f = (x = 1) => sq(x);'), ['f']);
    assert.deepEqual(names('const a = (x) => x; const b = (x) => x;'), ['a', 'b']);
  });
});

describe('symbolAt', () => {
  const table: [string, unknown][] = [
    ['function ‸f(x = 1) { return x }', 'function'],
    ['function f‸(x = 1) { return x }', 'function'],
    ['function f(‸x = 1) { return x }', [[0], 'x']],
    ['function f(x = 1) { return 2 * x‸ }', [[0], 'x']],
    ['const f = ([a, ‸bb] = [1, 2]) => a * bb;', [[0, 1], 'bb']],
    ['const f = ([a, bb] = [1, 2]) => a * b‸b;', [[0, 1], 'bb']],
    ['const f = (k = 1, { w, v: { u: [, ‸z] } } = d) => z;', [[1, 'v', 'u', 1], 'z']],
    ['const f = ({ step }, x = 1) => ‸x * step;', [[1], 'x']],
    ['const f = ({ step }, x = 1) => x * ‸step;', null],
    ['const f = (p = { w: [1] }) => ‸p.w[0] * 2;', [[0], 'p']],
    ['const f = (p = { w: [1] }) => p.‸w[0] * 2;', [[0, 'w'], 'p.w']],
    ['const f = (p = { w: [1] }) => p.w[‸0] * 2;', [[0, 'w', 0], 'p.w[0]']],
    ['const f = (p = { w: [1] }) => p!.w["‸q r"];', [[0, 'w', 'q r'], 'p!.w["q r"]']],
    ['const f = (w = [1]) => { for (let i = 0; i < 1; i++) return w[‸i] };', null],
    ['const f = (w = [1]) => { for (let i = 0; i < 1; i++) return ‸w[i] };', [[0], 'w']],
    ['const f = (x = 1) => { const g = (x) => ‸x; return g(x) };', null],
    ['const f = (x = 1) => { const g = (x) => x; return g(‸x) };', [[0], 'x']],
    ['const f = (x = 1) => { { let x = 2; ‸x; } return x };', null],
    ['const f = (x = 1) => { ‸x = x + 1; return x };', [[0], 'x']],
    ['const f = (x = 1) => { x = ‸x + 1; return x };', [[0], 'x']],
    ['const f = (x = 1) => { var x; return ‸x };', [[0], 'x']],
    ['const f = (x = 1) => g({ ‸x }); const g = (o) => o.x;', [[0], 'x']],
    ['const f = (x = 1) => g({ ‸x: 2 }); const g = (o) => o.x;', null],
    ['const f = (x = 1) => Math.‸abs(x);', null],
    ['const f = (x: ‸number = 1) => x;', null],
    ['const f = (x = 1, y = ‸x) => y;', [[0], 'x']],
    ['const f = ([a, ...rest] = [1, 2]) => a * ‸rest[0];', null],
    ['const x = 3; const f = (a = 1) => a * ‸x;', null],
    ['const f = ({ __proto__: ‸p, constructor: c } = {}) => p;', [[0, '__proto__'], 'p']],
    ['const s = "😀"; const f = (ñ = 1) => ‸ñ;', [[0], 'ñ']],
  ];
  for (const [source, expected] of table) {
    it(source, () => {
      const { text, marks } = marked(source);
      const analysis = analysed(text);
      const objective = analysis.objectives.find((o) => o.selector === 'f')!;
      const found = symbolAt(analysis, objective, marks[0]!);
      const brief =
        found?.kind === 'parameter'
          ? [found.path, text.slice(found.start, found.end)]
          : found?.kind;
      assert.deepEqual(brief ?? null, expected);
    });
  }
});
