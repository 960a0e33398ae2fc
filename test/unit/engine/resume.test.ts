import assert from 'node:assert/strict';
import { analyse } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import { bundleOptimizer } from '../../../src/objective/ownOptimizer';
import { runJob } from '../../../src/engine/job';
import { completeOptimizer, type GivenOptimizer } from '../../../src/optimizers/complete';
import { registry } from '../../../src/optimizers/registry';
import type { Resume, RunEnd, TraceJob } from '../../../src/protocol/engine';
import type { SourceBundle } from '../../../src/protocol/objective';
import { seriesWidth } from '../../../src/protocol/run';
import { job, Recorder } from './fake';

/** Two leaves, one of them seldom seen, mini-batches by both streams, a loss beside it. */
const miniBatch = `
const points = Array.from({ length: 9 }, (_, i) => [Math.sin(i), Math.cos(i), i % 3]);
export function loss({ w, b } = { w: [0.3, -0.4], b: 0.1 }, { step, random }) {
  const [x, y, z] = points[Math.floor(random() * points.length)];
  const seldom = step % 5 === 0 ? (b - 0.5) ** 2 : 0;
  return (w[0] * x + w[1] * y - z) ** 2 + 0.01 * Math.random() * w[0] + seldom;
}
export function whole({ w, b }) {
  return (w[0] - 1) ** 2 + (w[1] + 1) ** 2 + b ** 2 + 0 * Math.random();
}`;

async function bundleOf(text: string, evaluate: string | null): Promise<SourceBundle> {
  const analysis = analyse(text, 'a.js', 'javascript');
  const objective = analysis.objectives[0]!;
  const made = await bundleObjective(analysis, objective, () => Promise.resolve(null), evaluate);
  assert.ok('bundle' in made, JSON.stringify(made));
  return made.bundle;
}

interface Ran {
  recorder: Recorder;
  end: RunEnd;
  width: number;
  printed: string[];
}

function ran(given: Partial<TraceJob>): Ran {
  const recorder = new Recorder();
  const printed: string[] = [];
  const nothing = () => assert.fail('no such result');
  const end = runJob(job(given), {
    ...{ landscape: nothing, sharpness: nothing, checking: nothing, checked: nothing },
    ready: (header) => recorder.ready(header),
    rows: (firstStep, data) => recorder.rows(firstStep, data),
    note: (message) => recorder.note(message),
    evaluating: (step) => recorder.evaluating(step),
    print: (_level, text) => printed.push(text),
  });
  const stored = recorder.header?.series.filter((series) => series.stored) ?? [];
  const width = stored.reduce(
    (sum, series) => sum + seriesWidth(series, recorder.header.leaves),
    0,
  );
  return { recorder, end, width, printed };
}

/** Row by row, as bits; by step. */
function bitsOf({ recorder, width }: Ran): Map<number, string> {
  const rows = new Map<number, string>();
  for (const { firstStep, data } of recorder.frames) {
    for (let k = 0; k * width < data.length; k++) {
      const row = data.slice(k * width, (k + 1) * width);
      rows.set(firstStep + k, Buffer.from(row.buffer).toString('hex'));
    }
  }
  return rows;
}

/** What the row of a step holds of the state behind it. */
function resumeAt({ recorder, width }: Ran, step: number, until?: number): Resume {
  const { series, leaves } = recorder.header;
  const row = recorder.frames.flatMap(({ firstStep, data }) =>
    step >= firstStep && step < firstStep + data.length / width
      ? [data.slice((step - firstStep) * width, (step - firstStep + 1) * width)]
      : [],
  )[0]!;
  const parts: Record<string, Float64Array> = {};
  let at = 0;
  for (const one of series.filter(({ stored }) => stored)) {
    parts[one.name] = row.slice(at, (at += seriesWidth(one, leaves)));
  }
  const { gradientSource: gradient } = recorder.header;
  // What is no slot of the optimizer's does not matter.
  return { run: 1, step, theta: parts.theta!, state: parts, gradient, ...(until && { until }) };
}

/** The run, once more from each of some steps on, must be what it was. */
function holds(given: Partial<TraceJob>, from: readonly number[]): void {
  const whole = ran(given);
  assert.equal(whole.end.error, null, JSON.stringify(whole.end.error));
  const all = bitsOf(whole);
  for (const step of from) {
    const rest = ran({ ...given, resume: resumeAt(whole, step) });
    const rows = bitsOf(rest);
    assert.equal(rows.size, all.size - step);
    for (const [at, bits] of rows) assert.equal(bits, all.get(at), `step ${at} from ${step}`);
    const outcome = ({ end }: Ran) => [end.state, end.step, end.finalLoss, end.error];
    assert.deepEqual(outcome(rest), outcome(whole));
    assert.equal(rest.recorder.header.fork!.anew, false);
    assert.deepEqual([...rest.recorder.watched].sort((a, b) => a - b)[1], step);
  }
}

const bounds: [number, number] = [-0.45, 0.45];
const steps = 24;

describe('runTrace from the row of a step', () => {
  let bundle: SourceBundle;
  const evaluate = { name: 'whole', every: 7 };
  before(async () => (bundle = await bundleOf(miniBatch, 'whole')));

  function given(optimizer: GivenOptimizer): Partial<TraceJob> {
    const made = completeOptimizer(optimizer);
    assert.ok('spec' in made, JSON.stringify(made));
    return { ...made.spec, bundle, steps, seed: 5, evaluate };
  }

  for (const { name, dialects } of registry) {
    it(`${name}: every number of every later row has the bits of the whole run`, () => {
      for (const dialect of dialects) {
        for (const precision of ['float64', 'float32'] as const) {
          const plain = { optimizer: name, dialect, precision };
          holds(given(plain), [1, 2, 7, 13, steps - 1]);
          const lr = name === 'lookahead' ? 'inner.lr' : 'lr';
          holds(
            {
              ...given({
                ...plain,
                schedule: 'warmup(4) cosine(15, 0.1)',
                clip: { norm: 0.7, value: 0.6 },
                groups: [{ leaf: 'b', hyperparameters: { [lr]: 0.05 } }],
              }),
              bounds,
            },
            [1, 5, 6, 20],
          );
        }
      }
    });
  }

  it("a user's own optimizer goes on from its slots", async () => {
    const mine = `export const mine = {
      init: (theta) => ({ seen: 0, m: Array.from(theta, () => 0) }),
      update: ({ g, t, state: { seen, m } }) => {
        const next = m.map((each, i) => 0.9 * each + g[i]);
        return { update: next.map((each) => -each / (100 + seen + t)), state: { seen: seen + 1, m: next } };
      },
    };`;
    const bundled = await bundleOptimizer('./mine.js#mine', 'a.js', () => Promise.resolve(mine));
    assert.ok('bundle' in bundled, JSON.stringify(bundled));
    const optimizer = './mine.js#mine';
    holds({ ...given({ optimizer }), own: bundled.bundle }, [1, 8, 20]);
  });

  it('goes on behind a slot that has overflowed', () => {
    const source = given({ optimizer: 'adam' });
    const whole = ran({ ...source, steps: 12 });
    const resume = resumeAt(whole, 5);
    resume.state.v![0] = Infinity;
    const rest = ran({ ...source, steps: 12, resume });
    assert.equal(rest.end.state, 'done');
    assert.deepEqual(rest.recorder.codes, ['engine.overflow']);
  });

  it('computes a stretch once more, without a word of the objective and without a final loss', async () => {
    const talks = await bundleOf(
      'export function f(x = 2) { console.log("here"); return x ** 4 + x; }',
      null,
    );
    const source = { ...given({ optimizer: 'adam' }), bundle: talks, evaluate: undefined };
    const whole = ran(source);
    assert.ok(whole.printed.length >= steps);
    const part = ran({ ...source, resume: resumeAt(whole, 6, 11) });
    const rows = bitsOf(part);
    assert.deepEqual([...rows.keys()], [7, 8, 9, 10, 11]);
    for (const [at, bits] of rows) assert.equal(bits, bitsOf(whole).get(at));
    assert.deepEqual([part.end.state, part.end.step, part.end.finalLoss], ['done', 11, null]);
    assert.deepEqual(part.printed, []);
    assert.deepEqual(part.recorder.codes, []);
  });

  it('says the true step where the objective fails', async () => {
    const fails = await bundleOf(
      'export function f(x = 2, { step }) { if (step === 9) throw new Error("nine"); return x ** 2; }',
      null,
    );
    const source = { ...given({ optimizer: 'adam' }), bundle: fails, evaluate: undefined };
    const whole = ran(source);
    const rest = ran({ ...source, resume: resumeAt(whole, 4) });
    assert.deepEqual([rest.end.step, rest.end.error], [8, whole.end.error]);
    assert.equal(rest.end.error!.step, 8);
  });

  it('refuses a state of another size, and a step that is not there', () => {
    const source = given({ optimizer: 'adam' });
    const resume = resumeAt(ran(source), 4);
    const said = (changes: Partial<Resume>) =>
      ran({ ...source, resume: { ...resume, ...changes } }).end.error?.message;
    assert.deepEqual(said({ theta: Float64Array.of(1) }), {
      code: 'engine.resume-coordinates',
      arguments: [1, 3],
    });
    assert.equal(said({ step: steps + 1 })?.code, 'engine.resume-step');
    assert.equal(said({ until: 3 })?.code, 'engine.resume-step');
    assert.equal(said({ until: steps + 1 })?.code, 'engine.resume-step');
  });
});

describe('another optimizer from the row of a step', () => {
  let bundle: SourceBundle;
  before(
    async () =>
      (bundle = await bundleOf(
        'export function f([x, y] = [3, -2]) { return x ** 4 + y ** 2; }',
        null,
      )),
  );

  function given(optimizer: string, hyperparameters: Record<string, number> = {}) {
    const made = completeOptimizer({ optimizer, hyperparameters });
    assert.ok('spec' in made, JSON.stringify(made));
    return { ...made.spec, bundle, steps: 20 };
  }

  it('takes slots of the same name over', () => {
    const adam = ran(given('adam', { lr: 0.1 }));
    const resume = resumeAt(adam, 10);
    const { header } = ran({ ...given('amsgrad', { lr: 0.1 }), resume }).recorder;
    const { step, anew, state } = header.fork!;
    assert.deepEqual([step, anew], [10, false]);
    assert.deepEqual(state.m, resume.state.m);
    assert.deepEqual(state.v, resume.state.v);
    assert.deepEqual([...state.vMax!], [0, 0]);
    assert.deepEqual(header.start, resume.theta);
  });

  it('begins anew where its memory is missing, bias correction counted from there', () => {
    const sgd = ran(given('sgdm', { lr: 0.001 }));
    const resume = resumeAt(sgd, 10);
    const fork = ran({ ...given('adam', { lr: 0.1 }), resume });
    const { anew, state } = fork.recorder.header.fork!;
    assert.equal(anew, true);
    assert.deepEqual([...state.m!, ...state.v!], [0, 0, 0, 0]);
    // Adam's first step is as long as lr, whatever the gradient (Kingma and Ba, section 2.1).
    const row = fork.recorder.frames[0]!.data;
    assert.ok(Math.abs(Math.abs(row[1]! - resume.theta[0]!) - 0.1) < 1e-6);
    assert.equal(fork.recorder.frames[0]!.firstStep, 11);
  });
});
