// Bundles what the benchmarks need of the project, from source, into out/bench.
import { build } from 'esbuild';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const outdir = path.join(root, 'out', 'bench');
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  absWorkingDir: root,
};

/** Exports of the sources: `load('engine/trace', 'autodiff/program')`. */
export async function load(...modules) {
  const contents = modules.map((name) => `export * from './src/${name}';`).join('\n');
  const outfile = path.join(outdir, `${modules.join('+').replaceAll('/', '-')}.cjs`);
  await build({ ...common, stdin: { contents, resolveDir: root, loader: 'ts' }, outfile });
  return createRequire(import.meta.url)(outfile);
}

/** All exports of packages in a folder of ours, bundled (some are neither good CommonJS nor ESM). */
export async function loadPackages(folder, statements) {
  const outfile = path.join(outdir, 'packages.cjs');
  const stdin = { contents: statements.join('\n'), resolveDir: folder };
  await build({ ...common, stdin, outfile, mainFields: ['module', 'main'] });
  return createRequire(import.meta.url)(outfile);
}

/** The engine process as it is shipped; returns the path that EnginePool wants. */
export async function buildEngineProcess() {
  const entry = (name, file) =>
    build({
      ...common,
      minify: true,
      entryPoints: [`src/sandbox/child/${name}.ts`],
      outfile: path.join(outdir, file),
    });
  await Promise.all([entry('process', 'engine-process.js'), entry('worker', 'engine-worker.js')]);
  return path.join(outdir, 'engine-process.js');
}
