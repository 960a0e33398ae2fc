import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEnglish, message } from '../messages';
import type { Engine } from '../session/engine';
import { Session } from '../session/session';
import { showProgress } from './progress';
import { sayLine, type Terminal } from './terminal';

/** Makes the engine; its processes stand in the folder. */
export type OpenEngine = (workingFolder: string) => Engine;

/**
 * Lets `use` run what it likes in a session of its own. The first interrupt aborts `signal`, the
 * second one kills.
 */
export async function withSession<Result>(
  terminal: Terminal,
  openEngine: OpenEngine,
  use: (session: Session, signal: AbortSignal) => Promise<Result>,
): Promise<{ result: Result; interrupted: boolean }> {
  const workingFolder = await mkdtemp(path.join(tmpdir(), 'adamscope-'));
  const session = new Session(openEngine(workingFolder));
  const progress = showProgress(session, terminal);
  session.onDidPrint((_run, _level, text) => sayLine(terminal, text));
  let reduced = false;
  session.onDidChange(({ isolated }) => (reduced ||= !isolated));
  const controller = new AbortController();
  const { signal } = controller;
  process.once('SIGINT', () => controller.abort());
  try {
    const result = await use(session, signal);
    if (reduced) sayLine(terminal, inEnglish(message('commandLine.reduced-isolation')));
    return { result, interrupted: signal.aborted };
  } finally {
    progress.dispose();
    session.dispose();
    // Where a process still stands in it (Windows), the system's own cleaning has to do.
    await rm(workingFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}
