import assert from 'node:assert/strict';
import {
  parsePanelMessage,
  parseHostMessage,
  type PanelToHost,
} from '../../../../src/protocol/panel';
import * as answers from '../../../../src/session/panel/answers';
import { neededFor } from '../../../../src/session/panel/bring';
import type { Trace } from '../../../../src/trace/trace';
import { runOf, rosenbrock } from '../../session/handMade';
import { traced } from '../../engine/large';
import { diceOf, type Tally } from './dice';
import { mutated } from './mutate';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0);

/** One of each kind. */
export const fromPanel: readonly PanelToHost[] = [
  { type: 'ready' },
  {
    ...{ type: 'ask', run: 1, request: 3, from: 0, to: 20, buckets: 250 },
    lines: [
      { series: 'loss', index: 0 },
      { series: 'm', index: 1 },
    ],
  },
  { type: 'askValues', run: 1, step: 7, coordinates: [0, 1] },
  { type: 'askPeek', run: 1, step: 7, coordinates: [0, 1] },
  { type: 'askPath', run: 1, plane: [0, 1] },
  {
    ...{ type: 'askLandscape', run: 1, request: 2, plane: [0, 1], step: 4 },
    window: { x: [-1, 1], y: [0, 2] },
  },
  { type: 'askStepInPlane', run: 1, plane: 'principal', step: 4 },
  {
    ...{ type: 'askTable', run: 1, from: 0, count: 2, step: 4, bySize: true, name: '', only: null },
    sort: { column: 'theta', descending: true },
    filter: { column: 'm', operator: '>', value: 0 },
  },
  { type: 'askUnrolled', run: 1, coordinate: 1, step: 9 },
  { type: 'askExpectation', run: 1 },
  { type: 'askLeafMap', run: 1, series: 'theta.norm', from: 0, to: 20, columns: 40 },
  { type: 'askHistograms', run: 1, leaf: 0, step: 5, series: ['theta', 'm'], bins: 20 },
  { type: 'askStandingOut', run: 1, step: 5 },
  { type: 'cursor', run: 1, step: 3 },
  { type: 'withoutCorrection', run: 1 },
  { type: 'sweep', run: 1 },
  { type: 'stopSweep', run: 1 },
  { type: 'sharpness', run: 1 },
  { type: 'stopSharpness', run: 1 },
  { type: 'askDifference', run: 1, other: 2 },
  { type: 'fork', run: 1 },
  { type: 'openExample', run: 1 },
  { type: 'stop', run: 1 },
  { type: 'runAgain', run: 1 },
  { type: 'export', run: 1 },
  { type: 'copyTable', run: 1, step: 3, coordinates: [0, 1] },
  {
    ...{ type: 'copyRows', run: 1, coordinates: [1], step: 4, bySize: false, name: 'x', only: [0] },
    sort: null,
    filter: null,
  },
  { type: 'runAction', run: 1, action: 'pin' },
  { type: 'revealCoordinate', run: 1, coordinate: 1 },
  { type: 'savePicture', run: 1, name: 'loss', png },
  { type: 'try', run: 1 },
  { type: 'reveal', run: 1, target: 'error' },
  { type: 'check', button: 'close' },
];

const fields = new Map(fromPanel.map((message) => [message.type, Object.keys(message).sort()]));
const isQuestion = (message: PanelToHost): message is answers.TraceQuestion =>
  message.type.startsWith('ask') && !/Difference|Landscape|InPlane/.test(message.type);

let traces: Trace[] | null = null;

/**
 * Messages of the panel's kind through the host's check, and what passes through the answers, each
 * of which must pass the check at the panel's end.
 *
 * @throws with the seed of the message
 */
export function fuzzFromPanel(count: number, seed: number): Tally {
  traces ??= [runOf(rosenbrock, { steps: 20 }).trace!, traced([30, 171])];
  let accepted = 0;
  for (let i = seed; i < seed + count; i++) {
    const roll = diceOf(i);
    const given = mutated(fromPanel, roll);
    try {
      const message = parsePanelMessage(given);
      if (!message) continue;
      accepted++;
      assert.deepEqual(Object.keys(message).sort(), fields.get(message.type));
      assert.equal(Object.getPrototypeOf(message), Object.prototype);
      if (!isQuestion(message)) continue;
      const trace = roll.pick(traces);
      const needed = neededFor(trace, message);
      assert.equal(needed, null);
      const answer = answers.answerOf(trace, message);
      if (answer) assert.ok(parseHostMessage(answer), `the answer to ${message.type}`);
    } catch (error) {
      throw new Error(`message ${i} from the panel`, { cause: error });
    }
  }
  return { messages: count, accepted };
}
