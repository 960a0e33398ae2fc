// Builds every artefact into dist/: one esbuild call each, so that each has its own platform.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';

const common = {
  bundle: true,
  minify: !process.argv.includes('--dev'),
  sourcemap: process.argv.includes('--dev') ? 'inline' : false,
  logLevel: 'warning',
  legalComments: 'none',
  loader: { '.wasm': 'binary' },
};
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const browser = { ...common, platform: 'browser', target: 'es2022', format: 'iife' };

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
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
    banner: { js: '#!/usr/bin/env node' },
  }),
  build({
    ...browser,
    entryPoints: ['webview/main.tsx', 'webview/panel.css'],
    outdir: 'dist/webview',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
]);
