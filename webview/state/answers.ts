import {
  maxBuckets,
  type HostToPanel,
  type LineId,
  type PanelToHost,
  type RunView,
} from '../../src/protocol/panel';
import type { Transport } from '../transport';
import { MarkLosses } from '../marks/losses';
import { TableAnswers } from '../table/answers';
import { LeafAnswers } from './leafAnswers';
import { MapAnswers } from './mapAnswers';
import { OverlayLines } from './overlayLines';
import { Question } from './question';

/** Exact values at one step, as the host sent them. */
export type Values = Extract<HostToPanel, { type: 'values' }>;

/** How “Why bias correction?” gets its numbers. */
export type Unrolled = Extract<HostToPanel, { type: 'unrolled' }>;
export type Expectation = Extract<HostToPanel, { type: 'expectation' }>;

/** How the shown run and another one part. */
export type Difference = Extract<HostToPanel, { type: 'difference' }>;

/** What of the panel decides its questions. */
export interface Looking {
  view: RunView;
  cursor: number;
  window: readonly [number, number];
  chosen: readonly number[];
  coordinate: number;
  /** The run whose difference to the shown one is told. */
  other: number | null;
}

/** Where this many steps twice are in sight, every single one is drawn, in a narrow panel too. */
const leastBuckets = 250;

export const lineKey = ({ series, index, smoothing }: LineId): string =>
  `${series} ${index}${smoothing ? ` ~${smoothing}` : ''}`;

/**
 * What the panel asks the host and the last answers of each kind. Views say what they want drawn
 * (`wantLines`); what is missing of it is asked for, once.
 */
export class Answers {
  values: Values | null = null;
  unrolled: Unrolled | null = null;
  expectation: Expectation | null = null;
  difference: Difference | null = null;
  /** Of large models. */
  readonly leaves: LeafAnswers;
  readonly map: MapAnswers;
  readonly table: TableAnswers;
  readonly losses: MarkLosses;
  /** The lines that each view draws. */
  readonly wanted = new Map<object, readonly LineId[]>();
  /** Views that explain v: while there is one, its numbers are asked for. */
  readonly explaining = new Set<object>();

  readonly #transport: Transport;
  readonly #lines = new Map<string, Float64Array>();
  /** The same lines of the runs behind the shown one. */
  readonly #overlays = new Map<number, OverlayLines>();
  readonly #questions = {
    lines: new Question(),
    values: new Question(),
    unrolled: new Question(),
    expectation: new Question(),
    difference: new Question(),
  };
  #request = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.leaves = new LeafAnswers(transport);
    this.map = new MapAnswers(transport);
    this.table = new TableAnswers(transport);
    this.losses = new MarkLosses(transport);
  }

  /** The last points of a line, `undefined` until there are any. */
  line(id: LineId): Float64Array | undefined {
    return this.#lines.get(lineKey(id));
  }

  /** The last points of a line of a run behind the shown one. */
  overlayLine(run: number, id: LineId): Float64Array | undefined {
    return this.#overlays.get(run)?.line(id);
  }

  /** Whether lines of this run are kept as those of one behind the shown one. */
  isBehind(run: number): boolean {
    return this.#overlays.has(run);
  }

  /** The runs behind the shown one, from now on. */
  setBehind(overlays: RunView['overlays']): void {
    for (const { run } of overlays) {
      if (!this.#overlays.has(run)) this.#overlays.set(run, new OverlayLines());
    }
  }

  /**
   * A run is shown that goes on from the last one: what was drawn stays until there is more.
   *
   * @param before the run that was shown
   */
  goOn(before: number, overlays: RunView['overlays']): void {
    this.askAgain();
    const known = new Map(this.#overlays);
    this.#overlays.clear();
    for (const { run } of overlays) {
      const lines = known.get(run) ?? new OverlayLines();
      if (run === before) lines.begin(this.#lines);
      this.#overlays.set(run, lines);
    }
    this.unrolled = this.expectation = this.difference = null;
  }

  /** What was asked may have been dropped: it is asked for again. */
  askAgain(): void {
    for (const question of Object.values(this.#questions)) question.forget();
    this.leaves.askAgain();
    this.map.askAgain();
    this.table.askAgain();
    this.losses.askAgain();
  }

  /** Another run is shown. */
  forget(): void {
    this.askAgain();
    this.leaves.forget();
    this.map.forget();
    this.table.forget();
    this.losses.forget();
    this.#lines.clear();
    this.#overlays.clear();
    this.unrolled = this.expectation = this.difference = null;
    this.values = null;
  }

  /** Takes in an answer; other messages are none of ours. */
  receive(message: HostToPanel): void {
    switch (message.type) {
      case 'lines':
        return this.#receiveLines(message);
      case 'values':
        this.#questions.values.answer();
        this.values = message;
        return;
      case 'path':
        if (this.#overlays.has(message.run)) return this.map.receiveBehind(message);
        return this.map.receive(message);
      case 'landscape':
      case 'stepInPlane':
        return this.map.receive(message);
      case 'unrolled':
        this.#questions.unrolled.answer();
        this.unrolled = message;
        return;
      case 'expectation':
        this.#questions.expectation.answer();
        this.expectation = message;
        return;
      case 'difference':
        this.#questions.difference.answer();
        this.difference = message;
        return;
      case 'losses':
        return this.losses.receive(message);
      case 'table':
        return this.table.receive(message);
      default:
        this.leaves.receive(message);
    }
  }

  /** Asks for what is wanted and not here. */
  ask(looking: Looking): void {
    this.#askLines(looking);
    this.#askValues(looking);
    if (this.explaining.size > 0) this.#askWhy(looking);
    if (looking.other !== null) this.#askDifference(looking.view.run, looking.other);
    this.map.ask(looking.view, looking.cursor);
    this.leaves.ask(looking.view, looking.cursor, looking.window);
    this.table.ask(looking.view, looking.cursor);
  }

  #receiveLines(message: Extract<HostToPanel, { type: 'lines' }>): void {
    const behind = this.#overlays.get(message.run);
    if (behind) return behind.receive(message);
    if (message.request !== this.#request) return;
    this.#questions.lines.answer();
    for (const line of message.lines) this.#lines.set(lineKey(line), line.points);
  }

  #askLines({ view, window: [from, to] }: Looking): void {
    const { run, length, overlays, series } = view;
    const wanted = new Map<string, LineId>();
    for (const lines of this.wanted.values()) {
      for (const line of lines) wanted.set(lineKey(line), line);
    }
    if (wanted.size === 0) return;
    // A point per pixel of the widest chart there can be: two to a bucket. The window's width is
    // known without laying out the page.
    const enough = Math.ceil(window.innerWidth / 100) * 50;
    const buckets = Math.min(maxBuckets, Math.max(leastBuckets, enough));
    const key = [run, length, from, to, buckets, ...[...wanted.keys()].sort()].join('|');
    this.#questions.lines.want(key, () => {
      const request = ++this.#request;
      const lines = [...wanted.values()].slice(0, 256);
      this.#post({ type: 'ask', run, request, from, to, buckets, lines });
    });
    // Bands and what is smoothed are drawn of the shown run alone.
    const bands = new Set(
      series.filter(({ statistic }) => statistic?.kind === 'quantile').map(({ name }) => name),
    );
    const lines = [...wanted.values()].filter((line) => !bands.has(line.series) && !line.smoothing);
    for (const behind of overlays) {
      const ask = { from, to: Math.min(to, behind.length), buckets, lines };
      this.#overlays.get(behind.run)?.want(behind, ask, this.#transport);
    }
  }

  #askWhy({ view: { run, explainsCorrection }, coordinate, cursor: step }: Looking): void {
    if (!explainsCorrection) return;
    this.#questions.expectation.want(`${run}`, () => this.#post({ type: 'askExpectation', run }));
    if (step === 0) return;
    this.#questions.unrolled.want(`${run}|${coordinate}|${step}`, () =>
      this.#post({ type: 'askUnrolled', run, coordinate, step }),
    );
  }

  #askDifference(run: number, other: number): void {
    this.#questions.difference.want(`${run}|${other}`, () =>
      this.#post({ type: 'askDifference', run, other }),
    );
  }

  #askValues({ view: { run, length, series }, cursor, chosen, coordinate }: Looking): void {
    const coordinates = [...new Set([...chosen, coordinate])].sort((a, b) => a - b);
    const step = Math.min(cursor, length);
    const key = [run, step, series.length, ...coordinates].join('|');
    this.#questions.values.want(key, () =>
      this.#post({ type: 'askValues', run, step, coordinates }),
    );
  }

  #post(message: PanelToHost): void {
    this.#transport.post(message);
  }
}
