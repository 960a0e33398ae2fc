/**
 * A quadratic whose slope is known only up to normal noise of standard deviation σ, the same in
 * every direction: how near to the minimum a learning rate lets you come is a question of signal to
 * noise (Zhang et al., “Which Algorithmic Choices Matter at Which Batch Sizes?”, 2019).
 *
 * @optimizer adam lr=0.05
 * @steps 2000
 * @seed 3
 * @minimum [0, 0]
 */
export function noisyQuadratic([x, y] = [10, 1], { random }: { random(): number }) {
  const sigma = 1;
  return (x ** 2 + 10 * y ** 2) / 2 + sigma * (normal(random) * x + normal(random) * y);
}

/** Normal numbers of mean 0 and variance 1 (Box and Muller, 1958). */
function normal(random: () => number) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
