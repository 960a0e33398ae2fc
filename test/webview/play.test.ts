import assert from 'node:assert/strict';
import { caps, isSingle, isStroke } from '../../webview/keys/strokes';
import { Play, speeds, type Film, type Frames } from '../../webview/state/play';

/** A film of so many steps, and a browser whose frames come when the test says. */
function stage(last: number, cursor: number, speed: number, reducedMotion = false) {
  const seen: number[] = [];
  let changes = 0;
  let waiting: ((now: number) => void) | null = null;
  let now = 0;
  const state = { cursor, speed };
  const film: Film = {
    cursor: () => state.cursor,
    last: () => last,
    speed: () => state.speed,
    moveTo: (step) => seen.push((state.cursor = step)),
    changed: () => changes++,
  };
  const frames: Frames = {
    request: (onFrame) => {
      assert.equal(waiting, null);
      waiting = onFrame;
      return 1;
    },
    cancel: () => (waiting = null),
    reducedMotion,
  };
  /** So many frames of a display with 60 a second, or another number of them. */
  const pass = (count: number, rate = 60) => {
    for (let i = 0; i < count; i++) {
      now += 1000 / rate;
      const onFrame = waiting;
      waiting = null;
      onFrame?.(now);
    }
  };
  const play = new Play(film, frames);
  return { play, state, seen, pass, isWaiting: () => waiting !== null, changes: () => changes };
}

describe('Play', () => {
  it('goes by one step a frame, forward and back', () => {
    const { play, seen, pass } = stage(100, 10, 1);
    play.toggle(1);
    pass(3);
    assert.deepEqual(seen, [11, 12, 13]);
    play.toggle(-1);
    pass(2);
    assert.deepEqual(seen, [11, 12, 13, 12, 11]);
    assert.equal(play.direction, -1);
  });

  for (const speed of speeds) {
    it(`comes ${speed * 40} steps far in 40 frames at ${speed} a frame, and never back`, () => {
      const { play, state, seen, pass } = stage(10_000, 5, speed);
      play.toggle(1);
      pass(40);
      assert.equal(state.cursor, 5 + speed * 40);
      assert.ok(seen.every((step, nth) => nth === 0 || step > seen[nth - 1]!));
      assert.equal(seen.length, Math.min(40, speed * 40));
    });
  }

  it('goes no faster on a display with 120 frames a second', () => {
    const { play, state, pass } = stage(1000, 0, 1);
    play.toggle(1);
    pass(120, 120);
    assert.ok(Math.abs(state.cursor - 60) <= 1, String(state.cursor));
  });

  it('stops at the last step and asks for no more frames', () => {
    const { play, state, pass, isWaiting, changes } = stage(100, 70, 25);
    play.toggle(1);
    pass(2);
    assert.equal(state.cursor, 100);
    assert.equal(play.direction, 0);
    assert.equal(isWaiting(), false);
    assert.equal(changes(), 2);
  });

  it('stops at the start', () => {
    const { play, state, pass } = stage(100, 7, 5);
    play.toggle(-1);
    pass(9);
    assert.equal(state.cursor, 0);
    assert.equal(play.direction, 0);
  });

  it('begins at the other end where there is nothing left to play', () => {
    const forward = stage(50, 50, 1);
    forward.play.toggle(1);
    forward.pass(2);
    assert.deepEqual(forward.seen, [0, 1, 2]);
    const back = stage(50, 0, 10);
    back.play.toggle(-1);
    back.pass(2);
    assert.deepEqual(back.seen, [50, 40, 30]);
  });

  it('does nothing without steps', () => {
    const { play, isWaiting } = stage(0, 0, 1);
    play.toggle(1);
    assert.equal(play.direction, 0);
    assert.equal(isWaiting(), false);
  });

  it('pauses where it was, and takes a new speed on its way', () => {
    const { play, state, pass } = stage(1000, 0, 1);
    play.toggle(1);
    pass(3);
    state.speed = 10;
    pass(2);
    play.toggle(1);
    pass(5);
    assert.equal(state.cursor, 23);
    assert.equal(play.direction, 0);
  });

  it('shows two still pictures a second to whoever wants no motion, as far apart as it would have come', () => {
    const { play, seen, pass } = stage(1000, 0, 2, true);
    play.toggle(1);
    pass(29);
    assert.deepEqual(seen, []);
    pass(32);
    assert.deepEqual(seen, [60]);
    pass(30);
    assert.deepEqual(seen, [60, 120]);
  });
});

describe('strokes', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    ({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held }) as never;

  it('are told apart by Shift where it does not make the character', () => {
    assert.equal(isStroke(press('ArrowLeft'), { key: 'ArrowLeft' }), true);
    assert.equal(isStroke(press('ArrowLeft', { shiftKey: true }), { key: 'ArrowLeft' }), false);
    assert.equal(
      isStroke(press('ArrowLeft', { shiftKey: true }), { key: 'ArrowLeft', shift: true }),
      true,
    );
    assert.equal(isStroke(press('?', { shiftKey: true }), { key: '?' }), true);
    assert.equal(isStroke(press('+'), { key: '+' }), true);
    assert.equal(isStroke(press(' ', { shiftKey: true }), { key: ' ' }), false);
  });

  it('do not mind caps lock', () => {
    assert.equal(isStroke(press('E'), { key: 'e' }), true);
    assert.equal(isStroke(press('e', { shiftKey: true }), { key: 'e', shift: true }), true);
    assert.equal(isStroke(press('E', { shiftKey: true }), { key: 'e' }), false);
  });

  it('are none of ours with Alt, and need Ctrl or Cmd where they name it', () => {
    assert.equal(isStroke(press('e', { altKey: true }), { key: 'e' }), false);
    assert.equal(isStroke(press('e', { ctrlKey: true }), { key: 'e' }), false);
    const pan = { key: 'ArrowLeft', control: true };
    assert.equal(isStroke(press('ArrowLeft', { metaKey: true }), pan), true);
    assert.equal(isStroke(press('ArrowLeft'), pan), false);
  });

  it('are written as on keyboards', () => {
    assert.deepEqual(caps({ key: 'ArrowLeft', control: true }, 'Space', false), ['Ctrl', '←']);
    assert.deepEqual(caps({ key: ' ', shift: true }, 'Leertaste', true), ['Shift', 'Leertaste']);
    assert.deepEqual(caps({ key: 'e', shift: true }, 'Space', true), ['Shift', 'E']);
    assert.deepEqual([isSingle({ key: 'e' }), isSingle({ key: ' ' })], [true, false]);
    assert.equal(isSingle({ key: 'ArrowLeft' }), false);
  });
});
