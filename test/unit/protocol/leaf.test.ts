import assert from 'node:assert/strict';
import { coordinateName, withoutRegularNames, type Leaf } from '../../../src/protocol/leaf';

function leaf(shape: number[], name = 'w', nameOf?: (i: number) => string): Leaf {
  const length = shape.reduce((a, b) => a * b, 1);
  const indices = (i: number) => {
    let [rest, text] = [i, ''];
    for (const size of [...shape].reverse()) {
      text = `[${rest % size}]${text}`;
      rest = Math.floor(rest / size);
    }
    return name + text;
  };
  const coordinates = Array.from({ length }, (_, i) => (nameOf ?? indices)(i));
  return { name, path: [0], length, shape, coordinates };
}

describe('names of coordinates', () => {
  it('are left out where they follow from the leaf, and come back the same', () => {
    for (const shape of [[40], [5, 8], [2, 3, 7]]) {
      const whole = leaf(shape, 'layers[1].w');
      const short = withoutRegularNames(whole);
      assert.deepEqual(short.coordinates, []);
      assert.deepEqual(
        whole.coordinates,
        whole.coordinates.map((_, i) => coordinateName(short, i)),
      );
    }
    assert.equal(coordinateName(withoutRegularNames(leaf([5, 8])), 19), 'w[2][3]');
  });

  it('stay where one is of its own, and where there are few', () => {
    const own = leaf([40], 'w', (i) => (i === 39 ? 'bias' : `w[${i}]`));
    assert.equal(withoutRegularNames(own), own);
    assert.equal(coordinateName(own, 39), 'bias');
    const few = leaf([3]);
    assert.equal(withoutRegularNames(few), few);
  });
});
