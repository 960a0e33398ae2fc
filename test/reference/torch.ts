import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Precision } from '../../src/protocol/optimizer';
import type { SeriesRows } from './data';

export interface TorchRun {
  optimizer: string;
  hyperparameters: Record<string, number | boolean>;
  precision: Precision;
  steps: number;
}

/** The first of these that has PyTorch: the one on the path, or Debian's, where it may not be. */
const pythons = ['python3', '/usr/bin/python3'];

/** A Python with PyTorch, and its version; else why there is none. */
export function findTorch(): { python: string; version: string } | { missing: string } {
  let missing = 'no python3 here';
  for (const python of pythons) {
    const asked = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
      encoding: 'utf8',
    });
    if (asked.status === 0) return { python, version: asked.stdout.trim() };
    if (!asked.error) missing = 'python3 here has no torch';
  }
  return { missing };
}

/** Lets PyTorch do these runs on Rosenbrock's function, in a process of its own. */
export function runTorch(python: string, runs: readonly TorchRun[]): SeriesRows[] {
  const script = path.resolve('test', 'reference', 'torch_runs.py');
  const { stdout, stderr, status } = spawnSync(python, [script], {
    input: JSON.stringify(runs),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as { runs: SeriesRows[] }).runs;
}
