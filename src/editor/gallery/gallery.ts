import * as vscode from 'vscode';
import { objectiveNamed } from '../../objective/find';
import type { Documents } from '../documents';
import { openExample } from '../example';
import { reveal } from '../reveal';
import type { Tracing } from '../tracing';
import { trusted } from '../trust';
import { words } from '../words';
import { gallery } from './list';

interface Item extends vscode.QuickPickItem {
  name?: string;
}

/**
 * Open Example: the examples by what is to be seen in them. A name as argument, `FILE#SELECTOR`,
 * opens that one and traces it; so does the button beside each.
 */
export function registerGallery(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  { documents, tracing }: { documents: Documents; tracing: Tracing },
): vscode.Disposable {
  const open = async (name: string, traces: boolean) => {
    const [file, selector = ''] = name.split('#');
    const document = await openExample(extensionUri, globalStorageUri, file);
    await reveal(documents, { uri: document.uri, selector }, null);
    const analysis = documents.analyse(document);
    const objective = objectiveNamed(analysis, selector);
    if (!traces || !objective || !trusted()) return;
    const optimizer = objective.tags.optimizer ? null : 'adam';
    await tracing.trace(document, analysis, objective, { optimizer });
  };
  return vscode.commands.registerCommand('adamscope.openExample', async (given: unknown) => {
    const known = gallery.some(({ entries }) => entries.some(({ name }) => name === given));
    if (known) return open(given as string, true);
    const chosen = await pick();
    if (chosen) await open(chosen.name, chosen.traces);
  });
}

function pick(): Promise<{ name: string; traces: boolean } | null> {
  const trace = { iconPath: new vscode.ThemeIcon('play'), tooltip: words('gallery.trace') };
  const picker = vscode.window.createQuickPick<Item>();
  picker.placeholder = words('gallery.pick');
  picker.matchOnDetail = true;
  picker.matchOnDescription = true;
  picker.items = gallery.flatMap(({ title, entries }): Item[] => [
    { label: words(title), kind: vscode.QuickPickItemKind.Separator },
    ...entries.map((each) => ({
      label: words(each.title),
      description: each.name.replace(/^.*#/, ''),
      detail: words(each.see),
      buttons: [trace],
      name: each.name,
    })),
  ]);
  return new Promise((resolve) => {
    const end = (item: Item | undefined, traces: boolean) => {
      resolve(item?.name === undefined ? null : { name: item.name, traces });
      picker.hide();
    };
    picker.onDidAccept(() => end(picker.selectedItems[0], false));
    picker.onDidTriggerItemButton(({ item }) => end(item, true));
    picker.onDidHide(() => {
      resolve(null);
      picker.dispose();
    });
    picker.show();
  });
}
