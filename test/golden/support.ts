import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A run made outside this project; see data/README.md. */
export interface GoldenRun {
  file: string;
  optimizer: string;
  hyperparameters: Record<string, number | boolean>;
  objective: string;
  leaves: { name: string; length: number }[];
  steps: number;
  loss: number[];
  theta: number[][];
  grad: number[][];
  /** Every series, each row flat over the leaves. */
  series: Record<string, number[][]>;
}

/** Tests run from the root of the project, wherever they were bundled to. */
export const goldenFolder = path.resolve('test', 'golden');

const seriesNames = [
  'theta',
  'loss',
  'grad',
  'm',
  'v',
  'vMax',
  'u',
  'gradAvg',
  'accDelta',
  'trustRatio',
  'slow',
];

/** All of them, by name. */
export function goldenRuns(): GoldenRun[] {
  const folder = path.join(goldenFolder, 'data');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const run = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as GoldenRun;
      return { ...run, file, series: seriesOf(run) };
    });
}

/** The series of a run in the files' format, loss as rows of one number. */
export function seriesOf(run: object): Record<string, number[][]> {
  const found: Record<string, number[][]> = {};
  for (const [name, rows] of Object.entries(run)) {
    if (!seriesNames.includes(name)) continue;
    found[name] = (rows as (number | number[])[]).map((row) => (Array.isArray(row) ? row : [row]));
  }
  return found;
}

/** The largest absolute value, and the largest distance between two series of the same shape. */
export function compareSeries(
  actual: readonly number[][] | undefined,
  expected: readonly number[][],
): { largest: number; deviation: number } {
  let largest = 0;
  let deviation = 0;
  if (actual?.length !== expected.length) return { largest, deviation: Infinity };
  expected.forEach((row, t) => {
    if (actual[t]!.length !== row.length) deviation = Infinity;
    row.forEach((number, i) => {
      largest = Math.max(largest, Math.abs(number));
      const distance = Math.abs(actual[t]![i]! - number);
      // NaN and absent numbers are as far away as can be.
      deviation = distance <= deviation ? deviation : Number.isNaN(distance) ? Infinity : distance;
    });
  });
  return { largest, deviation };
}

/** The distance between the double and the next larger one. */
export function ulp(value: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
}
