import * as vscode from 'vscode';

/**
 * Reads what the code of a document imports, by path. Of `node_modules` only what lies in the
 * workspace folder of the document, or below its own folder where it has none: packages further up
 * are not the workspace's that was trusted.
 *
 * @param read gets what a path means beside the document
 */
export function readerFor(
  document: vscode.Uri,
  read: (file: vscode.Uri) => Promise<string | null>,
): (path: string) => Promise<string | null> {
  const folder = vscode.workspace.getWorkspaceFolder(document)?.uri.path;
  const inside = folder ?? vscode.Uri.joinPath(document, '..').path;
  const prefix = inside.endsWith('/') ? inside : `${inside}/`;
  return async (path) => {
    const isPackage = /(?:^|\/)(?:node_modules\/|package\.json$)/.test(path);
    if (isPackage && !path.startsWith(prefix)) return null;
    return read(document.with({ path, fragment: '' }));
  };
}
