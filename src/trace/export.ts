import { inEnglish } from '../messages';
import type { Hyperparameters } from '../protocol/optimizer';
import { seriesWidth, type RunError, type RunState } from '../protocol/run';
import type { SeriesDeclaration } from '../protocol/series';
import { sharpness } from '../protocol/sharpness';
import { exactDecimal, exactJson, jsonNumber } from './exactNumber';
import type { Trace } from './trace';

/** A run as exporters read it. */
export interface ExportedRun {
  trace: Trace;
  state: RunState;
  finalLoss: number | null;
  error: RunError | null;
  /** What made it: a name and a version. */
  source: string;
}

/** Characters of a piece at least, the last one apart: few pieces, little memory. */
const pieceLength = 1 << 16;

/**
 * One JSON object in pieces: what is known of the run, then every series with a row per step, flat
 * over the leaves. What begins at the start, as `theta` does, has one row more; what is there every
 * so many steps is null in between. Numbers are exact; those that JSON does not have are the strings
 * "NaN", "Infinity" and "-Infinity".
 */
export function exportJson(run: ExportedRun): Generator<string> {
  return inPieces(jsonTexts(run));
}

/**
 * Comma-separated values in pieces (RFC 4180, but lines end with a newline alone): a head, then a
 * row per step, step 0 first; a cell is empty where a series has no value at that step. Every cell
 * of the head starts with a series' name, so that no name of the user's can pass for a formula.
 */
export function exportCsv(trace: Trace): Generator<string> {
  return inPieces(csvTexts(trace));
}

function* jsonTexts({ trace, state, finalLoss, error, source }: ExportedRun): Generator<string> {
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
    ...(header.steps !== trace.length && { requestedSteps: header.steps }),
    source,
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
    yield `${separator}"${name}":${exactJson(value)}`;
    separator = ',\n';
  }
  for (const series of trace.series) yield* jsonSeries(trace, series);
  yield '}\n';
}

function* jsonSeries(trace: Trace, series: SeriesDeclaration): Generator<string> {
  const width = seriesWidth(series, trace.header.leaves);
  const first = firstStep(series);
  yield `,\n${JSON.stringify(series.name)}:[`;
  for (let step = first; step <= trace.length; step++) {
    if (step > first) yield ',';
    if (series.per === 'run') {
      const value = trace.value(series.name, 0, step);
      yield isBetween(series, value) ? 'null' : jsonNumber(value);
      continue;
    }
    for (let index = 0; index < width; index++) {
      yield (index === 0 ? '[' : ',') + jsonNumber(trace.value(series.name, index, step));
    }
    yield width === 0 ? '[]' : ']';
  }
  yield ']';
}

function* csvTexts(trace: Trace): Generator<string> {
  const { leaves } = trace.header;
  const columns = trace.series.map((series) => {
    return { series, first: firstStep(series), width: seriesWidth(series, leaves) };
  });
  yield 'step';
  for (const { series } of columns) {
    for (const cell of headCells(series, trace)) yield `,${csvText(cell)}`;
  }
  yield '\n';
  for (let step = 0; step <= trace.length; step++) {
    yield String(step);
    for (const { series, first, width } of columns) {
      for (let index = 0; index < width; index++) {
        const value = trace.value(series.name, index, step);
        yield step < first || isBetween(series, value) ? ',' : `,${exactDecimal(value)}`;
      }
    }
    yield '\n';
  }
}

function headCells(series: SeriesDeclaration, { header }: Trace): string[] {
  if (series.per === 'run') return [series.name];
  const names =
    series.per === 'leaf'
      ? header.leaves.map((leaf) => leaf.name)
      : header.leaves.flatMap((leaf) => leaf.coordinates);
  return names.map((name) => `${series.name}[${name}]`);
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

/** θ and its like have a value before the first step. */
function firstStep({ fromStart }: SeriesDeclaration): 0 | 1 {
  return fromStart ? 0 : 1;
}

/** A series with a value every so many steps is absent in between. */
function isBetween({ every }: SeriesDeclaration, value: number): boolean {
  return every !== undefined && Number.isNaN(value);
}

function errorFields({ message, step }: RunError): Record<string, unknown> {
  const { file = null, line = null, column = null } = message.place ?? {};
  return { message: inEnglish(message), file, line, column, step };
}

export function csvText(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Joins small texts to pieces, so that nobody handles a piece per number. */
function* inPieces(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
