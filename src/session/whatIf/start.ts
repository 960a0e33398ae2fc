import type { Leaf, Path } from '../../protocol/leaf';

/** Arrays and objects of an argument, as far as they are known. */
type Tree = Map<string | number, Tree | unknown[] | number>;

/**
 * θ as JSON: one value per argument without the context, of the shape in which the leaves were found.
 *
 * @param theta flat over the leaves
 * @param context the place of the context among the arguments; −1: there is none
 */
export function argumentsOf(
  leaves: readonly Leaf[],
  theta: ArrayLike<number>,
  context: number,
): unknown[] {
  const root: Tree = new Map();
  let offset = 0;
  for (const { path, shape, length } of leaves) {
    put(root, path, shaped(theta, offset, shape));
    offset += length;
  }
  return [...root].filter(([index]) => index !== context).map(([, tree]) => plain(tree));
}

function put(tree: Tree, path: Path, value: unknown[] | number): void {
  const [first, ...rest] = path;
  if (rest.length === 0) return void tree.set(first!, value);
  let next = tree.get(first!);
  if (!(next instanceof Map)) tree.set(first!, (next = new Map() as Tree));
  put(next, rest, value);
}

function shaped(
  theta: ArrayLike<number>,
  offset: number,
  shape: readonly number[],
): unknown[] | number {
  const [length, ...inner] = shape;
  if (length === undefined) return theta[offset]!;
  const size = inner.reduce((product, each) => product * each, 1);
  return Array.from({ length }, (_, i) => shaped(theta, offset + i * size, inner));
}

function plain(tree: Tree | unknown[] | number): unknown {
  if (!(tree instanceof Map)) return tree;
  const entries = [...tree].map(([key, value]) => [key, plain(value as Tree)] as const);
  // Only of mixed arrays the places are numbers.
  if (entries.every(([key]) => typeof key === 'number')) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}
