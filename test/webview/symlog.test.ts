import assert from 'node:assert/strict';
import fc from 'fast-check';
import { axisFor, valueRange } from '../../webview/charts/range';
import { inverseSymlog, linearThreshold, symlog, symlogTicks } from '../../webview/charts/symlog';
import { linearTicks, logTicks, tickLabels } from '../../webview/charts/ticks';

describe('symlog', () => {
  it('is sign(x)·log₁₀(1 + |x|/threshold)', () => {
    assert.equal(symlog(0, 1), 0);
    assert.equal(symlog(9, 1), 1);
    assert.equal(symlog(-99, 1), -2);
    assert.ok(Math.abs(symlog(0.999, 0.001) - 3) < 1e-12);
  });

  it('is undone by its inverse and keeps order', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.constantFrom(1e-6, 1e-3, 1, 10), (x, y, threshold) => {
        const back = inverseSymlog(symlog(x, threshold), threshold);
        assert.ok(Math.abs(back - x) <= 1e-9 * Math.max(threshold, Math.abs(x)));
        if (x < y) assert.ok(symlog(x, threshold) <= symlog(y, threshold));
      }),
    );
  });

  it('is linear below the threshold', () => {
    const slope = symlog(1e-6, 1) / 1e-6;
    assert.ok(Math.abs(symlog(2e-6, 1) / 2e-6 / slope - 1) < 1e-5);
  });

  it('ends its linear part at most six powers of ten below the largest', () => {
    assert.equal(linearThreshold(0.02, 300), 0.01);
    assert.equal(linearThreshold(1e-20, 300), 1e-4);
    assert.equal(linearThreshold(Infinity, 0), 1);
  });

  it('has ticks at 0 and at powers of ten on both sides', () => {
    assert.deepEqual(symlogTicks(-200, 2000, 1), [-100, -10, 0, 10, 100, 1000]);
    assert.deepEqual(symlogTicks(-200, 200, 1e-4, 3), [-100, 0, 100]);
    assert.deepEqual(symlogTicks(0, 50, 1), [0, 10]);
  });

  it('drops ticks that would touch, 0 and the largest last', () => {
    assert.deepEqual(symlogTicks(-200, 2000, 1, 7, 0.2), [-100, 0, 1000]);
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 0.4, noNaN: true }), (gap) => {
        const ticks = symlogTicks(-3e4, 5e2, 0.01, 9, gap);
        const at = ticks.map((x) => symlog(x, 0.01));
        const length = symlog(5e2, 0.01) - symlog(-3e4, 0.01);
        assert.ok(ticks.includes(0));
        at.slice(1).forEach((y, i) => assert.ok(y - at[i]! >= gap * length - 1e-12));
      }),
    );
  });
});

describe('axes', () => {
  it('draw log only where all values are positive', () => {
    const positive = valueRange([Float64Array.of(1, 2, 2, 0.5), Float64Array.of(1, NaN, 2, 8)]);
    assert.deepEqual(positive, { min: 0.5, max: 8, smallest: 0.5 });
    assert.equal(axisFor(undefined, 'log', positive), 'log');
    assert.equal(axisFor('log', 'linear', positive), 'log');
    assert.equal(axisFor('linear', 'log', positive), 'linear');
    const withZero = valueRange([Float64Array.of(1, 0, 2, 8)]);
    assert.equal(axisFor(undefined, 'log', withZero), 'symlog');
    assert.equal(axisFor('log', 'linear', withZero), 'symlog');
    assert.equal(axisFor(undefined, 'linear', withZero), 'linear');
  });

  it('have round ticks', () => {
    assert.deepEqual(linearTicks(-1.7, 1.7, 4), [-1, 0, 1]);
    assert.deepEqual(linearTicks(0, 0.35, 4), [0, 0.1, 0.2, 0.3]);
    assert.deepEqual(linearTicks(2, 2), [2]);
    assert.deepEqual(logTicks(3e-29, 24, 6), [1e-29, 1e-24, 1e-19, 1e-14, 1e-9, 1e-4, 10].slice(1));
    assert.deepEqual(logTicks(0, 60), []);
    assert.deepEqual(logTicks(1, Infinity), []);
    assert.deepEqual(logTicks(3.5, 30, 6), [5, 10, 20]);
    assert.deepEqual(logTicks(1.5, 1.9, 4), [1.5, 1.6, 1.7, 1.8, 1.9]);
  });

  it('label their ticks with as many digits as tell them apart', () => {
    assert.deepEqual(tickLabels([0, 0.1, 0.2]), ['0', '0.1', '0.2']);
    assert.deepEqual(tickLabels([2.98, 2.985, 2.99]), ['2.98', '2.985', '2.99']);
    assert.deepEqual(tickLabels([1234, 1234.5, 1235]), ['1234', '1234.5', '1235']);
    assert.deepEqual(tickLabels([0.999999, 1, 1.000001]), ['0.999999', '1', '1.000001']);
    assert.deepEqual(tickLabels([-1e-29, 0, 1e-29]), ['-1e-29', '0', '1e-29']);
    assert.deepEqual(tickLabels([2e6, 2.5e6]), ['2e+6', '2.5e+6']);
    assert.deepEqual(tickLabels([0.1 + 0.2]), ['0.3']);
    assert.deepEqual(tickLabels([]), []);
  });
});
