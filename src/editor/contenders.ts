import * as vscode from 'vscode';
import { specOf } from '../protocol/optimizer';
import { optimizerTitle } from '../session/optimizerInShort';
import type { Run } from '../session/session';
import type { Chosen } from './choose';
import type { ContenderChoice } from './origin';
import { configuration, readSource } from './plan';
import type { Runs } from './runs';
import { say, visible } from './words';

/** `Adam`; `Adam (keras)` where somebody chose the dialect. */
function contenderTitle({ optimizer, dialect }: ContenderChoice): string {
  const title = optimizerTitle(optimizer);
  return dialect === undefined ? title : `${title} (${dialect})`;
}

/**
 * Starts optimizers behind a run, on its code, as the document's tags and the settings have them.
 * @param quietly does not say why one of them cannot run
 */
export async function startContenders(
  runs: Runs,
  front: Run,
  { document: { uri }, analysis, objective }: Chosen,
  contenders: readonly ContenderChoice[],
  quietly = false,
): Promise<void> {
  for (const choice of contenders) {
    const title = contenderTitle(choice);
    const configured = configuration(uri, objective, choice);
    const source = await readSource(uri, analysis, objective, choice.optimizer);
    const problems = [configured, source].flatMap((each) =>
      'problems' in each ? each.problems : [],
    );
    if ('problems' in configured || 'problems' in source) {
      const said = `${visible(title)}: ${say(problems[0]!)}`;
      if (!quietly) void vscode.window.showWarningMessage(said);
      continue;
    }
    const changes = { ...specOf(configured), own: source.own };
    await runs.startBehind(front, changes, { title, kind: 'compared', choice });
  }
}

/** Those of the comparison that a run is in front of; none where it is in front of none. */
export function contendersOf(runs: Runs, front: Run): ContenderChoice[] {
  return runs.overlaysOf(front.id).flatMap(({ choice }) => (choice ? [choice] : []));
}
