import { inEnglish, message } from '../messages';
import { declarationsOf } from '../optimizers/complete';
import { allowedRange } from '../optimizers/hyperparameter';
import type { OptimizerEntry } from '../optimizers/optimizer';
import { registry } from '../optimizers/registry';
import { toJsonNumber } from '../protocol/number';
import type { Dialect } from '../protocol/optimizer';
import type { ListFormat } from './arguments';

/** The list of optimizers as text. */
export function listOptimizers(format: ListFormat): string {
  return format === 'json'
    ? `${JSON.stringify(registry.map(asJson), null, 2)}\n`
    : registry.map(asTable).join('\n');
}

function asJson(entry: OptimizerEntry): unknown {
  const { name, title, citation, equations, dialects, hyperparameters } = entry;
  return {
    ...{ name, title, citation, equations, dialects },
    hyperparameters: hyperparameters.map((declaration) => {
      const defaults = Object.fromEntries(defaultsOf(entry, declaration.name));
      if (declaration.type !== 'number') return { ...declaration, defaults };
      const [minimum, maximum] = [declaration.minimum, declaration.maximum].map(toJsonNumber);
      return { ...declaration, defaults, minimum, maximum };
    }),
  };
}

function asTable(entry: OptimizerEntry): string {
  const { name, title, citation, dialects, hyperparameters, inner } = entry;
  const rows = hyperparameters.map((declaration) => [
    declaration.name,
    shownDefaults(defaultsOf(entry, declaration.name)),
    allowedRange(declaration),
    declaration.description,
  ]);
  if (inner) rows.push([`${inner}.…`, '', '', inEnglish(message('commandLine.inner'))]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return [
    `${name}: ${title}`,
    citation,
    inEnglish(message('commandLine.dialects', [dialects.join(', ')])),
    ...lines.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Of one hyper-parameter, by dialect, the one that is used unasked first. */
function defaultsOf(entry: OptimizerEntry, name: string): [Dialect, number | boolean | string][] {
  return entry.dialects.map((dialect) => {
    const declared = declarationsOf(entry, dialect).find((each) => each.name === name);
    return [dialect, declared!.default];
  });
}

/** `1e-8`, and behind it the dialects that have another one: `1e-8 (keras 1e-7, tfjs 1e-7)`. */
function shownDefaults(defaults: readonly [Dialect, number | boolean | string][]): string {
  const [, usual] = defaults[0]!;
  const others = defaults.filter(([, value]) => value !== usual);
  const differing = others.map(([dialect, value]) => `${dialect} ${value}`).join(', ');
  return differing === '' ? String(usual) : `${usual} (${differing})`;
}
