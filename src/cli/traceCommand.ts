import { inEnglish, message } from '../messages';
import { runToEnd } from '../session/compare/race';
import type { Flags } from '../session/configure';
import type { Run, RunRequest, Session } from '../session/session';
import { sharpnessFinding } from '../session/sharpness/finding';
import { placeInTags } from '../session/tagPlaces';
import { exportCsv, exportJson } from '../trace/export';
import type { Message, Place } from '../protocol/message';
import type { RunError } from '../protocol/run';
import { version } from '../../package.json';
import type { TraceCommand } from './arguments';
import { withSession, type OpenEngine } from './engineSession';
import { exitStatus } from './outcome';
import { openOutput } from './output';
import { filesRead, makeRequest } from './request';
import { findTarget } from './target';
import { placePrefix, sayLine, sayMessage, type Terminal } from './terminal';

/** Runs the trace and writes it; the exit status. Throws a Refusal before anything runs. */
export async function traceCommand(
  command: TraceCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const target = await findTarget(command.target, command.flags);
  const { request, notes, place } = await makeRequest(target, command.flags);
  const output = await openOutput(command.out, filesRead(request), terminal.stdout);
  const { result: run, interrupted } = await withSession(terminal, openEngine, (session, signal) =>
    traced(session, request, command.sharpness, signal),
  );
  sayNotes(terminal, [...notes, ...run.notes, ...saidOfSharpness(run)]);
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
  if (run.state === 'done') return sharpnessStatus(run);
  return isWrongFlag(run, command.flags) ? exitStatus.wrongUsage : exitStatus.userError;
}

/** A run that has ended, with its sharpness where that is wanted. */
async function traced(
  session: Session,
  request: RunRequest,
  sharpness: TraceCommand['sharpness'],
  signal: AbortSignal,
): Promise<Run> {
  const run = await runToEnd(session, request, signal);
  if (!sharpness || signal.aborted) return run;
  const stop = () => session.stopSharpness(run.id);
  signal.addEventListener('abort', stop, { once: true });
  await session.measureSharpness(run.id, sharpness.every);
  signal.removeEventListener('abort', stop);
  return run;
}

function saidOfSharpness(run: Run): Message[] {
  const said = run.sharpness && (run.sharpness.problem ?? sharpnessFinding(run));
  return said ? [said] : [];
}

/** What was asked for and cannot be is wrong usage, unless the user's code failed. */
function sharpnessStatus({ sharpness }: Run): number {
  if (!sharpness?.problem) return exitStatus.done;
  const isImpossible = sharpness.problem.code.startsWith('sharpness.');
  return isImpossible ? exitStatus.wrongUsage : exitStatus.userError;
}

/** A limit, or a number that only the steps made infinite, belongs to no line but the objective. */
export function placed({ message: said, step }: RunError, place: Place): RunError {
  return { step, message: { place, ...said } };
}

/**
 * Only the engine can hold a start or a group against the objective, and hyper-parameters against
 * the user's own optimizer; a flag's is no error in the file.
 */
export function isWrongFlag({ error, request }: Run, flags: Flags): boolean {
  if (!error || placeInTags(error.message, request.tags ?? [])) return false;
  const { code } = error.message;
  return (
    code === 'optimizer.no-leaf' ||
    code.startsWith('hyperparameter.') ||
    (flags.start !== undefined && code.startsWith('start.'))
  );
}

/** Each once: the engine remarks on hyper-parameters too. */
export function sayNotes(terminal: Terminal, notes: readonly Message[]): void {
  const told = new Set<string>();
  for (const note of notes) {
    const text = inEnglish(message('commandLine.note', [inEnglish(note)]));
    const line = `${placePrefix(note)}${text}`;
    if (!told.has(line)) sayLine(terminal, line);
    told.add(line);
  }
}
