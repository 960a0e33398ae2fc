import assert from 'node:assert/strict';
import { strokeLine } from '../../webview/charts/lines/stroke';
import { Trail } from '../../webview/charts/lines/trail';
import { pointsBefore, widen } from '../../webview/charts/points';
import { layOut } from '../../webview/charts/scales/axis';

/** What is drawn: the points of each path, and whether it was stroked or filled. */
class Paths {
  lineWidth = 0;
  lineJoin = '';
  readonly drawn: { kind: 'stroke' | 'fill'; parts: [number, number][][]; dash: number[] }[] = [];
  #parts: [number, number][][] = [];
  #dash: number[] = [];

  beginPath(): void {
    this.#parts = [];
  }
  moveTo(x: number, y: number): void {
    this.#parts.push([[x, y]]);
  }
  lineTo(x: number, y: number): void {
    this.#parts.at(-1)!.push([x, y]);
  }
  closePath(): void {
    // An outline ends where it began.
  }
  setLineDash(dash: number[]): void {
    this.#dash = dash;
  }
  stroke(): void {
    this.drawn.push({ kind: 'stroke', parts: this.#parts, dash: this.#dash });
  }
  fill(): void {
    this.drawn.push({ kind: 'fill', parts: this.#parts, dash: this.#dash });
  }
}

/** Draws points that are pixels already. */
function draw(points: readonly number[], dash: number[] = []): Paths['drawn'] {
  const trail = new Trail();
  const projection = { left: 0, from: 0, perStep: 1, yOf: (y: number) => y };
  trail.project(Float64Array.from(points), 0, points.length / 2 - 1, projection);
  const paths = new Paths();
  strokeLine(paths as unknown as CanvasRenderingContext2D, trail, 2, dash, 1);
  return paths.drawn;
}

const limits = { threshold: 1, compact: false, room: 200 };

describe('lines of a chart', () => {
  it('go through their points, and are broken where there is no number', () => {
    const [stroke, ...others] = draw([0, 5, 10, 6, 20, NaN, 30, 7, 40, 8, 50, Infinity, 60, 9]);
    assert.deepEqual(others, []);
    assert.deepEqual(stroke!.parts, [
      [
        [0, 5],
        [10, 6],
      ],
      [
        [30, 7],
        [40, 8],
      ],
      // A value between two gaps is as long as the line is wide.
      [
        [59, 9],
        [61, 9],
      ],
    ]);
  });

  it('leave out points that nobody could see, never the last', () => {
    const points = Array.from({ length: 1000 }, (_, i) => [i / 10, 5]).flat();
    const [{ parts }] = draw(points) as [Paths['drawn'][number]];
    assert.ok(parts[0]!.length < 250, String(parts[0]!.length));
    assert.deepEqual(parts[0]!.at(-1), [99.9, 5]);
  });

  it('that go to and fro within every pixel are filled where they have been', () => {
    const points: number[] = [];
    for (let i = 0; i < 400; i++) points.push(i / 4, 100 + 40 * Math.sin(i * 2.3) * Math.cos(i));
    const [fill, ...others] = draw(points);
    assert.deepEqual([fill!.kind, fill!.parts.length, others.length], ['fill', 1, 0]);
    const outline = fill!.parts[0]!;
    for (let i = 0; i < points.length; i += 2) {
      const column = Math.floor(points[i]!) + 0.5;
      const heights = outline.filter(([x]) => x === column).map(([, y]) => y);
      const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
      // Half the width of the line above and below.
      assert.ok(top <= points[i + 1]! - 1 && bottom >= points[i + 1]! + 1, `at ${points[i]}`);
    }
  });

  it('are dashed along the steps where they are filled', () => {
    const points: number[] = [];
    for (let i = 0; i < 400; i++) points.push(i / 4, i % 2 === 0 ? 20 : 80);
    const [{ parts }] = draw(points, [5, 3]) as [Paths['drawn'][number]];
    assert.equal(parts.length, Math.ceil(100 / 8));
    const starts = parts.map((part) => Math.min(...part.map(([x]) => x)));
    assert.ok(starts.every((x, i) => i === 0 || Math.abs(x - starts[i - 1]! - 8) < 1.5));
  });

  it('find their points by steps, and their extent in a window', () => {
    const points = Float64Array.of(1, 5, 3, NaN, 4, -2, 8, 7, 9, Infinity);
    assert.deepEqual(
      [0, 1, 2, 4, 9, 10].map((step) => pointsBefore(points, step)),
      [0, 0, 1, 2, 4, 5],
    );
    const extent = { min: Infinity, max: -Infinity };
    widen(extent, points, 2, 8);
    assert.deepEqual(extent, { min: -2, max: 7 });
    widen(extent, points, 0, 2);
    assert.deepEqual(extent, { min: -2, max: 7 });
    const positive = { min: Infinity, max: -Infinity };
    widen(positive, points, 0, 9, 0);
    assert.deepEqual(positive, { min: 5, max: 7 });
  });

  it('have axes from a round number to a round number', () => {
    const linear = layOut('linear', { min: -213, max: 118 }, limits);
    assert.deepEqual(linear, { min: -300, max: 200, ticks: [-300, -200, -100, 0, 100, 200] });
    const log = layOut('log', { min: 3.4e-29, max: 24.2 }, limits);
    assert.ok(Math.abs(log.min / 3e-29 - 1) < 1e-9 && Math.abs(log.max - 30) < 1e-9);
    const narrow = layOut('log', { min: 1.53, max: 1.87 }, limits);
    assert.ok(Math.abs(narrow.min - 1.5) < 1e-9 && Math.abs(narrow.max - 1.9) < 1e-9);
    // One value, also the smallest and the largest there is; none.
    assert.deepEqual(layOut('log', { min: 5, max: 5 }, limits).min, 0.5);
    for (const axis of ['linear', 'log', 'symlog'] as const) {
      for (const value of [5, 5e-324, 1.7e308]) {
        const { min, max, ticks } = layOut(axis, { min: value, max: value }, limits);
        assert.ok(min <= value && value <= max && min < max, `${axis} ${value}: ${min} to ${max}`);
        assert.ok(ticks.every((tick) => tick >= min && tick <= max));
      }
      assert.deepEqual(layOut(axis, { min: Infinity, max: -Infinity }, limits).ticks, []);
    }
  });
});
