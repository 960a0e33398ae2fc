import assert from 'node:assert/strict';
import { compileProgram } from '../../../../src/autodiff/program';
import { corpusFiles, selectorOf, textOf } from '../../corpus/corpus';
import { bundled } from '../../objective/helpers';
import { differences } from './support';

/** Any but the first. */
const step = 3;
const largest = (numbers: Float64Array) =>
  numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('Hessian-vector products of the corpus', () => {
  it('come with the bits of the value, are symmetric, and are what differences say', async () => {
    let [compared, all] = [0, 0];
    for (const file of corpusFiles()) {
      const found = await bundled({ [file]: textOf(file) }, selectorOf(textOf(file)));
      assert.ok('bundle' in found, JSON.stringify(found));
      const options = { seed: 0, start: null, console: () => undefined };
      const { gradientSource } = compileProgram(found.bundle, options);
      // There the tape cannot see what the value is made of.
      if (gradientSource === 'numerical') continue;
      all++;
      const program = compileProgram(found.bundle, { ...options, gradient: 'tape' });
      const second = program.secondOrder!();
      const theta = program.start.map((x, i) => x + 0.013 * Math.sin(i + 1));
      const n = theta.length;
      const [u, v] = [1, 2].map((by) => theta.map((_, i) => Math.cos(by * i + by))) as [
        Float64Array,
        Float64Array,
      ];
      const [hu, hv] = [new Float64Array(n), new Float64Array(n)];
      const at = second(theta, step);
      at.product(u, hu);
      at.product(v, hv);
      assert.ok(Object.is(at.value, program.value(theta, step)), file);
      const size = n * Math.max(largest(u) * largest(hv), largest(v) * largest(hu));
      assert.ok(Math.abs(dot(u, hv) - dot(v, hu)) <= 1e-11 * size, `${file} is not symmetric`);
      const [one, half] = [1, 0.5].map((part) =>
        differences(
          second,
          theta,
          u.map((x) => part * x),
          step,
        ).map((x) => x / part),
      ) as [Float64Array, Float64Array];
      const scale = Math.max(1, largest(hu));
      // Where they do not agree with themselves a kink is near.
      if (!(largest(one.map((x, i) => x - half[i]!)) <= 1e-6 * scale)) continue;
      compared++;
      const deviation = largest(hu.map((x, i) => x - half[i]!));
      assert.ok(deviation <= 1e-6 * scale, `${file}: ${deviation} of ${scale}`);
    }
    assert.ok(compared > 0.9 * all, `only ${compared} of ${all} were compared`);
  });
});
