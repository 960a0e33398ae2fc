// Predator and prey by leapfrog-like Euler steps, plain scalars in a while loop.
const prey = [10, 12.3, 14.1, 13.2, 9.4];

export function lotkaVolterra(
  { alpha, beta, gamma, delta } = { alpha: 0.6, beta: 0.05, gamma: 0.4, delta: 0.02 },
) {
  let u = 10;
  let v = 5;
  let time = 0;
  let error = 0;
  const dt = 0.05;
  let sample = 0;
  while (sample < prey.length) {
    if (time >= sample * 0.5 - 1e-9) {
      error += (Math.log(u) - Math.log(prey[sample])) ** 2;
      sample++;
    }
    const du = alpha * u - beta * u * v;
    const dv = delta * u * v - gamma * v;
    u += dt * du;
    v += dt * dv;
    time += dt;
  }
  return error;
}
