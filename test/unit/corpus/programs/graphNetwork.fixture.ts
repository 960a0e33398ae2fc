// Message passing on a graph: neighbours in a Map of Sets, two rounds.
const edges: [string, string][] = [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'a'],
  ['c', 'd'],
];
const neighbours = new Map<string, Set<string>>();
for (const [p, q] of edges) {
  for (const [from, to] of [
    [p, q],
    [q, p],
  ]) {
    if (!neighbours.has(from)) neighbours.set(from, new Set());
    neighbours.get(from)!.add(to);
  }
}
const features: Record<string, number> = { a: 1, b: -0.5, c: 0.3, d: 0.8 };
const labels: Record<string, number> = { a: 0.2, b: 0.1, c: 0.4, d: -0.3 };

export function graphLoss(self = 0.7, other = -0.2, bias = 0.1) {
  let state = new Map(Object.entries(features));
  for (let round = 0; round < 2; round++) {
    const next = new Map<string, number>();
    for (const [node, around] of neighbours) {
      let incoming = 0;
      for (const each of around) incoming += state.get(each)!;
      next.set(node, Math.tanh(self * state.get(node)! + (other * incoming) / around.size + bias));
    }
    state = next;
  }
  return [...state].reduce((sum, [node, value]) => sum + (value - labels[node]) ** 2, 0);
}
