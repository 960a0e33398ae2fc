import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inEnglish, message } from '../messages';
import type { Engine } from '../session/engine';
import { Session, type Run, type RunRequest } from '../session/session';
import { exportCsv, exportJson } from '../trace/export';
import type { Message, Place } from '../protocol/message';
import type { RunError } from '../protocol/run';
import { version } from '../../package.json';
import type { TraceCommand } from './arguments';
import { exitStatus } from './outcome';
import { openOutput } from './output';
import { showProgress } from './progress';
import { makeRequest } from './request';
import { findTarget } from './target';
import { placePrefix, sayLine, sayMessage, type Terminal } from './terminal';

/** Makes the engine; its processes stand in the folder. */
export type OpenEngine = (workingFolder: string) => Engine;

/** Runs the trace and writes it; the exit status. Throws a Refusal before anything runs. */
export async function traceCommand(
  command: TraceCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const target = await findTarget(command.target);
  const { request, notes, place } = await makeRequest(target, command.flags);
  const output = await openOutput(command.out, target.analysis.file, terminal.stdout);
  const { run, interrupted } = await runToEnd(request, terminal, openEngine);
  sayNotes(terminal, [...notes, ...run.notes]);
  const error = run.error && placed(run.error, place);
  if (error) sayMessage(terminal, error.message);
  if (run.trace) {
    const { trace, state, finalLoss } = run;
    const source = `Adamscope ${version}`;
    await output.write(
      command.format === 'csv'
        ? exportCsv(trace)
        : exportJson({ trace, state, finalLoss, error, source }),
    );
  }
  if (interrupted) return exitStatus.interrupted;
  if (run.state === 'done') return exitStatus.done;
  return isWrongStart(run, command) ? exitStatus.wrongUsage : exitStatus.userError;
}

/** A limit, or a number that only the steps made infinite, belongs to no line but the objective. */
function placed({ message: said, step }: RunError, place: Place): RunError {
  return { step, message: { place, ...said } };
}

/** Only the engine can hold a start against the objective; a flag's start is no error in the file. */
function isWrongStart({ error }: Run, { flags }: TraceCommand): boolean {
  return flags.start !== undefined && error !== null && error.message.code.startsWith('start.');
}

/** Each once: the engine remarks on hyper-parameters too. */
function sayNotes(terminal: Terminal, notes: readonly Message[]): void {
  const told = new Set<string>();
  for (const note of notes) {
    const text = inEnglish(message('commandLine.note', [inEnglish(note)]));
    const line = `${placePrefix(note)}${text}`;
    if (!told.has(line)) sayLine(terminal, line);
    told.add(line);
  }
}

/** One run from start to end in a session of its own. An interrupt stops it, a second one kills. */
async function runToEnd(
  request: RunRequest,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<{ run: Run; interrupted: boolean }> {
  const workingFolder = await mkdtemp(path.join(tmpdir(), 'adamscope-'));
  const session = new Session(openEngine(workingFolder));
  const progress = showProgress(session, terminal);
  session.onDidPrint((_run, _level, text) => sayLine(terminal, text));
  let interrupted = false;
  try {
    const run = await new Promise<Run>((resolve) => {
      session.onDidChange((changed, what) => {
        if (what === 'state' && changed.state !== 'running') resolve(changed);
      });
      const { id } = session.start(request);
      process.once('SIGINT', () => {
        interrupted = true;
        session.stop(id);
      });
    });
    if (!run.isolated) sayLine(terminal, inEnglish(message('commandLine.reduced-isolation')));
    return { run, interrupted };
  } finally {
    progress.dispose();
    session.dispose();
    // Where a process still stands in it (Windows), the system's own cleaning has to do.
    await rm(workingFolder, { recursive: true, force: true }).catch(() => undefined);
  }
}
