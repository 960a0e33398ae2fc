import { message } from '../messages';
import type { Message } from '../protocol/message';
import { ownOptimizer } from '../protocol/optimizer';
import { readFlags, type Values } from './flags';

/** `adamscope check-optimizer`, read but not yet checked against a file. */
export interface CheckCommand {
  name: 'check-optimizer';
  /** FILE#NAME */
  target: string;
  /** The optimizer of ours that it should be. */
  against: string;
  dialect: string | null;
  hyperparameters: Record<string, unknown>;
  steps: number;
}

const usualSteps = 200;
/** Every variant is run as often when hints are looked for. */
const mostSteps = 10_000;

/** What was asked for, or what is wrong with how. */
export function checkArguments(
  [target, extra]: readonly string[],
  values: Values,
): CheckCommand | { problem: Message } {
  if (target === undefined || !ownOptimizer(target)) {
    return { problem: message('commandLine.check-what') };
  }
  if (extra !== undefined) return { problem: message('commandLine.too-many', [extra]) };
  const read = readFlags({ hyperparameters: values.hyperparameters });
  if ('problem' in read) return read;
  const hyperparameters = read.flags.hyperparameters ?? {};
  if (typeof hyperparameters !== 'object' || Array.isArray(hyperparameters)) {
    return { problem: message('configure.hyperparameters', [values.hyperparameters!]) };
  }
  const steps = Number(values.steps ?? usualSteps);
  if (!Number.isSafeInteger(steps) || steps < 1 || steps > mostSteps) {
    return { problem: message('commandLine.check-steps', [mostSteps, values.steps!]) };
  }
  return {
    name: 'check-optimizer',
    target,
    against: values.against ?? 'adam',
    dialect: values.dialect ?? null,
    hyperparameters: hyperparameters as Record<string, unknown>,
    steps,
  };
}
