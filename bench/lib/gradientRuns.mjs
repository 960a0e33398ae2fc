import { load } from './build.mjs';
import { countFor, timeOf } from './timing.mjs';

const { compileProgram } = await load('autodiff/program');

/**
 * What is timed of an objective on our side: the function alone, the gradient by hand, compiled and
 * on the tape; each `{ name: time }`, nanoseconds of one evaluation, warm.
 *
 * @returns {{ outcome: { value: number, norm: number }, times: Record<string, () => number> }}
 */
export function runsOf({ name, source, start, byHand }) {
  const bundle = {
    ...{ name: 'f', file: 'f.ts', map: null, context: -1 },
    code: `${source}\nexports.objective = f; exports.start = () => ${JSON.stringify([start])};`,
    parameters: [{ kind: 'name', name: 'p' }],
  };
  const options = { seed: 0, start: null, console: () => undefined };
  const compiled = compileProgram(bundle, { ...options, gradient: 'compiled' });
  if (compiled.gradientSource !== 'compiled') throw new Error(JSON.stringify(compiled.declined));
  const tape = compileProgram(bundle, { ...options, gradient: 'tape' });
  const theta = compiled.start;
  const f = new Function(`${source}\nreturn f;`)();
  const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  const value = compiled.valueAndGradient(theta, 1, a);
  byHand(theta, b);
  const largest = Math.max(...b.map(Math.abs));
  if (a.some((x, i) => Math.abs(x - b[i]) > 1e-9 * largest))
    throw new Error(`${name}: not the same gradient`);
  const runs = {
    alone: () => f(start),
    hand: () => byHand(theta, b),
    compiled: () => compiled.valueAndGradient(theta, 1, a),
    tape: () => tape.valueAndGradient(theta, 1, a),
  };
  const times = Object.entries(runs).map(([key, run]) => {
    const count = countFor(run);
    return [key, () => timeOf(run, count)];
  });
  return { outcome: { value, norm: Math.hypot(...a) }, times: Object.fromEntries(times) };
}
