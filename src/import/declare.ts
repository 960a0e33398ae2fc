import { message } from '../messages';
import { makeOptimizer } from '../optimizers/make';
import type { OptimizerSeries } from '../optimizers/optimizer';
import type { Leaf } from '../protocol/leaf';
import type { Message } from '../protocol/message';
import type { OptimizerSpec } from '../protocol/optimizer';
import { baseSeries, updateSeries } from '../protocol/series';
import type { AbsentSeries, SeriesDeclaration, SeriesReader } from '../protocol/series';
import { importableSeries, thetaBefore } from './columns/vocabulary';

/** The series of an imported trace: those that are logged first, as they stand in a row. */
export interface Declared {
  stored: SeriesDeclaration[];
  derived: SeriesDeclaration[];
  absent: AbsentSeries[];
}

/** Of a run without an optimizer: nothing is derived. */
export const noOptimizer: OptimizerSpec = {
  ...{ optimizer: '', hyperparameters: {}, dialect: 'pytorch', precision: 'float64', schedule: '' },
  ...{ clip: { value: null, norm: null }, groups: [] },
};

/** What people look for first. */
const wanted = ['m', 'v', 'mHat', 'vHat', 'effectiveLearningRate'];

/**
 * What there is to show. What is logged is shown as it is logged, also where it could be derived;
 * the rest is derived where all that it takes is there.
 *
 * @param logged names of series that the file has
 * @param isAnotherRate the logged learning rate is not the optimizer's
 */
export function declare(
  logged: ReadonlySet<string>,
  spec: OptimizerSpec,
  leaves: readonly Leaf[],
  file: string,
  isAnotherRate = false,
): Declared {
  const has = new Set(logged);
  if (has.delete(thetaBefore)) has.add('theta');
  const made = spec.optimizer === '' ? null : makeOptimizer(spec, leaves);
  const optimizer = made && 'optimizer' in made ? made.optimizer : null;
  const series = optimizer?.series ?? [];
  const stored = [
    ...baseSeries.filter(({ name }) => has.has(name)),
    ...series
      .filter(({ name, per }) => has.has(name) && !isBase(name) && per !== 'leaf')
      .map(asStored),
  ];
  for (const [name, declared] of importableSeries) {
    if (has.has(name) && !stored.some((each) => each.name === name)) stored.push(declared);
  }
  const absent: AbsentSeries[] = [];
  const lacks = ({ name, symbol }: { name: string; symbol: string }, reason: Message) =>
    absent.push({ name, symbol, reason });
  const notLogged = message('import.absent.not-logged', [file]);
  for (const each of baseSeries) if (!has.has(each.name)) lacks(each, notLogged);
  if (has.has('theta')) has.add(updateSeries.name);
  const derived: SeriesDeclaration[] = [];
  for (const each of series) {
    if (stored.some(({ name }) => name === each.name)) continue;
    const needs = each.derive ? needsOf(each).filter((name) => !has.has(name)) : [];
    if (!each.derive) lacks(each, notLogged);
    else if (isAnotherRate && readsRate(each)) lacks(each, message('import.absent.rate'));
    else if (needs.length > 0) {
      const symbols = needs.map((name) => symbolOf(name, series));
      lacks(each, message('import.absent.needs', [symbols.join(', '), file]));
    } else {
      derived.push(declarationOf(each));
      // What is computed of it can be, too: parts of Δθ of one another.
      has.add(each.name);
    }
  }
  if (!has.has(updateSeries.name)) {
    lacks(updateSeries, message('import.absent.needs', ['θ', file]));
  }
  absent.push(...(optimizer?.absent ?? []));
  if (!optimizer) {
    for (const name of wanted) {
      const declared = importableSeries.get(name)!;
      const reason = name === 'm' || name === 'v' ? notLogged : message('import.absent.optimizer');
      if (!has.has(name)) lacks(declared, reason);
    }
  }
  return { stored, derived, absent };
}

function isBase(name: string): boolean {
  return baseSeries.some((each) => each.name === name);
}

function asStored(series: OptimizerSeries): SeriesDeclaration {
  return { ...declarationOf(series), stored: true };
}

function declarationOf({ derive: _, ...declaration }: OptimizerSeries): SeriesDeclaration {
  return declaration;
}

/** The learning rate is a part of what is derived, which reads no series for it. */
function readsRate({ name }: OptimizerSeries): boolean {
  return ['effectiveLearningRate', 'decayPart', 'momentumPart', 'boundsPart'].includes(name);
}

/** The series that a derivation reads: those it asks for at some steps. */
function needsOf({ derive }: OptimizerSeries): string[] {
  const asked = new Set<string>();
  const read: SeriesReader = {
    length: 64,
    value(series) {
      asked.add(series);
      return 1;
    },
  };
  for (let step = 1; step <= 12; step++) derive!(read, 0, step);
  return [...asked];
}

function symbolOf(name: string, series: readonly SeriesDeclaration[]): string {
  const declared = [...series, ...baseSeries, updateSeries].find((each) => each.name === name);
  return declared?.symbol ?? importableSeries.get(name)?.symbol ?? name;
}
