import type { ParameterSource } from '../protocol/objective';
import { cut } from './preview';

/** What the source calls a value, and what it calls the values in it. */
export interface Naming {
  readonly text: string;
  element(i: number): Naming;
  property(key: string): Naming;
}

/** Names by access: `w`, `w[0]`, `w.layer`. */
export function byAccess(text: string): Naming {
  return {
    text,
    element: (i) => byAccess(`${text}[${i}]`),
    property: (key) => byAccess(text + access(key)),
  };
}

/** Names as the source binds them: in `([x, y], { w: weights })` these are x, y and weights. */
export function bySource(source: ParameterSource): Naming {
  switch (source.kind) {
    case 'name':
      return byAccess(source.name);
    case 'array': {
      const text = cut(write(source), 200);
      const { elements, rest } = source;
      return {
        text,
        element(i) {
          const bound = elements[i];
          if (bound) return bySource(bound);
          if (i >= elements.length && rest !== undefined) {
            return byAccess(`${rest}[${i - elements.length}]`);
          }
          return byAccess(`${text}[${i}]`);
        },
        property: (key) => byAccess(text + access(key)),
      };
    }
    case 'object': {
      const text = cut(write(source), 200);
      const { properties, rest } = source;
      const property = (key: string): Naming => {
        const bound = properties.find((each) => each.key === key);
        if (bound) return bySource(bound.value);
        return byAccess(rest === undefined ? key : rest + access(key));
      };
      return { text, element: (i) => property(String(i)), property };
    }
  }
}

function access(key: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)
    ? `.${key}`
    : `[${JSON.stringify(key)}]`;
}

/** The pattern as a person would write it: `[x, y]`, `{ w, b: bias }`. */
function write(source: ParameterSource): string {
  switch (source.kind) {
    case 'name':
      return source.name;
    case 'array': {
      const parts = source.elements.map((each) => (each ? write(each) : ''));
      if (source.rest !== undefined) parts.push(`...${source.rest}`);
      return `[${parts.join(', ')}]`;
    }
    case 'object': {
      const parts = source.properties.map(({ key, value }) =>
        value.kind === 'name' && value.name === key ? key : `${key}: ${write(value)}`,
      );
      if (source.rest !== undefined) parts.push(`...${source.rest}`);
      return `{ ${parts.join(', ')} }`;
    }
  }
}
