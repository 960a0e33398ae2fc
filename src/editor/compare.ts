import * as vscode from 'vscode';
import { findOptimizer } from '../optimizers/registry';
import { ownOptimizer } from '../protocol/optimizer';
import { optimizerTitle } from '../session/optimizerInShort';
import { chooseObjective, offeredOptimizers, type Chosen } from './choose';
import { startContenders } from './contenders';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import type { ContenderChoice } from './origin';
import type { Runs } from './runs';
import type { Tracing } from './tracing';
import { trusted } from './trust';
import { visible, words } from './words';

/** More runs than this cannot be told apart in one chart. */
const mostRuns = 8;
/** Picked to begin with: the plain one, one with momentum, and Adam. */
const usual = ['sgdm', 'rmsprop', 'adam'];

/**
 * Compare Optimizers: several of them on one objective from one start, in one panel. Compare Dialects:
 * one of them as each framework computes it, by its formula and its defaults.
 */
export function registerCompare(parts: {
  documents: Documents;
  diagnostics: Diagnostics;
  runs: Runs;
  tracing: Tracing;
}): vscode.Disposable {
  const { documents, diagnostics, runs, tracing } = parts;
  const command = (
    name: string,
    choose: (
      chosen: Chosen,
    ) => ContenderChoice[] | undefined | Promise<ContenderChoice[] | undefined>,
  ) =>
    vscode.commands.registerCommand(`adamscope.${name}`, async (target: unknown) => {
      if (!trusted()) return;
      const chosen = await chooseObjective(documents, diagnostics, target);
      if (!chosen) return;
      const contenders = await choose(chosen);
      if (contenders) await compare(chosen, contenders, runs, tracing);
    });
  return vscode.Disposable.from(
    command('compare', async (chosen) =>
      (await chooseOptimizers(chosen))?.map((optimizer) => ({ optimizer })),
    ),
    command('compareDialects', dialectsOf),
  );
}

/** The objective's optimizer, Adam where no tag names one, in each of its dialects; its own first. */
function dialectsOf({ objective }: Chosen): ContenderChoice[] | undefined {
  const tag = objective.tags.optimizer;
  const optimizer = tag?.name ?? 'adam';
  const entry = findOptimizer(optimizer);
  if (!entry || entry.dialects.length < 2) {
    const title = visible(optimizerTitle(optimizer));
    void vscode.window.showInformationMessage(words('editor.compare.no-dialects', title));
    return undefined;
  }
  const first = entry.dialects.find((dialect) => dialect === tag?.dialect) ?? entry.dialects[0]!;
  const others = entry.dialects.filter((dialect) => dialect !== first);
  return [first, ...others].map((dialect) => ({ optimizer, dialect }));
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
  [first, ...others]: ContenderChoice[],
  runs: Runs,
  tracing: Tracing,
): Promise<void> {
  const { document, analysis, objective } = chosen;
  const front = await tracing.trace(document, analysis, objective, first!);
  if (!front) return;
  await startContenders(runs, front, chosen, others);
}
