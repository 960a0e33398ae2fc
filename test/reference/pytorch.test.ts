import assert from 'node:assert/strict';
import { analyse } from '../../src/objective/analyse';
import { bundleObjective } from '../../src/objective/bundle';
import { compileProgram, type Program } from '../../src/autodiff/program';
import { findOptimizer } from '../../src/optimizers/registry';
import type { SeriesRows } from './data';
import { Worst } from './deviations';
import { digits, leavesOf, replay, worstUlps } from './replay';
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
  ['adadelta', { eps: 1e-8, weightDecay: 0.1 }],
  ['rmsprop', { lr: 0.001 }],
  ['rmsprop', { lr: 0.001, momentum: 0.9, weightDecay: 0.1 }],
  ['rmsprop', { lr: 0.001, momentum: 0.9, centered: true }],
  ['adam', { lr: 0.01 }],
  ['adam', { lr: 0.002, beta1: 0.8, beta2: 0.995, eps: 1e-6, weightDecay: 0.1 }],
  ['amsgrad', { lr: 0.01 }],
  ['adamax', { lr: 0.01 }],
  ['adamax', { lr: 0.01, weightDecay: 0.1 }],
  ['nadam', { lr: 0.01 }],
  ['nadam', { lr: 0.01, momentumDecay: 0.1, weightDecay: 0.1 }],
  ['radam', { lr: 0.0002 }],
  ['radam', { lr: 0.0002, beta2: 0.99, weightDecay: 0.1 }],
  ['adamw', { lr: 0.01 }],
  ['adamw', { lr: 0.01, weightDecay: 0.1, amsgrad: true }],
];

/**
 * What θ and state may differ by, in ulp of a series' largest value, after 1,000 steps in float64 and
 * after 100 in float32, fed PyTorch's gradients. NAdam steps θ twice in PyTorch, with a rounding
 * each, and here once; Adadelta's D is made of itself, and so keeps every rounding.
 */
function allowed(optimizer: string, precision: TorchRun['precision']): number {
  const keeps = optimizer === 'nadam' || optimizer === 'adadelta';
  if (precision === 'float32') return keeps ? 12 : 4;
  return keeps ? 64 : 10;
}

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
  const runs: Record<TorchRun['precision'], SeriesRows[]> = { float64: [], float32: [] };
  let program: Program;
  const worst = new Worst();
  after(() => worst.finish());

  before(async () => {
    program = await rosenbrock();
    const { python } = torch as { python: string };
    for (const [precision, steps] of Object.entries({ float64: 1000, float32: 100 } as const)) {
      const asked = present.map(([optimizer, hyperparameters]) => {
        return { optimizer, hyperparameters, precision, steps } as TorchRun;
      });
      runs[precision as TorchRun['precision']] = runTorch(python, asked);
    }
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
      const distance = worstRelative(ours, runs.float64[k]!);
      assert.ok(distance <= 1e-12, String(distance));
    });

    for (const precision of ['float64', 'float32'] as const) {
      it(`${title}: the optimizer alone, ${precision}, fed its gradients`, () => {
        const { grad, ...theirs } = runs[precision][k]!;
        const alone = { ...given, precision };
        const gradientAt = (_theta: Float64Array, t: number) => grad![t - 1]!;
        const ours = replay(alone, leavesOf([2]), start, grad!.length, gradientAt);
        for (const [name, rows] of Object.entries(theirs)) {
          const ulps = worstUlps(ours[name], rows, digits[precision]);
          const kind = precision === 'float64' ? 'pytorch64' : 'pytorch32';
          worst.see(optimizer, kind, { ulps, series: name, run: `${title}, ${named}` });
          assert.ok(ulps <= allowed(optimizer, precision), `${name}: ${ulps} ulp`);
        }
      });
    }
  });
});
