import type { Transform } from './optimizer';

/**
 * Transforms one after the other, as one transform; each works on what the one before it left.
 * Slots must have different names, so that every part of the state can be named by itself.
 */
export function chain(...links: Transform[]): Transform {
  if (links.length === 1) return links[0]!;
  return {
    init(layout) {
      const parts = links.map((link) => link.init(layout));
      const names = parts.flatMap((part) => Object.keys(part));
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      if (twice !== undefined) throw new Error(`Two links of a chain keep a slot “${twice}”.`);
      return Object.assign({}, ...parts) as Record<string, Float64Array>;
    },
    update(updates, theta, t, state, next) {
      for (let i = 0; i < links.length; i++) links[i]!.update(updates, theta, t, state, next);
    },
  };
}
