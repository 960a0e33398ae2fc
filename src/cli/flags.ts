import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Flags } from '../session/configure';

/** What followed the options of a command, by name without dashes. */
export type Values = Partial<Record<string, string>>;

/** What says how to run; texts that should be numbers are for `configure` to refuse. */
export function readFlags(values: Values): { flags: Flags } | { problem: Message } {
  const flags: Flags = {};
  if (values.optimizer !== undefined) flags.optimizer = values.optimizer;
  if (values.steps !== undefined) flags.steps = numberOrText(values.steps);
  if (values.seed !== undefined) flags.seed = numberOrText(values.seed);
  for (const name of ['hyperparameters', 'start'] as const) {
    const text = values[name];
    if (text === undefined) continue;
    try {
      flags[name] = JSON.parse(text);
    } catch (error) {
      const said = [`--${name}`, (error as SyntaxError).message];
      return { problem: message('commandLine.not-json', said) };
    }
  }
  return { flags };
}

/** A text that is no number stays what it is, so that it can be shown. */
function numberOrText(text: string): number | string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}
