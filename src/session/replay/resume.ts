import type { Resume } from '../../protocol/engine';
import { seriesWidth } from '../../protocol/run';
import { baseSeries } from '../../protocol/series';
import { rungAfter } from '../rung';
import type { Run } from '../run';

const besideState: ReadonlySet<string> = new Set(baseSeries.map(({ name }) => name));

/**
 * The whole state of a run behind a step, from which an engine can go on: θ, the optimizer's slots
 * and what made the gradient. Random numbers depend on the seed and the step alone.
 *
 * @param step one whose full row is at hand (`trace.has`), or the one the run began with
 */
export function resumeFrom(run: Run, step: number): Resume {
  const trace = run.trace!;
  const { header, origin } = trace;
  const rung = { gradient: header.gradientSource, ...numericalFrom(run) };
  if (step === origin) {
    // A slot without a value is as `init` makes it.
    return { run: run.id, step, theta: header.start, state: header.fork?.state ?? {}, ...rung };
  }
  const numbers = (name: string, width: number) =>
    Float64Array.from({ length: width }, (_, index) => trace.value(name, index, step));
  const state: Record<string, Float64Array> = {};
  for (const series of header.series) {
    if (!series.stored || besideState.has(series.name)) continue;
    state[series.name] = numbers(series.name, seriesWidth(series, header.leaves));
  }
  return { run: run.id, step, theta: numbers('theta', header.start.length), state, ...rung };
}

/** The step from which the gradient was numerical, where it was not so from the start. */
function numericalFrom({ notes }: Run): { numericalFrom?: number } {
  const fall = notes.map(rungAfter).find((each) => each?.source === 'numerical');
  return fall ? { numericalFrom: fall.from } : {};
}
