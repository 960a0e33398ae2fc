import type { SweepView } from '../../protocol/panel';
import { sweepOf, type Sweep } from '../compare/runSweep';
import { runsIn } from '../compare/sweep';
import { sweepView } from '../compare/sweepView';
import { tuningOf, type Tuning } from '../compare/tuning';
import type { Run } from '../run';
import { words, type Speech } from './speech';

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
  speech: Speech,
): string[] {
  const sweep = tuning?.state === 'done' ? sweepSoFar(tuning) : null;
  const runs = compared.map(({ run, title }) => ({ run, label: title }));
  const titles = tuning?.contenders.map(({ title }) => title) ?? [];
  // The header shows the first: whether it is tuned. By which loss it goes stands further down.
  const isBy = ({ code }: { code: string }) => Number(code === 'compare.by');
  const said = tuningOf({ runs, sweep }, titles).sort((a, b) => isBy(a) - isBy(b));
  return [...said.map(speech.say), ...(tuning ? remarksOn(tuning, speech) : [])];
}

function remarksOn(tuning: Tuning, speech: Speech): string[] {
  const { say, count } = speech;
  const { state, ended, problems } = tuning;
  const stopped = words(speech, 'compare.stopped', count(ended), count(tuning.all));
  return [
    ...(state === 'stopped' ? [stopped] : []),
    ...problems.map(say),
    ...failures(tuning, speech),
  ];
}

/** Why runs failed that did not just diverge: once for each optimizer. */
function failures({ contenders, cells }: Tuning, speech: Speech): string[] {
  let from = 0;
  return contenders.flatMap(({ title, plan }) => {
    const own = cells.slice(from, from + runsIn(plan));
    from += runsIn(plan);
    const error = own.find((cell) => cell?.error && !cell.diverged)?.error;
    return error ? [words(speech, 'compare.failed', title, speech.say(error.message))] : [];
  });
}

function sweepSoFar({ contenders, cells }: Tuning): Sweep | null {
  const plans = contenders.map(({ plan }) => plan);
  return plans.length > 0 ? sweepOf(plans, cells) : null;
}
