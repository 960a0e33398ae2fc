import * as vscode from 'vscode';
import { chooseObjective, chooseOptimizer } from './choose';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import type { Importing } from './importing/importing';
import type { Output } from './output';
import type { Panel } from './panel/panel';
import type { Runs } from './runs';
import type { Tracing } from './tracing';
import { trusted } from './trust';

/** The commands that start, stop and show runs. */
export function registerCommands(parts: {
  documents: Documents;
  diagnostics: Diagnostics;
  runs: Runs;
  tracing: Tracing;
  panel: Panel;
  output: Output;
  importing: Importing;
}): vscode.Disposable {
  const { documents, diagnostics, runs, tracing, panel, output, importing } = parts;
  const command = (name: string, action: (argument: unknown) => unknown) =>
    vscode.commands.registerCommand(`adamscope.${name}`, action);

  /** Every command that leads to a run asks for trust first, before it looks at anything. */
  const trace = async (target: unknown, adam: boolean) => {
    if (!trusted()) return;
    const chosen = await chooseObjective(documents, diagnostics, target);
    if (!chosen) return;
    const { document, analysis, objective } = chosen;
    const optimizer = adam ? 'adam' : await chooseOptimizer(chosen);
    if (optimizer === undefined) return;
    await tracing.trace(document, analysis, objective, { optimizer });
  };
  return vscode.Disposable.from(
    command('traceAdam', (target) => trace(target, true)),
    command('trace', (target) => trace(target, false)),
    command('stop', (id) => {
      if (typeof id === 'number') return runs.stop(id);
      for (const run of runs.all) if (run.state === 'running') runs.stop(run.id);
    }),
    command('runAgain', async () => {
      const origin = runs.current?.trace?.header.imported && runs.origin(runs.current.id);
      if (origin) await importing.again(origin.uri);
      else if (trusted() && runs.current) await tracing.again(runs.current);
    }),
    command('showPanel', (id) => {
      const run = typeof id === 'number' ? runs.get(id) : undefined;
      if (run) runs.show(run);
      panel.show();
    }),
    command('showOutput', () => output.show()),
  );
}
