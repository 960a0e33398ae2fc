// Where Adam walks to the wrong end: the counterexamples of Reddi, Kale and Kumar, “On the
// Convergence of Adam and Beyond” (arXiv 1904.09237). On average each slope says: go to -1. The
// rare large gradient is forgotten before the many small ones have been outweighed.
//
// Write amsgrad in place of adam, which forgets no large gradient: it goes to -1.

interface Context {
  step: number;
  random(): number;
}

/**
 * Slope 3 in one step of three, else -1: downhill on average is towards -1, and Adam ends at 1.
 *
 * @optimizer adam lr=0.5 beta1=0 beta2=0.1
 * @schedule rsqrt
 * @steps 3000
 * @bounds [-1, 1]
 */
export function periodic(x = 0, { step }: Context) {
  return step % 3 === 1 ? 3 * x : -x;
}

/**
 * The same with nearly the usual betas: slope 1,010 in one step of 101, else -10.
 *
 * @optimizer adam lr=0.5 beta1=0.9 beta2=0.99
 * @schedule rsqrt
 * @steps 20000
 * @bounds [-1, 1]
 */
export function online(x = 0, { step }: Context) {
  return step % 101 === 1 ? 1010 * x : -10 * x;
}

/**
 * The same by chance: slope 1,010 with probability 0.01, else -10; its mean is 0.2.
 *
 * @optimizer adam lr=0.5 beta1=0.9 beta2=0.99
 * @schedule rsqrt
 * @steps 20000
 * @bounds [-1, 1]
 * @seed 1
 */
export function stochastic(x = 0, { random }: Context) {
  return random() < 0.01 ? 1010 * x : -10 * x;
}
