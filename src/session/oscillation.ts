import type { Trace } from '../trace/trace';

/** Where one coordinate went to and fro without getting anywhere, in numbers. */
export interface Oscillation {
  coordinate: number;
  /** Steps, both included. */
  from: number;
  to: number;
  /** From valley to peak of θ, in units of the learning rate, in the last window. */
  amplitude: number;
  /** Steps from peak to peak, on average; null for noise, which has none. */
  period: number | null;
  trend: 'damped' | 'sustained' | 'growing';
  /** What the signs of g tell: momentum carries past the optimum, noise, or steps too long for the curvature. */
  cause: 'momentum' | 'noise' | 'edge-of-stability' | 'unclear';
}

/**
 * Steps that are judged together, the shortest run that is judged so, and whether noise is looked
 * for: over 100 steps a noisy slope stands still now and then, over 500 only a minimum does.
 */
const scales = [
  [100, 40, false],
  [500, 200, true],
] as const;
const leastReversals = 4;
/** Distance gained over distance gone; a way forward has more. */
const mostEfficiency = 0.2;
/** Of the learning rate: less is the floor that rounding and eps leave. */
const leastAmplitude = 0.05;
/** Steps looked at per scale, so that a long run costs no more than a short one. */
const mostSteps = 100_000;
/** Coordinates looked at: of more, a person reads none. */
const mostCoordinates = 64;

const known = new WeakMap<Trace, { length: number; found: Oscillation[] }>();

/**
 * Every stretch in which a coordinate oscillates, in order of its end. Measured on the path itself
 * and not guessed from the signs of g, which miss |x| under Adam: over 100 steps at least 4
 * reversals of Δθ, less than a fifth of the way gained, and 0.05 lr from valley to peak.
 */
export function oscillations(trace: Trace): Oscillation[] {
  const kept = known.get(trace);
  if (kept?.length === trace.length) return kept.found;
  const found = search(trace);
  known.set(trace, { length: trace.length, found });
  return found;
}

function search(trace: Trace): Oscillation[] {
  // It shows in rows one after the other, which a run with checkpoints does not keep.
  if (trace.header.checkpoints) return [];
  const size = Math.min(mostCoordinates, trace.header.start.length);
  const found: Oscillation[] = [];
  for (const [length, least, noise] of scales) {
    if (trace.length < least) continue;
    const window = Math.min(length, trace.length);
    const affordable = Math.max(1, Math.floor(mostSteps / window / size));
    const hop = Math.max(Math.ceil(window / 4), Math.ceil((trace.length - window) / affordable));
    for (let coordinate = 0; coordinate < size; coordinate++) {
      for (const stretch of stretches(windowEnds(trace, coordinate, window, hop), window, hop)) {
        const seen = describe(trace, coordinate, stretch, window);
        if ((seen.cause === 'noise') === noise) found.push(seen);
      }
    }
  }
  return found.sort((a, b) => a.to - b.to || a.coordinate - b.coordinate);
}

/** Last steps of windows, and whether the coordinate oscillates in each. */
type Ends = { end: number; flagged: boolean }[];

function windowEnds(trace: Trace, coordinate: number, window: number, hop: number): Ends {
  const ends: Ends = [];
  for (let end = window; ; end = Math.min(end + hop, trace.length)) {
    ends.push({ end, flagged: oscillates(trace, coordinate, end - window + 1, end) });
    if (end === trace.length) return ends;
  }
}

/** Flagged windows less than a window apart, or next to one another, are one stretch. */
function stretches(ends: Ends, window: number, hop: number): [number, number][] {
  const found: [number, number][] = [];
  for (const { end, flagged } of ends) {
    if (!flagged) continue;
    const last = found.at(-1);
    if (last && end - window + 1 <= last[1] + Math.max(window, hop)) last[1] = end;
    else found.push([end - window + 1, end]);
  }
  return found;
}

function oscillates(trace: Trace, coordinate: number, from: number, to: number): boolean {
  const way = measure(trace, coordinate, from, to);
  return (
    way.reversals >= leastReversals &&
    way.gained < mostEfficiency * way.gone &&
    way.peakToPeak >= leastAmplitude * learningRate(trace, coordinate, to)
  );
}

/** Of the coordinate's own leaf where groups differ. */
function learningRate(trace: Trace, coordinate: number, t: number): number {
  const { leaves, series } = trace.header;
  const perLeaf = series.some(({ name, per }) => name === 'lr' && per === 'leaf');
  if (!perLeaf) return trace.value('lr', 0, t);
  let end = 0;
  const leaf = leaves.findIndex(({ length }) => (end += length) > coordinate);
  return trace.value('lr', leaf, t);
}

interface Way {
  reversals: number;
  gained: number;
  gone: number;
  peakToPeak: number;
}

function measure(trace: Trace, coordinate: number, from: number, to: number): Way {
  const start = trace.value('theta', coordinate, from - 1);
  let [low, high, before] = [start, start, start];
  let [gone, reversals, sign] = [0, 0, 0];
  for (let t = from; t <= to; t++) {
    const theta = trace.value('theta', coordinate, t);
    const move = theta - before;
    gone += Math.abs(move);
    if (move !== 0) {
      if (sign !== 0 && Math.sign(move) !== sign) reversals++;
      sign = Math.sign(move);
    }
    low = Math.min(low, theta);
    high = Math.max(high, theta);
    before = theta;
  }
  return { reversals, gained: Math.abs(before - start), gone, peakToPeak: high - low };
}

function describe(
  trace: Trace,
  coordinate: number,
  [from, to]: [number, number],
  window: number,
): Oscillation {
  const last = Math.max(from, to - window + 1);
  const { peakToPeak } = measure(trace, coordinate, last, to);
  const cause = causeOf(trace, coordinate, last, to);
  const turns = turningPoints(trace, coordinate, from, to);
  return {
    ...{ coordinate, from, to, cause },
    amplitude: peakToPeak / learningRate(trace, coordinate, to),
    period: cause === 'noise' ? null : (2 * (to - from + 1)) / Math.max(1, turns.length),
    trend: trendOf(turns),
  };
}

/** θ where Δθ changes its sign. */
function turningPoints(trace: Trace, coordinate: number, from: number, to: number): number[] {
  const turns: number[] = [];
  let before = trace.value('theta', coordinate, from - 1);
  let sign = 0;
  // A window of turns at either end tells the trend of a stretch of any length.
  for (let t = from; t <= to; t++) {
    const theta = trace.value('theta', coordinate, t);
    const now = Math.sign(theta - before);
    if (now !== 0) {
      if (sign !== 0 && now !== sign) turns.push(before);
      sign = now;
    }
    before = theta;
  }
  return turns;
}

/** Swings at the end over swings at the beginning: a fifth more or less is a trend. */
function trendOf(turns: readonly number[]): Oscillation['trend'] {
  const swings = turns.slice(1).map((turn, k) => Math.abs(turn - turns[k]!));
  const third = Math.max(1, Math.floor(swings.length / 3));
  const early = mean(swings.slice(0, third));
  const late = mean(swings.slice(-third));
  if (late < 0.8 * early) return 'damped';
  return late > 1.25 * early ? 'growing' : 'sustained';
}

/**
 * By the share of steps in which g changes its sign: few, and momentum rings; nearly all, or g
 * turning about with each step, and the steps overshoot; about half, with gradients that know
 * nothing of one another, and it is noise.
 */
function causeOf(trace: Trace, coordinate: number, from: number, to: number): Oscillation['cause'] {
  const g: number[] = [];
  for (let t = from; t <= to; t++) g.push(trace.value('grad', coordinate, t));
  const flips = g.slice(1).filter((each, k) => each * g[k]! < 0).length / (g.length - 1);
  if (flips < 0.3) return 'momentum';
  const memory = [1, 2, 3, 4, 5, 6].map((lag) => correlation(g, lag));
  if (flips >= 0.4 && flips <= 0.6 && memory.every((each) => Math.abs(each) < 0.4)) return 'noise';
  return flips > 0.8 || memory[0]! < -0.3 ? 'edge-of-stability' : 'unclear';
}

/** Of each number with the one `lag` later. */
function correlation(values: readonly number[], lag: number): number {
  const centre = mean(values);
  const off = values.map((value) => value - centre);
  const whole = off.reduce((sum, each) => sum + each * each, 0);
  const lagged = off.slice(lag).reduce((sum, each, k) => sum + each * off[k]!, 0);
  return whole === 0 ? 0 : lagged / whole;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
}
