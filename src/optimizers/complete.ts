import { message } from '../messages';
import type { Message } from '../protocol/message';
import {
  dialects,
  ownOptimizer,
  precisions,
  type Clip,
  type Dialect,
  type Group,
  type Hyperparameters,
  type OptimizerSpec,
} from '../protocol/optimizer';
import { completeHyperparameters, innerOf, type HyperparameterDeclaration } from './hyperparameter';
import { divide } from './groups';
import type { Leaves, OptimizerEntry } from './optimizer';
import { ownEntry, type OwnOptimizer } from './own';
import { findOptimizer, registry } from './registry';
import { parseSchedule } from './schedule';

/** An optimizer as people ask for it: any part may be missing, or nonsense. */
export interface GivenOptimizer {
  optimizer: string;
  hyperparameters?: Readonly<Record<string, unknown>>;
  /** Null or absent: the optimizer's own first one. */
  dialect?: unknown;
  precision?: unknown;
  schedule?: unknown;
  clip?: unknown;
  groups?: readonly { leaf: string; hyperparameters: Readonly<Record<string, unknown>> }[];
}

/**
 * With defaults filled in and everything checked, or every problem there is. Of a user's own
 * optimizer whose code has not run yet, hyper-parameters are taken as they are given.
 */
export function completeOptimizer(
  given: GivenOptimizer,
  pair?: OwnOptimizer,
): { spec: OptimizerSpec } | { problems: Message[] } {
  const isOwn = ownOptimizer(given.optimizer) !== null;
  const entry = isOwn ? ownEntry(given, pair) : findOptimizer(given.optimizer);
  if (!entry) {
    const known = registry.map((each) => each.name).join(', ');
    return { problems: [message('optimizer.unknown', [given.optimizer, known])] };
  }
  const problems: Message[] = [];
  const dialect = dialectOf(entry, given.dialect, problems);
  const own = nest(given.hyperparameters ?? {});
  const hyperparameters = complete(entry, dialect, own, problems);
  const schedule = typeof given.schedule === 'string' ? given.schedule.trim() : '';
  const parsed = parseSchedule(schedule);
  if ('problem' in parsed) problems.push(parsed.problem);
  const precision = given.precision ?? 'float64';
  if (!precisions.some((each) => each === precision)) {
    problems.push(message('optimizer.precision', [shown(precision), precisions.join(', ')]));
  }
  const clip = clipOf(given.clip, problems);
  if (isOwn && precision === 'float32') problems.push(message('own.precision'));
  if (pair && schedule !== '' && !('lr' in hyperparameters)) problems.push(message('own.schedule'));
  const groups = (given.groups ?? []).map(({ leaf, hyperparameters: differing }): Group => {
    const found: Message[] = [];
    const values = complete(entry, dialect, { ...own, ...nest(differing) }, found);
    problems.push(...found.filter((each) => !problems.some((old) => sameProblem(old, each))));
    const names = Object.keys(nest(differing));
    return {
      leaf,
      hyperparameters: Object.fromEntries(
        names.flatMap((name) => (name in values ? [[name, values[name]!]] : [])),
      ),
    };
  });
  if (problems.length > 0) return { problems };
  return {
    spec: {
      ...{ optimizer: entry.name, hyperparameters, dialect, schedule, clip, groups },
      precision: precision as OptimizerSpec['precision'],
    },
  };
}

/** The hyper-parameters of an optimizer in a dialect, those of the one within it included. */
export function declarationsOf(
  entry: OptimizerEntry,
  dialect: Dialect,
  given: Readonly<Record<string, unknown>> = {},
): HyperparameterDeclaration[] {
  const defaults = entry.defaults?.[dialect] ?? {};
  const without = entry.without?.[dialect] ?? [];
  const there = entry.hyperparameters.filter(({ name }) => !without.includes(name));
  const own = there.map((each) =>
    each.name in defaults
      ? ({ ...each, default: defaults[each.name] } as HyperparameterDeclaration)
      : each,
  );
  if (!entry.inner) return own;
  const named = given[entry.inner] ?? own.find(({ name }) => name === entry.inner)!.default;
  const inner = typeof named === 'string' ? findOptimizer(named) : undefined;
  if (!inner || inner.inner) return own;
  const within = inner.dialects.includes(dialect) ? dialect : inner.dialects[0]!;
  const nested = declarationsOf(inner, within).map((each) => ({
    ...each,
    name: `${entry.inner}.${each.name}`,
    symbol: `${entry.inner} ${each.symbol}`,
  }));
  return [...own, ...nested];
}

/**
 * What is allowed but worth a word: lr = 0, eps = 0, beta1 ≥ √beta2, a framework's bug that is not
 * copied; and on leaves, once they are known, what an optimizer cannot do there.
 */
export function remarks(spec: OptimizerSpec, leaves: Leaves = []): Message[] {
  const { optimizer, hyperparameters: h } = spec;
  const found: Message[] = [];
  const entry = findOptimizer(optimizer);
  if (leaves.length === 0) found.push(...ownRemarks(spec, h, leaves));
  else {
    const divided = divide(spec, leaves);
    if (Array.isArray(divided)) {
      found.push(...divided.flatMap((each) => ownRemarks(spec, each.hyperparameters, each.leaves)));
    }
  }
  const of = (name: string) => h[name] ?? h[`inner.${name}`];
  if (of('lr') === 0) found.push(message('hyperparameter.lr-zero'));
  if (of('eps') === 0) found.push(message('hyperparameter.eps-zero'));
  const [beta1, beta2] = [of('beta1'), of('beta2')];
  // Lion has a β₁ and a β₂ of another kind, and no v whose forgetting could outrun m.
  const squares = entry?.hyperparameters.some(({ name }) => name === 'eps') || 'inner.eps' in h;
  if (squares && typeof beta1 === 'number' && typeof beta2 === 'number') {
    const shown = Number(Math.sqrt(beta2).toPrecision(4));
    if (beta1 > Math.sqrt(beta2)) {
      found.push(message('hyperparameter.beta1-above-root-beta2', [beta1, shown]));
    }
  }
  return found;
}

/** What the optimizer says itself, and the one within it. */
function ownRemarks(
  { optimizer, dialect }: Pick<OptimizerSpec, 'optimizer' | 'dialect'>,
  h: Hyperparameters,
  leaves: Leaves,
): Message[] {
  const entry = findOptimizer(optimizer);
  const inner = entry?.inner && String(h[entry.inner]);
  return [
    ...(entry?.remarks?.(h, dialect, leaves) ?? []),
    ...(inner ? ownRemarks({ optimizer: inner, dialect }, innerOf(h, entry.inner!), leaves) : []),
  ];
}

function dialectOf(entry: OptimizerEntry, asked: unknown, problems: Message[]): Dialect {
  const usual = entry.dialects[0]!;
  if (asked === undefined || asked === null) return usual;
  if (!dialects.some((each) => each === asked)) {
    problems.push(message('optimizer.dialect-unknown', [shown(asked), dialects.join(', ')]));
    return usual;
  }
  const dialect = asked as Dialect;
  if (entry.dialects.includes(dialect)) return dialect;
  problems.push(
    message('optimizer.dialect-lacks', [dialect, entry.title, entry.dialects.join(', ')]),
  );
  return usual;
}

function complete(
  entry: OptimizerEntry,
  dialect: Dialect,
  given: Readonly<Record<string, unknown>>,
  problems: Message[],
): Hyperparameters {
  const declarations = declarationsOf(entry, dialect, given);
  const { values, problems: found } = completeHyperparameters(entry.name, declarations, given);
  if (found.length === 0) {
    found.push(...(entry.check?.(values) ?? []));
    const inner = entry.inner && findOptimizer(String(values[entry.inner]));
    if (inner) found.push(...(inner.check?.(innerOf(values, entry.inner!)) ?? []));
  }
  problems.push(...found);
  return values;
}

/** `{ inner: { name: 'adam', lr: 0.02 } }` as `{ inner: 'adam', 'inner.lr': 0.02 }`. */
function nest(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return [[key, value]];
      return Object.entries(value).map(([name, inner]) => [
        name === 'name' ? key : `${key}.${name}`,
        inner as unknown,
      ]);
    }),
  );
}

function clipOf(given: unknown, problems: Message[]): Clip {
  const clip: Clip = { value: null, norm: null };
  if (given === undefined || given === null) return clip;
  for (const [name, limit] of Object.entries(given)) {
    if (limit === null) continue;
    if (name !== 'value' && name !== 'norm') {
      problems.push(message('optimizer.clip-unknown', [name]));
    } else if (typeof limit !== 'number' || !(limit > 0 && limit < Infinity)) {
      problems.push(message('optimizer.clip-range', [name, shown(limit)]));
    } else clip[name] = limit;
  }
  return clip;
}

/** What somebody wrote in place of a word or a number. */
function shown(value: unknown): string {
  // JSON has no NaN and no Infinity.
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return JSON.stringify(value) ?? String(typeof value);
}

function sameProblem(a: Message, b: Message): boolean {
  return a.code === b.code && a.arguments.join() === b.arguments.join();
}
