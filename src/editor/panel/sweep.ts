import type { SweepView } from '../../protocol/panel';
import { sweepOf, type Sweep } from '../../session/compare/runSweep';
import { runsIn } from '../../session/compare/sweep';
import { sweepView } from '../../session/compare/sweepView';
import { tuningOf } from '../../session/compare/tuning';
import type { Run } from '../../session/session';
import type { Tuning } from '../tunings';
import { count, say, words } from '../words';

/** The curves as far as they have come; null where nothing could be swept. */
export function sweepOfTuning(tuning: Tuning): SweepView | null {
  const sweep = sweepSoFar(tuning);
  const { contenders, state, ended, all } = tuning;
  const runs = contenders.map(({ run, title }) => ({ run: run.id, title }));
  return sweep && sweepView(sweep, runs, { state, ended, all });
}

/** What belongs beside the race: whether it is tuned, and what became of the sweep. */
export function remarksOf(
  compared: readonly { run: Run; title: string }[],
  tuning: Tuning | null,
): string[] {
  const sweep = tuning?.state === 'done' ? sweepSoFar(tuning) : null;
  const runs = compared.map(({ run, title }) => ({ run, label: title }));
  const titles = tuning?.contenders.map(({ title }) => title) ?? [];
  // The header shows the first: whether it is tuned. By which loss it goes stands further down.
  const isBy = ({ code }: { code: string }) => Number(code === 'compare.by');
  const said = tuningOf({ runs, sweep }, titles).sort((a, b) => isBy(a) - isBy(b));
  return [...said.map(say), ...(tuning ? remarksOn(tuning) : [])];
}

function remarksOn(tuning: Tuning): string[] {
  const { state, ended, problems } = tuning;
  const stopped = words('compare.stopped', count(ended), count(tuning.all));
  return [...(state === 'stopped' ? [stopped] : []), ...problems.map(say), ...failures(tuning)];
}

/** Why runs failed that did not just diverge: once for each optimizer. */
function failures({ contenders, cells }: Tuning): string[] {
  let from = 0;
  return contenders.flatMap(({ title, plan }) => {
    const own = cells.slice(from, from + runsIn(plan));
    from += runsIn(plan);
    const error = own.find((cell) => cell?.error && !cell.diverged)?.error;
    return error ? [words('compare.failed', title, say(error.message))] : [];
  });
}

function sweepSoFar({ contenders, cells }: Tuning): Sweep | null {
  const plans = contenders.map(({ plan }) => plan);
  return plans.length > 0 ? sweepOf(plans, cells) : null;
}
