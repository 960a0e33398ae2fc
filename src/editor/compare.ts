import * as vscode from 'vscode';
import { findOptimizer, registry } from '../optimizers/registry';
import { specOf } from '../protocol/optimizer';
import { chooseObjective, type Chosen } from './choose';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { configuration } from './plan';
import type { Runs } from './runs';
import type { Tracing } from './tracing';
import { trusted } from './trust';
import { say, words } from './words';

/** More runs than this cannot be told apart in one chart. */
const mostRuns = 8;
/** Picked to begin with: the plain one, one with momentum, and Adam. */
const usual = ['sgdm', 'rmsprop', 'adam'];

/** Compare Optimizers: several of them on one objective from one start, in one panel. */
export function registerCompare(parts: {
  documents: Documents;
  diagnostics: Diagnostics;
  runs: Runs;
  tracing: Tracing;
}): vscode.Disposable {
  const { documents, diagnostics, runs, tracing } = parts;
  return vscode.commands.registerCommand('adamscope.compare', async (target: unknown) => {
    if (!trusted()) return;
    const chosen = await chooseObjective(documents, diagnostics, target);
    if (!chosen) return;
    const optimizers = await chooseOptimizers(chosen);
    if (optimizers) await compare(chosen, optimizers, runs, tracing);
  });
}

async function chooseOptimizers({ objective }: Chosen): Promise<string[] | undefined> {
  const tagged = objective.tags.optimizer?.name.toLowerCase();
  const picked = await vscode.window.showQuickPick(
    registry.map(({ name, title, citation }) => ({
      ...{ label: title, detail: citation, name },
      picked: name === tagged || usual.includes(name),
    })),
    { title: words('editor.compare.pick', mostRuns), canPickMany: true },
  );
  if (!picked || picked.length === 0) return undefined;
  if (picked.length <= mostRuns) return picked.map(({ name }) => name);
  void vscode.window.showWarningMessage(words('editor.compare.too-many', mostRuns, picked.length));
  return undefined;
}

/** The first one is the run that the panel shows; the others run behind it, on the same code. */
async function compare(
  { document, analysis, objective }: Chosen,
  [first, ...others]: string[],
  runs: Runs,
  tracing: Tracing,
): Promise<void> {
  const front = await tracing.trace(document, analysis, objective, { optimizer: first! });
  if (!front) return;
  for (const optimizer of others) {
    const configured = configuration(document.uri, objective, { optimizer });
    const { title } = findOptimizer(optimizer)!;
    if ('problems' in configured) {
      const [problem] = configured.problems;
      void vscode.window.showWarningMessage(`${title}: ${say(problem!)}`);
      continue;
    }
    await runs.startBehind(front, specOf(configured), { title, kind: 'compared' });
  }
}
