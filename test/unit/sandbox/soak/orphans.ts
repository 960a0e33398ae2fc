import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { dice } from '../../trace/file/damage';

/** Milliseconds after which nothing may be left of a host that was killed. */
export const orphansGone = 250;

const latest = 400;

/** Milliseconds after which a process is taken to stay for ever. */
const patience = 60_000;

export interface Orphans {
  /** Hosts that were killed while there was an engine process of theirs. */
  working: number;
  /** Engine processes that were still there after `orphansGone`: of a machine that is busy. */
  late: number;
  /** Those that did not go at all. */
  left: number[];
}

/**
 * Kills small hosts, each with a run, at random moments, and looks for engine processes in the
 * machine's own list: by the path of their bundle, which is `folder`'s alone. Linux only.
 */
export async function killHosts(
  processFile: string,
  folder: string,
  count: number,
  seed = 1,
): Promise<Orphans> {
  const roll = dice(seed);
  const host = path.join(folder, 'host.js');
  await build({
    stdin: { contents: hostScript, resolveDir: path.resolve('test/unit/sandbox'), loader: 'ts' },
    outfile: host,
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20' },
  });
  const orphans: Orphans = { working: 0, late: 0, left: [] };
  for (let i = 0; i < count; i++) {
    const child = spawn(process.execPath, [host, processFile, folder, String(roll(1000))], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    // Mostly while it runs, sometimes while it begins.
    if (roll(4) > 0) await once(child.stdout, 'data');
    await pause(roll(latest));
    if (withCommand(processFile).some((pid) => pid !== child.pid)) orphans.working++;
    child.kill('SIGKILL');
    await exited;
    await pause(orphansGone);
    orphans.late += withCommand(processFile).length;
    const until = Date.now() + patience;
    while (withCommand(processFile).length > 0 && Date.now() < until) await pause(10);
    orphans.left.push(...withCommand(processFile));
  }
  return orphans;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Processes that are alive and whose command line names the bundle. */
function withCommand(processFile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        // The host itself has it as its second argument.
        return words.includes(processFile) && !words.some((word) => word.endsWith('host.js'));
      } catch {
        return false;
      }
    });
}

const hostScript = `
  import { EnginePool } from '../../../src/sandbox/pool';
  import { busy } from './soak/objectives';
  import { job } from './harness';
  const [, , processFile, workingFolder, roll] = process.argv;
  const pool = new EnginePool({ processFile, workingFolder, startTime: 60_000, yielding: true });
  const kinds = Object.values(busy);
  const limits = { memory: 400, evaluationTime: 600_000 };
  for (let i = 0; i < 2; i++) {
    const source = kinds[(Number(roll) + i) % kinds.length];
    pool.start(job(source, { steps: 10_000_000, limits }), ({ type }) => {
      if (type === 'hello') console.log(type);
    });
  }
`;
