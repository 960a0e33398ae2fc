import { Chart } from 'chart.js';
import type { Theme } from './theme';

/** Pixels of a picture per CSS pixel: fit for paper, whatever the display has. */
const ratio = 2;
const margin = 16;
const lineHeight = 20;
const gap = 18;
const swatchWidth = 24;
const pointWidth = 9;

/** A piece of text, with the line or the point that it names. */
interface Entry {
  text: string;
  mark: { colour: string; isPoint: boolean } | null;
}

/**
 * A chart of the page as PNG: its title, what its lines are and what they are worth under the
 * cursor, and the chart with the cursor on it, on the theme's background.
 *
 * @param figure with one canvas
 */
export async function pictureOf(figure: HTMLElement, theme: Theme): Promise<Uint8Array> {
  const source = figure.querySelector('canvas')!;
  const { width, height } = source.getBoundingClientRect();
  const picture = document.createElement('canvas');
  const ctx = picture.getContext('2d')!;
  ctx.font = `13px ${theme.textFont}`;
  const caption = figure.querySelector('.chart-title') ?? figure.querySelector('figcaption');
  const title = [{ ...entry(caption), mark: null }];
  const legend = [...figure.querySelectorAll('.legend li, .stage > .value')].map(entry);
  const lines = [title, ...wrapped(legend, width, ctx)];
  const top = margin + lines.length * lineHeight + 6;
  picture.width = Math.round((width + 2 * margin) * ratio);
  picture.height = Math.round((top + height + margin) * ratio);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, picture.width, picture.height);
  lines.forEach((entries, nth) => {
    const weight = nth === 0 ? 600 : 400;
    ctx.font = `${weight} 13px ${theme.textFont}`;
    drawEntries(ctx, entries, margin + (nth + 0.5) * lineHeight, theme);
  });
  ctx.translate(margin, top);
  drawSharp(source, (canvas) => ctx.drawImage(canvas, 0, 0, width, height));
  drawCursor(ctx, figure, source);
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  return new Uint8Array(await blob!.arrayBuffer());
}

function entry(element: Element | null): Entry {
  const swatch = element?.querySelector('.swatch, .mark > *');
  if (!element || !swatch) return { text: textOf(element), mark: null };
  const { fill, stroke } = getComputedStyle(swatch);
  const isPoint = !swatch.matches('.swatch');
  const mark = { colour: isPoint && fill !== 'none' ? fill : stroke, isPoint };
  return { text: textOf(element), mark };
}

/** All its words, apart from one another where the page has them apart. */
function textOf(element: Element | null): string {
  if (!element) return '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  while (walker.nextNode()) parts.push(walker.currentNode.textContent!.trim());
  return parts.filter((part) => part !== '').join(' ');
}

function widthOf({ text, mark }: Entry, ctx: CanvasRenderingContext2D): number {
  return ctx.measureText(text).width + markWidth(mark);
}

function wrapped(entries: Entry[], width: number, ctx: CanvasRenderingContext2D): Entry[][] {
  const lines: Entry[][] = [];
  let left = 0;
  for (const each of entries.filter(({ text }) => text !== '')) {
    const wanted = widthOf(each, ctx) + gap;
    if (lines.length === 0 || left < wanted) {
      lines.push([]);
      left = width;
    }
    lines.at(-1)!.push(each);
    left -= wanted;
  }
  return lines;
}

function drawEntries(
  ctx: CanvasRenderingContext2D,
  entries: readonly Entry[],
  y: number,
  { foreground }: Theme,
): void {
  let x = margin;
  ctx.textBaseline = 'middle';
  for (const each of entries) {
    if (each.mark) drawMark(ctx, each.mark, x, y);
    ctx.fillStyle = foreground;
    ctx.fillText(each.text, x + markWidth(each.mark), y);
    x += widthOf(each, ctx) + gap;
  }
}

function markWidth(mark: Entry['mark']): number {
  if (!mark) return 0;
  return (mark.isPoint ? pointWidth : swatchWidth) + 6;
}

function drawMark(
  ctx: CanvasRenderingContext2D,
  { colour, isPoint }: NonNullable<Entry['mark']>,
  x: number,
  y: number,
): void {
  ctx.fillStyle = ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.beginPath();
  if (isPoint) {
    ctx.arc(x + pointWidth / 2, y, pointWidth / 2, 0, 2 * Math.PI);
    ctx.fill();
  } else {
    ctx.moveTo(x, y);
    ctx.lineTo(x + swatchWidth, y);
    ctx.stroke();
  }
}

/** Hands over the canvas as sharp as the picture; nobody sees it before it is as it was. */
function drawSharp(canvas: HTMLCanvasElement, use: (canvas: HTMLCanvasElement) => void): void {
  const chart = Chart.getChart(canvas);
  if (!chart) return use(canvas);
  const { width, height } = chart;
  const draw = (pixelRatio: number | undefined) => {
    chart.options.devicePixelRatio = pixelRatio;
    chart.resize(width, height);
    chart.draw();
  };
  draw(ratio);
  use(canvas);
  draw(undefined);
}

/** The cursor's line and its dots are elements over the canvas. */
function drawCursor(
  ctx: CanvasRenderingContext2D,
  figure: HTMLElement,
  canvas: HTMLCanvasElement,
): void {
  const origin = canvas.getBoundingClientRect();
  for (const element of figure.querySelectorAll<HTMLElement>('.cursor-line, .dot')) {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width === 0) continue;
    const style = getComputedStyle(element);
    const [x, y] = [left - origin.left, top - origin.top];
    ctx.fillStyle = style.backgroundColor;
    if (element.classList.contains('cursor-line')) {
      ctx.fillRect(x, y, width, height);
      continue;
    }
    ctx.strokeStyle = style.borderColor;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(x + width / 2, y + height / 2, width / 2 - 0.75, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
}
