import assert from 'node:assert/strict';
import { bundleOf, compile, gradientAt } from './bundle';

describe('a program on the tape', () => {
  it('gives value and gradient of rosenbrock', () => {
    const program = compile(
      bundleOf(
        'function f([x, y] = [-1.2, 1]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }',
        '[[-1.2, 1]]',
        [['x', 'y']],
      ),
    );
    assert.deepEqual(program.leaves, [
      { name: '[x, y]', path: [0], length: 2, shape: [2], coordinates: ['x', 'y'] },
    ]);
    assert.deepEqual([...program.start], [-1.2, 1]);
    assert.equal(program.value(program.start, 1), 24.199999999999996);
    const [x, y] = gradientAt(program);
    assert.ok(Math.abs(x! + 215.6) < 1e-12 && Math.abs(y! + 88) < 1e-12);
  });
});
