import type { Outcome } from '../test/unit/autodiff/compiled/differential';

export function fuzz(
  seeds: readonly number[],
  threads: number,
  tell: (seed: number, outcome: Outcome) => void,
): Promise<void>;
