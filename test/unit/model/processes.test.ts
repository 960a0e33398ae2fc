import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Run } from '../../../src/session/session';
import { RealSession } from '../session/realSession';
import { diceOf } from '../protocol/fuzz/dice';

const text =
  'export const f = (x = 3) => { let s = 0; for (let i = 0; i < 3000; i++) s += i; return x * x + 0 * s; };';

describe('a session over real processes', function () {
  this.timeout(120_000);

  it('ends each run once, whenever it is cancelled, forked or deleted, and leaves no process', async () => {
    const real = await RealSession.open();
    const { session } = real;
    const roll = diceOf(7);
    const ends = new Map<number, number>();
    const lengths = new Map<number, number>();
    const removed = new Set<number>();
    session.onDidChange((run, what) => {
      if (what === 'removed') return void removed.add(run.id);
      assert.ok(!removed.has(run.id), `${what} of a run that was removed`);
      const ended = ends.get(run.id) ?? 0;
      if (what === 'state') ends.set(run.id, ended + 1);
      if (what !== 'steps') return;
      assert.equal(ended, 0);
      // Rows come one after the other.
      const length = run.trace!.length;
      assert.ok(length > (lengths.get(run.id) ?? 0));
      lengths.set(run.id, length);
    });
    const clean = await real.run(text, { flags: { steps: 400 } });
    const runs: Run[] = [];
    for (let i = 0; i < 15; i++) {
      const run = await real.start(text, { flags: { steps: 1 + roll(400) } });
      runs.push(run);
      const any = roll.pick(runs);
      const what = roll(5);
      if (what === 0) session.stop(any.id);
      if (what === 1) session.remove(any.id);
      if (what === 2) await real.ended(run);
      if (what === 3) await real.until(run, () => run.trace !== null || run.state !== 'running');
      if (what === 4 && any.trace && !removed.has(any.id)) {
        const forked = await session.fork(any.id, roll(any.trace.length + 1), {});
        if ('request' in forked) runs.push(session.start(forked.request));
      }
    }
    await Promise.all(runs.map((run) => real.ended(run)));
    for (const run of runs) {
      if (!removed.has(run.id)) assert.equal(ends.get(run.id), 1);
      const { trace } = run;
      for (let step = (trace?.origin ?? 0) + 1; step <= (trace?.length ?? 0); step++) {
        for (const name of ['loss', 'theta', 'grad', 'm', 'v']) {
          assert.equal(trace!.value(name, 0, step), clean.trace!.value(name, 0, step));
        }
      }
    }
    await real.close();
  });

  it('has nothing left of a run that was removed', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const real = await RealSession.open();
    const rows = await (async () => {
      const run = await real.run(text, { flags: { steps: 50 } });
      const found = new WeakRef(run.trace!);
      real.session.remove(run.id);
      return found;
    })();
    await real.pool.idle();
    for (let tries = 0; tries < 20 && rows.deref(); tries++) {
      await new Promise((resolve) => setImmediate(resolve));
      collect();
    }
    assert.equal(rows.deref(), undefined);
    await real.close();
  });
});
