import * as vscode from 'vscode';
import { message } from '../../messages';
import { writeTags } from '../../objective/writeTags';
import type { Message } from '../../protocol/message';
import type { HostToPanel, PanelToHost } from '../../protocol/panel';
import type { Run } from '../../session/session';
import { tagsOf } from '../../session/whatIf/tags';
import type { WhatIfShown } from '../../session/whatIf/view';
import type { Documents } from '../documents';
import { findAgain, readSource } from '../plan';
import type { Runs } from '../runs';
import { say, words } from '../words';

/** What may be moved of a run in this window. */
export function whatIfShown(runs: Runs, run: Run): WhatIfShown {
  const moved = runs.whatIf.of(run.id);
  const origin = runs.origin(run.id);
  const first = runs.get(moved?.base.id ?? run.id) ?? run;
  const unwritable = origin?.gone
    ? message('whatIf.gone')
    : first.stale || run.stale
      ? message('whatIf.stale')
      : null;
  return { moved, absent: whyAbsent(runs, run), unwritable };
}

function whyAbsent(runs: Runs, run: Run): Message | null {
  if (run.trace?.header.imported) return message('whatIf.imported');
  if (runs.isAdopted(run.id)) return message('whatIf.no-code');
  return vscode.workspace.isTrusted ? null : message('whatIf.restricted');
}

/** A hand has moved a number; what is wrong with that is for the panel. */
export function moveNumbers(
  runs: Runs,
  run: Run,
  wish: Extract<PanelToHost, { type: 'whatIf' }>,
): HostToPanel | null {
  const problem = whyAbsent(runs, run) ?? runs.whatIf.move(run, wish);
  if (!problem) return null;
  return { type: 'whatIfProblem', run: run.id, request: wish.request, text: say(problem) };
}

/**
 * Puts the numbers of a run into the tags of its function, as one edit, unless the function reads
 * otherwise by now. The run is then the one that the text asks for.
 */
export async function writeToCode(documents: Documents, runs: Runs, run: Run): Promise<void> {
  const problem = await written(documents, runs, run);
  if (!problem) return;
  void vscode.window.showWarningMessage(words('whatIf.not-written', say(problem)));
}

async function written(documents: Documents, runs: Runs, run: Run): Promise<Message | null> {
  const origin = runs.origin(run.id);
  const base = runs.whatIf.of(run.id)?.base ?? run;
  const absent = whyAbsent(runs, run);
  if (absent) return absent;
  if (!origin || origin.gone) return message('whatIf.gone');
  const document = await vscode.workspace.openTextDocument(origin.uri);
  const analysis = documents.analyse(document);
  const objective = findAgain(analysis, origin);
  if (!objective) return message('whatIf.gone');
  const { optimizer } = origin.choice;
  const source = await readSource(origin.uri, analysis, objective, optimizer);
  if ('problems' in source || source.fingerprint !== origin.fingerprint) {
    return message('whatIf.stale');
  }
  const tags = tagsOf(run, base, objective.tags.optimizer);
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of writeTags(analysis, objective, tags)) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(origin.uri, range, text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) return message('whatIf.stale');
  const now = documents.analyse(document);
  const again = findAgain(now, origin);
  const said = again && (await readSource(origin.uri, now, again, optimizer));
  if (!again || !said || 'problems' in said) return null;
  // What was moved is what the tags say now.
  const { steps } = origin.choice;
  const choice = { optimizer, ...(steps !== undefined && { steps }) };
  const stretch: [number, number] = [again.start, again.end];
  runs.setOrigin(run.id, { ...origin, stretch, choice, fingerprint: said.fingerprint });
  return null;
}
