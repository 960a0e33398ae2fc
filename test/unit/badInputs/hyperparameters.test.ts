import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { configure } from '../../../src/session/configure';
import { verdict } from '../../../src/session/verdict';
import { outcome, plan, RealSession, said, type Manner } from '../session/realSession';

/** What is said in place of a run. */
async function refused(text: string, manner?: Manner): Promise<string[]> {
  const planned = await plan(text, manner);
  return 'problems' in planned ? planned.problems.map(said) : [];
}

const bowl = 'export const f = ([x, y] = [3, -2]) => x * x + y * y;';

describe('bad input: parameters', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  it('row 53: no coordinates are an error at the objective', async () => {
    const runs = await Promise.all(
      ['p = []', 'p = {}', 'p = new Float64Array(0)'].map((parameter) =>
        real.run(`const f = (${parameter}) => 1;`),
      ),
    );
    assert.deepEqual(runs.map(outcome), [
      [
        'user-error',
        startError('p is empty ([]); the start of p must hold at least one number.'),
        0,
        0,
      ],
      [
        'user-error',
        startError('p is empty ({}); the start of p must hold at least one number.'),
        0,
        0,
      ],
      [
        'user-error',
        startError('p is empty ([]); the start of p must hold at least one number.'),
        0,
        0,
      ],
    ]);
  });

  it('row 54: one coordinate is enough', async () => {
    const runs = await Promise.all(
      ['x = 3', '[x] = [3]', '{ x } = { x: 3 }'].map((parameter) =>
        real.run(`const f = (${parameter}) => x * x;`, { flags: { steps: 2 } }),
      ),
    );
    for (const run of runs) {
      assert.deepEqual(outcome(run), ['done', null, undefined, 2]);
      assert.deepEqual(
        run.trace!.header.leaves.flatMap((leaf) => leaf.coordinates),
        ['x'],
      );
      assert.deepEqual([run.trace!.value('loss', 0, 1), run.trace!.value('grad', 0, 1)], [9, 6]);
    }
  });

  const startError = (words: string) => `objective.ts:1:7 ${words}`;
  const finite = 'must consist of finite numbers, arrays of them, and plain objects of these.';
  const starts: [string, string][] = [
    ['x = NaN', `x is NaN; the start of x ${finite}`],
    ['x = 1 / 0', `x is Infinity; the start of x ${finite}`],
    ['x = "1"', `x is "1"; the start of x ${finite}`],
    ['x = true', `x is true; the start of x ${finite}`],
    ['x = null', `x is null; the start of x ${finite}`],
    ['x = 1n', `x is 1n; the start of x ${finite}`],
    ['p = [1, NaN]', `p[1] is NaN; the start of p ${finite}`],
    ['p = [1, "2"]', `p[1] is "2"; the start of p ${finite}`],
    ['p = [1, , 3]', 'p[1] is missing in a sparse array; the start of p must have no holes.'],
    ['[x, y] = [1]', '[x, y] takes 2 values, but its start has 1.'],
    ['[x, y] = 3', `[x, y] is 3; the start of [x, y] ${finite}`],
    ['{ w } = { v: 1 }', 'The start of { w } has no property “w”.'],
    [
      'p = new Float32Array(2)',
      'p is a Float32Array; of the typed arrays the start of p may hold Float64Array alone.',
    ],
    ['p = new Map()', `p is an instance of Map; the start of p ${finite}`],
    [
      'p = { get a() { throw new Error("boo") } }',
      `p is { a: [getter] }; the start of p ${finite}`,
    ],
    [
      'p = { get a() { throw new RangeError("boo") } }',
      `p is { a: [getter] }; the start of p ${finite}`,
    ],
  ];
  it('row 56: a start of a wrong length, kind or shape is named at the objective, and nothing runs', async () => {
    const runs = await Promise.all(
      starts.map(([parameter]) => real.run(`const f = (${parameter}) => 1;`)),
    );
    assert.deepEqual(
      runs.map(outcome),
      starts.map(([, words]) => ['user-error', startError(words), 0, 0]),
    );
  });

  it('row 56: a given start is checked as a default is', async () => {
    const text = 'const f = ([x, y] = [1, 2]) => x * y;';
    const given: [unknown, string][] = [
      [[[1]], '[x, y] takes 2 values, but its start has 1.'],
      [[[1, '2']], `y is "2"; the start of [x, y] ${finite}`],
      [[[1, [2]]], 'y starts at [2], which does not fit its default 2.'],
      [[1], '[x, y] starts at 1, which does not fit its default [1, 2].'],
      [[{ x: 1 }], '[x, y] starts at { x: 1 }, which does not fit its default [1, 2].'],
      [[], '0 start values are given, but the objective takes 1.'],
      [[[1, 2], 3], '2 start values are given, but the objective takes 1.'],
    ];
    const runs = await Promise.all(given.map(([start]) => real.run(text, { flags: { start } })));
    assert.deepEqual(
      runs.map(outcome),
      given.map(([, words]) => ['user-error', startError(words), 0, 0]),
    );
  });

  it('row 56: a start in a tag is named where it stands', async () => {
    assert.deepEqual(await refused(`/** @start [1, */\n${bowl}`), [
      'objective.ts:1:12 @start must be JSON values separated by commas, one per optimised argument, not “[1,”.',
    ]);
    assert.deepEqual(await refused(`/** @start 1, 2 */\n${bowl}`), [
      'objective.ts:1:12 @start has 2 values for 1 optimised arguments.',
    ]);
  });

  const hyperparameters: [number, string, unknown, string][] = [
    [57, 'lr', -0.1, 'lr must be in [0, ∞), not -0.1.'],
    [57, 'lr', NaN, 'lr must be in [0, ∞), not NaN.'],
    [57, 'lr', Infinity, 'lr must be in [0, ∞), not Infinity.'],
    [58, 'beta1', 1, 'beta1 must be in [0, 1), not 1.'],
    [58, 'beta1', 1.5, 'beta1 must be in [0, 1), not 1.5.'],
    [58, 'beta2', -0.5, 'beta2 must be in [0, 1), not -0.5.'],
    [58, 'beta2', NaN, 'beta2 must be in [0, 1), not NaN.'],
    [59, 'eps', -1e-8, 'eps must be in [0, ∞), not -1e-8.'],
    [59, 'eps', NaN, 'eps must be in [0, ∞), not NaN.'],
    [59, 'eps', Infinity, 'eps must be in [0, ∞), not Infinity.'],
  ];
  for (const [row, name, value, words] of hyperparameters) {
    it(`row ${row}: ${name} = ${String(value)} is refused, in a tag at its place`, async () => {
      const flags = { hyperparameters: { [name]: value } };
      assert.deepEqual(await refused(bowl, { flags }), [words]);
      assert.deepEqual(await refused(`/** @optimizer adam ${name}=${String(value)} */\n${bowl}`), [
        `objective.ts:1:16 ${words}`,
      ]);
    });
  }

  const around: [number, string, string][] = [
    [57, '@group [x, y] lr=-1', '1:12 lr must be in [0, ∞), not -1.'],
    [57, '@optimizer lookahead inner.lr=-1', '1:16 inner.lr must be in [0, ∞), not -1.'],
    [57, '@schedule warmup(0)', '1:15 “warmup(0)” must be warmup(steps) in a schedule'],
    [57, '@schedule constant cosine(5)', '1:15 In the schedule “constant cosine(5)” phase 1 never'],
    [57, '@clip norm=-1', '1:11 The limit of clipping by norm must be in (0, ∞), not -1.'],
    [57, '@clip value=NaN', '1:11 The limit of clipping by value must be in (0, ∞), not NaN.'],
    [58, '@group [x, y] beta1=1', '1:12 beta1 must be in [0, 1), not 1.'],
    [
      58,
      '@optimizer lookahead inner=sgdm inner.momentum=1',
      '1:16 inner.momentum must be in [0, 1)',
    ],
    [59, '@group [x, y] eps=-1', '1:12 eps must be in [0, ∞), not -1.'],
    [59, '@optimizer adam dialect=keras eps=NaN', '1:16 eps must be in [0, ∞), not NaN.'],
  ];
  for (const [row, tag, words] of around) {
    it(`row ${row}: ${tag} is refused at its place`, async () => {
      const told = await refused(`/** ${tag} */\n${bowl}`);
      assert.equal(told.length, 1, told.join('\n'));
      assert.ok(told[0]!.startsWith(`objective.ts:${words}`), told[0]);
    });
  }

  it('row 53: a group of a parameter that is not there is an error, with those that are', async () => {
    const run = await real.run(`/** @group c lr=0.5 */\n${bowl}`);
    assert.deepEqual(outcome(run), [
      'user-error',
      'objective.ts:1:12 No parameter is named “c”. There are: [x, y].',
      ...[0, 0],
    ]);
  });

  it('row 54: one coordinate is enough with everything around the optimizer', async () => {
    const text = `/** @optimizer sgd dialect=keras precision=float32 lr=1 @schedule warmup(2) @clip norm=4
 * @group x lr=0.5 */ const f = (x = 3) => x * x;`;
    const run = await real.run(text, { flags: { steps: 1 } });
    assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
    const value = (series: string) => run.trace!.value(series, 0, 1);
    // g = 6 is clipped to 4, and lr = 0.5 halved by the warm-up.
    const told = [value('gradientNorm'), value('gradientUsed'), value('lr'), value('theta')];
    assert.deepEqual(told, [6, 4, 0.25, 2]);
  });

  it('row 57: lr = 0 runs, stays where it is and says so', async () => {
    const run = await real.run(`/** @optimizer adam lr=0 */\n${bowl}`, { flags: { steps: 5 } });
    assert.deepEqual(outcome(run), ['done', null, undefined, 5]);
    assert.deepEqual([...new Set(run.notes.map(said))], ['lr is 0: θ will not move.']);
    assert.equal(run.trace!.value('theta', 0, 5), 3);
  });

  it('row 58: beta1 = 0 and beta2 = 0 run', async () => {
    const run = await real.run(bowl, {
      flags: { steps: 1, hyperparameters: { beta1: 0, beta2: 0, lr: 0.5 } },
    });
    assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
    assert.deepEqual([run.trace!.value('m', 0, 1), run.trace!.value('v', 0, 1)], [6, 36]);
  });

  it('row 59: eps = 0 runs with a warning, and ends where a gradient of 0 makes 0/0', async () => {
    const text = 'const f = ([x, y] = [1, 0], { step }) => (step < 3 ? x + y : x);';
    const flags = { steps: 5, hyperparameters: { eps: 0 } };
    const run = await real.run(text, { flags });
    assert.deepEqual(outcome(run), ['done', null, undefined, 5]);
    assert.deepEqual(
      [...new Set(run.notes.map(said))],
      ['eps is 0: a coordinate whose gradient is 0 gets 0/0 = NaN.'],
    );
    const dead = await real.run('const f = ([x, y] = [1, 0]) => x;', { flags });
    assert.deepEqual(outcome(dead), [
      'user-error',
      'objective.ts:1:7 θ of y became NaN in step 1.',
      0,
      0,
    ]);
  });

  it('row 60: no steps give the start and its loss alone', async () => {
    const run = await real.run(`/** @steps 0 */\n${bowl}`);
    assert.deepEqual(outcome(run), ['done', null, undefined, 0]);
    assert.deepEqual([run.finalLoss, run.trace!.value('theta', 1, 0)], [13, -2]);
    assert.equal(inEnglish(verdict(run).message), 'loss 13 at the start; no steps were asked for');
    assert.equal(real.session.lastGood('objective.ts#f'), run);
  });

  for (const [steps, words] of [
    [-1, 'steps must be a whole number of at least 0, not -1.'],
    [1.5, 'steps must be a whole number of at least 0, not 1.5.'],
    [NaN, 'steps must be a whole number of at least 0, not NaN.'],
    [
      1e9,
      'The losses of 1,000,000,000 steps alone take 8 GB; a trace may take 1.02 GB (setting adamscope.traceSize), which 128,000,000 steps fit into.',
    ],
  ] as const) {
    it(`row 60: ${steps} steps are refused`, async () => {
      assert.deepEqual(await refused(bowl, { flags: { steps } }), [words]);
      const [tagged] = await refused(`/** @steps ${steps} */\n${bowl}`);
      const inTag = `@steps must be a whole number from 0 on, not “${steps}”.`;
      assert.equal(tagged, steps === 1e9 ? words : `objective.ts:1:12 ${inTag}`);
    });
  }

  it('row 60: more steps than memory holds are refused before the first, with the sizes', async () => {
    const text = 'const f = (p = Array.from({ length: 100 }, () => 1)) => p[0] ** 2;';
    const run = await real.run(text, {
      flags: { steps: 10_000_000 },
      settings: { traceSize: 64 },
    });
    assert.equal(run.state, 'limit');
    assert.equal(run.trace, null);
    assert.match(
      said(run.error!.message),
      /^objective\.ts:1:7 10,000,000 steps take at least 80 MB of numbers; a trace may take 64 MB \(setting adamscope\.traceSize\)\. Up to 7,999,\d+ steps fit\.$/,
    );
  });

  it('row 61: settings of a wrong type or size give way to their defaults, and that is said', () => {
    const configured = configure({
      tags: null,
      settings: {
        steps: 'many',
        seed: -1,
        hyperparameters: { lr: 'fast', beta1: 7, beta2: 0.9 },
        memoryLimit: 1e9,
        evaluationTimeLimit: {},
      },
    });
    assert.ok('limits' in configured);
    const { steps, seed, limits, hyperparameters: h, notes } = configured;
    assert.deepEqual(
      [steps, seed, limits],
      [1000, 0, { memory: 4096, evaluationTime: 5000, traceSize: 1024 }],
    );
    assert.deepEqual([h.lr, h.beta1, h.beta2], [0.001, 0.9, 0.9]);
    assert.deepEqual(notes.map(said), [
      'adamscope.steps must be a whole number from 0 to 10000000, not "many"; 1000 is used.',
      'adamscope.seed must be a whole number from 0 to 9007199254740991, not -1; 0 is used.',
      'adamscope.memoryLimit must be a whole number from 64 to 4096, not 1000000000; 4096 is used.',
      'adamscope.evaluationTimeLimit must be a whole number from 1 to 600000, not {}; 5000 is used.',
      'adamscope.hyperparameters.lr cannot be "fast"; it is not used.',
      'adamscope.hyperparameters.beta1 cannot be 7; it is not used.',
    ]);
  });

  it('row 61: settings of what is within another optimizer are no mistake elsewhere', () => {
    const settings = { hyperparameters: { 'inner.lr': 0.5, 'inner.beta1': 7 } };
    const of = (optimizer: string) => {
      const configured = configure({ tags: null, settings, flags: { optimizer } });
      assert.ok('notes' in configured);
      return [configured.hyperparameters['inner.lr'], configured.notes.map(said)];
    };
    const ignored = ['adamscope.hyperparameters.inner.beta1 cannot be 7; it is not used.'];
    assert.deepEqual(of('lookahead'), [0.5, ignored]);
    assert.deepEqual(of('adam'), [undefined, []]);
  });

  it('row 61: huge settings are no settings', () => {
    const huge = 'x'.repeat(1e6);
    const configured = configure({ tags: null, settings: { steps: 1e300, hyperparameters: huge } });
    assert.ok('limits' in configured);
    assert.equal(configured.steps, 1000);
    assert.deepEqual(configured.notes.map(said), [
      'adamscope.steps must be a whole number from 0 to 10000000, not 1e+300; 1000 is used.',
      `adamscope.hyperparameters must be an object of values by name, not "${'x'.repeat(56)}…; it is not used.`,
    ]);
  });
});
