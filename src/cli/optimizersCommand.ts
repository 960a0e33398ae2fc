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
    shownDefaults(entry, defaultsOf(entry, declaration.name)),
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

type Default = number | boolean | string;

/** Of one hyper-parameter, by the dialects that have it, the one that is used unasked first. */
function defaultsOf(entry: OptimizerEntry, name: string): [Dialect, Default][] {
  return entry.dialects.flatMap((dialect): [Dialect, Default][] => {
    const declared = declarationsOf(entry, dialect).find((each) => each.name === name);
    return declared ? [[dialect, declared.default]] : [];
  });
}

/** `1e-8`, and behind it the dialects that differ: `1e-8 (keras 1e-7, tfjs –)`; – has none. */
function shownDefaults({ dialects }: OptimizerEntry, defaults: readonly [Dialect, Default][]) {
  const byDialect = new Map(defaults);
  const [, usual] = defaults[0]!;
  const differing = dialects
    .filter((dialect) => byDialect.get(dialect) !== usual)
    .map((dialect) => `${dialect} ${byDialect.get(dialect) ?? '–'}`);
  return differing.length === 0 ? String(usual) : `${usual} (${differing.join(', ')})`;
}
