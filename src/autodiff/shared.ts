import * as arrays from './arrays';
import { activeEnvironment, ActiveMap, ActiveSet } from './environment';
import { ActiveFloat32Array, ActiveFloat64Array } from './floatArray';
import { ObjectiveError } from './objectiveError';
import * as operators from './operators';
import { Randomness } from './random';
import { Active } from './tape';
import { Unsupported } from './unsupported';

/**
 * What of this room the user's code can reach and what is there once for all programs: an objective
 * that leaves something on one of these leaves it to the next program of this realm, too.
 */
export function sharedWithObjectives(): object[] {
  const environment = activeEnvironment(new Randomness(0), () => undefined);
  return [
    ...Object.values(environment),
    ...Object.values(operators),
    ...Object.values(arrays),
    ...[Active, ActiveMap, ActiveSet, ActiveFloat32Array, ActiveFloat64Array],
    ...[ObjectiveError, Unsupported],
  ].filter((each): each is object => typeof each === 'object' || typeof each === 'function');
}
