import type { Runs } from '../runs';

/** Milliseconds that a new panel waits for a run's first steps. */
const patience = 600;

/** Milliseconds that it then waits for the run to end. */
const moment = 50;

/**
 * Resolves when the shown run has ended or has streamed for a moment, but soon in any case: VS Code
 * needs longer to make the frame that the panel's document goes into, and a document that has its
 * run draws it at once.
 */
export function somethingToShow(runs: Runs): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    let timer = setTimeout(done, patience);
    let streaming = false;
    const listening = runs.onDidChange(({ run, what }) => {
      if (run !== runs.shown) return;
      if (run.state !== 'running') return done();
      if (what !== 'steps' || streaming) return;
      streaming = true;
      clearTimeout(timer);
      timer = setTimeout(done, moment);
    });
  });
}
