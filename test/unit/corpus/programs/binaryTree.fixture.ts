// A recursive tree of objects: a soft decision tree, evaluated by recursion.
type Tree = { value: number } | { feature: number; threshold: number; left: Tree; right: Tree };

const rows = [
  { x: [0.1, 0.9], y: 1 },
  { x: [0.8, 0.2], y: 0 },
  { x: [0.4, 0.4], y: 1 },
  { x: [0.9, 0.8], y: 0.5 },
];

function predict(tree: Tree, x: number[]): number {
  if ('value' in tree) return tree.value;
  const right = 1 / (1 + Math.exp(-8 * (x[tree.feature] - tree.threshold)));
  return right * predict(tree.right, x) + (1 - right) * predict(tree.left, x);
}

export function softTree(thresholds = [0.5, 0.6], leaves = [0.9, 0.2, 0.6]) {
  const tree: Tree = {
    feature: 0,
    threshold: thresholds[0],
    left: { value: leaves[0] },
    right: {
      feature: 1,
      threshold: thresholds[1],
      left: { value: leaves[1] },
      right: { value: leaves[2] },
    },
  };
  let loss = 0;
  for (const { x, y } of rows) loss += (predict(tree, x) - y) ** 2;
  return loss / rows.length;
}
