import type * as t from '@babel/types';
import { children, isFunction, isTypeOnly, type Identifier, type Node } from './syntax';

export type BindingKind = 'import' | 'parameter' | 'var' | 'let' | 'const' | 'function' | 'class';

/** One declared name: identity by where it is declared, not by how it is spelt. */
export interface Binding {
  name: string;
  kind: BindingKind;
  scope: Scope;
  /** The identifiers that declare it, in source order; none for an anonymous default export. */
  declarations: Identifier[];
}

export interface Scope {
  parent: Scope | null;
  /** `var` lands in the nearest scope with this set. */
  holdsVar: boolean;
  names: Map<string, Binding>;
  node: Node;
}

/** Which identifier means what, over one whole file. Types are not looked at. */
export interface Scopes {
  module: Scope;
  /** Every identifier that is a declaration or a use of a declared name. */
  bindings: Map<Node, Binding>;
  /** Uses of names that nothing in the file declares. */
  free: Set<Node>;
  /** What an anonymous default export declares. */
  defaultExport: Binding | null;
}

/** Resolves every name of a file (ECMAScript's scope rules, `var` and functions hoisted). */
export function resolveScopes(program: t.Program): Scopes {
  const uses: [Identifier, Scope][] = [];
  const scopes: Scopes = {
    module: newScope(null, program, true),
    bindings: new Map(),
    free: new Set(),
    defaultExport: null,
  };

  function newScope(parent: Scope | null, node: Node, holdsVar = false): Scope {
    return { parent, holdsVar, names: new Map(), node };
  }

  function declare(identifier: Identifier, kind: BindingKind, scope: Scope): void {
    let target = scope;
    if (kind === 'var') {
      while (!target.holdsVar) target = target.parent!;
      // `function f(x) { var x }`: one and the same x.
      const above = target.parent?.names.get(identifier.name);
      if (above?.kind === 'parameter' && isFunction(target.node)) target = target.parent!;
    }
    let binding = target.names.get(identifier.name);
    if (!binding) {
      binding = { name: identifier.name, kind, scope: target, declarations: [] };
      target.names.set(identifier.name, binding);
    }
    binding.declarations.push(identifier);
    scopes.bindings.set(identifier, binding);
  }

  /** Declares the names of a pattern; its defaults and computed keys are ordinary expressions. */
  function pattern(node: Node, kind: BindingKind, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        declare(node, kind, scope);
        break;
      case 'AssignmentPattern':
        pattern(node.left, kind, scope);
        visit(node.right, scope);
        break;
      case 'RestElement':
        pattern(node.argument, kind, scope);
        break;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) pattern(element, kind, scope);
        break;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') pattern(property.argument, kind, scope);
          else {
            if (property.computed) visit(property.key, scope);
            pattern(property.value, kind, scope);
          }
        }
        break;
      case 'TSParameterProperty':
        pattern(node.parameter, kind, scope);
        break;
      default:
        visit(node, scope);
    }
  }

  function functionScope(node: Node & { params: Node[]; body: Node }, outer: Scope): void {
    const parameters = newScope(outer, node);
    for (const parameter of node.params) {
      // `this: T` is a type alone.
      if (parameter.type === 'Identifier' && parameter.name === 'this') continue;
      pattern(parameter, 'parameter', parameters);
    }
    const body = newScope(parameters, node, true);
    if (node.body.type === 'BlockStatement') statements(node.body, body);
    else visit(node.body, body);
  }

  function statements(node: Node, scope: Scope): void {
    for (const child of children(node)) visit(child, scope);
  }

  function visit(node: Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    switch (node.type) {
      case 'Identifier':
        uses.push([node, scope]);
        return;
      case 'FunctionDeclaration':
        if (node.id) declare(node.id, 'function', scope);
        functionScope(node, scope);
        return;
      case 'FunctionExpression': {
        const own = newScope(scope, node);
        if (node.id) declare(node.id, 'function', own);
        functionScope(node, own);
        return;
      }
      case 'ArrowFunctionExpression':
        functionScope(node, scope);
        return;
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        if ('computed' in node && node.computed) visit(node.key, scope);
        for (const decorator of node.decorators ?? []) visit(decorator, scope);
        functionScope(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression': {
        let own = scope;
        if (node.type === 'ClassDeclaration') {
          if (node.id) declare(node.id, 'class', scope);
        } else {
          own = newScope(scope, node);
          if (node.id) declare(node.id, 'class', own);
        }
        for (const decorator of node.decorators ?? []) visit(decorator, scope);
        if (node.superClass) visit(node.superClass, own);
        visit(node.body, newScope(own, node, true));
        return;
      }
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          pattern(id, node.kind === 'let' || node.kind === 'var' ? node.kind : 'const', scope);
          if (init) visit(init, scope);
        }
        return;
      case 'BlockStatement':
      case 'StaticBlock':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement':
      case 'TSModuleBlock':
        statements(node, newScope(scope, node, node.type === 'StaticBlock'));
        return;
      case 'CatchClause': {
        const own = newScope(scope, node);
        if (node.param) pattern(node.param, 'let', own);
        visit(node.body, own);
        return;
      }
      case 'TSEnumDeclaration':
        declare(node.id, 'const', scope);
        return;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') declare(node.id, 'const', scope);
        visit(node.body, scope);
        return;
      case 'TSImportEqualsDeclaration':
        declare(node.id, 'import', scope);
        return;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          const type = specifier.type === 'ImportSpecifier' && specifier.importKind === 'type';
          if (!type) declare(specifier.local, 'import', scope);
        }
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration, scope);
        else if (!node.source) {
          for (const specifier of node.specifiers) {
            if (specifier.type === 'ExportSpecifier' && specifier.exportKind !== 'type') {
              visit(specifier.local, scope);
            }
          }
        }
        return;
      case 'ExportAllDeclaration':
        return;
      case 'ExportDefaultDeclaration':
        if (!('id' in node.declaration && node.declaration.id)) {
          const binding = { name: '', kind: 'const', scope, declarations: [] } as const;
          if (node.declaration.type !== 'Identifier')
            scopes.defaultExport = { ...binding, declarations: [] };
        }
        visit(node.declaration, scope);
        return;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        visit(node.object, scope);
        if (node.computed) visit(node.property, scope);
        return;
      case 'ObjectProperty':
        if (node.computed) visit(node.key, scope);
        visit(node.value, scope);
        return;
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassPrivateProperty': {
        if ('computed' in node && node.computed) visit(node.key, scope);
        for (const decorator of node.decorators ?? []) visit(decorator, scope);
        if (node.value) visit(node.value, scope);
        return;
      }
      case 'LabeledStatement':
        visit(node.body, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      default:
        for (const child of children(node)) visit(child, scope);
    }
  }

  statements(program, scopes.module);
  for (const [identifier, from] of uses) {
    const binding = lookUp(identifier.name, from);
    if (binding) scopes.bindings.set(identifier, binding);
    else if (!(identifier.name === 'arguments' && insideFunction(from))) {
      scopes.free.add(identifier);
    }
  }
  return scopes;
}

function lookUp(name: string, from: Scope): Binding | undefined {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    const binding = scope.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** Whether `arguments` means something there. */
function insideFunction(from: Scope): boolean {
  for (let scope: Scope | null = from; scope; scope = scope.parent) {
    if (isFunction(scope.node) && scope.node.type !== 'ArrowFunctionExpression') return true;
  }
  return false;
}

/** True when `inner` is `outer` or lies in it. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  for (let scope: Scope | null = inner; scope; scope = scope.parent) {
    if (scope === outer) return true;
  }
  return false;
}
