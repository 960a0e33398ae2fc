import type { Candidate } from './locate';
import type { Binding, Scopes } from './scope';
import { isTypeOnly, rangeOf, walk } from './syntax';
import type { FunctionNode, Node } from './syntax';
import { contains, effectsOf, pathTest, unitsOf, type Effects, type Unit } from './units';
import type * as t from '@babel/types';

/** What of one file runs. */
export interface Slice {
  units: Unit[];
  kept: Set<Unit>;
  /** Everything reached, imports among it. */
  reached: Set<Binding>;
}

/**
 * What runs of a file: every declaration that is reached from the roots, and every top-level
 * statement that assigns to, calls a method on, or passes to a call such a binding other than the
 * objective itself, whether in its own text or in that of the file's functions that it calls; and
 * what those reach in turn.
 *
 * @param objectives in the file where they stand: the one that runs, and what is evaluated beside it.
 *   One may be nested (`root` null): then nothing around it runs, and what it mentions is reached
 * @param acting what runs besides
 */
export function sliceFile(
  program: t.Program,
  scopes: Scopes,
  roots: Iterable<Binding>,
  objectives: readonly Candidate[],
  acting: ReadonlySet<Node> | 'all' = new Set(),
): Slice {
  const units = unitsOf(program, scopes);
  const tests = objectives.map(({ root, keys }) => pathTest(scopes, root, keys));
  const isObjective = (node: Node) => tests.some((test) => test(node));
  const declaredBy = new Map<Binding, Unit[]>();
  for (const unit of units) {
    for (const binding of unit.declares) {
      declaredBy.set(binding, [...(declaredBy.get(binding) ?? []), unit]);
    }
  }
  const touches = closeOverCalls(units, declaredBy, (unit) =>
    effectsOf(unit.node, scopes, isObjective),
  );

  const slice: Slice = { units, kept: new Set(), reached: new Set() };
  const waiting: Binding[] = [...roots];
  for (const { root, node } of objectives) {
    if (root) waiting.push(root);
    else waiting.push(...mentioned(node, scopes));
  }
  const keep = (unit: Unit) => {
    if (slice.kept.has(unit)) return;
    slice.kept.add(unit);
    waiting.push(...unit.uses, ...unit.declares);
  };
  for (const unit of units) if (acting === 'all' || acting.has(unit.node)) keep(unit);
  for (;;) {
    for (let binding = waiting.pop(); binding; binding = waiting.pop()) {
      if (slice.reached.has(binding)) continue;
      slice.reached.add(binding);
      declaredBy.get(binding)?.forEach(keep);
    }
    const before = slice.kept.size;
    for (const unit of units) {
      if (!unit.acts || slice.kept.has(unit)) continue;
      if (
        objectives.some(({ root, node }) => !root && contains(rangeOf(unit.node), rangeOf(node)))
      ) {
        continue;
      }
      if ([...touches(unit)].some((binding) => slice.reached.has(binding))) keep(unit);
    }
    if (slice.kept.size === before && waiting.length === 0) return slice;
  }
}

/** A statement does what the functions do that it calls by name, and those that they call. */
function closeOverCalls(
  units: Unit[],
  declaredBy: ReadonlyMap<Binding, Unit[]>,
  own: (unit: Unit) => Effects,
): (unit: Unit) => Set<Binding> {
  const direct = new Map(units.map((unit) => [unit, own(unit)]));
  return (unit) => {
    const touches = new Set<Binding>();
    const waiting = [unit];
    const seen = new Set(waiting);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const effects = direct.get(next)!;
      for (const binding of effects.touches) touches.add(binding);
      for (const binding of effects.calls) {
        for (const called of declaredBy.get(binding) ?? []) {
          if (called.acts || seen.has(called)) continue;
          seen.add(called);
          waiting.push(called);
        }
      }
    }
    return touches;
  };
}

function mentioned(node: FunctionNode, scopes: Scopes): Binding[] {
  const found: Binding[] = [];
  walk(node, (inner) => {
    if (isTypeOnly(inner)) return false;
    const binding = scopes.bindings.get(inner);
    if (binding?.scope === scopes.module) found.push(binding);
    return undefined;
  });
  return found;
}
