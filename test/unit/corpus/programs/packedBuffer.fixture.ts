// Positions and speeds packed into one ArrayBuffer, as one hands them to WebAssembly or a shader.
const particles = 3;
const targets = [0.4, 1.1, 1.9];

export function settle(pull = 0.8, friction = 0.3) {
  const memory = new ArrayBuffer(2 * particles * Float64Array.BYTES_PER_ELEMENT);
  const position = new Float64Array(memory, 0, particles);
  const speed = new Float64Array(memory, particles * Float64Array.BYTES_PER_ELEMENT, particles);
  for (let i = 0; i < particles; i++) position[i] = i;
  for (let step = 0; step < 20; step++) {
    for (let i = 0; i < particles; i++) {
      speed[i] += 0.1 * (pull * (1 - position[i]) - friction * speed[i]);
      position[i] += 0.1 * speed[i];
    }
  }
  return targets.reduce((sum, target, i) => sum + (position[i] - target) ** 2, 0);
}
