import assert from 'node:assert/strict';
import { refusal, walked } from './support';

/** Plain descent with a counter and one number per leaf, so that every kind of slot is there. */
const descent = `export const mine = {
  hyperparameters: { lr: 0.5, loud: false },
  init: (theta) => ({ last: Array.from(theta, () => 0), sum: new Float64Array(theta.length), n: 0 }),
  update({ g, theta, t, state, h }) {
    return {
      update: g.map((gi) => -h.lr * gi),
      state: { last: Array.from(g), sum: state.sum.map((s, i) => s + g[i]), n: state.n + 1 },
    };
  },
};`;

describe("a user's own optimizer", () => {
  it('steps by its own numbers and shows its state under its own names', async () => {
    const { end, output } = await walked(descent, { hyperparameters: { lr: 2 ** -10 }, steps: 2 });
    assert.deepEqual([end.state, end.step], ['done', 2]);
    const { header } = output;
    assert.deepEqual(header.hyperparameters, { lr: 2 ** -10, loud: false });
    const stored = header.series.filter((series) => series.stored).slice(3);
    assert.deepEqual(
      stored.map(({ name, symbol, per }) => [name, symbol, per]),
      [
        ['last', 'last', 'coordinate'],
        ['sum', 'sum', 'coordinate'],
        ['n', 'n', 'run'],
      ],
    );
    const [first, second] = output.rowsOf(1 + 2 + 2 + 5);
    const [gx, gy] = [-215.6, -87.99999999999999];
    assert.deepEqual(first!.slice(1), [
      ...[-1.2 - gx * 2 ** -10, 1 - gy * 2 ** -10],
      ...[gx, gy, gx, gy, gx, gy, 1],
    ]);
    assert.equal(second!.at(-1), 2);
    assert.equal(second![7], gx + second![3]!);
  });

  it('says of what it lacks that it is its own', async () => {
    const { output } = await walked(descent, { steps: 1 });
    assert.deepEqual(
      output.header.absent.map(({ name, reason }) => [name, reason.code]),
      [
        ['effectiveLearningRate', 'absent.own'],
        ...['m', 'v', 'mHat', 'vHat'].map((name) => [name, 'absent.own-slot']),
      ],
    );
  });

  it('gets the learning rate of each step, and clipped gradients', async () => {
    const seen = `export const mine = {
      hyperparameters: { lr: 8 },
      init: () => ({ rate: 0, largest: 0 }),
      update: ({ g, h }) => ({
        update: g.map(() => 0), state: { rate: h.lr, largest: Math.max(...g.map(Math.abs)) },
      }),
    };`;
    const { output } = await walked(seen, {
      ...{ steps: 3, schedule: 'warmup(4)' },
      clip: { value: 0.25, norm: null },
    });
    const width = output.header.series.filter(({ stored }) => stored).length;
    assert.equal(width, 3 + 3);
    const rows = output.rowsOf(1 + 2 + 2 + 2 + 2);
    const at = output.header.series.findIndex(({ name }) => name === 'gradientUsed') === 3 ? 7 : 5;
    assert.deepEqual(
      rows.map((row) => row.slice(at, at + 2)),
      [
        [2, 0.25],
        [4, 0.25],
        [6, 0.25],
      ],
    );
  });

  it('takes whatever is given where it lists no hyper-parameters', async () => {
    const free = descent.replace(/hyperparameters.*\n/, '\n');
    const { output } = await walked(free, { hyperparameters: { lr: 0, more: true }, steps: 1 });
    assert.deepEqual(output.header.hyperparameters, { lr: 0, more: true });
    assert.match(
      await refusal(descent, { hyperparameters: { more: true } }),
      /has no hyper-parameter “more”\. It has: lr, loud\.$/,
    );
  });

  it('may be a class with static functions, print, and draw random numbers that can be repeated', async () => {
    const text = `export class mine {
      static init() { return { drawn: 0 }; }
      static update({ g, t }) {
        console.log('step', t);
        return { update: g.map(() => 0), state: { drawn: Math.random() } };
      }
    }`;
    const drawn = async () => {
      const { output, printed } = await walked(text, { steps: 2 });
      assert.deepEqual(printed, ['step 1', 'step 2']);
      return output.rowsOf(6).map((row) => row[5]!);
    };
    const first = await drawn();
    assert.deepEqual(await drawn(), first);
    assert.notEqual(first[0], first[1]);
  });
});

describe("a user's own optimizer that cannot run", () => {
  const pair = (init: string, update: string) =>
    `export const mine = {\n  init(theta) { ${init} },\n  update({ g, theta, t, state, h }) { ${update} },\n};`;
  const zeros = 'return { m: new Float64Array(2), list: [0, 0] };';
  const atInit = 'mine.ts:2:3';
  const atUpdate = 'mine.ts:3:3';
  const rows: [string, string, string][] = [
    [
      'no object',
      'export const mine = 5;',
      'mine.ts:1:14 “mine” is 5, not an optimizer: it must be an object with the functions init and update.',
    ],
    [
      'no update',
      'export const mine = { init: () => ({}) };',
      'mine.ts:1:14 The optimizer “mine” has no function update: it is undefined.',
    ],
    [
      'a default that is no number',
      'export const mine = { hyperparameters: { lr: "1" }, init: () => ({}), update: () => ({}) };',
      'mine.ts:1:14 The default of the hyper-parameter "lr" must be a number or a boolean, not "1".',
    ],
    [
      'init without a state',
      pair('', ''),
      `${atInit} init must return { name: numbers, … }, not undefined.`,
    ],
    [
      'a slot of no numbers',
      pair('return { m: "0" };', ''),
      `${atInit} The slot m must be a number or an array of numbers, not "0".`,
    ],
    [
      'a slot of a wrong length',
      pair('return { m: [0, 0, 0] };', ''),
      `${atInit} The slot m has 3 numbers: it must have 2 (one per coordinate), 1 (one per leaf) or 1.`,
    ],
    [
      'a slot named as a quantity',
      pair('return { theta: 0 };', ''),
      `${atInit} theta cannot be the name of a slot: runs have a quantity of this name.`,
    ],
    [
      'a slot without a plain name',
      pair('return { "a b": 0 };', ''),
      `${atInit} "a b" cannot be the name of a slot: a slot has a plain name of at most 64 letters.`,
    ],
    [
      'NaN in the first state',
      pair('return { m: [0, NaN] };', ''),
      `${atInit} m of y became NaN in step 0.`,
    ],
    [
      'NaN in a later state',
      pair(
        zeros,
        'return { update: g, state: { m: state.m, list: t < 3 ? [0, 0] : [0, 0 / 0] } };',
      ),
      `${atUpdate} list of y became NaN in step 2.`.replace('step 2', 'step 3'),
    ],
    [
      'an update that is not finite',
      pair('return {};', 'return { update: [1, 1 / 0], state };'),
      `${atUpdate} Δθ of y became Infinity in step 1.`,
    ],
    [
      'an update of a wrong length',
      pair('return {};', 'return { update: [1], state };'),
      `${atUpdate} update must return update: 2 × number, not [1] (step 1).`,
    ],
    [
      'an update with a hole',
      pair('return {};', 'return { update: [1, undefined], state };'),
      `${atUpdate} Δθ of y is undefined in step 1, not a number.`,
    ],
    [
      'nothing returned',
      pair('return {};', ''),
      `${atUpdate} update must return { update, state }, not undefined (step 1).`,
    ],
    [
      'a slot that is missing',
      pair(zeros, 'return { update: g, state: { m: state.m } };'),
      `${atUpdate} The slot list is missing from the state of step 1.`,
    ],
    [
      'a slot that appears',
      pair(zeros, 'return { update: g, state: { ...state, v: 0 } };'),
      `${atUpdate} The slot "v" appears in step 1: init must return every slot there will be.`,
    ],
    [
      'a slot that changes its length',
      pair(zeros, 'return { update: g, state: { ...state, list: [0] } };'),
      `${atUpdate} The slot list was number[2] and became number[1] in step 1.`,
    ],
    [
      'a slot that changes its kind',
      pair(zeros, 'return { update: g, state: { ...state, list: 0 } };'),
      `${atUpdate} The slot list was number[2] and became number in step 1.`,
    ],
    [
      'g changed',
      pair('return {};', 'g[0] = 0; return { update: g, state };'),
      `${atUpdate} update changed g in step 1: it must not change what it is given but return anew.`,
    ],
    [
      'theta changed',
      pair('return {};', 'theta[1] += 1; return { update: g, state };'),
      `${atUpdate} update changed theta in step 1: it must not change what it is given but return anew.`,
    ],
    [
      'theta changed by init',
      pair('theta.fill(0); return {};', ''),
      `${atInit} init changed theta in step 0: it must not change what it is given but return anew.`,
    ],
    [
      'an array of the state changed',
      pair(zeros, 'state.m[0] = 1; return { update: g, state };'),
      `${atUpdate} update changed state.m in step 1: it must not change what it is given but return anew.`,
    ],
    [
      'a list of the state changed',
      pair(zeros, 'state.list[0] = 1; return { update: g, state };'),
      "mine.ts:3:53 Cannot assign to read only property '0' of object '[object Array]'. An optimizer must not change what it is given but return new values.",
    ],
    [
      'a slot of the state replaced',
      pair(zeros, 'state.m = [1, 1]; return { update: g, state };'),
      "mine.ts:3:47 Cannot assign to read only property 'm' of object '#<Object>'. An optimizer must not change what it is given but return new values.",
    ],
    [
      'a hyper-parameter changed',
      pair(zeros, 'h.lr = 1; return { update: g, state };'),
      'mine.ts:3:44 Cannot add property lr, object is not extensible. An optimizer must not change what it is given but return new values.',
    ],
    [
      'an error',
      pair('return {};', 'return state.m.length;'),
      "mine.ts:3:54 TypeError: Cannot read properties of undefined (reading 'length')",
    ],
    [
      'an asynchronous init',
      'export const mine = { async init() { return {}; }, update: ({ g }) => ({ update: g }) };',
      'mine.ts:1:29 init must return { name: numbers, … }, not Promise {}.',
    ],
    [
      'a Map for a state',
      pair('return new Map([["m", 1]]);', ''),
      `${atInit} init must return { name: numbers, … }, not Map {}.`,
    ],
    [
      'an asynchronous update',
      pair('return {};', 'return Promise.resolve({ update: g });'),
      `${atUpdate} update must return { update, state }, not Promise {} (step 1).`,
    ],
    [
      'a getter that throws, in what update returned',
      pair('return {};', 'return { get update() { throw new RangeError("late"); } };'),
      'mine.ts:3:69 RangeError: late',
    ],
    [
      'a trap that throws, in what init returned',
      pair('return new Proxy({}, { getPrototypeOf() { throw new Error("caught"); } });', ''),
      'mine.ts:2:65 Error: caught',
    ],
    ['a thrown value', pair('throw 5;', ''), `${atInit} The optimizer threw 5, which is no Error.`],
  ];
  for (const [what, text, words] of rows) {
    it(`is told: ${what}`, async () => assert.equal(await refusal(text), words));
  }

  it('keeps the rows of the steps before', async () => {
    const text = pair('return {};', 'return { update: t < 3 ? [0, 0] : null, state };');
    const { end, output } = await walked(text);
    assert.deepEqual([end.state, end.step, output.rowsOf(5).length], ['user-error', 2, 2]);
  });

  it('has neither dialect nor float32, and no schedule without lr', async () => {
    const text = pair('return {};', 'return { update: g, state };');
    assert.equal(
      await refusal(text, { dialect: 'keras' }),
      'keras has no mine. It can run as: paper.',
    );
    assert.equal(
      await refusal(text, { precision: 'float32' }),
      'An optimizer of your own computes in float64: precision float32 is not for it.',
    );
    assert.equal(
      await refusal(text, { schedule: 'cosine(10)' }),
      'A schedule needs a hyper-parameter lr, which this optimizer does not have.',
    );
  });
});
