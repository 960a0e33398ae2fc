import type * as t from '@babel/types';
import { builtIns } from './problems';
import type { Binding, Scopes } from './scope';
import { isFunction, isTypeOnly, staticKey, walk, type Node, type Range } from './syntax';

/**
 * One thing of a file's top level that runs or does not: a statement, or one declarator of a
 * `const a = 1, b = 2`.
 */
export interface Unit {
  /** What it is without `export`: the declaration, the statement, the default expression. */
  node: Node;
  /** As it stands in the file, `export` included. */
  statement: t.Statement;
  declares: Set<Binding>;
  /** Top-level bindings that it mentions. */
  uses: Set<Binding>;
  /** Running it runs code of its own; a function or a class is merely defined. */
  acts: boolean;
}

/** The file's top level in source order; imports and `export … from` are links, not units. */
export function unitsOf(program: t.Program, scopes: Scopes): Unit[] {
  const units: Unit[] = [];
  for (const statement of program.body) {
    if (isTypeOnly(statement) || statement.type === 'ImportDeclaration') continue;
    let node: Node = statement;
    if (statement.type === 'ExportAllDeclaration') continue;
    if (statement.type === 'ExportNamedDeclaration') {
      if (!statement.declaration) continue;
      node = statement.declaration;
    } else if (statement.type === 'ExportDefaultDeclaration') {
      if (statement.declaration.type === 'Identifier') continue;
      node = statement.declaration;
    }
    const parts = node.type === 'VariableDeclaration' ? node.declarations : [node];
    for (const part of parts) units.push(unitOf(part, statement, scopes));
  }
  return units;
}

function unitOf(node: Node, statement: t.Statement, scopes: Scopes): Unit {
  const unit: Unit = {
    node,
    statement,
    declares: new Set(),
    uses: new Set(),
    acts: isActing(node),
  };
  walk(node, (inner) => {
    if (isTypeOnly(inner)) return false;
    const binding = scopes.bindings.get(inner);
    if (binding?.scope !== scopes.module) return undefined;
    if (binding.declarations.includes(inner as t.Identifier)) unit.declares.add(binding);
    else unit.uses.add(binding);
    return undefined;
  });
  const anonymous = scopes.defaultExport;
  if (anonymous && statement.type === 'ExportDefaultDeclaration') unit.declares.add(anonymous);
  return unit;
}

function isActing(node: Node): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'VariableDeclarator') return !!node.init && isActing(node.init);
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    return node.body.body.some(
      (member) => member.type === 'StaticBlock' || ('value' in member && member.static),
    );
  }
  return node.type !== 'TSEnumDeclaration';
}

/** What running some code does to top-level bindings, and which of their functions it calls. */
export interface Effects {
  /** Assigned to, had a method called on, or passed to a call. */
  touches: Set<Binding>;
  calls: Set<Binding>;
}

/** @param isObjective leaves out what is done with the objective itself */
export function effectsOf(
  node: Node,
  scopes: Scopes,
  isObjective: (node: Node) => boolean,
): Effects {
  const effects: Effects = { touches: new Set(), calls: new Set() };

  /** All top-level bindings in an expression; of `a.b[i]` only `a`; calls speak for themselves. */
  function touch(expression: Node): void {
    walk(expression, (inner) => {
      if (isTypeOnly(inner) || isObjective(inner) || isCall(inner)) return false;
      if (isMember(inner)) {
        touch(inner.object);
        return false;
      }
      const binding = scopes.bindings.get(inner);
      if (binding?.scope === scopes.module) effects.touches.add(binding);
      return undefined;
    });
  }

  walk(node, (inner, parent) => {
    if (isTypeOnly(inner) || isDeferred(inner, parent, scopes)) return false;
    switch (inner.type) {
      case 'AssignmentExpression':
        touch(inner.left);
        break;
      case 'UpdateExpression':
        touch(inner.argument);
        break;
      case 'UnaryExpression':
        if (inner.operator === 'delete') touch(inner.argument);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        if (inner.left.type !== 'VariableDeclaration') touch(inner.left);
        break;
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        callee(inner.callee);
        for (const argument of inner.arguments) {
          if (!isDeferred(argument, inner, scopes)) touch(argument);
        }
        break;
      case 'TaggedTemplateExpression':
        callee(inner.tag);
        inner.quasi.expressions.forEach(touch);
        break;
    }
    return undefined;
  });

  function callee(called: Node): void {
    if (isObjective(called)) return;
    if (isMember(called)) touch(called.object);
    const binding = scopes.bindings.get(called);
    if (binding?.scope === scopes.module) effects.calls.add(binding);
  }
  return effects;
}

type Call = t.CallExpression | t.OptionalCallExpression | t.NewExpression;

function isCall(node: Node): node is Call {
  return /^(?:Optional)?CallExpression$|^NewExpression$/.test(node.type);
}

/**
 * A callback for something that is not JavaScript's own, as in `setTimeout(() => …)` or
 * `describe('…', () => …)`: the statement does not do what it does.
 */
function isDeferred(node: Node, parent: Node | null, scopes: Scopes): boolean {
  if (!isFunction(node) || !parent || !isCall(parent) || parent.callee === node) return false;
  let root: Node = parent.callee;
  while (isMember(root) || isCall(root)) root = isMember(root) ? root.object : root.callee;
  return root.type === 'Identifier' && scopes.free.has(root) && !builtIns.has(root.name);
}

export function isMember(node: Node): node is t.MemberExpression | t.OptionalMemberExpression {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** Tells the objective by its path: `Model.loss`, with `Model` the root. */
export function pathTest(
  scopes: Scopes,
  root: Binding | null,
  keys: readonly (string | number)[],
): (node: Node) => boolean {
  const matches = (node: Node, length: number): boolean => {
    if (length === 0) return scopes.bindings.get(node) === root;
    if (!isMember(node)) return false;
    const { property, computed } = node;
    const key =
      !computed && property.type === 'Identifier' ? property.name : staticKey(property, true);
    return key === keys[length - 1] && matches(node.object, length - 1);
  };
  return (node) => root !== null && matches(node, keys.length);
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
