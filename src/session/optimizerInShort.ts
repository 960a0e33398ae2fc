import { declarationsOf } from '../optimizers/complete';
import { findOptimizer } from '../optimizers/registry';
import { formatNumber } from '../protocol/number';
import { ownOptimizer, type Hyperparameters, type OptimizerSpec } from '../protocol/optimizer';

/** A hyper-parameter as views show it. */
export interface ShownHyperparameter {
  name: string;
  symbol: string;
  value: number | boolean | string;
}

/** What decides the steps beside hyper-parameters; `value` as formulas and tags write it. */
export interface ShownSetting {
  name: 'dialect' | 'precision' | 'schedule' | 'clip' | 'groups';
  value: string;
}

/** `Adam`; of a user's own optimizer `myAdam`, with its file unless it is the objective's own. */
export function optimizerTitle(name: string): string {
  const own = ownOptimizer(name);
  if (own) return own.file === '' ? own.exported : name;
  return findOptimizer(name)?.title ?? name;
}

/** Hyper-parameters in the order in which the optimizer declares them, without idle switches. */
export function shownHyperparameters(spec: OptimizerSpec): ShownHyperparameter[] {
  const { optimizer, dialect, hyperparameters: given } = spec;
  const entry = findOptimizer(optimizer);
  const declared = entry
    ? declarationsOf(entry, dialect, given)
    : Object.keys(given).map((name) => ({ name, symbol: name }));
  return declared.flatMap(({ name, symbol }) => {
    const value = given[name];
    return value === undefined || isIdle(name, given) ? [] : [{ name, symbol, value }];
  });
}

/** How decay is applied says nothing where there is none. */
function isIdle(name: string, given: Hyperparameters): boolean {
  const decay = name.replace(/decoupledWeightDecay$/, 'weightDecay');
  return decay !== name && given[decay] === 0;
}

/** Those settings that are not the plain ones: PyTorch's formula in float64 and nothing around it. */
export function shownSettings(spec: OptimizerSpec): ShownSetting[] {
  const { optimizer, dialect, precision, schedule, clip, groups } = spec;
  const limits = [
    ...(clip.value === null ? [] : [`|g| ≤ ${formatNumber(clip.value)}`]),
    ...(clip.norm === null ? [] : [`‖g‖ ≤ ${formatNumber(clip.norm)}`]),
  ];
  const symbols = new Map(shownHyperparameters(spec).map(({ name, symbol }) => [name, symbol]));
  const differing = groups.map(({ leaf, hyperparameters }) => {
    const values = Object.entries(hyperparameters).map(([name, value]) =>
      inWords(symbols.get(name) ?? name, value),
    );
    return `${leaf}: ${values.join(', ')}`;
  });
  const settings: ShownSetting[] = [
    // Said unless it is the one that everybody takes for granted; a user's own has none.
    { name: 'dialect', value: findOptimizer(optimizer) && dialect !== 'pytorch' ? dialect : '' },
    { name: 'precision', value: precision === 'float64' ? '' : precision },
    { name: 'schedule', value: schedule },
    { name: 'clip', value: limits.join(', ') },
    { name: 'groups', value: differing.join('; ') },
  ];
  return settings.filter(({ value }) => value !== '');
}

/** `lr 0.001`, `β₂ 0.99`: the learning rate, and what differs from the dialect's defaults. */
export function optimizerInShort(spec: OptimizerSpec): string[] {
  const { optimizer, dialect, hyperparameters } = spec;
  const entry = findOptimizer(optimizer);
  const usual: Hyperparameters = Object.fromEntries(
    (entry ? declarationsOf(entry, dialect, hyperparameters) : []).map((each) => [
      each.name,
      each.default,
    ]),
  );
  const telling = ['lr', 'inner', 'inner.lr'];
  return [
    ...shownHyperparameters(spec)
      .filter(({ name, value }) => telling.includes(name) || value !== usual[name])
      .map(({ symbol, value }) => inWords(symbol, value)),
    ...shownSettings(spec).map(({ value }) => value),
  ];
}

function inWords(symbol: string, value: number | boolean | string): string {
  if (typeof value === 'boolean') return `${value ? '' : 'no '}${symbol}`;
  return `${symbol} ${typeof value === 'number' ? formatNumber(value) : value}`;
}
