import { CompiledProgram } from '../../../../src/autodiff/compiled/program';
import { compileProgram, type Program } from '../../../../src/autodiff/program';
import { inEnglish } from '../../../../src/messages';
import { contributions } from '../../../../src/autodiff/tape';
import { Randomness } from '../../../../src/autodiff/random';
import { bundleOf } from '../bundle';
import { Interpreter } from './forward/interpreter';
import { writeProgram } from './generator/program';
import type { Draw } from './generator/writer';

/** What one random program showed. */
export interface Outcome {
  text: string;
  statements: number;
  /** It also has forms that are the tape's so far. */
  isWide: boolean;
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

/**
 * Writes the program of a seed and compares it, on its highest rung and on the tape, with forward mode
 * and with plain evaluation.
 */
export function differential(seed: number): Outcome {
  const draw = stream(seed);
  const { text, statements, isWide } = writeProgram(draw);
  return { statements, isWide, ...compare(text, draw) };
}

type Compared = Omit<Outcome, 'statements' | 'isWide'>;

export function compare(text: string, draw: Draw): Compared {
  const bundle = bundleOf(text, '[[1, 1, 1, 1], undefined]', ['p', null], 1);
  const options = { seed: 5, start: null, console: () => undefined };
  const program = compileProgram(bundle, { ...options, gradient: 'compiled' });
  const isCompiled = program instanceof CompiledProgram;
  const said = isCompiled ? null : program.declined;
  const result: Compared = {
    ...{ text, compared: 0, byForward: 0, worst: 0, difference: null },
    declined: said ? String(said.arguments[0] ?? said.code) : null,
  };
  const randomness = new Randomness(options.seed);
  const forward = new Interpreter(text, randomness.mathRandom);
  const hold = new Comparison(program, isCompiled ? program.tape : program);
  for (let k = 0; k < pointsPerProgram && result.difference === null; k++) {
    // Eighths hit kinks and ties; sevenths do not.
    const unit = k % 2 === 0 ? 7 : 8;
    const theta = Float64Array.from({ length: 4 }, () => (draw(33) - 16) / unit);
    const t = 1 + draw(5);
    const before = isCompiled ? program.fallbacks : 0;
    const difference = hold.at(theta, t, () => {
      randomness.begin(t);
      return forward.evaluate(theta, { step: t, random: randomness.contextRandom });
    });
    if (isCompiled && program.fallbacks === before) result.compared++;
    if (isCompiled && program.declined) result.difference = inEnglish(program.declined);
    else if (isCompiled && program.faults > 0) result.difference = 'compiled code failed';
    else if (difference)
      result.difference = `${difference}, at θ = [${theta.join(', ')}], step ${t}`;
  }
  return { ...result, byForward: hold.byForward, worst: hold.worst };
}

/** One objective in several ways at the same points. */
class Comparison {
  byForward = 0;
  worst = 0;
  private readonly recorded = new Float64Array(4);
  private readonly gradient = new Float64Array(4);
  private readonly sizes = new Float64Array(4);

  constructor(
    private readonly program: Program,
    private readonly tape: Program,
  ) {}

  /** What differs at a point. */
  at(theta: Float64Array, t: number, forward: () => { value: number; gradient: number[] }) {
    const { program, tape, recorded, gradient, sizes } = this;
    const values = [tape.value(theta, t), tape.valueAndGradient(theta, t, recorded)];
    contributions(sizes);
    values.push(program.valueAndGradient(theta, t, gradient));
    if (!values.every((value) => Object.is(value, values[0]))) return `values ${values.join(', ')}`;
    const byForward = forward();
    if (!Object.is(byForward.value, values[0])) {
      return `value ${values[0]}, ${byForward.value} by forward mode`;
    }
    for (let i = 0; i < 4; i++) {
      const [a, b, c] = [byForward.gradient[i]!, recorded[i]!, gradient[i]!];
      // Where a number is none they need not agree on what has made it so.
      if ([byForward.value, a, b].every(Number.isFinite)) {
        if (apart(a, c, sizes[i]!) > tolerance) return `g[${i}] ${a} by forward mode, ${c} by code`;
        this.byForward++;
      }
      if (Object.is(b, c)) continue;
      const deviation = apart(b, c, sizes[i]!);
      if (deviation <= tolerance) this.worst = Math.max(this.worst, deviation);
      else if (b !== c) return `g[${i}] ${b} by tape, ${c} by code`;
    }
    return null;
  }
}

/** How far two numbers are apart, in units of the contributions that they are sums of. */
function apart(a: number, b: number, size: number): number {
  return Math.abs(a - b) <= underflow ? 0 : Math.abs(a - b) / size;
}
