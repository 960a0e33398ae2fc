import type { ParameterSource, SourceBundle } from '../../../src/protocol/objective';
import { compileProgram, type Program } from '../../../src/autodiff/program';

/** `[x, y]`, `{ w, b: { c } }`, `p`: a pattern in JSON-like short form. */
export type Short = string | null | Short[] | { [key: string]: Short };

export function pattern(short: Short): ParameterSource | null {
  if (short === null) return null;
  if (typeof short === 'string') return { kind: 'name', name: short };
  if (Array.isArray(short)) {
    const last = short.at(-1);
    const rest = typeof last === 'string' && last.startsWith('...') ? last.slice(3) : undefined;
    return { kind: 'array', elements: (rest ? short.slice(0, -1) : short).map(pattern), rest };
  }
  const entries = Object.entries(short);
  const rest = entries.find(([key]) => key.startsWith('...'))?.[0].slice(3);
  const properties = entries
    .filter(([key]) => !key.startsWith('...'))
    .map(([key, value]) => ({ key, value: pattern(value)! }));
  return { kind: 'object', properties, rest };
}

/** A bundle whose objective is the expression or declaration `f`, with `start` as JS source. */
export function bundleOf(
  f: string,
  start: string,
  parameters: Short[] = ['p'],
  context = -1,
): SourceBundle {
  return {
    name: 'f',
    code: `${f}\nexports.objective = f; exports.start = () => ${start};`,
    parameters: parameters.map((each, i) => (i === context ? null : pattern(each))),
    context,
    file: 'f.ts',
    map: null,
  };
}

export function compile(bundle: SourceBundle, seed = 0, start: unknown[] | null = null): Program {
  return compileProgram(bundle, { seed, start, console: () => undefined });
}

export function gradientAt(program: Program, theta = program.start, t = 1): number[] {
  const gradient = new Float64Array(theta.length);
  program.valueAndGradient(theta, t, gradient);
  return [...gradient];
}
