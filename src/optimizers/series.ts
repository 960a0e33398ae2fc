import { message, type MessageCode } from '../messages';
import type { AbsentSeries, Derivation, SeriesReader } from '../protocol/series';
import type { OptimizerSeries } from './optimizer';

const perCoordinate = { per: 'coordinate', axis: 'linear' } as const;

/** A slot of the state, one number per coordinate. */
export function stored(
  name: string,
  symbol: string,
  options: Partial<OptimizerSeries> = {},
): OptimizerSeries {
  return { name, symbol, ...perCoordinate, stored: true, ...options };
}

/** A series of coordinates that is computed when read. */
export function derived(
  name: string,
  symbol: string,
  derive: Derivation,
  options: Partial<OptimizerSeries> = {},
): OptimizerSeries {
  return { name, symbol, ...perCoordinate, stored: false, derive, ...options };
}

/** What multiplies the direction in one coordinate; computed as the update computes it. */
export function effectiveLearningRate(symbol: string, derive: Derivation): OptimizerSeries {
  return derived('effectiveLearningRate', symbol, derive, { axis: 'log' });
}

/** What the effective learning rate multiplies; `symbol` names it. */
export function direction(symbol: string, derive: Derivation): OptimizerSeries {
  return derived('direction', symbol, derive);
}

/** A part of Δθ that older gradients have, each still with the rate of its own step. */
export function momentumPart(symbol: string, derive: Derivation): OptimizerSeries {
  return derived('momentumPart', symbol, derive);
}

/** A slot's value one step earlier; slots begin with 0. */
export function before(read: SeriesReader, slot: string, index: number, t: number): number {
  return t === 1 ? 0 : read.value(slot, index, t - 1);
}

const symbols = { m: 'm', v: 'v', mHat: 'm̂', vHat: 'v̂', gradientUsed: 'g̃' } as const;

/** A series that people look for in vain, with the reason. */
export function absent(name: keyof typeof symbols, reason: MessageCode): AbsentSeries {
  return { name, symbol: symbols[name], reason: message(reason) };
}
