import { ActiveFloat64Array } from './floatArray';
import { functionFrom } from './function';
import type { Tree } from './layout';
import { leaf } from './tape';

/** Calls a function with the arguments that θ stands for; fresh arrays and objects at each call. */
export type Call = (theta: Float64Array, context: unknown) => unknown;

/** How numbers of θ become numbers of the user's code. */
interface Maker {
  number: (theta: Float64Array, i: number) => unknown;
  float64Array: (numbers: unknown[]) => unknown;
}

const plainMaker: Maker = {
  number: (theta, i) => theta[i],
  float64Array: (numbers) => Float64Array.from(numbers as number[]),
};

/** Each number is a leaf of the tape; they are made in the order of θ, right after `startTape`. */
const activeMaker: Maker = {
  number: (theta, i) => leaf(theta[i]!),
  float64Array: (numbers) => new ActiveFloat64Array(numbers),
};

/** Up to so many elements an array is written out as a literal. */
const longestLiteral = 32;

/**
 * Writes the code that builds the arguments: object and array literals keep one shape for V8 and
 * cost as little as if the user had written them.
 */
export function makeCall(
  objective: (...args: unknown[]) => unknown,
  trees: (Tree | null)[],
  numbers: 'plain' | 'active',
): Call {
  const maker = numbers === 'plain' ? plainMaker : activeMaker;
  const args = trees.map((tree) => (tree ? write(tree, numbers === 'plain') : 'context'));
  const make = functionFrom(
    ['objective', 'number', 'float64Array', 'block'],
    `return (theta, context) => objective(${args.join(', ')});`,
  ) as (...parts: unknown[]) => Call;
  const block = (theta: Float64Array, offset: number, shape: number[]) =>
    makeBlock(maker, theta, offset, shape);
  return make(objective, maker.number, maker.float64Array, block);
}

function write(tree: Tree, isPlain: boolean): string {
  switch (tree.kind) {
    case 'number':
      return writeNumber(tree.offset, isPlain);
    case 'list':
      return `[${tree.items.map((each) => write(each, isPlain)).join(', ')}]`;
    case 'object':
      // A computed key, because `__proto__: …` would set the prototype.
      return `{ ${tree.entries
        .map(([key, value]) => {
          const name = JSON.stringify(key);
          return `${key === '__proto__' ? `[${name}]` : name}: ${write(value, isPlain)}`;
        })
        .join(', ')} }`;
    case 'array': {
      const { offset, shape, isFloat64Array } = tree;
      const size = shape.reduce((a, b) => a * b);
      const text =
        size <= longestLiteral
          ? writeArray(offset, shape, isPlain)
          : `block(theta, ${offset}, [${shape.join()}])`;
      return isFloat64Array ? `float64Array(${text})` : text;
    }
  }
}

function writeNumber(offset: number, isPlain: boolean): string {
  return isPlain ? `theta[${offset}]` : `number(theta, ${offset})`;
}

function writeArray(offset: number, shape: number[], isPlain: boolean): string {
  const [length, ...inner] = shape as [number, ...number[]];
  const stride = inner.reduce((a, b) => a * b, 1);
  const items = Array.from({ length }, (_, i) =>
    inner.length === 0
      ? writeNumber(offset + i, isPlain)
      : writeArray(offset + i * stride, inner, isPlain),
  );
  return `[${items.join(', ')}]`;
}

function makeBlock(maker: Maker, theta: Float64Array, offset: number, shape: number[]): unknown[] {
  const length = shape[0]!;
  const result: unknown[] = [];
  if (shape.length === 1) {
    for (let i = 0; i < length; i++) result.push(maker.number(theta, offset + i));
    return result;
  }
  const inner = shape.slice(1);
  const stride = inner.reduce((a, b) => a * b);
  for (let i = 0; i < length; i++) result.push(makeBlock(maker, theta, offset + i * stride, inner));
  return result;
}
