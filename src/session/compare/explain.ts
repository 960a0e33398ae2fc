import { correctionOf } from '../../optimizers/correction';
import { findOptimizer } from '../../optimizers/registry';
import type { Trace } from '../../trace/trace';
import type { Difference } from './difference';
import { bracketed, isFormula, symbolsAt, withNumbers } from './formula';

/** How a quantity is made: in symbols, and with the numbers of one step in their places. */
export interface Formula {
  symbols: string;
  numbers: string;
}

/**
 * How a run made the quantity in which it differs: the state by the optimizer's equations, the
 * effective learning rate and the parts of Δθ by the dialect's own formula, Δθ by its parts. Null
 * for what the objective made.
 */
export function formulaOf(trace: Trace, at: Pick<Difference, 'quantity' | 'index' | 'step'>) {
  const { quantity, index, step } = at;
  if (quantity === 'update') return updateFormula(trace, index, step);
  const series = trace.series.find(({ name }) => name === quantity);
  const first = series?.per === 'leaf' ? firstCoordinate(trace, index) : index;
  const symbols = symbolsAt(trace, first, step);
  if (!series) return null;
  if (!series.stored) {
    if (!isFormula(series.symbol)) return null;
    return { symbols: series.symbol, numbers: withNumbers(series.symbol, symbols) };
  }
  const equations = findOptimizer(trace.header.optimizer)?.equations ?? [];
  const equation = equations.find((line) => line.startsWith(`${series.symbol} ← `));
  if (!equation) return null;
  const right = equation.slice(`${series.symbol} ← `.length);
  // On the right of its own arrow a slot is the one of the step before.
  const before = symbols.before.get(series.symbol)!;
  const now = new Map([...symbols.now, [series.symbol, before]]);
  return { symbols: equation, numbers: withNumbers(right, { ...symbols, now }) };
}

/** Δθ = −effectiveLearningRate·direction + the further parts that the optimizer has. */
function updateFormula(trace: Trace, index: number, step: number): Formula | null {
  const find = (name: string) => trace.series.find((series) => series.name === name);
  const value = (name: string) => bracketed(trace.value(name, index, step));
  const [rate, direction] = [find('effectiveLearningRate'), find('direction')];
  const parts = ['momentumPart', 'decayPart', 'syncPart'].flatMap((name) => find(name) ?? []);
  const symbols = parts.map(({ symbol }) => `(${symbol})`);
  const numbers = parts.map(({ name }) => value(name));
  if (rate && direction) {
    symbols.unshift(`−${rate.symbol} · (${direction.symbol})`);
    numbers.unshift(`−${value(rate.name)} · ${value(direction.name)}`);
  }
  if (symbols.length === 0) return null;
  return { symbols: `Δθ = ${symbols.join(' + ')}`, numbers: numbers.join(' + ') };
}

function firstCoordinate({ header }: Trace, leaf: number): number {
  return header.leaves.slice(0, leaf).reduce((sum, { length }) => sum + length, 0);
}

/**
 * What is added to √v̂ in Adam's denominator, whatever the dialect adds to √v: Keras' `√v + eps`
 * with √(1−β₂ᵗ) in the step size is √v̂ + eps/√(1−β₂ᵗ) (the “epsilon hat” of Kingma and Ba,
 * arXiv:1412.6980, section 2), 31.6 times eps at step 1. Null where there is no v̂.
 */
export function effectiveEps({ header, series }: Trace, step: number): number | null {
  const formula = series.find(({ name }) => name === 'effectiveLearningRate')?.symbol ?? '';
  const { eps, beta2 } = header.hyperparameters;
  if (typeof eps !== 'number' || typeof beta2 !== 'number') return null;
  if (formula.includes('√v̂ + eps)') || formula.includes('√v̂ max + eps)')) return eps;
  const uncorrected = formula.includes('√(1−β₂ᵗ)') && formula.includes('√v + eps)');
  return uncorrected ? eps / Math.sqrt(correctionOf(beta2)(step)) : null;
}
