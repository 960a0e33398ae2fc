import type { Dice } from './dice';

/** What can stand at the place of anything: all that structured clone lets through, and more. */
const hostile: readonly ((roll: Dice) => unknown)[] = [
  () => undefined,
  () => null,
  () => NaN,
  () => -0,
  () => -1,
  () => 1.5,
  () => 2 ** 31,
  () => 2 ** 53,
  () => 2 ** 53 - 1,
  () => Infinity,
  () => 5e-324,
  () => 7n,
  () => true,
  () => '',
  () => '1',
  () => '__proto__',
  () => 'constructor',
  () => '</script><script>globalThis.pwned = 1</script>',
  (roll) => 'a'.repeat(roll.pick([63, 64, 65, 257, 4097, 16_385])),
  () => '\u0000\u202e\u2028\ud800',
  () => [],
  () => ({}),
  () => [[[]]],
  () => longArray,
  () => sparse,
  () => new Float64Array(3),
  () => Float64Array.of(NaN, Infinity, -0),
  () => new Float64Array(0),
  () => manyDoubles,
  () => new Float32Array(3),
  () => new Uint8Array(8),
  () => new ArrayBuffer(8),
  () => new Map([['type', 'stop']]),
  () => new Date(0),
  () => new Error('boo'),
  () => /x/,
  () => Object.create(null) as unknown,
  () =>
    JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    ) as unknown,
  () => ({ length: 2 ** 32, 0: 1 }),
  () => ({
    get type() {
      return 'stop';
    },
    run: 1,
  }),
  () => cyclic,
];

const longArray = Array.from({ length: 20_000 }, (_, i) => i);
const manyDoubles = new Float64Array(200_000);
const sparse: unknown[] = [];
sparse[10_000] = 1;
const cyclic: unknown[] = [];
cyclic.push(cyclic);

const names = ['__proto__', 'constructor', 'toString', 'type', 'run', 'token', 'length', 'x'];

/**
 * A message a little beside a valid one: some of its values replaced, left out, doubled, exchanged
 * with those of another message, or with own keys beside them that objects inherit.
 */
export function mutated(valid: readonly object[], roll: Dice): unknown {
  let message: unknown = copy(roll.pick(valid));
  for (let times = roll(4); times > 0; times--) message = once(message, valid, roll);
  return message;
}

function once(message: unknown, valid: readonly object[], roll: Dice): unknown {
  // Deeper with each turn that a container comes up.
  if (!isContainer(message) || roll(12) === 0) return roll.pick(hostile)(roll);
  const keys = Object.keys(message);
  const holder = message as Record<string, unknown>;
  const kind = roll(8);
  if (keys.length === 0 || kind === 0) {
    return withOwn(message, roll.pick(names), roll.pick(hostile)(roll));
  }
  const key = roll.pick(keys);
  if (kind === 1 && !Array.isArray(message)) delete holder[key];
  else if (kind === 2 && Array.isArray(message)) double(message);
  else if (kind === 3) set(holder, key, copy((roll.pick(valid) as Record<string, unknown>)[key]));
  else if (kind === 4) set(holder, key, nearBy(holder[key], roll));
  else if (isContainer(holder[key])) set(holder, key, once(holder[key], valid, roll));
  else set(holder, key, roll.pick(hostile)(roll));
  return message;
}

/** Not by methods that ask an array for its constructor: it may have one of its own. */
function double(list: unknown[]): void {
  for (let i = Math.min(list.length, 300); i > 0; i--) list.push(list[i - 1]);
}

/** A value of the same kind. */
function nearBy(value: unknown, roll: Dice): unknown {
  if (typeof value === 'number') {
    return roll.pick([value + 1, value - 1, -value, value * 1000, value + 0.5, roll(100)]);
  }
  if (typeof value === 'string')
    return roll.pick([`${value}x`, value.slice(1), value.toUpperCase()]);
  if (value instanceof Float64Array) return value.slice(0, roll(value.length + 1));
  return typeof value === 'boolean' ? !value : value;
}

/** As an own property, also where the name would otherwise be taken for the prototype. */
function withOwn(message: object, name: string, value: unknown): object {
  // An array's length is none of its keys.
  const isFixed = Array.isArray(message) && name === 'length';
  const own = { value, enumerable: true, configurable: true, writable: true };
  if (!isFixed) Object.defineProperty(message, name, own);
  return message;
}

function set(holder: object, key: string, value: unknown): void {
  withOwn(holder, key, value);
}

function isContainer(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && value !== cyclic
  );
}

/** Deep, of plain objects, arrays and typed arrays. */
function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Float64Array || value instanceof Uint8Array) return value.slice() as T;
  if (Array.isArray(value)) {
    const list: unknown[] = value;
    return Array.from(list, (each) => copy(each)) as T;
  }
  const own: object = {};
  for (const [key, each] of Object.entries(value)) set(own, key, copy(each as unknown));
  return own as T;
}
