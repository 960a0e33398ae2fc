import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber, fromJsonNumber, toJsonNumber } from '../../../src/protocol/number';

describe('numbers', () => {
  const shown: [number, string][] = [
    [0, '0'],
    [-0, '-0'],
    [24.199999999999996, '24.2'],
    [-215.6, '-215.6'],
    [0.001, '0.001'],
    [0.00099, '9.9e-4'],
    [1e-29, '1e-29'],
    [1.23456e-7, '1.235e-7'],
    [999999.5, '1e+6'],
    [123456.7, '1.235e+5'],
    [12345678, '1.235e+7'],
    [1000, '1000'],
    [4.213e-30, '4.213e-30'],
    [2.5e20, '2.5e+20'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ];
  for (const [value, text] of shown) {
    it(`shows ${Object.is(value, -0) ? '-0' : value} as ${text}`, () =>
      assert.equal(formatNumber(value), text));
  }

  it('says what the number is, to the digits that it shows', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(number, fc.integer({ min: 2, max: 15 }), (value, digits) => {
        const read = Number(formatNumber(value, digits));
        assert.ok(Math.abs(read - value) <= Math.abs(value) * 10 ** (1 - digits) + 5e-324);
      }),
    );
  });

  it('carries non-finite numbers through JSON as strings', () => {
    for (const value of [NaN, Infinity, -Infinity, 0.1, -0]) {
      assert.ok(Object.is(fromJsonNumber(toJsonNumber(value)), value));
    }
    assert.equal(toJsonNumber(-Infinity), '-Infinity');
  });
});
