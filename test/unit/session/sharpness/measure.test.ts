import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEnglish } from '../../../../src/messages';
import type { Run } from '../../../../src/session/session';
import { sharpnessFinding } from '../../../../src/session/sharpness/finding';
import { exportCsv, exportJson } from '../../../../src/trace/export';
import { RealSession } from '../realSession';
import { piecesOf } from '../../trace/support';

describe('the sharpness of a run', function () {
  // A busy machine may take its time to start a process.
  this.timeout(60_000);
  let real: RealSession;
  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  const valuesOf = ({ trace }: Run) =>
    Array.from({ length: trace!.length }, (_, k) => trace!.value('sharpness', 0, k + 1));

  describe('on Rosenbrock’s valley', () => {
    let run: Run;
    const told: string[] = [];
    before(async () => {
      run = await real.run(readFileSync('examples/rosenbrock.ts', 'utf8'));
      const listening = real.session.onDidChange((changed, what) => {
        if (changed === run && what === 'sharpness') told.push(run.sharpness!.state);
      });
      await real.session.measureSharpness(run.id);
      listening.dispose();
    });

    it('crosses 38 about a hundred steps before the spike is visible', () => {
      const values = valuesOf(run);
      const crossing = 1 + values.findIndex((value) => value > 38);
      assert.ok(Math.abs(crossing - 2625) <= 5, `crosses at ${crossing}`);
      assert.ok(values.slice(0, crossing - 1).every((value) => value < 38));
      // Until then the loss shows nothing.
      const loss = (step: number) => run.trace!.value('loss', 0, step);
      assert.ok(loss(crossing) < 1e-26, `${loss(crossing)} at the crossing`);
      let visible = crossing;
      while (loss(visible) < 1e-3) visible++;
      assert.ok(visible - crossing >= 90 && visible - crossing <= 130, `visible at ${visible}`);
      assert.match(
        inEnglish(sharpnessFinding(run)!),
        /^Sharpness crossed 38 at step 2,6[23]\d: from there on every swing grows, and the loss spikes near step 2,740, 1[12]\d steps later\.$/,
      );
    });

    it('is lr·λmax(D^½·H·D^½) of the step’s own numbers', () => {
      for (const step of [1, 77, 1000, 2999]) {
        const [x, y] = [0, 1].map((i) => run.trace!.value('theta', i, step - 1)) as [
          number,
          number,
        ];
        const [a, b] = [0, 1].map(
          (i) => 0.1 / (Math.sqrt(run.trace!.value('vHat', i, step)) + 1e-8),
        ) as [number, number];
        const [xx, xy, yy] = [2 - 400 * y + 1200 * x * x, -400 * x, 200];
        const half = (a * xx + b * yy) / 2;
        const expected = half + Math.sqrt(half * half - a * b * (xx * yy - xy * xy));
        const found = run.trace!.value('sharpness', 0, step);
        assert.ok(Math.abs(found - expected) <= 1e-11 * expected, `${found}, ${expected}`);
      }
    });

    it('is a series of the trace like the others', async () => {
      assert.deepEqual([told[0], told.at(-1)], ['computing', 'done']);
      assert.deepEqual(run.sharpness, { state: 'done', done: 3000, all: 3000, problem: null });
      assert.equal(Number.isNaN(run.trace!.value('sharpness', 0, 0)), true);
      const { trace, state, finalLoss, error } = run;
      const text = (
        await piecesOf(exportJson({ trace: trace!, state, finalLoss, error, source: 'test' }))
      ).join('');
      const json = JSON.parse(text) as Record<string, unknown>;
      assert.deepEqual([json.sharpnessEvery, json.sharpnessBound], [1, 38]);
      assert.deepEqual(json.sharpness, valuesOf(run));
      const [head, ...rows] = (await piecesOf(exportCsv(trace!))).join('').trimEnd().split('\n');
      const column = head!.split(',').indexOf('sharpness');
      assert.deepEqual(
        rows.map((row) => row.split(',')[column]),
        ['', ...valuesOf(run).map(String)],
      );
    });

    it('has the same bits when computed again, of fewer steps too', async () => {
      const first = valuesOf(run);
      await real.session.measureSharpness(run.id, 100);
      const again = valuesOf(run);
      const due = again.flatMap((value, k) => (Number.isNaN(value) ? [] : [k + 1]));
      assert.deepEqual(
        due,
        Array.from({ length: 30 }, (_, k) => 100 * (k + 1)),
      );
      for (const step of due) assert.ok(Object.is(again[step - 1], first[step - 1]), `${step}`);
      const points = run.trace!.points('sharpness', 0, 0, 3000, 500);
      assert.deepEqual(
        due,
        [...points].filter((_, k) => k % 2 === 0 && points[k]! > 0),
      );
    });
  });

  it('sees the mini-batch of each step, and its own optimizer’s bound', async () => {
    const run = await real.run(`/** @optimizer sgdm lr=0.1 momentum=0.5 @steps 4 @seed 2 */
      export function f(x = 1, { step, random }: { step: number; random(): number }) {
        return 0.5 * (step + random()) * x * x;
      }`);
    await real.session.measureSharpness(run.id);
    assert.equal(run.trace!.series.at(-1)!.level?.value, 3);
    valuesOf(run).forEach((value, k) => {
      // g = (step + random())·x, and the Hessian is its factor.
      const expected = (0.1 * run.trace!.value('grad', 0, k + 1)) / run.trace!.value('theta', 0, k);
      assert.ok(Math.abs(value - expected) <= 1e-14 * value, `${value}, ${expected}`);
    });
  });

  it('ends when it is stopped, and nothing of it is kept; then it can be asked for again', async () => {
    const run = await real.run(`/** @optimizer adam lr=0.1 @steps 60 */
      export function f([x, y] = [1, 1]) {
        let s = 0;
        for (let i = 0; i < 20000; i++) s += (x - i * 1e-5) ** 2 * y * y;
        return s;
      }`);
    const computing = real.session.measureSharpness(run.id, 1);
    assert.equal(run.sharpness!.state, 'computing');
    real.session.stopSharpness(run.id);
    await computing;
    assert.deepEqual(
      [run.sharpness!.state, run.sharpness!.problem?.code],
      ['failed', 'sharpness.stopped'],
    );
    assert.equal(
      run.trace!.series.some(({ name }) => name === 'sharpness'),
      false,
    );
    await real.session.measureSharpness(run.id, 60);
    assert.deepEqual([run.sharpness!.state, run.sharpness!.all], ['done', 1]);
  });

  it('stays within the limits of an evaluation', async () => {
    const run = await real.run('/** @steps 3 */ export const f = (x = 1) => (x > 9 ? 0 : x * x);');
    // As code would behave that never returns the second time.
    const { bundle, limits } = run.request;
    const code = bundle.code.replace('x > 9 ? 0', 'x < 9 ? (() => { for (;;); })()');
    assert.notEqual(code, bundle.code);
    const request = {
      ...run.request,
      bundle: { ...bundle, code },
      limits: { ...limits, evaluationTime: 500 },
    };
    Object.assign(run, { request });
    await real.session.measureSharpness(run.id);
    assert.equal(run.sharpness!.state, 'failed');
    assert.equal(run.sharpness!.problem?.code, 'engine.time-limit');
  });

  it('of more than 50 coordinates is refused with both numbers', async () => {
    const run = await real.run(
      '/** @steps 3 */ export const f = (p = new Array(51).fill(1)) => p.reduce((s, x) => s + x * x, 0);',
    );
    await real.session.measureSharpness(run.id);
    assert.equal(run.sharpness!.state, 'failed');
    assert.equal(
      inEnglish(run.sharpness!.problem!),
      'Sharpness needs the whole Hessian, of at most 50 coordinates; there are 51.',
    );
  });
});
