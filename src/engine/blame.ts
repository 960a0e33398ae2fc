import { changedBuiltIn } from '../autodiff/builtIns';
import { ObjectiveError } from '../autodiff/objectiveError';
import { message } from '../messages';
import type { RunEnd } from '../protocol/engine';
import type { Message } from '../protocol/message';

// Captured before the user's code can take it away.
const IsError = Error;

/** What an error ends a run as: the objective's own, or ours, which is said as such. */
export function blame(error: unknown): { state: RunEnd['state']; said: Message } {
  if (error instanceof ObjectiveError) return { state: 'user-error', said: error.said };
  const changed = changedBuiltIn();
  if (changed !== null) {
    return { state: 'user-error', said: message('engine.built-in', [changed]) };
  }
  const text = error instanceof IsError ? String(error.message) : String(error);
  return { state: 'crashed', said: message('engine.failed', [text.slice(0, 1000)]) };
}
