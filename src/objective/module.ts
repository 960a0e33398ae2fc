import type * as t from '@babel/types';
import { Edits } from './edits';
import type { Candidate } from './locate';
import { skipTrivia } from './position';
import type { Slice } from './slice';
import { rangeOf, type FunctionNode } from './syntax';
import { strippedText, stripTypes } from './strip';
import { contains, type Unit } from './units';

/**
 * The JavaScript of a slice: what runs stands where it stood, all else of the file is blank.
 *
 * @param anonymous the name that an anonymous default export is given, or the nested function
 * @param nested a function inside a statement that does not run: it stands there alone
 */
export function sliceText(
  text: string,
  program: t.Program,
  slice: Slice,
  anonymous: string,
  nested: FunctionNode | null = null,
): Edits {
  const edits = new Edits(text);
  const unitsOf = new Map<t.Statement, Unit[]>();
  for (const unit of slice.units) {
    unitsOf.set(unit.statement, [...(unitsOf.get(unit.statement) ?? []), unit]);
  }
  let from = 0;
  for (const statement of program.body) {
    edits.blank({ start: from, end: statement.start! });
    from = statement.end!;
    const units = unitsOf.get(statement) ?? [];
    const kept = units.filter((unit) => slice.kept.has(unit));
    // The semicolon ends the statement before, which may have leant on this one's beginning.
    if (kept.length === 0 && nested && contains(rangeOf(statement), rangeOf(nested))) {
      edits.blank({ start: statement.start!, end: nested.start! }, ';', `var ${anonymous} =`);
      stripTypes(nested, edits);
      edits.blank({ start: nested.end!, end: statement.end! }, ';');
    } else if (kept.length === 0) edits.blank(rangeOf(statement), ';');
    else keepStatement(edits, statement, units, kept, anonymous);
  }
  edits.blank({ start: from, end: text.length });
  return edits;
}

function keepStatement(
  edits: Edits,
  statement: t.Statement,
  units: Unit[],
  kept: Unit[],
  anonymous: string,
): void {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    const named = 'id' in declaration && declaration.id;
    // `export default` and `var $default =` are of one length.
    edits.blank(
      { start: statement.start!, end: declaration.start! },
      named ? '' : `var ${anonymous} =`,
    );
  } else if (statement.type === 'ExportNamedDeclaration') {
    edits.blank({ start: statement.start!, end: statement.declaration!.start! });
  }
  if (kept.length < units.length) blankDeclarators(edits, units, kept);
  for (const unit of kept) stripTypes(unit.node, edits);
}

/** `const a = 1, b = 2` with only some of them: each goes with the comma that is not needed. */
function blankDeclarators(edits: Edits, units: Unit[], kept: Unit[]): void {
  let first = true;
  for (const [index, unit] of units.entries()) {
    const keeps = kept.includes(unit);
    if (!keeps) edits.blank(rangeOf(unit.node));
    const next = units[index + 1];
    if (keeps) first = false;
    if (!next) continue;
    const comma = skipTrivia(edits.text, unit.node.end!);
    if (first || !kept.includes(next)) edits.blank({ start: comma, end: comma + 1 });
  }
}

/** A beginning for new names (`$0`, `$start`, `$default`) that no name of the files begins with. */
export function unusedPrefix(texts: readonly string[]): string {
  for (let prefix = '$'; ; prefix += '$') {
    const taken = new RegExp(`${prefix.replaceAll('$', '\\$')}(?:\\d|start|default|objective)`);
    if (!texts.some((text) => taken.test(text))) return prefix;
  }
}

/** The expression by which code at the end of the file reaches the objective. */
export function objectiveExpression(
  text: string,
  slice: Slice,
  { root, keys, node }: Candidate,
  anonymous: string,
): string {
  const inKept = [...slice.kept].some((unit) => contains(rangeOf(unit.statement), rangeOf(node)));
  // A function inside code that runs for other reasons cannot be had from there: it is said again.
  if (!root && inKept) return `(${strippedText(text, node)})`;
  return (root?.name || anonymous) + keys.map((key) => `[${JSON.stringify(key)}]`).join('');
}
