import { analyse } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import { inEnglish } from '../../../src/messages';
import type { EnginePool } from '../../../src/sandbox/pool';
import { steps, textOf, usual, type Attack } from '../../hostile/attack';
import { job, Observed, words } from './harness';

/** What became of a hostile objective. */
export interface Outcome {
  ends: Attack['ends'];
  said: string;
  /** Steps of which rows came. */
  rows: number;
  step: number;
  last: Float64Array | null;
}

/** From its text to the end of its run, as an editor would. */
export async function outcomeOf(attack: Attack, pool: EnginePool): Promise<Outcome> {
  const analysis = analyse(textOf(attack), 'hostile.js', 'javascript');
  const objective = analysis.objectives.find(({ displayName }) => displayName === 'f');
  const refused = (problems: Parameters<typeof inEnglish>[0][]): Outcome => ({
    ...{ ends: 'refused', said: problems.map(inEnglish).join('\n'), rows: 0, step: 0, last: null },
  });
  if (!objective) return refused(analysis.problem ? [analysis.problem] : []);
  const made = await bundleObjective(analysis, objective, () => Promise.resolve(null));
  if ('problems' in made) return refused(made.problems);
  const { evaluationTime = usual.evaluationTime, memory = usual.memory } = attack;
  const limits = { evaluationTime, memory };
  const observed = new Observed(pool, job('', { bundle: made.bundle, limits, steps }));
  const end = await observed.ended;
  const { rows, last } = observed;
  return { ends: end.state, said: words(end), rows, step: end.step, last };
}
