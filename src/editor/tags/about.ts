import { catalogue, type MessageCode } from '../../messages';
import { scheduleUsage } from '../../optimizers/schedule';
import { declarationsOf } from '../../optimizers/complete';
import { allowedRange, type HyperparameterDeclaration } from '../../optimizers/hyperparameter';
import type { OptimizerEntry } from '../../optimizers/optimizer';
import { findOptimizer, registry } from '../../optimizers/registry';
import { dialects, precisions } from '../../protocol/optimizer';
import type { LocatedObjective } from '../../objective/analyse';
import type { TagAt } from '../../objective/tagAt';
import { tagNames, type TagName } from '../../objective/tags';

/** Something that a tag may say, and what is to be known of it. Texts are codes of the catalogue. */
export interface Saying {
  kind: 'tag' | 'optimizer' | 'name' | 'value' | 'phase' | 'function';
  /** As it is written: `lr`, `adam`, `@steps`, `warmup`. */
  label: string;
  /** What completion writes; `${1:…}` is a place to go on typing. */
  snippet: string;
  /** Behind the label: `Adam`, `lr = 0.001`, `warmup(steps)`. */
  detail: string;
  about?: MessageCode;
  usual?: string;
  allowed?: string;
  citation?: string;
  equations?: readonly string[];
}

/** Of each tag: how it is written, and what completion writes behind its name. */
const usages: Record<TagName, { usage: string; snippet: string }> = {
  optimizer: { usage: 'adam lr=0.01', snippet: '' },
  schedule: { usage: 'warmup(100) cosine(900)', snippet: '' },
  clip: { usage: 'norm=1', snippet: 'norm=${1:1}' },
  group: { usage: 'b lr=0.1', snippet: '' },
  steps: { usage: '2000', snippet: '${1:2000}' },
  start: { usage: '[0.5, 0.5]', snippet: '${1:[0.5, 0.5]}' },
  bounds: { usage: '[-1, 1]', snippet: '[${1:-1}, ${2:1}]' },
  seed: { usage: '7', snippet: '${1:7}' },
  minimum: { usage: '[1, 1]', snippet: '${1:[1, 1]}' },
  evaluate: { usage: 'fullLoss every=10', snippet: '' },
};

export const tagSayings: readonly Saying[] = tagNames.map((name) => ({
  kind: 'tag',
  label: `@${name}`,
  snippet: `@${name} ${usages[name].snippet}`,
  detail: `@${name} ${usages[name].usage}`,
  about: `tag.${name}`,
}));

export const optimizerSayings: readonly Saying[] = registry.map((entry) => ({
  kind: 'optimizer',
  label: entry.name,
  snippet: entry.name,
  detail: entry.title,
  citation: entry.citation,
  equations: entry.equations,
}));

const phaseSayings: readonly Saying[] = scheduleUsage.map((usage) => {
  const [name, numbers] = /^(\w+)\((.*)\)$/.exec(usage)!.slice(1) as [string, string];
  const least = numbers.split(', ').filter((each) => !each.includes('='));
  const places = least.map((each, k) => `\${${k + 1}:${each === 'factor' ? '0.5' : '100'}}`);
  return {
    ...{ kind: 'phase', label: name, detail: usage },
    snippet: places.length > 0 ? `${name}(${places.join(', ')})` : name,
    about: `tag.phase.${name}` as MessageCode,
  };
});

/** What may stand at a place of an objective's tags. */
export function sayingsAt(
  at: TagAt,
  objective: LocatedObjective,
  functions: readonly string[],
): Saying[] {
  if (at.kind === 'tag') return [...tagSayings];
  const { tag, before, word } = at;
  if (tag === 'schedule') return [...phaseSayings];
  if (tag === 'optimizer' && before.length === 0) return [...optimizerSayings];
  if (tag === 'evaluate' && before.length === 0) {
    return functions.map((name) => ({ kind: 'function', label: name, snippet: name, detail: '' }));
  }
  const names = namesOf(tag, at, objective);
  const assigned = /^([^=]*)=/.exec(word)?.[1];
  if (assigned !== undefined) return valuesOf(names.find(({ label }) => label === assigned));
  const given = new Set(before.map((each) => each.replace(/=.*/, '')));
  return names.filter(({ label }) => !given.has(label));
}

/** What is said of a word of a tag, if anything is known of it. */
export function sayingOf(at: TagAt, objective: LocatedObjective): Saying | null {
  if (at.kind === 'tag') return tagSayings.find(({ label }) => label === `@${at.name}`) ?? null;
  const { tag, before, word } = at;
  const find = (sayings: readonly Saying[], label: string) =>
    sayings.find((each) => each.label === label) ?? null;
  if (tag === 'schedule') return find(phaseSayings, /^\w*/.exec(word)![0]);
  if (tag === 'optimizer' && before.length === 0) return find(optimizerSayings, word.toLowerCase());
  const name = word.replace(/=.*/, '');
  const value = /=(.*)$/.exec(word)?.[1];
  const saying = find(namesOf(tag, at, objective), name);
  const inner = value !== undefined && name === 'inner' ? find(optimizerSayings, value) : null;
  return saying && inner ? { ...inner, ...saying, detail: inner.detail } : saying;
}

/** The names of a tag's `name=value`. */
function namesOf(
  tag: TagName,
  at: Extract<TagAt, { kind: 'value' }>,
  { tags }: LocatedObjective,
): Saying[] {
  const limit = { kind: 'name', allowed: '(0, ∞)' } as const;
  switch (tag) {
    case 'clip':
      return [
        { ...limit, label: 'norm', snippet: 'norm=${1:1}', detail: '‖g‖', about: 'tag.clip.norm' },
        {
          ...limit,
          label: 'value',
          snippet: 'value=${1:0.5}',
          detail: '|g|',
          about: 'tag.clip.value',
        },
      ];
    case 'evaluate':
      return [
        {
          ...{ kind: 'name', label: 'every', snippet: 'every=${1:10}', detail: 'every = 10' },
          ...{ about: 'tag.evaluate.every', usual: '10', allowed: '1, 2, …' },
        },
      ];
    case 'optimizer': {
      const [name = '', ...given] = at.all;
      const entry = findOptimizer(name);
      return entry ? [...hyperparameters(entry, given), ...settings(entry)] : [];
    }
    case 'group': {
      const entry = findOptimizer(tags.optimizer?.name ?? 'adam');
      // First the parameter's name, which the panel shows.
      return entry && at.before.length > 0 ? hyperparameters(entry, at.all) : [];
    }
    default:
      return [];
  }
}

function hyperparameters(entry: OptimizerEntry, given: readonly string[]): Saying[] {
  const assigned = Object.fromEntries(given.map((word) => word.split('=', 2) as [string, string]));
  const dialect = entry.dialects.find((each) => each === assigned.dialect) ?? entry.dialects[0]!;
  return declarationsOf(entry, dialect, assigned).map((declaration): Saying => {
    const usual = String(declaration.default);
    return {
      ...{ kind: 'name', label: declaration.name, usual, allowed: allowedRange(declaration) },
      snippet: `${declaration.name}=\${1:${usual}}`,
      detail: `${declaration.symbol} = ${usual}`,
      about: aboutOf(declaration),
    };
  });
}

function settings({ dialects: spoken }: OptimizerEntry): Saying[] {
  const [dialect, ...others] = dialects.filter((each) => spoken.includes(each));
  return [
    {
      ...{ kind: 'name', label: 'dialect', snippet: 'dialect=', detail: spoken[0]! },
      ...{ about: 'tag.dialect', usual: spoken[0]!, allowed: [dialect, ...others].join(', ') },
    },
    {
      ...{ kind: 'name', label: 'precision', snippet: 'precision=', detail: 'float64' },
      ...{ about: 'tag.precision', usual: 'float64', allowed: precisions.join(', ') },
    },
  ];
}

/** Words that stand behind `name=`, or the usual number. */
function valuesOf(saying: Saying | undefined): Saying[] {
  if (!saying) return [];
  const isWords = saying.allowed && /^[a-z]/i.test(saying.allowed);
  const labels = isWords ? saying.allowed!.split(', ') : saying.usual ? [saying.usual] : [];
  return labels.map((label) => ({
    ...optimizerSayings.find((each) => saying.label === 'inner' && each.label === label),
    ...{
      kind: 'value',
      label,
      snippet: `${saying.label}=${label}`,
      detail: '',
      about: saying.about!,
    },
  }));
}

/** The code of the registry's words for a hyper-parameter, by which they are translated. */
export function aboutOf({ description }: HyperparameterDeclaration): MessageCode {
  const found = Object.entries(catalogue).find(
    ([code, text]) => code.startsWith('about.') && text === description,
  );
  return found![0] as MessageCode;
}
