// Trace files under violence, as often as one likes:
//   node scripts/soakTraces.mjs mutate [how many = 100000] [first seed = 1]
//   node scripts/soakTraces.mjs kill [how many = 100] [first seed = 1]
// `mutate` changes a small file as each seed says and looks at all that opens of it: nothing may
// throw, and nothing may be made room for that is not there. `kill` ends a command line that writes
// a trace, or its engine process, at random moments and opens the file: it must open, be the
// beginning of the run bit for bit, have been written to in the last 250 ms, and leave no process.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { root } from './provide.mjs';

const [what, count = what === 'kill' ? 100 : 100_000, first = 1] = process.argv
  .slice(2)
  .map((arg, i) => (i === 0 ? arg : Number(arg)));
const outfile = path.join(root, 'out', `soak-traces-${process.pid}.cjs`);
await build({
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
  entryPoints: ['test/unit/trace/file/soak.ts'],
  outfile,
});
const { small, chunksOf, mutated, looked, dice, valuesOf } = createRequire(import.meta.url)(
  outfile,
);
rmSync(outfile);

if (what === 'mutate') await mutate();
else if (what === 'kill') await kill();
else {
  console.error('Say “mutate” or “kill”.');
  process.exitCode = 2;
}

async function mutate() {
  const whole = await small();
  const starts = chunksOf(whole);
  let [opened, failures] = [0, 0];
  const started = Date.now();
  for (let seed = first; seed < first + count; seed++) {
    try {
      if (looked(mutated(whole, starts, seed))) opened++;
    } catch (error) {
      failures++;
      console.log(`seed ${seed}: ${error.stack}`);
    }
    if ((seed - first + 1) % 100_000 === 0) console.log(`${seed - first + 1} mutations`);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `${count} mutations from seed ${first}: ${opened} opened, ${count - opened - failures} refused, ` +
      `${failures} threw; ${seconds} s`,
  );
  process.exitCode = failures > 0 ? 1 : 0;
}

async function kill() {
  const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-soak-'));
  const objective = path.join(folder, 'slow.ts');
  writeFileSync(
    objective,
    `export function slow([x, y] = [-1.2, 1]) {
      let work = 0;
      for (let i = 0; i < 20000; i++) work += i % 7;
      return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2 + 0 * work;
    }`,
  );
  const whole = path.join(folder, 'whole.adamtrace');
  const steps = 200_000;
  const problems = [];
  let [latest, mostSteps] = [0, 0];
  try {
    await ended(trace(objective, whole, 20_000, folder));
    const expected = valuesOf(readFileSync(whole));
    for (let seed = first; seed < first + count; seed++) {
      const file = path.join(folder, `${seed}.adamtrace`);
      const roll = dice(seed);
      const child = trace(objective, file, steps, folder);
      const end = ended(child);
      // Mostly while it writes, sometimes while it begins.
      if (roll(5) > 0) await begun(file, child);
      await pause(roll(1500));
      const engines = childrenOf(child.pid);
      const isEngine = roll(3) === 0 && engines.length > 0;
      const signal = roll(4) === 0 ? 'SIGTERM' : 'SIGKILL';
      const killed = Date.now();
      if (isEngine) for (const pid of engines) process.kill(pid, 'SIGKILL');
      else child.kill(signal);
      await end;
      await gone([child.pid, ...engines]).catch(() => problems.push(`${seed}: a process is left`));
      const found = statSync(file, { throwIfNoEntry: false });
      // It had not begun.
      if (!found || found.size === 0) continue;
      const values = valuesOf(readFileSync(file));
      if (!values) {
        problems.push(`${seed}: does not open`);
        continue;
      }
      mostSteps = Math.max(mostSteps, values.losses.length);
      const isSudden = !isEngine && signal === 'SIGKILL';
      if (isSudden && values.losses.length > 0) latest = Math.max(latest, killed - found.mtimeMs);
      const same = values.losses.every(
        (loss, i) => i >= expected.losses.length || Object.is(loss, expected.losses[i]),
      );
      if (!same) problems.push(`${seed}: other numbers`);
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (latest > 250) problems.push(`the last write was ${latest} ms before the end`);
  for (const problem of problems) console.log(problem);
  console.log(
    `${count} killed from seed ${first}: ${problems.length} problems; the last write at most ` +
      `${Math.round(latest)} ms before the end, up to ${mostSteps} steps`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}

function trace(objective, file, steps, folder) {
  const args = ['trace', objective, '--steps', String(steps), '--save', file];
  return spawn(
    process.execPath,
    [path.join(root, 'dist', 'cli.js'), ...args, '--out', path.join(folder, 'out.json')],
    { stdio: 'ignore', env: { ...process.env, TMPDIR: folder } },
  );
}

/** Resolves once the first rows are in the file, or nobody writes any more. */
async function begun(file, child) {
  while (child.exitCode === null && child.signalCode === null) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && (valuesOf(readFileSync(file))?.losses.length ?? 0) > 0) return;
    await pause(10);
  }
}

function ended(child) {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** The processes that a process has started, from /proc: Linux alone. */
function childrenOf(parent) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Resolves once none of the processes is there any more; fails after five seconds. */
async function gone(pids) {
  for (let tries = 0; tries < 250; tries++) {
    if (pids.every((pid) => !isThere(pid))) return;
    await pause(20);
  }
  throw new Error('still there');
}

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
