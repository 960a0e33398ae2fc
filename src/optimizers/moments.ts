import type { AbsentSeries } from '../protocol/series';
import { correctionOf, correctionSeries } from './correction';
import type { OptimizerSeries } from './optimizer';
import { absent, derived, stored } from './series';

/** m and v, with m̂, v̂ and what correction does to the step, or why there are none. */
export function momentSeries(h: { beta1: number; beta2: number; biasCorrection: boolean }): {
  series: OptimizerSeries[];
  absent: AbsentSeries[];
} {
  const { beta1, beta2, biasCorrection } = h;
  const series = [stored('m', 'm'), stored('v', 'v', { axis: 'log' })];
  if (!biasCorrection) {
    const off = 'absent.correction-off';
    return { series, absent: [absent('mHat', off), absent('vHat', off)] };
  }
  const correction1 = correctionOf(beta1);
  const correction2 = correctionOf(beta2);
  series.push(
    derived('mHat', 'm̂', (read, i, t) => read.value('m', i, t) / correction1(t)),
    derived('vHat', 'v̂', (read, i, t) => read.value('v', i, t) / correction2(t), { axis: 'log' }),
    correctionSeries(beta1, beta2),
  );
  return { series, absent: [] };
}
