// The host suite in a desktop VS Code, which @vscode/test-electron downloads or VSCODE_PATH names.
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { bundleSuites } from './bundle.mjs';
import { copyExamples, makeDriver } from './host.mjs';
import { packageExtension } from './package.mjs';
import { root, vsix } from './provide.mjs';

const executable =
  process.env.VSCODE_PATH ??
  (await downloadAndUnzipVSCode({ version: 'stable', timeout: 60_000 }).catch((error) => {
    console.error(
      `Not run: no desktop VS Code can be downloaded here (${error.message}).\n` +
        'Name an installed one in VSCODE_PATH. `npm run test:host` runs the same suite in a served VS Code.',
    );
    process.exit(1);
  }));
await packageExtension();
const outdir = path.join(root, 'out', `electron-${process.pid}`);
const folder = await mkdtemp(path.join(os.tmpdir(), 'adamscope-electron-'));
try {
  await bundleSuites(['host'], outdir);
  const isolated = [
    `--user-data-dir=${path.join(folder, 'user')}`,
    `--extensions-dir=${path.join(folder, 'extensions')}`,
  ];
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(executable);
  const installed = spawnSync(cli, [...isolated, '--install-extension', vsix], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0) throw new Error('The package could not be installed.');
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: await makeDriver(folder),
    extensionTestsPath: path.join(root, 'scripts', 'hostIndex.cjs'),
    extensionTestsEnv: { ADAMSCOPE_SUITES: outdir },
    launchArgs: [...isolated, '--disable-workspace-trust', await copyExamples(folder)],
  });
} finally {
  await rm(outdir, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
