// From the command to the first drawn chart in a real VS Code, beside the least webview that draws:
// node bench/firstChart.mjs [turns]. Needs the package (npm run build && npm run package).
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/build.mjs';
import { machine, median, short, table } from './lib/report.mjs';

const turns = Number(process.argv[2] ?? 6);
const folder = path.join(root, 'out', 'bench');
const bareVsix = path.join(folder, 'bareWebview.vsix');
const driver = path.join(folder, 'firstChart.cjs');
await mkdir(folder, { recursive: true });
await createVSIX({
  cwd: path.join(root, 'bench', 'lib', 'bareWebview'),
  packagePath: bareVsix,
  dependencies: false,
  allowMissingRepository: true,
});
await build({
  absWorkingDir: root,
  entryPoints: ['test/workbench/support/firstCharts.ts'],
  outfile: driver,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
  define: { 'import.meta.url': JSON.stringify(new URL('../scripts/provide.mjs', import.meta.url)) },
});
const { firstCharts } = createRequire(import.meta.url)(driver);
const { bare, ours } = await firstCharts(bareVsix, turns);

const row = (name, [first, ...rest]) => [
  name,
  ...[first, median(rest), Math.min(...rest)].map(short),
];
console.log(`Command to first drawn chart, ${turns} turns.\n${machine()}\n`);
console.log(
  table(
    ['milliseconds', 'first turn', 'median of the others', 'least'],
    [row('a bare webview', bare), row('Trace Adam (target 500)', ours)],
  ),
);
