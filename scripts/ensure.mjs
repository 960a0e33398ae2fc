// What `npm start` and `npm test` do first on a fresh clone. Built-ins only: nothing is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Installs the dependencies of package-lock.json where they are absent or of another lock. */
export function ensureDependencies() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Error(`Node 20 or newer is needed; this is ${process.versions.node}.`);
  if (upToDate()) return;
  console.error('Installing dependencies …');
  if (run('npm ci').status === 0) return;
  console.error('npm ci failed; once more …');
  if (run('npm ci').status !== 0) throw new Error('npm ci failed.');
}

/** npm leaves a copy of what it installed; it lacks only packages of other platforms. */
function upToDate() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional }]) =>
      place === '' || optional || devOptional || has[place]?.version === version,
  );
}

/** Runs a command line of the project's, its output shown. */
export function run(command) {
  return spawnSync(command, { cwd: root, shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
}
