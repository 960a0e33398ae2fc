import assert from 'node:assert/strict';

/** The gradient by central differences: about ten digits where f is smooth and of size 1. */
export function centralDifferences(f: (theta: Float64Array) => number, at: Float64Array): number[] {
  return Array.from(at, (x, i) => {
    const h = 6e-6 * Math.max(1, Math.abs(x));
    const theta = at.slice();
    theta[i] = x + h;
    const above = f(theta);
    theta[i] = x - h;
    return (above - f(theta)) / (2 * h);
  });
}

/** Asserts equality to a tolerance relative to the larger of 1 and the expected size. */
export function close(found: number[], expected: number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  found.forEach((x, i) => {
    const e = expected[i]!;
    const isClose = Object.is(x, e) || Math.abs(x - e) <= tolerance * Math.max(1, Math.abs(e));
    assert.ok(isClose, `[${i}]: ${x}, expected ${e}`);
  });
}
