import assert from 'node:assert/strict';
import { parseEngineMessage } from '../../../src/protocol/engine';
import { parsePanelMessage } from '../../../src/protocol/panel';

describe('messages are checked at the door', () => {
  const frame = { type: 'frame', run: 1, token: 'a', firstStep: 1, data: Float64Array.of(1, NaN) };

  it('lets a good frame in, NaN and all', () => assert.deepEqual(parseEngineMessage(frame), frame));

  const forged: [string, unknown][] = [
    ['nothing', undefined],
    ['a string', 'frame'],
    ['an unknown type', { ...frame, type: 'exec' }],
    ['a negative step', { ...frame, firstStep: -1 }],
    ['a fraction of a step', { ...frame, firstStep: 1.5 }],
    ['a step beyond the integers', { ...frame, firstStep: 2 ** 60 }],
    ['numbers that are no Float64Array', { ...frame, data: [1, 2] }],
    ['another typed array', { ...frame, data: new Uint8Array(8) }],
    ['a token that is a megabyte', { ...frame, token: 'a'.repeat(2 ** 20) }],
    ['a run without an id', { ...frame, run: undefined }],
    [
      'a console line that is a megabyte',
      { type: 'console', run: 1, token: 'a', level: 'log', text: 'a'.repeat(2 ** 20) },
    ],
  ];
  for (const [what, data] of forged) {
    it(`refuses ${what} from the engine process`, () =>
      assert.equal(parseEngineMessage(data), null));
  }

  const fromPanel: [string, unknown][] = [
    ['a command id', { type: 'command', command: 'workbench.action.terminal.new' }],
    ['an unknown target', { type: 'reveal', run: 1, target: 'file:///etc/passwd' }],
    [
      'too many buckets',
      { type: 'ask', run: 1, request: 1, from: 0, to: 9, buckets: 1e9, lines: [] },
    ],
    ['NaN as a step', { type: 'cursor', run: 1, step: NaN }],
    [
      'ten thousand lines',
      {
        type: 'ask',
        run: 1,
        request: 1,
        from: 0,
        to: 9,
        buckets: 9,
        lines: Array(10000).fill({ series: 'm', index: 0 }),
      },
    ],
  ];
  for (const [what, data] of fromPanel) {
    it(`refuses ${what} from the panel`, () => assert.equal(parsePanelMessage(data), null));
  }
});
