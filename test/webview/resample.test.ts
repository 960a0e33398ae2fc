import assert from 'node:assert/strict';
import fc from 'fast-check';
import { between, resample } from '../../webview/landscape/resample';

/** Samples of a loss on a grid of `n` × `n` over x and y. */
function sampled(
  loss: (x: number, y: number) => number,
  [x0, x1]: [number, number],
  [y0, y1]: [number, number],
  n: number,
) {
  const values = Float64Array.from({ length: n * n }, (_, i) =>
    loss(x0 + ((x1 - x0) * (i % n)) / (n - 1), y0 + ((y1 - y0) * Math.floor(i / n)) / (n - 1)),
  );
  return { nx: n, ny: n, values };
}

describe('between samples of the landscape', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it('a parabola is what it is', () => {
    const size = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(size, share, (ground, t) => {
        const f = (x: number) => 3 * (x - ground) ** 2;
        const expected = f(t);
        assert.ok(
          Math.abs(between(f(-1), f(0), f(1), f(2), t, 0) - expected) <= 1e-11 * (1 + f(2) + f(-1)),
        );
      }),
    );
  });

  it('nothing falls below the floor, nor beside a wall below its foot', () => {
    // The parabola through these reaches -0.114.
    assert.equal(between(1, 0.01, 0.01, 1, 0.5, 0.002), 0.002);
    assert.equal(between(1, 1, 1, 1e6, 0.5, 0), 1);
    assert.equal(between(1, 1, 1e6, 1e6, 0.5, 0), 1e3);
    assert.equal(between(1, 0, -2, 1, 0.5, -5), -1);
  });

  it('samples keep their values', () => {
    const loss = fc.double({ min: -1e3, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(loss, loss, loss, loss, (a, b, c, d) => {
        // The sum may turn -0 into 0, which is the same ground.
        assert.ok(between(a, b, c, d, 0, -1e9) === b);
        assert.ok(
          Math.abs(between(a, b, c, d, 1, -1e9) - c) <=
            1e-9 * (1 + Math.abs(b) + Math.abs(c) + Math.abs(a) + Math.abs(d)),
        );
      }),
    );
  });

  it('a valley narrower than the grid has a ground without beads', () => {
    const rosenbrock = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const grid = sampled(rosenbrock, [0.9, 1.1], [0.8, 1.2], 40);
    const width = 300;
    const height = 200;
    const losses = resample(grid, width, height, Math.min(...grid.values));
    // A pixel is off the ground by half its width at most: 100·(2·0.2/300/2)² there.
    const offGround = 100 * (0.2 / width) ** 2;
    for (let row = 5; row < height - 5; row++) {
      const y = 1.2 - (0.4 * (row + 0.5)) / height;
      const drawn = Math.min(...losses.subarray(row * width, (row + 1) * width));
      const ground = (1 - Math.sqrt(y)) ** 2;
      assert.ok(drawn <= ground + 2 * offGround + 1e-4, `row ${row}: ${drawn}, not ${ground}`);
    }
  });

  it('the upper row comes first, and the edges go on as they bend', () => {
    const grid = sampled((x, y) => 1 + x * x + 2 * y * y, [0, 1], [0, 1], 5);
    const losses = resample(grid, 10, 10, 0);
    for (const [column, row] of [
      [0, 0],
      [9, 0],
      [0, 9],
      [9, 9],
      [4, 6],
    ] as const) {
      const [x, y] = [(column + 0.5) / 10, 1 - (row + 0.5) / 10];
      assert.ok(Math.abs(losses[row * 10 + column]! - (1 + x * x + 2 * y * y)) < 1e-12);
    }
  });
});
