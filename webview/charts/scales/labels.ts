import type { LineChartInput } from '../input';

/** Pixels between a label and the plot. */
export const tickPadding = 4;

/** The font of the labels of an axis; `size` in pixels. */
export function fontOf({ compact, theme }: Pick<LineChartInput, 'compact' | 'theme'>) {
  const size = compact ? 10 : 11;
  return { size, text: `${size}px ${theme.numberFont}` };
}

const widths = new Map<string, number>();

/** How wide a label is, in pixels; to ask the canvas each time would be felt. */
export function widthOf(ctx: CanvasRenderingContext2D, font: string, label: string): number {
  const key = `${font} ${label}`;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    width = ctx.measureText(label).width;
    // Labels of a window that moves are ever new ones.
    if (widths.size > 2000) widths.clear();
    widths.set(key, width);
  }
  return width;
}
