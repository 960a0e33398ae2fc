// Packages that only benchmarks need are installed when first asked for, into a folder that git
// ignores.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './build.mjs';

const folder = path.join(root, '.bench');

/** The folder in which these packages are, `{ name: version }`. Throws where they cannot be had. */
export function installed(packages) {
  const missing = Object.entries(packages).filter(([name, version]) => versionOf(name) !== version);
  if (missing.length === 0) return folder;
  mkdirSync(folder, { recursive: true });
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const wanted = missing.map(([name, version]) => `${name}@${version}`);
  const options = { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], options);
  if (status !== 0) throw new Error(`npm could not install ${wanted.join(', ')}`);
  return folder;
}

/** `require` as a file in that folder has it. */
export function requireFrom(packages) {
  return createRequire(path.join(installed(packages), 'index.js'));
}

function versionOf(name) {
  const manifest = path.join(folder, 'node_modules', name, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : null;
}
