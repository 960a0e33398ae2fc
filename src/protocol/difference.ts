import * as v from 'valibot';
import { anyNumber, count, text } from './schema';

/** One number in which two runs differ. */
export interface DifferenceAt {
  step: number;
  /** The series and how it is written. */
  series: string;
  symbol: string;
  /** The coordinate or leaf; null for a quantity of the run. */
  owner: string | null;
  values: [number, number];
  /** |a − b| / max(|a|, |b|). */
  relative: number;
}

/** How two runs of one comparison part. */
export interface DifferenceView {
  titles: [string, string];
  /** Relative differences up to it count as none. */
  tolerance: number;
  /** Steps that both have: as far as was looked. */
  steps: number;
  /** The first beyond the tolerance; null where they agree. */
  first: DifferenceAt | null;
  /** The first only follows from θ: the small differences before have grown to it. */
  inherited: boolean;
  /** The first of any size; null where every bit is the same. */
  firstBit: DifferenceAt | null;
  /** What each run computed there, in symbols and in numbers. */
  formulas: [Formula, Formula] | null;
  /** What was asked for differently, and what follows from it: the name and both values. */
  causes: { name: string; values: [string, string] }[];
  finalLosses: [number | null, number | null];
}

interface Formula {
  symbols: string;
  numbers: string;
}

const at = v.nullable(
  v.object({
    step: count,
    series: text(64),
    symbol: text(256),
    owner: v.nullable(text(4096)),
    values: v.tuple([anyNumber, anyNumber]),
    relative: anyNumber,
  }),
);
const formula = v.object({ symbols: text(4096), numbers: text(4096) });
const loss = v.nullable(anyNumber);

export const differenceFields = {
  titles: v.tuple([text(256), text(256)]),
  tolerance: anyNumber,
  steps: count,
  first: at,
  inherited: v.boolean(),
  firstBit: at,
  formulas: v.nullable(v.tuple([formula, formula])),
  causes: v.pipe(
    v.array(v.object({ name: text(256), values: v.tuple([text(4096), text(4096)]) })),
    v.maxLength(256),
  ),
  finalLosses: v.tuple([loss, loss]),
};
