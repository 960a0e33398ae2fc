import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Hyperparameters } from '../protocol/optimizer';

/** A hyper-parameter as the registry lists it. */
export type HyperparameterDeclaration =
  | {
      name: string;
      symbol: string;
      type: 'number';
      default: number;
      /** Allowed values, for people and for the check: `[0, 1)`. Infinity is never allowed. */
      minimum: number;
      maximum: number;
      maximumExcluded: boolean;
      whole?: boolean;
      description: string;
    }
  | { name: string; symbol: string; type: 'boolean'; default: boolean; description: string }
  | {
      name: string;
      symbol: string;
      type: 'choice';
      default: string;
      choices: readonly string[];
      description: string;
    };

const range = { type: 'number', minimum: 0, maximum: Infinity, maximumExcluded: true } as const;

/** A number in [0, ∞). */
export function positive(
  name: string,
  symbol: string,
  usual: number,
  description: string,
): HyperparameterDeclaration {
  return { name, symbol, ...range, default: usual, description };
}

/** A number in [0, 1). */
export function fraction(
  name: string,
  symbol: string,
  usual: number,
  description: string,
): HyperparameterDeclaration {
  return { name, symbol, ...range, maximum: 1, default: usual, description };
}

/** A number in [0, 1]. */
export function share(
  name: string,
  symbol: string,
  usual: number,
  description: string,
): HyperparameterDeclaration {
  return {
    name,
    symbol,
    ...range,
    maximum: 1,
    maximumExcluded: false,
    default: usual,
    description,
  };
}

/** A whole number from 1 on. */
export function count(
  name: string,
  symbol: string,
  usual: number,
  description: string,
): HyperparameterDeclaration {
  return { name, symbol, ...range, minimum: 1, whole: true, default: usual, description };
}

export function toggle(
  name: string,
  symbol: string,
  usual: boolean,
  description: string,
): HyperparameterDeclaration {
  return { name, symbol, type: 'boolean', default: usual, description };
}

export function lr(usual: number): HyperparameterDeclaration {
  return positive('lr', 'lr', usual, 'Learning rate.');
}

/** For optimizers that leave the place of λ·θ to a switch. */
export function decayHyperparameters(): HyperparameterDeclaration[] {
  return [
    positive('weightDecay', 'λ', 0, 'Decay: λ·θ is added to the gradient, or taken from θ.'),
    toggle(
      'decoupledWeightDecay',
      'decoupled decay',
      false,
      'Take lr·λ·θ from θ instead of adding λ·θ to the gradient.',
    ),
  ];
}

/** The hyper-parameters that stand in `of` under `inner.`, under their own names. */
export function innerOf(of: Hyperparameters, inner: string): Hyperparameters {
  const prefix = `${inner}.`;
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}

/** `[0, 1)` or `[0, ∞)` as messages show it. */
export function allowedRange(declaration: HyperparameterDeclaration): string {
  if (declaration.type === 'boolean') return 'true, false';
  if (declaration.type === 'choice') return declaration.choices.join(', ');
  const { minimum, maximum, maximumExcluded, whole } = declaration;
  if (maximum === Infinity) return whole ? `${minimum}, ${minimum + 1}, …` : `[${minimum}, ∞)`;
  return `[${minimum}, ${maximum}${maximumExcluded ? ')' : ']'}`;
}

/** Fills defaults in and checks what was given. `values` is complete only without `problems`. */
export function completeHyperparameters(
  optimizer: string,
  declarations: readonly HyperparameterDeclaration[],
  given: Readonly<Record<string, unknown>>,
): { values: Hyperparameters; problems: Message[] } {
  const values: Hyperparameters = {};
  const problems: Message[] = [];
  for (const name of Object.keys(given)) {
    if (!declarations.some((declaration) => declaration.name === name)) {
      const known = declarations.map((declaration) => declaration.name).join(', ');
      problems.push(message('hyperparameter.unknown', [optimizer, name, known]));
    }
  }
  for (const declaration of declarations) {
    const value = Object.hasOwn(given, declaration.name)
      ? given[declaration.name]
      : declaration.default;
    const problem = check(declaration, value);
    if (problem) problems.push(problem);
    else values[declaration.name] = value as number | boolean | string;
  }
  return { values, problems };
}

function check(declaration: HyperparameterDeclaration, value: unknown): Message | null {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (declaration.type === 'choice') {
    return declaration.choices.includes(value as string)
      ? null
      : message('hyperparameter.range', [declaration.name, allowedRange(declaration), shown]);
  }
  if (typeof value !== declaration.type) {
    const wanted = declaration.type === 'boolean' ? 'true or false' : 'a number';
    return message('hyperparameter.type', [declaration.name, wanted, shown]);
  }
  if (declaration.type === 'boolean') return null;
  const number = value as number;
  const { minimum, maximum, maximumExcluded, whole } = declaration;
  const inside =
    (whole ? Number.isSafeInteger(number) : Number.isFinite(number)) &&
    number >= minimum &&
    (maximumExcluded ? number < maximum : number <= maximum);
  return inside
    ? null
    : message('hyperparameter.range', [declaration.name, allowedRange(declaration), shown]);
}
