// Fits the damped pendulum: classical Runge-Kutta over small vectors made by map.
type Vector = number[];

const add = (a: Vector, b: Vector, h: number) => a.map((each, i) => each + h * b[i]);
const observed = [1, 0.86, 0.51, 0.08, -0.31];

function rk4(f: (y: Vector) => Vector, y: Vector, h: number): Vector {
  const k1 = f(y);
  const k2 = f(add(y, k1, h / 2));
  const k3 = f(add(y, k2, h / 2));
  const k4 = f(add(y, k3, h));
  return y.map((each, i) => each + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}

export function pendulum({ damping, stiffness } = { damping: 0.2, stiffness: 1.1 }) {
  const f = ([angle, speed]: Vector) => [speed, -damping * speed - stiffness * Math.sin(angle)];
  let y = [1, 0];
  let error = 0;
  for (const target of observed) {
    error += (y[0] - target) ** 2;
    for (let k = 0; k < 5; k++) y = rk4(f, y, 0.1);
  }
  return error;
}
