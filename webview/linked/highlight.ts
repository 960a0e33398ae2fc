import type { Stretch } from '../../src/protocol/highlight';
import type { SeriesDeclaration } from '../../src/protocol/series';
import type { LineLook } from '../charts/look';
import { firstOf } from '../state/coordinates';
import type { Panel } from '../state/panel';

/** Whether a coordinate is among those that the caret is on. */
export function isIn(stretches: readonly Stretch[], coordinate: number): boolean {
  return stretches.some(([first, length]) => coordinate >= first && coordinate < first + length);
}

/** Whether a line is of what the caret is on; one of the whole run is of everything. */
export function isHighlighted(
  { highlighted, view }: Panel,
  { per }: Pick<SeriesDeclaration, 'per'>,
  index: number,
): boolean {
  if (per !== 'leaf') return per === 'run' || isIn(highlighted, index);
  const { leaves } = view!;
  return touches(highlighted, firstOf(leaves, index), leaves[index]?.length ?? 0);
}

/** Whether any of a leaf's coordinates is. */
export function touches(stretches: readonly Stretch[], from: number, length: number): boolean {
  return stretches.some(([first, count]) => first < from + length && first + count > from);
}

/** A line of what the caret is on is stronger, others step back; without a caret, all as they are. */
export function highlightedLook(
  look: LineLook,
  stretches: readonly Stretch[],
  isMeant: boolean,
): LineLook {
  if (stretches.length === 0) return look;
  return isMeant ? { ...look, strong: true } : { ...look, back: true };
}
