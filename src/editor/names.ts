import type { Analysis, LocatedObjective } from '../objective/analyse';
import { symbolAt } from '../objective/find';
import type { Leaf, Path } from '../protocol/leaf';
import { coordinatesOf } from './coordinates';

/** Names looked at in one objective. */
const mostNames = 400;

/** A parameter's name, at its binding or at a use. */
export interface Name {
  /** Into the text of the analysis. */
  offset: number;
  length: number;
  path: Path;
}

/** Every place of the objective where a parameter is named. */
export function findNames(analysis: Analysis, objective: LocatedObjective): Name[] {
  const names: Name[] = [];
  const text = analysis.text.slice(0, objective.end);
  const word = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
  let offset = objective.nameStart;
  for (let seen = 0; offset < text.length && seen < mostNames;) {
    word.lastIndex = offset;
    const length = word.exec(text)?.[0].length;
    if (!length) {
      offset++;
      continue;
    }
    seen++;
    const symbol = symbolAt(analysis, objective, offset);
    if (symbol?.kind === 'parameter') names.push({ offset, length, path: symbol.path });
    offset += length;
  }
  return names;
}

/**
 * The place in the code that says most of a coordinate: of the names that mean it the one that means
 * the fewest others, and of those the first, which is the binding. Null where none means it.
 */
export function nameOfCoordinate(
  names: readonly Name[],
  leaves: readonly Leaf[],
  coordinate: number,
): Name | null {
  let found: Name | null = null;
  let fewest = Infinity;
  for (const name of names) {
    const meant = coordinatesOf(leaves, name.path);
    if (meant.length >= fewest || !meant.includes(coordinate)) continue;
    [found, fewest] = [name, meant.length];
  }
  return found;
}
