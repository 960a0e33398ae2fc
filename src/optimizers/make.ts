import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Hyperparameters, OptimizerSpec } from '../protocol/optimizer';
import { chain } from './chain';
import { clipByGlobalNorm, clipByValue } from './clip';
import { completeOptimizer, type GivenOptimizer } from './complete';
import type { Core, Layout, Making, Optimizer, OptimizerSeries } from './optimizer';
import { partition, type Part } from './partition';
import { partsOfUpdate } from './parts';
import { record } from './record';
import { findOptimizer } from './registry';
import { parseSchedule } from './schedule';
import { stored } from './series';
import { addDecayedWeights, decayDirectly, decayPart } from './weightDecay';

/** The leaves of θ as far as an optimizer cares. */
export type Leaves = readonly { name: string; length: number }[];

/** From what a person asked for; see `completeOptimizer` and `makeOptimizer`. */
export function createOptimizer(
  given: GivenOptimizer,
  leaves: Leaves,
  bounds: readonly [number, number] | null = null,
): { optimizer: Optimizer } | { problems: Message[] } {
  const completed = completeOptimizer(given);
  return 'problems' in completed ? completed : makeOptimizer(completed.spec, leaves, bounds);
}

/**
 * Builds the optimizer of a complete spec: clipping over all of g, then for each group of leaves L2
 * decay, the optimizer itself and decoupled decay.
 *
 * @param bounds where the engine projects θ onto, so that the parts of Δθ can name it
 */
export function makeOptimizer(
  spec: OptimizerSpec,
  leaves: Leaves,
  bounds: readonly [number, number] | null = null,
): { optimizer: Optimizer } | { problems: Message[] } {
  const { clip, dialect } = spec;
  const round = spec.precision === 'float32' ? Math.fround : itself;
  const divided = divide(spec, leaves);
  if ('problems' in divided) return divided;
  const all = divided.map(({ hyperparameters }) => hyperparameters);
  const recorded =
    clip.value !== null || clip.norm !== null || all.some((h) => usesL2(spec.optimizer, h));
  const parts = divided.map(({ hyperparameters, lengths }): Part => {
    const layout = { size: lengths.reduce((a, b) => a + b, 0), leafLengths: lengths };
    return { layout, core: assemble({ ...spec, hyperparameters }, layout, round, recorded) };
  });
  const core = parts.length === 1 ? parts[0]!.core : partition(parts);
  if ('problems' in core) return core;
  const transform = chain(
    clip.value !== null && clipByValue(clip.value),
    clip.norm !== null && clipByGlobalNorm(clip.norm, dialect, round),
    core,
  );
  const norm: OptimizerSeries[] =
    clip.norm === null ? [] : [stored('gradientNorm', '‖g‖', { per: 'run', axis: 'log' })];
  const series = [...norm, ...core.series];
  series.push(...partsOfUpdate(series, core.parts ?? [], bounds));
  return { optimizer: { ...transform, spec, round, series, absent: core.absent } };
}

function itself(x: number): number {
  return x;
}

/** Runs of leaves side by side that have the same hyper-parameters. */
function divide(
  { hyperparameters, groups }: OptimizerSpec,
  leaves: Leaves,
): { hyperparameters: Hyperparameters; lengths: number[] }[] | { problems: Message[] } {
  const belongs = (leaf: string, group: string) =>
    leaf === group || leaf.startsWith(`${group}.`) || leaf.startsWith(`${group}[`);
  const missing = groups.filter((group) => !leaves.some(({ name }) => belongs(name, group.leaf)));
  if (missing.length > 0) {
    const known = leaves.map(({ name }) => name).join(', ');
    return { problems: missing.map(({ leaf }) => message('optimizer.no-leaf', [leaf, known])) };
  }
  const divided: { hyperparameters: Hyperparameters; lengths: number[]; key: string }[] = [];
  for (const { name, length } of leaves) {
    const own = groups.filter((group) => belongs(name, group.leaf));
    const key = own.map((group) => groups.indexOf(group)).join();
    const last = divided.at(-1);
    if (last?.key === key) last.lengths.push(length);
    else {
      const differing = own.map((group) => group.hyperparameters);
      divided.push({
        hyperparameters: Object.assign({}, hyperparameters, ...differing) as Hyperparameters,
        lengths: [length],
        key,
      });
    }
  }
  return divided;
}

function usesL2(name: string, h: Hyperparameters): boolean {
  return findOptimizer(name)?.decay === 'switch' && !h.decoupledWeightDecay && h.weightDecay !== 0;
}

/** An optimizer with the decay that stands around it. `recorded`: g̃ differs from g somewhere. */
function assemble(
  spec: OptimizerSpec,
  layout: Layout,
  round: (x: number) => number,
  recorded: boolean,
): Core {
  const { optimizer, hyperparameters: h, dialect } = spec;
  const entry = findOptimizer(optimizer)!;
  const lambda = Number(h.weightDecay ?? 0);
  const l2 = usesL2(optimizer, h);
  const decoupled = entry.decay !== 'own' && lambda !== 0 && !l2;
  const shown = recorded || l2;
  const rate = rateOf(spec);
  const making: Making = {
    ...{ h, dialect, layout, rate, round },
    gradient: shown ? 'gradientUsed' : 'grad',
    make: (name, inner) => {
      const within = findOptimizer(name)!;
      const spoken = within.dialects.includes(dialect) ? dialect : within.dialects[0]!;
      const innerSpec = { ...spec, optimizer: name, hyperparameters: inner, dialect: spoken };
      return assemble(innerSpec, layout, round, shown);
    },
  };
  const core = entry.create(making);
  // What the optimizer within this one has shown already is not shown again.
  const has = (name: string) => core.series.some((series) => series.name === name);
  const transform = chain(
    l2 && addDecayedWeights(lambda, round),
    shown && !has('gradientUsed') && record('gradientUsed'),
    core,
    decoupled && decayDirectly(lambda, rate, round),
  );
  const before = shown && !has('gradientUsed') ? [stored('gradientUsed', 'g̃')] : [];
  const after = [
    ...(has('lr') ? [] : [lrSeries(rate)]),
    ...(decoupled ? [decayPart(lambda, rate)] : []),
  ];
  return {
    ...transform,
    series: [...before, ...core.series, ...after],
    parts: [...(core.parts ?? []), ...(decoupled ? ['decayPart'] : [])],
    absent: core.absent,
  };
}

function rateOf({ hyperparameters, schedule }: OptimizerSpec): (t: number) => number {
  const parsed = parseSchedule(schedule);
  const lr = Number(hyperparameters.lr ?? 0);
  const factor = 'factor' in parsed ? parsed.factor : null;
  return factor ? (t) => lr * factor(t) : () => lr;
}

function lrSeries(rate: (t: number) => number): OptimizerSeries {
  return {
    ...{ name: 'lr', symbol: 'lr', per: 'run', stored: false, axis: 'linear' },
    derive: (_read, _index, t) => rate(t),
  };
}
