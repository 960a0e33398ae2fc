// Fills `.vscode-test/`: heavy pieces that only tests and the demo need (a VS Code, its Node, a
// browser), kept out of the project's own dependencies. Pinned, made once, safe to call twice at
// the same moment.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** What `npm run package` makes. */
export const vsix = path.join(root, 'adamscope.vsix');
export const testFolder = path.join(root, '.vscode-test');

/**
 * A folder holding exactly these npm packages, prepared.
 *
 * The folder is made under another name and renamed when all is done, so that what exists is
 * complete; its name carries a hash of the pins, so that new pins make a new folder.
 *
 * @param {string} name
 * @param {Record<string, string>} packages name to exact version
 * @param {(folder: string) => Promise<void>} [prepare] runs after the install; a `prepare` that
 *   does something else than before needs another `name`
 * @returns {Promise<string>} the folder's path
 */
export async function provide(name, packages, prepare = async () => {}) {
  const hash = createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 8);
  const folder = path.join(testFolder, `${name}-${hash}`);
  if (await exists(folder)) return folder;
  await mkdir(testFolder, { recursive: true });
  const release = await lock(path.join(testFolder, `${name}.lock`));
  try {
    if (await exists(folder)) return folder;
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    const list = Object.entries(packages).map(([what, version]) => `${what}@${version}`);
    console.error(`Installing ${list.join(', ')} into .vscode-test/ (once) …`);
    await writeFile(path.join(unfinished, 'package.json'), '{ "private": true }\n');
    await npmInstall(unfinished, ['--save-exact', ...list]);
    await prepare(unfinished);
    await rename(unfinished, folder);
    return folder;
  } finally {
    await release();
  }
}

/** `npm install` without scripts in a folder; tried twice, since networks hiccup. */
export async function npmInstall(folder, args = []) {
  const all = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', ...args];
  const first = await npm(all, folder);
  if (first.code === 0) return;
  console.error('npm install failed; once more …');
  const second = await npm(all, folder);
  if (second.code === 0) return;
  throw new Error(`npm install failed in ${path.relative(root, folder)}:\n${second.output}`);
}

/** Runs npm quietly; its output is shown only where it failed. */
function npm(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(['npm', ...args].join(' '), { cwd, shell: true });
    let output = '';
    const keep = (/** @type {Buffer} */ data) => (output = (output + data.toString()).slice(-8000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Waits for a lock folder; one whose owner is dead is taken over. */
async function lock(folder) {
  const owner = path.join(folder, 'pid');
  for (let said = false; ;) {
    try {
      await mkdir(folder);
      await writeFile(owner, String(process.pid));
      return () => rm(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!(await ownerLives(folder, owner))) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!said) console.error(`Waiting for another process that fills ${path.basename(folder)} …`);
    said = true;
    await delay(500);
  }
}

async function ownerLives(folder, owner) {
  const pid = Number(await readFile(owner, 'utf8').catch(() => '0'));
  if (pid === 0) {
    // Between making the folder and writing the file: young means alive.
    const made = await stat(folder).catch(() => null);
    return made !== null && Date.now() - made.mtimeMs < 5000;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

export async function exists(file) {
  return (await stat(file).catch(() => null)) !== null;
}
