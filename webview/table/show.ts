import type { Panel } from '../state/panel';
import { focusOn } from '../leaves/leaves';

/** Chooses a coordinate for all views: of a large model goes down to it, else its lines are drawn, too. */
export function showCoordinate(panel: Panel, coordinate: number): void {
  const isLarge = panel.view?.series.some(({ statistic }) => statistic) ?? false;
  if (isLarge) return focusOn(panel, coordinate);
  const { chosen } = panel;
  const drawn = chosen.includes(coordinate) ? {} : { chosen: [...chosen, coordinate] };
  panel.choose({ coordinate, ...drawn });
}
