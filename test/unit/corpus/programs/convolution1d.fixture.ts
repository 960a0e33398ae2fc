// A one-dimensional convolution with zero padding, ReLU and average pooling, in index loops.
const signals = [
  { samples: [0, 0.5, 1, 0.5, 0, -0.5, -1, -0.5], target: 1 },
  { samples: [1, -1, 1, -1, 1, -1, 1, -1], target: 0 },
  { samples: [0.2, 0.1, 0.3, 0.9, 0.8, 0.2, 0.1, 0], target: 1 },
];

function convolve(signal: number[], kernel: number[], bias: number) {
  const half = (kernel.length - 1) / 2;
  const out = new Array<number>(signal.length);
  for (let i = 0; i < signal.length; i++) {
    let sum = bias;
    for (let k = -half; k <= half; k++) {
      const at = i + k;
      if (at < 0 || at >= signal.length) continue;
      sum += signal[at] * kernel[k + half];
    }
    out[i] = sum > 0 ? sum : 0;
  }
  return out;
}

export function classify({ kernel, bias, scale } = { kernel: [0.3, 0.5, 0.2], bias: 0.05, scale: 1 }) {
  let loss = 0;
  for (const { samples, target } of signals) {
    const features = convolve(samples, kernel, bias);
    let mean = 0;
    for (let i = 0; i < features.length; i++) mean += features[i] / features.length;
    const p = 1 / (1 + Math.exp(-scale * mean));
    loss -= target === 1 ? Math.log(p) : Math.log(1 - p);
  }
  return loss;
}
