// The panel's frames while somebody zooms, at runs of different lengths, in a headless Chromium:
// node bench/panel.mjs [frames]
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/build.mjs';
import { machine, median, short, table } from './lib/report.mjs';

const count = Number(process.argv[2] ?? 120);
const lengths = [1e4, 1e6, 1e7];
const folder = path.join(root, 'out', 'bench');
const driver = path.join(folder, 'frames.cjs');
await mkdir(folder, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['test/webview/fixture/frames.ts'],
  outfile: driver,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
  define: { 'import.meta.url': JSON.stringify(new URL('../scripts/browser.mjs', import.meta.url)) },
});
process.chdir(root);
const { measureFrames } = createRequire(import.meta.url)(driver);
// The first turn warms up: nothing of it counts.
const [, ...found] = await measureFrames([lengths[0], ...lengths], count);

const rows = found.map(({ steps, charts, frames, processorTime, redrawsPerSecond }) => [
  steps.toLocaleString('en'),
  charts,
  ...[processorTime, median(frames), Math.min(...frames), redrawsPerSecond].map(short),
]);
// Not the clock on the wall: on a busy machine that one measures the neighbours.
const times = found.map(({ processorTime }) => processorTime);
console.log(
  `Frames that draw all charts anew, ${count} of each length, main thread.\n${machine()}\n`,
);
console.log(
  table(
    [
      'steps',
      'charts',
      'ms, processor',
      'ms, clock, median',
      'ms, clock, least',
      'redraws a second',
    ],
    rows,
  ),
);
console.log(
  `\nSlowest to fastest length: ${short(Math.max(...times) / Math.min(...times))} (target 1.3); ` +
    `slowest ${short(Math.max(...times))} ms of processor time (target 12).`,
);
