// A generator yields the states of a driven oscillator; the objective sums over them.
interface Oscillator {
  position: number;
  speed: number;
}

function* simulate(k: number, c: number, steps: number): Generator<Oscillator> {
  let position = 1;
  let speed = 0;
  for (let i = 0; i < steps; i++) {
    speed += 0.1 * (-k * position - c * speed);
    position += 0.1 * speed;
    yield { position, speed };
  }
}

export function energy(k = 2, c = 0.3) {
  let total = 0;
  for (const { position, speed } of simulate(k, c, 40)) {
    total += (k * position ** 2 + speed ** 2) / 2;
  }
  return total / 40;
}
