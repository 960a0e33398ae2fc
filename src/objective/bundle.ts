import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { SourceBundle } from '../protocol/objective';
import type { Analysis, LocatedObjective } from './analyse';
import { bundleEvaluated } from './bundleEvaluated';
import { evaluatedFunction } from './evaluate';
import { ModuleGraph, type SourceModule } from './graph';
import { link } from './link';
import type { Candidate } from './locate';
import { objectiveExpression, sliceText, unusedPrefix } from './module';
import { problemsOfModule } from './moduleProblems';
import { startFunction } from './start';
import { unlessTooDeep } from './tooDeep';
import { runsStrict } from './syntax';

/**
 * Everything the engine process needs of an objective: its slice of the file, types stripped, lines
 * and columns kept; with imports, the slices of all files put into one, with a source map.
 *
 * @param read the text of a file by its path (POSIX, as `analysis.file`), or null
 * @param evaluate the function of the file that is evaluated beside it, if any
 */
export async function bundleObjective(
  analysis: Analysis,
  objective: LocatedObjective,
  read: (path: string) => Promise<string | null>,
  evaluate: string | null = null,
): Promise<{ bundle: SourceBundle } | { problems: Message[] }> {
  return unlessTooDeep(analysis.file, async () => {
    const bundled = await bundleAlone(analysis, objective, read);
    if ('problems' in bundled || evaluate === null) return bundled;
    const found = evaluatedFunction(analysis.objectives, objective, evaluate);
    if (!('selector' in found)) return found;
    const beside = await bundleEvaluated(analysis, objective, found, read);
    if ('problems' in beside) return beside;
    return { bundle: { ...bundled.bundle, evaluated: beside.bundle } };
  });
}

async function bundleAlone(
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
    if (module.kind === 'source') problems.push(...problemsOfModule(module, [candidate]));
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
    const isStrict = runsStrict(entry.program);
    return { bundle: { ...about, code: `${body.text}\n${last}`, map: null, isStrict } };
  }
  const exported =
    `const ${prefix}objective = ${body.objective};\nconst ${prefix}start = ${start};\n` +
    `export { ${prefix}objective as objective, ${prefix}start as start };\n`;
  const textOf = (module: SourceModule) =>
    module === entry
      ? body.text
      : sliceText(module.text, module.program, module.slice, `${prefix}default`).toString();
  try {
    const linked = await link(graph.modules.values(), entry, textOf, exported, prefix);
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
