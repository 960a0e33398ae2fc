import assert from 'node:assert/strict';
import { outcome, RealSession, said } from '../session/realSession';

interface Case {
  title: string;
  /** Of x and y. */
  expression: string;
  at: [number, number];
  loss: number;
  /** Null where the run ends before the first step. */
  gradient: [number, number] | null;
  /** Among the remarks, without their places. */
  remarks: string[];
  error?: string;
}

const lost = (text: string) =>
  `Not differentiable here: the gradient of ${text} is 0, so what stands in it gets none through it.`;
const kink = (text: string, at: number) =>
  `${text} is exactly at its kink (${at}): the gradient used is that of PyTorch, one of several possible.`;

const cases: Case[] = [
  ...['Math.floor(x)', 'Math.round(x)', 'Math.trunc(x)', 'x | 0', '~x', 'x >> 1'].map(
    (text): Case => ({
      title: `row 45: ${text} has the gradient 0`,
      expression: `(${text}) * 0 + y * y`,
      at: [1.5, 2],
      loss: 4,
      gradient: [0, 4],
      remarks: [lost(text)],
    }),
  ),
  {
    title: 'row 45: a comparison used as a number has the gradient 0',
    expression: '(x > 1) * y',
    at: [1.5, 2],
    loss: 2,
    gradient: [0, 1],
    remarks: [
      'A comparison is used as a number in (x > 1) * y; its gradient is 0. Use a conditional instead.',
    ],
  },
  {
    title: 'row 46: abs at 0',
    expression: 'Math.abs(x) + y',
    at: [0, 1],
    loss: 1,
    gradient: [0, 1],
    remarks: [kink('Math.abs(x)', 0)],
  },
  {
    title: 'row 46: relu at 0, written as a conditional',
    expression: '(x > 0 ? x : 0) + y',
    at: [0, 1],
    loss: 1,
    gradient: [0, 1],
    remarks: [],
  },
  {
    title: 'row 46: a tie of max is split',
    expression: 'Math.max(x, y)',
    at: [2, 2],
    loss: 2,
    gradient: [0.5, 0.5],
    remarks: [kink('Math.max(x, y)', 2)],
  },
  {
    title: 'row 47: sqrt at 0',
    expression: 'Math.sqrt(x) + y',
    at: [0, 1],
    loss: 1,
    gradient: null,
    remarks: ['The derivative of Math.sqrt(x) is Infinity at 0.'],
    error: 'objective.ts:1:32 The gradient of x is Infinity at step 0.',
  },
  {
    title: 'row 47: the third root at 0',
    expression: 'Math.pow(x, 1 / 3) + y',
    at: [0, 1],
    loss: 1,
    gradient: null,
    remarks: [`The derivative of Math.pow(x, 1 / 3) is Infinity at 0, ${1 / 3}.`],
    error: 'objective.ts:1:32 The gradient of x is Infinity at step 0.',
  },
  {
    title: 'row 47: atan2 at 0, 0',
    expression: 'Math.atan2(y, x) + 1',
    at: [0, 0],
    loss: 1,
    gradient: null,
    remarks: ['The derivative of Math.atan2(y, x) is NaN at 0, 0.'],
    error: 'objective.ts:1:32 The gradient of x is NaN at step 0.',
  },
  {
    title: 'row 48: the logarithm of -1 is NaN before it has a gradient',
    expression: 'y + Math.log(x)',
    at: [-1, 1],
    loss: NaN,
    gradient: null,
    remarks: ['Math.log(x) is NaN here, the first of the evaluation; its operands: -1.'],
    error: 'objective.ts:1:37 The loss is NaN at step 0.',
  },
  {
    title: 'row 49: 0 to the power of 0 is 1, its gradient 0',
    expression: 'x ** y',
    at: [0, 0],
    loss: 1,
    gradient: [0, 0],
    remarks: [],
  },
  {
    title: 'row 50: a branch not taken has no part in the gradient',
    expression: '(x > 0 ? Math.sqrt(x) : 0) + y',
    at: [0, 1],
    loss: 1,
    gradient: [0, 1],
    remarks: [],
  },
];

describe('bad input: kinks', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  for (const { title, expression, at, loss, gradient, remarks, error } of cases) {
    it(title, async () => {
      const text = `const f = ([x, y] = [${at.join(', ')}]) => ${expression};`;
      const run = await real.run(text, { flags: { steps: 1 } });
      const words = run.notes.map((note) => said({ ...note, place: undefined }));
      for (const remark of remarks) assert.ok(words.includes(remark), words.join('\n'));
      if (remarks.length === 0) assert.deepEqual(run.notes.filter(isOfKinks), []);
      if (error) {
        assert.deepEqual(outcome(run), ['user-error', error, 0, 0]);
        assert.ok(Object.is(run.finalLoss, loss));
        return;
      }
      assert.deepEqual(outcome(run), ['done', null, undefined, 1]);
      assert.equal(run.trace!.value('loss', 0, 1), loss);
      assert.deepEqual(
        [0, 1].map((i) => run.trace!.value('grad', i, 1)),
        gradient,
      );
    });
  }

  it('row 45: the remark stands at the operation', async () => {
    const run = await real.run('const f = ([x, y] = [1.5, 2]) =>\n  y * Math.floor(x);', {
      flags: { steps: 1 },
    });
    assert.deepEqual(run.notes.map(said), [`objective.ts:2:7 ${lost('Math.floor(x)')}`]);
  });
});

const isOfKinks = ({ code }: { code: string }) => code.startsWith('gradient.');
