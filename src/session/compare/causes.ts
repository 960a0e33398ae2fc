import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import { formatNumber } from '../../protocol/number';
import type { OptimizerSpec } from '../../protocol/optimizer';
import type { Trace } from '../../trace/trace';
import { formatCount } from '../size';
import { effectiveEps } from './explain';
import { unsharedState } from './quantities';

/** Something that two runs have differently, as texts. */
export interface Cause {
  /** Settings have the same names in every language. */
  name: string | Message;
  values: [string, string];
}

/**
 * Why two runs can differ: what was asked for differently, the eps that counts beside √v̂, and the
 * state that only one of them has.
 *
 * @param step where eps is compared
 */
export function causesOf(a: Trace, b: Trace, step: number): Cause[] {
  const [left, right] = [settingsOf(a.header), settingsOf(b.header)];
  const causes = [...new Set([...left.keys(), ...right.keys()])].map((name): Cause => {
    return { name, values: [left.get(name) ?? '–', right.get(name) ?? '–'] };
  });
  const [epsA, epsB] = [effectiveEps(a, step), effectiveEps(b, step)];
  if (epsA !== null && epsB !== null) {
    const name = message('compare.eps', [formatCount(step)]);
    causes.push({ name, values: [formatNumber(epsA, 6), formatNumber(epsB, 6)] });
  }
  const own = [unsharedState(a, b), unsharedState(b, a)].map((all) => all.join(', ') || '–');
  causes.push({ name: message('compare.own-state'), values: [own[0]!, own[1]!] });
  return causes.filter(({ values: [x, y] }) => x !== y);
}

function settingsOf(spec: OptimizerSpec): Map<string, string> {
  const { optimizer, dialect, precision, schedule, clip, hyperparameters } = spec;
  return new Map(
    Object.entries({
      ...{ optimizer, dialect, precision, schedule: schedule || 'constant' },
      ...Object.fromEntries(Object.entries(clip).map(([name, limit]) => [`clip ${name}`, limit])),
      ...hyperparameters,
    }).map(([name, value]) => [name, settingText(value)]),
  );
}

function settingText(value: number | boolean | string | null): string {
  if (value === null) return 'none';
  return typeof value === 'number' ? formatNumber(value, 6) : String(value);
}
