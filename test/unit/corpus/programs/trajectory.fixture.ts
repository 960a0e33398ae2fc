// A path around obstacles: way points as { x, y } objects, penalties in a nested closure.
const obstacles = [
  { x: 1.5, y: 0.4, r: 0.6 },
  { x: 3, y: -0.5, r: 0.8 },
];
const from = { x: 0, y: 0 };
const to = { x: 4.5, y: 0 };

export function pathCost(
  waypoints = [
    { x: 1, y: 0.8 },
    { x: 2, y: 0.9 },
    { x: 3.5, y: 0.6 },
  ],
) {
  const path = [from, ...waypoints, to];
  let cost = 0;
  const penalise = (x: number, y: number) => {
    for (const o of obstacles) {
      const inside = o.r - Math.hypot(x - o.x, y - o.y);
      if (inside > 0) cost += 20 * inside ** 2;
    }
  };
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1], path[i]];
    cost += (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
    for (let s = 0; s <= 1; s += 0.25) penalise(a.x + s * (b.x - a.x), a.y + s * (b.y - a.y));
  }
  return cost;
}
