// Activations looked up by name in an object: the architecture is a list of strings.
const activations: Record<string, (z: number) => number> = {
  tanh: Math.tanh,
  relu: (z) => Math.max(z, 0),
  gelu: (z) => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3))),
  swish(z) {
    return z / (1 + Math.exp(-z));
  },
};
const architecture = ['gelu', 'swish', 'tanh'];

export function deepChain(weights = [0.9, 1.1, -0.7], biases = [0.1, -0.2, 0.05]) {
  let loss = 0;
  for (const x of [-1.5, -0.5, 0.25, 1]) {
    let h = x;
    architecture.forEach((name, i) => {
      h = activations[name](weights[i] * h + biases[i]);
    });
    loss += (h - Math.cos(x)) ** 2;
  }
  return loss;
}
