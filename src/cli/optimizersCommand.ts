import { allowedRange } from '../optimizers/hyperparameter';
import type { OptimizerEntry } from '../optimizers/optimizer';
import { registry } from '../optimizers/registry';
import { toJsonNumber } from '../protocol/number';
import type { ListFormat } from './arguments';

/** The list of optimizers as text. */
export function listOptimizers(format: ListFormat): string {
  return format === 'json'
    ? `${JSON.stringify(registry.map(asJson), null, 2)}\n`
    : registry.map(asTable).join('\n');
}

function asJson({ name, title, citation, hyperparameters }: OptimizerEntry): unknown {
  return {
    name,
    title,
    citation,
    hyperparameters: hyperparameters.map((declaration) =>
      declaration.type === 'number'
        ? {
            ...declaration,
            minimum: toJsonNumber(declaration.minimum),
            maximum: toJsonNumber(declaration.maximum),
          }
        : declaration,
    ),
  };
}

function asTable({ name, title, citation, hyperparameters }: OptimizerEntry): string {
  const rows = hyperparameters.map((declaration) => [
    declaration.name,
    String(declaration.default),
    allowedRange(declaration),
    declaration.description,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return [`${name}: ${title}`, citation, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
