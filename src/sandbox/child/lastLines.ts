import { word } from './shared';

/** A power of two above the lines that are read: the one being written is not among them. */
const slots = 1024;
/** Lines that are read at most. */
const readable = 1000;
const longestLevel = 16;
const longestLine = 4096;
/** The lengths of level and text, then their UTF-16 units. */
const slotSize = 2 + longestLevel + longestLine;

// Captured before the user's code can put something else in their place.
const { add, load, store } = Atomics;
const { apply } = Reflect;
const { fromCharCode } = String;
const codeUnitAt: (at: number) => number = Reflect.get(String.prototype, 'charCodeAt');

export interface Line {
  level: string;
  text: string;
}

/**
 * Console lines that the limit kept back, the last 1,000 of them to be read, in shared memory: the
 * worker that printed them may never answer again, and the supervisor still tells how it ended.
 */
export class LastLines {
  constructor(
    private readonly control: Int32Array,
    private readonly room: Uint16Array,
  ) {}

  /** Memory for the lines; what is not written to costs nothing. */
  static room(): Uint16Array {
    const bytes = slots * slotSize * Uint16Array.BYTES_PER_ELEMENT;
    return new Uint16Array(new SharedArrayBuffer(bytes));
  }

  get empty(): boolean {
    return load(this.control, word.kept) === load(this.control, word.shown);
  }

  /** Keeps a line, cut to 4 KB; not once the run shall end, for then the lines are being read. */
  keep({ level, text }: Line): void {
    const { control, room } = this;
    if (load(control, word.cancel) !== 0) return void add(control, word.lost, 1);
    const slot = slotOf(load(control, word.kept));
    room[slot] = write(room, slot + 2, level, longestLevel);
    room[slot + 1] = write(room, slot + 2 + longestLevel, text, longestLine);
    add(control, word.kept, 1);
  }

  /** Takes out the lines that are left, oldest first, and counts the others as lost. */
  take(show: (line: Line) => void): void {
    const { control, room } = this;
    const kept = load(control, word.kept);
    const shown = load(control, word.shown);
    const first = Math.max(shown, kept - readable);
    add(control, word.lost, first - shown);
    for (let i = first; i < kept; i++) {
      const slot = slotOf(i);
      const level = read(room, slot + 2, room[slot]!);
      show({ level, text: read(room, slot + 2 + longestLevel, room[slot + 1]!) });
      store(control, word.shown, i + 1);
    }
    // In this order: whoever looks in between finds nothing left. They count from 0 again, for an
    // endless flood would pass what an Int32 holds.
    store(control, word.kept, 0);
    store(control, word.shown, 0);
  }
}

const slotOf = (index: number) => (index % slots) * slotSize;

/** Writes a text, cut where it is too long; returns the units written. */
function write(room: Uint16Array, at: number, text: string, longest: number): number {
  const length = Math.min(text.length, longest);
  for (let i = 0; i < length; i++) room[at + i] = apply(codeUnitAt, text, [i]);
  return length;
}

function read(room: Uint16Array, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += fromCharCode(room[at + i]!);
  return text;
}
