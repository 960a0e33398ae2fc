import { adadelta } from './adadelta';
import { adagrad } from './adagrad';
import { adam, amsgrad } from './adam';
import { adamax } from './adamax';
import { adamw } from './adamw';
import { lamb } from './lamb';
import { lion } from './lion';
import { lookaheadAround } from './lookahead';
import { nadam } from './nadam';
import type { OptimizerEntry } from './optimizer';
import { radam } from './radam';
import { rmsprop } from './rmsprop';
import { nesterov, sgd, sgdm } from './sgd';

const ancestors = [sgd, sgdm, nesterov, adagrad, adadelta, rmsprop];
const family = [adam, amsgrad, adamax, nadam, radam, adamw, lamb];
const lookahead = lookaheadAround([...ancestors, ...family, lion].map(({ name }) => name));

/** Every optimizer there is, ancestors of Adam first, as lists show them. */
export const registry: readonly OptimizerEntry[] = [...ancestors, ...family, lookahead, lion];

export function findOptimizer(name: string): OptimizerEntry | undefined {
  return registry.find((entry) => entry.name === name.toLowerCase());
}
