import { message, type MessageCode } from '../messages';
import type { Message, Place } from '../protocol/message';
import type { Evaluate } from '../protocol/objective';
import {
  mostEvery,
  numberPattern,
  readAssignments,
  readEvaluate,
  readGroup,
  type Value as Assigned,
} from './assignments';
import { placeOf } from './position';
import type { Comment } from './syntax';

/** Where the value of a tag stands: where problems of it are shown. */
interface Placed {
  place?: Place;
}

/**
 * What the JSDoc before an objective asks for; null where it says nothing, or nothing readable.
 * Whether hyper-parameters, phases and limits are ones that exist, only their room can tell.
 */
export interface Tags {
  /** Nested hyper-parameters keep their flat names: `inner.lr`. */
  optimizer:
    | (Placed & {
        name: string;
        hyperparameters: Record<string, Assigned>;
        dialect?: string;
        precision?: string;
      })
    | null;
  schedule: (Placed & { phases: string }) | null;
  clip: (Placed & { limits: Record<string, Assigned> }) | null;
  groups: (Placed & { leaf: string; hyperparameters: Record<string, Assigned> })[];
  steps: number | null;
  seed: number | null;
  /** One value per optimised argument. */
  start: unknown[] | null;
  bounds: [number, number] | null;
  minimum: number[] | null;
  /** A function beside the objective; whether it fits, `evaluated.ts` says. */
  evaluate: (Placed & Evaluate) | null;
  problems: TagProblem[];
}

/** What keeps a tag's value from counting. */
export interface TagProblem extends Message {
  tag: TagName;
}

export const tagNames = [
  'optimizer',
  'schedule',
  'clip',
  'group',
  'steps',
  'start',
  'bounds',
  'seed',
  'minimum',
  'evaluate',
] as const;
export type TagName = (typeof tagNames)[number];

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
    schedule: null,
    clip: null,
    groups: [],
    steps: null,
    seed: null,
    start: null,
    bounds: null,
    minimum: null,
    evaluate: null,
    problems: [],
  };
  const comment = docOf(comments);
  if (!comment) return { tags, tagged: false, comment, start: null };
  const found = splitTags(comment, text).filter(isOurs);
  let start: Place | null = null;
  for (const [name, value] of found) {
    const place = placeOf(text, file, rangeOfValue(value));
    if (name === 'start') start = place;
    const problem = read[name](tags, value.text.trim(), place);
    if (!problem) continue;
    const { code, arguments: args } = problem;
    tags.problems.push({ tag: name, ...message(code, args, place) });
  }
  return { tags, tagged: found.length > 0, comment, start };
}

/** The JSDoc among the comments before an objective: the last one. */
export function docOf(comments: readonly Comment[]): Comment | null {
  const isDoc = ({ type, value }: Comment) => type === 'CommentBlock' && value.startsWith('*');
  return comments.findLast(isDoc) ?? null;
}

/** TypeDoc has a `@group` of its own, `@group Heading`, in which nothing is set. */
function isOurs([name, { text }]: [TagName, Value]): boolean {
  return name !== 'group' || text.includes('=');
}

/** Known tags at the beginning of a line, or right behind another known tag's value. */
export function splitTags(
  comment: Pick<Comment, 'start' | 'end'>,
  text: string,
): [TagName, Value][] {
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
    const piece = new RegExp(knownTag, 'g');
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

const knownTag = String.raw`(?<=^|[\s*])@(${tagNames.join('|')})(?![\w-])`;

function append(value: Value, text: string, offset: number): void {
  value.text += text;
  for (let i = 0; i < text.length; i++) value.offsets.push(offset + i);
}

/** Where the value of a tag stands; where it has none, the tag. */
export function rangeOfValue(value: Value): { start: number; end: number } {
  const first = value.text.search(/\S/);
  if (first < 0) return { start: value.at, end: value.offsets[0] ?? value.at };
  const last = value.text.trimEnd().length - 1;
  return { start: value.offsets[first]!, end: value.offsets[last]! + 1 };
}

const pair = new RegExp(String.raw`^\[\s*(${numberPattern})\s*,\s*(${numberPattern})\s*\]$`);

interface Problem {
  code: MessageCode;
  arguments: (string | number)[];
}

/** One reader per tag: writes into the tags or says why it cannot. */
const read: Record<TagName, (tags: Tags, value: string, place: Place) => Problem | null> = {
  optimizer(tags, value, place) {
    const [name] = value.split(/\s+/, 1);
    if (!name || name.includes('=')) {
      return { code: 'objective.tag.optimizer-name', arguments: [value] };
    }
    const assigned = readAssignments(value.slice(name.length));
    if ('wrong' in assigned) return wrongAssignment(assigned.wrong);
    const { dialect, precision, ...hyperparameters } = assigned.read;
    tags.optimizer = {
      ...{ name, hyperparameters, place },
      ...(dialect !== undefined && { dialect: String(dialect) }),
      ...(precision !== undefined && { precision: String(precision) }),
    };
    return null;
  },
  schedule(tags, value, place) {
    if (value === '') return { code: 'objective.tag.schedule', arguments: [] };
    tags.schedule = { phases: value, place };
    return null;
  },
  clip(tags, value, place) {
    const assigned = readAssignments(value);
    if ('wrong' in assigned) return wrongAssignment(assigned.wrong);
    if (value === '') return { code: 'objective.tag.clip', arguments: [] };
    tags.clip = { limits: assigned.read, place };
    return null;
  },
  group(tags, value, place) {
    const group = readGroup(value);
    if (!group) return { code: 'objective.tag.group', arguments: [value] };
    if ('wrong' in group) return wrongAssignment(group.wrong);
    tags.groups.push({ ...group.read, place });
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
  evaluate(tags, value, place) {
    const evaluate = readEvaluate(value);
    if (!evaluate) return { code: 'objective.tag.evaluate', arguments: [] };
    if ('every' in evaluate) {
      return { code: 'objective.evaluate.every', arguments: [mostEvery, evaluate.every] };
    }
    if ('wrong' in evaluate) {
      return { code: 'objective.evaluate.option', arguments: [evaluate.wrong] };
    }
    tags.evaluate = { ...evaluate.read, place };
    return null;
  },
};

function wrongAssignment(word: string): Problem {
  return { code: 'objective.tag.hyperparameter', arguments: [word] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
