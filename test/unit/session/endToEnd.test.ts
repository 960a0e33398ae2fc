import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEnglish } from '../../../src/messages';
import type { Flags } from '../../../src/session/configure';
import type { Run, Session } from '../../../src/session/session';
import { verdict } from '../../../src/session/verdict';
import { rosenbrock, runOf } from './handMade';
import { RealSession } from './realSession';

describe('session over the real engine', function () {
  this.timeout(30_000);
  let real: RealSession;
  let session: Session;

  before(async () => {
    real = await RealSession.open();
    session = real.session;
  });
  after(() => real.close());

  const start = (text: string, flags: Flags = {}) => real.start(text, { flags });
  const ended = (run: Run) => real.ended(run);
  const until = (run: Run, holds: () => boolean) => real.until(run, holds);

  const example = readFileSync('examples/rosenbrock.ts', 'utf8');
  const plain =
    'export function f([x, y] = [-1.2, 1]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }';

  it('traces the first example: the spike near step 2,740, as a hand-written gradient has it', async () => {
    const run = await start(example);
    await ended(run);
    assert.deepEqual([run.state, run.error, run.trace?.length], ['done', null, 3000]);
    assert.deepEqual(run.trace!.header.leaves[0]!.coordinates, ['x', 'y']);
    assert.deepEqual(run.request.minimum, [1, 1]);

    let peak = 1000;
    for (let step = 1000; step <= 3000; step++) {
      if (run.trace!.value('loss', 0, step) > run.trace!.value('loss', 0, peak)) peak = step;
    }
    assert.ok(peak >= 2735 && peak <= 2745, `peak at ${peak}`);
    const height = run.trace!.value('loss', 0, peak);
    assert.ok(height > 0.6 && height < 0.9, `peak of ${height}`);
    assert.match(
      inEnglish(verdict(run).message),
      /^loss fell to 1e-29, then spiked to 0\.\d+ near step 2,74\d and recovered$/,
    );

    // Until the last bit is amplified, ours and the hand-written gradient take the same path.
    const byHand = runOf(rosenbrock, { steps: 1000, hyperparameters: { lr: 0.1 } });
    for (const step of [1, 2, 10, 100, 500]) {
      for (const series of ['loss', 'theta', 'm', 'v', 'mHat', 'effectiveLearningRate', 'update']) {
        const ours = run.trace!.value(series, 0, step);
        const theirs = byHand.trace!.value(series, 0, step);
        const tolerance = 1e-9 * Math.max(1, Math.abs(theirs));
        assert.ok(Math.abs(ours - theirs) <= tolerance, `${series} at ${step}: ${ours}, ${theirs}`);
      }
    }
    assert.ok(run.millisecondsPerEvaluation! > 0);
    assert.equal(run.isolated, true);
  });

  it('gives the same bits again', async () => {
    const [first, second] = await Promise.all([start(example), start(example)]);
    await Promise.all([ended(first), ended(second)]);
    for (let step = 1; step <= 3000; step++) {
      const [a, b] = [first, second].map((run) => run.trace!.value('loss', 0, step));
      assert.ok(Object.is(a, b), `step ${step}`);
    }
    assert.equal(first.finalLoss, second.finalLoss);
    assert.equal(first.finalLoss, first.trace && finalLoss(first));
  });

  /** f at the last θ. */
  function finalLoss({ trace }: Run): number {
    const [x, y] = [0, 1].map((i) => trace!.value('theta', i, trace!.length));
    return (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2;
  }

  it('stops a run at once and keeps its steps', async () => {
    const run = await start(plain, { steps: 10_000_000 });
    await until(run, () => (run.trace?.length ?? 0) > 0);
    session.stop(run.id);
    session.stop(run.id);
    await ended(run);
    assert.equal(run.state, 'stopped');
    assert.ok(run.trace!.length > 0 && run.trace!.length < 10_000_000);
    assert.equal(run.cursor, run.trace!.length);
  });

  it('stops a run that has not started yet', async () => {
    const run = await start(plain);
    session.stop(run.id);
    await ended(run);
    assert.deepEqual([run.state, run.trace], ['stopped', null]);
  });

  it('keeps the last good run where the next one is not a number at the start', async () => {
    const good = await start(plain, { steps: 5 });
    await ended(good);
    const failed = await start('export function f([x, y] = [-1, 1]) { return Math.log(x) + y; }');
    await ended(failed);
    assert.equal(failed.state, 'user-error');
    assert.equal(failed.error?.step, 0);
    assert.equal(session.latest('objective.ts#f'), failed);
    assert.equal(session.lastGood('objective.ts#f'), good);
  });

  it('computes the landscape around the path', async () => {
    const run = await start(plain, { steps: 200 });
    await ended(run);
    const landscape = await session.landscape(run.id, [0, 1]);
    assert.ok(landscape);
    const { x, y, nx, ny, values } = landscape;
    assert.ok(nx >= 64 && ny >= 64 && values.length === nx * ny);
    for (const [ix, iy] of [
      [0, 0],
      [nx - 1, 0],
      [7, ny - 1],
    ] as const) {
      const a = x[0] + ((x[1] - x[0]) * ix) / (nx - 1);
      const b = y[0] + ((y[1] - y[0]) * iy) / (ny - 1);
      const expected = (1 - a) ** 2 + 100 * (b - a ** 2) ** 2;
      const found = values[iy * nx + ix]!;
      assert.ok(Math.abs(found - expected) <= 1e-9 * expected, `${found}, ${expected}`);
    }
  });

  it('hears what the objective prints', async () => {
    const lines: string[] = [];
    const listening = session.onDidPrint((_, level, text) => lines.push(`${level} ${text}`));
    const run = await start('export function f(x = 1) { console.log("x is", x); return x * x; }', {
      steps: 1,
    });
    await ended(run);
    listening.dispose();
    assert.equal(lines[0], 'log x is 1');
  });
});
