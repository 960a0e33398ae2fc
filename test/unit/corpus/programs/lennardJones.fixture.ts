// A cluster of atoms: all pairs once, the cut-off by continue.
export function cluster(
  atoms = [
    [0, 0, 0],
    [1.1, 0, 0.1],
    [0.5, 0.95, 0],
    [0.4, 0.3, 0.9],
  ],
) {
  let energy = 0;
  for (let i = 0; i < atoms.length; i++) {
    for (let j = i + 1; j < atoms.length; j++) {
      let r2 = 0;
      for (let k = 0; k < 3; k++) r2 += (atoms[i][k] - atoms[j][k]) ** 2;
      if (r2 > 6.25) continue;
      const s6 = 1 / (r2 * r2 * r2);
      energy += 4 * (s6 * s6 - s6);
    }
  }
  return energy;
}
