import { readFile } from 'node:fs/promises';
import { message } from '../messages';
import { bundleObjective } from '../objective/bundle';
import { bundleOptimizer } from '../objective/ownOptimizer';
import { positionAt } from '../objective/position';
import type { Message, Place } from '../protocol/message';
import type { ParameterSource } from '../protocol/objective';
import { ownOptimizer } from '../protocol/optimizer';
import { configure, type Configuration, type Flags } from '../session/configure';
import type { RunRequest } from '../session/session';
import { findOptimizer } from '../optimizers/registry';
import { userError, wrongUsage } from './outcome';
import { filesOf } from './output';
import type { Target } from './target';

/**
 * Everything that the run needs: flags over tags over defaults, and the source; `place` is the
 * objective's own, for what has none. Throws a Refusal.
 */
export async function makeRequest(
  target: Target,
  flags: Flags,
): Promise<{ request: RunRequest; notes: Message[]; place: Place }> {
  const { analysis, objective } = target;
  const { notes, ...configuration } = configureTarget(target, flags);
  const place = placeOfName(target);
  if (configuration.start === null && objective.missing.length > 0) {
    const names = objective.missing.map((index) => parameterName(objective.parameters[index]!));
    const said = message('commandLine.missing-start', [names.join(', ')], place);
    throw userError(said);
  }
  const evaluate = configuration.evaluate?.name ?? null;
  const bundled = await bundleObjective(analysis, objective, readOrNull, evaluate);
  if ('problems' in bundled) {
    const { problems } = bundled;
    // Without a place it is the flag's: it names no function, or none that fits.
    throw problems[0]?.place ? userError(...problems) : wrongUsage(...problems);
  }
  const { file } = analysis;
  // The shell's paths begin at the working folder, those of a tag at its file.
  const { optimizer } = configuration;
  const own = await (flags.optimizer && !optimizer.startsWith('#')
    ? bundleOwn(optimizer, '')
    : bundleOwn(optimizer, file, objective.tags.optimizer?.place));
  const key = `${file}#${objective.selector}`;
  return {
    request: {
      ...configuration,
      objective: { key, name: objective.displayName, file },
      bundle: bundled.bundle,
      ...own,
    },
    notes,
    place,
  };
}

/** Every file that a run is made of. */
export function filesRead({ bundle, own }: RunRequest): string[] {
  return [bundle, bundle.evaluated, own].flatMap((each) => (each ? filesOf(each) : []));
}

/**
 * The code of the user's own optimizer, where the name is of one. Throws a Refusal.
 *
 * @param importer the file that its path starts from; an empty text: the working folder, as for
 *   all that the shell says
 * @param place where a name that leads nowhere was written, if in a file
 */
export async function bundleOwn(
  optimizer: string,
  importer: string,
  place?: Place,
): Promise<Pick<RunRequest, 'own'>> {
  if (!ownOptimizer(optimizer)) return {};
  const bundled = await bundleOptimizer(optimizer, importer, readOrNull);
  if (!('problems' in bundled)) return { own: bundled.bundle };
  const problems = bundled.problems.map((said) => (place ? { place, ...said } : said));
  throw problems[0]?.place ? userError(...problems) : wrongUsage(...problems);
}

/** What is wrong without the tags too was said on the command line; the rest is the file's. */
function configureTarget(target: Target, flags: Flags): Configuration {
  const { tags } = target.objective;
  const configured = configure({ tags, flags });
  if (!('problems' in configured)) return configured;
  const named = flags.optimizer ?? knownName(tags.optimizer?.name);
  const alone = configure({ tags: null, flags: { ...flags, optimizer: named ?? null } });
  if ('problems' in alone) throw wrongUsage(...alone.problems);
  const place = placeOfName(target);
  throw userError(...configured.problems.map((problem) => ({ place, ...problem })));
}

function knownName(name: string | undefined): string | undefined {
  if (name === undefined || ownOptimizer(name)) return name;
  return findOptimizer(name)?.name;
}

function placeOfName({ analysis, objective }: Target): Place {
  return { file: analysis.file, ...positionAt(analysis.text, objective.nameStart) };
}

function parameterName(source: ParameterSource): string {
  if (source.kind === 'name') return source.name;
  if (source.kind === 'array') {
    const names = source.elements.map((element) => (element ? parameterName(element) : ''));
    return `[${[...names, ...(source.rest ? [`...${source.rest}`] : [])].join(', ')}]`;
  }
  const names = source.properties.map(({ key }) => key);
  return `{ ${[...names, ...(source.rest ? [`...${source.rest}`] : [])].join(', ')} }`;
}

/** An imported file, or null where there is none. */
async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
