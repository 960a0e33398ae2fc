import type { HostToPanel, PanelToHost } from '../../protocol/panel';
import { lossAt } from '../../trace/lossAt';
import type { Trace } from '../../trace/trace';
import { nextExtremum } from '../findings/extremum';

/** What the panel asks to get from step to step. */
export type StepsQuestion = Extract<PanelToHost, { type: 'askExtremum' | 'askLosses' }>;

/** The answer, in pieces where it may take long. */
export function* answerOfSteps(
  trace: Trace,
  ask: StepsQuestion,
): Generator<undefined, HostToPanel> {
  if (ask.type === 'askLosses') {
    const { run, steps } = ask;
    const losses = Float64Array.from(steps, (step) => lossAt(trace, Math.min(step, trace.length)));
    return { type: 'losses', run, steps, losses };
  }
  const found = yield* nextExtremum(trace, ask);
  return { ...ask, ...found, type: 'extremum' };
}
