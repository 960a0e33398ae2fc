import type { Leaf } from '../../protocol/leaf';
import type { Run } from '../run';
import type { Session } from '../session';
import { finalLossOf } from './losses';
import { runToEnd } from './race';

/**
 * The loss at the objective's known minimum, by one more run of no steps that starts there. Null
 * without a minimum of this size, or where the objective has no finite loss there.
 */
export async function lossAtMinimum(
  session: Session,
  { trace, request }: Run,
  signal: AbortSignal,
): Promise<number | null> {
  if (!trace || request.minimum?.length !== trace.header.start.length) return null;
  const start = argumentsOf(trace.header.leaves, request.bundle.context, request.minimum);
  // Under a key of its own, so that it takes no other run's place in the session.
  const objective = { ...request.objective, key: `${request.objective.key} at its minimum` };
  const run = await runToEnd(session, { ...request, objective, start, steps: 0 }, signal);
  session.remove(run.id);
  return run.state === 'done' ? finalLossOf(run) : null;
}

interface Branch {
  [key: string]: unknown;
}

/** θ as a start: one value per argument without the context, each number where its leaf stands. */
export function argumentsOf(
  leaves: readonly Leaf[],
  context: number,
  theta: readonly number[],
): unknown[] {
  const root: unknown[] = [];
  let from = 0;
  for (const { path, shape, length } of leaves) {
    const value = shaped(theta.slice(from, from + length), shape);
    from += length;
    let holder = root as unknown as Branch;
    path.forEach((key, depth) => {
      const next = path[depth + 1];
      holder[key] ??= next === undefined ? value : typeof next === 'number' ? [] : {};
      holder = holder[key] as Branch;
    });
  }
  return root.filter((_, index) => index !== context);
}

/** Row-major numbers as nested arrays; a shape of no sides is the number itself. */
function shaped(values: readonly number[], shape: readonly number[]): unknown {
  const [side, ...inner] = shape;
  if (side === undefined) return values[0];
  const size = inner.reduce((product, each) => product * each, 1);
  return Array.from({ length: side }, (_, k) =>
    shaped(values.slice(k * size, (k + 1) * size), inner),
  );
}
