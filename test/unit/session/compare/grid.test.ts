import assert from 'node:assert/strict';
import { message } from '../../../../src/messages';
import { parseGrid, placeOf } from '../../../../src/session/compare/grid';

describe('parseGrid', () => {
  it('has the same factor between neighbours, and decades exactly', () => {
    const parsed = parseGrid('lr=1e-4:1:13');
    assert.ok('grid' in parsed);
    const { name, values } = parsed.grid;
    assert.equal(name, 'lr');
    assert.equal(values.length, 13);
    assert.deepEqual(
      [0, 3, 6, 9, 12].map((k) => values[k]),
      [1e-4, 1e-3, 1e-2, 1e-1, 1],
    );
    for (let k = 1; k < 13; k++) {
      assert.ok(Math.abs(values[k]! / values[k - 1]! - 10 ** (1 / 3)) < 1e-11);
    }
    assert.deepEqual(parseGrid('eps=1e-9:0.3:2'), { grid: { name: 'eps', values: [1e-9, 0.3] } });
  });

  it('refuses what is no rising grid', () => {
    for (const text of [
      ...['', 'lr', 'lr=1:2', '1e-4:1:13', 'lr=0:1:3', 'lr=-1:1:3', 'lr=1:1:3', 'lr=1:0.1:3'],
      ...['lr=1:2:1', 'lr=1:2:101', 'lr=1:2:2.5', 'lr=1:Infinity:3', 'lr=a:2:3', 'lr=1:2:3:4'],
    ]) {
      assert.deepEqual(parseGrid(text), { problem: message('compare.grid', [text, 100]) }, text);
    }
  });
});

describe('placeOf', () => {
  it('finds the learning rate of an optimizer within another one', () => {
    assert.equal(placeOf('lr', { lr: 1 }), 'lr');
    assert.equal(placeOf('lr', { k: 5, 'inner.lr': 1 }), 'inner.lr');
    assert.equal(placeOf('beta1', { lr: 1 }), 'beta1');
  });
});
