import assert from 'node:assert/strict';
import { brief, only } from './helpers';

const f = 'export const f = ([x, y] = [1, 2]) => x * y;';
const read = (comment: string, code = f) => only(`${comment}\n${code}`);

describe('tags', () => {
  it('reads all of them', () => {
    const { tags, tagged } = read(`/**
 * A valley. See @steps for more, or mail me@optimizer.org.
 *
 * @param x where
 * @optimizer lookahead k=5 inner=adam inner.lr=2e-2 amsgrad=true eps=.5 dialect=keras precision=float32
 * @schedule warmup(100) cosine(900, 0.1)
 * @clip norm=1 value=0.5
 * @group b lr=0.1 weightDecay=0
 * @group [x, y] lr=1
 * @steps 2000
 * @start [0.5, -1e-3]
 * @bounds [-1, Infinity]
 * @seed 7
 * @minimum [[1], 1]
 * @evaluate Model.full every=50
 * @returns {number} the loss
 */`);
    // What it names is looked for elsewhere.
    assert.deepEqual(
      tags.problems.splice(0).map(({ code }) => code),
      ['objective.evaluate.unknown'],
    );
    assert.deepEqual(tags, {
      optimizer: {
        name: 'lookahead',
        hyperparameters: { k: 5, inner: 'adam', 'inner.lr': 0.02, amsgrad: true, eps: 0.5 },
        ...{ dialect: 'keras', precision: 'float32' },
        place: { file: 'a.ts', line: 5, column: 15, endLine: 5, endColumn: 105 },
      },
      schedule: {
        phases: 'warmup(100) cosine(900, 0.1)',
        place: { file: 'a.ts', line: 6, column: 14, endLine: 6, endColumn: 42 },
      },
      clip: {
        limits: { norm: 1, value: 0.5 },
        place: { file: 'a.ts', line: 7, column: 10, endLine: 7, endColumn: 26 },
      },
      groups: [
        {
          ...{ leaf: 'b', hyperparameters: { lr: 0.1, weightDecay: 0 } },
          place: { file: 'a.ts', line: 8, column: 11, endLine: 8, endColumn: 33 },
        },
        {
          ...{ leaf: '[x, y]', hyperparameters: { lr: 1 } },
          place: { file: 'a.ts', line: 9, column: 11, endLine: 9, endColumn: 22 },
        },
      ],
      steps: 2000,
      seed: 7,
      start: [[0.5, -1e-3]],
      bounds: [-1, Infinity],
      minimum: [1, 1],
      evaluate: {
        ...{ name: 'Model.full', every: 50 },
        place: { file: 'a.ts', line: 15, column: 14, endLine: 15, endColumn: 33 },
      },
      problems: [],
    });
    assert.equal(tagged, true);
  });

  it('reads one line, several lines, and any line end', () => {
    const one = read('/** @optimizer adam lr=0.1 @steps 30 @seed 1 */').tags;
    assert.deepEqual([one.optimizer!.hyperparameters, one.steps, one.seed], [{ lr: 0.1 }, 30, 1]);
    for (const eol of ['\n', '\r\n', '\r']) {
      const { tags } = read(
        `/**${eol} * @start [1,${eol} *   2]${eol} *${eol} * More prose.${eol} */`,
      );
      assert.deepEqual([tags.start, tags.problems], [[[1, 2]], []]);
    }
  });

  it('names a leaf by all that stands before what differs, or in quotes', () => {
    const group = (value: string) => {
      const { groups, problems } = read(`/** @group ${value} */`).tags;
      assert.deepEqual(problems, []);
      return groups.map(({ leaf, hyperparameters }) => [leaf, hyperparameters]);
    };
    assert.deepEqual(group('layer.w lr=1'), [['layer.w', { lr: 1 }]]);
    assert.deepEqual(group('a["b c"].d   lr=1,eps=0'), [['a["b c"].d', { lr: 1, eps: 0 }]]);
    assert.deepEqual(group('"a[\\"x=1\\"]" lr=1'), [['a["x=1"]', { lr: 1 }]]);
    assert.deepEqual(group('a lr=1 @group b lr=2'), [
      ['a', { lr: 1 }],
      ['b', { lr: 2 }],
    ]);
  });

  it('leaves the @group of TypeDoc alone, in which nothing is set', () => {
    const { tags, tagged } = read('/** @group Test Functions */');
    assert.deepEqual([tags.groups, tags.problems, tagged], [[], [], false]);
  });

  it('reads the comment right before, wherever it may stand', () => {
    const tag = '/** @steps 5 */';
    for (const code of [
      `${tag} export const f = (x = 1) => x;`,
      `export ${tag} const f = (x = 1) => x;`,
      `const f = ${tag} (x = 1) => x;`,
      `${tag} // and a remark\nfunction f(x = 1) { return x }`,
      `${tag} export default function f(x = 1) { return x }`,
      `export default ${tag} function f(x = 1) { return x }`,
      `class M { ${tag} static f(x = 1) { return x } }`,
      `const o = { ${tag} f(x = 1) { return x } };`,
      `const o = { ${tag} f: (x = 1) => x };`,
      `/** @steps 9 */ ${tag} const f = (x = 1) => x;`,
    ]) {
      assert.deepEqual([only(code).tags.steps, code], [5, code]);
    }
    for (const code of [
      '/* @steps 5 */ const f = (x = 1) => x;',
      '// @steps 5\nconst f = (x = 1) => x;',
      '/** @steps 5 */ const a = 1; const f = (x = 1) => x;',
      '/** @steps 5 */ const o = { f(x = 1) { return x } };',
      '/** @stepsize 5\n * @starting 1 */ const f = (x = 1) => x;',
    ]) {
      assert.deepEqual([only(code).tagged, code], [false, code]);
    }
  });

  const wrong: [string, string[]][] = [
    ['@steps 1.5', ['tag.steps 1.5 1:12-1:15']],
    ['@steps -1', ['tag.steps -1 1:12-1:14']],
    ['@steps', ['tag.steps  1:5-1:11']],
    ['@steps many more', ['tag.steps many more 1:12-1:21']],
    ['@seed NaN', ['tag.seed NaN 1:11-1:14']],
    ['@start [1,', ['tag.start [1, 1:12-1:15']],
    ['@start NaN, 1', ['tag.start NaN, 1 1:12-1:18']],
    ['@start 1, 2', ['start-count 2 1 1:12-1:16']],
    ['@bounds [1]', ['tag.bounds [1] 1:13-1:16']],
    ['@bounds [1, -1]', ['tag.bounds-reversed 1 -1 1:13-1:20']],
    ['@bounds [NaN, 1]', ['tag.bounds [NaN, 1] 1:13-1:21']],
    ['@minimum ["a"]', ['tag.minimum ["a"] 1:14-1:19']],
    ['@minimum {}', ['tag.minimum {} 1:14-1:16']],
    ['@optimizer', ['tag.optimizer-name  1:5-1:15']],
    ['@optimizer lr=1', ['tag.optimizer-name lr=1 1:16-1:20']],
    ['@optimizer adam lr', ['tag.hyperparameter lr 1:16-1:23']],
    ['@optimizer adam lr= 1', ['tag.hyperparameter lr= 1:16-1:26']],
    ['@optimizer adam a=b=c', ['tag.hyperparameter a=b=c 1:16-1:26']],
    ['@schedule', ['tag.schedule 1:5-1:14']],
    ['@clip', ['tag.clip 1:5-1:10']],
    ['@clip 1', ['tag.hyperparameter 1 1:11-1:12']],
    ['@clip norm = 1', ['tag.hyperparameter norm 1:11-1:19']],
    ['@group lr=0.1', ['tag.group lr=0.1 1:12-1:18']],
    ['@group b lr=', ['tag.hyperparameter lr= 1:12-1:17']],
    ['@group b lr=1 eps', ['tag.hyperparameter eps 1:12-1:22']],
    ['@group "b lr=1', ['tag.group "b lr=1 1:12-1:19']],
  ];
  for (const [tag, expected] of wrong) {
    it(`refuses ${tag}`, () => {
      const { tags, tagged } = read(`/** ${tag} */`);
      assert.deepEqual(brief(tags.problems), expected);
      assert.equal(tagged, true);
      const { optimizer, schedule, clip, steps, seed, start, bounds, minimum, groups } = tags;
      const values = [optimizer, schedule, clip, steps, seed, start, bounds, minimum];
      assert.deepEqual([...values, groups], [...Array<null>(8).fill(null), []]);
    });
  }
});
