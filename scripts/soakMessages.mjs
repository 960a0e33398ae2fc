// Fuzzed messages, each way and frames, as many as one likes:
//   node scripts/soakMessages.mjs [how many of each = 1000000] [first seed = 1]
// What fails names its seed; the counts say how many passed the check.
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const [count = 1_000_000, first = 1] = process.argv.slice(2).map(Number);
const outfile = path.join(root, 'out', `soak-messages-${process.pid}.cjs`);
await build({
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
  ...{ packages: 'external', loader: { '.wasm': 'binary' } },
  entryPoints: ['test/unit/protocol/fuzz/fuzz.ts'],
  outfile,
});
const { ways } = createRequire(import.meta.url)(outfile);
await rm(outfile);

/** Of so many at a time a line is printed. */
const portion = 100_000;
for (const [way, fuzz] of Object.entries(ways)) {
  const started = Date.now();
  let [messages, accepted] = [0, 0];
  try {
    while (messages < count) {
      const tally = fuzz(Math.min(portion, count - messages), first + messages);
      messages += tally.messages;
      accepted += tally.accepted;
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`${way}: ${messages} messages, ${accepted} let in, 0 failures; ${seconds} s`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`${way}: after ${messages} messages`, error);
  }
}
