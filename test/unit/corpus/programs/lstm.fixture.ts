// One LSTM cell: gates as an object of vectors, a step function that returns the new state.
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const inputs = [0.5, -0.1, 0.3, 0.9];

type Gate = { w: number; u: number; b: number };
type State = { h: number; c: number };

function cell(x: number, { h, c }: State, gates: Record<'i' | 'f' | 'o' | 'g', Gate>): State {
  const pre = ({ w, u, b }: Gate) => w * x + u * h + b;
  const i = sigmoid(pre(gates.i));
  const f = sigmoid(pre(gates.f));
  const o = sigmoid(pre(gates.o));
  const g = Math.tanh(pre(gates.g));
  const nextC = f * c + i * g;
  return { c: nextC, h: o * Math.tanh(nextC) };
}

export function lstm(
  gates = {
    i: { w: 0.3, u: 0.1, b: 0 },
    f: { w: -0.2, u: 0.4, b: 1 },
    o: { w: 0.5, u: -0.3, b: 0.1 },
    g: { w: 0.7, u: 0.2, b: -0.1 },
  },
) {
  let state: State = { h: 0, c: 0 };
  for (const x of inputs) state = cell(x, state, gates);
  return (state.h - 0.25) ** 2;
}
