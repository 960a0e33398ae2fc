import type { Run, RunRequest, Session } from '../session';

/** How many runs are under way at once: as many as the pool has engine processes. */
const lanes = 2;

/**
 * Runs the requests in order, two at a time, and hands over each run once it has ended, however it
 * ended. After an abort no further run begins, and those under way are stopped.
 *
 * @param ended gets the run and the index of its request; may remove it from the session
 */
export async function runThrough(
  session: Session,
  requests: readonly RunRequest[],
  signal: AbortSignal,
  ended: (run: Run, index: number) => void,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < requests.length && !signal.aborted) {
      const index = next++;
      ended(await runToEnd(session, requests[index]!, signal), index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One run from start to end; an abort stops it, its trace until then stays. */
export function runToEnd(session: Session, request: RunRequest, signal: AbortSignal): Promise<Run> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    // By request, not by id: the run may end before `start` has returned.
    const listening = session.onDidChange((run, what) => {
      if (run.request !== request || what !== 'state' || run.state === 'running') return;
      listening.dispose();
      if (stop) signal.removeEventListener('abort', stop);
      resolve(run);
    });
    const { id, state } = session.start(request);
    if (state !== 'running') return;
    stop = () => session.stop(id);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
