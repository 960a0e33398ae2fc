import type { State, Transform } from './optimizer';

/**
 * Transforms one after the other, as one transform; each works on what the one before it left.
 * Slots must have different names, so that every part of the state can be named by itself.
 */
export function chain(...links: (Transform | false)[]): Transform {
  const steps = links.filter((link) => link !== false);
  if (steps.length === 1) return steps[0]!;
  return {
    init(theta) {
      const parts = steps.map((link) => link.init(theta));
      const names = parts.flatMap((part) => Object.keys(part));
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      if (twice !== undefined) throw new Error(`Two links of a chain keep a slot “${twice}”.`);
      return Object.assign({}, ...parts) as State;
    },
    update(updates, theta, t, state, next) {
      for (let i = 0; i < steps.length; i++) steps[i]!.update(updates, theta, t, state, next);
    },
  };
}
