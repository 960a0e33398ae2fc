// Mini-batches by the step, drawn without replacement by a seeded shuffle of one's own.
interface Sample {
  features: number[];
  label: number;
}

function lcg(seed: number) {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 4294967296) / 4294967296;
}

const uniform = lcg(42);
const samples: Sample[] = Array.from({ length: 20 }, () => {
  const features = [uniform() - 0.5, uniform() - 0.5];
  return { features, label: features[0] + features[1] > 0 ? 1 : 0 };
});

export function batchLoss(w = [0.1, -0.1], b = 0.05, { step }: { step: number }) {
  const size = 5;
  const from = ((step - 1) * size) % samples.length;
  const batch = samples.slice(from, from + size);
  let loss = 0;
  for (const { features, label } of batch) {
    const z = features.reduce((s, x, j) => s + x * w[j], b);
    const p = 1 / (1 + Math.exp(-z));
    loss -= label * Math.log(p) + (1 - label) * Math.log(1 - p);
  }
  return loss / batch.length;
}
