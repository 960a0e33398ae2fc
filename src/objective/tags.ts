import { message, type MessageCode } from '../messages';
import type { Message, Place } from '../protocol/message';
import { placeOf } from './position';
import type { Comment } from './syntax';

/** What the JSDoc before an objective asks for; null where it says nothing, or nothing readable. */
export interface Tags {
  /** Nested hyper-parameters keep their flat names: `inner.lr`. */
  optimizer: {
    name: string;
    hyperparameters: Record<string, number | boolean | string>;
    /** Where problems of its values are shown. */
    place?: Place;
  } | null;
  steps: number | null;
  seed: number | null;
  /** One value per optimised argument. */
  start: unknown[] | null;
  bounds: [number, number] | null;
  minimum: number[] | null;
  problems: Message[];
}

type TagName = 'optimizer' | 'steps' | 'start' | 'bounds' | 'seed' | 'minimum';

/** The text of a tag without the comment's stars, and where each of its characters stands. */
interface Value {
  /** Where the tag itself stands. */
  at: number;
  text: string;
  offsets: number[];
}

/**
 * Reads the tags of the last JSDoc among `comments`. Other `@tags` are JSDoc's own business.
 * `tagged` says whether there was any of ours, readable or not; `start` where @start's value stands.
 */
export function readTags(
  comments: readonly Comment[],
  text: string,
  file: string,
): { tags: Tags; tagged: boolean; comment: Comment | null; start: Place | null } {
  const tags: Tags = {
    optimizer: null,
    steps: null,
    seed: null,
    start: null,
    bounds: null,
    minimum: null,
    problems: [],
  };
  const isDoc = (comment: Comment) =>
    comment.type === 'CommentBlock' && comment.value.startsWith('*');
  const comment = comments.findLast(isDoc) ?? null;
  if (!comment) return { tags, tagged: false, comment, start: null };
  const found = splitTags(comment, text);
  let start: Place | null = null;
  for (const [name, value] of found) {
    const place = placeOf(text, file, rangeOfValue(value));
    if (name === 'start') start = place;
    const problem = read[name](tags, value.text.trim());
    if (problem) tags.problems.push(message(problem.code, problem.arguments, place));
    else if (name === 'optimizer' && tags.optimizer) tags.optimizer.place = place;
  }
  return { tags, tagged: found.length > 0, comment, start };
}

/** Known tags at the beginning of a line, or right behind another known tag's value. */
function splitTags(comment: Comment, text: string): [TagName, Value][] {
  const found: [TagName, Value][] = [];
  let current: Value | null = null;
  const end = comment.end! - 2;
  const lines = /[^\r\n]+/g;
  lines.lastIndex = comment.start! + 3;
  for (let match = lines.exec(text); match && match.index < end; match = lines.exec(text)) {
    const line = text.slice(match.index, Math.min(end, match.index + match[0].length));
    let at = /^\s*\*?\s*/.exec(line)![0].length;
    const tag = /^@([\w-]+)/.exec(line.slice(at));
    // A blank line ends a value, too: what follows is prose.
    if (tag || at === line.length) current = null;
    if (current) append(current, ' ', match.index);
    const piece = /(?<=^|[\s*])@(optimizer|steps|start|bounds|seed|minimum)(?![\w-])/g;
    piece.lastIndex = at;
    for (;;) {
      const next = piece.exec(line);
      // In running text (`see @steps`) a name is no tag.
      const begins = next && (current !== null || next.index === at);
      const stop = begins ? next.index : line.length;
      if (current) append(current, line.slice(at, stop), match.index + at);
      if (!begins) break;
      current = { at: match.index + next.index, text: '', offsets: [] };
      found.push([next[1] as TagName, current]);
      at = next.index + next[0].length;
    }
  }
  return found;
}

function append(value: Value, text: string, offset: number): void {
  value.text += text;
  for (let i = 0; i < text.length; i++) value.offsets.push(offset + i);
}

function rangeOfValue(value: Value): { start: number; end: number } {
  const first = value.text.search(/\S/);
  if (first < 0) return { start: value.at, end: value.offsets[0] ?? value.at };
  const last = value.text.trimEnd().length - 1;
  return { start: value.offsets[first]!, end: value.offsets[last]! + 1 };
}

const number = String.raw`[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity|NaN)`;
const wholeNumber = new RegExp(`^${number}$`);
const pair = new RegExp(String.raw`^\[\s*(${number})\s*,\s*(${number})\s*\]$`);

interface Problem {
  code: MessageCode;
  arguments: (string | number)[];
}

/** One reader per tag: writes into the tags or says why it cannot. */
const read: Record<TagName, (tags: Tags, value: string) => Problem | null> = {
  optimizer(tags, value) {
    const [name, ...pairs] = value.split(/\s+/);
    if (!name || name.includes('=')) {
      return { code: 'objective.tag.optimizer-name', arguments: [value] };
    }
    const hyperparameters: Record<string, number | boolean | string> = {};
    for (const pair of pairs) {
      const [key, given, more] = pair.split('=');
      if (!key || !given || more !== undefined) {
        return { code: 'objective.tag.hyperparameter', arguments: [pair] };
      }
      hyperparameters[key] = wordOrNumber(given);
    }
    tags.optimizer = { name, hyperparameters };
    return null;
  },
  steps(tags, value) {
    const steps = Number(value);
    if (value === '' || !Number.isSafeInteger(steps) || steps < 0) {
      return { code: 'objective.tag.steps', arguments: [value] };
    }
    tags.steps = steps;
    return null;
  },
  seed(tags, value) {
    const seed = Number(value);
    if (value === '' || !Number.isSafeInteger(seed)) {
      return { code: 'objective.tag.seed', arguments: [value] };
    }
    tags.seed = seed;
    return null;
  },
  start(tags, value) {
    const values = parseJson(`[${value}]`);
    if (!Array.isArray(values) || values.length === 0) {
      return { code: 'objective.tag.start', arguments: [value] };
    }
    tags.start = values;
    return null;
  },
  bounds(tags, value) {
    const match = pair.exec(value);
    const lower = Number(match?.[1]);
    const upper = Number(match?.[2]);
    if (Number.isNaN(lower) || Number.isNaN(upper)) {
      return { code: 'objective.tag.bounds', arguments: [value] };
    }
    if (lower > upper) {
      return { code: 'objective.tag.bounds-reversed', arguments: [lower, upper] };
    }
    tags.bounds = [lower, upper];
    return null;
  },
  minimum(tags, value) {
    const values = [parseJson(value)].flat(Infinity);
    if (values.length === 0 || !values.every((item) => typeof item === 'number')) {
      return { code: 'objective.tag.minimum', arguments: [value] };
    }
    tags.minimum = values;
    return null;
  },
};

function wordOrNumber(text: string): number | boolean | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return wholeNumber.test(text) ? Number(text) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
