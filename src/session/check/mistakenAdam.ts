import type { MessageCode } from '../../messages';
import { stored } from '../../optimizers/series';
import type { Simulated } from './simulate';

/** Mistakes that people make in Adam, each with the words for it. */
export const mistakes = {
  signs: 'own.hint.sign',
  betasSwapped: 'own.hint.betas-swapped',
  firstWeightMissing: 'own.hint.first-weight',
  secondWeightMissing: 'own.hint.second-weight',
  unsquared: 'own.hint.unsquared',
  firstUncorrected: 'own.hint.first-uncorrected',
  secondUncorrected: 'own.hint.second-uncorrected',
  epsInside: 'own.hint.eps-inside',
  epsMissing: 'own.hint.eps-missing',
  rootMissing: 'own.hint.root-missing',
} as const satisfies Record<string, MessageCode>;

export type Mistake = keyof typeof mistakes;

interface Hyperparameters {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
}

/** Adam (Kingma and Ba, arXiv:1412.6980, algorithm 1) with mistakes made on purpose. */
export function mistakenAdam(h: Hyperparameters, made: ReadonlySet<Mistake>): Simulated {
  const has = (mistake: Mistake) => made.has(mistake);
  const [beta1, beta2] = has('betasSwapped') ? [h.beta2, h.beta1] : [h.beta1, h.beta2];
  const weight1 = has('firstWeightMissing') ? 1 : 1 - beta1;
  const weight2 = has('secondWeightMissing') ? 1 : 1 - beta2;
  const towards = has('signs') ? h.lr : -h.lr;
  const eps = has('epsMissing') ? 0 : h.eps;
  const denominator = (vHat: number) => {
    if (has('epsInside')) return Math.sqrt(vHat + eps);
    return (has('rootMissing') ? vHat : Math.sqrt(vHat)) + eps;
  };
  const slots = ['m', 'v', 'mHat', 'vHat'] as const;
  return {
    series: slots.map((name) => stored(name, name)),
    init: ({ length }) => Object.fromEntries(slots.map((name) => [name, new Float64Array(length)])),
    update(updates, _theta, t, { m, v }, next) {
      const correction1 = has('firstUncorrected') ? 1 : 1 - beta1 ** t;
      const correction2 = has('secondUncorrected') ? 1 : 1 - beta2 ** t;
      for (let i = 0; i < updates.length; i++) {
        const g = updates[i]!;
        const first = beta1 * m![i]! + weight1 * g;
        const second = beta2 * v![i]! + weight2 * (has('unsquared') ? g : g * g);
        next.m![i] = first;
        next.v![i] = second;
        next.mHat![i] = first / correction1;
        next.vHat![i] = second / correction2;
        updates[i] = (towards * next.mHat![i]!) / denominator(next.vHat![i]!);
      }
    },
  };
}

/** Up to three mistakes at a time, fewer first. */
export function combinations(): Mistake[][] {
  const names = Object.keys(mistakes) as Mistake[];
  let last: Mistake[][] = [[]];
  const all: Mistake[][] = [];
  for (let size = 1; size <= 3; size++) {
    last = last.flatMap((some) =>
      names.slice(names.indexOf(some.at(-1)!) + 1).map((name) => [...some, name]),
    );
    all.push(...last);
  }
  return all;
}
