import { message } from '../messages';
import { remarks, type GivenOptimizer } from '../optimizers/complete';
import type { Limits } from '../protocol/engine';
import type { Message, Place } from '../protocol/message';
import type { Evaluate } from '../protocol/objective';
import { ownOptimizer, type OptimizerSpec } from '../protocol/optimizer';
import type { RunRequest } from './run';
import { ranges, readSettings, show, type Settings } from './settings';
import { formatBytes, formatCount, unaskedSteps } from './size';
import { completeFrom, type Source } from './sources';
import type { PlacedTag } from './tagPlaces';

/** Where a tag's value stands: what is wrong with it is shown there. */
interface Placed {
  place?: Place;
}

/** What an objective's tags say, as the objective room reads them. */
export interface TagValues {
  optimizer:
    | (Placed & {
        name: string;
        hyperparameters: Record<string, unknown>;
        dialect?: string;
        precision?: string;
      })
    | null;
  schedule?: (Placed & { phases: string }) | null;
  clip?: (Placed & { limits: Record<string, unknown> }) | null;
  groups?: (Placed & GivenGroup)[];
  steps: number | null;
  seed: number | null;
  start: unknown[] | null;
  bounds: [number, number] | null;
  minimum: number[] | null;
  evaluate?: Evaluate | null;
}

type GivenGroup = NonNullable<GivenOptimizer['groups']>[number];

/** What a person says for this one run. */
export interface Flags {
  optimizer?: string | null;
  hyperparameters?: unknown;
  dialect?: unknown;
  precision?: unknown;
  schedule?: unknown;
  clip?: unknown;
  /** Beside the tags' groups; for the same leaf they win. */
  groups?: readonly GivenGroup[];
  steps?: unknown;
  seed?: unknown;
  start?: unknown;
  evaluate?: Evaluate;
  /** Megabytes that the numbers of the run may take. */
  traceSize?: unknown;
}

/** Everything of a request that flags, tags, settings and registry decide. */
export type Configuration = Pick<
  RunRequest,
  | keyof OptimizerSpec
  | 'steps'
  | 'seed'
  | 'start'
  | 'bounds'
  | 'minimum'
  | 'limits'
  | 'evaluate'
  | 'tags'
> & {
  /** Worth a word, but no reason not to run: lr = 0, a setting that could not be followed. */
  notes: Message[];
};

/**
 * Flag over tag over setting over registry. `optimizer` is the one that the command names (Trace
 * Adam: `adam`) and wins over all; tag values for another optimizer than the chosen one do not
 * count. Either complete, or every problem there is.
 */
export function configure(given: {
  tags: TagValues | null;
  settings?: Settings;
  flags?: Flags;
  optimizer?: string | null;
  /** Whoever asks for very many steps is asked whether that is meant. */
  asks?: boolean;
}): Configuration | { problems: Message[] } {
  const { tags, flags = {} } = given;
  const problems: Message[] = [];

  const tag = tags?.optimizer ?? null;
  const named = given.optimizer ?? flags.optimizer;
  const name = nameOf(named ?? tag?.name ?? 'adam');
  const tagged = tag && nameOf(tag.name) === name ? tag : null;
  const settings = readSettings(given.settings ?? {}, name);

  const ofFlags = asRecord(flags.hyperparameters, problems);
  const { dialect, precision } = flags;
  const { made, problems: found } = completeFrom(name, [
    { says: { hyperparameters: settings.hyperparameters }, place: tagged?.place },
    ...(tagged ? [{ says: tagged, place: tagged.place }] : []),
    { says: { hyperparameters: ofFlags, dialect, precision } },
    ...aroundOptimizer(tags, flags),
  ]);
  problems.push(...found);

  const steps = flags.steps ?? tags?.steps ?? settings.steps;
  const seed = flags.seed ?? tags?.seed ?? settings.seed;
  const start = flags.start ?? tags?.start ?? null;
  const { problem: wrongSize, limits } = limitsOf(settings.limits, flags.traceSize);
  if (wrongSize) problems.push(wrongSize);
  const isMeant = given.asks || flags.traceSize !== undefined;
  problems.push(...stepProblems(steps, limits, isMeant));
  if (!isNaturalNumber(seed)) problems.push(message('configure.seed', [show(seed)]));
  if (start !== null && !Array.isArray(start)) {
    problems.push(message('configure.start', [show(start)]));
  }

  if (problems.length > 0 || 'problems' in made) return { problems };
  const evaluate = flags.evaluate ?? tags?.evaluate;
  const placed = placedTags(tagged, tags?.groups ?? []);
  return {
    ...made.spec,
    steps: steps as number,
    seed: seed as number,
    start: start as unknown[] | null,
    bounds: tags?.bounds ?? null,
    minimum: tags?.minimum ?? null,
    limits,
    ...(evaluate && { evaluate: { name: evaluate.name, every: evaluate.every } }),
    ...(placed.length > 0 && { tags: placed }),
    notes: [...settings.notes, ...remarks(made.spec)],
  };
}

function placedTags(optimizer: TagValues['optimizer'], groups: (Placed & GivenGroup)[]) {
  const all = [...(optimizer ? [{ leaf: null, ...optimizer }] : []), ...groups];
  return all.flatMap(({ leaf, hyperparameters, place }): PlacedTag[] =>
    place ? [{ leaf, hyperparameters: Object.keys(hyperparameters), place }] : [],
  );
}

/** Names of the registry in any case; files and exports as they are. */
function nameOf(name: string): string {
  return ownOptimizer(name) ? name : name.toLowerCase();
}

/** Schedule, clipping and groups: each tag, then the flag that goes before it. */
function aroundOptimizer(tags: TagValues | null, flags: Flags): Source[] {
  const { schedule, clip, groups = [] } = tags ?? {};
  return [
    ...(schedule ? [{ says: { schedule: schedule.phases }, place: schedule.place }] : []),
    { says: { schedule: flags.schedule } },
    ...(clip ? [{ says: { clip: clip.limits }, place: clip.place }] : []),
    { says: { clip: flags.clip } },
    ...groups.map(({ place, ...group }) => ({ says: { groups: [group] }, place })),
    { says: { groups: flags.groups ?? [] } },
  ];
}

function asRecord(given: unknown, problems: Message[]): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>;
  problems.push(message('configure.hyperparameters', [show(given)]));
  return {};
}

function isNaturalNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** What a flag says goes before the setting. */
function limitsOf(limits: Limits, traceSize: unknown): { limits: Limits; problem?: Message } {
  if (traceSize === undefined) return { limits };
  const { least, most } = ranges.traceSize;
  const isSize = isNaturalNumber(traceSize) && traceSize >= least && traceSize <= most;
  return isSize
    ? { limits: { ...limits, traceSize } }
    : { limits, problem: message('configure.trace-size', [least, most, show(traceSize)]) };
}

/** What is known of a run's size before its defaults ran: that its losses are kept. */
function stepProblems(steps: unknown, { traceSize }: Limits, isMeant: boolean): Message[] {
  if (!isNaturalNumber(steps)) return [message('configure.steps', [show(steps)])];
  if (steps <= unaskedSteps) return [];
  const bytes = steps * Float64Array.BYTES_PER_ELEMENT;
  const fitting = Math.floor((1e6 * traceSize!) / Float64Array.BYTES_PER_ELEMENT);
  const words = [formatCount(steps), formatBytes(bytes)];
  if (steps > fitting) {
    const allowed = [formatBytes(1e6 * traceSize!), formatCount(fitting)];
    return [message('configure.steps-too-many', [...words, ...allowed])];
  }
  return isMeant ? [] : [message('configure.steps-very-many', words)];
}
