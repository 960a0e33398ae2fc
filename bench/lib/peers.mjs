import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Answering } from './answering.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const known = {
  PyTorch: { python: 'torchGradients.py' },
  'TensorFlow.js': { file: 'tensorflow', tolerance: 1e-3 },
  // In float64 too, its exp and log are no more accurate than float32's.
  'jax-js': { file: 'jax', tolerance: 1e-5 },
  'math.js': { file: 'mathjs' },
  adnn: { file: 'adnn' },
};

/** All libraries we know, those that cannot be had with the reason in `absent`. */
export async function openPeers() {
  const peers = [];
  for (const [name, options] of Object.entries(known)) peers.push(await Peer.open(name, options));
  return peers;
}

/** One library in a process of its own, so that none disturbs the others' memory and types. */
class Peer {
  version = null;
  absent = null;
  #process = null;

  constructor(name, tolerance) {
    this.name = name;
    this.tolerance = tolerance;
  }

  static async open(name, { file, python, tolerance = 1e-9 }) {
    const peer = new Peer(name, tolerance);
    const command = python ? pythonWithTorch() : process.execPath;
    if (command === null) {
      peer.absent = 'no python3 on the path has it';
      return peer;
    }
    const script = python ?? 'peer.mjs';
    // A graph of a million nodes wants memory.
    const flags = python ? [] : ['--max-old-space-size=4096', '--max-semi-space-size=64'];
    const each = new Answering(command, [...flags, path.join(here, script), file ?? '']);
    const { version, missing } = await each.read();
    if (missing) {
      peer.absent = missing;
      each.end();
    } else {
      peer.version = version;
      peer.#process = each;
    }
    return peer;
  }

  /** `{ nanoseconds, value, norm }` of one evaluation, or `{ missing }` with the reason. */
  async measure(task) {
    return this.absent ? { missing: this.absent } : this.#process.ask(JSON.stringify(task));
  }

  /** Everyone must have done the same work. */
  check(objective, found, expected) {
    for (const key of ['value', 'norm']) {
      const error = Math.abs(found[key] - expected[key]);
      if (error <= this.tolerance * Math.abs(expected[key])) continue;
      throw new Error(
        `${objective}: the ${key} of ${this.name} is ${found[key]}, ours ${expected[key]}`,
      );
    }
  }

  end() {
    this.#process?.end();
  }
}

/** The Python on the path, or Debian's; null where neither has PyTorch. */
export function pythonWithTorch() {
  const found = ['python3', '/usr/bin/python3'].find(
    (each) => spawnSync(each, ['-c', 'import torch']).status === 0,
  );
  return found ?? null;
}
