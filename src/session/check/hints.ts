import { message } from '../../messages';
import { makeOptimizer } from '../../optimizers/make';
import { findOptimizer } from '../../optimizers/registry';
import type { Message } from '../../protocol/message';
import type { Hyperparameters, OptimizerSpec } from '../../protocol/optimizer';
import type { SeriesReader } from '../../protocol/series';
import { leaves } from './gradients';
import { combinations, mistakenAdam, mistakes } from './mistakenAdam';
import { referenceSpec } from './reference';
import { simulate, type Simulated } from './simulate';

interface Variant {
  hints: Message[];
  make(this: void): Simulated | null;
}

/**
 * What may be wrong: the mistakes of the first variant of the reference, fewest mistakes first,
 * whose numbers are the user's. None where no variant has them.
 *
 * @param given the hyper-parameters that the user's own has; dialects differ in defaults of others
 */
export function hintsFor(
  reference: OptimizerSpec,
  given: Readonly<Record<string, unknown>>,
  gradients: readonly Float64Array[],
  isUsers: (variant: SeriesReader) => boolean,
): Message[] {
  for (const { hints, make } of variantsOf(reference, given)) {
    const made = make();
    if (made && isUsers(simulate(made, gradients))) return hints;
  }
  return [];
}

function* variantsOf(
  reference: OptimizerSpec,
  given: Readonly<Record<string, unknown>>,
): Generator<Variant> {
  const sets = isPlainAdam(reference) ? combinations() : [];
  const h = reference.hyperparameters as unknown as Parameters<typeof mistakenAdam>[0];
  const mistaken = (set: (typeof sets)[number]): Variant => ({
    hints: set.map((mistake) => message(mistakes[mistake])),
    make: () => mistakenAdam(h, new Set(set)),
  });
  for (const set of sets) if (set.length === 1) yield mistaken(set);
  yield* switchedVariants(reference);
  yield* otherDialects(reference, given);
  for (const set of sets) if (set.length > 1) yield mistaken(set);
}

/** Adam without anything around it, as `mistakenAdam` is written. */
function isPlainAdam({ optimizer, hyperparameters: h }: OptimizerSpec): boolean {
  return optimizer === 'adam' && h.amsgrad === false && h.biasCorrection === true && !h.weightDecay;
}

/** The reference with one of its own switches turned. */
function* switchedVariants(reference: OptimizerSpec): Generator<Variant> {
  const { hyperparameters: h } = reference;
  const changed = (changes: Hyperparameters) =>
    made({ ...reference, hyperparameters: { ...h, ...changes } });
  const turn = (name: string) => ({
    hints: [message('own.hint.switch', [name, String(!h[name])])],
    make: () => changed({ [name]: !h[name] }),
  });
  for (const [name, value] of Object.entries(h)) if (typeof value === 'boolean') yield turn(name);
  if (typeof h.momentum === 'number' && 'dampening' in h) {
    yield {
      hints: [message('own.hint.dampening')],
      make: () => changed({ dampening: h.momentum!, nesterov: false }),
    };
  }
  if (reference.optimizer !== 'adam' && 'beta1' in h && 'beta2' in h) {
    yield {
      hints: [message('own.hint.betas-swapped')],
      make: () => changed({ beta1: h.beta2!, beta2: h.beta1! }),
    };
  }
  yield { hints: [message('own.hint.sign')], make: () => opposite(made(reference)) };
}

function* otherDialects(
  { optimizer, dialect }: OptimizerSpec,
  given: Readonly<Record<string, unknown>>,
): Generator<Variant> {
  for (const other of findOptimizer(optimizer)!.dialects) {
    if (other === dialect) continue;
    yield {
      hints: [message('own.hint.dialect', [other])],
      make() {
        const spec = referenceSpec(optimizer, other, given);
        return 'problems' in spec ? null : made(spec.spec);
      },
    };
  }
}

function made(spec: OptimizerSpec): Simulated | null {
  const optimizer = makeOptimizer(spec, leaves);
  return 'problems' in optimizer ? null : optimizer.optimizer;
}

function opposite(optimizer: Simulated | null): Simulated | null {
  return (
    optimizer && {
      ...optimizer,
      update(updates, ...rest) {
        optimizer.update(updates, ...rest);
        for (let i = 0; i < updates.length; i++) updates[i] = -updates[i]!;
      },
    }
  );
}
