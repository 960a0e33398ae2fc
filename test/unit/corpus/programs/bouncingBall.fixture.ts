// Events in a simulation: a ball that bounces, floor and wall, until its time is up.
export function throwBall([vx, vy] = [3.1, 4.2]) {
  const restitution = 0.8;
  const dt = 0.01;
  let [x, y, u, v] = [0, 1, vx, vy];
  let bounces = 0;
  for (let t = 0; t < 1.5; t += dt) {
    v -= 9.81 * dt;
    x += u * dt;
    y += v * dt;
    if (y < 0 && v < 0) {
      y = -y * restitution;
      v = -v * restitution;
      bounces++;
    } else if (x > 4) {
      x = 8 - x;
      u = -u;
    }
    if (bounces === 3) break;
  }
  return (x - 3) ** 2 + (y - 0.5) ** 2;
}
