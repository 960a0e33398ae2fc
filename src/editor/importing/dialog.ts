import * as vscode from 'vscode';
import type * as front from '../../import/front';
import type { OpenedFile } from '../../import/front';
import { readAssignments } from '../../objective/assignments';
import { completeOptimizer } from '../../optimizers/complete';
import { findOptimizer, registry } from '../../optimizers/registry';
import { say, visible, words } from '../words';
import type { Statement } from './remembered';

type Front = typeof front;

/** An entry of the list, and what it leads to. */
interface Choice extends vscode.QuickPickItem {
  does?: 'import' | 'optimizer' | 'hyperparameters';
  /** The word whose meaning is to be said. */
  word?: string;
}

/**
 * Shows what the columns are taken for, each with some of its numbers, and lets the person say it
 * better; and which optimizer made them. Enter imports. Undefined where the person left.
 */
export async function askMapping(
  room: Front,
  opened: OpenedFile,
  remembered: Statement,
): Promise<Statement | undefined> {
  let said = remembered;
  for (;;) {
    const chosen = await vscode.window.showQuickPick(choices(room, opened, said), {
      title: words('editor.import.title', visible(opened.name)),
      placeHolder: words('editor.import.placeholder'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (!chosen) return undefined;
    if (chosen.does === 'import') return said;
    if (chosen.does === 'optimizer') said = await askOptimizer(said);
    else if (chosen.does === 'hyperparameters') said = await askHyperparameters(said);
    else if (chosen.word !== undefined) said = await askTarget(room, said, chosen.word);
  }
}

function choices(room: Front, opened: OpenedFile, said: Statement): Choice[] {
  const read = room.readCorrections(opened, said.map);
  const { groups } = room.mapColumns(opened, 'problem' in read ? undefined : read.corrections);
  const title = said.optimizer === null ? null : (findOptimizer(said.optimizer)?.title ?? '');
  const used = groups.filter(({ target }) => target !== 'ignored');
  return [
    {
      label: `$(check) ${words('editor.import.go')}`,
      description: used.map(({ target }) => target).join(', '),
      does: 'import',
    },
    {
      label: `$(settings-gear) ${words('editor.import.optimizer')}`,
      description: title ?? words('editor.import.optimizer.none'),
      does: 'optimizer',
    },
    ...(title === null ? [] : [hyperparametersChoice(said)]),
    { label: words('editor.import.columns'), kind: vscode.QuickPickItemKind.Separator },
    ...groups.map(({ word, target, columns, sample }): Choice => {
      const many = columns > 1 ? ` · ${words('editor.import.count', columns)}` : '';
      return {
        label: visible(word.length > 60 ? `${word.slice(0, 59)}…` : word),
        description: `→ ${target === 'ignored' ? words('editor.import.ignored') : target}${many}`,
        detail: visible(sample),
        word,
      };
    }),
  ];
}

function hyperparametersChoice({ hyperparameters }: Statement): Choice {
  return {
    label: `$(settings-gear) ${words('editor.import.hyperparameters')}`,
    description: hyperparameters || words('editor.import.hyperparameters.usual'),
    does: 'hyperparameters',
  };
}

async function askTarget(room: Front, said: Statement, word: string): Promise<Statement> {
  const picked = await vscode.window.showQuickPick(
    room.targets.map((target) => ({
      label: target === 'ignored' ? words('editor.import.ignored') : target,
      target,
    })),
    { title: words('editor.import.what', visible(word.slice(0, 60))), ignoreFocusOut: true },
  );
  if (!picked) return said;
  const others = said.map.filter(([name]) => name !== word);
  return { ...said, map: [...others, [word, picked.target]] };
}

async function askOptimizer(said: Statement): Promise<Statement> {
  const none = { label: words('editor.import.optimizer.none'), name: null };
  const picked = await vscode.window.showQuickPick(
    [
      none,
      ...registry.map(({ name, title, citation }) => ({ label: title, detail: citation, name })),
    ],
    { title: words('editor.import.optimizer'), ignoreFocusOut: true },
  );
  if (!picked) return said;
  return picked.name === said.optimizer
    ? said
    : { ...said, optimizer: picked.name, hyperparameters: '' };
}

async function askHyperparameters(said: Statement): Promise<Statement> {
  const text = await vscode.window.showInputBox({
    title: words('editor.import.hyperparameters'),
    prompt: words('editor.import.hyperparameters.prompt'),
    value: said.hyperparameters,
    ignoreFocusOut: true,
    validateInput: (given) => problemWith(said.optimizer!, given),
  });
  return text === undefined ? said : { ...said, hyperparameters: text.trim() };
}

function problemWith(optimizer: string, text: string): string | null {
  const read = readAssignments(text);
  if ('wrong' in read) return words('editor.import.hyperparameters.wrong', read.wrong);
  const { dialect, precision, ...hyperparameters } = read.read;
  const completed = completeOptimizer({ optimizer, hyperparameters, dialect, precision });
  return 'problems' in completed ? say(completed.problems[0]!) : null;
}
