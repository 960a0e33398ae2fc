// Builds every artefact into dist/: one esbuild call each, so that each has its own platform.
import { build } from 'esbuild';
import { readFile, rm } from 'node:fs/promises';
import { rollupInside } from './rollup.mjs';

const common = {
  bundle: true,
  minify: !process.argv.includes('--dev'),
  sourcemap: process.argv.includes('--dev') ? 'inline' : false,
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.wasm': 'binary' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };

/**
 * What many starts never need becomes a file of its own beside the others: V8 reads all of a file
 * before it runs any of it, and activation is to take no time.
 */
const apart = {
  ...{ '@babel/parser': 'parser', '@rollup/browser': 'rollup', './compose': 'compose' },
  ...{ './csvTable': 'csv', './parquetTable': 'parquet' },
};
const keepApart = {
  name: 'keep-apart',
  setup({ onResolve }) {
    const filter = /^(@babel\/parser|@rollup\/browser|\.\/compose|\.\/csvTable|\.\/parquetTable)$/;
    onResolve({ filter }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${apart[path]}.js`, external: true },
    );
  },
};
const browser = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

await rm('dist', { recursive: true, force: true });
await Promise.all([
  ...['extension', 'compose'].map((name) =>
    build({
      ...node,
      entryPoints: [`src/${name}.ts`],
      outfile: `dist/${name}.js`,
      external: ['vscode'],
      // What is read when it is needed is a CommonJS file as this one is.
      supported: { 'dynamic-import': false },
      plugins: [keepApart],
    }),
  ),
  build({
    ...node,
    entryPoints: ['src/sandbox/child/process.ts'],
    outfile: 'dist/engine-process.js',
  }),
  build({
    ...node,
    entryPoints: ['src/sandbox/child/worker.ts'],
    outfile: 'dist/engine-worker.js',
  }),
  ...['csv', 'parquet'].map((name) =>
    build({
      ...node,
      entryPoints: [`src/import/read/${name}Table.ts`],
      outfile: `dist/${name}.js`,
    }),
  ),
  build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [keepApart],
    banner: { js: '#!/usr/bin/env node' },
  }),
  ...['@babel/parser', '@rollup/browser'].map((name) =>
    build({
      ...node,
      entryPoints: [name],
      outfile: `dist/${apart[name]}.js`,
      plugins: [rollupInside],
    }),
  ),
  build({
    ...browser,
    entryPoints: ['webview/main.tsx', 'webview/panel.css'],
    outdir: 'dist/webview',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
  // What the panel talks to on a page of its own, where it stands behind the panel's script.
  build({
    ...browser,
    entryPoints: { page: 'webview/page/main.ts', pageStyle: 'webview/page/page.css' },
    outdir: 'dist/webview',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
]);

// One letter beyond ASCII, which esbuild leaves in regular expressions, makes V8 take all of the
// text as of two bytes a letter, and reading it takes twice as long.
for (const file of ['dist/extension.js', 'dist/compose.js']) {
  const beyond = /[^\s -~]/.exec(await readFile(file, 'utf8'));
  if (beyond) throw new Error(`${file} holds the letter ${beyond[0]}: write it as \\u….`);
}
