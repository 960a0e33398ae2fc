// Random programs in threads; what soak.mjs and the unit tests run.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { root } from './provide.mjs';

/** Programs that a thread is given at a time. */
const portion = 50;

/**
 * Compares the programs of some seeds.
 *
 * @param {readonly number[]} seeds
 * @param {number} threads
 * @param {(seed: number, outcome: object) => void} tell is told of each, in any order
 */
export async function fuzz(seeds, threads, tell) {
  const outfile = path.join(root, 'out', `fuzzing-${process.pid}-${Date.now()}.cjs`);
  await mkdir(path.dirname(outfile), { recursive: true });
  await build({
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
    entryPoints: ['test/unit/autodiff/compiled/differential.ts'],
    outfile,
  });
  let next = 0;
  const thread = () => {
    const worker = new Worker(path.join(root, 'scripts', 'fuzzingThread.mjs'), {
      workerData: outfile,
    });
    return new Promise((resolve, reject) => {
      const ask = () => {
        const some = seeds.slice(next, next + portion);
        next += some.length;
        if (some.length > 0) worker.postMessage(some);
        else resolve(worker.terminate());
      };
      worker.on('message', (outcomes) => {
        for (const [seed, outcome] of outcomes) tell(seed, outcome);
        ask();
      });
      worker.on('error', reject);
      ask();
    });
  };
  try {
    await Promise.all(Array.from({ length: threads }, thread));
  } finally {
    await rm(outfile);
  }
}
