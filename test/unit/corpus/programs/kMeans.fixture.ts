// k-means: each point to its nearest centre, written as a nested loop with a running minimum.
const points = [
  [0.1, 0.2],
  [0.3, -0.1],
  [2.1, 1.9],
  [1.8, 2.2],
  [-1.1, 2],
  [-0.9, 2.3],
];

export function kMeans(
  centres = [
    [0, 0.1],
    [2, 2.1],
    [-1, 1.7],
  ],
) {
  let total = 0;
  for (const [px, py] of points) {
    let nearest = Infinity;
    for (const [cx, cy] of centres) {
      const distance = (px - cx) ** 2 + (py - cy) ** 2;
      if (distance < nearest) nearest = distance;
    }
    total += nearest;
  }
  return total / points.length;
}
