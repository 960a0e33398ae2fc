import assert from 'node:assert/strict';
import { registry } from '../../../src/optimizers/registry';
import type { Dialect } from '../../../src/protocol/optimizer';
import { begin, step } from './run';
import { make, oneLeaf } from './support';

interface Form {
  optimizer: string;
  h?: Record<string, unknown>;
  /** Those in which it is so. */
  dialects: Dialect[];
  /** Δθ of the first step from θ = 1, worked out on paper. */
  update(this: void, g: number): number;
}

const [lr, eps] = [0.1, 1e-3];
const [b1, b2] = [0.9, 0.99];
const adam = { lr, eps, beta1: b1, beta2: b2 };
const lambda = 0.2;
const all: Dialect[] = ['pytorch', 'optax', 'keras', 'tfjs', 'paper'];
const but = (...left: Dialect[]) => all.filter((each) => !left.includes(each));
const { abs, sign, sqrt } = Math;
/** What bias correction makes of Adam's first step: m̂ = g, v̂ = g². */
const corrected = (g: number) => (-lr * g) / (abs(g) + eps);
/** NAdam's first step with μ₁ and μ₂; g's own weight is (1−μ₁)/(1−μ₁) = 1. */
const nadam = (mu1: number, mu2: number) => (g: number) =>
  corrected(g) * (1 + (mu2 * (1 - b1)) / (1 - mu1 * mu2));
const grown = (t: number, psi: number) => b1 * (1 - 0.96 ** (t * psi) / 2);
const alpha = 0.95;
const rho = 0.8;

const forms: Form[] = [
  { optimizer: 'sgd', h: { lr }, dialects: all, update: (g) => -lr * g },
  {
    ...{ optimizer: 'sgd', h: { lr, weightDecay: lambda }, dialects: but('keras') },
    update: (g) => -lr * (g + lambda),
  },
  {
    ...{ optimizer: 'sgd', h: { lr, weightDecay: lambda }, dialects: ['keras'] },
    update: (g) => -lr * g - lr * lambda,
  },
  // The buffer begins with g itself, undampened; Keras and optax know no dampening to leave out.
  {
    ...{ optimizer: 'sgdm', h: { lr, momentum: 0.8, dampening: 0.5 }, dialects: ['pytorch'] },
    update: (g) => -lr * g,
  },
  { optimizer: 'sgdm', h: { lr, momentum: 0.8 }, dialects: all, update: (g) => -lr * g },
  {
    ...{ optimizer: 'nesterov', h: { lr, momentum: 0.8 }, dialects: all },
    update: (g) => -lr * 1.8 * g,
  },
  {
    ...{ optimizer: 'adagrad', h: { lr, eps, initialAccumulator: 0 } },
    dialects: ['pytorch', 'paper'],
    update: corrected,
  },
  {
    ...{ optimizer: 'adagrad', h: { lr, eps }, dialects: ['optax', 'keras', 'tfjs'] },
    update: (g) => (-lr * g) / sqrt(0.1 + g * g + eps),
  },
  {
    ...{ optimizer: 'adadelta', h: { lr, eps, rho }, dialects: all },
    update: (g) => (-lr * g * sqrt(eps)) / sqrt((1 - rho) * g * g + eps),
  },
  {
    ...{ optimizer: 'rmsprop', h: { lr, eps, alpha, momentum: 0.7 } },
    dialects: ['pytorch', 'paper'],
    update: (g) => (-lr * g) / (sqrt(1 - alpha) * abs(g) + eps),
  },
  {
    ...{ optimizer: 'rmsprop', h: { lr, eps, alpha, momentum: 0.7 } },
    dialects: ['optax', 'keras', 'tfjs'],
    update: (g) => (-lr * g) / sqrt((1 - alpha) * g * g + eps),
  },
  // v − ḡ² = (1−α)·g² − (1−α)²·g².
  {
    ...{ optimizer: 'rmsprop', h: { lr, eps, alpha, centered: true } },
    dialects: ['pytorch', 'paper'],
    update: (g) => (-lr * g) / (sqrt(alpha * (1 - alpha)) * abs(g) + eps),
  },
  {
    ...{ optimizer: 'rmsprop', h: { lr, eps, alpha, centered: true } },
    dialects: ['optax', 'keras', 'tfjs'],
    update: (g) => (-lr * g) / sqrt(alpha * (1 - alpha) * g * g + eps),
  },
  { optimizer: 'adam', h: adam, dialects: but('keras'), update: corrected },
  // Keras's eps stands beside the uncorrected √v: √(1−β₂) of it is as much as all of eps elsewhere.
  {
    ...{ optimizer: 'adam', h: adam, dialects: ['keras'] },
    update: (g) => (-lr * g) / (abs(g) + eps / sqrt(1 - b2)),
  },
  {
    ...{ optimizer: 'adam', h: { ...adam, biasCorrection: false }, dialects: all },
    update: (g) => (-lr * (1 - b1) * g) / (sqrt(1 - b2) * abs(g) + eps),
  },
  { optimizer: 'amsgrad', h: adam, dialects: ['pytorch', 'optax'], update: corrected },
  {
    ...{ optimizer: 'amsgrad', h: adam, dialects: ['keras'] },
    update: (g) => (-lr * g) / (abs(g) + eps / sqrt(1 - b2)),
  },
  {
    ...{ optimizer: 'amsgrad', h: adam, dialects: ['paper'] },
    update: (g) => (-lr * (1 - b1) * g) / (sqrt(1 - b2) * abs(g) + eps),
  },
  { optimizer: 'adamax', h: adam, dialects: all, update: corrected },
  {
    ...{ optimizer: 'nadam', h: adam, dialects: ['pytorch', 'paper'] },
    update: nadam(grown(1, 0.004), grown(2, 0.004)),
  },
  { optimizer: 'nadam', h: adam, dialects: ['keras'], update: nadam(grown(1, 1), grown(2, 1)) },
  { optimizer: 'nadam', h: adam, dialects: ['optax'], update: nadam(b1, b1) },
  // Of one gradient, v has no variance to be trusted.
  { optimizer: 'radam', h: adam, dialects: ['pytorch', 'optax', 'paper'], update: (g) => -lr * g },
  {
    ...{ optimizer: 'adamw', h: { ...adam, weightDecay: lambda } },
    dialects: ['pytorch', 'optax', 'paper'],
    update: (g) => corrected(g) - lr * lambda,
  },
  {
    ...{ optimizer: 'adamw', h: { ...adam, weightDecay: lambda }, dialects: ['keras'] },
    update: (g) => (-lr * g) / (abs(g) + eps / sqrt(1 - b2)) - lr * lambda,
  },
  // ‖θ‖/‖u‖ of one number leaves nothing of u but its sign.
  {
    ...{ optimizer: 'lamb', h: { ...adam, weightDecay: lambda }, dialects: ['paper', 'optax'] },
    update: (g) => -lr * sign(g / (abs(g) + eps) + lambda),
  },
  {
    ...{ optimizer: 'lamb', h: { ...adam, weightDecay: lambda }, dialects: ['keras'] },
    update: (g) => -lr * lambda - lr * (1 - lr * lambda) * sign(g),
  },
  {
    ...{ optimizer: 'lookahead', h: { inner: { name: 'sgd', lr } }, dialects: ['paper', 'optax'] },
    update: (g) => -lr * g,
  },
  {
    ...{ optimizer: 'lookahead', h: { k: 1, alpha: 0.3, inner: { name: 'sgd', lr } } },
    dialects: ['paper', 'optax'],
    update: (g) => 0.3 * -lr * g,
  },
  {
    ...{ optimizer: 'lion', h: { lr, weightDecay: lambda }, dialects: ['paper', 'optax', 'keras'] },
    update: (g) => -lr * sign(g) - lr * lambda,
  },
];

describe('The first step from θ = 1 in closed form', () => {
  for (const { optimizer, h = {}, dialects, update } of forms) {
    for (const dialect of dialects) {
      it(`${optimizer} in ${dialect}, ${JSON.stringify(h)}`, () => {
        for (const g of [-3, -0.02, 0.5, 40]) {
          const made = make(optimizer, h, oneLeaf(1), { dialect });
          const { theta } = step(made, begin(made, Float64Array.of(1)), Float64Array.of(g), 1);
          const [expected, actual] = [update(g), theta[0]! - 1];
          // θ after is rounded to an ulp of 1 or of itself; Δθ is taken from it.
          const tolerance = 4e-16 * Math.max(1, abs(theta[0]!)) + 1e-14 * abs(expected);
          assert.ok(abs(actual - expected) <= tolerance, `g = ${g}: ${actual}, not ${expected}`);
        }
      });
    }
  }

  it('is there for every optimizer in every dialect', () => {
    for (const { name, dialects } of registry) {
      const there = forms.flatMap((form) => (form.optimizer === name ? form.dialects : []));
      assert.deepEqual(new Set(there), new Set(dialects), name);
    }
  });
});
