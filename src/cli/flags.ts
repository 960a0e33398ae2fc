import { message, type MessageCode } from '../messages';
import { mostEvery, readAssignments, readEvaluate, readGroup } from '../objective/assignments';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';

/** What followed the options of a command, by name without dashes; of one said again, the last. */
export type Values = Partial<Record<string, string>>;

type Read<T> = T | { problem: Message };

/** What says how to run; texts that should be numbers are for `configure` to refuse. */
export function readFlags(values: Values, groups: readonly string[] = []): Read<{ flags: Flags }> {
  const flags: Flags = {};
  for (const name of ['optimizer', 'dialect', 'precision', 'schedule'] as const) {
    if (values[name] !== undefined) flags[name] = values[name];
  }
  if (values.steps !== undefined) flags.steps = numberOrText(values.steps);
  if (values.seed !== undefined) flags.seed = numberOrText(values.seed);
  const traceSize = values['trace-size'];
  if (traceSize !== undefined) flags.traceSize = numberOrText(traceSize);
  for (const name of ['hyperparameters', 'start'] as const) {
    const text = values[name];
    if (text === undefined) continue;
    const json = readJson(name, text);
    if ('problem' in json) return json;
    flags[name] = json.value;
  }
  if (values.clip !== undefined) {
    const clip = readClip(values.clip);
    if ('problem' in clip) return clip;
    flags.clip = clip.limits;
  }
  if (values.evaluate !== undefined) {
    const evaluate = readEvaluate(values.evaluate);
    if (!evaluate) return problem('commandLine.evaluate', values.evaluate);
    if ('every' in evaluate) return problem('objective.evaluate.every', mostEvery, evaluate.every);
    if ('wrong' in evaluate) return problem('objective.evaluate.option', evaluate.wrong);
    flags.evaluate = evaluate.read;
  }
  for (const text of groups) {
    const group = readGroup(text);
    if (!group || 'wrong' in group) return problem('commandLine.group', text);
    flags.groups = [...(flags.groups ?? []), group.read];
  }
  return { flags };
}

/** `every=10`, or nothing: as often as is a moment's work. */
export function readSharpness(text: string): Read<{ every?: number }> {
  const assigned = readAssignments(text);
  if ('wrong' in assigned) return problem('commandLine.sharpness', text);
  const { every, ...others } = assigned.read;
  if (Object.keys(others).length > 0) return problem('commandLine.sharpness', text);
  if (every === undefined) return {};
  const isCount = Number.isSafeInteger(every) && Number(every) >= 1 && Number(every) <= mostEvery;
  return isCount ? { every: Number(every) } : problem('commandLine.sharpness', text);
}

function readJson(name: string, text: string): Read<{ value: unknown }> {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return problem('commandLine.not-json', `--${name}`, (error as SyntaxError).message);
  }
}

/** `norm=1,value=0.5`, or the same as JSON. */
function readClip(text: string): Read<{ limits: unknown }> {
  if (text.trimStart().startsWith('{')) {
    const json = readJson('clip', text);
    return 'problem' in json ? json : { limits: json.value };
  }
  const limits = readAssignments(text);
  if ('wrong' in limits) return problem('commandLine.clip', text);
  return Object.keys(limits.read).length === 0
    ? problem('commandLine.clip', text)
    : { limits: limits.read };
}

function problem(code: MessageCode, ...said: (string | number)[]): { problem: Message } {
  return { problem: message(code, said) };
}

/** A text that is no number stays what it is, so that it can be shown. */
function numberOrText(text: string): number | string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}
