import { defaultOf, patternOf, readParameters } from './parameters';
import { staticKey, type FunctionNode, type Node } from './syntax';
import { strippedText } from './strip';

/**
 * A function expression that evaluates the defaults of an objective's parameters and returns the
 * arguments: `undefined` where there is no default, the context's place included.
 *
 * It has the objective's own names as its parameters, in order, so that later defaults see earlier
 * values, and evaluates every default once. Defaults inside a pattern complete what the default
 * itself leaves out: `({ w = [0, 0], b = 0 } = {})` starts as `{ w: [0, 0], b: 0 }`.
 *
 * @param prefix begins names that nothing else in the file begins with
 */
export function startFunction(text: string, node: FunctionNode, prefix: string): string {
  const steps: string[] = [];
  let count = 0;
  const source = (inner: Node) => strippedText(text, inner);

  /** A name for the value of a pattern: `given`, or its default where that is undefined. */
  function name(given: string | null, pattern: Node, fallback: Node | null): string {
    const own = pattern.type === 'Identifier' ? pattern.name : `${prefix}${count++}`;
    const written = fallback && parenthesised(source(fallback));
    if (given === null) steps.push(written === null ? own : `${own} = ${written}`);
    else {
      steps.push(
        `${own} = ${written === null ? given : `${given} === undefined ? ${written} : ${given}`}`,
      );
    }
    return own;
  }

  /** Binds all names of a pattern; returns an expression of the completed value. */
  function bind(given: string | null, pattern: Node, fallback: Node | null): string {
    const own = name(given, pattern, fallback);
    if (pattern.type === 'ArrayPattern') return bindArray(own, pattern.elements, pattern);
    if (pattern.type === 'ObjectPattern') return bindObject(own, pattern.properties, pattern);
    return own;
  }

  function bindArray(own: string, elements: (Node | null)[], pattern: Node): string {
    const values = elements.map((element, index) => {
      if (element?.type !== 'RestElement') {
        const target = element && patternOf(element);
        return target ? bind(`${own}[${index}]`, target, defaultOf(element)) : `${own}[${index}]`;
      }
      bind(`${own}.slice(${index})`, element.argument, null);
      return null;
    });
    if (!hasDefaults(pattern)) return own;
    const named = values.filter((value) => value !== null);
    // A typed array has no holes to complete, and must stay one.
    return `Array.isArray(${own}) ? [${[...named, `...${own}.slice(${named.length})`].join(', ')}] : ${own}`;
  }

  function bindObject(own: string, properties: Node[], pattern: Node): string {
    const completed: string[] = [];
    const taken: string[] = [];
    for (const property of properties) {
      if (property.type === 'RestElement') {
        const others = taken.map((key) => `[${key}]: ${prefix}${count++}`);
        steps.push(`{ ${[...others, `...${source(property.argument)}`].join(', ')} } = ${own}`);
      } else if (property.type === 'ObjectProperty') {
        const key = staticKey(property.key, property.computed);
        if (key === null) continue;
        const target = patternOf(property.value);
        const value = bind(`${own}[${JSON.stringify(key)}]`, target, defaultOf(property.value));
        taken.push(JSON.stringify(key));
        if (hasDefaults(property.value)) completed.push(`[${JSON.stringify(key)}]: ${value}`);
      }
    }
    return hasDefaults(pattern) ? `{ ...${own}, ${completed.join(', ')} }` : own;
  }

  const { nodes, context } = readParameters(node);
  const values = nodes
    .filter((parameter) => parameter.type !== 'RestElement')
    .map((parameter, index) => {
      const fallback = defaultOf(parameter);
      if (index !== context && parameter.type === 'Identifier') steps.push(parameter.name);
      if (index === context || !fallback) return 'undefined';
      return bind(null, patternOf(parameter), fallback);
    });
  return `(${steps.join(', ')}) => [${values.join(', ')}]`;
}

/** Whether anything in a pattern has a default of its own. */
function hasDefaults(pattern: Node): boolean {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return true;
    case 'ArrayPattern':
      return pattern.elements.some((element) => element !== null && hasDefaults(element));
    case 'ObjectPattern':
      return pattern.properties.some(
        (property) => property.type === 'ObjectProperty' && hasDefaults(property.value),
      );
    default:
      return false;
  }
}

function parenthesised(text: string): string {
  return `(${text})`;
}
