// The panel's frames while somebody zooms, plays or watches a run, in a headless Chromium:
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
const all = await measureFrames([lengths[0], ...lengths], count);
const found = all.slice(all.length / (lengths.length + 1));

const high = (values) => [...values].sort((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1];
const rows = found.map(({ gesture, steps, charts, script, all: whole }) => [
  gesture,
  steps.toLocaleString('en'),
  charts,
  ...[median(script), high(script), median(whole), high(whole)].map(short),
]);
// Not the clock on the wall: on a busy machine that one measures the neighbours.
console.log(
  `Frames of eight charts and the landscape, ${count} of each: processor time of the main thread, ` +
    `ms; \`all\` has style, layout and, without a graphics card, every pixel in it.\n${machine()}\n`,
);
console.log(
  table(
    ['gesture', 'steps', 'charts', 'script, median', 'script, p95', 'all, median', 'all, p95'],
    rows,
  ),
);
const of = (gesture) => found.filter((each) => each.gesture === gesture);
const zooms = of('zoom').map(({ script }) => median(script));
const plays = of('play').map(({ script }) => high(script));
console.log(
  `\nA frame that draws all charts anew: ${short(Math.max(...zooms))} ms of script (target 12), slowest ` +
    `to fastest length ${short(Math.max(...zooms) / Math.min(...zooms))} (target 1.3). Playing 10 steps ` +
    `a frame: p95 ${short(Math.max(...plays))} ms (target 16).`,
);
