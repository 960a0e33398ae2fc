import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Hyperparameters } from '../protocol/run';
import { adam } from './adam';
import { completeHyperparameters, type HyperparameterDeclaration } from './hyperparameter';
import type { Optimizer } from './optimizer';

/** An optimizer as lists and messages know it. */
export interface OptimizerEntry {
  name: string;
  /** As people write it: `Adam`. */
  title: string;
  citation: string;
  hyperparameters: HyperparameterDeclaration[];
  create(name: string, hyperparameters: Hyperparameters): Optimizer;
}

const positive = { type: 'number', minimum: 0, maximum: Infinity, maximumExcluded: true } as const;
const fraction = { type: 'number', minimum: 0, maximum: 1, maximumExcluded: true } as const;

const adamHyperparameters = (amsgrad: boolean): HyperparameterDeclaration[] => [
  { name: 'lr', symbol: 'lr', default: 0.001, ...positive, description: 'Learning rate.' },
  { name: 'beta1', symbol: 'β₁', default: 0.9, ...fraction, description: 'Decay of m.' },
  { name: 'beta2', symbol: 'β₂', default: 0.999, ...fraction, description: 'Decay of v.' },
  {
    name: 'eps',
    symbol: 'eps',
    default: 1e-8,
    ...positive,
    description: 'Added to the denominator.',
  },
  {
    name: 'weightDecay',
    symbol: 'λ',
    default: 0,
    ...positive,
    description: 'L2 decay: λ·θ is added to the gradient.',
  },
  {
    name: 'amsgrad',
    symbol: 'AMSGrad',
    type: 'boolean',
    default: amsgrad,
    description: 'Divide by the largest v so far.',
  },
  {
    name: 'biasCorrection',
    symbol: 'bias correction',
    type: 'boolean',
    default: true,
    description: 'Divide m by 1−β₁ᵗ and v by 1−β₂ᵗ.',
  },
];

export const registry: readonly OptimizerEntry[] = [
  {
    name: 'adam',
    title: 'Adam',
    citation: 'Kingma and Ba, Adam: A Method for Stochastic Optimization, arXiv:1412.6980',
    hyperparameters: adamHyperparameters(false),
    create: adam,
  },
  {
    name: 'amsgrad',
    title: 'AMSGrad',
    citation: 'Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, arXiv:1904.09237',
    hyperparameters: adamHyperparameters(true),
    create: adam,
  },
];

export function findOptimizer(name: string): OptimizerEntry | undefined {
  return registry.find((entry) => entry.name === name.toLowerCase());
}

/** The optimizer with defaults filled in, or every problem with what was given. */
export function createOptimizer(
  name: string,
  given: Readonly<Record<string, unknown>>,
): { optimizer: Optimizer } | { problems: Message[] } {
  const entry = findOptimizer(name);
  if (!entry) {
    return {
      problems: [message('optimizer.unknown', [name, registry.map((e) => e.name).join(', ')])],
    };
  }
  const { values, problems } = completeHyperparameters(entry.name, entry.hyperparameters, given);
  return problems.length > 0 ? { problems } : { optimizer: entry.create(entry.name, values) };
}

/** What is allowed but worth a word: lr = 0, eps = 0, beta1 ≥ √beta2. */
export function remarks(h: Hyperparameters): Message[] {
  const found: Message[] = [];
  if (h.lr === 0) found.push(message('hyperparameter.lr-zero'));
  if (h.eps === 0) found.push(message('hyperparameter.eps-zero'));
  const { beta1, beta2 } = h;
  if (typeof beta1 === 'number' && typeof beta2 === 'number' && beta1 > Math.sqrt(beta2)) {
    const shown = Number(Math.sqrt(beta2).toPrecision(4));
    found.push(message('hyperparameter.beta1-above-root-beta2', [beta1, shown]));
  }
  return found;
}
