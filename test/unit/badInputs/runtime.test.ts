import assert from 'node:assert/strict';
import { word, words } from '../../../src/sandbox/child/shared';
import { EvaluationWatch } from '../../../src/sandbox/child/watch';
import type { Run } from '../../../src/session/session';
import { outcome, plan, RealSession, said } from '../session/realSession';

/** What is said in place of a run. */
async function refused(text: string): Promise<string[]> {
  const planned = await plan(text);
  return 'problems' in planned ? planned.problems.map(said) : [];
}

/** Everything of a run's losses, to compare bits. */
const losses = (run: Run) =>
  Array.from({ length: run.trace!.length }, (_, i) => run.trace!.value('loss', 0, i + 1));

describe('bad input: runtime', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  it('row 30: a throw at the start or at a step is shown in its line, the steps before it stay', async () => {
    const throwing = (at: number) => `type Step = { step: number };
export function f(x = 2, { step }: Step) {
  return check(x, step) ** 2;
}
const check = (x: number, step: number): number => {
  if (step === ${at}) throw new RangeError(\`\${x} is too far\`);
  return x;
};`;
    const [first, fifth] = await Promise.all([1, 5].map((at) => real.run(throwing(at))));
    const place = 'objective.ts:6:25 RangeError:';
    assert.deepEqual(outcome(first!), ['user-error', `${place} 2 is too far`, 0, 0]);
    const [state, words, step, kept] = outcome(fifth!);
    assert.deepEqual([state, step, kept], ['user-error', 4, 4]);
    assert.match(words!, /^objective\.ts:6:25 RangeError: 1\.99\d+ is too far$/);
    assert.equal(fifth!.trace!.value('loss', 0, 1), 4);
    assert.equal(real.session.lastGood('objective.ts#f'), fifth);
  });

  it('row 31: what is thrown and no Error is shown as it is, cut', async () => {
    const texts = [
      'const f = (x = 1) => {\n  throw null;\n};',
      'const f = (x = 1) => {\n  throw "y".repeat(10_000);\n};',
      'const f = (x = 1) => {\n  throw new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; } });\n};',
    ];
    const [none, long, proxy] = await Promise.all(texts.map((text) => real.run(text)));
    assert.deepEqual(outcome(none!), [
      'user-error',
      'objective.ts:2:3 The objective threw null, which is no Error.',
      0,
      0,
    ]);
    assert.match(
      said(long!.error!.message),
      /^objective\.ts:2:3 The objective threw "y{900,1000}…, which is no Error\.$/,
    );
    assert.match(
      said(proxy!.error!.message),
      /^objective\.ts:2:3 The objective threw .{1,40}, which is no Error\.$/,
    );
  });

  it('row 32: an endless loop is ended by its limit at its step, the steps before it stay', async () => {
    const text = `function f(x = 1, { step }) {
  while (step === 4);
  return x * x;
}`;
    const run = await real.run(text, { settings: { evaluationTimeLimit: 300 } });
    assert.deepEqual(outcome(run), [
      'limit',
      'objective.ts:1:10 Time limit: the evaluation for step 4 did not finish within 0.3 s (setting adamscope.evaluationTimeLimit).',
      3,
      3,
    ]);
    assert.equal(run.cursor, 3);
  });

  it('row 34: endless recursion is an error like another', async () => {
    const run = await real.run(
      'const f = (x = 1, { step }) => (step < 3 ? x * x : g(x));\nconst g = (x) =>\n  g(x + 1) * 2;',
    );
    const [state, words, step, kept] = outcome(run);
    assert.deepEqual([state, step, kept], ['user-error', 2, 2]);
    assert.match(words!, /^objective\.ts:\d:\d+ RangeError: Maximum call stack size exceeded$/);
  });

  it('row 36: memory is ended by its limit, and this process goes on', async () => {
    const text = `function f(x = 1, { step }) {
  for (const keep = []; step === 3; ) keep.push(new Float64Array(2 ** 18).fill(1));
  return x * x;
}`;
    const run = await real.run(text, { settings: { memoryLimit: 200 } });
    const [state, words, step, kept] = outcome(run);
    assert.deepEqual([state, step, kept], ['limit', 2, 2]);
    const found =
      /^objective\.ts:1:10 Memory limit: the objective used (\d+) MB after step 2; 200 MB are allowed \(setting adamscope\.memoryLimit\)\.$/.exec(
        words!,
      );
    assert.ok(found && Number(found[1]) >= 200, words!);
    const next = await real.run('const f = (x = 1) => x * x;', { flags: { steps: 3 } });
    assert.deepEqual(outcome(next), ['done', null, undefined, 3]);
  });

  it('row 38: process is no name that an objective has', async () => {
    assert.deepEqual(await refused('const f = (x = 1) => {\n  process.exit(0);\n};'), [
      'objective.ts:2:3 “process” is neither declared here nor part of JavaScript itself.',
    ]);
  });

  for (const statement of [
    'import { exec } from "node:child_process";',
    'import { readFileSync } from "node:fs";',
    'import net from "net";',
  ]) {
    it(`row 39: ${statement} is denied`, async () => {
      const [, used, name] = /import \W*(\w+).*"(.*)"/.exec(statement)!;
      const column = statement.indexOf('"') + 1;
      assert.deepEqual(await refused(`${statement}\nconst f = (x = 1) => x * ${used}.length;`), [
        `objective.ts:1:${column} The built-in module “${name}” is not available to an objective.`,
      ]);
    });
  }

  it('row 39: the network and the environment are no names that an objective has', async () => {
    assert.deepEqual(await refused('const f = (x = 1) => fetch(x) + process.env.X;'), [
      'objective.ts:1:22 “fetch” is neither declared here nor part of JavaScript itself.',
      'objective.ts:1:33 “process” is neither declared here nor part of JavaScript itself.',
    ]);
  });

  it('row 40: a changed argument changes no step, and is remarked', async () => {
    const [changing, plain] = await Promise.all(
      ['p[0] *= 1;\n  p[1] = 7;', ''].map((change) =>
        real.run(
          `function f(p = [3, 4]) {\n  const s = p[0] ** 2 + p[1] ** 2;\n  ${change}\n  return s;\n}`,
          {
            flags: { steps: 5 },
          },
        ),
      ),
    );
    assert.deepEqual(changing!.notes.map(said), [
      'objective.ts:1:10 The objective changes its argument p. Each step passes a fresh copy, so the change is lost.',
    ]);
    assert.deepEqual(losses(changing!), losses(plain!));
    assert.equal(changing!.trace!.value('theta', 1, 5), plain!.trace!.value('theta', 1, 5));
  });

  it('row 41: what counts its own calls is not deterministic, and both values are told', async () => {
    const run = await real.run('let n = 0;\nconst f = (x = 1) => x * x + ++n;', {
      flags: { steps: 3 },
    });
    assert.deepEqual(outcome(run), ['done', null, undefined, 3]);
    assert.deepEqual(run.notes.map(said), [
      'objective.ts:2:30 The gradient is exact, but by the tape: a write to n, which lies outside the objective, is not compiled so far.',
      'Two evaluations at the start differ (loss in 2 and 3): the objective is not deterministic. Use random() of the context, which is seeded.',
    ]);
  });

  it('row 41: Math.random is seeded, Date and performance stand still', async () => {
    const text = `export function f(x = 1, { step }: { step: number }) {
  return x * Math.random() + (Date.now() + new Date().getTime() + performance.now()) * 1e-12;
}`;
    const runs = await Promise.all(
      [0, 0, 1].map((seed) => real.run(text, { flags: { steps: 20, seed } })),
    );
    assert.deepEqual(
      runs.map(({ notes }) => notes.map(({ code }) => code)),
      [1, 2, 3].map(() => ['gradient.declined']),
    );
    assert.deepEqual(losses(runs[0]!), losses(runs[1]!));
    assert.notDeepEqual(losses(runs[0]!), losses(runs[2]!));
  });

  it('row 42: the time of an evaluation is told while it runs', async () => {
    const text = `export function f(x = 1, { step }: { step: number }) {
  let s = 0;
  for (let i = 0; i < step * 50_000; i++) s += i;
  return x * x + s * 0;
}`;
    const run = await real.start(text, { flags: { steps: 100_000 } });
    await real.until(run, () => run.millisecondsPerEvaluation !== null);
    assert.equal(run.state, 'running');
    assert.ok(run.millisecondsPerEvaluation! > 0);
    real.session.stop(run.id);
    await real.ended(run);
    assert.equal(run.state, 'stopped');
  });

  it('row 42: the time told is that of the last evaluations, however long the first took', () => {
    const control = new Int32Array(words);
    let time = 0;
    const watch = new EvaluationWatch(control, () => time);
    /** Evaluations of so many milliseconds each, looked at every 10. */
    const evaluate = (count: number, milliseconds: number) => {
      for (let i = 0; i < count; i++) {
        control[word.evaluation]!++;
        for (let passed = 0; passed < milliseconds; passed += 10) {
          time += 10;
          watch.look();
        }
      }
    };
    // The first counts for compiling the objective.
    evaluate(1, 500);
    assert.equal(watch.pace, null);
    const paces = [10, 20, 40, 200].map((milliseconds) => {
      evaluate(20, milliseconds);
      return watch.pace;
    });
    assert.deepEqual(paces, [10, 20, 40, 200]);
    // The host is slow: no fault of the objective's.
    control[word.waiting] = 1;
    for (let i = 0; i < 100; i++) {
      time += 10;
      watch.look();
    }
    control[word.waiting] = 0;
    evaluate(1, 200);
    assert.equal(watch.pace, 200);
  });

  it('row 43: a polluted prototype reaches neither this process nor the next run', async () => {
    const text = (statement: string) => `function f([x, y] = [3, 4]) {
  ${statement}
  return x * x + y * y;
}`;
    const polluted = await real.run(
      text('Object.prototype.polluted = 1; Array.prototype.place = 2;'),
      { flags: { steps: 5 } },
    );
    const next = await real.run(text('if ({}.polluted) throw new Error("polluted");'), {
      flags: { steps: 5 },
    });
    assert.deepEqual([polluted, next].map(outcome), [
      ['done', null, undefined, 5],
      ['done', null, undefined, 5],
    ]);
    assert.deepEqual(losses(polluted), losses(next));
    assert.equal('polluted' in {}, false);
  });
});
