import { message } from '../messages';
import { completeOptimizer } from '../optimizers/complete';
import { registry } from '../optimizers/registry';
import { usualTraceSize } from '../protocol/checkpoints';
import type { Limits } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { ownOptimizer, type Hyperparameters } from '../protocol/optimizer';
import { unaskedSteps } from './size';

/** The person's settings that decide runs, by name without `adamscope.`; any of any type. */
export interface Settings {
  steps?: unknown;
  seed?: unknown;
  /** Values for whichever optimizer has a hyper-parameter of that name. */
  hyperparameters?: unknown;
  /** Megabytes. */
  memoryLimit?: unknown;
  /** Milliseconds. */
  evaluationTimeLimit?: unknown;
  /** Megabytes. */
  traceSize?: unknown;
}

/** Settings are files that anybody may have written: these ends hold whatever they say. */
export const ranges = {
  steps: { least: 0, most: unaskedSteps, default: 1000 },
  seed: { least: 0, most: Number.MAX_SAFE_INTEGER, default: 0 },
  memoryLimit: { least: 64, most: 4096, default: 768 },
  evaluationTimeLimit: { least: 1, most: 600_000, default: 5000 },
  traceSize: { least: 64, most: 4096, default: usualTraceSize },
} as const;
/** For these the nearest end is what was meant; a run of the most steps possible never is. */
const clamped: readonly string[] = ['memoryLimit', 'evaluationTimeLimit', 'traceSize'];

export interface SettingValues {
  steps: number;
  seed: number;
  hyperparameters: Hyperparameters;
  limits: Limits;
  /** What of the settings could not be followed, each naming its setting. */
  notes: Message[];
}

/** Settings as `optimizer` may use them: what is of a wrong type or too large is not followed. */
export function readSettings(settings: Settings, optimizer: string): SettingValues {
  const notes: Message[] = [];
  const number = (name: keyof typeof ranges): number => {
    const given = settings[name];
    const { least, most, default: usual } = ranges[name];
    if (given === undefined || given === null) return usual;
    const whole = typeof given === 'number' && Number.isInteger(given);
    if (whole && given >= least && given <= most) return given;
    const used = whole && clamped.includes(name) ? Math.min(most, Math.max(least, given)) : usual;
    notes.push(message('setting.number', [`adamscope.${name}`, least, most, show(given), used]));
    return used;
  };
  return {
    steps: number('steps'),
    seed: number('seed'),
    limits: {
      memory: number('memoryLimit'),
      evaluationTime: number('evaluationTimeLimit'),
      traceSize: number('traceSize'),
    },
    hyperparameters: readHyperparameters(settings.hyperparameters, optimizer, notes),
    notes,
  };
}

function readHyperparameters(given: unknown, optimizer: string, notes: Message[]): Hyperparameters {
  const setting = 'adamscope.hyperparameters';
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    notes.push(message('setting.object', [setting, show(given)]));
    return {};
  }
  const values: Hyperparameters = {};
  // What a user's own optimizer has is not known before its code runs.
  if (ownOptimizer(optimizer)) return values;
  for (const [name, value] of Object.entries(given)) {
    const made = completeOptimizer({ optimizer, hyperparameters: { [name]: value as unknown } });
    if ('spec' in made) values[name] = made.spec.hyperparameters[name]!;
    // One setting serves all optimizers: a name that another one has is no mistake.
    else if (made.problems[0]?.code !== 'hyperparameter.unknown' || !isKnown(name)) {
      notes.push(message('setting.ignored', [`${setting}.${name}`, show(value)]));
    }
  }
  return values;
}

function isKnown(hyperparameter: string): boolean {
  const own = hyperparameter.replace(/^inner\./, '');
  return registry.some((entry) => entry.hyperparameters.some((h) => h.name === own));
}

/** A value of a settings file in a message: short, and never an exception. */
export function show(value: unknown): string {
  const text = (typeof value === 'number' ? null : JSON.stringify(value)) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
