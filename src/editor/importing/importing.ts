import * as path from 'node:path';
import * as vscode from 'vscode';
import type * as front from '../../import/front';
import type { ImportRequest, OpenedFile, Source } from '../../import/front';
import { readAssignments } from '../../objective/assignments';
import { completeOptimizer } from '../../optimizers/complete';
import type { Message } from '../../protocol/message';
import { importedRun } from '../../session/imported';
import type { Run } from '../../session/session';
import type { Panel } from '../panel/panel';
import type { Runs } from '../runs';
import { say, visible, words } from '../words';
import { askMapping } from './dialog';
import { nothingSaid, Remembered, type Statement } from './remembered';

/** Numbers of an imported run that may be in memory. */
const maximumBytes = 512e6;

/** The room that reads files; it is read itself when somebody imports. */
type Front = typeof front;

const load = (): Promise<Front> => import('../../import/front');

/** What another program has logged, as a run of this window. Nothing of it is evaluated. */
export class Importing {
  readonly #runs: Runs;
  readonly #panel: Panel;
  readonly #remembered: Remembered;
  readonly #keep: (run: Run) => void;

  /** @param keep has a run written down, so that it is there after the window was reloaded */
  constructor(runs: Runs, panel: Panel, memory: vscode.Memento, keep: (run: Run) => void) {
    this.#keep = keep;
    this.#runs = runs;
    this.#panel = panel;
    this.#remembered = new Remembered(memory);
  }

  /**
   * @param file a file of the explorer; else the person picks one
   * @param said what is known of it, without a dialog; else the person is shown what was guessed
   */
  async import(file: unknown, said: unknown): Promise<Run | undefined> {
    const room = await load();
    const uri = uriIn(file) ?? (await pickFile(room));
    if (!uri) return undefined;
    const found = await look(room, uri);
    if (!found) return undefined;
    const { opened, columns } = found;
    const known = this.#remembered.of(uri, columns);
    const statement = isStatement(said)
      ? { ...nothingSaid, ...said }
      : await askMapping(room, opened, known);
    if (!statement) return undefined;
    await this.#remembered.keep(uri, columns, statement);
    return this.#read(room, uri, opened, statement);
  }

  /** The same file once more, as it is now, by what was said of it. */
  async again(uri: vscode.Uri): Promise<Run | undefined> {
    const room = await load();
    const found = await look(room, uri);
    if (!found) return undefined;
    const { opened, columns } = found;
    return this.#read(room, uri, opened, this.#remembered.of(uri, columns));
  }

  async #read(
    room: Front,
    uri: vscode.Uri,
    opened: OpenedFile,
    statement: Statement,
  ): Promise<Run | undefined> {
    const request = requestOf(room, uri, opened, statement);
    if ('problem' in request) return refuse(request.problem);
    const result = await withProgress(room, request);
    if (result === null) return undefined;
    if ('problems' in result) return refuse(result.problems.at(-1)!);
    const { trace, notes, isPartial } = result.imported;
    const run = importedRun(trace, notes, this.#runs.key(uri, ''));
    this.#panel.show(true);
    const shown = await this.#runs.adopt(run, originOf(uri), []);
    this.#keep(shown);
    if (isPartial) {
      const [first] = notes;
      void vscode.window.showWarningMessage(
        words('editor.import.partial', opened.name, say(first!)),
      );
    }
    return shown;
  }
}

export function registerImporting(importing: Importing): vscode.Disposable {
  return vscode.commands.registerCommand('adamscope.import', (file: unknown, said: unknown) =>
    // VS Code passes all files that are selected as the second argument.
    importing.import(file, Array.isArray(said) ? undefined : said).then((run) => run?.id),
  );
}

/** Of the explorer, or of a target as lenses pass it. */
function uriIn(file: unknown): vscode.Uri | undefined {
  if (file instanceof vscode.Uri) return file;
  const { uri } = (file ?? {}) as { uri?: unknown };
  return typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined;
}

async function pickFile({ endings }: Front): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: words('editor.import.pick'),
    filters: { [words('editor.import.files')]: [...endings] },
  });
  return picked?.[0];
}

/** The beginning of a file; the person has been told where it cannot be read. */
async function look(
  room: Front,
  uri: vscode.Uri,
): Promise<{ opened: OpenedFile; columns: string[] } | undefined> {
  const source = await sourceOf(room, uri);
  if ('code' in source) return refuse(source);
  const found = await room.openFile(source);
  if ('problem' in found) return refuse(found.problem);
  return { opened: found.opened, columns: found.opened.sample.columns.map(({ name }) => name) };
}

/** A file of this machine is read in pieces, one of another file system whole. */
async function sourceOf(room: Front, uri: vscode.Uri): Promise<Source | Message> {
  const name = path.posix.basename(uri.path);
  try {
    if (uri.scheme === 'file') return await room.fileSource(uri.fsPath, name);
    return room.bytesSource(await vscode.workspace.fs.readFile(uri), name);
  } catch (error) {
    return room.unreadable(name, error);
  }
}

function requestOf(
  room: Front,
  uri: vscode.Uri,
  opened: OpenedFile,
  { map, optimizer, hyperparameters }: Statement,
): ImportRequest | { problem: Message } {
  const read = room.readCorrections(opened, map);
  if ('problem' in read) return read;
  const assigned = readAssignments(hyperparameters);
  const given = 'wrong' in assigned ? {} : assigned.read;
  const { dialect, precision, ...own } = given;
  const completed =
    optimizer === null
      ? null
      : completeOptimizer({ optimizer, hyperparameters: own, dialect, precision });
  if (completed && 'problems' in completed) return { problem: completed.problems[0]! };
  return {
    ...{ table: opened.table, name: opened.name, file: uri.path, maximumBytes },
    ...room.mapColumns(opened, read.corrections),
    optimizer: completed?.spec ?? null,
    isRateStated: 'lr' in own,
  };
}

/** Null where the person ended it. */
async function withProgress(
  room: Front,
  request: ImportRequest,
): Promise<Awaited<ReturnType<Front['importTrace']>> | null> {
  const { name } = request;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: words('editor.import.progress', visible(name)),
    cancellable: true,
  };
  const work = async (signal: AbortSignal) => {
    try {
      return await room.importTrace({ ...request, signal });
    } catch (error) {
      return signal.aborted ? null : { problems: [room.unreadable(name, error)] };
    }
  };
  const controller = new AbortController();
  const result = work(controller.signal);
  const waited = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), patience));
  // What takes a moment needs no notification.
  if ((await Promise.race([result, waited])) !== 'late') return result;
  return vscode.window.withProgress(options, (_progress, cancellation) => {
    cancellation.onCancellationRequested(() => controller.abort());
    return result;
  });
}

/** Milliseconds; what is there by then comes without a word. */
const patience = 1000;

function originOf(uri: vscode.Uri): Parameters<Runs['adopt']>[1] {
  return {
    ...{ uri, selector: '', stretch: [0, 0], choice: { optimizer: null } },
    place: { file: uri.path, line: 1, column: 1 },
    ...{ fingerprint: '', files: new Set<string>(), gone: false },
  };
}

function refuse(said: Message): undefined {
  void vscode.window.showErrorMessage(say(said));
  return undefined;
}

function isStatement(value: unknown): value is Partial<Statement> {
  return typeof value === 'object' && value !== null;
}
