import { message } from '../messages';
import { openRun } from '../session/openRun';
import { openBytes } from '../trace/file/descriptor';
import { exitStatus, userError, wrongUsage } from './outcome';
import { written } from './formats';
import { openOutput } from './output';
import type { ShowCommand } from './showArguments';
import { reasonOf } from './target';
import { sayLine, sayMessage, type Terminal } from './terminal';
import { sayNotes } from './traceCommand';
import { large, traceTable, usualFormat } from './traceTable';

/**
 * Writes what a trace file holds as `trace` wrote it; the exit status. The code in the file is never
 * run. Throws a Refusal.
 */
export async function showCommand(command: ShowCommand, terminal: Terminal): Promise<number> {
  const { file, out } = command;
  const source = opened(file);
  try {
    const found = openRun(source, file);
    if ('problem' in found) throw userError(found.problem);
    const output = await openOutput(out, [file], terminal.stdout);
    const { run, file: kept } = found;
    // All of it is about to be read: what is damaged is known before.
    for (const rows of kept.rows) Array.from(rows.check());
    for (const { text } of kept.printed) sayLine(terminal, text);
    sayNotes(terminal, run.notes);
    if (run.error) sayMessage(terminal, run.error.message);
    const { landscapes, about, trace } = kept;
    const format = command.format ?? usualFormat(trace, out);
    if (format === 'table') {
      await output.write([traceTable(trace)]);
      if (command.format === null) sayNotes(terminal, [large(trace)]);
    } else {
      await output.write(written({ run, error: run.error, source: about.by, landscapes }, format));
    }
    return exitStatus.done;
  } finally {
    source.close();
  }
}

function opened(file: string): ReturnType<typeof openBytes> {
  try {
    return openBytes(file);
  } catch (error) {
    throw wrongUsage(message('commandLine.file-unreadable', [file, reasonOf(error)]));
  }
}
