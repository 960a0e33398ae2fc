// Sequences of what can be done to a session against the model of it, as many as one likes:
//   node scripts/soakModel.mjs [how many = 10000] [first seed = 1]
// What fails is shrunk to the shortest sequence and printed with its seed.
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const [count = 10_000, first = 1] = process.argv.slice(2).map(Number);
const outfile = path.join(root, 'out', `soak-model-${process.pid}.cjs`);
await mkdir(path.dirname(outfile), { recursive: true });
await build({
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
  ...{ packages: 'external', loader: { '.wasm': 'binary' } },
  entryPoints: ['test/unit/model/sequences.ts'],
  outfile,
});
const { check } = createRequire(import.meta.url)(outfile);
await rm(outfile);

const portion = 500;
const started = Date.now();
let [sequences, commands] = [0, 0];
try {
  for (let seed = first; sequences < count; seed++) {
    const some = Math.min(portion, count - sequences);
    commands += await check(some, seed);
    sequences += some;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${sequences} sequences, ${commands} commands, 0 failures; ${seconds} s`);
} catch (error) {
  process.exitCode = 1;
  console.log(`after ${sequences} sequences`, error);
}
