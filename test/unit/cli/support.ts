import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The build under test; another one than `dist` may be named in the environment. */
const dist = path.resolve(process.env.ADAMSCOPE_DIST ?? 'dist');
const commandLine = path.join(dist, 'cli.js');

/** Builds `dist` where it is missing or older than the sources. For a `before` hook. */
export function ensureBuilt(this: Mocha.Context): void {
  this.timeout(120_000);
  if (process.env.ADAMSCOPE_DIST) return;
  const artefacts = ['cli.js', 'engine-process.js', 'engine-worker.js'];
  const times = artefacts.map((name) => {
    const file = path.join(dist, name);
    return existsSync(file) ? statSync(file).mtimeMs : 0;
  });
  const sources = readdirSync('src', { recursive: true }).map(
    (name) => statSync(path.join('src', String(name))).mtimeMs,
  );
  if (Math.min(...times) > Math.max(...sources)) return;
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
}

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line; `child` for whoever wants to disturb it. */
export function start(
  args: readonly string[],
  cwd: string,
  environment: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Outcome> } {
  const child = spawn(process.execPath, [commandLine, ...args], {
    cwd,
    env: { ...process.env, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs the built command line to its end. */
export function adamscope(args: readonly string[], cwd = process.cwd()): Promise<Outcome> {
  return start(args, cwd).ended;
}

/** Runs it with standard output going to a device; what it said beside. */
export function adamscopeInto(device: string, args: readonly string[], cwd: string) {
  const stdio = ['ignore', openSync(device, 'w'), 'pipe'] as const;
  const options = { cwd, stdio: [...stdio], encoding: 'utf8' as const };
  const { status, stderr } = spawnSync(process.execPath, [commandLine, ...args], options);
  return { status, stderr };
}

/** A new folder with these files. */
export function folderWith(files: Record<string, string>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-test-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * The built command line beside files in a folder of their own: hooks of the suite that calls this.
 * Every case starts two processes, on a machine that may have much else to do.
 */
export function beside(suite: Mocha.Suite, files: Record<string, string>): { folder: string } {
  const place = { folder: '', remove: (): void => undefined };
  suite.timeout(120_000);
  before(ensureBuilt);
  before(() => void Object.assign(place, folderWith(files)));
  after(() => place.remove());
  return place;
}

/** What `trace` writes as JSON. */
export interface Written {
  optimizer: string;
  hyperparameters: Record<string, number | boolean>;
  objective: string;
  leaves: { name: string; length: number; shape: number[]; coordinates: string[] }[];
  steps: number;
  requestedSteps?: number;
  gradientSource: string;
  state: string;
  seed: number;
  finalLoss: number | string | null;
  error: {
    message: string;
    file: string | null;
    line: number | null;
    column: number | null;
    step: number;
  } | null;
  theta: number[][];
  loss: number[];
  grad: number[][];
  [series: string]: unknown;
}

export function read(outcome: Outcome): Written {
  return JSON.parse(outcome.stdout) as Written;
}
