// npm run docs: writes docs/optimizers.md, and the corpus in docs/gradients.md.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { corpusTable, withSection } from './docs/gradients.mjs';
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

const corpus = path.join(root, 'test', 'unit', 'corpus');
const recorded = JSON.parse(await readFile(path.join(corpus, 'recorded.json'), 'utf8'));
const table = corpusTable(recorded, (file) =>
  readFileSync(path.join(corpus, 'programs', file), 'utf8'),
);
const gradients = path.join(root, 'docs', 'gradients.md');
await writeFile(gradients, withSection(await readFile(gradients, 'utf8'), 'corpus', table));
