/**
 * One kind of question to the host: the newest one wanted is asked once the last was answered, so
 * that a slow host never has a queue to work off.
 */
export class Question {
  #asked: string | null = null;
  #answered: string | null = null;

  /** Asks, unless `key` (all that the answer depends on) was answered or an answer is awaited. */
  want(key: string, ask: () => void): void {
    if (this.#asked !== null || key === this.#answered) return;
    this.#asked = key;
    ask();
  }

  /** The answer has come. */
  answer(): void {
    this.#answered = this.#asked;
    this.#asked = null;
  }

  /** Another run, or the host may have dropped what was asked while the panel was hidden. */
  forget(): void {
    this.#asked = null;
    this.#answered = null;
  }
}
