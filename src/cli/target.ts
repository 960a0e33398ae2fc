import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { message } from '../messages';
import { analyse, type Analysis, type LocatedObjective } from '../objective/analyse';
import { languageOf } from '../objective/syntax';
import type { TagProblem, Tags } from '../objective/tags';
import type { Flags } from '../session/configure';
import { userError, wrongUsage } from './outcome';

/** An objective in a file, found and fit to be run as far as its text tells. */
export interface Target {
  analysis: Analysis;
  objective: LocatedObjective;
}

/**
 * The objective that FILE[#FUNCTION] means, without the tags that a flag takes the place of. Throws
 * a Refusal.
 */
export async function findTarget(given: string, flags: Flags = {}): Promise<Target> {
  const { file, selector } = splitTarget(given);
  const language = languageOf(file);
  const text = await readSource(file);
  if (!language) throw wrongUsage(message('commandLine.file-kind', [file]));
  const analysis = analyse(text, file, language);
  if (analysis.problem) throw userError(analysis.problem);
  const objective = choose(analysis, selector);
  const tags = under(flags, objective.tags);
  const problems = [...objective.problems, ...tags.problems];
  if (problems.length > 0) throw userError(...problems);
  return { analysis, objective: { ...objective, tags } };
}

/** Of these tags nothing counts once the flag of the same name is given. */
const replaceable = ['steps', 'seed', 'start', 'schedule', 'clip', 'evaluate'] as const;

/** Tags without those that a flag takes the place of, and without what is wrong with them. */
function under(flags: Flags, tags: Tags): Tags {
  const unused = replaceable.filter((name) => (flags[name] ?? null) !== null);
  const isUsed = ({ tag }: TagProblem) => !unused.some((name) => name === tag);
  const nothing = Object.fromEntries(unused.map((name) => [name, null]));
  return { ...tags, ...nothing, problems: tags.problems.filter(isUsed) };
}

/** FUNCTION stands after the last `#`; a file's own name may have one too. */
function splitTarget(given: string): { file: string; selector: string | null } {
  const hash = given.lastIndexOf('#');
  const split = hash > 0 && !existsSync(given);
  // Forward slashes, as sources name their imports.
  const file = (split ? given.slice(0, hash) : given).replaceAll(path.sep, '/');
  return { file, selector: split ? given.slice(hash + 1) : null };
}

async function readSource(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw wrongUsage(message('commandLine.file-unreadable', [file, reasonOf(error)]));
  }
}

function choose(analysis: Analysis, selector: string | null): LocatedObjective {
  const { objectives, file } = analysis;
  if (objectives.length === 0) throw wrongUsage(message('commandLine.no-objective', [file]));
  if (selector !== null) {
    const found =
      objectives.find((objective) => objective.selector === selector) ??
      objectives.find((objective) => selector === 'default' && objective.isDefault);
    if (found) return found;
    const known = listed(objectives);
    throw wrongUsage(message('commandLine.unknown-function', [selector, file, known]));
  }
  // Beside its objective a file may have helpers, which cannot run or do not look like one.
  const able = objectives.filter(({ problems, missing }) => problems.length + missing.length === 0);
  const inviting = able.filter((objective) => objective.tagged || objective.inviting);
  const only = [inviting, able, objectives].find((some) => some.length === 1);
  if (only) return only[0]!;
  const choice = able.length > 0 ? able : objectives;
  throw wrongUsage(message('commandLine.which-function', [file, listed(choice)]));
}

function listed(objectives: readonly LocatedObjective[]): string {
  return objectives.map((objective) => objective.selector).join(', ');
}

/** Why a file could not be opened, without the path that the sentence names already. */
export function reasonOf(error: unknown): string {
  const { code, message: text } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOSPC') return 'no space left on the device';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return text;
}
