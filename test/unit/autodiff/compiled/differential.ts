import { CompiledProgram } from '../../../../src/autodiff/compiled/program';
import { compileProgram } from '../../../../src/autodiff/program';
import { inEnglish } from '../../../../src/messages';
import { contributions } from '../../../../src/autodiff/tape';
import { Randomness } from '../../../../src/autodiff/random';
import { bundleOf } from '../bundle';
import { Interpreter } from './forward/interpreter';
import { Generator, type Draw } from './generator';

/** What one random program showed. */
export interface Outcome {
  text: string;
  statements: number;
  /** Null: compiled. Else what was declined. */
  declined: string | null;
  /** Points at which the compiled code itself gave the answer. */
  compared: number;
  /** Coordinates of the gradient that forward mode confirmed. */
  byForward: number;
  /** The largest deviation of a coordinate, in units of the sum of its absolute contributions. */
  worst: number;
  /** What is wrong, if anything. */
  difference: string | null;
}

const tolerance = 1e-12;
/** What is as small as this may be 0 in one order of multiplication and not in another. */
const underflow = 1e-60;
export const pointsPerProgram = 5;

/** Mulberry32: one 32-bit seed, one stream. */
export function stream(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Writes the program of a seed and compares it, compiled, with the tape and with plain evaluation. */
export function differential(seed: number): Outcome {
  const draw = stream(seed);
  const generator = new Generator(draw);
  const text = generator.program();
  return { statements: generator.statements, ...compare(text, draw) };
}

export function compare(text: string, draw: Draw): Omit<Outcome, 'statements'> {
  const bundle = bundleOf(text, '[[1, 1, 1, 1], undefined]', ['p', null], 1);
  const options = { seed: 5, start: null, console: () => undefined };
  const compiled = compileProgram(bundle, { ...options, gradient: 'compiled' });
  const outcome = { text, declined: null, compared: 0, byForward: 0, worst: 0, difference: null };
  if (!(compiled instanceof CompiledProgram)) {
    return { ...outcome, declined: String(compiled.declined?.arguments[0]) };
  }
  const { tape } = compiled;
  const randomness = new Randomness(options.seed);
  const forward = new Interpreter(text, randomness.mathRandom);
  const result: Omit<Outcome, 'statements'> = outcome;
  const [byTape, byCode, sizes] = [1, 2, 3].map(() => new Float64Array(4)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let k = 0; k < pointsPerProgram; k++) {
    // Eighths hit kinks and ties; sevenths do not.
    const unit = k % 2 === 0 ? 7 : 8;
    const theta = Float64Array.from({ length: 4 }, () => (draw(33) - 16) / unit);
    const t = 1 + draw(5);
    const before = compiled.fallbacks;
    const values = [
      tape.value(theta, t),
      tape.valueAndGradient(theta, t, byTape),
      (contributions(sizes), compiled.valueAndGradient(theta, t, byCode)),
    ];
    if (compiled.fallbacks === before) result.compared++;
    if (compiled.declined) return { ...result, difference: inEnglish(compiled.declined) };
    if (compiled.faults > 0) return { ...result, difference: 'compiled code failed' };
    const at = `θ = [${theta.join(', ')}], step ${t}`;
    if (!values.every((value) => Object.is(value, values[0]))) {
      return { ...result, difference: `values ${values.join(', ')} at ${at}` };
    }
    randomness.begin(t);
    const { value, gradient } = forward.evaluate(theta, {
      ...{ step: t, random: randomness.contextRandom },
    });
    if (!Object.is(value, values[0])) {
      return { ...result, difference: `value ${values[0]}, ${value} by forward mode, at ${at}` };
    }
    for (let i = 0; i < 4; i++) {
      // Where a number is none they need not agree on what has made it so.
      if ([value, gradient[i], byTape[i]].every(Number.isFinite)) {
        if (apart(gradient[i]!, byCode[i]!, sizes[i]!) > tolerance) {
          const both = `g[${i}] ${gradient[i]} by forward mode, ${byCode[i]} compiled`;
          return { ...result, difference: `${both}, at ${at}` };
        }
        result.byForward++;
      }
      if (Object.is(byTape[i], byCode[i])) continue;
      const deviation = apart(byTape[i]!, byCode[i]!, sizes[i]!);
      if (deviation <= tolerance) result.worst = Math.max(result.worst, deviation);
      else if (byTape[i] !== byCode[i]) {
        return {
          ...result,
          difference: `g[${i}] ${byTape[i]} by tape, ${byCode[i]} compiled, at ${at}`,
        };
      }
    }
  }
  return result;
}

/** How far two numbers are apart, in units of the contributions that they are sums of. */
function apart(a: number, b: number, size: number): number {
  return Math.abs(a - b) <= underflow ? 0 : Math.abs(a - b) / size;
}
