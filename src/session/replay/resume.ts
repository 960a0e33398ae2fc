import type { Resume } from '../../protocol/engine';
import { seriesWidth, type GradientSource } from '../../protocol/run';
import { baseSeries } from '../../protocol/series';
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
  const gradient = gradientOf(run);
  if (step === origin) {
    // A slot without a value is as `init` makes it.
    return { run: run.id, step, theta: header.start, state: header.fork?.state ?? {}, gradient };
  }
  const numbers = (name: string, width: number) =>
    Float64Array.from({ length: width }, (_, index) => trace.value(name, index, step));
  const state: Record<string, Float64Array> = {};
  for (const series of header.series) {
    if (!series.stored || besideState.has(series.name)) continue;
    state[series.name] = numbers(series.name, seriesWidth(series, header.leaves));
  }
  return { run: run.id, step, theta: numbers('theta', header.start.length), state, gradient };
}

/** What made the gradient behind the first steps, where compiled code may have been found wrong. */
function gradientOf({ trace, notes }: Run): GradientSource {
  const { gradientSource } = trace!.header;
  const isRefuted = notes.some(({ code }) => code.startsWith('gradient.differs'));
  return gradientSource === 'compiled' && isRefuted ? 'tape' : gradientSource;
}
