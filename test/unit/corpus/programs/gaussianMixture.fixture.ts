// Mixture of Gaussians: log-sum-exp over components, parameters as arrays of logs.
const observations = [-2.1, -1.8, -1.9, 0.4, 0.6, 0.1, 3.2];

const logSumExp = (terms: number[]) => {
  const top = Math.max(...terms);
  return top + Math.log(terms.map((t) => Math.exp(t - top)).reduce((a, b) => a + b));
};

export function mixture({ logits, means, logScales } = {
  logits: [0, 0.1],
  means: [-1, 1],
  logScales: [0, 0.2],
}) {
  const normaliser = logSumExp(logits);
  return -observations
    .map((x) =>
      logSumExp(
        means.map((mean, k) => {
          const z = (x - mean) / Math.exp(logScales[k]);
          return logits[k] - normaliser - logScales[k] - 0.5 * (z * z + Math.log(2 * Math.PI));
        }),
      ),
    )
    .reduce((a, b) => a + b, 0);
}
