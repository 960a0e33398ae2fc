import * as v from 'valibot';
import { checkButtons, type CheckButton } from './checkView';
import { boxSchema, planeSchema, type Plane, type PlaneBox } from './landscape';
import { extremumQuestionFields, type ExtremumQuestion } from './extremum';
import { maxBins, maxHistograms, maxMapColumns } from './leavesView';
import { marksSchema, mostMarks, type Mark } from './marks';
import { smoothingSchema } from './smoothing';
import { runActions, type RunAction } from './runList';
import { remedySettings } from './remedy';
import { count as index } from './schema';
import { mostTableRows, tableQueryFields, type TableQuery } from './table';
import { wishFields, type Wish } from './whatIf';

/** One line of a chart: one series of one coordinate (or leaf; 0 for a series of the run). */
export interface LineId {
  series: string;
  index: number;
  /** By how much it is smoothed, 0 to 0.99; as it is where nothing is said. */
  smoothing?: number | undefined;
}

/** What the panel says to the host. */
export type PanelToHost =
  | { type: 'ready' }
  | {
      type: 'ask';
      run: number;
      request: number;
      from: number;
      to: number;
      buckets: number;
      lines: LineId[];
    }
  | { type: 'askValues'; run: number; step: number; coordinates: number[] }
  /** The same of the step under the pointer. */
  | { type: 'askPeek'; run: number; step: number; coordinates: number[] }
  | { type: 'askPath'; run: number; plane: Plane }
  /**
   * The loss over a part of a plane through θ at a step; null: around the path. A new question
   * makes older ones of the run superfluous.
   */
  | {
      type: 'askLandscape';
      run: number;
      request: number;
      plane: Plane;
      step: number;
      window: PlaneBox | null;
    }
  | { type: 'askStepInPlane'; run: number; plane: Plane; step: number }
  /** v of one coordinate taken apart; and what v is expected to be, by an example. */
  | { type: 'askUnrolled'; run: number; coordinate: number; step: number }
  | { type: 'askExpectation'; run: number }
  /** One series of all leaves over the steps `from` to `to`, in so many columns at most. */
  | { type: 'askLeafMap'; run: number; series: string; from: number; to: number; columns: number }
  /** How values of some series spread over a leaf at one step, in so many bars each. */
  | {
      type: 'askHistograms';
      run: number;
      leaf: number;
      step: number;
      series: string[];
      bins: number;
    }
  /** The coordinates that stand out at one step. */
  | { type: 'askStandingOut'; run: number; step: number }
  /** Rows of the table from number `from` on. */
  | ({ type: 'askTable'; run: number; from: number; count: number } & TableQuery)
  | ({ type: 'askExtremum'; run: number } & ExtremumQuestion)
  /** The losses of these steps. */
  | { type: 'askLosses'; run: number; steps: number[] }
  /** All marks of the run, from now on. */
  | { type: 'marks'; run: number; marks: Mark[] }
  | { type: 'cursor'; run: number; step: number }
  /** What a button of the list of runs does with a run. */
  | { type: 'runAction'; run: number; action: RunAction }
  /** The same run without bias correction, to be shown behind this one. */
  | { type: 'withoutCorrection'; run: number }
  /** Tries learning rates for every optimizer of the comparison; and ends that. */
  | { type: 'sweep'; run: number }
  | { type: 'stopSweep'; run: number }
  /** Computes the sharpness of the run, as one more series of it; and ends that. */
  | { type: 'sharpness'; run: number }
  | { type: 'stopSharpness'; run: number }
  /** How the run and another one of its comparison part. */
  | { type: 'askDifference'; run: number; other: number }
  /** Goes on from the state under the cursor with another optimizer or other numbers. */
  | { type: 'fork'; run: number }
  /** The objective that makes the gradients of “Expectation, by an example”. */
  | { type: 'openExample'; run: number }
  | { type: 'stop'; run: number }
  /** Runs the shown run's code with other numbers; the newest wish counts. */
  | ({ type: 'whatIf'; run: number } & Wish)
  /** Back to the run that a hand first took. */
  | { type: 'resetWhatIf'; run: number; request: number }
  /** Puts the shown run's numbers into the tags of its function. */
  | { type: 'writeToCode'; run: number }
  | { type: 'runAgain'; run: number }
  /** Asks what the trace is to be written as, and where. */
  | { type: 'export'; run: number }
  /** The quantities of these coordinates at a step, as a Markdown table on the clipboard. */
  | { type: 'copyTable'; run: number; step: number; coordinates: number[] }
  /** The table's rows, or those of some coordinates, on the clipboard with tabs between cells. */
  | ({ type: 'copyRows'; run: number; coordinates: number[] | null } & TableQuery)
  /** A chart as a picture (PNG), under a name without an ending. */
  | { type: 'savePicture'; run: number; name: string; png: Uint8Array }
  /** The button of the verdict. */
  | { type: 'try'; run: number }
  | { type: 'reveal'; run: number; target: 'objective' | 'error' }
  /** Shows where the code names a coordinate. */
  | { type: 'revealCoordinate'; run: number; coordinate: number }
  /** Shows a setting that the run came up against. */
  | { type: 'openSetting'; run: number; setting: (typeof remedySettings)[number] }
  /** A button of the gradient check that is shown. */
  | { type: 'check'; button: CheckButton };

/** Most buckets per line; more than twice a chart's pixels help nobody. */
export const maxBuckets = 500;

/** Rows that a person picks out to be copied. */
export const mostCopied = 10_000;

const run = index;
const seriesName = v.pipe(v.string(), v.maxLength(64));
const line = v.object({
  series: seriesName,
  index,
  smoothing: v.optional(smoothingSchema),
});

const panelToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('ask'),
    run,
    request: index,
    from: index,
    to: index,
    buckets: v.pipe(index, v.minValue(1), v.maxValue(maxBuckets)),
    lines: v.pipe(v.array(line), v.maxLength(256)),
  }),
  v.object({
    type: v.literal('askPeek'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
  }),
  v.object({
    type: v.literal('askValues'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
  }),
  v.object({ type: v.literal('askPath'), run, plane: planeSchema }),
  v.object({
    ...{ type: v.literal('askLandscape'), run, request: index, plane: planeSchema },
    ...{ step: index, window: v.nullable(boxSchema) },
  }),
  v.object({ type: v.literal('askStepInPlane'), run, plane: planeSchema, step: index }),
  v.object({ type: v.literal('askUnrolled'), run, coordinate: index, step: index }),
  v.object({ type: v.literal('askExpectation'), run }),
  v.object({
    type: v.literal('askLeafMap'),
    run,
    series: seriesName,
    from: index,
    to: index,
    columns: v.pipe(index, v.minValue(1), v.maxValue(maxMapColumns)),
  }),
  v.object({
    type: v.literal('askHistograms'),
    run,
    leaf: index,
    step: index,
    series: v.pipe(v.array(seriesName), v.maxLength(maxHistograms)),
    bins: v.pipe(index, v.minValue(1), v.maxValue(maxBins)),
  }),
  v.object({ type: v.literal('askStandingOut'), run, step: index }),
  v.object({
    type: v.literal('askTable'),
    run,
    from: index,
    count: v.pipe(index, v.minValue(1), v.maxValue(mostTableRows)),
    ...tableQueryFields,
  }),
  v.object({
    type: v.literal('copyRows'),
    run,
    coordinates: v.nullable(v.pipe(v.array(index), v.maxLength(mostCopied))),
    ...tableQueryFields,
  }),
  v.object({ type: v.literal('withoutCorrection'), run }),
  v.object({ type: v.literal('askExtremum'), run, ...extremumQuestionFields }),
  v.object({
    type: v.literal('askLosses'),
    run,
    steps: v.pipe(v.array(index), v.maxLength(mostMarks)),
  }),
  v.object({ type: v.literal('marks'), run, marks: marksSchema }),
  v.object({ type: v.literal('cursor'), run, step: index }),
  v.object({ type: v.literal('runAction'), run, action: v.picklist(runActions) }),
  v.object({ type: v.literal('sweep'), run }),
  v.object({ type: v.literal('stopSweep'), run }),
  v.object({ type: v.literal('sharpness'), run }),
  v.object({ type: v.literal('stopSharpness'), run }),
  v.object({ type: v.literal('askDifference'), run, other: run }),
  v.object({ type: v.literal('fork'), run }),
  v.object({ type: v.literal('openExample'), run }),
  v.object({ type: v.literal('stop'), run }),
  v.object({ type: v.literal('whatIf'), run, ...wishFields }),
  v.object({ type: v.literal('resetWhatIf'), run, request: index }),
  v.object({ type: v.literal('writeToCode'), run }),
  v.object({ type: v.literal('runAgain'), run }),
  v.object({ type: v.literal('export'), run }),
  v.object({
    type: v.literal('copyTable'),
    run,
    step: index,
    coordinates: v.pipe(v.array(index), v.maxLength(256)),
  }),
  v.object({
    type: v.literal('savePicture'),
    run,
    name: v.pipe(v.string(), v.maxLength(64)),
    png: v.custom<Uint8Array>(isPng),
  }),
  v.object({ type: v.literal('try'), run }),
  v.object({ type: v.literal('check'), button: v.picklist(checkButtons) }),
  v.object({ type: v.literal('openSetting'), run, setting: v.picklist(remedySettings) }),
  v.object({ type: v.literal('reveal'), run, target: v.picklist(['objective', 'error']) }),
  v.object({ type: v.literal('revealCoordinate'), run, coordinate: index }),
]);

/** A picture of a chart is not larger than this. */
const maxPictureBytes = 32e6;
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function isPng(data: unknown): boolean {
  if (!(data instanceof Uint8Array) || data.length > maxPictureBytes) return false;
  return pngSignature.every((byte, i) => data[i] === byte);
}

/** The message, or null where it is none of ours: the webview is not believed. */
export function parsePanelMessage(data: unknown): PanelToHost | null {
  const result = v.safeParse(panelToHost, data);
  return result.success ? result.output : null;
}
