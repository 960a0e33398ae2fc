import { message } from '../messages';
import type { Leaf, Path } from '../protocol/leaf';
import type { ParameterSource, SourceBundle } from '../protocol/objective';
import { byAccess, bySource, type Naming } from './naming';
import { ObjectiveError } from './objectiveError';
import { preview, typeName } from './preview';

/** How an argument is made of coordinates; offsets count in θ. */
export type Tree =
  | { kind: 'number'; offset: number }
  | { kind: 'array'; offset: number; shape: number[]; isFloat64Array: boolean }
  | { kind: 'list'; items: Tree[] }
  | { kind: 'object'; entries: [string, Tree][] };

export interface Layout {
  leaves: Leaf[];
  start: Float64Array;
  /** One per argument, null at the context's place. */
  trees: (Tree | null)[];
}

/** Deeper than any sensible parameter; what contains itself gets here too. */
const deepest = 64;

/**
 * Takes the start values apart into leaves (design.md, "leaf": they follow the value and name the
 * source). Throws ObjectiveError for anything but finite numbers in arrays and plain objects.
 *
 * @param values one per argument; the one at the context's place is ignored
 */
export function layOut(values: unknown[], bundle: SourceBundle): Layout {
  const builder = new LayoutBuilder();
  const trees = values.map((value, i) =>
    i === bundle.context ? null : builder.argument(value, i, bundle.parameters[i] ?? null),
  );
  if (builder.start.length === 0) throw new ObjectiveError(message('start.no-parameters'));
  return { leaves: builder.leaves, start: Float64Array.from(builder.start), trees };
}

class LayoutBuilder {
  readonly leaves: Leaf[] = [];
  readonly start: number[] = [];
  private readonly taken = new Set<string>();
  /** The argument in hand, for messages. */
  private name = '';

  argument(value: unknown, index: number, source: ParameterSource | null): Tree {
    const naming = source ? bySource(source) : byAccess(`arguments[${index}]`);
    this.name = naming.text;
    if (value === undefined) throw this.error('start.missing');
    try {
      if (source) this.checkPattern(value, source);
      return this.value(value, [index], naming);
    } catch (error) {
      // Else a getter or a proxy has thrown.
      throw error instanceof ObjectiveError ? error : this.refused(value, naming);
    }
  }

  private value(value: unknown, path: Path, naming: Naming): Tree {
    if (path.length > deepest) throw this.error('start.depth', naming.text);
    if (typeof value === 'number') {
      const offset = this.start.length;
      this.number(value, naming.text);
      this.addLeaf(naming.text, path, [], [naming.text]);
      return { kind: 'number', offset };
    }
    if (value instanceof Float64Array || Array.isArray(value)) {
      return this.array(value as ArrayLike<unknown>, path, naming);
    }
    if (typeof value !== 'object' || value === null) throw this.refused(value, naming);
    if (ArrayBuffer.isView(value)) {
      throw this.error('start.typed-array', naming.text, typeName(value));
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) {
      throw this.error('start.instance', naming.text, typeName(value));
    }
    const keys = Object.keys(value);
    if (keys.length === 0) throw this.error('start.empty', naming.text, '{}');
    const entries = keys.map((key): [string, Tree] => [
      key,
      this.value((value as Record<string, unknown>)[key], [...path, key], naming.property(key)),
    ]);
    return { kind: 'object', entries };
  }

  private array(value: ArrayLike<unknown>, path: Path, naming: Naming): Tree {
    const isFloat64Array = value instanceof Float64Array;
    const shape = this.shape(value, naming, path.length);
    if (!shape) {
      const items = Array.from(value, (each, i) =>
        this.value(each, [...path, i], naming.element(i)),
      );
      return { kind: 'list', items };
    }
    const offset = this.start.length;
    const coordinates: string[] = [];
    this.flatten(value, naming, coordinates);
    this.addLeaf(naming.text, path, shape, coordinates);
    return { kind: 'array', offset, shape, isFloat64Array };
  }

  /** The shape of a rectangular array of numbers; null for a mixed array, whose elements are leaves. */
  private shape(value: ArrayLike<unknown>, naming: Naming, depth: number): number[] | null {
    if (depth > deepest) throw this.error('start.depth', naming.text);
    if (value.length === 0) throw this.error('start.empty', naming.text, '[]');
    let numbers = 0;
    let arrays = 0;
    for (let i = 0; i < value.length; i++) {
      if (!(i in value)) throw this.error('start.sparse', naming.element(i).text);
      if (typeof value[i] === 'number') numbers++;
      else if (Array.isArray(value[i])) arrays++;
    }
    if (numbers === value.length) return [numbers];
    if (arrays !== value.length) return null;
    const shapes = Array.from(value, (each, i) =>
      this.shape(each as unknown[], naming.element(i), depth + 1),
    );
    const first = shapes[0];
    if (!first || shapes.some((shape) => shape?.join() !== first.join())) return null;
    return [value.length, ...first];
  }

  private flatten(value: ArrayLike<unknown>, naming: Naming, coordinates: string[]): void {
    for (let i = 0; i < value.length; i++) {
      const each = value[i];
      const name = naming.element(i);
      if (typeof each === 'number') {
        this.number(each, name.text);
        coordinates.push(name.text);
      } else {
        this.flatten(each as ArrayLike<unknown>, name, coordinates);
      }
    }
  }

  private number(value: number, name: string): void {
    if (!Number.isFinite(value)) throw this.error('start.value', name, String(value));
    this.start.push(value);
  }

  private addLeaf(name: string, path: Path, shape: number[], coordinates: string[]): void {
    this.leaves.push({
      name: short(name),
      path: path.map((key) => (typeof key === 'string' ? key.slice(0, longestKey) : key)),
      length: coordinates.length,
      shape,
      coordinates: coordinates.map((each) => this.unique(short(each))),
    });
  }

  /** Unbound properties of two arguments may have one name. */
  private unique(name: string): string {
    let result = name;
    for (let n = 2; this.taken.has(result); n++) result = `${name} (${n})`;
    this.taken.add(result);
    return result;
  }

  /** What a pattern takes must be there; more may be. */
  private checkPattern(value: unknown, source: ParameterSource): void {
    if (source.kind === 'array' && (Array.isArray(value) || value instanceof Float64Array)) {
      const list = value as ArrayLike<unknown>;
      const least = source.elements.length;
      if (list.length > 0 && list.length < least) {
        throw this.error('start.length', String(least), String(list.length));
      }
      source.elements.forEach((each, i) => each && i in list && this.checkPattern(list[i], each));
    } else if (source.kind === 'object' && typeof value === 'object' && value !== null) {
      for (const { key, value: inner } of source.properties) {
        if (!Object.hasOwn(value, key)) throw this.error('start.property', key);
        this.checkPattern((value as Record<string, unknown>)[key], inner);
      }
    } else if (source.kind !== 'name') {
      throw this.refused(value, bySource(source));
    }
  }

  private refused(value: unknown, naming: Naming): ObjectiveError {
    return this.error('start.value', naming.text, preview(value));
  }

  private error(code: Parameters<typeof message>[0], ...args: string[]): ObjectiveError {
    return new ObjectiveError(message(code, [this.name, ...args].map(short)));
  }
}

/** Names that are shown; a key may be as long as it likes. */
const longestName = 256;
/** Keys in a path, which a hover holds against those in the code: what messages have room for. */
const longestKey = 4096;

function short(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
}
