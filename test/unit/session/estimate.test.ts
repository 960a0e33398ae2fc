import assert from 'node:assert/strict';
import { bytesOf, Forecast, type Estimate } from '../../../src/session/estimate';
import { formatDuration } from '../../../src/session/size';
import { Session, type Run } from '../../../src/session/session';
import { FakeEngine } from './fakeEngine';
import { headerOf, request } from './handMade';

/** Until all promises that are settled have been heard of. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('what a run will take', () => {
  const header = { ...headerOf([0, 0], request(), 1), steps: 1000 };

  it('in memory is all its numbers, or those that are kept of them', () => {
    // loss, θ, g, m and v of two coordinates.
    assert.equal(bytesOf(header), 8 * 1000 * 9);
    // Checkpoints at steps 99, 100, 199, 200 … 999, 1000.
    assert.equal(bytesOf({ ...header, checkpoints: { every: 100 } }), 8 * (1000 + 20 * 9));
    const fork = { run: 1, step: 400, anew: false, state: {} };
    assert.equal(bytesOf({ ...header, fork }), 8 * 600 * 9);
    assert.equal(bytesOf({ ...header, fork: { ...fork, step: 2000 } }), 0);
  });

  it('in time is told after a moment and after seconds, by the steps after the first ones', () => {
    const forecast = new Forecast(1000, 0);
    assert.equal(forecast.at(1050, 1, 999), null);
    // The first 110 ms, in which 10 steps were done, count no more.
    assert.equal(forecast.at(1110, 10, 990), null);
    assert.equal(forecast.at(1299, 50, 950), null);
    assert.deepEqual(forecast.at(1310, 60, 1000), { seconds: 4, isSettled: false });
    assert.equal(forecast.at(3999, 80, 920), null);
    // The machine had other things to do for a while, and has not any more.
    assert.deepEqual(forecast.at(4110, 1510, 500), { seconds: 1, isSettled: true });
    assert.equal(forecast.at(9000, 1600, 400), null);
  });

  it('is told of steps that take longer than the moment by the first one', () => {
    const forecast = new Forecast(0, 400);
    assert.equal(forecast.at(5000, 400, 600), null);
    assert.deepEqual(forecast.at(5000, 401, 599), { seconds: 5 * 599, isSettled: true });
  });

  it('reads as an estimate does', () => {
    const said = [0.04, 0.94, 1.4, 99, 100, 5000, 6000, 7_200_000].map(formatDuration);
    assert.deepEqual(said, ['0.04 s', '0.9 s', '1 s', '99 s', '2 min', '83 min', '2 h', '2,000 h']);
  });
});

describe('a run that turns out to be large', () => {
  function begun(answer: () => Promise<boolean> | null) {
    const engine = new FakeEngine();
    const asked: [Run, Estimate][] = [];
    const session = new Session(engine, console.error, null, (run, estimate) => {
      asked.push([run, estimate]);
      return answer();
    });
    // More than come in the moments until it is asked.
    const run = session.start(request({ steps: 1_000_000 }));
    engine.last.ready(run.request);
    return { engine, session, asked, run };
  }

  /** Frames until the moment is over: when that is, is the clock's. */
  async function untilAsked({ engine, asked }: ReturnType<typeof begun>): Promise<void> {
    for (let step = 1; asked.length === 0; step++) {
      engine.last.frame(step, 1);
      await settled();
    }
  }

  it('waits until it is said to be meant', async () => {
    let say: (isMeant: boolean) => void = () => undefined;
    const all = begun(() => new Promise((resolve) => (say = resolve)));
    await untilAsked(all);
    const { run, engine, asked } = all;
    assert.equal(asked[0]![0], run);
    assert.equal(asked[0]![1].bytes, 8 * 1_000_000 * 9);
    assert.ok(asked[0]![1].seconds > 0);
    let isThereRoom = false;
    engine.last.frame(run.trace!.length + 1, 1);
    void Promise.resolve(engine.last.room).then(() => (isThereRoom = true));
    await settled();
    assert.equal(isThereRoom, false);
    say(true);
    await settled();
    assert.equal(isThereRoom, true);
    assert.deepEqual([run.state, engine.last.cancelled], ['running', 0]);
    engine.last.frame(run.trace!.length + 1, 1);
    assert.equal(engine.last.room, undefined);
  });

  it('is stopped where it is not meant, or nobody can be asked', async () => {
    const answers = [
      () => Promise.resolve(false),
      () => Promise.reject<boolean>(new Error('no window')),
    ];
    for (const answer of answers) {
      const all = begun(answer);
      await untilAsked(all);
      await settled();
      assert.equal(all.engine.last.cancelled, 1);
    }
  });

  it('goes on where nobody minds', async () => {
    const all = begun(() => null);
    await untilAsked(all);
    const { run, engine } = all;
    engine.last.frame(run.trace!.length + 1, 1);
    assert.equal(engine.last.room, undefined);
    assert.deepEqual([run.state, engine.last.cancelled, all.asked.length], ['running', 0, 1]);
  });
});
