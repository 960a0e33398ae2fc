import type { Trail } from './trail';

/**
 * Fills what lies between two lines over the same steps, in the colour that `ctx` has, where both
 * have values.
 */
export function fillBetween(ctx: CanvasRenderingContext2D, one: Trail, other: Trail): void {
  ctx.beginPath();
  one.eachRun((start, end) => {
    const [from, to] = [one.x[start]!, one.x[end - 1]!];
    const back = [];
    for (let i = other.length - 1; i >= 0; i--) {
      if (other.x[i]! < from - 0.5 || other.x[i]! > to + 0.5 || Number.isNaN(other.y[i])) continue;
      back.push(i);
    }
    if (back.length === 0) return;
    ctx.moveTo(from, one.y[start]!);
    for (let i = start + 1; i < end; i++) ctx.lineTo(one.x[i]!, one.y[i]!);
    for (const i of back) ctx.lineTo(other.x[i]!, other.y[i]!);
    ctx.closePath();
  });
  ctx.fill();
}
