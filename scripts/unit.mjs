// Bundles the suites that run in plain Node and runs them with mocha:
//   node scripts/unit.mjs [part of a path …] [-- mocha's options]
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const args = process.argv.slice(2);
const split = args.indexOf('--');
const filters = split < 0 ? args : args.slice(0, split);
const options = split < 0 ? [] : args.slice(split + 1);

const entryPoints = ['test/unit', 'test/golden'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => path.posix.join(folder, String(name).replaceAll('\\', '/')))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => filters.length === 0 || filters.some((part) => name.includes(part))),
);
// A folder of its own per call, so that two calls side by side do not overwrite each other.
const outdir = path.join('out', `unit-${process.pid}`);
await build({
  entryPoints,
  outdir,
  outbase: 'test',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  sourcemap: 'inline',
  loader: { '.wasm': 'binary' },
  logLevel: 'warning',
});
const mocha = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    'node_modules/mocha/bin/mocha.js',
    '--recursive',
    '--extension',
    'js',
    outdir,
    ...options,
  ],
  { stdio: 'inherit' },
);
rmSync(outdir, { recursive: true, force: true });
process.exit(mocha.status ?? 1);
