import type { CheckJob } from '../../protocol/engine';
import type { CheckedPoint, CheckHeader } from '../../protocol/gradientCheck';
import type { Message } from '../../protocol/message';
import type { RunState } from '../../protocol/run';
import { newToken, type Engine } from '../engine';
import type { RunRequest } from '../run';

/** Whose gradient is to be checked, and at how many points beside the start. */
export interface GradientCheckRequest extends Pick<
  RunRequest,
  'objective' | 'bundle' | 'seed' | 'start' | 'bounds' | 'limits'
> {
  points: number;
}

/** What has been found so far; a check that was stopped keeps the points it had come to. */
export interface GradientCheck {
  request: GradientCheckRequest;
  state: RunState;
  /** Null until the start has been evaluated. */
  header: CheckHeader | null;
  points: CheckedPoint[];
  notes: Message[];
  error: Message | null;
  /** False where the engine process could not prove that the permission model is at work. */
  isolated: boolean;
}

/** Remarks that are kept of one check. */
const mostNotes = 100;

/**
 * Runs a check in an engine process of its own. Never rejects.
 *
 * @param run an id that no other job of the engine has
 * @param told is called whenever something was found
 */
export function checkGradient(
  engine: Engine,
  run: number,
  request: GradientCheckRequest,
  signal: AbortSignal,
  told: (check: GradientCheck) => void = () => undefined,
): Promise<GradientCheck> {
  const { bundle, seed, start, bounds, limits } = request;
  const points = request.points + 1;
  const token = newToken();
  const job: CheckJob = { type: 'check', run, token, bundle, seed, start, bounds, limits, points };
  const check: GradientCheck = {
    ...{ request, state: 'running', header: null, points: [], notes: [], error: null },
    isolated: true,
  };
  return new Promise((resolve) => {
    const cancel = () => handle.cancel();
    const handle = engine.start(job, (said) => {
      if (said.type === 'hello') {
        check.isolated = said.isolated;
        return;
      }
      if (said.run !== run || said.token !== token) return;
      if (said.type === 'checking') check.header = said.header;
      else if (said.type === 'checked') check.points.push(said.point);
      else if (said.type === 'note' && check.notes.length < mostNotes)
        check.notes.push(said.message);
      else if (said.type !== 'end') return;
      if (said.type === 'end') {
        check.state = said.state;
        check.error = said.error?.message ?? null;
        signal.removeEventListener('abort', cancel);
      }
      told(check);
      if (said.type === 'end') resolve(check);
    });
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
  });
}
