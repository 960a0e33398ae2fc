// npm run docs: writes docs/optimizers.md.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { optimizersDocument } from './docs/optimizers.mjs';
import { root } from './provide.mjs';

const outfile = path.join(root, 'out', 'docs', 'sources.cjs');
await build({
  ...{ absWorkingDir: root, outfile, bundle: true, platform: 'node', format: 'cjs' },
  entryPoints: ['test/reference/documented.ts'],
});
const sources = createRequire(import.meta.url)(outfile);
const deviations = JSON.parse(
  await readFile(path.join(root, 'test', 'reference', 'deviations.json'), 'utf8'),
);
await writeFile(path.join(root, 'docs', 'optimizers.md'), optimizersDocument(sources, deviations));
