import { declarationsOf } from '../../optimizers/complete';
import { makeOptimizer } from '../../optimizers/make';
import type { State } from '../../optimizers/optimizer';
import { findOptimizer } from '../../optimizers/registry';
import { formatNumber } from '../../protocol/number';
import type { RunHeader } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import type { Trace } from '../../trace/trace';

/** What the symbols of a formula stand for, at one step and before it. */
export interface Symbols {
  now: ReadonlyMap<string, number>;
  before: ReadonlyMap<string, number>;
  step: number;
}

/**
 * Writes numbers in place of the symbols: `lr·√(1−β₂ᵗ)/(√v + eps)` at step 1 as
 * `0.001·√(1−0.999^1)/(√46.4 + 1e-7)`. `m before` is m of the step before; what has no value, as
 * `μ next`, stays a symbol.
 */
export function withNumbers(formula: string, { now, before, step }: Symbols): string {
  // `v̂ max` begins with `v̂`: the longest symbol is the one that is meant.
  const known = [...now.keys()].sort((a, b) => b.length - a.length);
  let written = '';
  let at = 0;
  while (at < formula.length) {
    const within = /\p{L}$/u.test(formula.slice(0, at));
    const symbol = within ? undefined : known.find((each) => standsAt(formula, at, each));
    if (symbol === undefined) {
      written += formula[at]!;
      at++;
      continue;
    }
    at += symbol.length;
    const past = formula.startsWith(earlier, at);
    if (past) at += earlier.length;
    const value = (past ? before : now).get(symbol);
    written += value === undefined ? symbol + (past ? earlier : '') : bracketed(value);
    if (formula[at] === 'ᵗ') {
      written += `^${step}`;
      at++;
    }
  }
  return written;
}

const earlier = ' before';
/** What makes another symbol of the one before it: an accent, an index, a letter, a word. */
const goesOn = /^(?:\p{M}|[\u2080-\u2089\u208d]|(?!\u1d57)\p{L}| max| next)/u;

function standsAt(formula: string, at: number, symbol: string): boolean {
  return formula.startsWith(symbol, at) && !goesOn.test(formula.slice(at + symbol.length));
}

/** Whether the symbol of a series is a formula itself, as that of a derived one may be. */
export function isFormula(symbol: string): boolean {
  return [...'·/+−(√='].some((operator) => symbol.includes(operator));
}

/** A number as it stands in a formula. */
export function bracketed(value: number): string {
  const text = formatNumber(value, 6);
  return value < 0 ? `(${text})` : text;
}

/** All that formulas of this run may name, for one coordinate; `step` is at least 1. */
export function symbolsAt(trace: Trace, coordinate: number, step: number): Symbols {
  const now = hyperparametersBySymbol(trace.header);
  const before = new Map<string, number>();
  const initial = step === 1 ? initialState(trace.header) : {};
  now.set('t', step);
  for (const series of trace.series) {
    if (isFormula(series.symbol)) continue;
    const index = indexOf(series, trace.header, coordinate);
    now.set(series.symbol, trace.value(series.name, index, step));
    const slot = initial[series.name];
    before.set(series.symbol, slot ? slot[index]! : trace.value(series.name, index, step - 1));
  }
  const gradient = trace.value('grad', coordinate, step);
  if (!now.has('g̃')) now.set('g̃', gradient);
  // A formula's θ is the one that the step began with.
  now.set('θ', trace.value('theta', coordinate, step - 1));
  return { now, before, step };
}

/** What the slots hold before step 1: mostly 0, but of Keras' Adagrad 0.1. */
function initialState(header: RunHeader): State {
  const made = makeOptimizer(header, header.leaves);
  return 'problems' in made ? {} : made.optimizer.init(header.start);
}

/** Those that no group of leaves has differently; of an optimizer within another one, by its own symbols. */
function hyperparametersBySymbol(header: RunHeader): Map<string, number> {
  const { optimizer, dialect, hyperparameters, groups } = header;
  const entry = findOptimizer(optimizer);
  const found = new Map<string, number>();
  for (const { name, symbol } of entry ? declarationsOf(entry, dialect, hyperparameters) : []) {
    const value = hyperparameters[name];
    const differs = groups.some((group) => name in group.hyperparameters);
    const own = symbol.replace(/^inner /, '');
    if (typeof value === 'number' && !differs && !found.has(own)) found.set(own, value);
  }
  return found;
}

/** Where a coordinate's value stands in a series of leaves, of the run, or of coordinates. */
function indexOf({ per }: SeriesDeclaration, { leaves }: RunHeader, coordinate: number): number {
  if (per === 'coordinate') return coordinate;
  if (per === 'run') return 0;
  let rest = coordinate;
  return leaves.findIndex(({ length }) => (rest -= length) < 0);
}
