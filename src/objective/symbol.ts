import type { Path } from '../protocol/leaf';
import type { Analysis, LocatedObjective } from './analyse';
import { readParameters } from './parameters';
import { skipTrivia } from './position';
import type { Binding, Scopes } from './scope';
import { isTypeOnly, staticKey, walk, type Node } from './syntax';

/** What stands at an offset of an objective: its name, or a parameter (in its pattern or a use). */
export function symbolAt(
  analysis: Analysis,
  objective: LocatedObjective,
  offset: number,
): { kind: 'function' } | { kind: 'parameter'; path: Path; start: number; end: number } | null {
  if (offset >= objective.nameStart && offset <= objective.nameEnd) return { kind: 'function' };
  const { node } = objective.candidate;
  if (!analysis.syntax || offset < node.start! || offset > node.end!) return null;
  const { scopes } = analysis.syntax;
  const paths = bindingPaths(objective, scopes);
  let found: { path: Path; start: number; end: number } | null = null;
  walk(node, (inner, parent) => {
    if (offset < inner.start! || offset > inner.end! || isTypeOnly(inner)) return false;
    // The outermost member expression whose last key stands at the offset comes first.
    if (!found && inner.type === 'MemberExpression') {
      const path = memberPath(inner, scopes, paths);
      const { property } = inner;
      const begin = inner.computed ? skipTrivia(analysis.text, inner.object.end!) : property.start!;
      const within = offset >= begin && offset <= inner.end!;
      if (path && within) found = { path, start: inner.start!, end: inner.end! };
    }
    if (!found && inner.type === 'Identifier') {
      const end = inner.start! + inner.name.length;
      const path = paths.get(scopes.bindings.get(inner)!);
      const key = parent?.type === 'ObjectProperty' && parent.shorthand && parent.key === inner;
      if (path && !key && offset <= end) found = { path, start: inner.start!, end };
    }
    return undefined;
  });
  return found && { kind: 'parameter', ...(found as { path: Path; start: number; end: number }) };
}

function memberPath(node: Node, scopes: Scopes, paths: ReadonlyMap<Binding, Path>): Path | null {
  if (node.type === 'Identifier') return paths.get(scopes.bindings.get(node)!) ?? null;
  if (node.type === 'TSNonNullExpression' || node.type === 'TSAsExpression') {
    return memberPath(node.expression, scopes, paths);
  }
  if (node.type !== 'MemberExpression') return null;
  const object = memberPath(node.object, scopes, paths);
  const { property, computed } = node;
  const key =
    !computed && property.type === 'Identifier' ? property.name : staticKey(property, true);
  return object && key !== null ? [...object, key] : null;
}

/** Which place of the argument list each parameter's binding is. */
function bindingPaths(objective: LocatedObjective, scopes: Scopes): Map<Binding, Path> {
  const paths = new Map<Binding, Path>();
  const { nodes, context } = readParameters(objective.candidate.node);

  function pattern(node: Node, path: Path): void {
    switch (node.type) {
      case 'Identifier':
        paths.set(scopes.bindings.get(node)!, path);
        break;
      case 'AssignmentPattern':
        pattern(node.left, path);
        break;
      case 'ArrayPattern':
        for (const [index, element] of node.elements.entries()) {
          // What a rest gathers has no path of its own.
          if (element && element.type !== 'RestElement') pattern(element, [...path, index]);
        }
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') continue;
          const key = staticKey(property.key, property.computed);
          if (key !== null) pattern(property.value, [...path, key]);
        }
        break;
      default:
    }
  }
  for (const [index, node] of nodes.entries()) if (index !== context) pattern(node, [index]);
  return paths;
}
