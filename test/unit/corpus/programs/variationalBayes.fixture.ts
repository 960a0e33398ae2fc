// The evidence lower bound by the reparametrisation trick: random numbers from the context.
const observations = [1.2, 0.7, 1.9, 1.1];

interface Context {
  random(): number;
}

function normal(random: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

export function negativeElbo({ mu, logSigma } = { mu: 0.5, logSigma: -0.5 }, { random }: Context) {
  const sigma = Math.exp(logSigma);
  const samples = 8;
  let expected = 0;
  for (let s = 0; s < samples; s++) {
    const z = mu + sigma * normal(random);
    for (const x of observations) expected -= (x - z) ** 2 / 2 / samples;
  }
  const divergence = (sigma ** 2 + mu ** 2 - 1) / 2 - logSigma;
  return divergence - expected;
}
