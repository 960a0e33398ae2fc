import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { Hyperparameters } from '../../protocol/optimizer';

/** A hyper-parameter and the values it is tried at, in geometric steps. */
export interface Grid {
  /** `lr` */
  name: string;
  /** Ascending; the first and the last are those that were asked for. */
  values: number[];
}

/** What the panel's button sweeps: four decades, three or four values in each. */
export const usualGrid: Grid = { name: 'lr', values: geometric(1e-4, 1, 13) };
export const usualSeeds = 5;

/** More values than this are no longer looked at one by one. */
const mostValues = 100;

/** Reads `lr=1e-4:1:13`: thirteen values from 1e-4 to 1, each the same factor above the one before. */
export function parseGrid(text: string): { grid: Grid } | { problem: Message } {
  const match = /^\s*([A-Za-z]\w*)\s*=([^:]+):([^:]+):([^:]+)$/.exec(text);
  const [from, to, count] = (match?.slice(2) ?? []).map(Number) as [number, number, number];
  const rises = from > 0 && to > from && to < Infinity;
  const countable = Number.isSafeInteger(count) && count >= 2 && count <= mostValues;
  if (!match || !rises || !countable) {
    return { problem: message('compare.grid', [text, mostValues]) };
  }
  return { grid: { name: match[1]!, values: geometric(from, to, count) } };
}

/** Twelve digits, so that a grid over decades has 0.001 itself and not a neighbour of it. */
function geometric(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => {
    if (k === 0) return from;
    if (k === count - 1) return to;
    return Number((from * (to / from) ** (k / (count - 1))).toPrecision(12));
  });
}

/** Where the hyper-parameter stands: Lookahead's learning rate is that of the optimizer within it. */
export function placeOf(name: string, hyperparameters: Hyperparameters): string {
  const within = `inner.${name}`;
  return !(name in hyperparameters) && within in hyperparameters ? within : name;
}
