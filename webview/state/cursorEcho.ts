/** After this many milliseconds without an echo the host is taken to have the cursor. */
const patience = 500;

/**
 * The panel moves its cursor at once and tells the host, which answers each move. While a person
 * drags, these answers lag behind: they must not pull the cursor back.
 */
export class CursorEcho {
  #pending: number[] = [];
  #lastMove = 0;

  moved(step: number, now: number): void {
    this.#pending.push(step);
    this.#lastMove = now;
  }

  /** Whether the cursor that the host tells of is to be taken over. */
  accepts(step: number, now: number): boolean {
    if (this.#pending.length === 0) return true;
    if (now - this.#lastMove > patience) {
      this.#pending = [];
      return true;
    }
    const at = this.#pending.indexOf(step);
    if (at < 0) return false;
    this.#pending.splice(0, at + 1);
    return this.#pending.length === 0;
  }
}
