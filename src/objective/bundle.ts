import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { SourceBundle } from '../protocol/objective';
import type { Analysis, LocatedObjective } from './analyse';
import { ModuleGraph, type SourceModule } from './graph';
import { link } from './link';
import type { Candidate } from './locate';
import { objectiveExpression, sliceText, unusedPrefix } from './module';
import { problemsOfCode } from './problems';
import { startFunction } from './start';
import { isFunction, rangeOf, walk, type Node } from './syntax';
import { contains } from './units';

/**
 * Everything the engine process needs of an objective: its slice of the file, types stripped, lines
 * and columns kept; with imports, the slices of all files put into one, with a source map.
 *
 * @param read the text of a file by its path (POSIX, as `analysis.file`), or null
 */
export async function bundleObjective(
  analysis: Analysis,
  objective: LocatedObjective,
  read: (path: string) => Promise<string | null>,
): Promise<{ bundle: SourceBundle } | { problems: Message[] }> {
  const { syntax, text, file } = analysis;
  if (!syntax) return { problems: analysis.problem ? [analysis.problem] : [] };
  if (objective.problems.length > 0) return { problems: objective.problems };
  const { candidate } = objective;
  const graph = new ModuleGraph(read);
  const entry = await graph.addEntry(text, file, syntax, candidate);
  const problems = [...graph.problems];
  for (const module of graph.modules.values()) {
    if (module.kind === 'source') problems.push(...problemsOfModule(module, candidate));
  }
  if (problems.length > 0) return { problems };

  const prefix = unusedPrefix([...graph.modules.values()].map((module) => module.text));
  const body = entryText(entry, candidate, prefix);
  const start = startFunction(text, candidate.node, prefix);
  const about = {
    name: objective.displayName,
    parameters: objective.parameters,
    context: objective.context,
    file,
  };
  if (graph.modules.size === 1) {
    const last = `exports.objective = ${body.objective};\nexports.start = ${start};\n`;
    return { bundle: { ...about, code: `${body.text}\n${last}`, map: null } };
  }
  const exported =
    `const ${prefix}objective = ${body.objective};\nconst ${prefix}start = ${start};\n` +
    `export { ${prefix}objective as objective, ${prefix}start as start };\n`;
  try {
    const linked = await link(graph.modules.values(), entry, body.text, exported, prefix);
    return { bundle: { ...about, ...linked } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const place = { file, line: 1, column: 1 };
    return { problems: [message('objective.import.bundle', [reason], place)] };
  }
}

function entryText(
  { text, program, slice }: SourceModule,
  candidate: Candidate,
  prefix: string,
): { text: string; objective: string } {
  const anonymous = `${prefix}default`;
  const nested = candidate.root ? null : candidate.node;
  return {
    text: sliceText(text, program, slice, anonymous, nested).toString(),
    objective: objectiveExpression(text, slice, candidate, anonymous),
  };
}

/** What of the kept code cannot run; the objective itself has been looked at before. */
function problemsOfModule(module: SourceModule, candidate: Candidate): Message[] {
  const problems: Message[] = [];
  const aside = membersBeside(module, candidate);
  for (const unit of module.slice.kept) {
    problems.push(...problemsOfCode(module, unit.node, (node) => aside.has(node)));
  }
  return problems;
}

/** The other methods of the objective's class or object, which nothing calls so far; and itself. */
function membersBeside(module: SourceModule, { root, node, keys }: Candidate): Set<Node> {
  const aside = new Set<Node>([node]);
  if (!root || keys.length === 0) return aside;
  for (const unit of module.slice.kept) {
    if (!unit.declares.has(root)) continue;
    walk(unit.node, (inner) => {
      if (inner === node) return false;
      if (!isFunction(inner) || contains(rangeOf(inner), rangeOf(node))) return undefined;
      aside.add(inner);
      return false;
    });
  }
  return aside;
}
