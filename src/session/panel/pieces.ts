import type { HostToPanel } from '../../protocol/panel';
import type { Trace } from '../../trace/trace';
import { orderInPieces } from '../table/order';
import { answerOf, type TraceQuestion } from './answers';
import { answerOfSteps } from './steps';

/**
 * Answers a question by a moment's work at a time. The first lines through millions of steps take
 * seconds: they are made ready piece by piece, so that nobody waits who did not ask.
 */
export function* answerPieces(
  trace: Trace,
  ask: TraceQuestion,
): Generator<undefined, HostToPanel | null> {
  if (ask.type === 'askExtremum') return yield* answerOfSteps(trace, ask);
  if (ask.type === 'ask') yield* trace.prepare(ask);
  if (ask.type === 'askTable') yield* orderInPieces(trace, ask);
  return answerOf(trace, ask);
}
