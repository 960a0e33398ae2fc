import assert from 'node:assert/strict';
import type { EngineToHost } from '../../../../src/protocol/engine';
import { runStates } from '../../../../src/protocol/run';
import { Session } from '../../../../src/session/session';
import { headerOf, request } from '../../session/handMade';
import { diceOf, type Dice, type Tally } from './dice';
import { PuppetEngine } from './engineJobs';
import { mutated } from './mutate';

const asked = request({ steps: 12 });
const steps = 12;
/** loss, θ, g, m, v of two coordinates. */
export const width = 9;

/** All that a process can say, of one run. */
export function saidOf(run: number, token: string): EngineToHost[] {
  const of = { run, token };
  const message = { code: 'engine.zero-gradient', arguments: [1, 'x'] };
  const leaf = { name: 'x', path: [0], length: 1, shape: [], coordinates: ['x'] };
  const one = Float64Array.of(1);
  return [
    { type: 'hello', isolated: true, node: 'v20', v8: '11' },
    { type: 'ready', ...headerOf([-1.2, 1], asked, run), ...of },
    { type: 'frame', ...of, firstStep: 1, data: new Float64Array(2 * width).fill(1) },
    { type: 'frame', ...of, firstStep: 3, data: new Float64Array(3 * width).fill(2) },
    { type: 'heartbeat', ...of, step: 5, memory: 40, pace: 0.1 },
    { type: 'note', ...of, message: { ...message, place: { file: 'a.ts', line: 1, column: 2 } } },
    { type: 'console', ...of, level: 'log', text: 'hi' },
    {
      ...{ type: 'landscape', ...of },
      landscape: { x: [0, 1], y: [0, 1], nx: 1, ny: 1, values: one },
    },
    { type: 'sharpness', ...of, values: one },
    { type: 'checking', ...of, header: { gradientSource: 'tape', leaves: [leaf], points: 1 } },
    {
      ...{ type: 'checked', ...of },
      point: {
        ...{ point: 0, loss: 1, coordinates: [0], theta: one, exact: one, tape: one },
        ...{ numerical: one, uncertainty: one, verdicts: ['agrees'] },
      },
    },
    {
      ...{ type: 'end', ...of, state: 'done', step: 5, finalLoss: 0.5, error: null },
      ...{ evaluations: 6, milliseconds: 1 },
    },
  ];
}

/** A session of one run whose process is at our hand, and what must hold of it whatever is said. */
class RunAtWork {
  readonly engine = new PuppetEngine();
  readonly session = new Session(this.engine, (error) => {
    throw error;
  });
  readonly run;
  #ended = false;

  constructor() {
    this.session.onDidChange((_, what) => {
      assert.equal(this.#ended, false, `${what} after the end`);
      this.#ended = what === 'state';
    });
    this.run = this.session.start(asked);
  }

  check(): void {
    const { run, engine } = this;
    const length = run.trace?.length ?? 0;
    assert.ok(length <= steps);
    assert.ok(run.cursor >= 0 && run.cursor <= length);
    assert.ok(runStates.includes(run.state) && run.notes.length <= 102);
    assert.equal(run.state === 'running', engine.ends === 0);
    // A process is ended with its run, and never before it.
    assert.equal(engine.process.kills > 0, run.state !== 'running');
    const sent = new Set(engine.process.sent.slice(1).map(({ type }) => type));
    sent.delete('credit');
    assert.deepEqual([...sent], []);
  }

  close(): void {
    this.session.dispose();
    this.engine.dispose();
    assert.equal(this.engine.ends, 1);
  }
}

/** What the process says next: mostly what it should, else something a little beside anything. */
function next(said: EngineToHost[], at: number, roll: Dice): unknown {
  return roll(3) > 0 && at < said.length ? said[at] : mutated(said, roll);
}

/**
 * What processes say, true and false, through the host's check and the job into a session: never a
 * throw, one end and nothing behind it, rows in order, nothing sent but credit, nothing of another
 * run or token taken in.
 *
 * @throws with the seed of the run
 */
export function fuzzFromEngine(count: number, seed: number): Tally {
  let [messages, accepted] = [0, 0];
  for (let i = seed; messages < count; i++) {
    const roll = diceOf(i);
    try {
      const work = new RunAtWork();
      const { run, token } = work.engine.job!;
      const said = [...saidOf(run, token), ...saidOf(run + 1, token), ...saidOf(run, 'guessed')];
      // First what it begins with, in two of three: else it has no run to spoil.
      for (let at = 0; at < 24; at++, messages++) {
        const index = at < 7 ? at : roll(said.length);
        if (work.engine.hear(next(said, index, roll))) accepted++;
        work.check();
      }
      work.close();
    } catch (error) {
      throw new Error(`run ${i} of the engine`, { cause: error });
    }
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  return { messages, accepted };
}

/**
 * Frames: rows in order and of whole width are taken in, those of other runs are dropped, and the
 * first that is neither ends the run with the rows before it.
 *
 * @throws with the seed of the run
 */
export function fuzzFrames(count: number, seed: number): Tally {
  let [messages, accepted] = [0, 0];
  for (let i = seed; messages < count; i++) {
    const roll = diceOf(i);
    try {
      const work = new RunAtWork();
      const { engine, run } = work;
      const { run: id, token } = engine.job!;
      const [hello, ready] = saidOf(id, token);
      engine.hear(hello);
      engine.hear(ready);
      const kept: number[] = [];
      let broken = false;
      for (let at = 0; at < 16; at++, messages++) {
        const { frame, losses } = frameOf(id, token, kept.length + 1, roll);
        engine.hear(frame);
        if (losses && !broken) kept.push(...losses);
        if (losses === null) broken = true;
        if (losses && losses.length > 0 && !broken) accepted++;
        work.check();
        assert.equal(run.state, broken ? 'crashed' : 'running');
        assert.deepEqual(
          kept,
          kept.map((_, k) => run.trace!.value('loss', 0, k + 1)),
        );
        assert.equal(run.trace!.length, kept.length);
      }
      if (broken) assert.equal(run.error!.message.code, 'engine.invalid-message');
      work.close();
    } catch (error) {
      throw new Error(`frames ${i}`, { cause: error });
    }
  }
  return { messages, accepted };
}

/** A frame and the losses of what should be taken in of it: [] of one that is none of this run's. */
function frameOf(run: number, token: string, due: number, roll: Dice) {
  const room = steps - due + 1;
  const rows = 1 + roll(3);
  const numbers = Float64Array.from({ length: rows * width }, () =>
    roll.pick([1, -0, NaN, Infinity, 5e-324, roll(1e6)]),
  );
  const losses = Array.from({ length: rows }, (_, k) => numbers[k * width]!);
  const frame = { type: 'frame', run, token, firstStep: due, data: numbers };
  const fits = rows <= room;
  switch (roll(12)) {
    case 0:
      return {
        frame: { ...frame, firstStep: due + roll.pick([-1, 1, 2 ** 31, 0.5]) },
        losses: null,
      };
    case 1:
      // Never a whole number of rows.
      return { frame: { ...frame, data: numbers.slice(1 + roll(width - 1)) }, losses: null };
    case 2:
      return { frame: { ...frame, run: run + 1 }, losses: [] };
    case 3:
      return { frame: { ...frame, token: token.toUpperCase() + 'x' }, losses: [] };
    case 4:
      return { frame: { ...frame, full: new Float64Array(width) }, losses: null };
    case 5:
      return { frame: { ...frame, data: new Float32Array(numbers) }, losses: null };
    case 6:
      return { frame: { ...frame, data: new Float64Array(width * (room + 1)) }, losses: null };
    default:
      return { frame, losses: fits ? losses : null };
  }
}
