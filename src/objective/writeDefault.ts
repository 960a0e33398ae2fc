import type { Analysis, LocatedObjective } from './analyse';
import { defaultOf, patternOf, readParameters } from './parameters';
import { rangeOf } from './syntax';

/**
 * The edit that gives an argument a default: `x` becomes `x = 1`, `x?: number` becomes
 * `x: number = 1`, and the bare `x =>` of an arrow gets its parentheses. Null where the argument
 * has a default or cannot have one. `value` is source text.
 */
export function writeDefault(
  analysis: Analysis,
  objective: LocatedObjective,
  index: number,
  value: string,
): { start: number; end: number; text: string } | null {
  const { node } = objective.candidate;
  const parameter = readParameters(node).nodes[index];
  if (!parameter || defaultOf(parameter)) return null;
  const pattern = patternOf(parameter);
  if (pattern.type === 'RestElement') return null;
  const { start, end } = rangeOf(parameter);
  let text = analysis.text.slice(start, end);
  if (pattern.type === 'Identifier' && pattern.optional) {
    text = pattern.name + text.slice(pattern.name.length).replace('?', '');
  }
  const bare = node.type === 'ArrowFunctionExpression' && rangeOf(node).start === start;
  text = `${text} = ${value}`;
  return { start, end, text: bare ? `(${text})` : text };
}
