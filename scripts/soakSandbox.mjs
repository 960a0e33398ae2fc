// The sandbox under violence, as often as one likes:
//   node scripts/soakSandbox.mjs stop [how many = 1000] [first seed = 1]
//   node scripts/soakSandbox.mjs stopLarge [how many = 200] [first seed = 1]
//   node scripts/soakSandbox.mjs cancel [how many = 10000] [first seed = 1]
//   node scripts/soakSandbox.mjs orphans [how many = 1000] [first seed = 1]
//   node scripts/soakSandbox.mjs hostile
// `stop` stops runs at random moments, `stopLarge` with a heap of half a gigabyte, and both tell
// until when the end was known and the process gone; `cancel` starts runs and cancels them, and
// tells what processes and memory are left; `orphans` kills hosts at random moments and looks for
// engine processes 250 ms later; `hostile` runs all hostile objectives, the slow ones too. Each
// prints one line of JSON that begins with what it counted, and exits with 1 where that is too much.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const usual = { stop: 1000, stopLarge: 200, cancel: 10_000, orphans: 1000, hostile: 1 };
const [what, ...numbers] = process.argv.slice(2);
const [count = usual[what], seed = 1] = numbers.map(Number);
const soak = await bundled('test/unit/sandbox/soak/index.ts');
const { EnginePool, countAbove, distribution } = soak;
const folder = soak.temporaryFolder();
const counted = { stop, stopLarge: () => stop(true), cancel, orphans, hostile }[what];

if (!counted) {
  console.error(`Say one of ${Object.keys(usual).join(', ')}.`);
  process.exitCode = 2;
} else {
  try {
    const processFile = await soak.buildEngine(folder.path);
    const began = Date.now();
    const { bad, ...found } = await counted(processFile);
    const seconds = Math.round((Date.now() - began) / 1000);
    const load = loadavg().map((average) => Number(average.toFixed(1)));
    console.log(JSON.stringify({ what, count, seed, ...found, seconds, load }));
    process.exitCode = bad ? 1 : 0;
  } finally {
    folder.remove();
  }
}

function newPool(processFile) {
  return new EnginePool({ processFile, workingFolder: folder.path, startTime: 60_000 });
}

async function stop(large) {
  const processFile = path.join(folder.path, 'engine-process.js');
  const pool = newPool(processFile);
  const { ended, gone, others } = await soak.stopTimes(pool, count, {
    seed,
    large: large === true,
  });
  pool.dispose();
  for (const other of new Set(others)) console.log(other);
  const rounded = (times) =>
    Object.fromEntries(
      Object.entries(distribution(times)).map(([key, value]) => [key, Number(value.toFixed(1))]),
    );
  const above = { above50: countAbove(gone, 50), above100: countAbove(gone, 100) };
  return {
    ended: rounded(ended),
    gone: rounded(gone),
    ...above,
    others: others.length,
    bad: others.length > 0,
  };
}

async function cancel(processFile) {
  const { started, left, heap, resident } = await soak.cancelCycles(
    () => newPool(processFile),
    count,
    seed,
  );
  const drift = ([before, after]) => Number(((after - before) / 1e6).toFixed(1));
  const megabytes = { heapDrift: drift(heap), residentDrift: drift(resident) };
  return { started, left, ...megabytes, bad: left > 0 || megabytes.heapDrift > 10 };
}

async function orphans(processFile) {
  const found = await soak.killHosts(processFile, folder.path, count, seed);
  return { ...found, left: found.left.length, bad: found.left.length > 0 };
}

async function hostile(processFile) {
  const pool = newPool(processFile);
  const untouched = await soak.outcomeOf(soak.harmless, pool);
  const problems = [];
  const all = Object.values(soak.hostile).flat();
  for (const attack of all) {
    try {
      soak.asExpected(attack, await soak.outcomeOf(attack, pool), untouched);
    } catch (error) {
      problems.push(attack.name);
      console.log(`${attack.name}: ${error.message}`);
    }
  }
  pool.dispose();
  await pool.idle();
  return { objectives: all.length, unexpected: problems.length, bad: problems.length > 0 };
}

async function bundled(entry) {
  const outfile = path.join(root, 'out', `soak-sandbox-${process.pid}.cjs`);
  await build({
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
    ...{ entryPoints: [entry], outfile, packages: 'external', logLevel: 'error' },
  });
  const made = createRequire(import.meta.url)(outfile);
  rmSync(outfile);
  return made;
}
