import assert from 'node:assert/strict';
import { analyse } from '../../src/objective/analyse';
import { bundleObjective } from '../../src/objective/bundle';
import { compileProgram, type Program } from '../../src/autodiff/program';
import { findOptimizer } from '../../src/optimizers/registry';
import type { SeriesRows } from './data';
import { leavesOf, replay, worstUlps } from './replay';
import { findTorch, runTorch, type TorchRun } from './torch';

/** What PyTorch is compared in: defaults apart from these. */
const settings: [string, Record<string, number | boolean>][] = [
  ['sgd', { lr: 0.001 }],
  ['sgd', { lr: 0.001, weightDecay: 0.1 }],
  ['sgdm', { lr: 0.0005 }],
  ['sgdm', { lr: 0.0005, dampening: 0.5, weightDecay: 0.1 }],
  ['nesterov', { lr: 0.0005 }],
  ['adagrad', { lr: 0.5 }],
  ['adagrad', { lr: 0.5, lrDecay: 0.01, initialAccumulator: 0.1, weightDecay: 0.1 }],
  ['adadelta', {}],
  ['adadelta', { rho: 0.95, eps: 1e-4, weightDecay: 0.1 }],
  ['rmsprop', { lr: 0.001 }],
  ['rmsprop', { lr: 0.001, momentum: 0.9, weightDecay: 0.1 }],
  ['rmsprop', { lr: 0.001, momentum: 0.9, centered: true }],
  ['adam', { lr: 0.01 }],
  ['adam', { lr: 0.01, beta1: 0.8, beta2: 0.99, eps: 1e-6, weightDecay: 0.1 }],
  ['amsgrad', { lr: 0.01 }],
  ['adamax', { lr: 0.01 }],
  ['adamax', { lr: 0.01, weightDecay: 0.1 }],
  ['nadam', { lr: 0.01 }],
  ['nadam', { lr: 0.01, momentumDecay: 0.1, weightDecay: 0.1 }],
  ['radam', { lr: 0.01 }],
  ['radam', { lr: 0.01, beta2: 0.99, weightDecay: 0.1 }],
  ['adamw', { lr: 0.01 }],
  ['adamw', { lr: 0.01, weightDecay: 0.1, amsgrad: true }],
];

const source = 'const f = ([x, y] = [-1.2, 1]) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;';
const start = [-1.2, 1];

async function rosenbrock(): Promise<Program> {
  const analysis = analyse(source, 'rosenbrock.ts', 'typescript');
  const made = await bundleObjective(analysis, analysis.objectives[0]!, () =>
    Promise.resolve(null),
  );
  assert.ok('bundle' in made);
  return compileProgram(made.bundle, { seed: 0, start: null, console: () => undefined });
}

/** The largest distance, relative to the larger of 1 and the series' largest value. */
function worstRelative(ours: SeriesRows, theirs: SeriesRows): number {
  return Math.max(
    ...Object.entries(theirs).map(([name, rows]) => {
      if (name === 'grad') return 0;
      const largest = Math.max(1, ...rows.flat().map(Math.abs));
      const distances = rows.flatMap((row, t) =>
        row.map((number, i) => Math.abs((ours[name]?.[t]?.[i] ?? NaN) - number)),
      );
      return distances.some(Number.isNaN) ? Infinity : Math.max(...distances) / largest;
    }),
  );
}

const torch = findTorch();
const found = 'python' in torch;
const named = found ? `PyTorch ${torch.version}` : `PyTorch (skipped: ${torch.missing})`;

(found ? describe : describe.skip)(`${named} itself`, () => {
  const present = settings.filter(([name]) => findOptimizer(name));
  let doubles: SeriesRows[] = [];
  let singles: SeriesRows[] = [];
  let program: Program;

  before(async () => {
    program = await rosenbrock();
    const runs = (precision: TorchRun['precision'], steps: number) =>
      present.map(([optimizer, hyperparameters]): TorchRun => {
        return { optimizer, hyperparameters, precision, steps };
      });
    const { python } = torch as { python: string };
    doubles = runTorch(python, runs('float64', 1000));
    singles = runTorch(python, runs('float32', 100));
  });

  present.forEach(([optimizer, hyperparameters], k) => {
    const title = `${optimizer} ${JSON.stringify(hyperparameters)}`;
    const given = { optimizer, hyperparameters, dialect: 'pytorch' };

    it(`${title}: 1,000 steps of float64, gradients and all`, () => {
      const gradient = new Float64Array(2);
      const ours = replay(given, leavesOf([2]), start, 1000, (theta, t) => {
        program.valueAndGradient(theta, t, gradient);
        return gradient;
      });
      const distance = worstRelative(ours, doubles[k]!);
      console.log(`      ${distance.toExponential(1)}`);
      assert.ok(distance <= 1e-12, String(distance));
    });

    it(`${title}: 100 steps of float32, fed its gradients`, () => {
      const { grad, ...theirs } = singles[k]!;
      const single = { ...given, precision: 'float32' };
      const ours = replay(single, leavesOf([2]), start, 100, (_theta, t) => grad![t - 1]!);
      const distance = worstRelative(ours, theirs);
      const ulps = Object.entries(theirs).map(
        ([n, rows]) => `${n} ${worstUlps(ours[n], rows, 24)}`,
      );
      console.log(`      ${distance.toExponential(1)} ${ulps.join(', ')}`);
      assert.ok(distance <= 1e-6, String(distance));
    });
  });
});
