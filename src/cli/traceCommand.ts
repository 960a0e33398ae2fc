import { inEnglish, message } from '../messages';
import { runToEnd } from '../session/compare/race';
import type { Flags } from '../session/configure';
import type { ForkChanges } from '../session/fork';
import { readFork } from '../session/forkText';
import { FileRecorder } from '../session/recorder';
import type { Run, RunRequest, Session } from '../session/session';
import { formatCount } from '../session/size';
import { sharpnessFinding } from '../session/sharpness/finding';
import { placeInTags } from '../session/tagPlaces';
import type { Message, Place } from '../protocol/message';
import type { DrawnLandscape, RunError } from '../protocol/run';
import { version } from '../../package.json';
import type { TraceCommand } from './arguments';
import { withSession, type OpenEngine } from './engineSession';
import { written, type FullFormat } from './formats';
import { exitStatus, userError, wrongUsage } from './outcome';
import { openOutput } from './output';
import { filesRead, makeRequest } from './request';
import { findTarget } from './target';
import { large, traceTable, usualFormat } from './traceTable';
import { placePrefix, sayLine, sayMessage, type Terminal } from './terminal';

/** Runs the trace and writes it; the exit status. Throws a Refusal before anything runs. */
export async function traceCommand(
  command: TraceCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const target = await findTarget(command.target, command.flags);
  const { request, notes, place } = await makeRequest(target, command.flags);
  const changes = command.fork && forkChanges(command.fork, request);
  const output = await openOutput(command.out, filesRead(request), terminal.stdout);
  const recorder = await recorderOf(command, request, terminal);
  const ahead = (said: Message) => sayNotes(terminal, [said]);
  const { result: run, interrupted } = await withSession(
    terminal,
    openEngine,
    async (session, signal) => {
      const run = await traced(session, request, { ...command, changes }, signal, ahead);
      const told = run.notes.length;
      const rest = run.notes.filter(({ code }) => code !== 'session.checkpoints');
      sayNotes(terminal, [...notes, ...rest, ...saidOfSharpness(run)]);
      const error = run.error && placed(run.error, place);
      if (error) sayMessage(terminal, error.message);
      const bring = (from: number, to: number) => session.fetch(run.id, from, to);
      if (run.trace) {
        const format = command.format ?? usualFormat(run.trace, command.out);
        if (format === 'table') await output.write([traceTable(run.trace)]);
        else {
          const landscapes = signal.aborted ? [] : await drawnFor(format, run, session);
          const about = { run, error, source: producer, landscapes };
          await output.write(written(about, format, { bring }));
        }
        if (format !== command.format && format === 'table') sayNotes(terminal, [large(run.trace)]);
      }
      sayNotes(terminal, run.notes.slice(told));
      return run;
    },
    recorder,
  );
  if (interrupted) return exitStatus.interrupted;
  if (run.state === 'done') return sharpnessStatus(run);
  return isWrongFlag(run, command.flags) ? exitStatus.wrongUsage : exitStatus.userError;
}

const producer = `Adamscope ${version}`;

/** Of two coordinates a page shows the landscape, which needs the engine. */
async function drawnFor(format: FullFormat, run: Run, session: Session): Promise<DrawnLandscape[]> {
  if (format !== 'html' || run.trace?.header.start.length !== 2) return [];
  const landscape = await session.landscape(run.id, [0, 1]);
  return landscape ? [{ coordinates: [0, 1], landscape }] : [];
}

/** Writes the run into the file that is asked for; of a fork the fork alone. Throws a Refusal. */
async function recorderOf(
  { save, fork }: TraceCommand,
  request: RunRequest,
  terminal: Terminal,
): Promise<FileRecorder | null> {
  if (save === null) return null;
  // As any other output: nobody waits in vain, and no source is overwritten.
  await openOutput(save, filesRead(request), terminal.stdout);
  const isWanted = (run: Run) => fork === null || run.request.resume !== undefined;
  return new FileRecorder(
    (run) => (isWanted(run) ? save : null),
    producer,
    (said) => sayNotes(terminal, [said]),
  );
}

/** How the fork differs. Throws a Refusal. */
function forkChanges(
  { step, text }: NonNullable<TraceCommand['fork']>,
  request: RunRequest,
): ForkChanges {
  const read = readFork(text, request);
  if ('problems' in read) throw wrongUsage(...read.problems);
  const { steps = request.steps } = read.changes;
  if (steps < step) {
    throw wrongUsage(message('fork.steps', [formatCount(step), formatCount(steps)]));
  }
  return { ...read.changes, steps };
}

/**
 * A run that has ended, with its sharpness where that is wanted; of a fork its parent runs first, up
 * to the step of the fork, and is what is handed over where it does not come so far.
 *
 * @param ahead hears what is worth knowing before a large run is over
 */
async function traced(
  session: Session,
  request: RunRequest,
  { sharpness, fork, changes }: TraceCommand & { changes: ForkChanges | null },
  signal: AbortSignal,
  ahead: (said: Message) => void,
): Promise<Run> {
  const listening = session.onDidChange(({ notes }, what) => {
    const said = what === 'note' ? notes.at(-1) : undefined;
    if (said?.code === 'session.checkpoints') ahead(said);
  });
  let run = await runToEnd(session, fork ? { ...request, steps: fork.step } : request, signal);
  if (fork && changes && run.state === 'done') {
    const forked = await session.fork(run.id, fork.step, changes);
    if ('problem' in forked) throw userError(forked.problem);
    run = await runToEnd(session, forked.request, signal);
  }
  listening.dispose();
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
