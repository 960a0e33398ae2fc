import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/messages';
import { firstOfEps } from '../../../../src/session/findings/epsDecides';
import { findingsOf } from '../../../../src/session/findings/findings';
import type { Run } from '../../../../src/session/session';
import { finished, rosenbrock, runOf, type Known } from '../handMade';

const said = (run: Run, behind: Parameters<typeof findingsOf>[1] = []) =>
  findingsOf(run, behind).map(({ step, said: it }) => `${step}: ${inEnglish(it)}`);

const zigzag: Known = {
  name: 'zigzag',
  start: [1.05],
  loss: ([x]) => Math.abs(x!),
  gradient: ([x]) => [Math.sign(x!)],
};

/** Falls, and its gradient dies: v forgets it step by step. */
const dying: Known = {
  name: 'dying',
  start: [0, 3],
  loss: ([x, y]) => Math.exp(-x!) + (y! - 3) ** 2,
  gradient: ([x]) => [x! < 0.5 ? -1 : 0, 1e-3],
};

describe('findings', () => {
  it('tell where rosenbrock is lowest and where it explodes', () => {
    const run = runOf(rosenbrock, { hyperparameters: { lr: 0.1 }, steps: 3000 });
    const texts = said(run);
    const loss = (step: number) => run.trace!.value('loss', 0, step);
    const steps = Array.from({ length: 3000 }, (_, i) => i + 1);
    const lowest = steps.reduce((best, step) => (loss(step) < loss(best) ? step : best));
    const peak = steps
      .filter((step) => step > lowest)
      .reduce((best, step) => (loss(step) > loss(best) ? step : best));
    assert.match(texts.find((text) => text.startsWith(`${lowest}: `)) ?? '', /lowest here/);
    assert.match(texts.find((text) => text.startsWith(`${peak}: `)) ?? '', /spikes to 0\.7/);
  });

  it('tell where a coordinate begins to swing', () => {
    const texts = said(runOf(zigzag, { hyperparameters: { lr: 0.1 }, steps: 400 }));
    const begin = texts.find((text) => text.endsWith('x0 begins to swing to and fro'));
    assert.ok(begin !== undefined, texts.join('\n'));
    assert.ok(Number.parseInt(begin) < 100, begin);
    assert.ok(!texts.some((text) => text.includes('stops')));
  });

  it('tell the first step in which eps decides, the very one', () => {
    const hyperparameters = { lr: 0.01, beta2: 0.9, eps: 1e-4 };
    const run = runOf(dying, { hyperparameters, steps: 2000 });
    const first = firstOfEps(run.trace!)!;
    let expected = 1;
    while (!(run.trace!.value('vHat', 0, expected) < 1e-8)) expected++;
    assert.deepEqual(first, { step: expected, coordinate: 0 });
    assert.ok(expected > 100, String(expected));
    assert.ok(said(run).some((text) => text.startsWith(`${expected}: eps decides`)));
  });

  it('tell it in few looks, however long the run', () => {
    const { trace } = runOf(dying, { hyperparameters: { lr: 0.01 }, steps: 20_000 });
    let looks = 0;
    const value = (series: string, index: number, step: number) => {
      looks++;
      return trace!.value(series, index, step);
    };
    const { header, series, length, origin } = trace!;
    assert.equal(firstOfEps({ header, series, length, origin, value } as never), null);
    assert.ok(looks < 300, String(looks));
  });

  it('tell nothing of eps where the average of squares is large all along', () => {
    const { trace } = runOf(rosenbrock, { hyperparameters: { lr: 0.001 }, steps: 500 });
    assert.equal(firstOfEps(trace!), null);
  });

  it('tell of remarks and errors that name a step, at that step', () => {
    const run = runOf(rosenbrock, { steps: 50 });
    run.state = 'user-error';
    run.error = { message: { code: 'engine.loss-not-finite', arguments: ['NaN', 51] }, step: 50 };
    run.notes = [
      { code: 'engine.overflow', arguments: ['v', 'x0', '1,040'] },
      { code: 'engine.quantity-not-finite', arguments: ['v', 'x0', 'NaN', 7] },
      { code: 'engine.overflow', arguments: ['v', 'x0', '17'] },
      { code: 'engine.zero-gradient', arguments: [] },
    ];
    const texts = said(run);
    assert.ok(texts.some((text) => text.startsWith('17: v of x0 overflowed')));
    // Beyond the last step there is nothing to go to: the last one stands for it.
    assert.ok(texts.some((text) => text.startsWith('50: v of x0 overflowed')));
    assert.ok(texts.includes('50: The loss is NaN at step 51.'));
    assert.ok(!texts.some((text) => text.includes('The gradient is 0')));
  });

  it('tell where two runs of one optimizer part, and no step at which others do at once', () => {
    const a = runOf(rosenbrock, { hyperparameters: { lr: 0.1 }, steps: 100 });
    const b = runOf(rosenbrock, { hyperparameters: { lr: 0.11 }, steps: 100 });
    const sgd = runOf(rosenbrock, { optimizer: 'sgd', hyperparameters: { lr: 1e-4 }, steps: 100 });
    const behind = [
      { run: { ...b, id: 2 }, title: 'lr 0.11' },
      { run: { ...sgd, id: 3 }, title: 'SGD' },
    ];
    const differences = said(a, behind).filter((text) => text.includes('First difference'));
    assert.equal(differences.length, 1);
    assert.match(differences[0]!, /^1: First difference to lr 0\.11: /);
  });

  it('are none while a run goes on, and none without steps', () => {
    const run = runOf(rosenbrock, { hyperparameters: { lr: 0.1 }, steps: 3000 });
    run.state = 'running';
    assert.deepEqual(findingsOf(run, []), []);
    assert.deepEqual(findingsOf(finished(run.request, null, null, 'user-error'), []), []);
  });

  it('are sorted by step', () => {
    const run = runOf(rosenbrock, { hyperparameters: { lr: 0.1 }, steps: 3000 });
    const steps = findingsOf(run, []).map(({ step }) => step);
    assert.deepEqual(
      steps,
      [...steps].sort((a, b) => a - b),
    );
    assert.ok(steps.length >= 2);
  });
});
