import { adamHyperparameters, biasCorrection } from './adam';
import { correctionOf } from './correction';
import { decayHyperparameters, lr, positive } from './hyperparameter';
import { define, type Core, type Making } from './optimizer';
import { absent, derived, direction, effectiveLearningRate, stored } from './series';

interface NadamHyperparameters {
  beta1: number;
  beta2: number;
  eps: number;
  /** ψ; the optax dialect has no schedule of μ. */
  momentumDecay?: number;
  biasCorrection: boolean;
}

/** 0.96ˣ is exp(x·ln 0.96): in μ it is the same but for the last bit at times, and five times as fast. */
const logOfRate = Math.log(0.96);

/**
 * NAdam (Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop 2016, algorithm 8): Adam
 * along the m that the next step would have, with a momentum that grows:
 *
 *     μₜ = β₁·(1 − 0.96^(t·ψ)/2)          m, v as Adam's
 *     Δθ = −lr/(√(v/(1−β₂ᵗ)) + eps) · ((1−μₜ)·g̃/(1−Πμₜ) + μₜ₊₁·m/(1−Πμₜ₊₁))
 *
 * with Πμₜ = μ₁·…·μₜ. PyTorch and the paper have ψ = 0.004, Keras has ψ = 1; optax keeps μ = β₁.
 * PyTorch 1.13's loop multiplied μₜ₊₁ into the product twice; this is the formula as mended since.
 */
function scaleByNadam(making: Making<NadamHyperparameters>): Core {
  const { h, dialect, rate, round: r, gradient, loop, value } = making;
  const { beta1, beta2, eps, momentumDecay: psi = 0, biasCorrection: corrects } = h;
  const constant = dialect === 'optax';
  const { mus, upTo } = constant ? constantMomentum(beta1) : momentumOf(beta1, psi);
  const correction2 = corrects ? correctionOf(beta2) : () => 1;
  const left = corrects ? (product: number) => 1 - product : () => 1;
  const ofGradient = (now: number, product: number) => (1 - now) / left(product);
  const ofMoment = (ahead: number, product: number) => ahead / left(product * ahead);
  const below = 'sqrt(v / c) + eps';
  const denominator = value(below, ['v', 'c'], { eps });
  const now = constant ? 'β₁' : 'β₁·(1 − 0.96^(t·ψ)/2)';
  const ahead = constant ? 'β₁' : 'β₁·(1 − 0.96^((t+1)·ψ)/2)';
  const betas = { beta1: r(beta1), rest1: r(1 - beta1), beta2: r(beta2), rest2: r(1 - beta2) };
  const step = loop({
    slots: ['m', 'v'],
    scalars: ['stepG', 'stepM', 'c'],
    constants: { ...betas, eps },
    reading: {
      inPlace: { rest1: '1 - beta1', rest2: '1 - beta2' },
      where: {
        c: corrects ? '1 - beta2_t' : '1',
        muProduct: 'muProduct * mu',
        stepG: corrects ? '-lr * ((1 - mu) / (1 - muProduct))' : '-lr * (1 - mu)',
        stepM: corrects ? '-lr * (muNext / (1 - muProduct * muNext))' : '-lr * muNext',
      },
      given: {
        mu: { symbol: 'μ', formula: now, value: (t) => (upTo(t), mus[0]!) },
        muNext: { symbol: 'μ next', formula: ahead, value: (t) => (upTo(t), mus[1]!) },
      },
    },
    formula: `
      m = beta1 * m + rest1 * g
      v = beta2 * v + rest2 * g * g
      below = ${below}
      update = stepG * g / below + stepM * m / below`,
  });
  return {
    init: ({ length }) => ({
      m: new Float64Array(length),
      v: new Float64Array(length),
      muProduct: new Float64Array(1).fill(1),
    }),
    update(updates, theta, t, state, next) {
      upTo(t);
      const now = mus[0]!;
      const product = r(state.muProduct![0]! * now);
      next.muProduct![0] = product;
      const lr = rate(t);
      const stepG = r(-lr * ofGradient(now, product));
      const stepM = r(-lr * ofMoment(mus[1]!, product));
      step(updates, theta, state, next, stepG, stepM, r(correction2(t)));
    },
    series: [
      stored('m', 'm'),
      stored('v', 'v', { axis: 'log' }),
      stored('muProduct', 'Πμ', { per: 'run', axis: 'log' }),
      derived('mu', 'μ', (_read, _i, t) => (upTo(t), mus[0]!), { per: 'run' }),
      ...(corrects
        ? [
            derived('vHat', 'v̂', (read, i, t) => read.value('v', i, t) / correction2(t), {
              axis: 'log',
            }),
          ]
        : []),
      effectiveLearningRate(
        corrects ? 'lr/(√v̂ + eps)' : 'lr/(√v + eps)',
        (read, i, t) => rate(t) / denominator(read.value('v', i, t), r(correction2(t))),
      ),
      direction(
        corrects ? 'μ next·m/(1−Πμ next) + (1−μ)·g̃/(1−Πμ)' : 'μ next·m + (1−μ)·g̃',
        (read, i, t) => {
          const product = read.value('muProduct', 0, t);
          upTo(t);
          return (
            ofMoment(mus[1]!, product) * read.value('m', i, t) +
            ofGradient(mus[0]!, product) * read.value(gradient, i, t)
          );
        },
      ),
    ],
    absent: [
      absent('mHat', corrects ? 'absent.two-corrections' : 'absent.correction-off'),
      ...(corrects ? [] : [absent('vHat', 'absent.correction-off')]),
    ],
  };
}

/**
 * μ of step t and of the two after it, once `upTo(t)` was called. A step reads the first two; the
 * third is worked out for the next step, which would have to wait for its exponential.
 */
function momentumOf(
  beta1: number,
  psi: number,
): { mus: Float64Array; upTo(this: void, t: number): void } {
  const mus = new Float64Array(3);
  let at = NaN;
  const mu = (t: number) => beta1 * (1 - 0.5 * Math.exp(logOfRate * (t * psi)));
  const begin = (t: number) => {
    for (let k = 0; k < 3; k++) mus[k] = mu(t + k);
  };
  const upTo = (t: number) => {
    if (t === at + 1) {
      mus[0] = mus[1]!;
      mus[1] = mus[2]!;
      mus[2] = mu(t + 2);
    } else if (t !== at) begin(t);
    at = t;
  };
  return { mus, upTo };
}

/** The same with optax's one μ. */
function constantMomentum(beta1: number): ReturnType<typeof momentumOf> {
  return { mus: new Float64Array(3).fill(beta1), upTo: () => undefined };
}

export const nadam = define<NadamHyperparameters>({
  name: 'nadam',
  title: 'NAdam',
  citation: 'Dozat, Incorporating Nesterov Momentum into Adam, ICLR workshop, 2016',
  equations: [
    'μₜ = β₁·(1 − 0.96^(t·ψ)/2)',
    'm ← β₁·m + (1−β₁)·g̃',
    'v ← β₂·v + (1−β₂)·g̃²',
    'Δθ = −lr/(√(v/(1−β₂ᵗ)) + eps) · ((1−μₜ)·g̃/(1−Πμₜ) + μₜ₊₁·m/(1−Πμₜ₊₁))',
  ],
  dialects: ['pytorch', 'optax', 'keras', 'paper'],
  hyperparameters: [
    lr(0.002),
    ...adamHyperparameters,
    positive('momentumDecay', 'ψ', 0.004, 'How fast the momentum μ grows from β₁/2 to β₁.'),
    ...decayHyperparameters(),
    { ...biasCorrection, description: 'Divide by 1−Πμ and v by 1−β₂ᵗ.' },
  ],
  defaults: {
    keras: { lr: 0.001, eps: 1e-7, momentumDecay: 1, decoupledWeightDecay: true },
  },
  without: { optax: ['momentumDecay'] },
  decay: 'switch',
  create: scaleByNadam,
});
