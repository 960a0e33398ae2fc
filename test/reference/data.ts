import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { GivenOptimizer } from '../../src/optimizers/complete';
import type { Precision } from '../../src/protocol/optimizer';

/** Rows per step, `theta` and `slow` with the start in front. */
export type SeriesRows = Record<string, number[][]>;

/** Twelve steps in one dialect, worked out by derive.py with 50 digits and in float32. */
export interface ReferenceCase extends GivenOptimizer {
  dialect: string;
  /** All others have the defaults of the dialect. */
  hyperparameters: Record<string, unknown>;
  /** Lengths of the leaves. */
  leaves: number[];
  expected: Record<Precision, SeriesRows>;
  /** With 50 digits: what is derived from the series that are kept, from step 1 on. */
  derived: SeriesRows;
  start: number[];
  gradients: number[][];
  /** For a test's name. */
  title: string;
}

type WrittenCase = Omit<ReferenceCase, 'expected' | 'title'> & Record<Precision, SeriesRows>;

const folder = path.resolve('test', 'reference', 'data');

/** Every case of every optimizer, as derive.py wrote them. */
export function referenceCases(): ReferenceCase[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const { optimizer, start, gradients, cases } = JSON.parse(
        readFileSync(path.join(folder, file), 'utf8'),
      ) as { optimizer: string; start: number[]; gradients: number[][]; cases: WrittenCase[] };
      return cases.map(({ float64, float32, derived, ...given }) => {
        const { dialect, leaves, hyperparameters, ...settings } = given;
        const shown = [hyperparameters, ...Object.values(settings)].map((each) =>
          typeof each === 'string' ? each : JSON.stringify(each),
        );
        const divided = leaves.length > 1 ? ` on ${leaves.length} leaves` : '';
        return {
          ...{ ...given, optimizer, start, gradients, expected: { float64, float32 }, derived },
          title: `${optimizer} ${dialect} ${shown.join(' ')}${divided}`,
        };
      });
    });
}
