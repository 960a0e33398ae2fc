import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEnglish, message } from '../messages';
import type { Engine } from '../session/engine';
import type { FileRecorder } from '../session/recorder';
import type { Estimate } from '../session/estimate';
import { Session, type Run } from '../session/session';
import { formatBytes, formatCount, formatDuration } from '../session/size';
import { showProgress } from './progress';
import { sayLine, type Terminal } from './terminal';

/** What asks for the end, so that nothing is left behind: a key, `kill`, a terminal that closes. */
const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A run that takes more than this says so: seconds, and bytes of its numbers. */
const longest = 10;
const largest = 1e8;

/** Makes the engine; its processes stand in the folder. */
export type OpenEngine = (workingFolder: string) => Engine;

/**
 * Lets `use` run what it likes in a session of its own. The first interrupt aborts `signal`, the
 * second one kills.
 *
 * @param recorder writes the session's runs into files; they are closed in the end
 */
export async function withSession<Result>(
  terminal: Terminal,
  openEngine: OpenEngine,
  use: (session: Session, signal: AbortSignal) => Promise<Result>,
  recorder: FileRecorder | null = null,
): Promise<{ result: Result; interrupted: boolean }> {
  const workingFolder = await mkdtemp(path.join(tmpdir(), 'adamscope-'));
  const session = new Session(openEngine(workingFolder), console.error, recorder, (run, takes) => {
    const isLarge = takes.seconds > longest || takes.bytes > largest;
    if (takes.isSettled && isLarge) sayLarge(terminal, run, takes);
    return null;
  });
  recorder?.follow(session);
  const progress = showProgress(session, terminal);
  session.onDidPrint((_run, _level, text) => sayLine(terminal, text));
  let reduced = false;
  session.onDidChange(({ isolated }) => (reduced ||= !isolated));
  const controller = new AbortController();
  const { signal } = controller;
  const interrupt = () => controller.abort();
  for (const each of interrupts) process.once(each, interrupt);
  try {
    const result = await use(session, signal);
    if (reduced) sayLine(terminal, inEnglish(message('commandLine.reduced-isolation')));
    return { result, interrupted: signal.aborted };
  } finally {
    for (const each of interrupts) process.off(each, interrupt);
    progress.dispose();
    recorder?.closeNow();
    session.dispose();
    // Where a process still stands in it (Windows), the system's own cleaning has to do.
    await rm(workingFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function sayLarge(terminal: Terminal, { request }: Run, { bytes, seconds }: Estimate): void {
  const { objective, steps } = request;
  const words = [objective.name, formatCount(steps), formatBytes(bytes), formatDuration(seconds)];
  sayLine(terminal, inEnglish(message('commandLine.takes', words)));
}
