// Parameters copied through JSON before they are changed, as one does who fears aliases.
interface Model {
  layers: { w: number; b: number }[];
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

export function perturbed(
  model: Model = {
    layers: [
      { w: 0.5, b: 0.1 },
      { w: -0.7, b: 0.3 },
    ],
  },
) {
  const other = copy(model);
  for (const layer of other.layers) layer.w *= 1.1;
  const run = ({ layers }: Model) => layers.reduce((h, { w, b }) => Math.tanh(w * h + b), 0.8);
  return (run(model) - 0.2) ** 2 + (run(other) - run(model)) ** 2;
}
