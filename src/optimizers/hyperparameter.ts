import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Hyperparameters } from '../protocol/run';

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
      description: string;
    }
  | { name: string; symbol: string; type: 'boolean'; default: boolean; description: string };

/** `[0, 1)` or `[0, ∞)` as messages show it. */
export function allowedRange(declaration: HyperparameterDeclaration): string {
  if (declaration.type === 'boolean') return 'true, false';
  const { minimum, maximum, maximumExcluded } = declaration;
  if (maximum === Infinity) return `[${minimum}, ∞)`;
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
    else values[declaration.name] = value as number | boolean;
  }
  return { values, problems };
}

function check(declaration: HyperparameterDeclaration, value: unknown): Message | null {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (typeof value !== declaration.type) {
    const wanted = declaration.type === 'boolean' ? 'true or false' : 'a number';
    return message('hyperparameter.type', [declaration.name, wanted, shown]);
  }
  if (declaration.type === 'boolean') return null;
  const number = value as number;
  const { minimum, maximum, maximumExcluded } = declaration;
  const inside =
    Number.isFinite(number) &&
    number >= minimum &&
    (maximumExcluded ? number < maximum : number <= maximum);
  return inside
    ? null
    : message('hyperparameter.range', [declaration.name, allowedRange(declaration), shown]);
}
