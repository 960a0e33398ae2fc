import * as vscode from 'vscode';
import type { LocatedObjective } from '../objective/analyse';
import type { ParameterSource } from '../protocol/objective';
import type { Documents } from './documents';
import { visible, words } from './words';

/**
 * The start of an objective with parameters that have neither default nor `@start`: asked for
 * once and remembered. Null where nothing is missing, undefined where the person gave up;
 * `undefined` inside the array leaves an argument to its default.
 */
export async function askStart(
  documents: Documents,
  document: vscode.TextDocument,
  objective: LocatedObjective,
  memory: vscode.Memento,
): Promise<unknown[] | null | undefined> {
  if (objective.missing.length === 0) return null;
  const key = `start ${document.uri.toString()}#${objective.selector}`;
  const remembered = memory.get<Record<string, string>>(key) ?? {};
  const texts: Record<string, string> = {};
  for (const index of objective.missing) {
    const source = objective.parameters[index]!;
    const given = remembered[nameOf(source)];
    const text = given ?? (await askValue(objective, source));
    if (text === undefined) return undefined;
    texts[nameOf(source)] = text;
    if (given === undefined) offerDefault(documents, document, objective, index, text);
  }
  await memory.update(key, texts);
  return objective.parameters.flatMap((source, index) => {
    if (index === objective.context) return [];
    const missing = source && objective.missing.includes(index);
    return [missing ? (JSON.parse(texts[nameOf(source)]!) as unknown) : undefined];
  });
}

function askValue(
  objective: LocatedObjective,
  source: ParameterSource,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: words('editor.start.title', visible(objective.displayName)),
    prompt: words('editor.start.prompt', visible(nameOf(source))),
    value: JSON.stringify(guess(source)),
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(source, text),
  });
}

/** The pattern as the source writes it, without types: `x`, `[x, y]`, `{ w, b }`. */
export function nameOf(source: ParameterSource): string {
  switch (source.kind) {
    case 'name':
      return source.name;
    case 'array':
      return `[${source.elements.map((element) => (element ? nameOf(element) : '')).join(', ')}]`;
    case 'object':
      return `{ ${source.properties
        .map(({ key, value }) => (nameOf(value) === key ? key : `${key}: ${nameOf(value)}`))
        .join(', ')} }`;
  }
}

/** A value of the shape that the pattern shows, all zeros. */
export function guess(source: ParameterSource): unknown {
  switch (source.kind) {
    case 'name':
      return 0;
    case 'array':
      return source.elements.map((element) => (element ? guess(element) : 0));
    case 'object':
      return Object.fromEntries(
        source.properties.map(({ key, value }) => [key, guess(value)] as const),
      );
  }
}

/** What keeps a text from being the value of a parameter, in words; null where nothing does. */
export function problemWith(source: ParameterSource, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return words('editor.start.json');
  }
  if (!holdsNumbers(value)) return words('editor.start.numbers');
  return fits(source, value) ? null : words('editor.start.shape', nameOf(source));
}

function holdsNumbers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  const inside = Object.values(value);
  return inside.length > 0 && inside.every(holdsNumbers);
}

function fits(source: ParameterSource, value: unknown): boolean {
  if (source.kind === 'name') return true;
  if (source.kind === 'array') {
    if (!Array.isArray(value)) return false;
    const { elements, rest } = source;
    if (rest === undefined ? value.length !== elements.length : value.length < elements.length) {
      return false;
    }
    return elements.every((element, i) => !element || fits(element, value[i]));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return source.properties.every(
    ({ key, value: inner }) =>
      Object.hasOwn(value, key) && fits(inner, (value as Record<string, unknown>)[key]),
  );
}

/** A note with a button that writes the value where the default belongs; it waits for nobody. */
function offerDefault(
  documents: Documents,
  document: vscode.TextDocument,
  objective: LocatedObjective,
  index: number,
  text: string,
): void {
  const write = words('editor.start.write');
  const name = visible(nameOf(objective.parameters[index]!));
  void vscode.window
    .showInformationMessage(words('editor.start.remembered', name, text), write)
    .then(async (answer) => {
      if (answer !== write) return;
      const { writeDefault } = await import('../objective/writeDefault');
      // As the text reads now: it may have been edited since the question.
      const analysis = documents.analyse(document);
      const now = analysis.objectives.find(({ selector }) => selector === objective.selector);
      const edit = now && writeDefault(analysis, now, index, text);
      if (!edit) return;
      const range = new vscode.Range(
        document.positionAt(edit.start),
        document.positionAt(edit.end),
      );
      const change = new vscode.WorkspaceEdit();
      change.replace(document.uri, range, edit.text);
      await vscode.workspace.applyEdit(change);
    });
}
