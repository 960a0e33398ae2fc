import type { Panel } from './panel';

/** Fewer steps than this show nothing more. */
const narrowest = 10;

/** The window `factor` times as wide, the cursor keeping its place in it; null: all steps. */
export function zoomed(
  [from, to]: [number, number],
  length: number,
  cursor: number,
  factor: number,
): [number, number] | null {
  const width = Math.max(narrowest, Math.round((to - from) * factor));
  if (width >= length) return null;
  const inside = cursor >= from && cursor <= to;
  const share = inside && to > from ? (cursor - from) / (to - from) : 0.5;
  const start = Math.min(length - width, Math.max(0, Math.round(cursor - share * width)));
  return [start, start + width];
}

export function zoom(panel: Panel, factor: number): void {
  if (!panel.view) return;
  panel.choose({ window: zoomed(panel.window, panel.view.length, panel.cursor, factor) });
}
