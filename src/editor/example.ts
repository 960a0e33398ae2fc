import * as vscode from 'vscode';

/**
 * An example as a file of the person's own, which they may edit and keep. It is copied once from
 * the extension into its global storage, where it can be written also when no folder is open.
 */
export async function openExample(
  extensionUri: vscode.Uri,
  storage: vscode.Uri,
  name = 'rosenbrock.ts',
): Promise<vscode.TextDocument> {
  const { fs } = vscode.workspace;
  const original = vscode.Uri.joinPath(extensionUri, 'examples', name);
  const folder = vscode.Uri.joinPath(storage, 'examples');
  const copy = vscode.Uri.joinPath(folder, name);
  const exists = await fs.stat(copy).then(
    () => true,
    () => false,
  );
  if (!exists) {
    await fs.createDirectory(folder);
    await fs.writeFile(copy, await fs.readFile(original));
  }
  return vscode.workspace.openTextDocument(copy);
}
