import type { HostToPanel, LineId, PanelToHost } from '../../protocol/panel';
import { lastDue } from '../../protocol/series';
import { lossAt } from '../../trace/lossAt';
import type { Trace } from '../../trace/trace';
import { correctedBeta2, expectation, unrolled } from '../biasCorrection';
import { isPlaneOf, pathInPlane, stepInPlane } from '../plane/inPlane';
import { principalPlane } from '../plane/principal';
import type { Run } from '../run';
import { tableRows } from '../table/rows';
import { answerOfLeaves, type LeavesQuestion } from './leaves';
import { smoothedPoints } from './smoothing';
import { answerOfSteps, type StepsQuestion } from './steps';

/** Questions of the panel that a trace alone answers, in VS Code as in an exported page. */
export type TraceQuestion =
  | Ask<
      | 'ask'
      | 'askValues'
      | 'askPeek'
      | 'askPath'
      | 'askStepInPlane'
      | 'askUnrolled'
      | 'askExpectation'
      | 'askTable'
    >
  | LeavesQuestion
  | StepsQuestion;

type Ask<Type extends PanelToHost['type']> = Extract<PanelToHost, { type: Type }>;

/** The answer to a question; null where there is none. */
export function answerOf(trace: Trace, ask: TraceQuestion): HostToPanel | null {
  switch (ask.type) {
    case 'ask':
      return lines(trace, ask);
    case 'askValues':
      return values(trace, ask);
    case 'askPeek':
      return { type: 'peek', ...valuesAt(trace, ask) };
    case 'askPath':
      return path(trace, ask);
    case 'askStepInPlane':
      return stepIn(trace, ask);
    case 'askUnrolled':
      return unrolledV(trace, ask);
    case 'askExpectation':
      return expectationOfV(trace, ask);
    case 'askTable':
      return { type: 'table', run: ask.run, ...tableRows(trace, ask, ask) };
    case 'askLeafMap':
    case 'askHistograms':
    case 'askStandingOut':
      return answerOfLeaves(trace, ask);
    case 'askExtremum':
    case 'askLosses':
      return atOnce(answerOfSteps(trace, ask));
  }
}

function atOnce<Answer>(pieces: Generator<undefined, Answer>): Answer {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** The window that the panel asked for, decimated: never a whole series. */
export function lines(trace: Trace, ask: Ask<'ask'>): HostToPanel {
  const { run, request, from, to } = ask;
  return {
    ...{ type: 'lines', run, request, from, to },
    lines: ask.lines.map((line) => ({ ...line, points: pointsOf(trace, line, ask) })),
  };
}

/** Of one line, smoothed where that is asked for. */
export function pointsOf(
  trace: Trace,
  { series, index, smoothing }: LineId,
  window: { from: number; to: number; buckets: number },
): Float64Array {
  if (smoothing) return smoothedPoints(trace, { series, index, smoothing }, window);
  return trace.points(series, index, window.from, window.to, window.buckets);
}

/**
 * Exact values at one step; series of leaves and of the run come whole. What is evaluated every so
 * many steps has the value that it had last.
 */
function values(trace: Trace, ask: Ask<'askValues'>): HostToPanel {
  const found = valuesAt(trace, ask);
  const thetaBefore = Float64Array.from(ask.coordinates, (i) =>
    trace.value('theta', i, found.step - 1),
  );
  return { type: 'values', ...found, thetaBefore };
}

function valuesAt(trace: Trace, ask: Ask<'askValues' | 'askPeek'>) {
  const { run, coordinates } = ask;
  const step = Math.min(ask.step, trace.length);
  const read = (series: string, at: number, indices: readonly number[]) =>
    Float64Array.from(indices, (index) => trace.value(series, index, at));
  const leaves = trace.header.leaves.map((_, index) => index);
  // The last step with a value, of a series that has one every so many steps.
  const last = (every: number | undefined) =>
    every === undefined ? step : lastDue(every, step, trace.header.steps);
  return {
    ...{ run, step, coordinates },
    values: {
      ...Object.fromEntries(
        trace.series.map(({ name, per, every }) => [
          name,
          read(
            name,
            last(every),
            per === 'coordinate' ? coordinates : per === 'leaf' ? leaves : [0],
          ),
        ]),
      ),
      loss: Float64Array.of(lossAt(trace, step)),
    },
  };
}

/** The path as it falls onto a plane; null where the plane is none of the run's. */
function path(trace: Trace, { run, plane }: Ask<'askPath'>): HostToPanel | null {
  if (!isPlaneOf(trace, plane)) return null;
  const explained = plane === 'principal' ? principalPlane(trace).explained : null;
  return { type: 'path', run, plane, points: pathInPlane(trace, plane), explained };
}

function stepIn(trace: Trace, { run, plane, step }: Ask<'askStepInPlane'>): HostToPanel | null {
  if (!isPlaneOf(trace, plane)) return null;
  return { type: 'stepInPlane', run, plane, ...stepInPlane(trace, plane, step) };
}

/** Where the cursor of a run stands. */
export function cursor(run: Pick<Run, 'id' | 'cursor'>): HostToPanel {
  return { type: 'cursor', run: run.id, step: run.cursor };
}

/** v of one coordinate at one step, taken apart; null where the optimizer has no such v. */
function unrolledV(trace: Trace, ask: Ask<'askUnrolled'>): HostToPanel | null {
  const { run, coordinate } = ask;
  const beta2 = correctedBeta2(trace);
  const step = Math.min(ask.step, trace.length);
  if (beta2 === null || step === 0 || coordinate >= trace.header.start.length) return null;
  return { type: 'unrolled', run, coordinate, ...unrolled(trace, coordinate, step, beta2) };
}

/** The last one made: it takes 30 ms of the editor's time, and nobody may ask for that endlessly. */
let made: ReturnType<typeof expectation> | null = null;

/** What v is expected to be, by an example of independent gradients. */
function expectationOfV(trace: Trace, { run }: Ask<'askExpectation'>): HostToPanel | null {
  const beta2 = correctedBeta2(trace);
  if (beta2 === null) return null;
  if (made?.beta2 !== beta2) made = expectation(beta2);
  return { type: 'expectation', run, ...made };
}
