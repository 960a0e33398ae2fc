import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { CompiledProgram } from '../../../src/autodiff/compiled/program';
import type { Program } from '../../../src/autodiff/program';
import { contributions } from '../../../src/autodiff/tape';
import { close } from '../autodiff/numerical';
import { exampleFiles, onRung, rungs } from './examples';
import { known } from './known';
import { analysed } from '../objective/helpers';

const ulp = 2 ** -52;

describe('the examples', () => {
  for (const { name, atStart, minima, atMinimum = 0 } of known) {
    it(`${name}: its value at the start, and where it is least`, async () => {
      for (const rung of rungs) {
        const { program, minimum } = await onRung(name, rung);
        assert.equal(program.gradientSource, rung);
        close([program.value(program.start, 1)], [atStart], 1e-14);
        if (minima.length > 0) assert.deepEqual(minimum, minima[0], '@minimum');
        for (const each of minima) isMinimum(program, Float64Array.from(each), atMinimum);
      }
    });
  }

  it('ackley has no gradient at its minimum, as in PyTorch, and one beside it', async () => {
    for (const rung of rungs) {
      const { program, minimum } = await onRung('testFunctions/ripples.ts#ackley', rung);
      assert.deepEqual(minimum, [0, 0]);
      const gradient = new Float64Array(2);
      const value = program.valueAndGradient(new Float64Array(2), 1, gradient);
      assert.ok(Math.abs(value) <= 16 * ulp, `f = ${value}`);
      assert.deepEqual([...gradient], [NaN, NaN]);
      // Along an axis the funnel's slope is 20 · 0.2 · √½ from the kink on.
      program.valueAndGradient(Float64Array.of(1e-9, 0), 1, gradient);
      close([...gradient], [4 * Math.SQRT1_2, 0], 1e-6);
    }
  });

  it('known minima are all that are tagged', async () => {
    const named = new Set(known.map(({ name }) => name));
    for (const file of await exampleFiles()) {
      const { objectives } = analysed(readFileSync(`examples/${file}`, 'utf8'), file);
      for (const { selector, tagged, tags } of objectives) {
        if (!tagged || tags.minimum === null || named.has(`${file}#${selector}`)) continue;
        // The rest either are noisy, or are Rosenbrock with another optimizer.
        assert.ok(/^(noisy|pathologies\/noisyQuadratic|threeBugs)\.ts$/.test(file), file);
      }
    }
  });
});

/**
 * f has its known value, and no slope beyond what rounding explains: that of the sums within the
 * gradient, and that of θ itself, which curvature multiplies.
 */
function isMinimum(program: Program, theta: Float64Array, atMinimum: number): void {
  const gradient = new Float64Array(theta.length);
  const value = program.valueAndGradient(theta, 1, gradient);
  const scale = Math.max(1, Math.abs(atMinimum));
  assert.ok(Math.abs(value - atMinimum) <= 16 * ulp * scale, `f = ${value} at ${theta.join()}`);
  const moved = curvatures(program, theta);
  const sizes = contributionsAt(program, theta);
  gradient.forEach((slope, i) => {
    const rounding = 16 * ulp * (sizes[i]! + moved[i]!);
    assert.ok(Math.abs(slope) <= rounding, `g[${i}] = ${slope} at ${theta.join()}, ${rounding}`);
  });
}

/** Σⱼ |∂gᵢ/∂θⱼ|·|θⱼ|, by differences of the gradient. */
function curvatures(program: Program, theta: Float64Array): number[] {
  const sums = Array.from(theta, () => 0);
  const [above, below] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  theta.forEach((x, j) => {
    const h = 1e-5;
    const at = theta.slice();
    at[j] = x + h;
    program.valueAndGradient(at, 1, above);
    at[j] = x - h;
    program.valueAndGradient(at, 1, below);
    above.forEach((g, i) => (sums[i]! += (Math.abs(g - below[i]!) / (2 * h)) * Math.abs(x)));
  });
  return sums;
}

function contributionsAt(program: Program, theta: Float64Array): Float64Array {
  const tape = program instanceof CompiledProgram ? program.tape : program;
  const sizes = new Float64Array(theta.length);
  tape.valueAndGradient(theta, 1, sizes);
  contributions(sizes);
  return sizes;
}
