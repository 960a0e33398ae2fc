import assert from 'node:assert/strict';
import { runJob } from '../../../../src/engine/job';
import type { AnyJob, HostToEngine, RunEnd } from '../../../../src/protocol/engine';
import { parseHostToEngine } from '../../../../src/protocol/hostToEngine';
import { seriesWidth } from '../../../../src/protocol/run';
import { spec } from '../../optimizers/support';
import { diceOf, type Tally } from './dice';
import { mutated } from './mutate';

const code = {
  name: 'f',
  code: `function f([x, y], { step }) { return (1 - x) ** 2 + 100 * (y - x * x) ** 2 + 0 * step; }
exports.objective = f; exports.start = () => [[-1.2, 1]];`,
  file: 'a.js',
  map: null,
};
const bundle = {
  ...code,
  parameters: [{ kind: 'array' as const, elements: [nameOf('x'), nameOf('y')] }, null],
  context: 1,
};
const job = {
  ...{ run: 1, token: 'token', bundle, seed: 0, start: null },
  limits: { memory: 400, evaluationTime: 5000 },
};
const two = Float64Array.of(0.5, 0.25);
const many = {
  steps: two.map((_, i) => i + 1),
  theta: new Float64Array(4),
  rates: new Float64Array(4),
};

function nameOf(name: string) {
  return { kind: 'name' as const, name };
}

/** What a host says, one of each kind at least. */
const toEngine: readonly HostToEngine[] = [
  { type: 'credit', run: 1 },
  { type: 'cancel', run: 1 },
  { type: 'trace', ...job, ...spec({ hyperparameters: { lr: 0.1 } }), steps: 5, bounds: null },
  {
    ...{
      type: 'trace',
      ...job,
      ...spec({ optimizer: 'sgdm', groups: [] }),
      steps: 7,
      bounds: [-2, 2],
    },
    resume: {
      ...{ run: 1, step: 3, theta: two, state: { momentumBuffer: two }, gradient: 'compiled' },
      until: 5,
    },
  },
  {
    ...{ type: 'landscape', ...job, theta: two, coordinates: [0, 1], x: [0, 1], y: [0, 1] },
    ...{ nx: 4, ny: 5, step: 1 },
  },
  { type: 'check', ...job, points: 3, bounds: null },
  { type: 'sharpness', ...job, points: { ...many, decay: new Float64Array(2) } },
];

/** More than this no job evaluates here. */
const mostEvaluations = 200;
/** Jobs that pass the check are done one in so many: each compiles its code. */
const doneOneIn = 200;

/**
 * Messages of the host's kind through the check at the engine's end. Jobs that pass are done, some
 * of them: the engine never throws, and its rows are as wide as it said.
 *
 * @throws with the seed of the message
 */
export function fuzzToEngine(count: number, seed: number): Tally {
  let accepted = 0;
  for (let i = seed; i < seed + count; i++) {
    const roll = diceOf(i);
    const given = mutated(toEngine, roll);
    try {
      const message = parseHostToEngine(given);
      if (!message) continue;
      accepted++;
      if (message.type === 'credit' || message.type === 'cancel') continue;
      if (roll(doneOneIn) === 0) done(message);
    } catch (error) {
      throw new Error(`message ${i} to the engine`, { cause: error });
    }
  }
  return { messages: count, accepted };
}

function done(given: AnyJob): RunEnd {
  let [evaluations, width] = [0, 0];
  const end = runJob(given, {
    ready: ({ series, leaves }) => {
      const stored = series.filter((one) => one.stored);
      width = stored.reduce((sum, one) => sum + seriesWidth(one, leaves), 0);
    },
    rows: (_, data) => assert.equal(data.length % width, 0),
    evaluating: () => ++evaluations < mostEvaluations,
    note: () => undefined,
    sharpness: () => undefined,
    landscape: () => undefined,
    checking: () => undefined,
    checked: () => undefined,
    print: () => undefined,
  });
  assert.ok(['done', 'stopped', 'user-error', 'limit', 'crashed'].includes(end.state));
  return end;
}
