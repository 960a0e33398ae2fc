import type { Trace } from '../../trace/trace';
import { deadSteps } from '../leaves/dead';
import type { TraceQuestion } from './answers';

/** Steps that a question of the panel needs whole, and what newer ones make superfluous. */
export interface Needed {
  from: number;
  to: number;
  /** Of two wishes with the same key the older one is nobody's any more. */
  key: string;
}

/**
 * The steps whose full rows an answer needs and that are not at hand; null where it can be given at
 * once: the rows are there, or they are too many, so that a line goes from checkpoint to checkpoint.
 */
export function neededFor(trace: Trace, ask: TraceQuestion): Needed | null {
  if (!trace.header.checkpoints) return null;
  const wanted = stepsOf(trace, ask);
  if (!wanted) return null;
  const from = Math.max(trace.origin + 1, wanted.from);
  const to = Math.min(trace.length, wanted.to);
  if (to - from + 2 > trace.replayRoom) return null;
  for (let step = Math.max(trace.origin, from - 1); step <= to; step++) {
    if (!trace.has(step)) return { from, to, key: ask.type };
  }
  return null;
}

function stepsOf(trace: Trace, ask: TraceQuestion): { from: number; to: number } | null {
  switch (ask.type) {
    case 'askValues':
    case 'askPeek':
    case 'askStepInPlane':
    case 'askHistograms':
    case 'askTable':
      return { from: ask.step, to: ask.step };
    case 'askStandingOut': {
      // Who is dead shows in the last steps; as many of them as there is room for.
      const steps = Math.min(deadSteps, trace.replayRoom - 1);
      return { from: ask.step - steps + 1, to: ask.step };
    }
    case 'ask':
      return ask.to - ask.from + 1 <= 2 * ask.buckets && ask.lines.some(isOfCoordinates(trace))
        ? ask
        : null;
    case 'askUnrolled':
      return { from: trace.origin + 1, to: ask.step };
    default:
      return null;
  }
}

function isOfCoordinates({ series }: Trace): (line: { series: string }) => boolean {
  const names = new Set(series.filter(({ per }) => per === 'coordinate').map(({ name }) => name));
  return (line) => names.has(line.series);
}
