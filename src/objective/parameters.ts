import type { ParameterSource } from '../protocol/objective';
import { staticKey, type FunctionNode, type Node } from './syntax';

export interface Parameters {
  /** One per argument in order, `null` at the context's place. */
  sources: (ParameterSource | null)[];
  /** -1 without one. */
  context: number;
  /** The nodes of the arguments; `this: T` is none. */
  nodes: Node[];
  /** Patterns that give their values no name: `{ [key]: x }`. */
  unnamed: Node[];
}

/** How a function takes its arguments, and which of them is the context (by what it is). */
export function readParameters(node: FunctionNode): Parameters {
  const nodes: Node[] = node.params.filter(
    (parameter) => !(parameter.type === 'Identifier' && parameter.name === 'this'),
  );
  const unnamed: Node[] = [];
  const context = nodes.findIndex(isContext);
  const sources = nodes.map((parameter, index) =>
    index === context ? null : sourceOf(parameter, unnamed),
  );
  return { sources, context, nodes, unnamed };
}

/** The pattern without its default. */
export function patternOf(parameter: Node): Node {
  if (parameter.type === 'AssignmentPattern') return parameter.left;
  if (parameter.type === 'TSParameterProperty') return patternOf(parameter.parameter);
  return parameter;
}

export function defaultOf(parameter: Node): Node | null {
  if (parameter.type === 'AssignmentPattern') return parameter.right;
  if (parameter.type === 'TSParameterProperty') return defaultOf(parameter.parameter);
  return null;
}

/** Destructured as `{ step }`, `{ random }` or both, typed `StepContext`, named context or ctx. */
function isContext(parameter: Node): boolean {
  const pattern = patternOf(parameter);
  if (pattern.type === 'Identifier') {
    return pattern.name === 'context' || pattern.name === 'ctx' || isTypedContext(pattern);
  }
  if (pattern.type !== 'ObjectPattern') return false;
  if (isTypedContext(pattern)) return true;
  return (
    pattern.properties.length > 0 &&
    pattern.properties.every((property) => {
      if (property.type === 'RestElement') return false;
      const key = staticKey(property.key, property.computed);
      return key === 'step' || key === 'random';
    })
  );
}

function isTypedContext(pattern: Node): boolean {
  const annotation = 'typeAnnotation' in pattern ? pattern.typeAnnotation : null;
  if (annotation?.type !== 'TSTypeAnnotation') return false;
  const type = annotation.typeAnnotation;
  if (type.type !== 'TSTypeReference') return false;
  const { typeName } = type;
  const name = typeName.type === 'TSQualifiedName' ? typeName.right : typeName;
  return name.type === 'Identifier' && name.name === 'StepContext';
}

function sourceOf(node: Node, unnamed: Node[]): ParameterSource {
  const pattern = patternOf(node);
  switch (pattern.type) {
    case 'Identifier':
      return { kind: 'name', name: pattern.name };
    case 'RestElement':
      return sourceOf(pattern.argument, unnamed);
    case 'ArrayPattern': {
      const elements: (ParameterSource | null)[] = [];
      let rest: string | undefined;
      for (const element of pattern.elements) {
        if (element?.type === 'RestElement') rest = nameOfRest(element.argument, unnamed);
        else elements.push(element && sourceOf(element, unnamed));
      }
      return { kind: 'array', elements, ...(rest === undefined ? {} : { rest }) };
    }
    case 'ObjectPattern': {
      const properties: { key: string; value: ParameterSource }[] = [];
      let rest: string | undefined;
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          rest = nameOfRest(property.argument, unnamed);
          continue;
        }
        const key = staticKey(property.key, property.computed);
        if (key === null) unnamed.push(property.key);
        else properties.push({ key: String(key), value: sourceOf(property.value, unnamed) });
      }
      return { kind: 'object', properties, ...(rest === undefined ? {} : { rest }) };
    }
    default:
      unnamed.push(pattern);
      return { kind: 'name', name: '' };
  }
}

function nameOfRest(node: Node, unnamed: Node[]): string | undefined {
  if (node.type === 'Identifier') return node.name;
  unnamed.push(node);
  return undefined;
}
