import type * as t from '@babel/types';
import { expression } from './expressions';
import type { Lowering } from './lowering';
import { bindPattern } from './patterns';
import { summaryOf } from './summary';
import type { Value } from './values';

/** A declaration with its initial values. */
export function declare(l: Lowering, node: t.VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    const value = init ? expression(l, init) : null;
    if (node.kind === 'var') {
      if (value) {
        bindPattern(l, id, value, (place, given) => {
          l.bind(l.scope.find((place as t.Identifier).name)!, given);
        });
      }
      continue;
    }
    if (node.kind !== 'let' && node.kind !== 'const') l.declined('such a declaration');
    if (value) bindNames(l, id, value, node.kind === 'let' ? l.topLevel.assigned : null);
    else l.declare((id as t.Identifier).name, node, true);
  }
}

/**
 * Declares the names of a pattern and gives them their values.
 *
 * @param assigned names that may be written to again; null: none, since they are constants
 */
export function bindNames(
  l: Lowering,
  pattern: t.Node,
  value: Value,
  assigned: ReadonlySet<string> | null,
): void {
  bindPattern(l, pattern, value, (place, given) => {
    if (place.type !== 'Identifier') return l.declined('a declaration of such a place');
    const isMutable = assigned?.has(place.name) ?? false;
    l.bind(l.declare(place.name, place, isMutable), given);
  });
}

/** `var` belongs to the function: it is declared at its beginning. */
export function hoistVariables(l: Lowering, body: t.Node): void {
  for (const name of summaryOf(body).variables) {
    if (!l.scope.own(name)) l.declare(name, body, true);
  }
}
