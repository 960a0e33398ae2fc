import { message } from '../messages';
import { adamHyperparameters, biasCorrection } from './adam';
import { scaleByAdam } from './adamStep';
import { chain } from './chain';
import type { LoopDeclaration, Reading } from './formula/loop';
import { lr, positive } from './hyperparameter';
import { define, type Core, type Making, type Transform } from './optimizer';
import { derived, effectiveLearningRate, stored } from './series';
import { scaleByTrustRatio } from './trustRatio';
import { addDecayedWeights, decayDirectly, decayPart } from './weightDecay';

interface LambHyperparameters {
  beta1: number;
  beta2: number;
  eps: number;
  weightDecay: number;
  biasCorrection: boolean;
}

/**
 * LAMB (You et al., Large Batch Optimization for Deep Learning: Training BERT in 76 minutes,
 * arXiv:1904.00962, algorithm 2): Adam with λ·θ in its step, then each leaf's step as long as its θ.
 *
 *     u = m̂/(√v̂ + eps) + λ·θ          r = ‖θ‖/‖u‖ per leaf          Δθ = −lr·r·u
 *
 * Keras decays first and apart, as everywhere: θ ← θ − lr·λ·θ, and neither u nor r knows of λ.
 */
function lambStep(making: Making<LambHyperparameters>): Core {
  const { h, dialect, layout, rate, round, decays, told } = making;
  const apart = dialect === 'keras';
  const lambda = h.weightDecay;
  const readingWithin = ({ reading }: LoopDeclaration): Reading => ({
    ...{ ...reading, makes: 'u' },
    where: { ...reading?.where, stepSize: h.biasCorrection ? '1 / (1 - beta1_t)' : '1' },
  });
  const decaying: Making['loop'] = (declaration) =>
    making.loop({
      ...declaration,
      reading: { inPlace: { lambda: '-weightDecay' }, makes: 'u' },
    });
  const adam = scaleByAdam({
    ...making,
    // The frameworks' LAMB is Adam in the textbook's words, Keras's as well.
    dialect: 'paper',
    h: { ...h, amsgrad: false },
    rate: () => 1,
    loop: (declaration) => making.loop({ ...declaration, reading: readingWithin(declaration) }),
  });
  const transform = chain(
    adam,
    // Adam leaves −m̂/(√v̂ + eps): λ·θ is taken away as well.
    !apart && lambda !== 0 && addDecayedWeights(-lambda, { loop: decaying }),
    scaleByTrustRatio(layout, round, (t) => (apart ? Math.abs(1 - rate(t) * lambda) : 1), told),
    scaleByRate(making),
    apart && lambda !== 0 && decayDirectly(lambda, making),
  );
  const leafOf = layout.leafLengths.flatMap((length, leaf) => Array<number>(length).fill(leaf));
  const alone = adam.series.find(({ name }) => name === 'effectiveLearningRate')!;
  const ratio = stored('trustRatio', 'r', { per: 'leaf' });
  const scaled = effectiveLearningRate(
    alone.symbol.replace('lr', 'lr·r'),
    (read, i, t) => rate(t) * read.value('trustRatio', leafOf[i]!, t) * alone.derive!(read, i, t),
  );
  const decayed = apart
    ? decayPart(lambda, rate)
    : derived(
        'decayPart',
        '−lr·r·λ·θ',
        (read, i, t) =>
          -rate(t) *
          read.value('trustRatio', leafOf[i]!, t) *
          (lambda * read.value('theta', i, t - 1)),
      );
  return {
    ...transform,
    series: [
      ...adam.series.map((each) => (each === alone ? scaled : each)),
      ratio,
      ...(decays ? [decayed] : []),
    ],
    parts: decays ? ['decayPart'] : [],
    absent: adam.absent,
  };
}

function scaleByRate({ rate, round, loop }: Pick<Making, 'rate' | 'round' | 'loop'>): Transform {
  const scale = loop({ scalars: ['lr'], formula: 'update = lr * update' });
  return {
    init: () => ({}),
    update(updates, theta, t, state, next) {
      scale(updates, theta, state, next, round(rate(t)));
    },
  };
}

export const lamb = define<LambHyperparameters>({
  name: 'lamb',
  title: 'LAMB',
  citation:
    'You et al., Large Batch Optimization for Deep Learning: Training BERT in 76 minutes, arXiv:1904.00962',
  equations: [
    'm ← β₁·m + (1−β₁)·g',
    'v ← β₂·v + (1−β₂)·g²',
    'u = m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + eps) + λ·θ',
    'r = ‖θ‖/‖u‖ for each leaf, 1 where either is 0',
    'Δθ = −lr·r·u',
  ],
  dialects: ['paper', 'optax', 'keras'],
  hyperparameters: [
    lr(0.001),
    ...adamHyperparameters.map((each) =>
      each.name === 'eps' ? positive('eps', each.symbol, 1e-6, each.description) : each,
    ),
    positive('weightDecay', 'λ', 0.01, 'Decay: λ·θ is added to the step before the trust ratio.'),
    biasCorrection,
  ],
  defaults: { optax: { weightDecay: 0 }, keras: { eps: 1e-7, weightDecay: 0 } },
  decay: 'own',
  remarks: ({ lr: rate }, _dialect, leaves) =>
    leaves
      .filter(({ length }) => length === 1 && Number(rate) < 1)
      .map(({ name }) => message('remark.lamb-one-number', [name])),
  create: lambStep,
});
