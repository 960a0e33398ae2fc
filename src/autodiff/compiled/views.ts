import type { Operand } from './variables';
import type { Lowering } from './lowering';
import type { ArrayType, ArrayValue } from './values';

/*
 * A copy of a part of θ or of the data, which never change, is the part itself as long as nobody
 * writes to the copy and no other array may stand in its place. Where that comes up, lowering begins
 * anew with a real copy.
 */

/** The numbers from `begin` on without a copy of them; null where there has to be one. */
export function viewOf(
  l: Lowering,
  { type, base }: ArrayValue,
  begin: Operand,
  length: Operand,
  site: string,
): ArrayValue | null {
  const isFixed = type.memory.root.space !== 'arena' && type.element?.kind === 'number';
  if (!isFixed || typeof length !== 'number' || l.facts.has(`${site} copied`)) return null;
  return { kind: 'array', type: { ...type, length, viewAt: site }, base: l.sum(base, begin) };
}

/** From now on it has to be an array of its own. */
export function needsCopy(l: Lowering, { viewAt }: ArrayType): void {
  if (viewAt === undefined) return;
  l.facts.note(`${viewAt} copied`);
  l.declined('a copy that is written to');
}
