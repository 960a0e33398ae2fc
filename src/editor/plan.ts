import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../objective/analyse';
import { objectiveAt, objectiveNamed } from '../objective/find';
import { placeOf } from '../objective/position';
import type { Message } from '../protocol/message';
import { ownOptimizer } from '../protocol/optimizer';
import { configure, type Configuration } from '../session/configure';
import { optimizerInShort } from '../session/optimizerInShort';
import type { RunRequest } from '../session/session';
import type { Choice, Origin } from './origin';
import { readerFor } from './reading';
import { runSettings } from './settings';
import { count, visible, words } from './words';

/** What would run: the objective's tags over the settings, and the choice over both. */
export function configuration(
  uri: vscode.Uri,
  objective: LocatedObjective,
  choice: Choice,
): Configuration | { problems: Message[] } {
  return configure({
    tags: objective.tags,
    settings: runSettings(uri),
    optimizer: choice.optimizer,
    flags: {
      ...{ hyperparameters: choice.hyperparameters, steps: choice.steps },
      ...{ dialect: choice.dialect },
    },
    asks: true,
  });
}

/** `lr 0.001 · 1,000 steps`: the learning rate, what differs from the defaults, and the steps. */
export function configurationInShort(configured: Configuration): string {
  const steps = words('editor.lens.steps', count(configured.steps));
  return [...optimizerInShort(configured).map(visible), steps].join(' · ');
}

/** The objective of a run in the text as it is now; null where it is there no more. */
export function findAgain(analysis: Analysis, origin: Origin): LocatedObjective | null {
  const named = objectiveNamed(analysis, origin.selector);
  if (named || analysis.problem) return named;
  const found = objectiveAt(analysis, ...origin.stretch);
  return found && 'selector' in found && found.selector === origin.selector ? found : null;
}

/** A request that can be started, and where it comes from. */
export interface Plan {
  request: Omit<RunRequest, 'objective'>;
  origin: Origin;
}

/** Reads what the objective reaches and makes everything ready; nothing is evaluated. */
export async function planRun(
  uri: vscode.Uri,
  analysis: Analysis,
  objective: LocatedObjective,
  choice: Choice,
  start: unknown[] | null,
): Promise<Plan | { problems: Message[] }> {
  const problems = [...objective.problems, ...objective.tags.problems];
  const configured = configuration(uri, objective, choice);
  if ('problems' in configured) problems.push(...configured.problems);
  if (problems.length > 0 || 'problems' in configured) return { problems };

  const source = await readSource(uri, analysis, objective, choice.optimizer);
  if ('problems' in source) return source;
  const { bundle, own } = source;
  return {
    request: {
      ...configured,
      start: choice.start ?? start ?? configured.start,
      bundle,
      ...(own && { own }),
    },
    origin: {
      uri,
      selector: objective.selector,
      stretch: [objective.start, objective.end],
      place: placeOf(analysis.text, analysis.file, {
        start: objective.nameStart,
        end: objective.nameEnd,
      }),
      choice,
      fingerprint: source.fingerprint,
      files: source.files,
      gone: false,
    },
  };
}

/** All code that a run takes, the files that were read for it, and what makes the run stale. */
interface RunSource extends Pick<RunRequest, 'bundle' | 'own'> {
  files: Set<string>;
  fingerprint: string;
}

/** Reads an objective and, where it is the user's own, the chosen optimizer; else the tag's. */
export async function readSource(
  uri: vscode.Uri,
  analysis: Analysis,
  objective: LocatedObjective,
  chosen: string | null | undefined,
): Promise<RunSource | { problems: Message[] }> {
  const { bundleObjective } = await import('../objective/bundle');
  const files = new Set([uri.toString()]);
  const read = readerFor(uri, async (file) => {
    const text = await readText(file);
    if (text !== null) files.add(file.toString());
    return text;
  });
  const evaluate = objective.tags.evaluate?.name ?? null;
  const bundled = await bundleObjective(analysis, objective, read, evaluate);
  if ('problems' in bundled) return bundled;
  const { bundle } = bundled;
  const tag = objective.tags.optimizer;
  const optimizer = chosen ?? tag?.name;
  if (!optimizer || !ownOptimizer(optimizer)) {
    return { bundle, files, fingerprint: fingerprint(codeOf(bundle), objective) };
  }
  const { bundleOptimizer } = await import('../objective/ownOptimizer');
  const own = await bundleOptimizer(optimizer, analysis.file, read);
  if ('problems' in own) {
    const place = tag?.place;
    return { problems: own.problems.map((said) => (place ? { place, ...said } : said)) };
  }
  const all = `${codeOf(bundle)}\n${own.bundle.code}`;
  return { bundle, own: own.bundle, files, fingerprint: fingerprint(all, objective) };
}

function codeOf({ code, evaluated }: RunRequest['bundle']): string {
  return evaluated ? `${code}\n${evaluated.code}` : code;
}

/** The text of a file as the person sees it: of its open document, else as it is stored. */
export async function readText(uri: vscode.Uri): Promise<string | null> {
  const text = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === text);
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Absent, a folder, or not to be read: the bundler asks for several names in turn.
    return null;
  }
}

/**
 * What decides a run's numbers, hashed. Blank space is evened out (line breaks stay, they can end
 * a statement), so that moving or reformatting the objective makes no run stale.
 */
function fingerprint(code: string, { tags }: LocatedObjective): string {
  const even = code.replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' ')).trim();
  const { steps, seed, start, bounds } = tags;
  const said = withoutPlaces([
    tags.optimizer,
    tags.schedule,
    tags.clip,
    tags.groups,
    tags.evaluate,
  ]);
  const all = JSON.stringify([even, said, steps, seed, start, bounds]);
  return createHash('sha256').update(all).digest('hex');
}

/** What tags say, wherever they stand. */
function withoutPlaces(tags: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tags, (key, value: unknown) => (key === 'place' ? null : value)),
  );
}
