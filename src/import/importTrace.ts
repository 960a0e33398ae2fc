import { message } from '../messages';
import { derivationsOf } from '../optimizers/derivations';
import { checkpointsWithin, RowThinner, rowWidths } from '../protocol/checkpoints';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import { specOf, type OptimizerSpec } from '../protocol/optimizer';
import type { RunHeader } from '../protocol/run';
import type { SeriesDeclaration } from '../protocol/series';
import { mostReadable } from '../protocol/statistics';
import { Trace } from '../trace/trace';
import type { ColumnGroup } from './columns/groups';
import type { Mapping } from './columns/mapping';
import { thetaBefore } from './columns/vocabulary';
import { declare, noOptimizer, type Declared } from './declare';
import { Fill, type Steps } from './fill';
import { followCheck, type FollowCheck } from './follows';
import { coordinatesIn, layOut, leavesOf, type Layout } from './layout';
import { Problems } from './problems';
import { rateDifference, withLoggedRate } from './rate';
import { shownText } from './shownText';
import type { Table } from './read/table';
import { RowReader, type Taker } from './rows';
import { declaredStatistics, ImportedStatistics, slotsOf } from './statistics';
import { stepNotes } from './steps';
import { Survey } from './survey';

/** More coordinates than this are not imported: their names alone would be too much. */
export const mostCoordinates = 1_000_000;

/** Columns that are named in one sentence. */
const mostNamed = 10;

export interface ImportRequest {
  table: Table;
  /** The file's name without folders; and as messages name it. */
  name: string;
  file: string;
  mapping: Mapping;
  /** Names of columns, some, to tell where none is known. */
  columns: string;
  /** What the columns are taken for. */
  groups: readonly ColumnGroup[];
  /** Whether a column says the step; else rows are counted. */
  hasStepColumn: boolean;
  /** What made it, if the person said so. */
  optimizer: OptimizerSpec | null;
  /** Whether that has a learning rate that the person said, over one that is logged. */
  isRateStated: boolean;
  /** Bytes that the rows may take; beyond them most full rows are left out, if θ is large. */
  maximumBytes: number;
  /** Makes the trace before its first row comes; one in memory if nobody says. */
  makeTrace?: (header: RunHeader) => Trace;
  /** Ends it early; it then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface Imported {
  trace: Trace;
  /** What is worth a word: what could not be read, and whether the moments follow. */
  notes: Message[];
  /** Some of the file could not be read. */
  isPartial: boolean;
}

/**
 * The run that another program has logged. Reads the file twice: first what there is (leaves,
 * shapes, steps), then the numbers, a row at a time.
 */
export async function importTrace(
  request: ImportRequest,
): Promise<{ imported: Imported } | { problems: Message[] }> {
  const { file, name } = request;
  const problems = new Problems(file);
  const survey = new Survey();
  await readAll(request, survey, null, problems);
  const steps = stepsOf(survey);
  const refused = refusal(request, survey, steps, problems);
  if (refused) return { problems: refused };

  const { leaves } = leavesOf(survey);
  const logged = new Set(survey.series.keys());
  // Of what has no coordinate nothing is derived.
  const stated = leaves.length > 0 ? withLoggedRate(request, survey.rates) : null;
  const spec = stated ?? noOptimizer;
  const shift = survey.countsFromZero ? 1 : 0;
  const rate = rateDifference(spec, survey.rates, shift);
  const declared = declare(logged, spec, leaves, name, rate !== null);
  const layout = layOut(survey, declared.stored);
  const statistics = declaredStatistics(declared, spec, leaves);
  const series = [...declared.stored, ...(statistics?.series ?? []), ...declared.derived];
  const kept = keptRows(request, survey, series, layout, steps.shown.length);
  if ('problem' in kept) return { problems: [kept.problem] };

  const header = headerOf(request, spec, declared, series, layout, steps);
  if (kept.every > 0) header.checkpoints = { every: kept.every };
  const thinner = kept.every > 0 ? new RowThinner(series, leaves, kept.every) : null;
  const full = new Float64Array(rowWidths(series, leaves).full);
  /** From the first row on: θ of the start is known by then. */
  const taking = (): Taking => {
    header.start = fill.start;
    const slots = slotsOf(declared.stored);
    return {
      trace: request.makeTrace?.(header) ?? traceOf(header),
      check: followCheck(spec, layout, fill.start),
      summary: statistics && new ImportedStatistics(statistics, slots, layout, fill.start),
    };
  };
  let taken: Taking | null = null;
  const take = (row: Float64Array, position: number): void => {
    const { trace, check, summary } = (taken ??= taking());
    const step = steps.shown[position]!;
    check?.take(row, step);
    full.set(row);
    summary?.write(full, step);
    if (!thinner) return trace.append(position + 1, full);
    const thin = thinner.thin(position + 1, full);
    trace.append(position + 1, thin.data, thin.full);
  };
  const fill = new Fill(layout, steps.inFile, survey.isSorted, problems, take);
  await readAll(request, fill, problems, problems);
  fill.end();
  // There is a step, so that a row was taken.
  const { trace, check } = taken as unknown as Taking;
  const notes = [
    ...problems.messages,
    ...stepNotes(survey, steps.shown, request.hasStepColumn),
    ...notUsed(request.groups),
    ...partlyLogged(survey, declared.stored),
    ...(rate ? [rate] : []),
    ...(kept.note ? [kept.note] : []),
    ...(check?.messages() ?? []),
  ];
  return { imported: { trace, notes, isPartial: !problems.isEmpty } };
}

interface Taking {
  trace: Trace;
  check: FollowCheck | null;
  summary: ImportedStatistics | null;
}

/** A trace in memory. */
function traceOf(header: RunHeader): Trace {
  return new Trace(header, derivationsOf(header, header.leaves, null));
}

/** @param told problems of cells, where they are to be told; the rows' are in any case */
async function readAll(
  { table, mapping, signal }: Pick<ImportRequest, 'table' | 'mapping' | 'signal'>,
  taker: Taker,
  told: Problems | null,
  problems: Problems,
): Promise<void> {
  const reader = new RowReader(mapping, taker, told);
  await table.read(
    (names, cells, line) => {
      reader.read(names, cells, line);
      return !signal?.aborted;
    },
    (code, args, line) => {
      if (told) problems.add(code, '', args, line);
    },
  );
  signal?.throwIfAborted();
}

interface AllSteps {
  /** As `Fill` needs them. */
  inFile: Steps;
  /** As they are shown: from 1 on. */
  shown: Float64Array;
}

function stepsOf(survey: Survey): AllSteps {
  const { steps, countsFromZero } = survey;
  const hasStart = steps[0] === 0 && !countsFromZero;
  const logged = hasStart ? steps.subarray(1) : steps;
  const shown = countsFromZero ? logged.map((step) => step + 1) : logged;
  return { inFile: { logged, hasStart }, shown };
}

/** Why nothing can be imported; null where something can. */
function refusal(
  { name, columns }: ImportRequest,
  survey: Survey,
  { shown }: AllSteps,
  problems: Problems,
): Message[] | null {
  const first = problems.messages;
  if (survey.steps.length === 0) return [...first, message('import.empty', [name])];
  if (survey.series.size === 0 || shown.length === 0) {
    return [...first, message('import.nothing', [name, columns])];
  }
  const coordinates = coordinatesIn(survey);
  if (coordinates <= mostCoordinates) return null;
  const words = [name, coordinates, mostCoordinates].map((word) =>
    typeof word === 'number' ? word.toLocaleString('en') : word,
  );
  return [message('import.too-many-coordinates', words)];
}

function headerOf(
  { name, file }: ImportRequest,
  spec: OptimizerSpec,
  { absent }: Declared,
  series: SeriesDeclaration[],
  { leaves, coordinates }: Layout,
  { shown }: AllSteps,
): RunHeader {
  const isCounted = shown.every((step, k) => step === k + 1);
  return {
    ...{ run: 0, objective: name, file, ...specOf(spec) },
    ...{ steps: shown.length, seed: 0, gradientSource: 'logged', leaves, series, absent },
    start: new Float64Array(coordinates).fill(NaN),
    imported: { file: name },
    ...(!isCounted && { logged: shown }),
  };
}

/** Which full rows are kept: all where they fit. */
function keptRows(
  { name, maximumBytes }: ImportRequest,
  { isSorted }: Survey,
  series: SeriesDeclaration[],
  { leaves, coordinates }: Layout,
  rows: number,
): { every: number; note: Message | null } | { problem: Message } {
  const widths = rowWidths(series, leaves);
  const every = checkpointsWithin(widths, rows, maximumBytes);
  const size = rows * widths.full * Float64Array.BYTES_PER_ELEMENT;
  const tooMuch = {
    problem: message('import.too-large', [name, inBytes(size), inBytes(maximumBytes)]),
  };
  if (every === 0) return { every, note: null };
  // Without statistics nothing would be left of most rows.
  if (every === null || coordinates <= mostReadable) return tooMuch;
  if (!isSorted) {
    return {
      problem: message('import.not-in-order', [name, inBytes(size), inBytes(maximumBytes)]),
    };
  }
  return {
    every,
    note: message('import.rows-left-out', [coordinates.toLocaleString('en'), every]),
  };
}

function inBytes(bytes: number): string {
  const unit = bytes >= 1e9 ? 'GB' : 'MB';
  return `${formatNumber(bytes / (unit === 'GB' ? 1e9 : 1e6), 3)} ${unit}`;
}

function notUsed(groups: readonly ColumnGroup[]): Message[] {
  const words = groups.flatMap(({ target, word }) => (target === 'ignored' ? shownText(word) : []));
  if (words.length === 0) return [];
  const more = words.length > mostNamed ? ['…'] : [];
  return [message('import.not-used', [[...words.slice(0, mostNamed), ...more].join(', ')])];
}

/** Series that have no number of some leaves. */
function partlyLogged({ series, leaves }: Survey, stored: readonly SeriesDeclaration[]): Message[] {
  return stored.flatMap(({ name, symbol, per }) => {
    const own = series.get(name) ?? series.get(thetaBefore);
    if (per !== 'coordinate' || !own || own.size === leaves.size) return [];
    const missing = [...leaves.keys()].filter((leaf) => !own.has(leaf));
    const named = missing.slice(0, 3).map((leaf) => shownText(leaf));
    return message('import.partly', [
      symbol,
      [...named, ...(missing.length > 3 ? ['…'] : [])].join(', '),
    ]);
  });
}
