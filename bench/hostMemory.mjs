// What large runs take in a real VS Code, extension host and engine process, by the operating system
// (Linux), on adamscope.vsix as packaged last: node bench/hostMemory.mjs
import { mkdir, rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { chromiumPath } from '../scripts/browser.mjs';
import { bundleSuites } from '../scripts/bundle.mjs';
import { runInHost } from '../scripts/host.mjs';
import { root, vsix } from '../scripts/provide.mjs';
import { provideVsCode } from '../scripts/vscode.mjs';

await provideVsCode();
await chromiumPath();
const outdir = path.join(root, 'out', `memory-${process.pid}`);
await mkdir(path.join(root, 'artefacts', 'logs'), { recursive: true });
try {
  await bundleSuites(['memory'], outdir);
  process.exitCode = await runInHost({
    ...{ vsix, suites: outdir, results: path.join(outdir, 'results.json') },
    log: path.join(root, 'artefacts', 'logs', 'memory.log'),
    ...{ trustEverything: true, minutes: 20 },
  });
  const load = loadavg().map((each) => each.toFixed(1));
  console.log(`load average ${load.join(' ')}`);
} finally {
  await rm(outdir, { recursive: true, force: true });
}
