/** Milliseconds without an event after which the next one begins another turn. */
const pause = 250;

/**
 * Whose a turn of the wheel is: whoever its first event was for keeps it to its end. So a page that
 * is scrolled does not stop where a chart comes under the pointer, and a chart that is zoomed out
 * does not hand over to the page.
 */
export class WheelTurn {
  #last = -Infinity;
  #isChart = false;

  /**
   * Whether an event over a chart is the chart's.
   * @param time of the event, in milliseconds
   * @param wants whether the chart can do something by it
   */
  take(time: number, wants: boolean): boolean {
    if (time - this.#last > pause) this.#isChart = wants;
    this.#last = time;
    return this.#isChart;
  }

  /** An event that the page had. */
  pass(time: number): void {
    this.#last = time;
    this.#isChart = false;
  }
}
