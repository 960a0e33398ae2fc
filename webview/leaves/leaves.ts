import type { Panel } from '../state/panel';
import { leafOf } from '../state/coordinates';

/** Leaves whose lines one chart draws; of more, nobody tells them apart. */
const mostLines = 12;

/** The leaves that charts of all leaves draw: the first ones, and the chosen one among them. */
export function drawnLeaves(count: number, chosen: number): number[] {
  const drawn = Array.from({ length: Math.min(count, mostLines) }, (_, i) => i);
  if (chosen < count && !drawn.includes(chosen)) drawn[drawn.length - 1] = chosen;
  return drawn;
}

/** From leaves down to one coordinate. */
export function focusOn(panel: Panel, coordinate: number): void {
  const leaf = leafOf(panel.view?.leaves ?? [], coordinate);
  panel.choose({ coordinate, leaf, chosen: [coordinate], focused: true });
}
