import type { Message } from '../protocol/message';
import type { Hyperparameters, OptimizerSpec } from '../protocol/optimizer';
import type { Told } from './algorithm/told';
import { chain } from './chain';
import { clipByGlobalNorm, clipByValue } from './clip';
import { completeOptimizer, type GivenOptimizer } from './complete';
import { compiling, reading, type FormulaTools } from './formula/tools';
import { divide, type Division } from './groups';
import { innerOf } from './hyperparameter';
import type {
  Core,
  Layout,
  Leaves,
  Making,
  Optimizer,
  OptimizerEntry,
  OptimizerSeries,
  Transform,
} from './optimizer';
import { partition, type Part } from './partition';
import { partsOfUpdate } from './parts';
import { record } from './record';
import { ownEntry, type OwnOptimizer } from './own';
import { findOptimizer } from './registry';
import { parseSchedule } from './schedule';
import { stored } from './series';
import { countFrom } from './clock';
import { wholeStep } from './step';
import { addDecayedWeights, decayDirectly, decayPart } from './weightDecay';

/** A spec, and where it was begun in the middle of a run: see `Fork`. */
export type BegunSpec = OptimizerSpec & { fork?: { step: number; anew: boolean } };

/** From what a person asked for; see `completeOptimizer` and `makeOptimizer`. */
export function createOptimizer(
  given: GivenOptimizer & Pick<BegunSpec, 'fork'>,
  leaves: Leaves,
  bounds: readonly [number, number] | null = null,
  own?: OwnOptimizer,
): { optimizer: Optimizer } | { problems: Message[] } {
  const completed = completeOptimizer(given, own);
  if ('problems' in completed) return completed;
  const { fork } = given;
  return makeOptimizer({ ...completed.spec, ...(fork && { fork }) }, leaves, bounds, own);
}

/**
 * Builds the optimizer of a complete spec: clipping over all of g, then for each group of leaves L2
 * decay, the optimizer itself and decoupled decay.
 *
 * @param bounds where the engine projects θ onto, so that the parts of Δθ can name it
 * @param own the code of a user's own optimizer; without it one that has no series and never steps
 * @param tools what makes functions of formulas
 */
export function makeOptimizer(
  { fork, ...spec }: BegunSpec,
  leaves: Leaves,
  bounds: readonly [number, number] | null = null,
  own?: OwnOptimizer,
  tools: FormulaTools = compiling,
): { optimizer: Optimizer } | { problems: Message[] } {
  const divided = divide(spec, leaves);
  if ('problems' in divided) return divided;
  const around = aroundAll({ fork, ...spec }, divided, tools, own);
  const { round, begun } = around;
  const parts = divided.map(({ hyperparameters, leaves: own }): Part => {
    const leafLengths = own.map(({ length }) => length);
    const layout = { size: leafLengths.reduce((a, b) => a + b, 0), leafLengths };
    return { layout, core: assemble({ ...spec, hyperparameters }, layout, around) };
  });
  const core = parts.length === 1 ? parts[0]!.core : partition(parts);
  if ('problems' in core) return core;
  const transform = chain(...clipping(spec, around), core);
  const norm: OptimizerSeries[] =
    spec.clip.norm === null ? [] : [stored('gradientNorm', '‖g‖', { per: 'run', axis: 'log' })];
  const series = [...norm, ...core.series];
  series.push(...partsOfUpdate(series, core.parts ?? [], bounds));
  const size = leaves.reduce((sum, { length }) => sum + length, 0);
  const step = wholeStep(transform, size, spec, round, tools);
  // Not spread: the optimizers of all runs are of one shape to V8, which then inlines their steps.
  const { init, update } = transform;
  const optimizer = { init, update, step, spec, round, series, absent: core.absent };
  return { optimizer: begun === 0 ? optimizer : countFrom(begun, optimizer) };
}

/**
 * What a step does to one coordinate of a leaf, in the same order and to the same bits, and tells
 * of it; θ and the state are of length 1. Its t counts as the optimizer does: from a fork's step on
 * where that began anew.
 */
export function coordinateTransform(
  { fork, ...spec }: BegunSpec,
  leaves: Leaves,
  leaf: string,
  told: Told,
): Transform | null {
  const divided = divide(spec, leaves);
  if ('problems' in divided) return null;
  const division = divided.find((each) => each.leaves.some(({ name }) => name === leaf));
  if (!division) return null;
  const around = { ...aroundAll({ fork, ...spec }, divided, reading), told };
  const { hyperparameters } = division;
  const layout = { size: 1, leafLengths: [1] };
  const core = assemble({ ...spec, hyperparameters }, layout, around);
  return chain(...clipping(spec, around), core);
}

function aroundAll(
  { fork, ...spec }: BegunSpec,
  divided: readonly Division[],
  tools: FormulaTools,
  own?: OwnOptimizer,
): Around {
  const all = divided.map(({ hyperparameters }) => decayOf(spec.optimizer, hyperparameters));
  return {
    entryOf: (name) => findOptimizer(name) ?? ownEntry(spec, own),
    round: spec.precision === 'float32' ? Math.fround : itself,
    recorded: spec.clip.value !== null || spec.clip.norm !== null || all.includes('l2'),
    decays: all.includes('decoupled'),
    begun: fork?.anew ? fork.step : 0,
    tools,
  };
}

function clipping({ clip, dialect }: OptimizerSpec, { round, told }: Around) {
  return [
    clip.value !== null && clipByValue(clip.value, told),
    clip.norm !== null && clipByGlobalNorm(clip.norm, dialect, round, told),
  ];
}

function itself(x: number): number {
  return x;
}

/** What is alike for all groups, so that they have the same series. */
interface Around {
  entryOf(this: void, name: string): OptimizerEntry;
  round(this: void, x: number): number;
  /** g̃ differs from g somewhere. */
  recorded: boolean;
  /** λ·θ is taken from θ somewhere, beside the gradient. */
  decays: boolean;
  /** Steps of the run before its own first one. */
  begun: number;
  tools: FormulaTools;
  /** Where one coordinate alone is looked at. */
  told?: Told;
}

/** Where λ·θ goes, of the optimizer within another one as well. */
function decayOf(name: string, h: Hyperparameters): 'l2' | 'decoupled' | null {
  const entry = findOptimizer(name);
  if (entry?.inner) return decayOf(String(h[entry.inner]), innerOf(h, entry.inner));
  if (!entry || !h.weightDecay) return null;
  return entry.decay === 'switch' && !h.decoupledWeightDecay ? 'l2' : 'decoupled';
}

/** An optimizer with the decay that stands around it. */
function assemble(spec: OptimizerSpec, layout: Layout, around: Around): Core {
  const { optimizer, hyperparameters: h, dialect, precision } = spec;
  const { round, recorded, decays, begun, tools, told } = around;
  const entry = around.entryOf(optimizer);
  const own = entry.decay === 'own' ? null : decayOf(optimizer, h);
  const lambda = own === null ? 0 : Number(h.weightDecay);
  const decoupled = entry.decay !== 'own' && decays;
  const directLambda = own === 'decoupled' ? lambda : 0;
  const rate = rateOf(spec, begun);
  const { t } = told?.step ?? { t: 0 };
  if (told && spec.schedule !== '' && 'lr' in h) {
    told.schedule(Number(h.lr), rateOf({ ...spec, hyperparameters: { lr: 1 } }, begun)(t), rate(t));
  }
  const making: Making = {
    ...{ h, dialect, layout, rate, round, decays },
    loop: (declaration) =>
      told?.loop(declaration, { entry, h, rate }) ??
      tools.loop(declaration, layout.size, precision),
    ...(told && { told }),
    value: (formula, names, constants = {}) => tools.value(formula, names, constants, precision),
    gradient: recorded ? 'gradientUsed' : 'grad',
    make: (name, inner) => {
      const within = findOptimizer(name)!;
      const spoken = within.dialects.includes(dialect) ? dialect : within.dialects[0]!;
      const innerSpec = { ...spec, optimizer: name, hyperparameters: inner, dialect: spoken };
      return assemble(innerSpec, layout, around);
    },
  };
  const core = entry.create(making);
  // What the optimizer within this one has shown already is not shown again.
  const has = (name: string) => core.series.some((series) => series.name === name);
  const records = recorded && !has('gradientUsed');
  const transform = chain(
    own === 'l2' && addDecayedWeights(lambda, making),
    records && record('gradientUsed'),
    core,
    decoupled && decayDirectly(directLambda, making),
  );
  const before = records ? [stored('gradientUsed', 'g̃')] : [];
  const after = [
    ...(has('lr') || !('lr' in h) ? [] : [lrSeries(rate)]),
    ...(decoupled ? [decayPart(directLambda, rate)] : []),
  ];
  const { init, update } = transform;
  return {
    init,
    update,
    series: [...before, ...core.series, ...after],
    parts: [...(core.parts ?? []), ...(decoupled ? ['decayPart'] : [])],
    absent: core.absent,
  };
}

/** The schedule is the run's: it counts all its steps. */
function rateOf(
  { hyperparameters, schedule }: OptimizerSpec,
  begun: number,
): (t: number) => number {
  const parsed = parseSchedule(schedule);
  const lr = Number(hyperparameters.lr ?? 0);
  const factor = 'factor' in parsed ? parsed.factor : null;
  return factor ? (t) => lr * factor(t + begun) : () => lr;
}

function lrSeries(rate: (t: number) => number): OptimizerSeries {
  return {
    ...{ name: 'lr', symbol: 'lr', per: 'run', stored: false, axis: 'linear' },
    derive: (_read, _index, t) => rate(t),
  };
}
