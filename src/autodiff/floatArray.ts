import { toNumber, truth } from './operators';
import { Active, node1, nodeOf } from './tape';
import { Unsupported } from './unsupported';

/**
 * Stands for Float64Array in the rewritten code: of fixed length, full of numbers, but able to hold
 * active ones. It is an array underneath, because V8 reads and writes its elements at full speed;
 * the writes of the rewritten code come through `into`, which converts what is stored.
 */
export class ActiveFloat64Array extends Array<unknown> {
  static readonly BYTES_PER_ELEMENT: number = 8;
  static override readonly name: string = 'Float64Array';

  constructor(source?: unknown, ...more: unknown[]) {
    const plain = source instanceof Active ? source.$value : source;
    if (typeof plain === 'object' && plain !== null) {
      if (isBuffer(plain)) throw new Unsupported('evaluation.buffer', [new.target.name]);
      const items = Array.from(plain as ArrayLike<unknown>);
      super(items.length);
      for (let i = 0; i < items.length; i++) this[i] = this.convert(items[i]);
    } else {
      // The same errors as the real one, for -1 or 1e20.
      const length = plain === undefined ? 0 : new Float64Array(plain as number).length;
      super(length);
      for (let i = 0; i < length; i++) this[i] = 0;
    }
    if (more.length > 1) throw new Unsupported('evaluation.buffer', [new.target.name]);
    preventExtensions(this);
  }

  /** What a write stores in place of `x`. */
  convert(x: unknown): unknown {
    return toNumber(x);
  }

  get buffer(): never {
    throw new Unsupported('evaluation.buffer', [this.constructor.name]);
  }

  get byteLength(): number {
    return this.length * (this.constructor as FloatArrayClass).BYTES_PER_ELEMENT;
  }

  set(source: ArrayLike<unknown>, offset = 0): void {
    const items = Array.from(source);
    if (offset < 0 || offset + items.length > this.length) {
      throw new RangeError('offset is out of bounds');
    }
    for (let i = 0; i < items.length; i++) this[offset + i] = this.convert(items[i]);
  }

  /** A view: it shares its elements with this array. */
  subarray(begin?: number, end?: number): ActiveFloat64Array {
    const [from, to] = range(this.length, begin, end);
    return view(this, from, to - from);
  }

  override fill(value: unknown, start?: number, end?: number): this {
    const [from, to] = range(this.length, start, end);
    const converted = this.convert(value);
    for (let i = from; i < to; i++) this[i] = converted;
    return this;
  }

  override slice(start?: number, end?: number): ActiveFloat64Array {
    const [from, to] = range(this.length, start, end);
    const copy = this.make(to - from);
    for (let i = from; i < to; i++) copy[i - from] = this[i];
    return copy;
  }

  override map<U>(f: (x: unknown, i: number, all: unknown[]) => U, self?: unknown): U[] {
    const copy = this.make(this.length);
    for (let i = 0; i < this.length; i++) copy[i] = this.convert(f.call(self, this[i], i, this));
    return copy as U[];
  }

  override filter(
    f: (x: unknown, i: number, all: unknown[]) => unknown,
    self?: unknown,
  ): unknown[] {
    const kept: unknown[] = [];
    for (let i = 0; i < this.length; i++) {
      const result = f.call(self, this[i], i, this);
      if (result instanceof Active ? result.$value : result) kept.push(this[i]);
    }
    return this.make(kept);
  }

  /** By value where no comparator is given, unlike an array. */
  override sort(compare?: (a: unknown, b: unknown) => number): this {
    return super.sort(compare ?? ((a, b) => ascending(truth(a) as number, truth(b) as number)));
  }

  override toSorted(compare?: (a: unknown, b: unknown) => number): ActiveFloat64Array {
    return this.slice().sort(compare);
  }

  override toReversed(): ActiveFloat64Array {
    return this.slice().reverse() as ActiveFloat64Array;
  }

  override with(index: number, value: unknown): ActiveFloat64Array {
    const copy = this.slice();
    const i = index < 0 ? index + this.length : index;
    if (!(i in copy)) throw new RangeError('Invalid typed array index');
    copy[i] = this.convert(value);
    return copy;
  }

  /** Like the real one's: `[object Float64Array]`. */
  get [Symbol.toStringTag](): string {
    return this.constructor.name;
  }

  get [Symbol.isConcatSpreadable](): boolean {
    return false;
  }

  private make(source: number | unknown[]): ActiveFloat64Array {
    return new (this.constructor as FloatArrayClass)(source);
  }
}

/** Rounds what is stored to single precision. */
export class ActiveFloat32Array extends ActiveFloat64Array {
  static override readonly BYTES_PER_ELEMENT: number = 4;
  static override readonly name: string = 'Float32Array';

  override convert(x: unknown): unknown {
    const n = toNumber(x);
    return typeof n === 'number' ? fround(n) : node1(fround(n.$value), nodeOf(n), 1);
  }
}

type FloatArrayClass = typeof ActiveFloat64Array;
const { fround } = Math;
const { preventExtensions, defineProperty } = Object;

// What arrays have and typed arrays have not; and the static functions, whose types are other.
for (const name of ['push', 'pop', 'shift', 'unshift', 'splice', 'concat', 'flat', 'flatMap']) {
  defineProperty(ActiveFloat64Array.prototype, name, { value: undefined });
}
defineProperty(ActiveFloat64Array, 'from', {
  value(
    this: FloatArrayClass,
    source: Iterable<unknown>,
    map?: (x: unknown, i: number) => unknown,
  ) {
    return new this(map ? Array.from(source, map) : Array.from(source));
  },
});
defineProperty(ActiveFloat64Array, 'of', {
  value(this: FloatArrayClass, ...items: unknown[]) {
    return new this(items);
  },
});

function isBuffer(x: object): boolean {
  return x instanceof ArrayBuffer || x instanceof SharedArrayBuffer;
}

/** As typed arrays sort: -0 before 0, NaN last. */
function ascending(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0;
  return Number(a !== a) - Number(b !== b);
}

/** Start and end of a slice, negative ones counted from the end. */
function range(length: number, start = 0, end = length): [number, number] {
  const clamp = (x: number) => Math.min(Math.max(x < 0 ? x + length : x, 0), length);
  const from = clamp(Math.trunc(start) || 0);
  return [from, Math.max(from, clamp(Math.trunc(end) || 0))];
}

function view(base: ActiveFloat64Array, offset: number, length: number): ActiveFloat64Array {
  const index = (key: string | symbol): number => {
    if (typeof key !== 'string') return -1;
    const i = Number(key);
    return i >= 0 && i < length && Number.isInteger(i) ? i + offset : -1;
  };
  // The target has the right length and keys; its own elements are never seen.
  return new Proxy(new (base.constructor as FloatArrayClass)(length), {
    get(target, key) {
      const i = index(key);
      return i < 0 ? (Reflect.get(target, key) as unknown) : base[i];
    },
    set(target, key, value) {
      const i = index(key);
      if (i < 0) return Reflect.set(target, key, value);
      base[i] = base.convert(value);
      return true;
    },
    getOwnPropertyDescriptor(target, key) {
      const i = index(key);
      const own = Reflect.getOwnPropertyDescriptor(target, key);
      return i < 0 || !own ? own : { ...own, value: base[i] };
    },
    defineProperty(target, key, descriptor) {
      const i = index(key);
      if (i < 0) return Reflect.defineProperty(target, key, descriptor);
      base[i] = base.convert(descriptor.value);
      return true;
    },
  });
}
