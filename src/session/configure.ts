import { message } from '../messages';
import { completeOptimizer, remarks, type GivenOptimizer } from '../optimizers/complete';
import { findOptimizer } from '../optimizers/registry';
import type { Message, Place } from '../protocol/message';
import type { OptimizerSpec } from '../protocol/optimizer';
import type { RunRequest } from './run';
import { readSettings, show, type Settings } from './settings';
import { formatBytes, formatCount, maximumSteps } from './size';

/** What an objective's tags say, as the objective room reads them. */
export interface TagValues {
  optimizer: {
    name: string;
    hyperparameters: Record<string, unknown>;
    dialect?: string;
    precision?: string;
    place?: Place;
  } | null;
  schedule?: string | null;
  clip?: { value?: number; norm?: number } | null;
  groups?: { leaf: string; hyperparameters: Record<string, unknown> }[];
  steps: number | null;
  seed: number | null;
  start: unknown[] | null;
  bounds: [number, number] | null;
  minimum: number[] | null;
}

/** What a person says for this one run. */
export interface Flags {
  optimizer?: string | null;
  hyperparameters?: unknown;
  dialect?: unknown;
  precision?: unknown;
  schedule?: unknown;
  clip?: unknown;
  steps?: unknown;
  seed?: unknown;
  start?: unknown;
}

/** Everything of a request that flags, tags, settings and registry decide. */
export type Configuration = Pick<
  RunRequest,
  keyof OptimizerSpec | 'steps' | 'seed' | 'start' | 'bounds' | 'minimum' | 'limits'
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
}): Configuration | { problems: Message[] } {
  const { tags, flags = {} } = given;
  const problems: Message[] = [];

  const tag = tags?.optimizer ?? null;
  const named = given.optimizer ?? flags.optimizer;
  const name = (named ?? tag?.name ?? 'adam').toLowerCase();
  const tagged = tag?.name.toLowerCase() === name ? tag : null;
  const settings = readSettings(given.settings ?? {}, name);

  // Checked source by source: each problem is told where it was made.
  const ofTag = tagged?.hyperparameters ?? {};
  const ofFlags = asRecord(flags.hyperparameters, problems);
  for (const problem of problemsOf(name, ofTag)) {
    problems.push(tagged?.place ? { ...problem, place: tagged.place } : problem);
  }
  if (findOptimizer(name)) problems.push(...problemsOf(name, ofFlags));
  const asked: GivenOptimizer = {
    optimizer: name,
    hyperparameters: { ...settings.hyperparameters, ...ofTag, ...ofFlags },
    dialect: flags.dialect ?? tagged?.dialect,
    precision: flags.precision ?? tagged?.precision,
    schedule: flags.schedule ?? tags?.schedule,
    clip: flags.clip ?? tags?.clip,
    groups: tags?.groups ?? [],
  };
  const made = completeOptimizer(asked);
  if ('problems' in made) {
    const told = problems.map(({ code, arguments: said }) => [code, ...said].join());
    const isNew = (one: Message) => !told.includes([one.code, ...one.arguments].join());
    problems.push(...made.problems.filter(isNew));
  }

  const steps = flags.steps ?? tags?.steps ?? settings.steps;
  const seed = flags.seed ?? tags?.seed ?? settings.seed;
  const start = flags.start ?? tags?.start ?? null;
  problems.push(...stepProblems(steps));
  if (!isNaturalNumber(seed)) problems.push(message('configure.seed', [show(seed)]));
  if (start !== null && !Array.isArray(start)) {
    problems.push(message('configure.start', [show(start)]));
  }

  if (problems.length > 0 || 'problems' in made) return { problems };
  return {
    ...made.spec,
    steps: steps as number,
    seed: seed as number,
    start: start as unknown[] | null,
    bounds: tags?.bounds ?? null,
    minimum: tags?.minimum ?? null,
    limits: settings.limits,
    notes: [...settings.notes, ...remarks(made.spec)],
  };
}

function problemsOf(optimizer: string, hyperparameters: Record<string, unknown>): Message[] {
  const made = completeOptimizer({ optimizer, hyperparameters });
  return 'problems' in made ? made.problems : [];
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

function stepProblems(steps: unknown): Message[] {
  if (!isNaturalNumber(steps)) return [message('configure.steps', [show(steps)])];
  if (steps <= maximumSteps) return [];
  const bytes = formatBytes(steps * leastRowBytes);
  return [
    message('configure.steps-too-many', [formatCount(steps), bytes, formatCount(maximumSteps)]),
  ];
}

/** Bytes of one row with loss, θ and g of one coordinate: its size is known only when defaults ran. */
const leastRowBytes = 3 * Float64Array.BYTES_PER_ELEMENT;
