import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../../src/autodiff/objectiveError';
import { stream } from '../compiled/differential';
import { writeProgram } from '../compiled/generator/program';
import { differences, twice } from './support';

const programs = 150;
const largest = (numbers: Float64Array) =>
  numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

/** A random program at a random point, and two directions; null where it throws there. */
function drawn(seed: number) {
  const draw = stream(seed);
  const { text } = writeProgram(draw);
  const { program, second } = twice(text, '[[1, 1, 1, 1], undefined]', ['p', null], 1);
  // Sevenths with a bit of their own: no kink is hit.
  const vector = () => Float64Array.from({ length: 4 }, () => (draw(33) - 16) / 7 + draw(97) / 1e4);
  const [theta, u, v, t] = [vector(), vector(), vector(), 1 + draw(5)];
  try {
    program.value(theta, t);
  } catch (error) {
    assert.ok(error instanceof ObjectiveError);
    return null;
  }
  return { text, program, second, theta, u, v, t };
}

describe('Hessian-vector products of random programs', () => {
  it('come with the bits of the value and the tape’s gradient, and are symmetric: uᵀHv = vᵀHu', () => {
    let curved = 0;
    for (let seed = 1; seed <= programs; seed++) {
      const random = drawn(seed);
      if (!random) continue;
      const { text, program, second, theta, u, v, t } = random;
      const [byTape, own, hu, hv] = Array.from({ length: 4 }, () => new Float64Array(4)) as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const value = program.valueAndGradient(theta, t, byTape);
      const at = second(theta, t);
      assert.ok(Object.is(at.value, value), `seed ${seed}: ${at.value}, ${value} on the tape`);
      at.gradient(own);
      if (![...own].every(Number.isFinite)) continue;
      const scale = Math.max(1e-300, largest(byTape));
      own.forEach((x, i) =>
        assert.ok(Math.abs(x - byTape[i]!) <= 1e-9 * scale, `seed ${seed}\n${text}`),
      );
      at.product(u, hu);
      at.product(v, hv);
      if (![...hu, ...hv].every(Number.isFinite)) continue;
      if (largest(hu) > 0) curved++;
      const size = 4 * Math.max(largest(u) * largest(hv), largest(v) * largest(hu));
      const asymmetry = Math.abs(dot(u, hv) - dot(v, hu));
      assert.ok(asymmetry <= 1e-9 * size, `seed ${seed}: ${asymmetry} of ${size}\n${text}`);
    }
    assert.ok(curved > programs / 2, `only ${curved} were curved`);
  });

  it('are what differences of the exact gradient say', () => {
    let compared = 0;
    for (let seed = 1; seed <= programs; seed++) {
      const random = drawn(seed);
      // What is rounded to float32 jumps, which differences see and derivatives do not.
      if (!random || /fround|Float32/.test(random.text)) continue;
      const { text, second, theta, u, t } = random;
      const exact = new Float64Array(4);
      second(theta, t).product(u, exact);
      const [differing, again] = [1, 0.5].map((part) =>
        differences(
          second,
          theta,
          u.map((x) => part * x),
          t,
        ).map((x) => x / part),
      );
      const scale = Math.max(1, largest(exact));
      const spread = largest(differing!.map((x, i) => x - again![i]!));
      // Where the differences do not agree with themselves, a kink is near or they have no digits.
      if (!(spread <= 1e-7 * scale)) continue;
      compared++;
      const deviation = largest(exact.map((x, i) => x - again![i]!));
      assert.ok(deviation <= 1e-5 * scale, `seed ${seed}: ${deviation} of ${scale}\n${text}`);
    }
    assert.ok(compared > programs / 2, `only ${compared} were compared`);
  });
});
