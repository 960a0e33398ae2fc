import { Memory } from './variables';
import type { Lowering } from './lowering';
import type { ArrayType, ElementType, ObjectType } from './values';

/*
 * What an array that is empty at first will hold. Where elements are read before they are written,
 * as the text goes, their type was noted when lowering came to the writing: see `Unknown`.
 */

/** An element type without its memory. */
type Expected =
  | { kind: 'number' | 'boolean' }
  | { kind: 'pointer'; length: number | null; isTyped: boolean; element: Expected }
  | { kind: 'reference'; fields: [string, Expected][] };

/** Notes what elements were found to be. */
export function noteElement(l: Lowering, site: string, element: ElementType): void {
  const expected = describe(element, 0);
  if (expected) l.facts.expect(site, JSON.stringify(expected));
}

function describe(element: ElementType | null, depth: number): Expected | null {
  if (!element || depth > 4) return null;
  switch (element.kind) {
    case 'number':
    case 'boolean':
      return { kind: element.kind };
    case 'pointer': {
      const { length, isTyped, hasHoles, growth, memory } = element.to;
      const inner = describe(element.to.element, depth + 1);
      if (!inner || hasHoles || growth >= 0 || memory.root.space !== 'arena') return null;
      return { kind: 'pointer', length, isTyped, element: inner };
    }
    case 'reference': {
      const fields: [string, Expected][] = [];
      for (const [key, view] of element.to.fields) {
        const inner = describe(view.element, depth + 1);
        if (!inner) return null;
        fields.push([key, inner]);
      }
      return { kind: 'reference', fields };
    }
    case 'inline':
      return null;
  }
}

/** What was noted, in memory of its own, which is united with what comes. */
export function expectedElement(l: Lowering, site: string): ElementType | null {
  const text = l.facts.expected(site);
  return text === undefined ? null : typeOf(JSON.parse(text) as Expected);
}

function typeOf(expected: Expected): ElementType {
  const memory = new Memory('arena');
  const plain = { memory, growth: -1, isTyped: false, hasHoles: false, visitors: 0 };
  switch (expected.kind) {
    case 'number':
    case 'boolean':
      return { kind: expected.kind };
    case 'pointer': {
      const { length, isTyped, element } = expected;
      if (length === null) memory.hasHeader = true;
      return { kind: 'pointer', to: { ...plain, length, isTyped, element: typeOf(element) } };
    }
    case 'reference': {
      const views = expected.fields.map(([key, each]): [string, ArrayType] => [
        key,
        { ...plain, length: expected.fields.length, element: typeOf(each) },
      ]);
      const to: ObjectType = { memory, fields: new Map(views) };
      return { kind: 'reference', to };
    }
  }
}
