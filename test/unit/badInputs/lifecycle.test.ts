import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import type { Run } from '../../../src/session/session';
import { verdict } from '../../../src/session/verdict';
import { outcome, RealSession } from '../session/realSession';

/** Takes a while a step, so that something can happen in between. */
const slow = (slope: number) => `export function f(x = 1) {
  let s = 0;
  for (let i = 0; i < 100_000; i++) s += i;
  return ${slope} * x + s * 0;
}`;

describe('bad input: life of a run', function () {
  this.timeout(60_000);
  let real: RealSession;

  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  const slopes = ({ trace }: Run) =>
    new Set(Array.from({ length: trace!.length }, (_, i) => trace!.value('grad', 0, i + 1)));

  it('row 62: a run that has become stale goes on with what it started with', async () => {
    const run = await real.start(slow(2), { flags: { steps: 30 } });
    await real.until(run, () => (run.trace?.length ?? 0) > 0);
    real.session.markStale('objective.ts#f');
    await real.ended(run);
    assert.deepEqual(outcome(run), ['done', null, undefined, 30]);
    assert.equal(run.stale, true);
    assert.deepEqual(slopes(run), new Set([2]));
  });

  it('row 67: two runs at once have their own ids, steps and numbers', async () => {
    const runs = await Promise.all(
      [3, 5].map((slope) => real.start(slow(slope), { flags: { steps: 40 } })),
    );
    await Promise.all(runs.map((run) => real.ended(run)));
    assert.notEqual(runs[0]!.id, runs[1]!.id);
    assert.deepEqual(runs.map(outcome), [
      ['done', null, undefined, 40],
      ['done', null, undefined, 40],
    ]);
    assert.deepEqual(runs.map(slopes), [new Set([3]), new Set([5])]);
  });

  it('row 68: a run cancelled at once, twice and again leaves no process and no steps', async () => {
    const runs: Run[] = [];
    for (let i = 0; i < 50; i++) {
      const run = await real.start(slow(1));
      real.session.stop(run.id);
      real.session.stop(run.id);
      runs.push(run);
    }
    await Promise.all(runs.map((run) => real.ended(run)));
    for (const run of runs) {
      const [state, error, , kept] = outcome(run);
      assert.deepEqual([state, error, kept], ['stopped', null, 0]);
    }
    await real.pool.idle();
    assert.ok(real.pool.pids.length <= 1, 'at most the spare process');
    assert.equal(inEnglish(verdict(runs[0]!).message), 'Stopped before the first step.');
    assert.ok([...real.session.runs].length <= 9, 'the oldest make room');
  });

  it('row 72: with the session its processes end, in the middle of an evaluation', async () => {
    const other = await RealSession.open();
    const run = await other.start(
      'function f(x = 1, { step }) { while (step > 3); return x * x; }',
    );
    await other.until(run, () => run.trace?.length === 3);
    assert.ok(other.pool.pids.length >= 1);
    // Asserts that none is left.
    await other.close();
    assert.equal(run.state, 'stopped');
    assert.equal(run.trace!.length, 3);
  });
});
