import type { Derivation } from '../protocol/series';
import { compiling, type FormulaTools } from './formula/tools';
import { makeOptimizer, type BegunSpec } from './make';
import type { Leaves } from './optimizer';

/** How the derived series of a run are computed when read, by name; its optimizer knows. */
export function derivationsOf(
  spec: BegunSpec,
  leaves: Leaves,
  bounds: readonly [number, number] | null,
  tools: FormulaTools = compiling,
): Record<string, Derivation> {
  // Of an imported run nobody may have said which optimizer it was.
  if (spec.optimizer === '') return {};
  const made = makeOptimizer(spec, leaves, bounds, undefined, tools);
  if ('problems' in made) return {};
  return Object.fromEntries(
    made.optimizer.series.flatMap(({ name, derive }) => (derive ? [[name, derive]] : [])),
  );
}
