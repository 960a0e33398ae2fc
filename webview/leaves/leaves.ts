import type { Panel } from '../state/panel';
import { leafOf } from '../state/coordinates';

/** Leaves whose lines one chart draws; of more, nobody tells them apart. */
const mostLines = 24;

/** The leaves that charts of all leaves draw. */
export function drawnLeaves(count: number): number[] {
  return Array.from({ length: Math.min(count, mostLines) }, (_, i) => i);
}

/** From leaves down to one coordinate. */
export function focusOn(panel: Panel, coordinate: number): void {
  const leaf = leafOf(panel.view?.leaves ?? [], coordinate);
  panel.choose({ coordinate, leaf, chosen: [coordinate], focused: true });
}
