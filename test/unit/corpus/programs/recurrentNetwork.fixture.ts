// An Elman network unrolled over time; the hidden state is a fresh array at each step.
const sequence = [0.1, 0.5, -0.2, 0.8, 0.3, -0.6, 0.4];

interface Weights {
  wx: number[];
  wh: number[][];
  wo: number[];
}

const initial: Weights = {
  wx: [0.5, -0.3],
  wh: [
    [0.1, 0.4],
    [-0.2, 0.3],
  ],
  wo: [0.7, -0.5],
};

export function predictNext({ wx, wh, wo }: Weights = initial) {
  let hidden = [0, 0];
  let loss = 0;
  for (let t = 0; t + 1 < sequence.length; t++) {
    const next: number[] = [];
    for (let i = 0; i < hidden.length; i++) {
      let z = wx[i] * sequence[t];
      for (let j = 0; j < hidden.length; j++) z += wh[i][j] * hidden[j];
      next.push(Math.tanh(z));
    }
    hidden = next;
    const output = hidden[0] * wo[0] + hidden[1] * wo[1];
    loss += (output - sequence[t + 1]) ** 2;
  }
  return loss;
}
