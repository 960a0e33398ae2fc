import path from 'node:path';
import { version } from '../../package.json';
import { inEnglish, message } from '../messages';
import { EnginePool } from '../sandbox/pool';
import { parseArguments } from './arguments';
import { checkCommand } from './checkCommand';
import { compareCommand } from './compareCommand';
import type { OpenEngine } from './engineSession';
import { gradientCommand } from './gradientCommand';
import { importCommand } from './importCommand';
import { exitStatus, Refusal } from './outcome';
import { isClosedPipe, openOutput } from './output';
import { listOptimizers } from './optimizersCommand';
import { showCommand } from './showCommand';
import { sayLine, sayMessage, type Terminal } from './terminal';
import { traceCommand } from './traceCommand';

/** The engine's bundles stand beside this one. */
const openEngine: OpenEngine = (workingFolder) =>
  new EnginePool({ processFile: path.join(__dirname, 'engine-process.js'), workingFolder });

/** Does what the arguments say; the exit status. */
async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const command = parseArguments(args);
  if ('problem' in command) {
    sayMessage(terminal, command.problem);
    sayLine(terminal, inEnglish(message('commandLine.see-help')));
    return exitStatus.wrongUsage;
  }
  switch (command.name) {
    case 'help':
      return orRefusal(terminal, say(terminal, `${inEnglish(message('commandLine.help'))}\n`));
    case 'version':
      return orRefusal(terminal, say(terminal, `${version}\n`));
    case 'optimizers':
      return orRefusal(terminal, say(terminal, listOptimizers(command.format)));
    case 'trace':
      return orRefusal(terminal, traceCommand(command, terminal, openEngine));
    case 'show':
      return orRefusal(terminal, showCommand(command, terminal));
    case 'compare':
      return orRefusal(terminal, compareCommand(command, terminal, openEngine));
    case 'import':
      return orRefusal(terminal, importCommand(command, terminal));
    case 'check':
      return orRefusal(terminal, gradientCommand(command, terminal, openEngine));
    case 'check-optimizer':
      return orRefusal(terminal, checkCommand(command, terminal, openEngine));
  }
}

async function say(terminal: Terminal, text: string): Promise<number> {
  const output = await openOutput(null, [], terminal.stdout);
  await output.write([text]);
  return exitStatus.done;
}

/** A refusal says why and gives the status. */
async function orRefusal(terminal: Terminal, status: Promise<number>): Promise<number> {
  try {
    return await status;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const said of error.said) sayMessage(terminal, said);
    return error.status;
  }
}

// Whoever writes is told of errors. They also come here, where a reader that has left is no error
// of ours; what it did not read is nobody's loss.
process.stdout.on('error', (error) => {
  if (!isClosedPipe(error)) process.exitCode = exitStatus.wrongUsage;
});
// Set, not called: standard output may still be on its way.
void main(process.argv.slice(2), process).then((status) => (process.exitCode = status));
