import type { Leaf } from '../../../src/protocol/leaf';
import type { RunHeader } from '../../../src/protocol/run';
import { baseSeries, type SeriesDeclaration } from '../../../src/protocol/series';
import { spec } from '../optimizers/support';

export const derivedM: SeriesDeclaration = {
  name: 'twiceM',
  symbol: '2m',
  per: 'coordinate',
  stored: false,
  axis: 'linear',
};

/** A header with two leaves (`w` of two coordinates, `b`) and a stored and a derived series. */
export function header(changes: Partial<RunHeader> = {}): RunHeader {
  const leaves: Leaf[] = [
    { name: 'w', path: [0], length: 2, shape: [2], coordinates: ['w[0]', 'w[1]'] },
    { name: 'b', path: [1], length: 1, shape: [], coordinates: ['b'] },
  ];
  return {
    run: 1,
    objective: 'f',
    file: 'f.ts',
    ...spec({ hyperparameters: { lr: 0.5, amsgrad: false } }),
    steps: 1000,
    seed: 7,
    gradientSource: 'tape',
    leaves,
    start: Float64Array.of(0.5, -0, 0.25),
    series: [
      ...baseSeries,
      { name: 'm', symbol: 'm', per: 'coordinate', stored: true, axis: 'linear' },
      { name: 'ratio', symbol: 'r', per: 'leaf', stored: true, axis: 'linear' },
      derivedM,
    ],
    absent: [],
    ...changes,
  };
}

/** Numbers per row of `header()`: loss, θ, g and m of three coordinates, ratio of two leaves. */
export const rowWidth = 1 + 3 + 3 + 3 + 2;

/** The row of step t: every number tells its step and column. */
export function row(step: number): number[] {
  return Array.from({ length: rowWidth }, (_, column) => step + column / 100);
}

/** Rows of the steps `from` to `to`, as a frame holds them. */
export function frame(from: number, to: number): Float64Array {
  const numbers: number[] = [];
  for (let step = from; step <= to; step++) numbers.push(...row(step));
  return Float64Array.from(numbers);
}

/** A header of one coordinate whose loss alone matters: rows are loss, θ, g. */
export function lossHeader(steps: number): RunHeader {
  return header({
    steps,
    leaves: [{ name: 'x', path: [0], length: 1, shape: [], coordinates: ['x'] }],
    start: Float64Array.of(1),
    series: [...baseSeries],
  });
}

/** What an exporter writes, all of it. */
export async function piecesOf(exported: AsyncIterable<string>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of exported) pieces.push(piece);
  return pieces;
}
