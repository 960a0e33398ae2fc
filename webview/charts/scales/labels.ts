import type { LineChartInput } from '../input';

/** Pixels between a label and the plot. */
export const tickPadding = 4;

/** The font of the labels of an axis; `size` in pixels. */
export function fontOf({ compact, theme }: Pick<LineChartInput, 'compact' | 'theme'>) {
  const size = compact ? 10 : 11;
  return { size, text: `${size}px ${theme.numberFont}` };
}

const fonts = new WeakMap<CanvasRenderingContext2D, string>();
/** Of a canvas on which `setFont` has set the font last; one that was resized has forgotten both. */
const mark = 11;

/** Sets the font unless it is set: to set it is dear, and all charts are drawn with each frame. */
export function setFont(ctx: CanvasRenderingContext2D, font: string): void {
  if (ctx.miterLimit === mark && fonts.get(ctx) === font) return;
  ctx.font = font;
  ctx.miterLimit = mark;
  fonts.set(ctx, font);
}

const widths = new Map<string, number>();

/** How wide a label is, in pixels; to ask the canvas each time would be felt. */
export function widthOf(ctx: CanvasRenderingContext2D, font: string, label: string): number {
  const key = `${font} ${label}`;
  let width = widths.get(key);
  if (width === undefined) {
    setFont(ctx, font);
    width = ctx.measureText(label).width;
    // Labels of a window that moves are ever new ones.
    if (widths.size > 2000) widths.clear();
    widths.set(key, width);
  }
  return width;
}
