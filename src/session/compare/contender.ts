import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import { ownOptimizer } from '../../protocol/optimizer';

/** More runs side by side than this tell nobody anything. */
export const maximumContenders = 8;

/** One side of a comparison: an optimizer, in a dialect where one is named. */
export interface Contender {
  /** As it was asked for, and what tables call it: `adam`, `adam@keras`. */
  label: string;
  optimizer: string;
  dialect: string | null;
}

/** Reads `adam,sgd,adam@keras`; whether such optimizers exist is for `configure` to say. */
export function parseContenders(text: string): { contenders: Contender[] } | { problem: Message } {
  const contenders = text.split(',').map((part): Contender => {
    const name = asKnown(part);
    // A user's own optimizer has no dialects, and its path may have an @ in it.
    const named = ownOptimizer(name) ? [name] : name.split('@');
    const [optimizer, ...rest] = named as [string, ...string[]];
    const dialect = rest.length > 0 ? rest.join('@') : null;
    return { label: dialect === null ? optimizer : `${optimizer}@${dialect}`, optimizer, dialect };
  });
  const nameless = contenders.find(({ optimizer, dialect }) => optimizer === '' || dialect === '');
  if (nameless) return { problem: message('compare.contender', [nameless.label]) };
  const labels = contenders.map(({ label }) => label);
  const twice = labels.find((label, index) => labels.indexOf(label) !== index);
  if (twice !== undefined) return { problem: message('compare.twice', [twice]) };
  if (contenders.length > maximumContenders) {
    return { problem: message('compare.too-many', [maximumContenders, contenders.length]) };
  }
  return { contenders };
}

/**
 * Deals hyper-parameters by name of optimizer out to the contenders; those by the full label
 * (`adam@keras`) go over those by the optimizer's name.
 */
export function hyperparametersOf(
  contenders: readonly Contender[],
  given: unknown,
): { byContender: Record<string, unknown>[] } | { problem: Message } {
  if (given === undefined) return { byContender: contenders.map(() => ({})) };
  if (!isRecord(given)) return { problem: message('compare.hyperparameters') };
  const names = contenders.flatMap(({ label, optimizer }) => [label, optimizer]);
  for (const [name, values] of Object.entries(given)) {
    if (!names.includes(asKnown(name))) {
      const labels = contenders.map(({ label }) => label).join(', ');
      return { problem: message('compare.hyperparameters-of', [name, labels]) };
    }
    if (!isRecord(values)) return { problem: message('compare.hyperparameters') };
  }
  const entries = Object.entries(given) as [string, Record<string, unknown>][];
  const of = (wanted: string) =>
    entries.filter(([name]) => asKnown(name) === wanted).map(([, values]) => values);
  return {
    byContender: contenders.map(({ label, optimizer }) =>
      Object.fromEntries([...of(optimizer), ...of(label)].flatMap(Object.entries<unknown>)),
    ),
  };
}

/** Names of the registry in any case; files and exports as they are. */
function asKnown(name: string): string {
  const trimmed = name.trim();
  return ownOptimizer(trimmed) ? trimmed : trimmed.toLowerCase();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
