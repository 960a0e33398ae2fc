import { inEnglish } from '../messages';
import { checkVerdict } from '../session/gradient/verdict';
import { withSession, type OpenEngine } from './engineSession';
import type { GradientCommand } from './gradientArguments';
import { checkAsCsv, checkAsJson, checkAsTable } from './gradientTable';
import { exitStatus } from './outcome';
import { openOutput } from './output';
import { filesRead, makeRequest } from './request';
import { findTarget } from './target';
import { printable, sayLine, sayMessage, type Terminal } from './terminal';
import { sayNotes } from './traceCommand';

/**
 * Holds an objective's gradient against differences of its loss: the derivatives to standard output,
 * the verdict to standard error. The exit status is a grade: 0 nothing contradicts the gradient, 1
 * something does, or the objective failed.
 */
export async function gradientCommand(
  { target: named, flags, points, format, out }: GradientCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const target = await findTarget(named, flags);
  const { request, place } = await makeRequest(target, flags);
  const output = await openOutput(out, filesRead(request), terminal.stdout);
  const asked = { ...request, points };
  const { result: check, interrupted } = await withSession(
    terminal,
    openEngine,
    (session, signal) => session.checkGradient(asked, signal),
  );
  const found = checkVerdict(check);
  const { kind, said, remarks } = found;
  if (format === 'json') await output.write([checkAsJson(check, found)]);
  else if (format === 'csv') await output.write([checkAsCsv(found)]);
  else await output.write([printable(checkAsTable(found))]);
  sayNotes(terminal, remarks);
  const isFine = kind === 'agrees' || kind === 'undecided';
  if (isFine) sayLine(terminal, inEnglish(said));
  else sayMessage(terminal, { place, ...said });
  if (interrupted) return exitStatus.interrupted;
  return isFine ? exitStatus.done : exitStatus.userError;
}
