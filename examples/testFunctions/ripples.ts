// Ripples and needles: where the gradient says little of where the minimum is.

/**
 * Rastrigin's function, a bowl full of egg cups: a small learning rate stays in the first of them
 * (Rastrigin, 1974).
 *
 * @optimizer adam lr=0.05
 * @minimum [0, 0]
 */
export function rastrigin(x = [-2, 3.5]) {
  return x.reduce(
    (sum, each) => sum + each ** 2 - 10 * Math.cos(2 * Math.PI * each),
    10 * x.length,
  );
}

/**
 * Ackley's function: a plain with ripples around one deep funnel. At its very bottom there is a
 * kink, and no gradient (Ackley, 1987).
 *
 * @optimizer adam lr=0.05
 * @minimum [0, 0]
 */
export function ackley([x, y] = [2, 2]) {
  const funnel = Math.exp(-0.2 * Math.sqrt(0.5 * (x ** 2 + y ** 2)));
  const ripples = Math.exp(0.5 * (Math.cos(2 * Math.PI * x) + Math.cos(2 * Math.PI * y)));
  return -20 * funnel - ripples + Math.E + 20;
}

/**
 * Levy's function no. 13: ripples along y that grow with the distance in x (Levy and Montalvo,
 * 1985).
 *
 * @optimizer adam lr=0.05
 * @minimum [1, 1]
 */
export function levy13([x, y] = [-4, 5]) {
  return (
    Math.sin(3 * Math.PI * x) ** 2 +
    (x - 1) ** 2 * (1 + Math.sin(3 * Math.PI * y) ** 2) +
    (y - 1) ** 2 * (1 + Math.sin(2 * Math.PI * y) ** 2)
  );
}

/**
 * Easom's function: a needle at (π, π) in a plain. From (2, 2) the run gets there. From (0, 0) the
 * gradient is so small that eps is a third of √v̂ + eps; from (-1, -1) it is 4e-15, and nothing
 * moves (Easom, 1990).
 *
 * @optimizer adam lr=0.01
 * @minimum [3.141592653589793, 3.141592653589793]
 */
export function easom([x, y] = [2, 2]) {
  const distance = (x - Math.PI) ** 2 + (y - Math.PI) ** 2;
  return -Math.cos(x) * Math.cos(y) * Math.exp(-distance);
}
