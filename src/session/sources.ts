import { completeOptimizer, type GivenOptimizer } from '../optimizers/complete';
import type { Message, Place } from '../protocol/message';

/** A part of what is asked for, and where it was said; nowhere: on the command line. */
export interface Source {
  says: Omit<GivenOptimizer, 'optimizer'>;
  place?: Place | undefined;
}

/**
 * Takes sources in one after the other, each over those before it: a problem belongs to the one it
 * comes with.
 */
export function completeFrom(
  optimizer: string,
  sources: readonly Source[],
): { made: ReturnType<typeof completeOptimizer>; problems: Message[] } {
  const problems: Message[] = [];
  const told = new Set<string>();
  let asked: GivenOptimizer = { optimizer };
  let made = completeOptimizer(asked);
  for (const { says, place } of sources) {
    asked = joined(asked, says);
    made = completeOptimizer(asked);
    if (!('problems' in made)) continue;
    for (const problem of made.problems) {
      const words = [problem.code, ...problem.arguments].join('\n');
      if (!told.has(words)) problems.push(place ? { place, ...problem } : problem);
      told.add(words);
    }
  }
  return { made, problems };
}

function joined(asked: GivenOptimizer, says: Source['says']): GivenOptimizer {
  return {
    optimizer: asked.optimizer,
    hyperparameters: over(says.hyperparameters ?? {}, asked.hyperparameters ?? {}),
    dialect: says.dialect ?? asked.dialect,
    precision: says.precision ?? asked.precision,
    schedule: says.schedule ?? asked.schedule,
    clip: says.clip ?? asked.clip,
    groups: [...(asked.groups ?? []), ...(says.groups ?? [])],
  };
}

/** `inner.lr` was said of one optimizer and does not count for another that takes its place. */
function over(above: Record<string, unknown>, below: Record<string, unknown>) {
  const kept =
    'inner' in above && above.inner !== below.inner
      ? Object.entries(below).filter(([name]) => !name.startsWith('inner.'))
      : Object.entries(below);
  return { ...Object.fromEntries(kept), ...above };
}
