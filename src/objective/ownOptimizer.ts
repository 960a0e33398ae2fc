import { posix } from 'node:path';
import { message } from '../messages';
import type { Message, Place } from '../protocol/message';
import type { OptimizerBundle } from '../protocol/objective';
import { ownOptimizer } from '../protocol/optimizer';
import { ModuleGraph, type SourceModule } from './graph';
import { link } from './link';
import { locateFunctions } from './locate';
import { sliceText, unusedPrefix } from './module';
import { placeOf } from './position';
import { problemsOfCode } from './problems';
import { candidates } from './resolve';
import { languageOf, rangeOf } from './syntax';
import { unlessTooDeep } from './tooDeep';

/**
 * Everything the engine process needs of a user's own optimizer: the slice of its file that its
 * export reaches, bundled as an objective is. Nothing is evaluated.
 *
 * @param name as people write it: `./mine.ts#myAdam`; `#myAdam` is in the importer itself
 * @param importer the file that the path starts from; an empty text: the working folder
 * @param read the text of a file by its path (POSIX), or null
 */
export async function bundleOptimizer(
  name: string,
  importer: string,
  read: (path: string) => Promise<string | null>,
): Promise<{ bundle: OptimizerBundle } | { problems: Message[] }> {
  const { file: given, exported } = ownOptimizer(name)!;
  if (exported === '') return { problems: [message('own.no-name', [name])] };
  const found = await findFile(given, importer, read);
  if (!found) return { problems: [message('own.no-file', [given || importer])] };
  const { file, text } = found;
  // The importer itself has been read already; an untitled document has no ending to go by.
  if (given !== '' && !languageOf(file)) return { problems: [message('own.file-kind', [file])] };

  return unlessTooDeep(file, async () => {
    const graph = new ModuleGraph(read);
    const module = await graph.addExport(file, text, exported);
    const problems = [...graph.problems];
    if (!module && problems.length === 0) {
      problems.push(noExport(graph.modules.get(file) as SourceModule, exported));
    }
    for (const each of graph.modules.values()) {
      if (each.kind !== 'source') continue;
      for (const unit of each.slice.kept) problems.push(...problemsOfCode(each, unit.node));
    }
    if (!module || problems.length > 0) return { problems };
    return put(graph, module, exported);
  });
}

/** The file's text and path, whatever ending was left out. */
async function findFile(
  given: string,
  importer: string,
  read: (path: string) => Promise<string | null>,
): Promise<{ file: string; text: string } | null> {
  const path = posix.isAbsolute(given) ? given : posix.join(posix.dirname(importer), given);
  const paths = given === '' ? [importer] : candidates(`./${posix.basename(path)}`, path);
  for (const file of paths) {
    const text = await read(file);
    if (text !== null) return { file, text };
  }
  return null;
}

function noExport({ file, text, links, scopes }: SourceModule, exported: string): Message {
  const local = scopes.module.names.get(exported)?.declarations[0];
  if (local) {
    return message('own.not-exported', [exported], placeOf(text, file, rangeOf(local)));
  }
  const names = [...links.locals.keys(), ...links.reexports.keys()];
  return message('own.no-export', [file, exported, names.join(', ') || '–']);
}

/** The slices as one text that exports the pair under its name. */
async function put(
  graph: ModuleGraph,
  entry: SourceModule,
  exported: string,
): Promise<{ bundle: OptimizerBundle } | { problems: Message[] }> {
  const { file, links } = entry;
  const modules = [...graph.modules.values()];
  const prefix = unusedPrefix(modules.map((module) => module.text));
  const anonymous = `${prefix}default`;
  const textOf = (module: SourceModule) =>
    sliceText(module.text, module.program, module.slice, anonymous).toString();
  const about = { name: exported, file, places: placesOf(entry, exported) };
  const local = links.locals.get(exported);
  if (modules.length === 1 && local) {
    const last = `exports[${JSON.stringify(exported)}] = ${local.name || anonymous};\n`;
    return { bundle: { ...about, code: `${textOf(entry)}\n${last}`, map: null } };
  }
  try {
    return { bundle: { ...about, ...(await link(modules, entry, textOf, '', prefix)) } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const place = { file, line: 1, column: 1 };
    return { problems: [message('objective.import.bundle', [reason], place)] };
  }
}

/** The export's own place and those of its two functions, as near as the text shows them. */
function placesOf(
  { file, text, program, scopes, links }: SourceModule,
  exported: string,
): OptimizerBundle['places'] {
  const local = links.locals.get(exported);
  const node = local?.declarations[0] ?? links.reexports.get(exported)?.node;
  const pair: Place = node ? placeOf(text, file, rangeOf(node)) : { file, line: 1, column: 1 };
  const functions = locateFunctions(program, scopes);
  const placeOfMember = (key: string) => {
    const found = functions.find(
      ({ root, keys }) => root !== null && root === local && keys.join('.') === key,
    );
    return found ? placeOf(text, file, found.name) : pair;
  };
  return { pair, init: placeOfMember('init'), update: placeOfMember('update') };
}
