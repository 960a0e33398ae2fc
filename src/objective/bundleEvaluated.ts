import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { EvaluatedBundle } from '../protocol/objective';
import type { Analysis, LocatedObjective } from './analyse';
import { ModuleGraph, type SourceModule } from './graph';
import { link } from './link';
import { objectiveExpression, sliceText, unusedPrefix } from './module';
import { problemsOfModule } from './moduleProblems';
import { lineStarts, placeOf } from './position';
import type { Slice } from './slice';
import { startFunction } from './start';
import { runsStrict } from './syntax';

/**
 * The code of a function that is evaluated beside an objective. Of each file all that the objective
 * needs stands first, as it runs for the objective, and behind it what the function alone needs: data
 * that both read was then made of the same random numbers.
 *
 * @param read the text of a file by its path (POSIX, as `analysis.file`), or null
 */
export async function bundleEvaluated(
  { syntax, text, file }: Analysis,
  objective: LocatedObjective,
  evaluated: LocatedObjective,
  read: (path: string) => Promise<string | null>,
): Promise<{ bundle: EvaluatedBundle } | { problems: Message[] }> {
  const called = [objective.candidate, evaluated.candidate] as const;
  const graph = new ModuleGraph(read);
  const entry = await graph.addEntry(text, file, syntax!, called[0]);
  const sources = () => [...graph.modules.values()].filter((each) => each.kind === 'source');
  const ofObjective = new Map(sources().map((module) => [module, module.slice]));
  await graph.addBeside(entry, ...called);
  const problems = [...graph.problems];
  for (const module of sources()) problems.push(...problemsOfModule(module, called));
  if (problems.length > 0) return { problems };

  const modules = [...graph.modules.values()];
  const prefix = unusedPrefix(modules.map((module) => module.text));
  const anonymous = `${prefix}default`;
  const lines: Record<string, number> = {};
  const textOf = (module: SourceModule) => {
    const parts = partsOf(module, ofObjective.get(module));
    if (parts.length > 1) lines[module.file] = lineStarts(module.text).length;
    return parts
      .map((slice) => sliceText(module.text, module.program, slice, anonymous).toString())
      .join(';\n');
  };
  const start = startFunction(text, objective.candidate.node, prefix);
  const expression = objectiveExpression(text, entry.slice, evaluated.candidate, anonymous);
  const name = { start: evaluated.nameStart, end: evaluated.nameEnd };
  const about = { name: evaluated.displayName, file, place: placeOf(text, file, name), lines };
  if (modules.length === 1) {
    const last = `exports.evaluated = ${expression};\nexports.start = ${start};\n`;
    const isStrict = runsStrict(entry.program);
    return { bundle: { ...about, code: `${textOf(entry)}\n${last}`, map: null, isStrict } };
  }
  const exported =
    `const ${prefix}objective = ${expression};\nconst ${prefix}start = ${start};\n` +
    `export { ${prefix}objective as evaluated, ${prefix}start as start };\n`;
  try {
    const linked = await link(modules, entry, textOf, exported, prefix);
    return { bundle: { ...about, ...linked } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const place = { file, line: 1, column: 1 };
    return { problems: [message('objective.import.bundle', [reason], place)] };
  }
}

/** What runs of a file for the objective, where anything does, and what runs besides. */
function partsOf({ slice }: SourceModule, first: Slice | undefined): Slice[] {
  if (!first) return [slice];
  const kept = new Set([...first.kept].map(({ node }) => node));
  const rest = [...slice.kept].filter(({ node }) => !kept.has(node));
  return rest.length === 0 ? [first] : [first, { ...slice, kept: new Set(rest) }];
}
