import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { verdict } from '../../../src/session/verdict';
import { outcome, RealSession, said } from '../session/realSession';

describe('bad input: return value', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  /** An objective that returns this at step `at`, and a number before. */
  const returning = (expression: string, at: number) =>
    `export function f([x, y] = [1, 2], { step }) {
  if (step === ${at}) return ${expression};
  return x * x + y * y;
}`;

  const place = 'objective.ts:1:17';
  const refused: [string, string, string][] = [
    [
      'row 22: nothing',
      '',
      'The objective returned undefined; it must return a number. Is a return missing?',
    ],
    ['row 23: a string', '"1"', 'The objective returned "1" (string); it must return a number.'],
    [
      'row 23: a boolean',
      'x > 0',
      'The objective returned true (boolean); it must return a number.',
    ],
    ['row 23: null', 'null', 'The objective returned null (null); it must return a number.'],
    [
      'row 23: an object, as of a complex number',
      '{ re: 1, im: "i" }',
      'The objective returned { re: 1, im: "i" } (object); it must return a number.',
    ],
    ['row 23: a BigInt', '10n', 'The objective returned 10n (bigint); it must return a number.'],
    [
      'row 23: a symbol',
      'Symbol("s")',
      'The objective returned Symbol(s) (symbol); it must return a number.',
    ],
    [
      'row 24: a boxed number',
      'new Number(3)',
      'The objective returned [Number: 3], an object (Number); it must return a plain number.',
    ],
    [
      'row 24: an object with valueOf',
      '{ valueOf: () => 3 }',
      'The objective returned { valueOf: [function] } (object); it must return a number.',
    ],
    [
      'row 28: a vector',
      '[1, 2, 3]',
      'The objective returned [1, 2, 3] (Array); a scalar objective is required: one number, such as the sum or the mean.',
    ],
    [
      'row 28: a Jacobian',
      '[[1, 2], [3, 4]]',
      'The objective returned [[1, 2], [3, 4]] (Array); a scalar objective is required: one number, such as the sum or the mean.',
    ],
    [
      'row 28: a typed array',
      'new Float64Array(1)',
      'The objective returned [0] (Float64Array); a scalar objective is required: one number, such as the sum or the mean.',
    ],
  ];
  for (const [title, expression, words] of refused) {
    it(`${title} ends the run where it is returned, and the steps before it stay`, async () => {
      const runs = await Promise.all([1, 4].map((at) => real.run(returning(expression, at))));
      assert.deepEqual(runs.map(outcome), [
        ['user-error', `${place} ${words}`, 0, 0],
        ['user-error', `${place} ${words}`, 3, 3],
      ]);
      assert.equal(runs[1]!.trace!.value('grad', 0, 1), 2);
    });
  }

  it('row 25: NaN at the start is step 0, with the first NaN of the evaluation', async () => {
    const run = await real.run(
      'const f = ([x, y] = [1, -1]) => {\n  const a = x * x;\n  return a * Math.log(y) + 1;\n};',
    );
    assert.deepEqual(outcome(run), [
      'user-error',
      'objective.ts:3:14 The loss is NaN at step 0.',
      0,
      0,
    ]);
    assert.ok(
      run.notes
        .map(said)
        .includes(
          'objective.ts:3:14 Math.log(y) is NaN here, the first of the evaluation; its operands: -1.',
        ),
    );
  });

  it('row 26: infinity ends the run at its step, and the trace before it stays', async () => {
    const runs = await Promise.all(
      ['Infinity', '-Infinity'].map((value) => real.run(returning(`x * ${value}`, 6))),
    );
    assert.deepEqual(runs.map(outcome), [
      ['user-error', 'objective.ts:1:17 The loss is Infinity at step 5.', 5, 5],
      ['user-error', 'objective.ts:1:17 The loss is -Infinity at step 5.', 5, 5],
    ]);
    assert.equal(runs[0]!.trace!.value('loss', 0, 1), 5);
  });

  it('row 26: an infinity that the objective makes itself is placed', async () => {
    const run = await real.run('const f = (x = 1) =>\n  1 + Math.exp(x * 1000);');
    assert.deepEqual(outcome(run), [
      'user-error',
      'objective.ts:2:7 The loss is Infinity at step 0.',
      0,
      0,
    ]);
  });

  it('row 27: -0 stays -0', async () => {
    const run = await real.run('const f = ([x, y] = [-0, 0]) => -(x * x) * 0 - y * y * 0;', {
      flags: { steps: 2 },
    });
    assert.equal(run.state, 'done');
    assert.ok(Object.is(run.trace!.value('loss', 0, 1), -0));
    assert.ok(Object.is(run.trace!.value('theta', 0, 0), -0));
    assert.ok(Object.is(run.finalLoss, -0));
  });

  it('row 29: a constant has no gradient, and that is said', async () => {
    const run = await real.run('const f = ([x, y] = [1, 2]) => 7;', { flags: { steps: 50 } });
    assert.deepEqual(outcome(run), ['done', null, undefined, 50]);
    assert.deepEqual(run.notes.map(said), [
      'The gradient is 0 in every coordinate at the start: a minimum, a plateau, or an objective that does not depend on its parameters.',
    ]);
    assert.equal(
      inEnglish(verdict(run).message),
      'loss stayed at 7 over 50 steps: the gradient is 0',
    );
    assert.deepEqual([run.finalLoss, run.trace!.value('theta', 1, 50)], [7, 2]);
  });
});
