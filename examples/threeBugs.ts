// An Adam with three bugs: find them.
//
//     adamscope check-optimizer examples/threeBugs.ts#threeBugs
//
// says where it first differs from PyTorch's Adam, and what looks like the cause. Mend that line, run
// the check again, and so on until it matches; `adamscope trace` and `compare` show the difference.

/** What `update` gets; see docs/own-optimizer.md. */
interface Given {
  g: Float64Array;
  t: number;
  state: { m: Float64Array; v: Float64Array };
  h: { lr: number; beta1: number; beta2: number; eps: number };
}

export const threeBugs = {
  hyperparameters: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },

  init: (theta: Float64Array) => ({
    m: new Float64Array(theta.length),
    v: new Float64Array(theta.length),
  }),

  update({ g, t, state, h }: Given) {
    const m = state.m.map((old, i) => h.beta1 * old + g[i]);
    const v = state.v.map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i] ** 2);
    const update = m.map((first, i) => {
      const mHat = first / (1 - h.beta1 ** t);
      const vHat = v[i];
      return (-h.lr * mHat) / Math.sqrt(vHat + h.eps);
    });
    return { update, state: { m, v } };
  },
};

/**
 * Rosenbrock's valley, walked by the optimizer above.
 *
 * @optimizer #threeBugs lr=0.01
 * @steps 1000
 * @minimum [1, 1]
 */
export function valley([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}
