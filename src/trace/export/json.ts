import { inEnglish } from '../../messages';
import type { Hyperparameters } from '../../protocol/optimizer';
import type { RunError, RunState } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import { sharpness } from '../../protocol/sharpness';
import { exactJson, inertJson, jsonNumber } from '../exactNumber';
import type { Trace } from '../trace';
import { inPieces } from './pieces';
import { firstStep, isMissing, stepsOf, stretches, widthOf, type Exporting } from './rows';

/** A run as exporters read it. */
export interface ExportedRun {
  trace: Trace;
  state: RunState;
  finalLoss: number | null;
  error: RunError | null;
  /** What made it: a name and a version. */
  source: string;
}

/**
 * One JSON object in pieces: what is known of the run, then every series with a row per step (those
 * in `loggedSteps`, where an imported run has only some), flat over the leaves. What begins at the
 * start, as `theta` does, has one row more; what is there every so many steps is null in between,
 * and so is what would have to be computed again where nobody does. Numbers are exact; those that JSON does not have are the strings
 * "NaN", "Infinity" and "-Infinity".
 */
export function exportJson(run: ExportedRun, exporting: Exporting = {}): AsyncGenerator<string> {
  return inPieces(jsonTexts(run, exporting));
}

async function* jsonTexts(
  { trace, state, finalLoss, error, source }: ExportedRun,
  exporting: Exporting,
): AsyncGenerator<Iterable<string>> {
  const { header } = trace;
  const about: Record<string, unknown> = {
    optimizer: header.optimizer,
    hyperparameters: nested(header.hyperparameters),
    ...{ dialect: header.dialect, precision: header.precision, schedule: header.schedule },
    ...{ clip: header.clip, groups: header.groups },
    objective: header.objective,
    leaves: header.leaves.map(({ name, length, shape, coordinates }) => {
      return { name, length, shape, coordinates };
    }),
    steps: trace.length,
    // Of a fork: the step from whose state it went on, and whether its optimizer began anew there.
    ...(header.fork && { fromStep: header.fork.step, beganAnew: header.fork.anew }),
    ...(header.steps !== trace.length && { requestedSteps: header.steps }),
    source,
    ...(header.imported && { importedFrom: header.imported.file }),
    ...(header.logged && { loggedSteps: [...header.logged] }),
    gradientSource: header.gradientSource,
    state,
    seed: header.seed,
    ...(header.evaluated && {
      evaluate: { name: header.evaluated.name, every: header.evaluated.every },
    }),
    ...sharpnessFields(trace),
    finalLoss,
    error: error && errorFields(error),
  };
  let separator = '{';
  for (const [name, value] of Object.entries(about)) {
    yield [`${separator}"${name}":${exactJson(value)}`];
    separator = ',\n';
  }
  for (const series of trace.series) yield* jsonSeries(trace, series, exporting);
  yield ['}\n'];
}

async function* jsonSeries(
  trace: Trace,
  series: SeriesDeclaration,
  exporting: Exporting,
): AsyncGenerator<Iterable<string>> {
  const first = firstStep(series, trace);
  // Only what is of coordinates may have to be computed again.
  const bring = series.per === 'coordinate' ? exporting.bring : undefined;
  yield [`,\n${inertJson(series.name)}:[`];
  for await (const [from, to] of stretches(trace, first, { ...exporting, bring })) {
    yield rows(trace, series, from, to);
  }
  yield [']'];
}

function* rows(
  trace: Trace,
  series: SeriesDeclaration,
  from: number,
  to: number,
): Generator<string> {
  const width = widthOf(series, trace);
  const first = firstStep(series, trace);
  for (const step of stepsOf(trace, from, to)) {
    if (step > first) yield ',';
    if (series.per !== 'run') yield '[';
    for (let index = 0; index < width; index++) {
      const value = trace.value(series.name, index, step);
      if (index > 0) yield ',';
      yield isMissing(series, value, step, trace) ? 'null' : jsonNumber(value);
    }
    if (series.per !== 'run') yield ']';
  }
}

/** Beside the series, where it was computed: how often, and the bound of stability. */
function sharpnessFields({ series }: Trace): Record<string, unknown> {
  const declared = series.find(({ name }) => name === sharpness);
  if (!declared) return {};
  const { every = 1, level } = declared;
  return { sharpnessEvery: every, sharpnessBound: level?.value ?? null };
}

/** `{ inner: 'adam', 'inner.lr': 0.02 }` as `{ inner: { name: 'adam', lr: 0.02 } }`. */
function nested(flat: Hyperparameters): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const inside = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(flat)) {
    const [outer, inner] = name.split('.', 2) as [string, string?];
    if (inner === undefined) result[outer] = value;
    else inside.set(outer, { ...inside.get(outer), [inner]: value });
  }
  for (const [name, values] of inside) result[name] = { name: result[name], ...values };
  return result;
}

function errorFields({ message, step }: RunError): Record<string, unknown> {
  const { file = null, line = null, column = null } = message.place ?? {};
  return { message: inEnglish(message), file, line, column, step };
}
