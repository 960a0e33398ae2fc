import * as vscode from 'vscode';
import { withProse } from './gallery/comments';

/**
 * An example as a file of the person's own, which they may edit and keep, with comments in the
 * language of VS Code. It is copied once from the extension into its global storage, where it can
 * be written also when no folder is open.
 *
 * @param name a path below `examples/`
 */
export async function openExample(
  extensionUri: vscode.Uri,
  storage: vscode.Uri,
  name = 'rosenbrock.ts',
): Promise<vscode.TextDocument> {
  const { fs } = vscode.workspace;
  const prose = await proseOf(extensionUri, name);
  const folder = vscode.Uri.joinPath(storage, 'examples', ...(prose ? [vscode.env.language] : []));
  const copy = vscode.Uri.joinPath(folder, name);
  const exists = await fs.stat(copy).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const original = await fs.readFile(vscode.Uri.joinPath(extensionUri, 'examples', name));
    const source = new TextDecoder().decode(original);
    const text = prose ? withProse(source, prose) : source;
    await fs.createDirectory(vscode.Uri.joinPath(copy, '..'));
    await fs.writeFile(copy, new TextEncoder().encode(text));
  }
  return vscode.workspace.openTextDocument(copy);
}

/** The example's comments in the language of VS Code; null where they are as they should be. */
async function proseOf(extensionUri: vscode.Uri, name: string): Promise<string[] | null> {
  const { language } = vscode.env;
  if (language !== 'zh-cn') return null;
  const file = vscode.Uri.joinPath(extensionUri, 'l10n', `examples.${language}.json`);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return (JSON.parse(text) as Record<string, string[]>)[name] ?? null;
}
