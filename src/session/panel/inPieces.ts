import type { HostToPanel } from '../../protocol/panel';
import type { Trace } from '../../trace/trace';
import { orderInPieces } from '../table/order';
import { answerOf, type TraceQuestion } from './answers';

/**
 * Answers a question, at once where that is a moment's work. The first lines through millions of
 * steps take seconds: they are made ready piece by piece, so that the editor never waits for them.
 */
export function answerInPieces(
  trace: Trace,
  ask: TraceQuestion,
  post: (answer: HostToPanel | null) => void,
): void {
  const pieces = piecesOf(trace, ask);
  const goOn = () => {
    if (!pieces || pieces.next().done) post(answerOf(trace, ask));
    else setImmediate(goOn);
  };
  goOn();
}

function piecesOf(trace: Trace, ask: TraceQuestion): Generator<undefined, unknown> | null {
  if (ask.type === 'ask') return trace.prepare(ask);
  return ask.type === 'askTable' ? orderInPieces(trace, ask) : null;
}
