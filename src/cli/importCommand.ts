import path from 'node:path';
import { message } from '../messages';
import type * as front from '../import/front';
import type { ColumnGroup, Source } from '../import/front';
import { completeOptimizer, type GivenOptimizer } from '../optimizers/complete';
import { ownOptimizer, type OptimizerSpec } from '../protocol/optimizer';
import type { Flags } from '../session/configure';
import { importedRun } from '../session/imported';
import { FileRecorder } from '../session/recorder';
import type { Run } from '../session/run';
import { verdict } from '../session/verdict';
import { version } from '../../package.json';
import type { ImportCommand } from './importArguments';
import { written } from './formats';
import { exitStatus, userError, wrongUsage } from './outcome';
import { openOutput } from './output';
import { reasonOf } from './target';
import { sayLine, sayMessage, type Terminal } from './terminal';
import { sayNotes } from './traceCommand';

type Front = typeof front;

/** Numbers that an import may keep in memory. */
const maximumBytes = 1e9;

/**
 * Reads what another program has logged and writes it as `trace` does, with all that is derived from
 * it; the exit status. What the columns were taken for goes to standard error. Throws a Refusal.
 */
export async function importCommand(command: ImportCommand, terminal: Terminal): Promise<number> {
  const { file, format, out } = command;
  const optimizer = statedOptimizer(command.flags);
  const room: Front = await import('../import/front');
  const found = await room.openFile(await sourceOf(room, file));
  if ('problem' in found) throw userError(found.problem);
  const { opened } = found;
  const read = room.readCorrections(opened, command.map);
  if ('problem' in read) throw wrongUsage(read.problem);
  const mapped = room.mapColumns(opened, read.corrections);
  const output = await openOutput(out, [file], terminal.stdout);
  if (command.save !== null) await openOutput(command.save, [file], terminal.stdout);
  sayColumns(terminal, mapped.groups, room);
  const result = await room
    .importTrace({
      ...{ table: opened.table, name: opened.name, file, maximumBytes, optimizer, ...mapped },
      isRateStated: isRateStated(command.flags),
    })
    .catch((error: unknown) => ({ problems: [room.unreadable(file, error)] }));
  if ('problems' in result) throw userError(...result.problems);
  const { trace, notes, isPartial } = result.imported;
  const run = importedRun(trace, notes, file);
  sayNotes(
    terminal,
    notes.filter(({ place }) => !place),
  );
  for (const note of notes) if (note.place) sayMessage(terminal, note);
  sayNotes(terminal, [verdict({ ...run, id: 0 }).message]);
  const source = `Adamscope ${version}`;
  if (command.save !== null) saveRun({ ...run, id: 1 }, command.save, source, terminal);
  await output.write(written({ run, error: null, source, landscapes: [] }, format));
  return isPartial ? exitStatus.userError : exitStatus.done;
}

/** Writes the run into a trace file. */
function saveRun(run: Run, file: string, by: string, terminal: Terminal): void {
  const recorder = new FileRecorder(
    () => file,
    by,
    (said) => sayNotes(terminal, [said]),
  );
  recorder.take(run);
  recorder.closeNow();
}

async function sourceOf(room: Front, file: string): Promise<Source> {
  try {
    const source = await room.fileSource(file, path.basename(file));
    await source.slice(0, 1);
    return source;
  } catch (error) {
    throw wrongUsage(message('commandLine.file-unreadable', [file, reasonOf(error)]));
  }
}

/** Null where none was stated. */
function statedOptimizer(flags: Flags): OptimizerSpec | null {
  const { optimizer } = flags;
  if (optimizer === undefined || optimizer === null) return null;
  // Its code would have to run.
  if (ownOptimizer(optimizer)) throw wrongUsage(message('commandLine.import-own', [optimizer]));
  const completed = completeOptimizer({ ...flags, optimizer } as GivenOptimizer);
  if ('problems' in completed) throw wrongUsage(...completed.problems);
  return completed.spec;
}

function isRateStated({ hyperparameters }: Flags): boolean {
  return typeof hyperparameters === 'object' && hyperparameters !== null && 'lr' in hyperparameters;
}

/** `exp_avg → m`, how many columns that are, and what stands there. */
function sayColumns(
  terminal: Terminal,
  groups: readonly ColumnGroup[],
  { shownText }: Front,
): void {
  const rows = groups.map(({ word, target, columns, sample }) => [
    columns === 1 ? shownText(word, 30) : `${shownText(word, 24)} (${columns})`,
    `→ ${target}`,
    sample,
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const [word, target, sample] of rows) {
    sayLine(
      terminal,
      `${word!.padEnd(widths[0]!)} ${target!.padEnd(widths[1]!)}  ${sample}`.trimEnd(),
    );
  }
}
