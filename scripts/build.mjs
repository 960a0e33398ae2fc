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
 * Large libraries that many starts never need become files of their own beside the others: V8
 * reads all of a file before it runs any of it, and activation is to take no time.
 */
const apart = { '@babel/parser': 'parser', '@rollup/browser': 'rollup' };
const keepApart = {
  name: 'keep-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^@(babel\/parser|rollup\/browser)$/ }, ({ path }) => ({
      path: `./${apart[path]}.js`,
      external: true,
    }));
  },
};
const browser = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [keepApart],
  }),
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
  build({
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    plugins: [keepApart],
    banner: { js: '#!/usr/bin/env node' },
  }),
  ...Object.entries(apart).map(([name, file]) =>
    build({ ...node, entryPoints: [name], outfile: `dist/${file}.js`, plugins: [rollupInside] }),
  ),
  build({
    ...browser,
    entryPoints: ['webview/main.tsx', 'webview/panel.css'],
    outdir: 'dist/webview',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
]);

// One letter beyond ASCII, which esbuild leaves in regular expressions, makes V8 take all of the
// text as of two bytes a letter, and reading it at activation takes twice as long.
const beyond = /[^\s -~]/.exec(await readFile('dist/extension.js', 'utf8'));
if (beyond) throw new Error(`dist/extension.js holds the letter ${beyond[0]}: write it as \\u….`);
