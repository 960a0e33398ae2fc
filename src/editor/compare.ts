import * as vscode from 'vscode';
import { ownOptimizer } from '../protocol/optimizer';
import { optimizerTitle } from '../session/optimizerInShort';
import { chooseObjective, offeredOptimizers, type Chosen } from './choose';
import { startContenders } from './contenders';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import type { Runs } from './runs';
import type { Tracing } from './tracing';
import { trusted } from './trust';
import { visible, words } from './words';

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

async function chooseOptimizers({ analysis, objective }: Chosen): Promise<string[] | undefined> {
  const tag = objective.tags.optimizer?.name;
  const tagged = tag && (ownOptimizer(tag) ? tag : tag.toLowerCase());
  const offered = offeredOptimizers(analysis);
  // The tag's own may be of another file.
  if (tagged && ownOptimizer(tagged) && !offered.some(({ name }) => name === tagged)) {
    offered.push({ label: visible(optimizerTitle(tagged)), name: tagged });
  }
  const picked = await vscode.window.showQuickPick(
    offered.map((each) => ({
      ...each,
      picked: each.name === tagged || usual.includes(each.name),
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
  chosen: Chosen,
  [first, ...others]: string[],
  runs: Runs,
  tracing: Tracing,
): Promise<void> {
  const { document, analysis, objective } = chosen;
  const front = await tracing.trace(document, analysis, objective, { optimizer: first! });
  if (!front) return;
  await startContenders(
    runs,
    front,
    chosen,
    others.map((optimizer) => ({ optimizer })),
  );
}
