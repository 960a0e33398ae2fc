import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import type { Run } from '../../../src/session/session';
import { judgedBy, verdict } from '../../../src/session/verdict';
import { Trace } from '../../../src/trace/trace';
import { finished, headerOf, request, rosenbrock, runOf, type Known } from './handMade';

const words = (run: Run) => inEnglish(verdict(run).message);

/** x²/2 + c. */
const quadratic = (c = 0): Known => ({
  name: 'quadratic',
  start: [1],
  loss: ([x]) => c + x! ** 2 / 2,
  gradient: ([x]) => [x!],
});

/** A run with these losses and gradients of 1, whatever the optimizer would have done. */
function runWithLosses(losses: number[], finalLoss: number): Run {
  const asked = request({ steps: losses.length });
  const trace = new Trace(headerOf([0], asked), {});
  losses.forEach((loss, k) => trace.append(k + 1, Float64Array.of(loss, 0, 1, 0, 0)));
  return finished(asked, trace, finalLoss);
}

describe('verdict', () => {
  it('proposes a larger lr where the loss still falls smoothly', () => {
    const run = runOf(rosenbrock, { steps: 1000 });
    assert.equal(words(run), 'loss 24.2 → 4.18, still falling after 1,000 steps: try lr 0.1');
    const { action } = verdict(run);
    assert.equal(action?.hyperparameters.lr, 0.1);
    assert.equal(action.hyperparameters.beta2, 0.999);
    assert.equal(action.steps, undefined);
    assert.equal(inEnglish(action.label), 'Try');
  });

  it('proposes ten times lr where that is enough', () => {
    const run = runOf(quadratic(), { steps: 100 });
    assert.equal(words(run), 'loss 0.5 → 0.407, still falling after 100 steps: try lr 0.01');
    assert.equal(verdict(run).action?.hyperparameters.lr, 0.01);
  });

  it('changes the lr of the optimizer within another one', () => {
    const optimizer = { optimizer: 'lookahead', dialect: 'paper', schedule: '' } as const;
    // It never follows the fast weights: each time it does, the loss goes back a little.
    const hyperparameters = { inner: 'adam', 'inner.beta1': 0.8, k: 1000 };
    const run = runOf(quadratic(), { ...optimizer, hyperparameters, steps: 100 });
    assert.match(words(run), /, still falling after 100 steps: try inner\.lr 0\.01$/);
    const { action } = verdict(run);
    assert.deepEqual(
      ['inner', 'inner.lr', 'inner.beta1', 'lr'].map((name) => action?.hyperparameters[name]),
      ['adam', 0.01, 0.8, undefined],
    );
    const wild = runOf(rosenbrock, { ...optimizer, hyperparameters: { 'inner.lr': 100 } });
    assert.match(words(wild), /: it diverged; try inner\.lr 10$/);
  });

  it('proposes no more than the curvature allows where steps are as long as gradients', () => {
    const slow = { optimizer: 'sgd', steps: 100, hyperparameters: { lr: 1e-4 } };
    assert.match(words(runOf(quadratic(), slow)), /: try lr 0\.01$/);
    // Its curvature is 400: gradient descent shrinks x by |1 − 400·lr| a step.
    const steep: Known = {
      ...quadratic(),
      loss: ([x]) => 200 * x! ** 2,
      gradient: ([x]) => [400 * x!],
    };
    const run = runOf(steep, { ...slow, steps: 20, hyperparameters: { lr: 3e-4 } });
    assert.match(words(run), /: try lr 0\.002$/);
    const { hyperparameters } = verdict(run).action!;
    const again = runOf(steep, { ...slow, steps: 20, hyperparameters });
    assert.ok(again.finalLoss! < 1e-6 * run.finalLoss!);
  });

  it('judges by what is evaluated beside the loss, unless that has no value', () => {
    // The loss itself jumps with every step.
    let calls = 0;
    const noisy: Known = {
      ...quadratic(),
      loss: ([x]) => x! ** 2 / 2 + (calls++ % 2),
      beside: ([x]) => x! ** 2 / 2,
    };
    const asked = { steps: 1000, hyperparameters: { lr: 0.01 } };
    const evaluate = { name: 'full', every: 10 };
    const run = runOf(noisy, { ...asked, evaluate });
    assert.match(words(run), /^loss 0\.5 → \S+, converged by step \d+1$/);
    assert.deepEqual(judgedBy(run).map(inEnglish), ['that loss is full, evaluated every 10 steps']);
    assert.equal(words(run), words(runOf({ ...noisy, loss: () => NaN }, { ...asked, evaluate })));
    const failing = runOf({ ...noisy, beside: () => NaN }, { ...asked, evaluate });
    assert.match(words(failing), /^loss \S+ → \S+ after 1,000 steps; lowest /);
    assert.deepEqual(judgedBy(failing), []);
  });

  it('proposes a larger lr under the same schedule, but no steps once lr is nothing', () => {
    const warm = runOf(quadratic(), { steps: 100, schedule: 'warmup(10)' });
    assert.match(words(warm), /: try lr 0\.01$/);
    assert.equal('schedule' in verdict(warm).action!.hyperparameters, false);
    const hyperparameters = { lr: 0.1 };
    const cooled = runOf(rosenbrock, { steps: 1000, hyperparameters, schedule: 'cosine(1000)' });
    assert.equal(verdict(cooled).action, null);
  });

  it('proposes more steps where lr is large already', () => {
    const run = runOf(rosenbrock, { steps: 1000, hyperparameters: { lr: 0.1 } });
    assert.equal(
      words(run),
      'loss 24.2 → 1.24e-5, still falling after 1,000 steps: try 10,000 steps',
    );
    assert.equal(verdict(run).action?.steps, 10_000);
    assert.equal(verdict(run).action?.hyperparameters.lr, 0.1);
  });

  it('finds the spike of Rosenbrock near step 2,740', () => {
    const run = runOf(rosenbrock, { steps: 3000, hyperparameters: { lr: 0.1 } });
    assert.match(
      words(run),
      /^loss fell to 1e-29, then spiked to 0\.7\d near step 2,74\d and recovered$/,
    );
    assert.equal(verdict(run).action, null);
  });

  it('says where a spike has not come down again', () => {
    const run = runOf(rosenbrock, { steps: 3000, hyperparameters: { lr: 0.1 } }, 2740);
    const sentence =
      /^loss fell to 1e-29, then spiked to 0\.7\d near step 2,74\d; it ended at 0\.\d+$/;
    assert.match(words(run), sentence);
  });

  it('finds a spike above a lowest loss that is not 0', () => {
    const run = runOf(quadratic(1), { steps: 5000, hyperparameters: { lr: 1 } });
    assert.equal(words(run), 'loss fell to 1, then spiked to 1.1 near step 2,150 and recovered');
  });

  it('does not take a swing through the minimum for a spike', () => {
    for (const lr of [0.03, 0.1, 0.3, 1]) {
      const run = runOf(quadratic(), { steps: 1000, hyperparameters: { lr } });
      assert.match(words(run), /^loss 0\.5 → \S+, converged by step \d+$/, `lr ${lr}`);
    }
  });

  it('does not take a slow swing for a spike: it dips for less than twice the memory of m', () => {
    // Below a thousandth of its height for nine steps at a time.
    const losses = Array.from({ length: 1000 }, (_, k) => Math.cos(k / 150) ** 2);
    assert.match(words(runWithLosses(losses, 0.9)), /^loss 1 → 0\.9 after 1,000 steps; lowest /);
  });

  it('tells when the loss had converged', () => {
    const run = runOf(quadratic(1), { steps: 1000, hyperparameters: { lr: 0.01 } });
    assert.equal(words(run), 'loss 1.5 → 1, converged by step 270');
    const loss = (step: number) => run.trace!.value('loss', 0, step);
    assert.ok(loss(269) - 1 > 0.5e-6 && loss(270) - 1 <= 0.5e-6);
  });

  it('tells the same step where the curve is thinned', () => {
    const run = runOf(quadratic(1), { steps: 50_000, hyperparameters: { lr: 0.0001 } });
    const since = Number(/step ([\d,]+)$/.exec(words(run))?.[1]?.replace(',', ''));
    const outside = (step: number) =>
      Math.abs(run.trace!.value('loss', 0, step) - run.finalLoss!) > 0.5e-6;
    assert.ok(outside(since - 1), words(run));
    for (let step = since; step <= 50_000; step++) assert.ok(!outside(step), `step ${step}`);
  });

  it('does not call it convergence where the gradient is not small', () => {
    const losses = Array.from({ length: 100 }, (_, k) => Math.max(1, 10 - k));
    assert.equal(
      words(runWithLosses(losses, 1)),
      'loss 10 → 1, flat since step 10, though the gradient is not small',
    );
  });

  it('proposes a tenth of lr after divergence', () => {
    const run = runOf(rosenbrock, { steps: 1000, hyperparameters: { lr: 100 } });
    assert.equal(words(run), 'loss 24.2 → 1540 in 1,000 steps: it diverged; try lr 10');
    assert.equal(verdict(run).action?.hyperparameters.lr, 10);
  });

  it('reports the lowest loss where noise hides the rest', () => {
    const losses = Array.from({ length: 100 }, (_, k) => (k === 40 ? 2 : 5 + ((k * 37) % 11)));
    assert.equal(
      words(runWithLosses(losses, 8)),
      'loss 5 → 8 after 100 steps; lowest 2 at step 41',
    );
  });

  it('says that a constant function has no gradient', () => {
    const run = runOf({ name: 'c', start: [1], loss: () => 3, gradient: () => [0] });
    assert.equal(words(run), 'loss stayed at 3 over 1,000 steps: the gradient is 0');
  });

  it('says that the loss stayed where lr is 0', () => {
    const run = runOf(rosenbrock, { hyperparameters: { lr: 0 } });
    assert.equal(words(run), 'loss stayed at 24.2 over 1,000 steps');
  });

  it('draws no conclusion from few steps', () => {
    assert.equal(words(runOf(quadratic(), { steps: 9 })), 'loss 0.5 → 0.491 after step 9');
    assert.equal(
      words(runOf(quadratic(), { steps: 0 })),
      'loss 0.5 at the start; no steps were asked for',
    );
  });

  it('follows a run that goes on', () => {
    const run = runOf(rosenbrock, { steps: 1000 }, 400);
    run.state = 'running';
    run.finalLoss = null;
    assert.match(words(run), /^loss 24\.2 → 4\.\d+, step 400 of 1,000$/);
    assert.equal(words({ ...run, trace: null }), 'Waiting for the first step.');
    run.state = 'stopped';
    assert.match(words(run), /^loss 24\.2 → 4\.\d+, stopped after 400 of 1,000 steps$/);
  });

  it('says how a run ended that did not get far', () => {
    const nothing = (state: Run['state']) => words(finished(request(), null, null, state));
    assert.equal(nothing('user-error'), 'An error ended the run before the first step.');
    assert.equal(nothing('stopped'), 'Stopped before the first step.');
    assert.equal(nothing('limit'), 'A limit ended the run before the first step.');
    assert.equal(nothing('crashed'), 'The engine process ended before the first step.');
    const run = runOf(rosenbrock, {}, 12);
    run.state = 'user-error';
    assert.match(words(run), /^loss 24\.2 → 2\d\.\d, ended by an error after 12 of 1,000 steps$/);
  });
});
