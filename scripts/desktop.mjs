// An installed desktop VS Code, used with a profile of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The `code` command, or null where there is none or no display to open it on. */
export function desktopCode() {
  const hasDisplay =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDisplay) return null;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const usual = ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin'];
  return [...folders, ...usual].map((at) => path.join(at, name)).find((at) => existsSync(at));
}

/**
 * Opens the folder in a new window and returns when that is closed.
 *
 * @param {string} code
 * @param {{ vsix: string, folder: string, examples: string, say(): void }} options
 */
export async function openDesktop(code, { vsix, folder, examples, say }) {
  const isolated = [
    ...['--user-data-dir', path.join(folder, 'user')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
  ];
  const shell = process.platform === 'win32';
  const quoted = (args) => (shell ? args.map((arg) => `"${arg}"`) : args);
  const installed = spawnSync(code, quoted([...isolated, '--install-extension', vsix]), {
    shell,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (installed.status !== 0) throw new Error('The package could not be installed.');
  say();
  const window = [...isolated, '--disable-workspace-trust', '--new-window', '--wait', examples];
  await new Promise((resolve, reject) => {
    const child = spawn(code, quoted(window), { shell, stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
