import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/messages';
import type { RunRequest } from '../../../../src/session/session';
import { sharpnessFinding } from '../../../../src/session/sharpness/finding';
import { planSharpness, sharpnessAbsent } from '../../../../src/session/sharpness/plan';
import { rosenbrock, runOf, type Known } from '../handMade';

const bowl: Known = {
  name: 'bowl',
  start: [1],
  loss: ([x]) => x! * x!,
  gradient: ([x]) => [2 * x!],
};

/** What is said of a run whose sharpness at each step is this. */
function found(values: (step: number) => number, run = runOf(bowl, { steps: 300 })): string | null {
  const plan = planSharpness(run.trace!, 1);
  assert.ok('points' in plan, JSON.stringify(plan));
  run.trace!.add(
    plan.declaration,
    Float64Array.from({ length: run.trace!.length }, (_, k) => values(k + 1)),
  );
  const said = sharpnessFinding(run);
  return said && inEnglish(said);
}

const spiking = () => runOf(rosenbrock, { steps: 3000, hyperparameters: { lr: 0.1 } });
const sgd: Partial<RunRequest> = { optimizer: 'sgd', hyperparameters: { lr: 0.01 }, steps: 40 };

describe('what is said of sharpness', () => {
  it('is nothing where none was computed', () => {
    assert.equal(sharpnessFinding(runOf(bowl, { steps: 20 })), null);
  });

  it('is that it stayed below the bound, with its highest value', () => {
    const said = found((step) => (step === 150 ? 30.25 : 12));
    assert.equal(said, 'Sharpness stayed below 38: at most 30.3, at step 150.');
    assert.equal(
      found(() => 1.5, runOf(bowl, sgd)),
      'Sharpness stayed below 2: at most 1.5, at step 1.',
    );
  });

  it('is where it crossed the bound, and how far', () => {
    const said = found((step) => (step < 200 ? 20 : step < 250 ? 40 + step / 100 : 30));
    assert.equal(
      said,
      'Sharpness crossed 38 at step 200 and reached 42.5 at step 249: above 38 every swing grows.',
    );
  });

  it('is which crossing came before the spike of the loss, dips apart', () => {
    const values = (step: number) =>
      (step > 500 && step < 600) || (step >= 2640 && step <= 2760 && step % 7 !== 0) ? 39 : 10;
    assert.match(
      found(values, spiking())!,
      /^Sharpness crossed 38 at step 2,640: .* spikes near step 2,740, 100 steps later\.$/,
    );
  });

  it('does not blame a crossing that was over long before the spike', () => {
    const said = found((step) => (step > 500 && step < 600 ? 39 : 10), spiking());
    assert.match(said!, /^Sharpness crossed 38 at step 501 and reached 39 at step 501/);
  });

  it('is its highest value where no bound is known', () => {
    const run = runOf(bowl, { optimizer: 'nadam', hyperparameters: {}, steps: 40 });
    assert.match(
      found((step) => step, run)!,
      /^At most 40, at step 40; from where on/,
    );
  });

  it('is that there is none where no value is finite', () => {
    assert.equal(
      found(() => NaN),
      'The second derivatives are finite at no step.',
    );
  });
});

describe('the plan of sharpness', () => {
  it('has θ before each step and the effective learning rates of the step', () => {
    const { trace } = runOf(rosenbrock, { steps: 25, hyperparameters: { lr: 0.1 } });
    const plan = planSharpness(trace!, 10);
    assert.ok('points' in plan);
    const { steps, theta, rates, decay } = plan.points;
    assert.deepEqual([...steps], [10, 20, 25]);
    assert.deepEqual(
      [...theta.slice(2, 4)],
      [0, 1].map((i) => trace!.value('theta', i, 19)),
    );
    const used = [0, 1].map((i) => trace!.value('effectiveLearningRate', i, 25));
    assert.deepEqual([...rates.slice(4)], used);
    assert.deepEqual([...decay], [0, 0]);
    assert.deepEqual(plan.declaration, {
      ...{ name: 'sharpness', symbol: 'λ max(lr/(√v̂ + eps) · H)', per: 'run', stored: false },
      ...{ axis: 'linear', every: 10, level: { value: 38, formula: '(2+2β₁)/(1−β₁)' } },
    });
  });

  it('takes so many steps as are a moment’s work, unless it is told', () => {
    const every = (steps: number) => {
      const plan = planSharpness(runOf(rosenbrock, { steps, hyperparameters: { lr: 0.1 } }).trace!);
      assert.ok('points' in plan);
      return plan.declaration.every ?? 1;
    };
    assert.deepEqual([100, 10_000, 10_001, 30_000].map(every), [1, 1, 2, 5]);
  });

  it('is refused with the reason', () => {
    const reason = (changes: Partial<RunRequest>, known: Known = bowl) => {
      const said = sharpnessAbsent(runOf(known, { steps: 10, ...changes }).trace!);
      return said && inEnglish(said);
    };
    assert.equal(reason({}), null);
    assert.match(
      reason({ optimizer: 'lamb', dialect: 'paper', hyperparameters: {} })!,
      /^The step of LAMB/,
    );
    const many: Known = {
      ...{ name: 'many', start: new Array<number>(51).fill(1) },
      ...{ loss: () => 1, gradient: () => new Array<number>(51).fill(1) },
    };
    assert.match(reason({}, many)!, /at most 50 coordinates; there are 51\.$/);
    const { trace } = runOf(bowl, { steps: 10 });
    const numerical = { header: { ...trace!.header, gradientSource: 'numerical' }, length: 10 };
    assert.equal(sharpnessAbsent(numerical as typeof trace & object)?.code, 'sharpness.numerical');
  });
});
