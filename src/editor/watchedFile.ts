import { realpathSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** Milliseconds after which a file that is still written to is looked at again. */
const calm = 300;

/**
 * A file that may change, grow or go while it is shown. Where it is a symbolic link, what it leads
 * to is watched as well; and whoever comes back to it can ask for a look, since not all file systems
 * tell of what happens in them.
 */
export class WatchedFile implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #changed: (isThere: boolean) => void;
  readonly #subscriptions: vscode.Disposable[] = [];
  #timer: NodeJS.Timeout | null = null;
  /** When it was last seen, and how large; empty where it is not there. */
  #seen: string | null = null;

  /** @param changed told when it is another than it was, once it has been calm for a moment */
  constructor(uri: vscode.Uri, changed: (isThere: boolean) => void) {
    this.#uri = uri;
    this.#changed = changed;
    for (const each of places(uri)) {
      const folder = vscode.Uri.joinPath(each, '..');
      const pattern = new vscode.RelativePattern(folder, path.posix.basename(each.path));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const soon = () => this.lookSoon();
      this.#subscriptions.push(
        ...[watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon)],
        watcher.onDidDelete(soon),
      );
    }
    void this.#look(() => undefined);
  }

  lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#look(this.#changed);
    }, calm);
  }

  async #look(changed: (isThere: boolean) => void): Promise<void> {
    const now = await stamp(this.#uri);
    if (now === this.#seen) return;
    this.#seen = now;
    changed(now !== '');
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function places(uri: vscode.Uri): vscode.Uri[] {
  if (uri.scheme !== 'file') return [uri];
  try {
    const real = realpathSync(uri.fsPath);
    return real === uri.fsPath ? [uri] : [uri, vscode.Uri.file(real)];
  } catch {
    return [uri];
  }
}

async function stamp(uri: vscode.Uri): Promise<string> {
  try {
    const { size, mtime, ctime } = await vscode.workspace.fs.stat(uri);
    return `${size} ${mtime} ${ctime}`;
  } catch {
    return '';
  }
}
