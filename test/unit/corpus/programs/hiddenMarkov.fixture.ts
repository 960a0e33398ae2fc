// The forward algorithm of a hidden Markov model, in logs.
const observed = [0, 1, 1, 0, 2, 2, 1];
const states = 2;

function logSumExp(values: number[]): number {
  let max = -Infinity;
  for (const v of values) if (v > max) max = v;
  let sum = 0;
  for (const v of values) sum += Math.exp(v - max);
  return max + Math.log(sum);
}

const logSoftmax = (row: number[]) => {
  const z = logSumExp(row);
  return row.map((v) => v - z);
};

export function negativeLogLikelihood(
  model = {
    start: [0.2, -0.2],
    transition: [
      [1, -1],
      [-0.5, 0.7],
    ],
    emission: [
      [1, 0, -1],
      [-0.3, 0.2, 0.9],
    ],
  },
) {
  const start = logSoftmax(model.start);
  const transition = model.transition.map(logSoftmax);
  const emission = model.emission.map(logSoftmax);
  let alpha = start.map((p, s) => p + emission[s][observed[0]]);
  for (const symbol of observed.slice(1)) {
    alpha = Array.from(
      { length: states },
      (_, to) =>
        logSumExp(alpha.map((p, from) => p + transition[from][to])) + emission[to][symbol],
    );
  }
  return -logSumExp(alpha);
}
