import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Run } from '../../session/session';
import type { Runs } from '../runs';
import type { Tunings } from '../tunings';
import { say, visible, words } from '../words';
import { exportFormats, formatNames, numbersOf, stepsToWrite, type ExportFormat } from './formats';
import { fileName } from './fileName';
import { pageOf } from './page';
import { writePieces } from './write';

/** What an export works with. */
export interface ExportParts {
  context: vscode.ExtensionContext;
  runs: Runs;
  tunings: Tunings;
}

/** Export Trace… and Export as Web Page…: the shown run as a file. */
export function registerExport(parts: ExportParts): vscode.Disposable {
  const { runs } = parts;
  const command = (name: string, format?: ExportFormat) =>
    vscode.commands.registerCommand(`adamscope.${name}`, () => {
      const run = runs.shown;
      if (run?.trace) return exportRun(run, parts, format);
      return void vscode.window.showInformationMessage(words('editor.export.nothing'));
    });
  return vscode.Disposable.from(command('export'), command('exportPage', 'html'));
}

/** Asks for what was not said, and writes the run there. */
export async function exportRun(run: Run, parts: ExportParts, given?: ExportFormat): Promise<void> {
  const format = given ?? (await askFormat(run));
  if (!format) return;
  const target = await askFile(run, format, parts.runs);
  if (!target) return;
  const name = path.posix.basename(target.path);
  try {
    const problem = await written(run, format, target, parts);
    if (problem === null) return;
    if (problem) return void vscode.window.showErrorMessage(problem);
  } catch (error) {
    const reason = (error as Error).message;
    return void vscode.window.showErrorMessage(words('editor.export.failed', name, reason));
  }
  const open = words(format === 'html' ? 'editor.export.browse' : 'editor.export.open');
  const chosen = await vscode.window.showInformationMessage(
    words('editor.export.done', name),
    open,
  );
  if (chosen !== open) return;
  if (format === 'html') await vscode.env.openExternal(target);
  else await vscode.commands.executeCommand('vscode.open', target);
}

async function askFormat({ request }: Run): Promise<ExportFormat | undefined> {
  const title = words('editor.export.title', visible(request.objective.name));
  const items = exportFormats.map((format) => ({
    format,
    label: words(formatNames[format]),
    detail: words(`${formatNames[format]}.detail`),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.format;
}

async function askFile(
  run: Run,
  format: ExportFormat,
  runs: Runs,
): Promise<vscode.Uri | undefined> {
  const origin = runs.origin(run.id)?.uri;
  const name = `${fileName(run.request.objective.name)}.${format}`;
  const folder = origin && vscode.Uri.joinPath(origin, '..');
  return vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    title: words('editor.export.title', visible(run.request.objective.name)),
    filters: { [words(formatNames[format])]: [format] },
  });
}

/** Undefined once it is there, null where it was cancelled, else what cannot be. */
async function written(
  run: Run,
  format: ExportFormat,
  target: vscode.Uri,
  { context, runs, tunings }: ExportParts,
): Promise<string | null | undefined> {
  const title = words('editor.export.progress', visible(run.request.objective.name));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, cancellation) => {
    const controller = new AbortController();
    cancellation.onCancellationRequested(() => controller.abort());
    const all = stepsToWrite(run.trace!, format);
    const exporting = {
      bring: (from: number, to: number) => runs.fetch(run.id, from, to),
      progress: (steps: number) => progress.report({ increment: (100 * steps) / all }),
    };
    const { version } = context.extension.packageJSON as { version: string };
    const pieces =
      format === 'html'
        ? await pageOf(run, { runs, tunings, extensionUri: context.extensionUri })
        : numbersOf(run, format, exporting, `Adamscope ${version}`);
    if ('problem' in pieces) return say(pieces.problem);
    try {
      await writePieces(target, pieces, controller.signal);
      return undefined;
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    }
  });
}
