/**
 * Two coordinates, of which the second has a gradient in one step of fifty, as the weights of a rare
 * word have. Between its gradients v decays and the effective learning rate grows, so that every
 * gradient that comes is answered by several steps' worth of movement.
 *
 * @optimizer adam lr=0.01
 * @steps 2000
 * @minimum [0, 0]
 */
export function sparse([often, seldom] = [2, 2], { step }: { step: number }) {
  const loss = often ** 2 / 2;
  return step % 50 === 0 ? loss + seldom ** 2 / 2 : loss;
}
