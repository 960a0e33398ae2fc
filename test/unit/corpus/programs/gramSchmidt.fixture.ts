// How far from orthogonal: Gram-Schmidt pushes each new direction onto a growing basis.
export function orthogonality(
  vectors = [
    [1, 0.2, 0],
    [0.3, 1, 0.1],
    [0, -0.2, 0.9],
  ],
) {
  const basis: number[][] = [];
  let penalty = 0;
  for (const vector of vectors) {
    let rest = [...vector];
    for (const direction of basis) {
      const along = rest.reduce((s, x, i) => s + x * direction[i], 0);
      penalty += along ** 2;
      rest = rest.map((x, i) => x - along * direction[i]);
    }
    const norm = Math.sqrt(rest.reduce((s, x) => s + x * x, 0));
    penalty += (norm - 1) ** 2;
    basis.push(rest.map((x) => x / norm));
  }
  return penalty;
}
