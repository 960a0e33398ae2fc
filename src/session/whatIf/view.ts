import { declarationsOf } from '../../optimizers/complete';
import { allowedRange, type HyperparameterDeclaration } from '../../optimizers/hyperparameter';
import { findOptimizer } from '../../optimizers/registry';
import { coordinateName } from '../../protocol/leaf';
import type { Message } from '../../protocol/message';
import { mostStart, type Slider, type WhatIfView } from '../../protocol/whatIf';
import type { Speech } from '../panel/speech';
import type { Run } from '../run';
import type { WhatIf } from './whatIf';

/** What decides whether numbers may be moved here. */
export interface WhatIfShown {
  /** What the hand has done so far; null: nothing. */
  moved: ReturnType<WhatIf['of']>;
  absent: Message | null;
  unwritable: Message | null;
}

type NumberDeclaration = Extract<HyperparameterDeclaration, { type: 'number' }>;

/** What the panel's sliders show of a run. */
export function whatIfView(run: Run, shown: WhatIfShown, { say }: Speech): WhatIfView {
  const { moved, absent, unwritable } = shown;
  const base = moved?.base ?? run;
  const canMove = absent === null && run.trace !== null;
  return {
    absent: absent && say(absent),
    hyperparameters: canMove ? hyperparameterSliders(run) : [],
    start: canMove ? startSliders(run, base) : [],
    request: moved?.answered ?? 0,
    moved: run !== base,
    unwritable: unwritable && say(unwritable),
  };
}

function hyperparameterSliders({ request }: Run): Slider[] {
  const { optimizer, dialect, hyperparameters } = request;
  const entry = findOptimizer(optimizer);
  const declared = entry
    ? declarationsOf(entry, dialect, hyperparameters)
    : Object.entries(hyperparameters).flatMap(([name, value]) => ownDeclaration(name, value));
  return declared.flatMap((each) => {
    const value = hyperparameters[each.name];
    return each.type === 'number' && typeof value === 'number' ? [sliderOf(each, value)] : [];
  });
}

/** Of the user's own optimizer nobody knows what its numbers may be. */
function ownDeclaration(name: string, value: unknown): NumberDeclaration[] {
  if (typeof value !== 'number') return [];
  const free = { minimum: -Infinity, maximum: Infinity, maximumExcluded: true } as const;
  return [{ name, symbol: name, type: 'number', default: value, ...free, description: '' }];
}

function sliderOf(declaration: NumberDeclaration, value: number): Slider {
  const { name, symbol, minimum, maximum, maximumExcluded, whole = false } = declaration;
  return {
    ...{ name, symbol, value },
    ...wayOf(declaration, value),
    minimum: Number.isFinite(minimum) ? minimum : null,
    maximum: Number.isFinite(maximum) ? maximum : null,
    ...{ maximumExcluded, whole },
    allowed: Number.isFinite(minimum) ? allowedRange(declaration) : '(−∞, ∞)',
  };
}

/**
 * A way on which the values that people try are far enough apart: decades, for what is multiplied
 * with something; of what is a share, decades of the rest, so that 0.9, 0.99 and 0.999 are three
 * places.
 */
function wayOf(
  { name, maximum, maximumExcluded, whole, default: usual }: NumberDeclaration,
  value: number,
): Pick<Slider, 'scale' | 'from' | 'to'> {
  if (whole) return { scale: 'whole', from: 1, to: Math.max(20, 4 * usual) };
  if (maximum === 1) {
    if (maximumExcluded) return { scale: 'one-minus', from: 0, to: 0.999999 };
    return { scale: 'linear', from: 0, to: 1 };
  }
  const own = name.slice(name.lastIndexOf('.') + 1);
  const [from, to] = own === 'eps' ? [1e-16, 1] : own === 'lr' ? [1e-6, 10] : [1e-6, 1];
  if (value < 0) return { scale: 'linear', from: 2 * value, to: -2 * value };
  return { scale: own === 'lr' || own === 'eps' ? 'log' : 'log-from-zero', from, to };
}

/** The way of each is that of the run that the hand took first: it must not move under the hand. */
function startSliders({ trace }: Run, { request, trace: first }: Run): Slider[] {
  const { leaves, start } = trace!.header;
  if (start.length > mostStart || request.resume || !first) return [];
  const names = leaves.flatMap((leaf) =>
    Array.from({ length: leaf.length }, (_, index) => coordinateName(leaf, index)),
  );
  const [lower, upper] = request.bounds ?? [-Infinity, Infinity];
  const rounded = (x: number) => Number(x.toPrecision(6));
  return names.map((name, i) => {
    const reach = Math.max(2, 2 * Math.abs(first.header.start[i]!));
    return {
      ...{ name, symbol: name, value: start[i]!, scale: 'linear' },
      from: Math.max(lower, rounded(first.header.start[i]! - reach)),
      to: Math.min(upper, rounded(first.header.start[i]! + reach)),
      ...{ minimum: null, maximum: null, maximumExcluded: false, whole: false },
      allowed: '(−∞, ∞)',
    };
  });
}
