import type * as t from '@babel/types';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { ParameterSource } from '../protocol/objective';
import { evaluatedFunction } from './evaluate';
import { isInviting } from './inviting';
import { locateFunctions, type Candidate } from './locate';
import { defaultOf, patternOf, readParameters, type Parameters } from './parameters';
import { placeOf } from './position';
import { problemsOfObjective, type Source } from './problems';
import { resolveScopes, type Scopes } from './scope';
import { parseSource } from './syntax';
import { readTags, type Tags } from './tags';
import { tooDeep } from './tooDeep';

export type { Tags } from './tags';

/**
 * Longer texts are refused before they are parsed: the host's event loop must not stand for more than
 * 50 ms. Measured on two cores of a shared machine, warm: 0.2 ms to parse and 0.3 ms to analyse 1,000
 * characters of JavaScript.
 */
export const maxCharacters = 150_000;

export interface LocatedObjective {
  /** What the command line calls it: `rosenbrock`, `default`, `Class.method`, `object.method`. */
  selector: string;
  displayName: string;
  /** The default export answers to `default` also where it has a name. */
  isDefault: boolean;
  /** Offsets of the statement, method or property; its comment begins at `commentStart`. */
  start: number;
  end: number;
  commentStart: number;
  nameStart: number;
  nameEnd: number;
  parameters: (ParameterSource | null)[];
  /** Index of the argument that takes the context; -1 without one. */
  context: number;
  /** Indices of arguments with neither default nor @start. */
  missing: number[];
  tags: Tags;
  tagged: boolean;
  /** Every parameter has a default holding numbers and the return does arithmetic (the lens rule). */
  inviting: boolean;
  /** Each keeps the objective from being run. Those of its tags are in `tags.problems`. */
  problems: Message[];
  /** For this room alone. */
  candidate: Candidate;
}

export interface Analysis {
  /** Without a byte order mark: all offsets are into this text. */
  text: string;
  file: string;
  objectives: LocatedObjective[];
  /** Why the text could not be read; there are no objectives then. */
  problem: Message | null;
  /** For this room alone; null with a problem. */
  syntax: { program: t.Program; scopes: Scopes } | null;
}

/**
 * Finds the objectives of a text. Nothing is evaluated, nothing is thrown.
 *
 * @param file as messages shall name it; imports are looked for beside it
 * @param language VS Code's identifier: typescript, typescriptreact, javascript, javascriptreact
 */
export function analyse(given: string, file: string, language: string): Analysis {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  const analysis: Analysis = { text, file, objectives: [], problem: null, syntax: null };
  if (text.length > maxCharacters) {
    const args = [text.length, maxCharacters];
    const place = { file, line: 1, column: 1 };
    return { ...analysis, problem: message('objective.too-large', args, place) };
  }
  try {
    return analyseSource(analysis, language);
  } catch (error) {
    return { ...analysis, problem: tooDeep(error, file) };
  }
}

function analyseSource(analysis: Analysis, language: string): Analysis {
  const { text, file } = analysis;
  const parsed = parseSource(text, language);
  if ('reason' in parsed) {
    const place = placeOf(text, file, { start: parsed.offset, end: parsed.offset });
    return { ...analysis, problem: message('objective.syntax', [parsed.reason], place) };
  }
  const scopes = resolveScopes(parsed.program);
  const source = { text, file, scopes };
  const objectives = locateFunctions(parsed.program, scopes).map((candidate) =>
    describe(source, candidate),
  );
  for (const objective of objectives) checkEvaluate(objectives, objective);
  return { ...analysis, objectives, syntax: { program: parsed.program, scopes } };
}

/** Looks for what a tag names to be evaluated beside an objective. */
export function checkEvaluate(
  objectives: readonly LocatedObjective[],
  objective: LocatedObjective,
): void {
  const { evaluate, problems } = objective.tags;
  if (!evaluate) return;
  const found = evaluatedFunction(objectives, objective, evaluate.name);
  if ('selector' in found) return;
  const { place } = evaluate;
  const tag = 'evaluate';
  problems.push(
    ...found.problems.map((said) => ({ tag, ...(place && { place }), ...said }) as const),
  );
}

/** All that is known of a function once it is looked at as an objective. */
export function describe(source: Source, candidate: Candidate): LocatedObjective {
  const taken = readParameters(candidate.node);
  const read = readTags(candidate.comments, source.text, source.file);
  const { tags, tagged, comment } = read;
  const parameters = spreadRest(taken, tags);
  const optimised = parameters.filter((parameter) => parameter !== null).length;
  if (tags.start && tags.start.length !== optimised) {
    const args = [tags.start.length, optimised];
    const said = message('objective.start-count', args, read.start!);
    tags.problems.push({ tag: 'start', ...said });
    tags.start = null;
  }
  const problems = problemsOfObjective(source, candidate, taken, tags);
  return {
    selector: candidate.selector,
    displayName: candidate.selector,
    isDefault: candidate.isDefault,
    ...candidate.range,
    commentStart: Math.min(candidate.range.start, comment?.start ?? Infinity),
    nameStart: candidate.name.start,
    nameEnd: candidate.name.end,
    parameters,
    context: taken.context,
    missing: tags.start ? [] : missing(taken),
    tags,
    tagged,
    inviting: problems.length === 0 && isInviting(source, candidate.node, taken),
    problems,
    candidate,
  };
}

/** A rest argument stands for as many arguments as @start has values left: `x[0]`, `x[1]`, … */
function spreadRest(read: Parameters, tags: Tags): (ParameterSource | null)[] {
  const rest = read.nodes.at(-1);
  const source = read.sources.at(-1);
  if (rest?.type !== 'RestElement' || !tags.start || source?.kind !== 'name') return read.sources;
  const before = read.sources.slice(0, -1);
  const count = tags.start.length - before.filter((parameter) => parameter !== null).length;
  const spread = Array.from({ length: Math.max(0, count) }, (_, index): ParameterSource => {
    return { kind: 'name', name: `${source.name}[${index}]` };
  });
  return [...before, ...spread];
}

function missing(read: Parameters): number[] {
  return [...read.nodes.keys()].filter((index) => {
    if (index === read.context) return false;
    const parameter = read.nodes[index]!;
    return defaultOf(parameter) === null && patternOf(parameter).type !== 'RestElement';
  });
}
