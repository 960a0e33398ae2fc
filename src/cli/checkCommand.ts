import { inEnglish, message } from '../messages';
import type { Message } from '../protocol/message';
import { checkOptimizer, type CheckResult } from '../session/check/check';
import { readSettings } from '../session/settings';
import type { CheckCommand } from './checkArguments';
import { withSession, type OpenEngine } from './engineSession';
import { exitStatus, wrongUsage } from './outcome';
import { openOutput } from './output';
import { bundleOwn } from './request';
import { placePrefix, printable, sayLine, sayMessage, type Terminal } from './terminal';

/**
 * Checks a user's own optimizer against one of ours and says what came of it on standard output.
 * The exit status is a grade: 0 it matches, 1 it does not, 2 it could not be checked.
 */
export async function checkCommand(
  { target, ...asked }: CheckCommand,
  terminal: Terminal,
  openEngine: OpenEngine,
): Promise<number> {
  const { own } = await bundleOwn(target, '');
  const { limits } = readSettings({}, asked.against);
  const request = { ...asked, name: target, own: own!, limits };
  const { result, interrupted } = await withSession(terminal, openEngine, (session, signal) =>
    checkOptimizer(session, request, signal),
  );
  if (interrupted) return exitStatus.interrupted;
  if (result.kind === 'problems') throw wrongUsage(...result.problems);
  if ('compared' in result) sayLine(terminal, inEnglish(result.compared));
  if (result.kind === 'failed') {
    sayMessage(terminal, withHints(result));
    return exitStatus.userError;
  }
  const said = withHints(result);
  const output = await openOutput(null, [], terminal.stdout);
  await output.write([
    `${printable(`${said.place ? placePrefix(said) : ''}${inEnglish(said)}`)}\n`,
  ]);
  return result.kind === 'matches' ? exitStatus.done : exitStatus.userError;
}

/** The answer with what may be wrong behind it. */
function withHints(result: Exclude<CheckResult, { kind: 'problems' }>): Message {
  const { said } = result;
  const hints = 'hints' in result ? result.hints : [];
  if (hints.length === 0) return said;
  const words = [inEnglish(said), hints.map(inEnglish).join('; ')];
  return message('own.with-hints', words, said.place);
}
