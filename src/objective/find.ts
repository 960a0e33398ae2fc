import type { Message } from '../protocol/message';
import { message } from '../messages';
import { checkEvaluate, describe, type Analysis, type LocatedObjective } from './analyse';
import { functionNamed } from './evaluate';
import { placeOf } from './position';
import type { Binding } from './scope';
import { isFunction, isTypeOnly, rangeOf, walk } from './syntax';
import type { FunctionNode, Range } from './syntax';

export { symbolAt } from './symbol';

/** The objective that the command line's name means: its selector, or `default`. */
export function objectiveNamed(analysis: Analysis, selector: string): LocatedObjective | null {
  return functionNamed(analysis.objectives, selector);
}

/** Objects with functions `init` and `update`: what may be optimizers of the user's own. */
export function pairsIn({ objectives }: Analysis): { name: string; start: number; end: number }[] {
  return objectives.flatMap(({ selector, start, end }) => {
    const name = /^([^.]+)\.init$/.exec(selector)?.[1];
    const update = objectives.find((other) => other.selector === `${name}.update`);
    if (name === undefined || !update) return [];
    return [{ name, start: Math.min(start, update.start), end: Math.max(end, update.end) }];
  });
}

/**
 * The objectives to choose from where none is named, the likeliest alone: those tagged or inviting;
 * else those that can start; else all.
 */
export function likelyObjectives(analysis: Analysis): LocatedObjective[] {
  const { objectives } = analysis;
  const likely = objectives.filter(({ tagged, inviting }) => tagged || inviting);
  if (likely.length > 0) return likely;
  const ready = objectives.filter((o) => o.problems.length === 0 && o.missing.length === 0);
  return ready.length > 0 ? ready : objectives;
}

/**
 * The objective at a cursor (`start === end`), its comment included, or the selected function.
 * A message where there is something else, null where there is nothing.
 */
export function objectiveAt(
  analysis: Analysis,
  start: number,
  end: number,
): LocatedObjective | Message | null {
  if (!analysis.syntax) return analysis.problem;
  const { text, file } = analysis;
  if (start === end) return atCursor(analysis, start);
  const range = trimmed(text, start, end);
  const named = analysis.objectives.find(
    (o) =>
      same(range, { start: o.nameStart, end: o.nameEnd }) ||
      same(range, { start: o.start, end: o.end }),
  );
  if (named) return named;
  const node = functionIn(analysis, range);
  if (!node) return message('objective.not-an-objective', [], placeOf(text, file, range));
  const located = analysis.objectives.find((objective) => objective.candidate.node === node);
  return located ?? selected(analysis, node);
}

function atCursor(analysis: Analysis, offset: number): LocatedObjective | Message | null {
  // Methods lie in objects and classes: the innermost one is meant.
  const around = analysis.objectives
    .filter((objective) => objective.commentStart <= offset && offset <= objective.end)
    .sort((a, b) => a.end - a.commentStart - (b.end - b.commentStart));
  const [innermost] = around;
  if (innermost) return innermost;
  let said: Message | null = null;
  walk(analysis.syntax!.program, (node) => {
    if (offset < node.start! || offset > node.end!) return false;
    if (node.type !== 'ClassMethod' && node.type !== 'ObjectMethod') return undefined;
    const accessor = node.kind === 'get' || node.kind === 'set';
    if (!accessor && !(node.type === 'ClassMethod' && !node.static)) return undefined;
    const key = rangeOf(node.key);
    const name = analysis.text.slice(key.start, key.end);
    const code = accessor ? 'objective.accessor' : 'objective.instance-method';
    said = message(code, [name], placeOf(analysis.text, analysis.file, key));
    return undefined;
  });
  return said;
}

/** The function that a range covers exactly, or whose declaration or variable it covers. */
function functionIn(analysis: Analysis, range: Range): FunctionNode | null {
  let found: FunctionNode | null = null;
  walk(analysis.syntax!.program, (node) => {
    if (found || isTypeOnly(node)) return false;
    if (node.start! > range.start || node.end! < range.end) return node.type === 'Program';
    if (!same(rangeOf(node), range) && !same({ start: node.start!, end: node.end! - 1 }, range)) {
      return undefined;
    }
    if (isFunction(node)) {
      // Methods are no expressions; those that can be objectives have been located.
      if (!/Method$/.test(node.type)) found = node;
    } else if (node.type === 'VariableDeclaration' && node.declarations.length === 1) {
      const init = node.declarations[0]!.init;
      if (init && isFunction(init)) found = init;
    } else if (node.type === 'VariableDeclarator' && node.init && isFunction(node.init)) {
      found = node.init;
    } else if (node.type === 'ObjectProperty' && isFunction(node.value)) found = node.value;
    return undefined;
  });
  return found;
}

/** An objective out of any function of the file; what it closes over does not run. */
function selected(analysis: Analysis, node: FunctionNode): LocatedObjective {
  const { text, file } = analysis;
  const { scopes } = analysis.syntax!;
  const at = placeOf(text, file, rangeOf(node));
  const name =
    'id' in node && node.id ? rangeOf(node.id) : { start: node.start!, end: node.start! };
  const label = 'id' in node && node.id ? node.id.name : 'function';
  const objective = describe(
    { text, file, scopes },
    {
      node,
      root: null,
      keys: [],
      selector: `${label}:${at.line}:${at.column}`,
      name,
      range: rangeOf(node),
      comments: [...(node.leadingComments ?? [])],
      isDefault: false,
    },
  );
  checkEvaluate(analysis.objectives, objective);
  const said = new Set<Binding>();
  walk(node, (inner) => {
    const binding = scopes.bindings.get(inner);
    if (!binding || binding.scope === scopes.module || said.has(binding)) return;
    const declared = binding.declarations[0];
    if (!declared || (declared.start! >= node.start! && declared.end! <= node.end!)) return;
    said.add(binding);
    const place = placeOf(text, file, rangeOf(inner));
    objective.problems.push(message('objective.closure', [binding.name], place));
  });
  return objective;
}

function trimmed(text: string, start: number, end: number): Range {
  const selected = text.slice(start, end);
  const lead = selected.length - selected.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, start + selected.trimEnd().length) };
}

function same(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
