import type { Optimizer } from '../../optimizers/optimizer';
import type { SourceBundle } from '../../protocol/objective';

/**
 * What optimizers are checked on: three pairs of coordinates that see the same gradients in three
 * sizes. Small ones tell where eps stands; large ones come with a stretch of zeros, which shows how
 * the state decays.
 */
export const coordinates = ['x', 'y', 'small x', 'small y', 'large x', 'large y'] as const;
export const leaves = ['as they are', 'small', 'large'].map((name) => ({ name, length: 2 }));
export const start: readonly number[] = [-1.2, 1, -1.2, 1, -1.2, 1];

const smallFactor = 1e-9;
const largeFactor = 1e6;
/** Beyond this a run has left the valley, and its gradients teach nothing. */
const largestRecorded = 1e6;

/**
 * One row of gradients per step, recorded where the reference really goes on Rosenbrock's valley
 * from (−1.2, 1); where it flies off, its first steps over again.
 *
 * @param reference made for one leaf of two coordinates
 */
export function checkGradients(reference: Optimizer, steps: number): Float64Array[] {
  const recorded = record(reference, steps);
  return Array.from({ length: steps }, (_, i) => {
    const [x, y] = recorded[i % recorded.length]!;
    // A quarter of the steps, after a first quarter that fills the state.
    const isZero = i >= steps / 4 && i < steps / 2;
    const large = isZero ? 0 : largeFactor;
    return Float64Array.of(x, y, smallFactor * x, smallFactor * y, large * x, large * y);
  });
}

function record(reference: Optimizer, steps: number): [number, number][] {
  const theta = Float64Array.of(-1.2, 1);
  let state = reference.init(theta);
  let next = reference.init(theta);
  const recorded: [number, number][] = [];
  for (let t = 1; t <= steps; t++) {
    const [x, y] = theta as unknown as [number, number];
    const gradient = [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)] as [number, number];
    if (!gradient.every((g) => Math.abs(g) <= largestRecorded)) break;
    recorded.push(gradient);
    const updates = Float64Array.from(gradient);
    reference.update(updates, theta, t, state, next);
    for (let i = 0; i < theta.length; i++) theta[i]! += updates[i]!;
    [state, next] = [next, state];
  }
  return recorded;
}

/** An objective whose gradient at step t is row t, wherever θ is: f = Σ gᵢ·θᵢ. */
export function linearObjective(gradients: readonly Float64Array[]): SourceBundle {
  const rows = JSON.stringify(gradients.map((row) => [...row]));
  const names = ['x', 'y', 'sx', 'sy', 'lx', 'ly'];
  const sum = names.map((name, i) => `g[${i}] * ${name}`).join(' + ');
  const list = (from: number) => ({
    kind: 'array' as const,
    elements: coordinates.slice(from, from + 2).map((name) => ({ kind: 'name' as const, name })),
  });
  return {
    name: 'check',
    code:
      `const rows = ${rows};\n` +
      `exports.objective = ([x, y], [sx, sy], [lx, ly], { step }) => {\n` +
      `  const g = rows[step - 1];\n  return ${sum};\n};\n` +
      `exports.start = () => ${JSON.stringify([0, 2, 4].map((i) => start.slice(i, i + 2)))};\n`,
    parameters: [list(0), list(2), list(4), null],
    context: 3,
    file: 'check',
    map: null,
  };
}
