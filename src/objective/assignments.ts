import type { Evaluate } from '../protocol/objective';
import type { Group } from '../protocol/optimizer';

/** What stands behind `name=`. */
export type Value = number | boolean | string;

/** A number as tags have it; source of a regular expression. */
export const numberPattern = String.raw`[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity|NaN)`;

const wholeNumber = new RegExp(`^${numberPattern}$`);
const assignment = /^[^\s=]+=[^\s=]+$/;

/** What was read, or the first word that has another form than `name=value`. */
type Read<T> = { read: T } | { wrong: string };

/** Reads `lr=0.01 amsgrad=true inner=sgdm`; commas may stand for blanks. */
export function readAssignments(text: string): Read<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const word of text.split(/[\s,]+/)) {
    if (word === '') continue;
    if (!assignment.test(word)) return { wrong: word };
    const equals = word.indexOf('=');
    values[word.slice(0, equals)] = wordOrNumber(word.slice(equals + 1));
  }
  return { read: values };
}

/**
 * Reads `b lr=0.1 weightDecay=0`: the name of a leaf, then what differs there. The name is all that
 * stands before the first `name=value`, as in `[x, y] lr=0.1`; one in which such a thing stands
 * itself is written as a JSON string.
 *
 * @returns null where the leaf or what differs is missing
 */
export function readGroup(text: string): Read<Group> | null {
  const quoted = /^"(?:[^"\\]|\\.)*"?/.exec(text)?.[0];
  const first = quoted?.length ?? text.search(/\S*=/);
  if (first < 0) return null;
  const written = text.slice(0, first).trim();
  const leaf = quoted === undefined ? written : unquoted(quoted);
  if (leaf === '') return null;
  const differing = readAssignments(text.slice(first));
  if ('wrong' in differing) return differing;
  const hyperparameters = differing.read;
  return Object.keys(hyperparameters).length === 0 ? null : { read: { leaf, hyperparameters } };
}

/** How often what `@evaluate` names is evaluated, unless it is said. */
const usualEvery = 10;
/** More steps than that no run has. */
export const mostEvery = 1e9;

/**
 * Reads `fullLoss every=10`; a comma may stand for blanks. Null where no function is named; `every`
 * is what stands for a wrong number of steps.
 */
export function readEvaluate(text: string): Read<Evaluate> | { every: string } | null {
  const [name] = text.split(/[\s,]+/, 1);
  if (!name || name.includes('=')) return null;
  const assigned = readAssignments(text.slice(name.length));
  if ('wrong' in assigned) return assigned;
  const { every = usualEvery, ...others } = assigned.read;
  const [other] = Object.keys(others);
  if (other !== undefined) return { wrong: other };
  if (!Number.isSafeInteger(every) || Number(every) < 1 || Number(every) > mostEvery) {
    return { every: String(every) };
  }
  return { read: { name, every: Number(every) } };
}

function wordOrNumber(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  return wholeNumber.test(text) ? Number(text) : text;
}

/** Empty where it is no JSON string, as without its end. */
function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return '';
  }
}
