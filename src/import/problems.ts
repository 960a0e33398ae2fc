import { message, type MessageCode } from '../messages';
import type { Message } from '../protocol/message';
import { shownText } from './shownText';

/** Kinds of problems that are told apart; a file that has more is told of the first. */
const mostKinds = 20;

/** What of a file could not be read: each kind of thing once, with its first place and how often. */
export class Problems {
  readonly #file: string;
  readonly #found = new Map<string, { said: Message; count: number }>();
  #kindsLeft = mostKinds;

  /** @param file as messages name it */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param about what problems of this code are kept apart by: a column
   * @param line of a text, from 1; a row of a table that has no lines; null: the whole file
   */
  add(code: MessageCode, about: string, args: (string | number)[], line: number | null): void {
    const key = `${code}\0${about}`;
    const known = this.#found.get(key);
    if (known) {
      known.count++;
      return;
    }
    if (this.#kindsLeft === 0) return;
    this.#kindsLeft--;
    const shown = args.map((each) => (typeof each === 'string' ? shownText(each) : each));
    const place = line === null ? undefined : { file: this.#file, line, column: 1 };
    this.#found.set(key, { said: message(code, shown, place), count: 1 });
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  /** In the order in which they were found. */
  get messages(): Message[] {
    return [...this.#found.values()].flatMap(({ said, count }) =>
      count === 1 ? [said] : [said, message('import.more-like-it', [count - 1])],
    );
  }
}
