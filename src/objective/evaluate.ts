import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { ParameterSource } from '../protocol/objective';
import type { LocatedObjective } from './analyse';
import { readParameters } from './parameters';

/**
 * The function of the file that `@evaluate` names, or why it cannot be evaluated with an objective's
 * arguments. What is wrong with the function itself has its place, all else is wrong where it was
 * named.
 *
 * @param objectives those of the file
 */
export function evaluatedFunction(
  objectives: readonly LocatedObjective[],
  objective: LocatedObjective,
  name: string,
): LocatedObjective | { problems: Message[] } {
  const found = functionNamed(objectives, name);
  if (!found) {
    const known = objectives
      .filter(({ selector, context }) => selector !== objective.selector && context < 0)
      .map(({ selector }) => selector);
    return { problems: [message('objective.evaluate.unknown', [name, known.join(', ') || '–'])] };
  }
  // A rest argument lacks a start, but is given the objective's arguments.
  const problems = found.problems.filter(({ code }) => code !== 'objective.rest');
  if (problems.length > 0) return { problems };
  const problem = misfit(found, objective);
  return problem ? { problems: [problem] } : found;
}

/** By its selector; the default export is `default` also where it has a name. */
export function functionNamed(
  objectives: readonly LocatedObjective[],
  name: string,
): LocatedObjective | null {
  return (
    objectives.find(({ selector }) => selector === name) ??
    objectives.find(({ isDefault }) => name === 'default' && isDefault) ??
    null
  );
}

/** Why a function does not take the arguments of an objective; null where it does. */
function misfit(found: LocatedObjective, objective: LocatedObjective): Message | null {
  const { selector } = found;
  if (found.context >= 0) return message('objective.evaluate.context', [selector]);
  const taken = found.parameters.filter((each) => each !== null);
  const given = objective.parameters.filter((each) => each !== null);
  const { nodes } = readParameters(found.candidate.node);
  const hasRest = nodes.at(-1)?.type === 'RestElement';
  if (hasRest ? given.length < taken.length - 1 : given.length !== taken.length) {
    const args = [selector, taken.length, given.length, objective.selector];
    return message('objective.evaluate.count', args);
  }
  const names = new Set(given.flatMap(namesIn));
  const pairs = taken.slice(0, hasRest ? -1 : undefined).entries();
  for (const [k, parameter] of pairs) {
    const other = otherName(parameter, given[k]!, names);
    if (!other) continue;
    const args = [selector, other.takes, objective.selector, other.has];
    return message('objective.evaluate.name', args);
  }
  return null;
}

/**
 * A name that means something else to the objective: a property that its argument does not have, or
 * the name of another of its arguments. Names that it does not have at all may differ.
 */
function otherName(
  taken: ParameterSource,
  given: ParameterSource,
  names: ReadonlySet<string>,
): { takes: string; has: string } | null {
  if (taken.kind === 'name' && given.kind === 'name') {
    if (taken.name === given.name || !names.has(taken.name)) return null;
    return { takes: taken.name, has: given.name };
  }
  if (taken.kind === 'array' && given.kind === 'array') {
    for (const [k, element] of taken.elements.entries()) {
      const other = given.elements[k];
      const found = element && other && otherName(element, other, names);
      if (found) return found;
    }
  }
  if (taken.kind === 'object' && given.kind === 'object') {
    for (const { key, value } of taken.properties) {
      const other = given.properties.find((property) => property.key === key);
      const has = given.properties.map((property) => property.key).join(', ');
      if (!other && given.rest === undefined) return { takes: key, has };
      const found = other && otherName(value, other.value, names);
      if (found) return found;
    }
  }
  return null;
}

/** The names that a pattern binds. */
function namesIn(source: ParameterSource): string[] {
  switch (source.kind) {
    case 'name':
      return [source.name];
    case 'array':
      return source.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'object':
      return source.properties.flatMap(({ value }) => namesIn(value));
  }
}
