import { inEnglish, message } from '../messages';
import type { Run, Session } from '../session/session';
import { printable, type Terminal } from './terminal';

/** Milliseconds between two lines of progress: enough to see it move. */
const interval = 100;
const eraseLine = '\r\u001b[2K';

/** One line that counts the steps, where standard error is a terminal. Ends when disposed. */
export function showProgress(session: Session, terminal: Terminal): { dispose(): void } {
  if (!terminal.stderr.isTTY) return { dispose: () => undefined };
  let last = performance.now();
  let shown = false;
  const show = (run: Run): void => {
    const now = performance.now();
    if (now - last < interval || !run.trace) return;
    last = now;
    shown = true;
    const { objective, steps } = run.trace.header;
    const counts = [run.trace.length, steps].map((count) => count.toLocaleString('en'));
    const text = inEnglish(message('commandLine.progress', [objective, ...counts]));
    terminal.stderr.write(eraseLine + printable(text));
  };
  const listening = session.onDidChange((run, what) => {
    if (what === 'steps') show(run);
  });
  return {
    dispose() {
      listening.dispose();
      if (shown) terminal.stderr.write(eraseLine);
    },
  };
}
