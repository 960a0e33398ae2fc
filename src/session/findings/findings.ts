import { message } from '../../messages';
import { mostFindings } from '../../protocol/marks';
import type { Message } from '../../protocol/message';
import { formatNumber } from '../../protocol/number';
import { sharpness } from '../../protocol/sharpness';
import type { Trace } from '../../trace/trace';
import { partingOf } from '../compare/difference';
import { findSpike, lossCurve, lowest, settledSince, type LossCurve } from '../lossCurve';
import { oscillations } from '../oscillation';
import type { Run } from '../run';
import { firstAbove } from '../sharpness/finding';
import { firstOfEps } from './epsDecides';
import { saidOfSteps } from './said';

/** A step at which something can be found out about a run. */
export interface Found {
  step: number;
  said: Message;
}

/** A run behind the shown one, and what it is called. */
interface Behind {
  run: Run;
  title: string;
}

/** A change of the loss below this part of its whole fall cannot be seen. */
const flatPart = 1e-6;
/** Numbers that two runs may hold for their first difference to be looked for: a moment's work. */
const mostCompared = 1_000_000;
/** Smaller relative differences are those of rounding. */
const tolerance = 1e-9;

const known = new WeakMap<Run, { basis: string; found: Found[] }>();

/** All that is found out about single steps of a run, in order of step; none while it goes on. */
export function findingsOf(run: Run, behind: readonly Behind[]): Found[] {
  const { trace, state } = run;
  if (!trace || trace.length === 0 || state === 'running') return [];
  const ended = behind.filter((other) => other.run.trace && other.run.state !== 'running');
  const basis = [state, trace.length, trace.series.length, run.notes.length]
    .concat(ended.map((other) => other.run.id))
    .join();
  const kept = known.get(run);
  if (kept?.basis === basis) return kept.found;
  const found = [
    ...ofLoss(run, trace),
    ...ofOscillations(trace),
    ...ofEps(trace),
    ...ofSharpness(trace),
    ...ended.flatMap((other) => ofDifference(trace, other)),
    ...saidOfSteps(run),
    ...(trace.header.fork ? [{ step: trace.origin, said: message('finding.fork') }] : []),
  ]
    .map(({ step, said }) => ({ step: Math.min(Math.max(0, step), trace.length), said }))
    .sort((a, b) => a.step - b.step)
    .slice(0, mostFindings);
  known.set(run, { basis, found });
  return found;
}

function ofLoss({ finalLoss, state }: Run, trace: Trace): Found[] {
  const curve: LossCurve = lossCurve(trace, finalLoss);
  if (curve.losses.length === 0) return [];
  const low = lowest(curve);
  const found: Found[] = [];
  // The loss at the last θ stands one step further, and a run that falls to its end has no lowest.
  if (low.fall > 0 && low.step < trace.length) {
    found.push({ step: low.step, said: message('finding.lowest', [formatNumber(low.loss, 3)]) });
  }
  const spike = findSpike(curve);
  if (spike) {
    const said = message('finding.spike', [formatNumber(spike.peak, 3)]);
    found.push({ step: spike.step, said });
  } else if (state === 'done' && low.fall > 0) {
    const since = settledSince(curve, trace, flatPart * low.fall);
    if (since > 1 && since <= 0.9 * trace.length) {
      found.push({ step: since, said: message('finding.settled') });
    }
  }
  return found;
}

function ofOscillations(trace: Trace): Found[] {
  const names = trace.header.leaves.flatMap((leaf) => leaf.coordinates);
  return oscillations(trace).flatMap(({ coordinate, from, to, period }) => {
    const name = [names[coordinate] ?? ''];
    const kind = period === null ? 'noise' : 'oscillation';
    const begin = { step: from, said: message(`finding.${kind}.begin`, name) };
    const end = { step: to, said: message(`finding.${kind}.end`, name) };
    return to < trace.length ? [begin, end] : [begin];
  });
}

function ofEps(trace: Trace): Found[] {
  const first = firstOfEps(trace);
  if (!first) return [];
  const names = trace.header.leaves.flatMap((leaf) => leaf.coordinates);
  const said = message('finding.eps', [names[first.coordinate] ?? '']);
  return [{ step: first.step, said }];
}

function ofSharpness(trace: Trace): Found[] {
  const bound = trace.series.find(({ name }) => name === sharpness)?.level?.value;
  const step = bound === undefined ? undefined : firstAbove(trace, bound);
  if (step === undefined) return [];
  return [{ step, said: message('finding.sharpness', [formatNumber(bound!, 3)]) }];
}

function ofDifference(trace: Trace, { run, title }: Behind): Found[] {
  const other = run.trace!;
  if (Math.min(trace.length, other.length) * trace.rowWidth > mostCompared) return [];
  const { first } = partingOf(trace, other, tolerance);
  // Two optimizers part at once: that is no news.
  const isNews = trace.header.optimizer === other.header.optimizer || (first?.step ?? 0) > 1;
  if (!first || !isNews) return [];
  const symbol = trace.series.find(({ name }) => name === first.quantity)?.symbol;
  const what = [symbol ?? first.quantity, ...(first.owner === null ? [] : [first.owner])].join(' ');
  return [{ step: first.step, said: message('finding.difference', [title, what]) }];
}
