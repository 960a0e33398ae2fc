import { maxEpsGroups, type EpsView } from '../../protocol/eps';
import type { Hyperparameters } from '../../protocol/optimizer';
import type { Trace } from '../../trace/trace';
import { firstOf } from './places';

/** What eps is added to the root of, and how large it is for each coordinate. */
export interface Eps extends EpsView {
  at(this: void, coordinate: number): number;
}

/**
 * Where an optimizer divides by √v + eps: the series whose root it takes, v̂ where v is corrected
 * before eps is added, and eps, which groups may change for their leaves. Null of one that has no
 * second moment, no eps, or eps below the root.
 */
export function epsOf({ header, series }: Trace): Eps | null {
  const { dialect, hyperparameters: h } = header;
  const optimizer = header.optimizer === 'lookahead' ? h.inner : header.optimizer;
  const isRaw = dialect === 'keras' || (optimizer === 'radam' && dialect === 'pytorch');
  const isOutside = dialect === 'pytorch' || dialect === 'paper';
  if (optimizer === 'adadelta') return null;
  if ((optimizer === 'rmsprop' || optimizer === 'adagrad') && !isOutside) return null;
  const has = (name: string) => series.some((each) => each.name === name);
  const under = ['vMax', ...(isRaw ? [] : ['vHat']), 'v'].find(has);
  const common = epsIn(h);
  if (under === undefined || common === undefined) return null;
  const ofGroups = header.groups.flatMap(({ leaf, hyperparameters }) => {
    const eps = epsIn(hyperparameters);
    const nth = header.leaves.findIndex(({ name }) => name === leaf);
    if (eps === undefined || nth < 0) return [];
    const first = firstOf(header.leaves, nth);
    return [{ first, end: first + header.leaves[nth]!.length, eps }];
  });
  return {
    ...{ series: under, common, groups: ofGroups },
    at: (i) => ofGroups.find(({ first, end }) => i >= first && i < end)?.eps ?? common,
  };
}

/** As the panel is told it. */
export function epsView(trace: Trace): EpsView | null {
  const eps = epsOf(trace);
  return (
    eps && { series: eps.series, common: eps.common, groups: eps.groups.slice(0, maxEpsGroups) }
  );
}

function epsIn(h: Hyperparameters): number | undefined {
  const eps = h.eps ?? h['inner.eps'];
  return typeof eps === 'number' ? eps : undefined;
}
