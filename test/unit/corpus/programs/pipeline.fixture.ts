// Point-free style: curried functions and a pipe.
type Step = (values: number[]) => number[];

const pipe =
  (...steps: Step[]): Step =>
  (values) =>
    steps.reduce((current, step) => step(current), values);
const scale = (by: number) => (values: number[]) => values.map((v) => v * by);
const shift = (by: number) => (values: number[]) => values.map((v) => v + by);
const squash: Step = (values) => values.map(Math.tanh);
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

const xs = [-1, -0.3, 0.4, 1.2];
const ys = [-0.8, -0.1, 0.5, 0.9];

export default function pipeline([a, b, c] = [1.1, 0.2, 0.9]) {
  const model = pipe(scale(a), shift(b), squash, scale(c));
  return sum(model(xs).map((y, i) => (y - ys[i]) ** 2));
}
