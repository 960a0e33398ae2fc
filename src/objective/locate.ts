import type * as t from '@babel/types';
import { bare, isFunction, isTypeOnly, rangeOf, staticKey } from './syntax';
import type { Comment, FunctionNode, Node, Range } from './syntax';
import type { Binding, Scopes } from './scope';

/** A function at the top level of a file, before anything is asked of it. */
export interface Candidate {
  node: FunctionNode;
  /** The binding and the keys from it that lead to the function; null for a selected one. */
  root: Binding | null;
  keys: (string | number)[];
  selector: string;
  /** Its own name, or what stands for one: key, `default` or the keyword `function`. */
  name: Range;
  /** The statement, member or property that it is, with `export` but without its comment. */
  range: Range;
  /** Comments before it, in source order (some twice). */
  comments: Comment[];
  isDefault: boolean;
}

interface Around {
  range: Range;
  comments: Comment[];
  isDefault: boolean;
}

/**
 * All functions of a file that can be called by a fixed path from its top level: declarations,
 * functions in variables, default exports, static methods, functions in (nested) object literals.
 */
export function locateFunctions(program: t.Program, scopes: Scopes): Candidate[] {
  const found: Candidate[] = [];
  const defaultName = exportedAsDefault(program);

  function value(
    node: Node,
    keys: (string | number)[],
    root: Binding,
    name: Range,
    around: Around,
  ) {
    const inner = bare(node);
    const own = { ...around, comments: [...around.comments, ...(node.leadingComments ?? [])] };
    if (isFunction(inner)) {
      const label = root.name || 'default';
      found.push({ node: inner, root, keys, selector: [label, ...keys].join('.'), name, ...own });
    } else if (inner.type === 'ObjectExpression') {
      for (const property of inner.properties) {
        if (property.type === 'SpreadElement') continue;
        if (property.type === 'ObjectMethod' && property.kind !== 'method') continue;
        member(property, property.type === 'ObjectMethod' ? property : property.value, keys, root);
      }
    } else if (inner.type === 'ClassExpression') classMembers(inner, keys, root);
  }

  function member(
    node: t.ObjectProperty | t.ObjectMethod | t.ClassMethod | t.ClassProperty,
    inner: Node,
    keys: (string | number)[],
    root: Binding,
  ): void {
    const key = staticKey(node.key, !!node.computed);
    if (key === null) return;
    value(inner, [...keys, key], root, rangeOf(node.key), {
      range: rangeOf(node),
      comments: [...(node.leadingComments ?? [])],
      isDefault: false,
    });
  }

  function classMembers(
    node: t.ClassDeclaration | t.ClassExpression,
    keys: (string | number)[],
    root: Binding,
  ): void {
    for (const item of node.body.body) {
      if (item.type === 'ClassMethod' && item.static && item.kind === 'method') {
        member(item, item, keys, root);
      } else if (item.type === 'ClassProperty' && item.static && item.value) {
        member(item, item.value, keys, root);
      }
    }
  }

  function declaration(node: Node, around: Around): void {
    if (isTypeOnly(node)) return;
    if (node.type === 'VariableDeclaration') {
      for (const { id, init, leadingComments } of node.declarations) {
        if (id.type !== 'Identifier' || !init) continue;
        const binding = scopes.bindings.get(id)!;
        value(
          init,
          [],
          binding,
          { start: id.start!, end: id.start! + id.name.length },
          {
            ...around,
            comments: [...around.comments, ...(leadingComments ?? [])],
            isDefault: around.isDefault || defaultName === binding.name,
          },
        );
      }
    } else if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') {
      const binding = node.id ? scopes.bindings.get(node.id) : scopes.defaultExport;
      if (!binding) return;
      if (node.type === 'ClassDeclaration') return classMembers(node, [], binding);
      const keyword = node.start! + (node.async ? 'async '.length : 0);
      value(node, [], binding, node.id ? rangeOf(node.id) : { start: keyword, end: keyword + 8 }, {
        ...around,
        isDefault: around.isDefault || defaultName === binding.name,
      });
    }
  }

  for (const statement of program.body) {
    const around: Around = {
      range: rangeOf(statement),
      comments: [...(statement.leadingComments ?? [])],
      isDefault: false,
    };
    if (statement.type === 'ExportNamedDeclaration') {
      const inner = statement.declaration;
      if (inner) {
        const comments = [...around.comments, ...(inner.leadingComments ?? [])];
        declaration(inner, { ...around, comments });
      }
    } else if (statement.type === 'ExportDefaultDeclaration') {
      const inner = statement.declaration;
      const own = { ...around, isDefault: true };
      if (inner.type === 'FunctionDeclaration' || inner.type === 'ClassDeclaration') {
        declaration(inner, own);
      } else if (scopes.defaultExport && !isTypeOnly(inner)) {
        const word = { start: statement.start!, end: inner.start! };
        value(
          inner,
          [],
          scopes.defaultExport,
          isFunction(bare(inner)) ? word : rangeOf(inner),
          own,
        );
      }
    } else {
      declaration(statement, around);
    }
  }
  return found;
}

/** The local name behind `export default f` or `export { f as default }`. */
function exportedAsDefault(program: t.Program): string | null {
  for (const node of program.body) {
    if (node.type === 'ExportDefaultDeclaration' && node.declaration.type === 'Identifier') {
      return node.declaration.name;
    }
    if (node.type !== 'ExportNamedDeclaration' || node.source) continue;
    for (const specifier of node.specifiers) {
      if (specifier.type !== 'ExportSpecifier') continue;
      const { exported, local } = specifier;
      const name = exported.type === 'Identifier' ? exported.name : exported.value;
      if (name === 'default') return local.name;
    }
  }
  return null;
}
