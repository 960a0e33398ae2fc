// Random programs, compiled against the tape, forward mode and plain evaluation, as long as one likes:
//   node scripts/soak.mjs [how many = 100000] [first seed = 1] [threads = 1]
// Each program has a seed of its own, which is printed where something differs; so
// `node scripts/soak.mjs 1 SEED` shows one again.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const [count = 100_000, first = 1, threads = 1] = process.argv.slice(2).map(Number);
const portion = 100;
const outfile = path.join(root, 'out', `soak-${process.pid}.cjs`);
await build({
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
  entryPoints: ['test/unit/autodiff/compiled/differential.ts'],
  outfile,
});

const declined = new Map();
const sizes = [];
let [compared, confirmed, compiled, differences, worst, points] = [0, 0, 0, 0, 0, 0];
const started = Date.now();

function add(seed, outcome) {
  sizes.push(outcome.statements);
  if (outcome.declined) declined.set(outcome.declined, (declined.get(outcome.declined) ?? 0) + 1);
  else compiled++;
  compared += outcome.compared;
  confirmed += outcome.byForward;
  worst = Math.max(worst, outcome.worst);
  if (outcome.difference) {
    differences++;
    console.log(`seed ${seed}: ${outcome.difference}`);
  }
  if (count === 1) console.log(outcome.text);
  if (sizes.length % 5000 === 0)
    console.log(`${sizes.length} programs, ${differences} differences`);
}

let next = first;

/** One thread, which takes a portion after the other. */
function work() {
  const worker = new Worker(new URL('soakWorker.mjs', import.meta.url), { workerData: outfile });
  return new Promise((resolve, reject) => {
    const ask = () => {
      if (next >= first + count) return resolve(worker.terminate());
      const seeds = Array.from(
        { length: Math.min(portion, first + count - next) },
        (_, i) => next + i,
      );
      next += seeds.length;
      return worker.postMessage(seeds);
    };
    worker.on('message', ({ outcomes, pointsPerProgram }) => {
      points = pointsPerProgram;
      for (const [seed, outcome] of outcomes) add(seed, outcome);
      ask();
    });
    worker.on('error', reject);
    ask();
  });
}
await Promise.all(Array.from({ length: threads }, work));
await rm(outfile);

sizes.sort((a, b) => a - b);
for (const [what, times] of declined) console.log(`declined ${times} times: ${what}`);
console.log(
  `${count} programs from seed ${first}: ${compiled} compiled, ${differences} differences, ` +
    `worst deviation ${worst.toExponential(1)} of the contributions; ` +
    `${compared} of ${compiled * points} points by compiled code, the others by the tape; ` +
    `${confirmed} partial derivatives by forward mode too; ` +
    `${sizes[0]} to ${sizes.at(-1)} statements, median ${sizes[sizes.length >> 1]}; ` +
    `${Math.round((Date.now() - started) / 1000)} s`,
);
process.exitCode = differences > 0 ? 1 : 0;
