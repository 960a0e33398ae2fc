import { defaultOf, patternOf } from './parameters';
import type { Source } from './problems';
import type { Binding } from './scope';
import { bare, isFunction, staticKey, walk, type Node } from './syntax';

export type Held = 'number' | 'array' | null;

/** What a default holds, completed by the defaults in its pattern; null for anything but numbers. */
export function holds(source: Source, pattern: Node, given: Node, depth = 0): Held {
  const value = bare(given);
  if (depth > 8) return null;
  switch (value.type) {
    case 'NumericLiteral':
      return 'number';
    case 'UnaryExpression':
      return value.operator === '-' || value.operator === '+'
        ? holds(source, pattern, value.argument, depth + 1)
        : null;
    case 'BinaryExpression':
      return isNumberOperator(value.operator) &&
        holds(source, pattern, value.left, depth + 1) === 'number' &&
        holds(source, pattern, value.right, depth + 1) === 'number'
        ? 'number'
        : null;
    case 'MemberExpression':
      return mathMember(source, value) ? 'number' : null;
    case 'ArrayExpression': {
      if (value.elements.length === 0) return null;
      const every = value.elements.every(
        (element) => element && holds(source, element, element, depth + 1) !== null,
      );
      return every ? 'array' : null;
    }
    case 'ObjectExpression':
      return objectHolds(source, pattern, value.properties, depth);
    case 'Identifier': {
      const init = initialiserOf(source.scopes.bindings.get(value));
      return init && holds(source, pattern, init, depth + 1);
    }
    case 'NewExpression':
    case 'CallExpression':
      return callHolds(source, value.callee);
    default:
      return null;
  }
}

function objectHolds(source: Source, pattern: Node, properties: Node[], depth: number): Held {
  let held: Held = null;
  const given = new Map<string, Node>();
  for (const property of properties) {
    if (property.type !== 'ObjectProperty') return null;
    const key = staticKey(property.key, property.computed);
    if (key === null) return null;
    given.set(String(key), property.value);
  }
  const patterns = new Map<string, Node>();
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') continue;
      const key = staticKey(property.key, property.computed);
      if (key !== null) patterns.set(String(key), property.value);
    }
  }
  for (const key of new Set([...given.keys(), ...patterns.keys()])) {
    const target = patterns.get(key);
    const value = given.get(key) ?? (target && defaultOf(target));
    if (!value) return null;
    const one = holds(source, target ? patternOf(target) : value, value, depth + 1);
    if (one === null) return null;
    if (held !== 'array') held = one;
  }
  return held;
}

/** Only makers of arrays that everybody knows: what another function returns is its own secret. */
function callHolds(source: Source, callee: Node): Held {
  if (callee.type === 'Identifier' && source.scopes.free.has(callee)) {
    return callee.name === 'Array' || callee.name === 'Float64Array' ? 'array' : null;
  }
  if (callee.type !== 'MemberExpression') return null;
  const key = callee.property.type === 'Identifier' ? callee.property.name : '';
  const { object } = callee;
  if (object.type === 'Identifier' && source.scopes.free.has(object)) {
    if (object.name === 'Math') return 'number';
    const maker = object.name === 'Array' || object.name === 'Float64Array';
    return maker && (key === 'from' || key === 'of') ? 'array' : null;
  }
  if (key !== 'fill' && key !== 'map') return null;
  return object.type === 'CallExpression' || object.type === 'NewExpression'
    ? callHolds(source, object.callee)
    : null;
}

export function isNumberOperator(operator: string): boolean {
  return ['+', '-', '*', '/', '**'].includes(operator);
}

/** `exp` of `Math.exp`, where Math is JavaScript's own. */
export function mathMember(source: Source, node: Node): string | null {
  if (node.type !== 'MemberExpression' || node.computed) return null;
  const { object, property } = node;
  if (object.type !== 'Identifier' || object.name !== 'Math') return null;
  return source.scopes.free.has(object) && property.type === 'Identifier' ? property.name : null;
}

/** What a top-level `const` starts as. */
function initialiserOf(binding: Binding | undefined): Node | null {
  if (binding?.kind !== 'const' || binding.scope.parent || binding.scope.node.type !== 'Program') {
    return null;
  }
  let init: Node | null = null;
  walk(binding.scope.node, (node) => {
    if (init || isFunction(node)) return false;
    if (node.type === 'VariableDeclarator' && node.id === binding.declarations[0]) {
      init = node.init ?? null;
    }
    return undefined;
  });
  return init;
}
