import type { HostToPanel } from '../../protocol/panel';
import type { Trace } from '../../trace/trace';
import type { TraceQuestion } from './answers';
import { answerPieces } from './pieces';

/** Answers a question, at once where that is a moment's work: the editor never waits for it. */
export function answerInPieces(
  trace: Trace,
  ask: TraceQuestion,
  post: (answer: HostToPanel | null) => void,
): void {
  const pieces = answerPieces(trace, ask);
  const goOn = () => {
    const { done, value } = pieces.next();
    if (done) post(value);
    else setImmediate(goOn);
  };
  goOn();
}
