import assert from 'node:assert/strict';
import {
  parseHostMessage,
  parsePanelMessage,
  type HostToPanel,
  type PanelToHost,
} from '../../../../src/protocol/panel';
import { catalogue, inEnglish } from '../../../../src/messages';
import * as answers from '../../../../src/session/panel/answers';
import { runView } from '../../../../src/session/panel/view';
import { Panel } from '../../../../webview/state/panel';
import { rosenbrock, runOf } from '../../session/handMade';
import { traced } from '../../engine/large';
import { diceOf, type Tally } from './dice';
import { fromPanel } from './fromPanel';
import { mutated } from './mutate';

/** What a host says of a run, one of each kind at least. */
function valid(): HostToPanel[] {
  const run = runOf(rosenbrock, { steps: 20 });
  const many = traced([30, 171]);
  const speech = {
    say: inEnglish,
    count: (n: number) => String(n),
  };
  const shown = { run, latest: run, placeInWords: () => 'a.ts:1:1', gone: false, behind: [] };
  const can = { run: true, reveal: true, export: true, draw: true };
  const strings = Object.entries(catalogue).filter(([code]) => code.startsWith('panel.'));
  const asked = fromPanel.flatMap((message) =>
    message.type.startsWith('ask') && !/Difference|Landscape|InPlane/.test(message.type)
      ? [run.trace!, many].map((trace) => answers.answerOf(trace, message as answers.TraceQuestion))
      : [],
  );
  const at = {
    ...{ step: 3, series: 'm', symbol: 'm', owner: 'x' },
    ...{ values: [1, 2] as [number, number], relative: 0.5 },
  };
  return [
    { type: 'strings', locale: 'en', strings: Object.fromEntries(strings.slice(0, 9)) },
    { type: 'run', view: runView({ ...shown, tuning: null, can }, speech) },
    answers.cursor(run),
    { type: 'copied', run: 1, step: 4 },
    { type: 'highlight', run: 1, stretches: [[0, 2]] },
    { type: 'runs', run: 1, items: [], removed: 'Adam' },
    {
      ...{ type: 'landscape', run: 1, request: 0, plane: [0, 1], coarse: false },
      landscape: { x: [0, 1], y: [0, 1], nx: 2, ny: 2, values: new Float64Array(4) },
    },
    { type: 'check', check: null },
    {
      ...{
        type: 'difference',
        run: 1,
        other: 2,
        titles: ['Adam', 'Adam (Keras)'],
        tolerance: 1e-9,
      },
      ...{ steps: 9, first: at, inherited: false, firstBit: at, formulas: null },
      ...{ causes: [{ name: 'eps', values: ['1e-8', '1e-7'] }], finalLosses: [1, null] },
    },
    ...asked.flatMap((answer) => answer ?? []),
  ];
}

/** The browser's part of what the panel's state needs: frames come when they are asked for. */
const frames: (() => void)[] = [];
const browser = {
  window: {
    ...{ innerWidth: 1000, setTimeout, clearTimeout },
    matchMedia: () => ({ matches: true }),
  },
  document: { visibilityState: 'visible', addEventListener: () => undefined },
  requestAnimationFrame: (draw: (now: number) => void) =>
    frames.push(() => draw(performance.now() + 1e6)),
};

class PanelAtWork {
  readonly posted: PanelToHost[] = [];
  #hear: (data: unknown) => void = () => undefined;
  readonly panel: Panel;

  constructor() {
    const transport = {
      post: (message: PanelToHost) => this.posted.push(message),
      listen: (listener: (data: unknown) => void) => (this.#hear = listener),
    };
    this.panel = new Panel(transport, {
      load: () => null,
      save: (state) => structuredClone(state),
    });
    for (const message of samples!) this.hear(message);
    this.panel.wantLines({}, [{ series: 'm', index: 0 }]);
  }

  hear(data: unknown): void {
    this.#hear(data);
  }

  /** Draws, and looks at what the panel asked for. */
  draw(): void {
    for (const frame of frames.splice(0)) frame();
    const { panel } = this;
    const seen = [panel.window, panel.chosen, panel.coordinate, panel.leaf, panel.names.length];
    assert.ok(
      seen.flat().every((each) => Number.isSafeInteger(each) && each >= 0),
      String(seen),
    );
    for (const message of this.posted.splice(0)) {
      assert.ok(parsePanelMessage(message), JSON.stringify(message));
    }
  }
}

let samples: HostToPanel[] | null = null;

/**
 * Messages of the host's kind through the panel's check and into its state, which is drawn and asks
 * now and then. What it asks must pass the host's check.
 *
 * @throws with the seed of the message
 */
export function fuzzToPanel(count: number, seed: number): Tally {
  Object.assign(globalThis, browser);
  if (!samples) {
    samples = valid();
    for (const message of samples) assert.ok(parseHostMessage(message), message.type);
  }
  const kinds = new Set<string>(samples.map(({ type }) => type));
  let accepted = 0;
  let panel = new PanelAtWork();
  for (let i = seed; i < seed + count; i++) {
    const given = mutated(samples, diceOf(i));
    try {
      const message = parseHostMessage(given);
      if (message) {
        accepted++;
        assert.ok(kinds.has(message.type));
        assert.equal(Object.getPrototypeOf(message), Object.prototype);
      }
      panel.hear(given);
      if (i % 10 === 0) panel.draw();
      if (i % 1000 === 0) panel = new PanelAtWork();
    } catch (error) {
      throw new Error(`message ${i} to the panel`, { cause: error });
    }
  }
  return { messages: count, accepted };
}
