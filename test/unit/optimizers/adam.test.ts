import assert from 'node:assert/strict';
import { make } from './support';

/** One step from θ = [1], g = `g`, as Δθ. */
function firstUpdate(g: number, h: Record<string, number | boolean> = {}): number {
  const optimizer = make('adam', h);
  const theta = Float64Array.of(1);
  const state = optimizer.init(theta);
  const next = optimizer.init(theta);
  const updates = Float64Array.of(g);
  optimizer.update(updates, theta, 1, state, next);
  return updates[0]!;
}

describe('Adam', () => {
  it('takes a first step of lr against the sign of the gradient', () => {
    assert.ok(Math.abs(firstUpdate(-215.6) - 0.001) < 1e-13);
    assert.ok(Math.abs(firstUpdate(3) + 0.001) < 1e-11);
  });

  it('halves the first step where |g| = eps', () => {
    assert.ok(Math.abs(firstUpdate(1e-8) + 0.0005) < 1e-12);
  });

  it('does not stall where v/(1-β₂) would overflow', () => {
    assert.ok(Math.abs(firstUpdate(-1.3e154) - 0.001) < 1e-13);
  });

  it('without bias correction steps 3.16 lr first', () => {
    const expected = (0.001 * 0.1) / Math.sqrt(0.001);
    assert.ok(Math.abs(firstUpdate(-1, { biasCorrection: false }) - expected) < 1e-9);
  });
});
