import type { Hyperparameters } from '../protocol/optimizer';
import type { SeriesReader } from '../protocol/series';
import { chain } from './chain';
import { copy } from './copy';
import { count, innerOf, share } from './hyperparameter';
import { define, type Core, type Making, type OptimizerEntry, type Transform } from './optimizer';
import { derived, stored } from './series';

/** Beside these, those of the optimizer within: `inner.lr`. */
type LookaheadHyperparameters = Hyperparameters & { k: number; alpha: number; inner: string };

/**
 * Lookahead (Zhang et al., Lookahead Optimizer: k steps forward, 1 step back, arXiv:1907.08610,
 * algorithm 1): θ are the fast weights of the optimizer within; every k steps the slow weights go
 * the share α of the way to them, and θ begins there anew. The state within is kept.
 */
function lookaheadStep(making: Making<LookaheadHyperparameters>): Core {
  const { h } = making;
  const { k, alpha } = h;
  const inner = making.make(h.inner, innerOf(h, 'inner'));
  const within = inner.parts ?? [];
  const step = (read: SeriesReader, i: number, t: number) =>
    within.reduce(
      (sum, name) => sum + read.value(name, i, t),
      -read.value('effectiveLearningRate', i, t) * read.value('direction', i, t),
    );
  const synchronises = (t: number) => t % k === 0;
  const slowBefore = (read: SeriesReader, i: number, t: number) => read.value('slow', i, t - 1);
  const fast = (read: SeriesReader, i: number, t: number) =>
    synchronises(t) ? read.value('theta', i, t - 1) + step(read, i, t) : read.value('theta', i, t);
  return {
    ...chain(inner, synchronise(k, alpha, making)),
    series: [
      ...inner.series,
      stored('slow', 'slow', { fromStart: true }),
      derived('fast', 'fast', fast),
      derived('sync', 'sync', (_read, _i, t) => (synchronises(t) ? 1 : 0), { per: 'run' }),
      derived('syncPart', '(1−α)·(slow − fast)', (read, i, t) =>
        synchronises(t) ? (1 - alpha) * (slowBefore(read, i, t) - fast(read, i, t)) : 0,
      ),
    ],
    parts: [...within, 'syncPart'],
    absent: inner.absent,
  };
}

/** Every k steps: slow ← slow + α·(fast − slow), and θ goes there. */
function synchronise(k: number, alpha: number, { round, loop }: Making): Transform {
  // `slow` in the end: the bits that θ will have, be they an ulp beside the target.
  const meet = loop({
    slots: ['slow'],
    constants: { alpha: round(alpha) },
    formula: `
      fast = theta + update
      target = slow + alpha * (fast - slow)
      update = target - theta
      slow = theta + update`,
  });
  return {
    init: (theta) => ({ slow: theta.slice() }),
    update(updates, theta, t, state, next) {
      if (t % k === 0) meet(updates, theta, state, next);
      else copy(next.slow!, state.slow!);
    },
  };
}

/** @param names of the optimizers that it can be put around */
export function lookaheadAround(names: readonly string[]): OptimizerEntry {
  return define<LookaheadHyperparameters>({
    name: 'lookahead',
    title: 'Lookahead',
    citation: 'Zhang et al., Lookahead Optimizer: k steps forward, 1 step back, arXiv:1907.08610',
    equations: [
      'fast = θ + Δθ of the optimizer within',
      'where t mod k = 0: slow ← slow + α·(fast − slow), Δθ = slow − θ',
    ],
    dialects: ['paper', 'optax'],
    hyperparameters: [
      count('k', 'k', 5, 'Steps of the optimizer within between two synchronisations.'),
      share('alpha', 'α', 0.5, 'How far the slow weights go towards the fast ones.'),
      {
        ...{ name: 'inner', symbol: 'inner', type: 'choice', default: 'adam', choices: names },
        description: 'The optimizer within; its hyper-parameters are inner.lr and so on.',
      },
    ],
    decay: 'own',
    inner: 'inner',
    create: lookaheadStep,
  });
}
