// Bundles test suites: each `*.test.ts` of the given folders becomes one CommonJS file.
import { build } from 'esbuild';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './provide.mjs';
import { rollupInside } from './rollup.mjs';

/**
 * @param {string[]} folders of test/
 * @param {string} outdir
 * @param {{ filters?: string[], target?: string }} [options] `filters`: parts of paths, any of which
 *   is enough
 * @returns {Promise<number>} how many suites were bundled
 */
export async function bundleSuites(folders, outdir, { filters = [], target = 'node20' } = {}) {
  const entryPoints = folders
    .filter((folder) => existsSync(path.join(root, 'test', folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, 'test', folder), { recursive: true }).map((name) =>
        path.posix.join('test', folder, String(name).replaceAll('\\', '/')),
      ),
    )
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => filters.length === 0 || filters.some((part) => name.includes(part)));
  if (entryPoints.length === 0) return 0;
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    outbase: 'test',
    bundle: true,
    platform: 'node',
    target,
    format: 'cjs',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    loader: { '.wasm': 'binary' },
    logLevel: 'warning',
    plugins: [keepModuleAddress, rollupInside],
  });
  return entryPoints.length;
}

/** A module that asks where it stands gets the place of its source, bundled or not. */
const keepModuleAddress = {
  name: 'keep-module-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.(mjs|ts|tsx)$/, namespace: 'file' }, async ({ path: file }) => {
      if (file.includes(`${path.sep}node_modules${path.sep}`)) return undefined;
      const text = await readFile(file, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};
